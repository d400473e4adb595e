import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { Request } from 'express';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import { AppConfig } from '../config/app-config.js';
import { searchsetOf } from './bundle.builder.js';
import { Answers, FhirController } from './fhir.decorators.js';
import { bundleOf, FHIR_BASE, FhirId, Slot, type Bundle } from './fhir.types.js';
import { Slots, SlotSearch } from './slots.service.js';

@FhirController()
@Controller(`${FHIR_BASE}/Slot`)
export class SlotsController {
  constructor(
    private readonly slots: Slots,
    private readonly config: AppConfig,
  ) {}

  @Get()
  @Answers(bundleOf(Slot), 400, 401, 403, 404)
  @Requires('appointments:read')
  @ApiOperation({
    summary: 'Times of a provider that can be booked, and times that are taken.',
    description:
      'What is taken is told without saying whose it is. Free slots of a type overlap: each begins where a visit may begin.',
  })
  async search(
    @Query({ schema: SlotSearch }) search: SlotSearch,
    @CurrentClinic() { clinicId }: Principal,
    @Req() { originalUrl }: Request,
  ): Promise<Bundle<Slot>> {
    return searchsetOf(this.config.publicUrl, originalUrl, await this.slots.search(clinicId, search));
  }

  @Get(':id')
  @Answers(Slot, 400, 401, 403, 404)
  @Requires('appointments:read')
  @ApiOperation({ summary: 'One time, as it is now: what was free may have been taken.' })
  read(@Param('id', { schema: FhirId }) id: string, @CurrentClinic() { clinicId }: Principal): Promise<Slot> {
    return this.slots.read(clinicId, id);
  }
}
