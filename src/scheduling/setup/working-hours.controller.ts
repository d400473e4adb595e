import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../../common/http/access.decorators.js';
import { IfMatch, TakesIfMatch, type Precondition } from '../../common/http/etag.js';
import { ApiProblems } from '../../common/http/problem.decorators.js';
import type { ProviderId } from '../../common/ids/ids.js';
import { ProviderIdParam } from './setup-fields.types.js';
import { WorkingHours } from './working-hours.service.js';
import { WorkingHoursItem, WorkingWeekBody } from './working-hours.types.js';

@ApiTags('working hours')
@Controller('api/v1/providers/:id/working-hours')
export class WorkingHoursController {
  constructor(private readonly hours: WorkingHours) {}

  @Get()
  @Requires('schedules:read')
  @ApiOperation({ summary: 'The weeks of a provider, from today on.' })
  @ApiOkResponse({ standardSchema: WorkingHoursItem })
  @ApiProblems(400, 404)
  get(
    @Param('id', { schema: ProviderIdParam }) id: ProviderId,
    @CurrentClinic() principal: Principal,
  ): Promise<WorkingHoursItem> {
    return this.hours.get(principal, id);
  }

  @Put()
  @Requires('schedules:write')
  @TakesIfMatch()
  @ApiOperation({
    summary:
      'The whole week from a day on, until further notice: earlier hours end the day before, and changes that were planned for later are dropped. Appointments stay.',
  })
  @ApiOkResponse({ standardSchema: WorkingHoursItem })
  @ApiProblems(400, 404)
  set(
    @Param('id', { schema: ProviderIdParam }) id: ProviderId,
    @Body({ schema: WorkingWeekBody }) body: WorkingWeekBody,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<WorkingHoursItem> {
    return this.hours.set(principal, id, body, precondition);
  }
}
