import { DeepgramClient } from '@deepgram/sdk';
import { BYTES_PER_MS, FRAME_BYTES, SILENCE_BYTE } from '../../src/audio/frame.types.js';
import {
  SimulatedDeepgram,
  type SimulatedDeepgramOptions,
} from '../../src/simulation/deepgram/simulated-deepgram.server.js';
import { createEar } from '../../src/simulation/speech/ear.codec.js';
import { openSpeech } from './kept-speech.js';
import type { Speech } from '../../src/simulation/speech/speech.types.js';
import { Arrivals } from './arrivals.js';
import type { Frame } from './sdk-agent.js';

type Nova = Awaited<ReturnType<DeepgramClient['listen']['v1']['connect']>>;
type Flux = Awaited<ReturnType<DeepgramClient['listen']['v2']['connect']>>;
type Aura = Awaited<ReturnType<DeepgramClient['speak']['v1']['connect']>>;
type Query = Record<string, string | string[]>;

const MULAW = { encoding: 'mulaw', sample_rate: '8000' };
export const NOVA = { ...MULAW, model: 'nova-3', interim_results: 'true', endpointing: '300' };
export const FLUX = { ...MULAW, model: 'flux-general-en' };
export const AURA = { ...MULAW, model: 'aura-2-thalia-en' };

/** What the SDK's sockets have in common. */
export interface AnySocket {
  readonly socket: {
    binaryType: string;
    addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  };
  on(event: 'close', callback: (event: { code: number; reason: string }) => void): void;
  on(event: 'error', callback: (error: Error) => void): void;
  connect(): unknown;
  waitForOpen(): Promise<unknown>;
  close(): void;
}

/** A stream by the vendor's own SDK, its frames in the order in which they came. */
export class SdkStream<Socket extends AnySocket> {
  readonly frames = new Arrivals<Frame>();
  readonly closed: Promise<{ code: number; reason: string }>;
  /** The message of the first error, which is all that the SDK tells of a refused connection. */
  readonly failed: Promise<string>;

  constructor(readonly socket: Socket) {
    this.closed = new Promise((resolve) => socket.on('close', ({ code, reason }) => resolve({ code, reason })));
    this.failed = new Promise((resolve) => socket.on('error', ({ message }) => resolve(message)));
    socket.connect();
    // Audio reaches the SDK's own handler as a Blob, which later messages overtake while it is being read.
    socket.socket.binaryType = 'arraybuffer';
    socket.socket.addEventListener('message', ({ data }: { data: unknown }) => this.take(data));
  }

  /** The next message of that type that was not waited for before, and that matches. */
  next(type: string, matches: (frame: Frame) => boolean = () => true): Promise<Frame> {
    return this.frames.next((frame) => frame.type === type && matches(frame));
  }

  of(type: string): Frame[] {
    return this.frames.all.filter((frame) => frame.type === type);
  }

  /** What somebody who listened to the audio among these frames would have heard. */
  heard(frames: readonly Frame[] = this.frames.all): string {
    const audio = frames.flatMap(({ data }) => (Buffer.isBuffer(data) ? [data] : []));
    const heard = createEar().hear(Buffer.concat(audio));
    return heard.map((item) => (item.kind === 'word' ? item.text : '…')).join(' ');
  }

  private take(data: unknown): void {
    if (typeof data === 'string') this.frames.push(JSON.parse(data) as Frame);
    else this.frames.push({ type: 'audio', data: Buffer.from(data as ArrayBuffer) });
  }
}

/** A simulated Deepgram for each test of a file, and streams of the vendor's SDK that are hung up after it. */
export class StreamBench {
  speech!: Speech;
  server!: SimulatedDeepgram;
  private streams: SdkStream<AnySocket>[] = [];

  constructor() {
    beforeAll(() => {
      this.speech = openSpeech();
    });
    afterAll(() => this.speech.close());
    afterEach(async () => {
      for (const { socket } of this.streams.splice(0)) socket.close();
      await this.server.close();
    });
  }

  async listen(options: SimulatedDeepgramOptions = {}): Promise<SimulatedDeepgram> {
    return (this.server = await SimulatedDeepgram.listen({ speech: this.speech, ...options }));
  }

  async nova(query: Query = NOVA, apiKey?: string): Promise<SdkStream<Nova>> {
    const { listen } = this.client(apiKey);
    return this.keep(await listen.v1.connect({ ...ONCE, model: '', queryParams: query }));
  }

  async flux(query: Query = FLUX, apiKey?: string): Promise<SdkStream<Flux>> {
    const { listen } = this.client(apiKey);
    return this.keep(await listen.v2.connect({ ...ONCE, model: '', queryParams: query }));
  }

  async aura(query: Query = AURA, apiKey?: string): Promise<SdkStream<Aura>> {
    const { speak } = this.client(apiKey);
    return this.keep(await speak.v1.connect({ ...ONCE, queryParams: query }));
  }

  /** Speaks as a telephone bridge does, in frames of 20 ms, though without waiting for real time to pass. */
  async say(to: SdkStream<Nova> | SdkStream<Flux>, text: string, silenceMs = 700): Promise<void> {
    const { audio } = await this.speech.render('rms', text);
    this.send(to, Buffer.concat([audio, silence(silenceMs)]));
  }

  send({ socket }: SdkStream<Nova> | SdkStream<Flux>, audio: Buffer): void {
    for (let at = 0; at < audio.length; at += FRAME_BYTES) socket.sendMedia(audio.subarray(at, at + FRAME_BYTES));
  }

  private client(apiKey = 'any-key'): DeepgramClient {
    const base = this.server.url.replace(/\/v1\/.*/, '');
    const http = base.replace(/^ws/, 'http');
    return new DeepgramClient({
      apiKey,
      environment: { base: http, production: base, agent: base, agentRest: http },
    });
  }

  private keep<Socket extends AnySocket>(socket: Socket): SdkStream<Socket> {
    const stream = new SdkStream(socket);
    this.streams.push(stream);
    return stream;
  }
}

/** A stream that was let in. */
export async function opened<Socket extends AnySocket>(
  dialled: Promise<SdkStream<Socket>>,
): Promise<SdkStream<Socket>> {
  const stream = await dialled;
  await stream.socket.waitForOpen();
  return stream;
}

/** The credential goes with the client; the argument of this name has no effect. */
const ONCE = { Authorization: '', reconnectAttempts: 0 };

export const silence = (ms: number): Buffer => Buffer.alloc(ms * BYTES_PER_MS, SILENCE_BYTE);
