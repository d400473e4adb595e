import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { SAMPLE_RATE_HZ } from '../../audio/frame.types.js';
import type { Clock } from '../../common/clock/clock.js';
import { SpeechError } from '../speech/speech.errors.js';
import type { Speech, VoiceName } from '../speech/speech.types.js';
import { readOrder, type SpeakOrder, type SpeakRefusal } from './speak.protocol.js';
import { voiceFor } from './voices.policy.js';

/** What goes wrong, once each. */
export interface SpeakFaults {
  /** HTTP statuses for the next requests, one each. */
  refuseWith?: number[];
  /** The next answer comes so much later. */
  lateByMs?: number;
  /** The connection of the next answer ends after so many bytes of audio. */
  cutAfterBytes?: number;
}

export interface SpeakParts {
  speech: Speech;
  clock: Clock;
  /** Speaks whatever voice is asked for; each of the service's voices has one when it is null. */
  voice: VoiceName | null;
  isKnown(request: IncomingMessage): boolean;
}

const SPEAK_PATH = '/v1/speak';
const MAX_BODY_BYTES = 64 * 1024;
/** Orders that are kept to be looked at. */
const REMEMBERED_ORDERS = 500;

/** Text to speech by REST, `POST /v1/speak`: simulated speech with captions. There is nothing else to be asked for here. */
export class SpeakRoutes {
  readonly faults: SpeakFaults = {};
  /** What was spoken, the oldest first. */
  readonly orders: SpeakOrder[] = [];

  constructor(
    http: Server,
    private readonly parts: SpeakParts,
  ) {
    http.on('request', (request, response) => {
      this.answer(request, response).catch((error: unknown) => {
        if (!(error instanceof SpeechError)) return response.destroy();
        refuse(response, { status: 503, err_code: 'SERVICE_UNAVAILABLE', err_msg: 'Closing.' });
      });
    });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname !== SPEAK_PATH) return refuse(response, plain(404));
    if (request.method !== 'POST') return refuse(response, plain(405));
    if (!this.parts.isKnown(request)) {
      return refuse(response, { status: 401, err_code: 'INVALID_AUTH', err_msg: 'Invalid credentials.' });
    }
    const body = await readBody(request);
    const status = this.faults.refuseWith?.shift();
    if (status !== undefined) return refuse(response, plain(status));
    const read = readOrder(searchParams, body);
    if (read.kind === 'refusal') return refuse(response, read.refusal);
    await this.speak(read.order, response);
  }

  private async speak(order: SpeakOrder, response: ServerResponse): Promise<void> {
    const { speech, clock, voice } = this.parts;
    const { lateByMs, cutAfterBytes } = this.faults;
    delete this.faults.lateByMs;
    delete this.faults.cutAfterBytes;
    if (lateByMs !== undefined) await clock.sleep(lateByMs);
    const spoken = voice ?? voiceFor({ provider: { type: 'deepgram', model: order.model } });
    const { audio } = await speech.render(spoken, order.text);
    this.orders.push(order);
    if (this.orders.length > REMEMBERED_ORDERS) this.orders.shift();
    response.writeHead(200, {
      'content-type': order.withHeader ? 'audio/wav' : 'audio/mulaw',
      'dg-request-id': randomUUID(),
      'dg-model-name': order.model,
      'dg-char-count': order.text.length,
    });
    if (order.withHeader) response.write(streamHeader());
    if (cutAfterBytes === undefined) return void response.end(audio);
    response.write(audio.subarray(0, cutAfterBytes), () => response.destroy());
  }
}

/** Of a WAV file whose length nobody knows yet: µ-law, mono. */
function streamHeader(): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(0xffffffff, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16); // length of what follows in this chunk
  header.writeUInt16LE(7, 20); // µ-law
  header.writeUInt16LE(1, 22); // channels
  header.writeUInt32LE(SAMPLE_RATE_HZ, 24);
  header.writeUInt32LE(SAMPLE_RATE_HZ, 28); // bytes a second
  header.writeUInt16LE(1, 32); // bytes a sample
  header.writeUInt16LE(8, 34); // bits a sample
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(0xffffffff, 40);
  return header;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const piece = chunk as Buffer;
    bytes += piece.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(piece); // the rest can only be refused
  }
  return Buffer.concat(chunks).toString('utf8');
}

const plain = (status: number): SpeakRefusal => {
  const reason = STATUS_CODES[status] ?? 'Refused';
  return { status, err_code: reason, err_msg: reason };
};

function refuse(response: ServerResponse, { status, ...error }: SpeakRefusal): void {
  const requestId = randomUUID();
  response.writeHead(status, {
    'content-type': 'application/json',
    'dg-request-id': requestId,
    'dg-error': error.err_msg,
  });
  response.end(JSON.stringify({ ...error, request_id: requestId }));
}
