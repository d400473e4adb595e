import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import type { Page } from '../common/http/page.types.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import { AppointmentPage, AppointmentQuery, type AppointmentItem } from './appointment-list.types.js';
import { AppointmentsService } from './appointments.service.js';

@ApiTags('appointments')
@Controller('api/v1/appointments')
export class AppointmentsController {
  constructor(private readonly appointments: AppointmentsService) {}

  @Get()
  @Requires('appointments:read')
  @ApiOperation({ summary: "The clinic's appointments in order of time." })
  @ApiOkResponse({ standardSchema: AppointmentPage })
  @ApiProblems(400)
  list(
    @Query({ schema: AppointmentQuery }) query: AppointmentQuery,
    @CurrentClinic() principal: Principal,
  ): Promise<Page<AppointmentItem>> {
    return this.appointments.list(principal, query);
  }
}
