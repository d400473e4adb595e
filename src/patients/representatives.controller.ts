import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import { IfMatch, TakesIfMatch, type Precondition } from '../common/http/etag.js';
import type { Page } from '../common/http/page.types.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import type { PatientId } from '../common/ids/ids.js';
import { rowId } from '../common/validation/row-id.types.js';
import { Representatives } from './representatives.service.js';
import {
  RepresentativeBody,
  RepresentativeItem,
  RepresentativePage,
  RepresentativeQuery,
  type RepresentativeKey,
} from './representatives.types.js';

@ApiTags('patients')
@Controller('api/v1/patients/:id/representatives')
export class RepresentativesController {
  constructor(private readonly representatives: Representatives) {}

  @Get()
  @Requires('patients:read')
  @ApiOperation({ summary: 'Who may speak for a patient, the oldest entry first.' })
  @ApiOkResponse({ standardSchema: RepresentativePage })
  @ApiProblems(400, 404)
  list(
    @Param('id', { schema: rowId }) id: string,
    @Query({ schema: RepresentativeQuery }) query: RepresentativeQuery,
    @CurrentClinic() principal: Principal,
  ): Promise<Page<RepresentativeItem>> {
    return this.representatives.list(principal, id as PatientId, query);
  }

  @Get(':representativeId')
  @Requires('patients:read')
  @ApiOperation({ summary: 'One of those who may speak for a patient.' })
  @ApiOkResponse({ standardSchema: RepresentativeItem })
  @ApiProblems(400, 404)
  get(
    @Param('id', { schema: rowId }) id: string,
    @Param('representativeId', { schema: rowId }) representativeId: string,
    @CurrentClinic() principal: Principal,
  ): Promise<RepresentativeItem> {
    return this.representatives.get(principal, keyOf(principal, id, representativeId));
  }

  @Put(':representativeId')
  @Requires('patients:write')
  @TakesIfMatch()
  @ApiOperation({ summary: 'Another patient of the clinic may speak for this one, from now on.' })
  @ApiOkResponse({ standardSchema: RepresentativeItem })
  @ApiProblems(400, 404, 409)
  put(
    @Param('id', { schema: rowId }) id: string,
    @Param('representativeId', { schema: rowId }) representativeId: string,
    @Body({ schema: RepresentativeBody }) { relation }: RepresentativeBody,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<RepresentativeItem> {
    return this.representatives.put(principal, keyOf(principal, id, representativeId), relation, precondition);
  }

  @Delete(':representativeId')
  @HttpCode(204)
  @Requires('patients:write')
  @TakesIfMatch()
  @ApiOperation({ summary: 'They may not speak for the patient any more.' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404)
  remove(
    @Param('id', { schema: rowId }) id: string,
    @Param('representativeId', { schema: rowId }) representativeId: string,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<void> {
    return this.representatives.remove(principal, keyOf(principal, id, representativeId), precondition);
  }
}

const keyOf = ({ clinicId }: Principal, id: string, representativeId: string): RepresentativeKey => ({
  clinicId,
  patientId: id as PatientId,
  representativeId: representativeId as PatientId,
});
