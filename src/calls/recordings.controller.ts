import { Controller, Get, Headers, Param, Res, StreamableFile } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiResponse, ApiTags, type ApiResponseOptions } from '@nestjs/swagger';
import type { Response } from 'express';
import { CurrentClinic, Requires, type Principal } from '../common/http/access.decorators.js';
import { ApiProblems } from '../common/http/problem.decorators.js';
import { errorFields, Logger } from '../common/logging/logger.js';
import { callSid, recordingSid } from '../common/validation/carrier-sid.types.js';
import { CallRecordings } from './call-detail.types.js';
import { CallReviewService } from './call-review.service.js';
import { RecordedCalls } from './recorded-calls.service.js';

const AUDIO: ApiResponseOptions['content'] = { 'audio/x-wav': { schema: { type: 'string', format: 'binary' } } };

@ApiTags('calls')
@Controller('api/v1/calls')
export class RecordingsController {
  constructor(
    private readonly review: CallReviewService,
    private readonly recorded: RecordedCalls,
    private readonly log: Logger,
  ) {}

  @Get(':callSid/recordings')
  @Requires('recordings:read')
  @ApiOperation({ summary: 'What was recorded of a call, the oldest first.' })
  @ApiOkResponse({ standardSchema: CallRecordings })
  @ApiProblems(400, 404)
  list(
    @Param('callSid', { schema: callSid }) callSid: string,
    @CurrentClinic() principal: Principal,
  ): Promise<CallRecordings> {
    return this.review.recordings(principal, callSid);
  }

  @Get(':callSid/recordings/:recordingSid/audio')
  @Requires('recordings:read')
  @ApiOperation({ summary: 'The audio of a recording, as the carrier keeps it.' })
  @ApiHeader({ name: 'Range', required: false, description: 'One stretch of bytes, where the carrier can give it.' })
  @ApiOkResponse({ description: 'All of it.', content: AUDIO })
  @ApiResponse({ status: 206, description: 'The stretch that was asked for.', content: AUDIO })
  @ApiProblems(400, 404, 503)
  async audio(
    @Param('callSid', { schema: callSid }) callSid: string,
    @Param('recordingSid', { schema: recordingSid }) recordingSid: string,
    @Headers('range') range: string | undefined,
    @CurrentClinic() principal: Principal,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const audio = await this.recorded.open(principal, callSid, recordingSid, range);
    response.status(audio.status);
    if (audio.contentRange !== null) response.setHeader('Content-Range', audio.contentRange);
    if (audio.acceptsRanges) response.setHeader('Accept-Ranges', 'bytes');
    const file = new StreamableFile(audio.body, {
      type: audio.contentType,
      disposition: `inline; filename="${recordingSid.replace(/\W/g, '')}.wav"`,
      ...(audio.contentLength === null ? {} : { length: audio.contentLength }),
    });
    return file.setErrorLogger((error) => this.log.warn('recording.stream_broken', errorFields(error)));
  }
}
