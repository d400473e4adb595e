import { randomBytes } from 'node:crypto';
import type { Clock } from '../../common/clock/clock.js';
import { MediaStreamClient, type StreamListener } from '../../simulation/carrier/media-stream.client.js';
import type { ServerMessage } from '../../simulation/carrier/media-stream.protocol.js';
import type { ProviderSession } from './scripted-provider.js';

export const newSid = (prefix: string): string => prefix + randomBytes(16).toString('hex');

/** Whatever is measured takes less. */
const LATE_MS = 10_000;

export interface MediaAddress {
  address: string;
  signature: string;
  parameters: Record<string, string>;
  accountSid: string;
  callSid: string;
}

/** What a call is connected to. */
export interface FarEnd {
  /** Resolves when the other side has read all that it was sent so far. */
  read(): Promise<void>;
}

export interface Provider<Session extends FarEnd> {
  /** The session of the call that is placed next. Calls are placed one after another. */
  nextSession(): Promise<Session>;
}

/** One measured call, with both of its ends in our hands: the carrier's media stream and the provider's session. */
export class BenchCall<Session extends FarEnd = ProviderSession> implements StreamListener {
  /** Agent audio has come for the caller. */
  onAudio: (audio: Buffer) => void = () => undefined;
  onClear: () => void = () => undefined;
  /** Everything is played at once, unless a caller listens at the pace of a telephone. */
  onMark: (name: string) => void = (name) => this.stream.echoMark(name);
  private hear: () => void = () => undefined;
  private readonly heard = new Promise<void>((resolve) => (this.hear = resolve));
  private stream: MediaStreamClient;
  private session: Session;
  private fail: (error: Error) => void = () => undefined;
  private readonly lost = new Promise<never>((_resolve, reject) => (this.fail = reject));
  private over = false;

  private constructor(private readonly clock: Clock) {
    this.lost.catch(() => undefined); // reported to whoever waits for something of this call
  }

  static async open<Session extends FarEnd>(
    media: MediaAddress,
    provider: Provider<Session>,
    clock: Clock,
  ): Promise<BenchCall<Session>> {
    const call = new BenchCall<Session>(clock);
    const session = provider.nextSession();
    call.stream = await MediaStreamClient.open({ ...media, streamSid: newSid('MZ'), faults: {} }, call, clock);
    call.stream.start(clock.nowMs());
    call.session = await Promise.race([session, call.lost]);
    await call.provider.read();
    return call;
  }

  get provider(): Session {
    return this.session;
  }

  /** Resolves when there has been audio for the caller, which is the greeting. */
  greeted(): Promise<void> {
    return this.expect((resolve) => resolve(this.heard));
  }

  /** The caller's next 20 ms. */
  sendFrame(frame: Buffer): void {
    this.stream.sendAudio(frame, this.clock.nowMs());
  }

  echoMark(name: string): void {
    this.stream.echoMark(name);
  }

  /** Does something and waits for what is to come of it. A call that is lost meanwhile is an error, and so is that nothing comes. */
  expect<T>(begin: (resolve: (value: T | Promise<T>) => void) => void): Promise<T> {
    const done = new AbortController();
    const late = this.clock.sleep(LATE_MS, done.signal).then((): never => {
      throw new Error(`nothing came of it within ${LATE_MS / 1000} s`);
    });
    return Promise.race([new Promise<T>(begin), late, this.lost]).finally(() => done.abort());
  }

  hangUp(): void {
    this.over = true;
    this.stream.stop('caller');
  }

  onMessage(message: ServerMessage): void {
    if (message.event === 'media') {
      this.hear();
      this.onAudio(message.audio);
    } else if (message.event === 'mark') this.onMark(message.name);
    else this.onClear();
  }

  onBadMessage(code: number): void {
    this.fail(new Error(`a message that a carrier reports as ${code}`));
  }

  onClosed(by: string, code: number): void {
    if (!this.over) this.fail(new Error(`a measured call was closed by the ${by} with ${code}`));
  }
}
