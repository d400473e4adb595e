import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import twilio from 'twilio';
import { AppConfig } from '../config/app-config.js';
import { CarrierRequestError } from './carrier.errors.js';
import { CarrierMetrics } from './carrier.metrics.js';

/** Nobody on a phone waits longer for a side effect; what the carrier did after that is found out by asking it. */
const ANSWER_TIMEOUT_MS = 5000;

/** One page of the carrier's, and more than a practice sends between a request whose answer got lost and the next try. */
const LATEST_TEXTS = 1000;

/** The carrier's own number for a resource that it does not have. */
const NOT_FOUND = 20404;

export interface NewText {
  from: string;
  to: string;
  body: string;
  /** Absolute; gets the delivery receipts. */
  statusCallback: string;
}

export interface NewCarrierCall {
  from: string;
  to: string;
  /** Absolute; asked for TwiML when the call is answered. */
  url: string;
  statusCallback: string;
  /** Gets the verdict on who answered, while the call goes on. */
  amdStatusCallback: string;
  ringSeconds: number;
}

/**
 * The carrier's REST API, as far as Crownline uses it. Every method throws `CarrierRequestError`. The official client tries
 * again on 429 by itself, since nothing was done then; nothing else is tried again here, because a creation that got no
 * answer may have happened.
 */
@Injectable()
export class CarrierClient {
  private readonly api: twilio.Twilio;

  constructor(
    config: AppConfig,
    private readonly metrics: CarrierMetrics,
  ) {
    const { accountSid, authToken, apiUrl } = config.twilio;
    this.api = twilio(accountSid, authToken, { httpClient: new RedirectedClient(apiUrl) });
  }

  async sendText(text: NewText): Promise<{ carrierSid: string }> {
    const { sid } = await this.ask('send_text', () => this.api.messages.create({ ...text }));
    return { carrierSid: sid };
  }

  /**
   * Texts that are the same as this one and were made since then, oldest first: after a crash or a lost answer nobody but
   * the carrier can tell. A trial account puts words of its own before every text.
   */
  async findTexts({ from, to, body }: Omit<NewText, 'statusCallback'>, since: Temporal.Instant): Promise<string[]> {
    // Not filtered by date: the carrier goes by the time of sending, and a text that still waits there has none. Not by the
    // patient's number either: it would stand in the address, and in the logs of whatever the request passes.
    const page = { from, limit: LATEST_TEXTS, pageSize: LATEST_TEXTS };
    const newestFirst = await this.ask('find_texts', () => this.api.messages.list(page));
    return newestFirst
      .filter((text) => text.to === to && text.body.endsWith(body))
      .filter((text) => text.dateCreated.getTime() >= since.epochMilliseconds)
      .map((text) => text.sid)
      .reverse();
  }

  async placeCall(call: NewCarrierCall): Promise<{ callSid: string }> {
    const { sid } = await this.ask('place_call', () =>
      this.api.calls.create({
        from: call.from,
        to: call.to,
        url: call.url,
        statusCallback: call.statusCallback,
        statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
        timeout: call.ringSeconds,
        machineDetection: 'DetectMessageEnd',
        asyncAmd: 'true', // a string: the carrier's type, not a slip
        asyncAmdStatusCallback: call.amdStatusCallback,
      }),
    );
    return { callSid: sid };
  }

  /** Hangs up, whoever is on the line. */
  async endCall(callSid: string): Promise<void> {
    await this.ask('end_call', () => this.api.calls(callSid).update({ status: 'completed' }));
  }

  /** Takes a live call from whatever it is doing: the carrier asks `url` for TwiML. A stream ends by it. */
  async redirectCall(callSid: string, url: string): Promise<void> {
    await this.ask('redirect_call', () => this.api.calls(callSid).update({ url, method: 'POST' }));
  }

  /** The same, with a document that is given and not asked for. */
  async playDocument(callSid: string, twiml: string): Promise<void> {
    await this.ask('redirect_call', () => this.api.calls(callSid).update({ twiml }));
  }

  async startRecording(callSid: string, statusCallback: string): Promise<{ recordingSid: string }> {
    const { sid } = await this.ask('start_recording', () =>
      this.api.calls(callSid).recordings.create({
        recordingChannels: 'dual',
        recordingStatusCallback: statusCallback,
        recordingStatusCallbackEvent: ['in-progress', 'completed', 'absent'],
      }),
    );
    return { recordingSid: sid };
  }

  /** `paused` leaves silence in the recording, so that its times stay those of the call. */
  async setRecording(callSid: string, recordingSid: string, status: 'paused' | 'in-progress'): Promise<void> {
    await this.ask('set_recording', () =>
      this.api.calls(callSid).recordings(recordingSid).update({ status, pauseBehavior: 'silence' }),
    );
  }

  /** Ends a recording that should not be, and throws away what there is of it. */
  async discardRecording(callSid: string, recordingSid: string): Promise<void> {
    await this.ask('stop_recording', () =>
      this.api.calls(callSid).recordings(recordingSid).update({ status: 'stopped' }),
    );
    await this.ask('remove_recording', () => this.api.recordings(recordingSid).remove());
  }

  /** One that is not there is removed, too: it may have been, by a request whose answer got lost. */
  async removeRecording(recordingSid: string): Promise<void> {
    try {
      await this.ask('remove_recording', () => this.api.recordings(recordingSid).remove());
    } catch (error) {
      if (!(error instanceof CarrierRequestError && error.carrierCode === NOT_FOUND)) throw error;
    }
  }

  private async ask<T>(request: string, send: () => Promise<T>): Promise<T> {
    const observe = this.metrics.requestSeconds.startTimer({ request });
    try {
      const answer = await send();
      observe({ result: 'done' });
      return answer;
    } catch (error) {
      const failed = toRequestError(error);
      observe({ result: failed.failure });
      throw failed;
    }
  }
}

/** The SDK has no option for another address; this is its own HTTP client, sent elsewhere. */
export class RedirectedClient extends twilio.RequestClient {
  constructor(private readonly apiUrl: string) {
    super({ timeout: ANSWER_TIMEOUT_MS, autoRetry: true, maxRetries: 3 });
  }

  override request: twilio.RequestClient['request'] = (options) => {
    const { pathname, search } = new URL(options.uri);
    return super.request({ ...options, uri: new URL(pathname + search, this.apiUrl).href });
  };
}

function toRequestError(error: unknown): CarrierRequestError {
  const { status, code } = (error ?? {}) as { status?: unknown; code?: unknown };
  const carrierCode = typeof code === 'number' ? code : null;
  if (typeof status !== 'number' || status >= 500) return new CarrierRequestError('uncertain', carrierCode);
  return new CarrierRequestError(status === 429 ? 'busy' : 'rejected', carrierCode);
}
