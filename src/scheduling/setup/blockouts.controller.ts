import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../../common/http/access.decorators.js';
import { IfMatch, TakesIfMatch, type Precondition } from '../../common/http/etag.js';
import type { Page } from '../../common/http/page.types.js';
import { ApiProblems } from '../../common/http/problem.decorators.js';
import type { BlockoutId } from '../../common/ids/ids.js';
import { BlockoutItems } from './blockout-items.service.js';
import { BlockoutIdParam, BlockoutItem, BlockoutPage, BlockoutQuery, NewBlockoutBody } from './blockout-items.types.js';

@ApiTags('blockouts')
@Controller('api/v1/blockouts')
export class BlockoutsController {
  constructor(private readonly blockouts: BlockoutItems) {}

  @Get()
  @Requires('schedules:read')
  @ApiOperation({
    summary: 'Stretches in which a provider or an operatory is not to be had, or only for some types; by their start.',
  })
  @ApiOkResponse({ standardSchema: BlockoutPage })
  @ApiProblems(400)
  list(
    @Query({ schema: BlockoutQuery }) query: BlockoutQuery,
    @CurrentClinic() principal: Principal,
  ): Promise<Page<BlockoutItem>> {
    return this.blockouts.list(principal, query);
  }

  @Post()
  @Requires('schedules:write')
  @ApiOperation({
    summary:
      'Block a stretch, or keep it for some types. Busy time in which there are appointments or holds is refused (409).',
  })
  @ApiCreatedResponse({ standardSchema: BlockoutItem })
  @ApiProblems(400, 404, 409)
  create(
    @Body({ schema: NewBlockoutBody }) body: NewBlockoutBody,
    @CurrentClinic() principal: Principal,
  ): Promise<BlockoutItem> {
    return this.blockouts.add(principal, body);
  }

  @Get(':id')
  @Requires('schedules:read')
  @ApiOperation({ summary: 'One blockout.' })
  @ApiOkResponse({ standardSchema: BlockoutItem })
  @ApiProblems(400, 404)
  get(
    @Param('id', { schema: BlockoutIdParam }) id: BlockoutId,
    @CurrentClinic() principal: Principal,
  ): Promise<BlockoutItem> {
    return this.blockouts.get(principal, id);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('schedules:write')
  @TakesIfMatch()
  @ApiOperation({
    summary:
      "The time is to be had again, and a provider's is offered to the waiting list. What a calendar outside says stays (409).",
  })
  @ApiNoContentResponse()
  @ApiProblems(400, 404, 409)
  remove(
    @Param('id', { schema: BlockoutIdParam }) id: BlockoutId,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<void> {
    return this.blockouts.remove(principal, id, precondition);
  }
}
