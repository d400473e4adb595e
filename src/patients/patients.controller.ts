import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import { IfMatch, TakesIfMatch, type Precondition } from '../common/http/etag.js';
import type { Page } from '../common/http/page.types.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import type { PatientId } from '../common/ids/ids.js';
import { rowId } from '../common/validation/row-id.types.js';
import { PatientRecords } from './patient-records.service.js';
import {
  NewPatientBody,
  PatientChanges,
  PatientItem,
  PatientPage,
  PatientQuery,
  PatientSearch,
} from './patient-records.types.js';

@ApiTags('patients')
@Controller('api/v1/patients')
export class PatientsController {
  constructor(private readonly patients: PatientRecords) {}

  @Get()
  @Requires('patients:read')
  @ApiOperation({ summary: "The clinic's patients, the newest record first. Erased ones are left out." })
  @ApiOkResponse({ standardSchema: PatientPage })
  @ApiProblems(400)
  list(
    @Query({ schema: PatientQuery }) query: PatientQuery,
    @CurrentClinic() principal: Principal,
  ): Promise<Page<PatientItem>> {
    return this.patients.list(principal, query);
  }

  @Post()
  @Requires('patients:write')
  @ApiOperation({ summary: 'Register a patient.' })
  @ApiCreatedResponse({ standardSchema: PatientItem })
  @ApiProblems(400, 409)
  create(
    @Body({ schema: NewPatientBody }) body: NewPatientBody,
    @CurrentClinic() principal: Principal,
  ): Promise<PatientItem> {
    return this.patients.create(principal, body);
  }

  @Post('search')
  @HttpCode(200)
  @Requires('patients:read')
  @ApiOperation({
    summary: 'Find patients by a number, or by a birth date with a number or a family name; the newest record first.',
  })
  @ApiOkResponse({ standardSchema: PatientPage })
  @ApiProblems(400)
  search(
    @Body({ schema: PatientSearch }) body: PatientSearch,
    @CurrentClinic() principal: Principal,
  ): Promise<Page<PatientItem>> {
    return this.patients.search(principal, body);
  }

  @Get(':id')
  @Requires('patients:read')
  @ApiOperation({ summary: 'One patient; of an erased one, the tombstone.' })
  @ApiOkResponse({ standardSchema: PatientItem })
  @ApiProblems(400, 404)
  get(@Param('id', { schema: rowId }) id: string, @CurrentClinic() principal: Principal): Promise<PatientItem> {
    return this.patients.get(principal, id as PatientId);
  }

  @Patch(':id')
  @Requires('patients:write')
  @TakesIfMatch()
  @ApiOperation({ summary: 'Change what is known of a patient.' })
  @ApiOkResponse({ standardSchema: PatientItem })
  @ApiProblems(400, 404, 409)
  change(
    @Param('id', { schema: rowId }) id: string,
    @Body({ schema: PatientChanges }) body: PatientChanges,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<PatientItem> {
    return this.patients.change(principal, id as PatientId, body, precondition);
  }
}
