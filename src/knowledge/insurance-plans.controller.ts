import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import { IfMatch, Precondition, TakesIfMatch } from '../common/http/etag.js';
import type { Page } from '../common/http/page.types.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import { rowId } from '../common/validation/row-id.types.js';
import { InsurancePlans } from './insurance-plans.service.js';
import { NewPlanBody, PlanChangeBody, PlanItem, PlanPage, PlanQuery, type PlanId } from './insurance-plans.types.js';

@ApiTags('insurance plans')
@Controller('api/v1/insurance-plans')
export class InsurancePlansController {
  constructor(private readonly plans: InsurancePlans) {}

  @Get()
  @Requires('clinic:read')
  @ApiOperation({ summary: 'The plans that the clinic accepts or not, by name.' })
  @ApiOkResponse({ standardSchema: PlanPage })
  @ApiProblems(400)
  list(
    @Query({ schema: PlanQuery }) query: PlanQuery,
    @CurrentClinic() { clinicId }: Principal,
  ): Promise<Page<PlanItem>> {
    return this.plans.list(clinicId, query);
  }

  @Post()
  @Requires('clinic:write')
  @ApiOperation({ summary: 'A plan that callers may ask about.' })
  @ApiCreatedResponse({ standardSchema: PlanItem })
  @ApiProblems(400, 409)
  create(@Body({ schema: NewPlanBody }) body: NewPlanBody, @CurrentClinic() principal: Principal): Promise<PlanItem> {
    return this.plans.create(principal, body);
  }

  @Get(':id')
  @Requires('clinic:read')
  @ApiOperation({ summary: 'One plan.' })
  @ApiOkResponse({ standardSchema: PlanItem })
  @ApiProblems(400, 404)
  get(@Param('id', { schema: rowId }) id: string, @CurrentClinic() { clinicId }: Principal): Promise<PlanItem> {
    return this.plans.get(clinicId, id as PlanId);
  }

  @Patch(':id')
  @Requires('clinic:write')
  @TakesIfMatch()
  @ApiOperation({ summary: 'Changes a plan.' })
  @ApiOkResponse({ standardSchema: PlanItem })
  @ApiProblems(400, 404, 409)
  change(
    @Param('id', { schema: rowId }) id: string,
    @Body({ schema: PlanChangeBody }) body: PlanChangeBody,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<PlanItem> {
    return this.plans.change(principal, id as PlanId, body, precondition);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('clinic:write')
  @TakesIfMatch()
  @ApiOperation({ summary: 'Takes a plan off the list: nothing is said about it any more.' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404)
  delete(
    @Param('id', { schema: rowId }) id: string,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<void> {
    return this.plans.delete(principal, id as PlanId, precondition);
  }
}
