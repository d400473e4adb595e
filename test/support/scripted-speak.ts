import type { IncomingMessage } from 'node:http';
import { ScriptedDeepgram, type Frame, type ScriptedSession } from './scripted-deepgram.js';

/** The far end of text to speech over a WebSocket, with no voice of its own: it sends what the test says, when it says so. */
export class ScriptedSpeak {
  private constructor(readonly server: ScriptedDeepgram) {}

  static async start(): Promise<ScriptedSpeak> {
    return new ScriptedSpeak(await ScriptedDeepgram.start());
  }

  get url(): string {
    return this.server.url.replace('/v1/agent/converse', '/v1/speak');
  }

  async nextStream(): Promise<ScriptedVoice> {
    return new ScriptedVoice(await this.server.nextSession());
  }

  /** The voice that the next dial asks for, refused or not. */
  async nextVoice(): Promise<string | null> {
    return queryOf(await this.server.upgrades.next()).get('model');
  }

  stop(): Promise<void> {
    return this.server.stop();
  }
}

export class ScriptedVoice {
  constructor(readonly session: ScriptedSession) {}

  get query(): URLSearchParams {
    return queryOf(this.session.request);
  }

  async nextText(): Promise<string> {
    return String((await this.session.received('Speak')).text);
  }

  /** The types of all messages so far. */
  get asked(): string[] {
    return this.session.messages.all.map(({ type }) => type);
  }

  async flushAsked(): Promise<void> {
    await this.session.received('Flush');
  }

  async clearAsked(): Promise<void> {
    await this.session.received('Clear');
  }

  /** In one TCP segment. A buffer is audio. */
  send(...frames: Frame[]): void {
    this.session.send(...frames);
  }

  /** Speaks the next piece wholly: its text is its audio. */
  async speakNext(): Promise<string> {
    const text = await this.nextText();
    await this.flushAsked();
    this.send(Buffer.from(text), flushed);
    return text;
  }
}

export const flushed = { type: 'Flushed', sequence_id: 0 };
export const cleared = { type: 'Cleared', sequence_id: 0 };

function queryOf(request: IncomingMessage): URLSearchParams {
  return new URL(request.url ?? '/', 'ws://127.0.0.1').searchParams;
}
