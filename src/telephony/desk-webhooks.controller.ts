import { Body, Controller, Header, HttpCode, Post, Query, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CarrierMetrics } from '../carrier/carrier.metrics.js';
import { CarrierReports } from '../carrier/carrier-reports.service.js';
import { TwilioSignatureGuard } from '../carrier/twilio-signature.guard.js';
import { Public } from '../common/http/access.decorators.js';
import { PATHS } from '../carrier/carrier.paths.js';
import { LineService } from './line.service.js';
import { DeskLineService } from './desk-line.service.js';
import { SpokenAnswers } from './spoken-answers.service.js';
import {
  CallReferenceQuery,
  CarriedFields,
  DeskLegWebhook,
  KeyWebhook,
  RecordingWebhook,
  VoicemailWebhook,
} from './twilio-webhook.protocol.js';

/** The carrier's webhooks about what happens beside the agent: the desk's leg, the menu, voicemail, recordings. */
@ApiExcludeController()
@Public()
@UseGuards(TwilioSignatureGuard)
@Controller()
export class DeskWebhooksController {
  constructor(
    private readonly line: LineService,
    private readonly desk: DeskLineService,
    private readonly spoken: SpokenAnswers,
    private readonly metrics: CarrierMetrics,
    private readonly reports: CarrierReports,
  ) {}

  @Post(PATHS.menu)
  @HttpCode(200)
  @Header('Content-Type', 'text/xml')
  menu(
    @Body({ schema: KeyWebhook }) call: KeyWebhook,
    @Query({ schema: CarriedFields }) told: CarriedFields,
  ): Promise<string> {
    const carried = { ...told, Digits: call.Digits ?? told.Digits };
    return this.spoken.answer({ path: PATHS.menu, callSid: call.CallSid, carried }, () =>
      this.line.menuChoice({ ...call, Digits: carried.Digits }),
    );
  }

  @Post(PATHS.voicemail)
  @HttpCode(200)
  @Header('Content-Type', 'text/xml')
  voicemail(
    @Body({ schema: VoicemailWebhook }) call: VoicemailWebhook,
    @Query({ schema: CarriedFields }) told: CarriedFields,
  ): Promise<string> {
    const RecordingSid = call.RecordingSid ?? told.RecordingSid;
    const RecordingDuration = call.RecordingDuration ?? told.RecordingDuration;
    const carried = { ...told, RecordingSid, RecordingDuration };
    return this.spoken.answer({ path: PATHS.voicemail, callSid: call.CallSid, carried }, () =>
      this.line.messageLeft({ ...call, RecordingSid, RecordingDuration }),
    );
  }

  /** Answers the desk's leg: a failure there ends that leg, and the caller's goes on to the next step. */
  @Post(PATHS.whisper)
  @HttpCode(200)
  @Header('Content-Type', 'text/xml')
  async whisper(@Query({ schema: CallReferenceQuery }) { call }: CallReferenceQuery): Promise<string> {
    const { twiml, result } = await this.desk.whisper(call);
    this.metrics.webhooks.inc({ route: PATHS.whisper, result });
    return twiml;
  }

  @Post(PATHS.whisperAnswer)
  @HttpCode(200)
  @Header('Content-Type', 'text/xml')
  async whisperAnswer(
    @Query({ schema: CallReferenceQuery }) { call }: CallReferenceQuery,
    @Body({ schema: DeskLegWebhook }) { Digits }: DeskLegWebhook,
  ): Promise<string> {
    const { twiml, result } = await this.desk.whisperAnswer(call, Digits);
    this.metrics.webhooks.inc({ route: PATHS.whisperAnswer, result });
    return twiml;
  }

  @Post(PATHS.deskStatus)
  @HttpCode(204)
  async deskStatus(
    @Query({ schema: CallReferenceQuery }) { call }: CallReferenceQuery,
    @Body({ schema: DeskLegWebhook }) { CallStatus }: DeskLegWebhook,
  ): Promise<void> {
    await this.reports.take(PATHS.deskStatus, () => this.desk.deskStatus(call, CallStatus));
  }

  @Post(PATHS.recording)
  @HttpCode(204)
  async recording(
    @Query({ schema: CallReferenceQuery }) { call }: CallReferenceQuery,
    @Body({ schema: RecordingWebhook }) report: RecordingWebhook,
  ): Promise<void> {
    await this.reports.take(PATHS.recording, () => this.desk.recordingReported(call, report));
  }
}
