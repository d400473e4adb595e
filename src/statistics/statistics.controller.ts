import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import { CallsQuery, RangeQuery } from './statistics-range.types.js';
import { Statistics } from './statistics.service.js';
import { AppointmentStatistics, CallStatistics, ReceptionistStatistics } from './statistics.types.js';

@ApiTags('statistics')
@Controller('api/v1/statistics')
export class StatisticsController {
  constructor(private readonly statistics: Statistics) {}

  @Get('calls')
  @Requires('statistics:read')
  @ApiOperation({ summary: 'Calls of some days: how many, how they ended, how long they took.' })
  @ApiOkResponse({ standardSchema: CallStatistics })
  @ApiProblems(400)
  calls(
    @Query({ schema: CallsQuery }) query: CallsQuery,
    @CurrentClinic() { clinicId }: Principal,
  ): Promise<CallStatistics> {
    return this.statistics.calls(clinicId, query);
  }

  @Get('appointments')
  @Requires('statistics:read')
  @ApiOperation({ summary: 'Visits of some days: what became of them, and who booked them.' })
  @ApiOkResponse({ standardSchema: AppointmentStatistics })
  @ApiProblems(400)
  appointments(
    @Query({ schema: RangeQuery }) query: RangeQuery,
    @CurrentClinic() { clinicId }: Principal,
  ): Promise<AppointmentStatistics> {
    return this.statistics.appointments(clinicId, query);
  }

  @Get('receptionist')
  @Requires('statistics:read')
  @ApiOperation({ summary: 'How fast the receptionist answered on some days, and what it did.' })
  @ApiOkResponse({ standardSchema: ReceptionistStatistics })
  @ApiProblems(400)
  receptionist(
    @Query({ schema: RangeQuery }) query: RangeQuery,
    @CurrentClinic() { clinicId }: Principal,
  ): Promise<ReceptionistStatistics> {
    return this.statistics.receptionist(clinicId, query);
  }
}
