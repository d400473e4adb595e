import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../../common/http/access.decorators.js';
import { IfMatch, TakesIfMatch, type Precondition } from '../../common/http/etag.js';
import type { Page } from '../../common/http/page.types.js';
import { ApiProblems } from '../../common/http/problem.decorators.js';
import { HoursOverrides } from './hours-overrides.service.js';
import {
  HoursOverrideChange,
  HoursOverrideDetail,
  HoursOverridePage,
  HoursOverrideQuery,
  NewHoursOverrideBody,
  OverrideIdParam,
  type HoursOverrideItem,
  type OverrideKey,
} from './hours-overrides.types.js';

@ApiTags('hours overrides')
@Controller('api/v1/hours-overrides')
export class HoursOverridesController {
  constructor(private readonly overrides: HoursOverrides) {}

  @Get()
  @Requires('schedules:read')
  @ApiOperation({
    summary: 'Days on which the house or a provider has other hours than on that weekday, or none; by day.',
  })
  @ApiOkResponse({ standardSchema: HoursOverridePage })
  @ApiProblems(400)
  list(
    @Query({ schema: HoursOverrideQuery }) query: HoursOverrideQuery,
    @CurrentClinic() principal: Principal,
  ): Promise<Page<HoursOverrideItem>> {
    return this.overrides.list(principal, query);
  }

  @Post()
  @Requires('schedules:write')
  @ApiOperation({ summary: 'Give a day hours of its own. Appointments on it stay; the answer names those outside.' })
  @ApiCreatedResponse({ standardSchema: HoursOverrideDetail })
  @ApiProblems(400, 404, 409)
  create(
    @Body({ schema: NewHoursOverrideBody }) body: NewHoursOverrideBody,
    @CurrentClinic() principal: Principal,
  ): Promise<HoursOverrideDetail> {
    return this.overrides.add(principal, body);
  }

  @Get(':id')
  @Requires('schedules:read')
  @ApiOperation({ summary: 'One such day.' })
  @ApiOkResponse({ standardSchema: HoursOverrideDetail })
  @ApiProblems(400, 404)
  get(
    @Param('id', { schema: OverrideIdParam }) key: OverrideKey,
    @CurrentClinic() principal: Principal,
  ): Promise<HoursOverrideDetail> {
    return this.overrides.get(principal, key);
  }

  @Patch(':id')
  @Requires('schedules:write')
  @TakesIfMatch()
  @ApiOperation({ summary: 'Give the day other hours of its own, whole.' })
  @ApiOkResponse({ standardSchema: HoursOverrideDetail })
  @ApiProblems(400, 404)
  change(
    @Param('id', { schema: OverrideIdParam }) key: OverrideKey,
    @Body({ schema: HoursOverrideChange }) body: HoursOverrideChange,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<HoursOverrideDetail> {
    return this.overrides.change(principal, key, body, precondition);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('schedules:write')
  @TakesIfMatch()
  @ApiOperation({ summary: 'The day is like its weekday again.' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404)
  remove(
    @Param('id', { schema: OverrideIdParam }) key: OverrideKey,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<void> {
    return this.overrides.remove(principal, key, precondition);
  }
}
