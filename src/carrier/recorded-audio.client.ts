import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import { AppConfig } from '../config/app-config.js';
import { CarrierRequestError } from './carrier.errors.js';
import { CarrierMetrics } from './carrier.metrics.js';

/** Until the audio begins; how long it takes from then on is up to who listens. */
const ANSWER_TIMEOUT_MS = 5000;

/** One stretch, in bytes: what players ask for who jump. Anything else is answered with all of it. */
const ONE_RANGE = /^bytes=(?:\d+-\d*|-\d+)$/;

/** Audio on its way from the carrier. */
export interface RecordedAudio {
  body: Readable;
  /** 206 for the stretch that was asked for. */
  status: 200 | 206;
  contentType: string;
  /** As the carrier gave them; null where it did not. */
  contentLength: number | null;
  contentRange: string | null;
  acceptsRanges: boolean;
}

/**
 * Recorded audio, which lies at the carrier behind the account's credentials. It is passed on as it comes: a recording may last for
 * hours, and is never held here as a whole.
 */
@Injectable()
export class RecordedAudioClient {
  constructor(
    private readonly config: AppConfig,
    private readonly metrics: CarrierMetrics,
    private readonly clock: Clock,
  ) {}

  /**
   * Null for a recording that the carrier does not have, or not any more. Whoever gets the body reads it to its end or destroys it.
   *
   * @param range a `Range` header
   * @throws CarrierRequestError
   */
  async open(recordingSid: string, range: string | undefined): Promise<RecordedAudio | null> {
    const observe = this.metrics.requestSeconds.startTimer({ request: 'fetch_recording' });
    try {
      const audio = await this.ask(recordingSid, range !== undefined && ONE_RANGE.test(range) ? range : null);
      observe({ result: 'done' });
      return audio;
    } catch (error) {
      const failed = error instanceof CarrierRequestError ? error : new CarrierRequestError('uncertain', null);
      observe({ result: failed.failure });
      throw failed;
    }
  }

  private async ask(recordingSid: string, range: string | null): Promise<RecordedAudio | null> {
    const { accountSid, authToken, apiUrl } = this.config.twilio;
    const credentials = Buffer.from(`${accountSid}:${authToken}`).toString('base64');
    const late = new AbortController();
    const stopTimer = this.clock.after(ANSWER_TIMEOUT_MS, () => late.abort());
    try {
      // The carrier may send us to where it stores audio; the credentials don't go along to another origin.
      const response = await fetch(
        new URL(`/2010-04-01/Accounts/${accountSid}/Recordings/${encodeURIComponent(recordingSid)}.wav`, apiUrl),
        {
          headers: {
            authorization: `Basic ${credentials}`,
            'accept-encoding': 'identity',
            ...(range === null ? {} : { range }),
          },
          signal: late.signal,
        },
      );
      if (response.ok && response.body) return toAudio(response, response.body);
      await response.body?.cancel();
      if (response.status === 404) return null;
      if (response.status === 416 && range !== null) return await this.ask(recordingSid, null);
      throw new CarrierRequestError(failureOf(response.status), null);
    } finally {
      stopTimer();
    }
  }
}

function toAudio({ status, headers }: Response, body: NonNullable<Response['body']>): RecordedAudio {
  const contentType = headers.get('content-type') ?? '';
  const length = Number(headers.get('content-length') ?? NaN);
  return {
    body: Readable.fromWeb(body),
    status: status === 206 ? 206 : 200,
    contentType: /^audio\/[\w.+-]+$/.test(contentType) ? contentType : 'application/octet-stream',
    contentLength: Number.isSafeInteger(length) ? length : null,
    contentRange: headers.get('content-range'),
    acceptsRanges: status === 206 || headers.get('accept-ranges') === 'bytes',
  };
}

function failureOf(status: number): CarrierRequestError['failure'] {
  if (status === 429) return 'busy';
  return status >= 500 ? 'uncertain' : 'rejected';
}
