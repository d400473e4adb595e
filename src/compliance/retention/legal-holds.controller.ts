import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../../common/http/access.decorators.js';
import type { Page } from '../../common/http/page.types.js';
import { ApiProblems } from '../../common/http/problem.decorators.js';
import { rowId } from '../../common/validation/row-id.types.js';
import { LegalHolds } from './legal-holds.service.js';
import { HoldItem, HoldListQuery, HoldPage, NewHoldBody } from './legal-holds.types.js';

@ApiTags('legal holds')
@Controller('api/v1/legal-holds')
export class LegalHoldsController {
  constructor(private readonly holds: LegalHolds) {}

  @Get()
  @Requires('retention:read')
  @ApiOperation({ summary: 'What may not be deleted, and what could not for a while, the newest first.' })
  @ApiOkResponse({ standardSchema: HoldPage })
  @ApiProblems(400)
  list(
    @Query({ schema: HoldListQuery }) query: HoldListQuery,
    @CurrentClinic() principal: Principal,
  ): Promise<Page<HoldItem>> {
    return this.holds.list(principal, query);
  }

  @Get(':id')
  @Requires('retention:read')
  @ApiOperation({ summary: 'One legal hold.' })
  @ApiOkResponse({ standardSchema: HoldItem })
  @ApiProblems(400, 404)
  show(@Param('id', { schema: rowId }) id: string, @CurrentClinic() principal: Principal): Promise<HoldItem> {
    return this.holds.get(principal, id);
  }

  @Post()
  @Requires('retention:write')
  @ApiOperation({ summary: 'Place a hold: from now on nothing under it is deleted, neither by age nor by erasure.' })
  @ApiCreatedResponse({ standardSchema: HoldItem })
  @ApiProblems(400)
  place(@Body({ schema: NewHoldBody }) body: NewHoldBody, @CurrentClinic() principal: Principal): Promise<HoldItem> {
    return this.holds.order(principal, body);
  }

  @Post(':id/release')
  @HttpCode(200)
  @Requires('retention:write')
  @ApiOperation({ summary: 'End a hold. What is old enough goes with the next daily run.' })
  @ApiOkResponse({ standardSchema: HoldItem })
  @ApiProblems(400, 404, 409)
  release(
    @Param('id', { schema: rowId }) id: string,
    @CurrentClinic() { clinicId, actor }: Principal,
  ): Promise<HoldItem> {
    return this.holds.release(clinicId, id, actor);
  }
}
