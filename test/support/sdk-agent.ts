import { DeepgramClient } from '@deepgram/sdk';
import { BYTES_PER_MS, FRAME_BYTES, SILENCE_BYTE } from '../../src/audio/frame.types.js';
import { createEar } from '../../src/simulation/speech/ear.codec.js';
import type { Speech } from '../../src/simulation/speech/speech.types.js';
import { Arrivals } from './arrivals.js';

type Socket = Awaited<ReturnType<DeepgramClient['agent']['v1']['connect']>>;
export type SdkSettings = Parameters<Socket['sendSettings']>[0];
type Agent = Exclude<SdkSettings['agent'], string>;

/** One frame from the server: a message, or so many bytes of audio. */
export interface Frame {
  type: string;
  [field: string]: unknown;
}

/** A voice agent session by the vendor's own SDK, its frames in the order in which they came. */
export class SdkAgent {
  readonly frames = new Arrivals<Frame>();
  readonly audio: Buffer[] = [];
  readonly closed: Promise<number>;
  /** The message of the first error, which is all that the SDK tells of a refused connection. */
  readonly failed: Promise<string>;

  private constructor(
    readonly socket: Socket,
    private readonly speech: Speech,
  ) {
    this.closed = new Promise((resolve) => socket.on('close', ({ code }) => resolve(code)));
    this.failed = new Promise((resolve) => socket.on('error', ({ message }) => resolve(message)));
  }

  static async dial(
    url: string,
    speech: Speech,
    options: { apiKey?: string; reconnectAttempts?: number } = {},
  ): Promise<SdkAgent> {
    const base = url.replace(/\/v1\/.*/, '');
    const http = base.replace(/^ws/, 'http');
    const client = new DeepgramClient({
      apiKey: options.apiKey ?? 'any-key',
      environment: { base: http, production: base, agent: base, agentRest: http },
    });
    // The credential goes with the client; the argument of this name has no effect.
    const socket = await client.agent.v1.connect({
      Authorization: '',
      reconnectAttempts: options.reconnectAttempts ?? 0,
    });
    const agent = new SdkAgent(socket, speech);
    socket.connect();
    // Audio reaches the SDK's own handler as a Blob, which later messages overtake while it is being read.
    socket.socket.binaryType = 'arraybuffer';
    socket.socket.addEventListener('message', ({ data }: { data: unknown }) => agent.take(data));
    return agent;
  }

  /** Dials and gets `settings` applied. */
  static async open(url: string, speech: Speech, agent: Agent = {}, options?: { apiKey?: string }): Promise<SdkAgent> {
    const session = await SdkAgent.dial(url, speech, options);
    await session.next('Welcome');
    session.socket.sendSettings(settingsWith(agent));
    await session.next('SettingsApplied');
    return session;
  }

  /** The next message of that type that was not waited for before, and that matches. */
  next(type: string, matches: (frame: Frame) => boolean = () => true): Promise<Frame> {
    return this.frames.next((frame) => frame.type === type && matches(frame));
  }

  async said(role: 'user' | 'assistant', words?: string | RegExp): Promise<string> {
    const frame = await this.next('ConversationText', ({ role: who, content }) => {
      return (
        who === role &&
        (words === undefined || (typeof words === 'string' ? content === words : words.test(String(content))))
      );
    });
    return String(frame['content']);
  }

  get types(): string[] {
    return this.frames.all.map(({ type }) => type).filter((type) => !['LatencyReport', 'History'].includes(type));
  }

  /** What somebody who listened to all of the agent's audio would have heard. */
  heard(): string {
    const heard = createEar().hear(Buffer.concat(this.audio));
    return heard.map((item) => (item.kind === 'word' ? item.text : '…')).join(' ');
  }

  /** Speaks as a telephone bridge does, in frames of 20 ms, though without waiting for real time to pass. */
  async say(text: string, silenceMs = 700): Promise<void> {
    const { audio } = await this.speech.render('rms', text);
    this.send(Buffer.concat([audio, Buffer.alloc(silenceMs * BYTES_PER_MS, SILENCE_BYTE)]));
  }

  send(audio: Buffer): void {
    for (let at = 0; at < audio.length; at += FRAME_BYTES) this.socket.sendMedia(audio.subarray(at, at + FRAME_BYTES));
  }

  close(): void {
    this.socket.close();
  }

  private take(data: unknown): void {
    if (typeof data !== 'string') {
      const audio = Buffer.from(data as ArrayBuffer);
      this.audio.push(audio);
      return this.frames.push({ type: 'audio', bytes: audio.length });
    }
    this.frames.push(parsed(data));
  }
}

function parsed(text: string): Frame {
  try {
    return JSON.parse(text) as Frame;
  } catch {
    return { type: 'text', text };
  }
}

const MULAW = { encoding: 'mulaw', sample_rate: 8000 };

export const settingsWith = (agent: Agent): SdkSettings => ({
  type: 'Settings',
  audio: { input: MULAW, output: { ...MULAW, container: 'none' } },
  agent: {
    listen: { provider: { type: 'deepgram', version: 'v2', model: 'flux-general-en' } },
    think: { provider: { type: 'open_ai', model: 'gpt-4.1-mini' }, prompt: 'You are a receptionist.', functions: [] },
    speak: { provider: { type: 'deepgram', model: 'aura-2-thalia-en' } },
    ...agent,
  },
});
