import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../../common/http/access.decorators.js';
import { IfMatch, TakesIfMatch, type Precondition } from '../../common/http/etag.js';
import type { Page } from '../../common/http/page.types.js';
import { ApiProblems } from '../../common/http/problem.decorators.js';
import type { AppointmentTypeId } from '../../common/ids/ids.js';
import { AppointmentTypes } from './appointment-types.service.js';
import {
  AppointmentTypeChange,
  AppointmentTypeIdParam,
  AppointmentTypeItem,
  AppointmentTypePage,
  AppointmentTypeQuery,
  NewAppointmentTypeBody,
} from './appointment-types.types.js';

@ApiTags('appointment types')
@Controller('api/v1/appointment-types')
export class AppointmentTypesController {
  constructor(private readonly types: AppointmentTypes) {}

  @Get()
  @Requires('clinic:read')
  @ApiOperation({ summary: 'What visits are for, by name.' })
  @ApiOkResponse({ standardSchema: AppointmentTypePage })
  @ApiProblems(400)
  list(
    @Query({ schema: AppointmentTypeQuery }) query: AppointmentTypeQuery,
    @CurrentClinic() principal: Principal,
  ): Promise<Page<AppointmentTypeItem>> {
    return this.types.list(principal, query);
  }

  @Post()
  @Requires('clinic:write')
  @ApiOperation({ summary: 'A new type of visit. It is offered from now on.' })
  @ApiCreatedResponse({ standardSchema: AppointmentTypeItem })
  @ApiProblems(400, 404, 409)
  create(
    @Body({ schema: NewAppointmentTypeBody }) body: NewAppointmentTypeBody,
    @CurrentClinic() principal: Principal,
  ): Promise<AppointmentTypeItem> {
    return this.types.add(principal, body);
  }

  @Get(':id')
  @Requires('clinic:read')
  @ApiOperation({ summary: 'One type of visit.' })
  @ApiOkResponse({ standardSchema: AppointmentTypeItem })
  @ApiProblems(400, 404)
  get(
    @Param('id', { schema: AppointmentTypeIdParam }) id: AppointmentTypeId,
    @CurrentClinic() principal: Principal,
  ): Promise<AppointmentTypeItem> {
    return this.types.get(principal, id);
  }

  @Patch(':id')
  @Requires('clinic:write')
  @TakesIfMatch()
  @ApiOperation({ summary: 'Change some of a type. Parts and providers are given whole. Visits that are booked stay.' })
  @ApiOkResponse({ standardSchema: AppointmentTypeItem })
  @ApiProblems(400, 404, 409)
  change(
    @Param('id', { schema: AppointmentTypeIdParam }) id: AppointmentTypeId,
    @Body({ schema: AppointmentTypeChange }) body: AppointmentTypeChange,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<AppointmentTypeItem> {
    return this.types.change(principal, id, body, precondition);
  }
}
