import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import { IfMatch, Precondition, TakesIfMatch } from '../common/http/etag.js';
import type { Page } from '../common/http/page.types.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import { rowId } from '../common/validation/row-id.types.js';
import { Closures } from './closures.service.js';
import {
  ClosureChangeBody,
  ClosureItem,
  ClosurePage,
  ClosureQuery,
  NewClosureBody,
  type ClosureId,
} from './closures.types.js';

@ApiTags('closures')
@Controller('api/v1/closures')
export class ClosuresController {
  constructor(private readonly closures: Closures) {}

  @Get()
  @Requires('clinic:read')
  @ApiOperation({ summary: 'Days on which the clinic is shut, in order.' })
  @ApiOkResponse({ standardSchema: ClosurePage })
  @ApiProblems(400)
  list(
    @Query({ schema: ClosureQuery }) query: ClosureQuery,
    @CurrentClinic() { clinicId }: Principal,
  ): Promise<Page<ClosureItem>> {
    return this.closures.list(clinicId, query);
  }

  @Post()
  @Requires('clinic:write')
  @ApiOperation({
    summary: 'Shuts the clinic for some days. Visits that lie in them stay, and are counted in the answer.',
  })
  @ApiCreatedResponse({ standardSchema: ClosureItem })
  @ApiProblems(400)
  create(
    @Body({ schema: NewClosureBody }) body: NewClosureBody,
    @CurrentClinic() principal: Principal,
  ): Promise<ClosureItem> {
    return this.closures.create(principal, body);
  }

  @Get(':id')
  @Requires('clinic:read')
  @ApiOperation({ summary: 'One closure, with how many visits lie in it.' })
  @ApiOkResponse({ standardSchema: ClosureItem })
  @ApiProblems(400, 404)
  get(@Param('id', { schema: rowId }) id: string, @CurrentClinic() { clinicId }: Principal): Promise<ClosureItem> {
    return this.closures.get(clinicId, id as ClosureId);
  }

  @Patch(':id')
  @Requires('clinic:write')
  @TakesIfMatch()
  @ApiOperation({ summary: 'Changes the days of a closure, or its name.' })
  @ApiOkResponse({ standardSchema: ClosureItem })
  @ApiProblems(400, 404)
  change(
    @Param('id', { schema: rowId }) id: string,
    @Body({ schema: ClosureChangeBody }) body: ClosureChangeBody,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<ClosureItem> {
    return this.closures.change(principal, id as ClosureId, body, precondition);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('clinic:write')
  @TakesIfMatch()
  @ApiOperation({ summary: 'Deletes a closure: the clinic is open on its usual hours.' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404)
  delete(
    @Param('id', { schema: rowId }) id: string,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<void> {
    return this.closures.delete(principal, id as ClosureId, precondition);
  }
}
