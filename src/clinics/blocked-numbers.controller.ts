import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import { IfMatch, Precondition, TakesIfMatch } from '../common/http/etag.js';
import type { Page } from '../common/http/page.types.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import { rowId } from '../common/validation/row-id.types.js';
import { BlockedNumbers } from './blocked-numbers.service.js';
import {
  BlockedNumberItem,
  BlockedNumberPage,
  BlockedNumberQuery,
  NewBlockedNumberBody,
  type BlockedNumberId,
} from './blocked-numbers.types.js';

/** For those who may see and place calls: whom the clinic does not want to hear from is known and decided at the desk. */
@ApiTags('blocked numbers')
@Controller('api/v1/blocked-numbers')
export class BlockedNumbersController {
  constructor(private readonly blocked: BlockedNumbers) {}

  @Get()
  @Requires('calls:read')
  @ApiOperation({ summary: 'Callers whom the clinic does not want to hear from, the newest first.' })
  @ApiOkResponse({ standardSchema: BlockedNumberPage })
  @ApiProblems(400)
  list(
    @Query({ schema: BlockedNumberQuery }) query: BlockedNumberQuery,
    @CurrentClinic() principal: Principal,
  ): Promise<Page<BlockedNumberItem>> {
    return this.blocked.list(principal, query);
  }

  @Post()
  @Requires('calls:write')
  @ApiOperation({ summary: 'Blocks a number: its calls are refused, and it is not called.' })
  @ApiCreatedResponse({ standardSchema: BlockedNumberItem })
  @ApiProblems(400, 409)
  add(
    @Body({ schema: NewBlockedNumberBody }) body: NewBlockedNumberBody,
    @CurrentClinic() principal: Principal,
  ): Promise<BlockedNumberItem> {
    return this.blocked.add(principal, body);
  }

  @Get(':id')
  @Requires('calls:read')
  @ApiOperation({ summary: 'One blocked number.' })
  @ApiOkResponse({ standardSchema: BlockedNumberItem })
  @ApiProblems(400, 404)
  get(@Param('id', { schema: rowId }) id: string, @CurrentClinic() principal: Principal): Promise<BlockedNumberItem> {
    return this.blocked.get(principal, id as BlockedNumberId);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('calls:write')
  @TakesIfMatch()
  @ApiOperation({ summary: 'Its calls are taken again.' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404)
  remove(
    @Param('id', { schema: rowId }) id: string,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<void> {
    return this.blocked.remove(principal, id as BlockedNumberId, precondition);
  }
}
