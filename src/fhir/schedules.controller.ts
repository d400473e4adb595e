import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { Request } from 'express';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import { AppConfig } from '../config/app-config.js';
import { searchsetOf } from './bundle.builder.js';
import { Answers, FhirController } from './fhir.decorators.js';
import { bundleOf, FHIR_BASE, FhirId, Schedule, type Bundle } from './fhir.types.js';
import { Schedules, ScheduleSearch } from './schedules.service.js';

@FhirController()
@Controller(`${FHIR_BASE}/Schedule`)
export class SchedulesController {
  constructor(
    private readonly schedules: Schedules,
    private readonly config: AppConfig,
  ) {}

  @Get()
  @Answers(bundleOf(Schedule), 400, 401, 403)
  @Requires('appointments:read')
  @ApiOperation({ summary: 'A schedule for each provider.' })
  async search(
    @Query({ schema: ScheduleSearch }) search: ScheduleSearch,
    @CurrentClinic() { clinicId }: Principal,
    @Req() { originalUrl }: Request,
  ): Promise<Bundle<Schedule>> {
    return searchsetOf(this.config.publicUrl, originalUrl, await this.schedules.search(clinicId, search));
  }

  @Get(':id')
  @Answers(Schedule, 400, 401, 403, 404)
  @Requires('appointments:read')
  @ApiOperation({ summary: 'The schedule of one provider; its id is the provider’s.' })
  read(@Param('id', { schema: FhirId }) id: string, @CurrentClinic() { clinicId }: Principal): Promise<Schedule> {
    return this.schedules.read(clinicId, id);
  }
}
