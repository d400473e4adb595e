import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../../common/http/access.decorators.js';
import { ApiProblems } from '../../common/http/problem.decorators.js';
import type { PatientId } from '../../common/ids/ids.js';
import { rowId } from '../../common/validation/row-id.types.js';
import { ErasureRecords } from './erasure-records.service.js';
import { ErasureBody, ErasureItem } from './erasure-records.types.js';

@ApiTags('patients')
@Controller('api/v1/patients/:id/erasure')
export class ErasuresController {
  constructor(private readonly erasures: ErasureRecords) {}

  @Post()
  @HttpCode(200)
  @Requires('patients:erase')
  @ApiOperation({
    summary: 'Erase a patient, for good. Not under a legal hold, with visits to come, or while they are on the phone.',
  })
  @ApiOkResponse({ standardSchema: ErasureItem })
  @ApiProblems(400, 404, 409)
  order(
    @Param('id', { schema: rowId }) id: string,
    @Body({ schema: ErasureBody }) { reason }: ErasureBody,
    @CurrentClinic() principal: Principal,
  ): Promise<ErasureItem> {
    return this.erasures.order(principal, id as PatientId, reason);
  }

  @Get()
  @Requires('patients:erase')
  @ApiOperation({ summary: 'The proof that a patient was erased, and what the carrier has still to delete.' })
  @ApiOkResponse({ standardSchema: ErasureItem })
  @ApiProblems(400, 404)
  get(@Param('id', { schema: rowId }) id: string, @CurrentClinic() principal: Principal): Promise<ErasureItem> {
    return this.erasures.get(principal, id as PatientId);
  }
}
