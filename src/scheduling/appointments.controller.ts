import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import { IfMatch, TakesIfMatch, type Precondition } from '../common/http/etag.js';
import type { Page } from '../common/http/page.types.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import type { AppointmentId } from '../common/ids/ids.js';
import { AppointmentHistory } from './appointment-history.service.js';
import { HistoryPage, HistoryQuery, type HistoryItem } from './appointment-history.types.js';
import { AppointmentItem, AppointmentPage, AppointmentQuery } from './appointment-list.types.js';
import { AppointmentsService } from './appointments.service.js';
import { DeskVisits } from './desk-visits.service.js';
import { AppointmentIdParam, CancelBody, MoveBody, NewAppointmentBody, StatusBody } from './desk-visits.types.js';
import { ApiSlotTaken } from './slot-taken.decorators.js';

@ApiTags('appointments')
@Controller('api/v1/appointments')
export class AppointmentsController {
  constructor(
    private readonly appointments: AppointmentsService,
    private readonly desk: DeskVisits,
    private readonly histories: AppointmentHistory,
  ) {}

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

  @Post()
  @Requires('appointments:write')
  @ApiOperation({
    summary: 'Book a visit.',
    description:
      'It is agreed to at once, and the patient gets the text that confirms it unless they want none. Who was faster has the time: 409 with the nearest others.',
  })
  @ApiCreatedResponse({ standardSchema: AppointmentItem })
  @ApiProblems(400)
  @ApiSlotTaken()
  create(
    @Body({ schema: NewAppointmentBody }) body: NewAppointmentBody,
    @CurrentClinic() principal: Principal,
  ): Promise<AppointmentItem> {
    return this.desk.book(principal, body);
  }

  @Get(':id')
  @Requires('appointments:read')
  @ApiOperation({ summary: 'One appointment.' })
  @ApiOkResponse({ standardSchema: AppointmentItem })
  @ApiProblems(400, 404)
  get(
    @Param('id', { schema: AppointmentIdParam }) id: AppointmentId,
    @CurrentClinic() principal: Principal,
  ): Promise<AppointmentItem> {
    return this.appointments.get(principal, id);
  }

  @Get(':id/history')
  @Requires('appointments:read')
  @ApiOperation({ summary: 'Who did what to it, the oldest first, along all its moves.' })
  @ApiOkResponse({ standardSchema: HistoryPage })
  @ApiProblems(400, 404)
  history(
    @Param('id', { schema: AppointmentIdParam }) id: AppointmentId,
    @Query({ schema: HistoryQuery }) query: HistoryQuery,
    @CurrentClinic() principal: Principal,
  ): Promise<Page<HistoryItem>> {
    return this.histories.of(principal, id, query);
  }

  @Post(':id/move')
  @Requires('appointments:write')
  @TakesIfMatch()
  @ApiOperation({
    summary: 'Give it another time.',
    description:
      'The answer is the visit that takes its place, with an id of its own; this one is `rescheduled`. Both happen, or neither.',
  })
  @ApiCreatedResponse({ standardSchema: AppointmentItem })
  @ApiProblems(400, 404)
  @ApiSlotTaken()
  move(
    @Param('id', { schema: AppointmentIdParam }) id: AppointmentId,
    @Body({ schema: MoveBody }) body: MoveBody,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<AppointmentItem> {
    return this.desk.move(principal, id, body, precondition);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Requires('appointments:write')
  @TakesIfMatch()
  @ApiOperation({
    summary: 'Cancel it. Its time is free for others, and is offered to who waits for it.',
    description: 'A patient cancels what is to come; the clinic also what has begun. Cancelling again changes nothing.',
  })
  @ApiOkResponse({ standardSchema: AppointmentItem })
  @ApiProblems(400, 404, 409)
  cancel(
    @Param('id', { schema: AppointmentIdParam }) id: AppointmentId,
    @Body({ schema: CancelBody }) body: CancelBody,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<AppointmentItem> {
    return this.desk.cancel(principal, id, body, precondition);
  }

  @Post(':id/status')
  @HttpCode(200)
  @Requires('appointments:write')
  @TakesIfMatch()
  @ApiOperation({
    summary: 'Say what has become of it.',
    description:
      'Forwards: scheduled, confirmed, arrived, seated, completed, or a no-show once it has begun. Each step can be taken back as long as its time is ' +
      'free. What a status can not become answers 409.',
  })
  @ApiOkResponse({ standardSchema: AppointmentItem })
  @ApiProblems(400, 404, 409)
  setStatus(
    @Param('id', { schema: AppointmentIdParam }) id: AppointmentId,
    @Body({ schema: StatusBody }) body: StatusBody,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<AppointmentItem> {
    return this.desk.setStatus(principal, id, body, precondition);
  }
}
