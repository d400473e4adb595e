import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import { IfMatch, TakesIfMatch, type Precondition } from '../common/http/etag.js';
import type { Page } from '../common/http/page.types.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import type { HoldId } from '../common/ids/ids.js';
import { SlotHolds } from './slot-holds.service.js';
import { HoldIdParam, HoldItem, HoldPage, HoldQuery, NewHoldBody } from './slot-holds.types.js';
import { ApiSlotTaken } from './slot-taken.decorators.js';

@ApiTags('holds')
@Controller('api/v1/holds')
export class SlotHoldsController {
  constructor(private readonly holds: SlotHolds) {}

  @Get()
  @Requires('appointments:read')
  @ApiOperation({ summary: 'Times that somebody is deciding about, in order of time.' })
  @ApiOkResponse({ standardSchema: HoldPage })
  @ApiProblems(400)
  list(@Query({ schema: HoldQuery }) query: HoldQuery, @CurrentClinic() principal: Principal): Promise<Page<HoldItem>> {
    return this.holds.list(principal, query);
  }

  @Post()
  @Requires('appointments:write')
  @ApiOperation({
    summary: 'Hold a time for some minutes.',
    description:
      'Nobody else gets it meanwhile, nor does another request of the same key: name the hold when you book or move. It ends by itself.',
  })
  @ApiCreatedResponse({ standardSchema: HoldItem })
  @ApiProblems(400)
  @ApiSlotTaken()
  create(@Body({ schema: NewHoldBody }) body: NewHoldBody, @CurrentClinic() principal: Principal): Promise<HoldItem> {
    return this.holds.hold(principal, body);
  }

  @Get(':id')
  @Requires('appointments:read')
  @ApiOperation({ summary: 'One hold, until it ends.' })
  @ApiOkResponse({ standardSchema: HoldItem })
  @ApiProblems(400, 404)
  get(@Param('id', { schema: HoldIdParam }) id: HoldId, @CurrentClinic() principal: Principal): Promise<HoldItem> {
    return this.holds.get(principal, id);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('appointments:write')
  @TakesIfMatch()
  @ApiOperation({ summary: 'Release a hold. Only whose it is can do so.' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404, 409)
  release(
    @Param('id', { schema: HoldIdParam }) id: HoldId,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<void> {
    return this.holds.release(principal, id, precondition);
  }
}
