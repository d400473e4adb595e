import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import type { Page } from '../common/http/page.types.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import { callSid } from '../common/validation/carrier-sid.types.js';
import { CallDetail } from './call-detail.types.js';
import { CallPage, CallQuery, type CallItem } from './call-list.types.js';
import { CallLists } from './call-lists.service.js';
import { CallReviewService } from './call-review.service.js';
import { CallTimeline } from './call-timeline.types.js';

@ApiTags('calls')
@Controller('api/v1/calls')
export class CallsController {
  constructor(
    private readonly calls: CallLists,
    private readonly review: CallReviewService,
  ) {}

  @Get()
  @Requires('calls:read')
  @ApiOperation({ summary: 'Calls that came in and that the clinic placed, the newest first.' })
  @ApiOkResponse({ standardSchema: CallPage })
  @ApiProblems(400)
  list(@Query({ schema: CallQuery }) query: CallQuery, @CurrentClinic() principal: Principal): Promise<Page<CallItem>> {
    return this.calls.list(principal, query);
  }

  @Get(':callSid')
  @Requires('calls:read')
  @ApiOperation({ summary: 'One call: what was said and heard, and which tools ran.' })
  @ApiOkResponse({ standardSchema: CallDetail })
  @ApiProblems(400, 404)
  detail(
    @Param('callSid', { schema: callSid }) callSid: string,
    @CurrentClinic() principal: Principal,
  ): Promise<CallDetail> {
    return this.review.detail(principal, callSid);
  }

  @Get(':callSid/timeline')
  @Requires('calls:read')
  @ApiOperation({ summary: 'All that happened in a call, in one list.' })
  @ApiOkResponse({ standardSchema: CallTimeline })
  @ApiProblems(400, 404)
  timeline(
    @Param('callSid', { schema: callSid }) callSid: string,
    @CurrentClinic() principal: Principal,
  ): Promise<CallTimeline> {
    return this.review.timeline(principal, callSid);
  }
}
