import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../../common/http/access.decorators.js';
import { IfMatch, TakesIfMatch, type Precondition } from '../../common/http/etag.js';
import type { Page } from '../../common/http/page.types.js';
import { ApiProblems } from '../../common/http/problem.decorators.js';
import { WeeklyBlockoutItems } from './weekly-blockout-items.service.js';
import {
  NewWeeklyBlockoutBody,
  WeeklyBlockoutChange,
  WeeklyBlockoutIdParam,
  WeeklyBlockoutItem,
  WeeklyBlockoutPage,
  WeeklyBlockoutQuery,
} from './weekly-blockout-items.types.js';

@ApiTags('weekly blockouts')
@Controller('api/v1/weekly-blockouts')
export class WeeklyBlockoutsController {
  constructor(private readonly blockouts: WeeklyBlockoutItems) {}

  @Get()
  @Requires('schedules:read')
  @ApiOperation({
    summary:
      'Time of every week in which a provider or an operatory is not to be had, or only for some types; by weekday and time.',
  })
  @ApiOkResponse({ standardSchema: WeeklyBlockoutPage })
  @ApiProblems(400)
  list(
    @Query({ schema: WeeklyBlockoutQuery }) query: WeeklyBlockoutQuery,
    @CurrentClinic() principal: Principal,
  ): Promise<Page<WeeklyBlockoutItem>> {
    return this.blockouts.list(principal, query);
  }

  @Post()
  @Requires('schedules:write')
  @ApiOperation({ summary: 'Block some time of every week, or keep it for some types. Appointments in it stay.' })
  @ApiCreatedResponse({ standardSchema: WeeklyBlockoutItem })
  @ApiProblems(400, 404)
  create(
    @Body({ schema: NewWeeklyBlockoutBody }) body: NewWeeklyBlockoutBody,
    @CurrentClinic() principal: Principal,
  ): Promise<WeeklyBlockoutItem> {
    return this.blockouts.add(principal, body);
  }

  @Get(':id')
  @Requires('schedules:read')
  @ApiOperation({ summary: 'One weekly blockout.' })
  @ApiOkResponse({ standardSchema: WeeklyBlockoutItem })
  @ApiProblems(400, 404)
  get(
    @Param('id', { schema: WeeklyBlockoutIdParam }) id: string,
    @CurrentClinic() principal: Principal,
  ): Promise<WeeklyBlockoutItem> {
    return this.blockouts.get(principal, id);
  }

  @Patch(':id')
  @Requires('schedules:write')
  @TakesIfMatch()
  @ApiOperation({ summary: 'Give it another last day, or none.' })
  @ApiOkResponse({ standardSchema: WeeklyBlockoutItem })
  @ApiProblems(400, 404)
  change(
    @Param('id', { schema: WeeklyBlockoutIdParam }) id: string,
    @Body({ schema: WeeklyBlockoutChange }) body: WeeklyBlockoutChange,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<WeeklyBlockoutItem> {
    return this.blockouts.change(principal, id, body, precondition);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('schedules:write')
  @TakesIfMatch()
  @ApiOperation({ summary: 'Remove it, for weeks that were as well. To end it give it a last day.' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404)
  remove(
    @Param('id', { schema: WeeklyBlockoutIdParam }) id: string,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<void> {
    return this.blockouts.remove(principal, id, precondition);
  }
}
