import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import type { Page } from '../common/http/page.types.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import { AvailabilityQuery, SlotPage } from './availability-query.types.js';
import { Availability } from './availability.service.js';
import type { SlotItem } from './slot-item.types.js';

@ApiTags('availability')
@Controller('api/v1/availability')
export class AvailabilityController {
  constructor(private readonly availability: Availability) {}

  @Get()
  @Requires('appointments:read')
  @ApiOperation({
    summary: 'Times that can be booked, soonest first.',
    description:
      "By the rules of the desk: from this moment on and as far as two years ahead, also for types that are not booked by phone. Opening hours, people's hours, " +
      'rooms, blocked time, and time that is kept for other types are as for callers.',
  })
  @ApiOkResponse({ standardSchema: SlotPage })
  @ApiProblems(400)
  list(
    @Query({ schema: AvailabilityQuery }) query: AvailabilityQuery,
    @CurrentClinic() { clinicId }: Principal,
  ): Promise<Page<SlotItem>> {
    return this.availability.list(clinicId, query);
  }
}
