import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import { IfMatch, TakesIfMatch, type Precondition } from '../common/http/etag.js';
import type { Page } from '../common/http/page.types.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import type { CalendarFeedId } from '../common/ids/ids.js';
import { CalendarLinks } from './calendar-links.service.js';
import {
  CalendarLinkQuery,
  FeedIdParam,
  FeedItem,
  FeedPage,
  FeedWithAddress,
  NewFeedBody,
} from './calendar-links.types.js';

/** Whoever makes an address, or another one, gives out what it shows: they need to be allowed to see that themselves. */
@ApiTags('calendar feeds')
@Controller('api/v1/calendar-feeds')
export class CalendarFeedsController {
  constructor(private readonly links: CalendarLinks) {}

  @Get()
  @Requires('schedules:read')
  @ApiOperation({ summary: 'The feeds that were not revoked, the oldest first, without their addresses.' })
  @ApiOkResponse({ standardSchema: FeedPage })
  @ApiProblems(400)
  list(
    @Query({ schema: CalendarLinkQuery }) query: CalendarLinkQuery,
    @CurrentClinic() principal: Principal,
  ): Promise<Page<FeedItem>> {
    return this.links.listFeeds(principal, query);
  }

  @Post()
  @Requires('schedules:write', 'appointments:read', 'patients:read')
  @ApiOperation({ summary: "A new address under which a calendar app follows a provider's time. The answer holds it." })
  @ApiCreatedResponse({ standardSchema: FeedWithAddress })
  @ApiProblems(400, 404, 409)
  create(
    @Body({ schema: NewFeedBody }) body: NewFeedBody,
    @CurrentClinic() principal: Principal,
  ): Promise<FeedWithAddress> {
    return this.links.createFeed(principal, body);
  }

  @Get(':id')
  @Requires('schedules:read')
  @ApiOperation({ summary: 'One feed that was not revoked, without its address.' })
  @ApiOkResponse({ standardSchema: FeedItem })
  @ApiProblems(400, 404)
  get(
    @Param('id', { schema: FeedIdParam }) id: CalendarFeedId,
    @CurrentClinic() principal: Principal,
  ): Promise<FeedItem> {
    return this.links.getFeed(principal, id);
  }

  @Post(':id/address')
  @HttpCode(200)
  @Requires('schedules:write', 'appointments:read', 'patients:read')
  @ApiOperation({ summary: 'Another address. The one before opens nothing any more.' })
  @ApiOkResponse({ standardSchema: FeedWithAddress })
  @ApiProblems(400, 404)
  rotate(
    @Param('id', { schema: FeedIdParam }) id: CalendarFeedId,
    @CurrentClinic() principal: Principal,
  ): Promise<FeedWithAddress> {
    return this.links.rotateFeed(principal, id);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('schedules:write')
  @TakesIfMatch()
  @ApiOperation({ summary: 'Revoke a feed. Its address opens nothing any more.' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404)
  revoke(
    @Param('id', { schema: FeedIdParam }) id: CalendarFeedId,
    @IfMatch() precondition: Precondition,
    @CurrentClinic() principal: Principal,
  ): Promise<void> {
    return this.links.revokeFeed(principal, id, precondition);
  }
}
