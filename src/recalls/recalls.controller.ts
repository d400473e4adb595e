import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import { IfMatch, TakesIfMatch, type Precondition } from '../common/http/etag.js';
import type { Page } from '../common/http/page.types.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import type { RecallId } from '../common/ids/ids.js';
import { rowId } from '../common/validation/row-id.types.js';
import { RecallRecords } from './recall-records.service.js';
import { NewRecallBody, RecallChanges, RecallItem, RecallPage, RecallQuery } from './recall-records.types.js';

@ApiTags('recalls')
@Controller('api/v1/recalls')
export class RecallsController {
  constructor(private readonly recalls: RecallRecords) {}

  @Get()
  @Requires('appointments:read')
  @ApiOperation({ summary: 'When patients should come again, the longest due first.' })
  @ApiOkResponse({ standardSchema: RecallPage })
  @ApiProblems(400)
  list(
    @Query({ schema: RecallQuery }) query: RecallQuery,
    @CurrentClinic() principal: Principal,
  ): Promise<Page<RecallItem>> {
    return this.recalls.list(principal, query);
  }

  @Post()
  @Requires('appointments:write')
  @ApiOperation({ summary: 'Agree with a patient that they come again. One for each patient and type of visit.' })
  @ApiCreatedResponse({ standardSchema: RecallItem })
  @ApiProblems(400, 409)
  create(
    @Body({ schema: NewRecallBody }) body: NewRecallBody,
    @CurrentClinic() principal: Principal,
  ): Promise<RecallItem> {
    return this.recalls.create(principal, body);
  }

  @Get(':id')
  @Requires('appointments:read')
  @ApiOperation({ summary: 'One recall.' })
  @ApiOkResponse({ standardSchema: RecallItem })
  @ApiProblems(400, 404)
  get(@Param('id', { schema: rowId }) id: string, @CurrentClinic() principal: Principal): Promise<RecallItem> {
    return this.recalls.get(principal, id as RecallId);
  }

  @Patch(':id')
  @Requires('appointments:write')
  @TakesIfMatch()
  @ApiOperation({ summary: 'Agree another day or another interval.' })
  @ApiOkResponse({ standardSchema: RecallItem })
  @ApiProblems(400, 404)
  change(
    @Param('id', { schema: rowId }) id: string,
    @Body({ schema: RecallChanges }) body: RecallChanges,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<RecallItem> {
    return this.recalls.change(principal, id as RecallId, body, precondition);
  }

  @Post(':id/close')
  @HttpCode(200)
  @Requires('appointments:write')
  @ApiOperation({ summary: 'The patient does not want to be reminded, until something is agreed with them again.' })
  @ApiOkResponse({ standardSchema: RecallItem })
  @ApiProblems(400, 404)
  close(@Param('id', { schema: rowId }) id: string, @CurrentClinic() principal: Principal): Promise<RecallItem> {
    return this.recalls.close(principal, id as RecallId);
  }
}
