import { Controller, Get, Headers, HttpStatus, Param, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Clock } from '../common/clock/clock.js';
import {
  CurrentClinic,
  MayStillAsk,
  Requires,
  type Principal,
  type StandingAccess,
} from '../common/http/access.decorators.js';
import { EventStream } from '../common/http/event-stream.js';
import type { Page } from '../common/http/page.types.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import { callSid } from '../common/validation/carrier-sid.types.js';
import { CallPage, LiveCallQuery, type CallItem } from './call-list.types.js';
import { CallLists } from './call-lists.service.js';
import { LAST_EVENT, SeenEvent } from './live-transcript.types.js';
import { LiveTranscripts } from './live-transcripts.service.js';

@ApiTags('live calls')
@Controller('api/v1/live-calls')
export class LiveCallsController {
  constructor(
    private readonly calls: CallLists,
    private readonly transcripts: LiveTranscripts,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('calls:read')
  @ApiOperation({ summary: 'Calls that go on now, the newest first.' })
  @ApiOkResponse({ standardSchema: CallPage })
  @ApiProblems(400)
  list(
    @Query({ schema: LiveCallQuery }) query: LiveCallQuery,
    @CurrentClinic() principal: Principal,
  ): Promise<Page<CallItem>> {
    return this.calls.live(principal, query);
  }

  @Get(':callSid/transcript')
  @Requires('calls:read')
  @ApiOperation({
    summary: 'What is said in a call, while it is said: server-sent events.',
    description:
      'An event `turn` for each turn so far and for each that follows, with the fields of a turn of `GET /api/v1/calls/{callSid}`; it ' +
      'comes again, with the same `seq`, when more of it was heard. An event `ended` with `outcome`, `endedAt` and `endedAtLocal` is ' +
      'the last. The stream ends with the call, and when the key or session is no longer good. Events have ids: `Last-Event-ID` ' +
      'goes on where a stream broke off, and is answered 204 when there is nothing more to come.',
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'The id of the last event that was read.' })
  @ApiOkResponse({
    description: 'Events.',
    content: { 'text/event-stream': { schema: { type: 'string' } } },
  })
  @ApiNoContentResponse({ description: 'The reader has had everything.' })
  @ApiProblems(400, 404, 429)
  async transcript(
    @Param('callSid', { schema: callSid }) callSid: string,
    @Headers('last-event-id') lastEventId: string | undefined,
    @CurrentClinic() principal: Principal,
    @MayStillAsk() mayStillAsk: StandingAccess,
    @Res() response: Response,
  ): Promise<void> {
    const seen = SeenEvent.parse(lastEventId ?? 0);
    if (seen === LAST_EVENT) return void response.status(HttpStatus.NO_CONTENT).end();
    const stream = new EventStream(response, this.clock);
    await this.transcripts.follow({ principal, callSid, seen, mayStillAsk, stream });
  }
}
