import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Temporal } from 'temporal-polyfill';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import { IfMatch, Precondition, TakesIfMatch } from '../common/http/etag.js';
import type { Page } from '../common/http/page.types.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import { OpeningWeeks } from './opening-weeks.service.js';
import { NewWeekBody, WeekBody, WeekItem, WeekPage, WeekParam, WeekQuery } from './opening-weeks.types.js';

@ApiTags('opening hours')
@Controller('api/v1/opening-hours')
export class OpeningWeeksController {
  constructor(private readonly weeks: OpeningWeeks) {}

  @Get()
  @Requires('clinic:read')
  @ApiOperation({ summary: 'The hours of the house, week by week as they were, are and will be.' })
  @ApiOkResponse({ standardSchema: WeekPage })
  @ApiProblems(400)
  list(
    @Query({ schema: WeekQuery }) query: WeekQuery,
    @CurrentClinic() { clinicId }: Principal,
  ): Promise<Page<WeekItem>> {
    return this.weeks.list(clinicId, query);
  }

  @Post()
  @Requires('clinic:write')
  @ApiOperation({ summary: 'Other hours from a day on, until the next ones begin. Visits that are booked stay.' })
  @ApiCreatedResponse({ standardSchema: WeekItem })
  @ApiProblems(400, 409)
  create(@Body({ schema: NewWeekBody }) body: NewWeekBody, @CurrentClinic() principal: Principal): Promise<WeekItem> {
    return this.weeks.create(principal, body);
  }

  @Get(':validFrom')
  @Requires('clinic:read')
  @ApiOperation({ summary: 'The hours that begin on a day.' })
  @ApiOkResponse({ standardSchema: WeekItem })
  @ApiProblems(400, 404)
  get(
    @Param('validFrom', { schema: WeekParam }) validFrom: Temporal.PlainDate,
    @CurrentClinic() { clinicId }: Principal,
  ): Promise<WeekItem> {
    return this.weeks.get(clinicId, validFrom);
  }

  @Put(':validFrom')
  @Requires('clinic:write')
  @TakesIfMatch()
  @ApiOperation({ summary: 'Replaces the hours that begin on a day. Visits that are booked stay.' })
  @ApiOkResponse({ standardSchema: WeekItem })
  @ApiProblems(400, 404)
  change(
    @Param('validFrom', { schema: WeekParam }) validFrom: Temporal.PlainDate,
    @Body({ schema: WeekBody }) { hours }: WeekBody,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<WeekItem> {
    return this.weeks.change(principal, validFrom, hours, precondition);
  }

  @Delete(':validFrom')
  @HttpCode(204)
  @Requires('clinic:write')
  @TakesIfMatch()
  @ApiOperation({ summary: 'Takes a change of hours back: those before it go on.' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404, 409)
  delete(
    @Param('validFrom', { schema: WeekParam }) validFrom: Temporal.PlainDate,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<void> {
    return this.weeks.delete(principal, validFrom, precondition);
  }
}
