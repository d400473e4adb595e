import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiConsumes, ApiOperation } from '@nestjs/swagger';
import type { Request } from 'express';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import { AppConfig } from '../config/app-config.js';
import { AppointmentResources, AppointmentSearch } from './appointment-resources.service.js';
import { searchsetOf } from './bundle.builder.js';
import { Answers, FhirController } from './fhir.decorators.js';
import { Appointment, bundleOf, FHIR_BASE, FHIR_JSON, FhirId, type Bundle } from './fhir.types.js';
import { SchedulingOperations } from './scheduling-operations.service.js';
import { BookParameters, FindParameters, HoldParameters } from './scheduling-operations.types.js';

@FhirController()
@Controller(`${FHIR_BASE}/Appointment`)
export class AppointmentResourcesController {
  constructor(
    private readonly appointments: AppointmentResources,
    private readonly operations: SchedulingOperations,
    private readonly config: AppConfig,
  ) {}

  @Get()
  @Answers(bundleOf(Appointment), 400, 401, 403)
  @Requires('appointments:read')
  @ApiOperation({ summary: "The clinic's appointments." })
  async search(
    @Query({ schema: AppointmentSearch }) search: AppointmentSearch,
    @CurrentClinic() principal: Principal,
    @Req() { originalUrl }: Request,
  ): Promise<Bundle<Appointment>> {
    return searchsetOf(this.config.publicUrl, originalUrl, await this.appointments.search(principal, search));
  }

  @Get(':id')
  @Answers(Appointment, 400, 401, 403, 404)
  @Requires('appointments:read')
  @ApiOperation({ summary: 'One appointment, or a time that is held (`pending`).' })
  read(@Param('id', { schema: FhirId }) id: string, @CurrentClinic() principal: Principal): Promise<Appointment> {
    return this.appointments.read(principal, id);
  }

  @Post('$find')
  @HttpCode(200)
  @Answers(bundleOf(Appointment), 400, 401, 403, 404)
  @Requires('appointments:read')
  @ApiConsumes(FHIR_JSON)
  @ApiOperation({ summary: 'Times that can be had, as proposed appointments, soonest first.' })
  async find(
    @Body({ schema: FindParameters }) parameters: FindParameters,
    @CurrentClinic() principal: Principal,
    @Req() { originalUrl }: Request,
  ): Promise<Bundle<Appointment>> {
    return this.bundle(originalUrl, await this.operations.find(principal, parameters));
  }

  @Post('$hold')
  @HttpCode(200)
  @Answers(bundleOf(Appointment), 400, 401, 403, 404, 409)
  @Requires('appointments:write')
  @ApiConsumes(FHIR_JSON)
  @ApiOperation({ summary: 'Keep a proposed time for five minutes.' })
  async hold(
    @Body({ schema: HoldParameters }) parameters: HoldParameters,
    @CurrentClinic() principal: Principal,
    @Req() { originalUrl }: Request,
  ): Promise<Bundle<Appointment>> {
    return this.bundle(originalUrl, [await this.operations.hold(principal, parameters)]);
  }

  @Post('$book')
  @HttpCode(200)
  @Answers(bundleOf(Appointment), 400, 401, 403, 404, 409)
  @Requires('appointments:write')
  @ApiConsumes(FHIR_JSON)
  @ApiOperation({ summary: 'Book a time that was proposed or is held, for a patient.' })
  async book(
    @Body({ schema: BookParameters }) parameters: BookParameters,
    @CurrentClinic() principal: Principal,
    @Req() { originalUrl }: Request,
  ): Promise<Bundle<Appointment>> {
    return this.bundle(originalUrl, [await this.operations.book(principal, parameters)]);
  }

  private bundle(asked: string, items: Appointment[]): Bundle<Appointment> {
    return searchsetOf(this.config.publicUrl, asked, { items, nextCursor: null });
  }
}
