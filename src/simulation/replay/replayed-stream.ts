import type { Clock } from '../../common/clock/clock.js';
import { SILENCE_BYTE } from '../../audio/frame.types.js';
import type { FrameTicker } from '../carrier/frame-ticker.js';
import { MediaStreamClient, type StreamSetup } from '../carrier/media-stream.client.js';
import { startMessage, type ServerMessage } from '../carrier/media-stream.protocol.js';
import { PhoneLine } from '../carrier/phone-line.js';
import type { InboundEntry } from './capture-file.protocol.js';
import { describeEnding, type Observation } from './observation.policy.js';

/** Longer than any agent's sentence; a server that was seen to close a stream gets so long to do it again. */
const CLOSING_MS = 20_000;

/**
 * A recorded media socket, opened again: sends what the caller sent, and answers marks as the carrier does, when the audio
 * before them has been played. These are the marks of the server of today, so the recorded ones are left out.
 */
export class ReplayedStream {
  private readonly line: PhoneLine;
  private readonly closed = new AbortController();
  private client!: MediaStreamClient;
  private started = false;
  private ending = 'none';

  private constructor(
    private readonly setup: StreamSetup,
    private readonly clock: Clock,
    ticker: FrameTicker,
  ) {
    this.line = new PhoneLine(ticker, () => undefined);
  }

  /** @throws CarrierError when the socket can't be had. */
  static async open(setup: StreamSetup, clock: Clock, ticker: FrameTicker): Promise<ReplayedStream> {
    const stream = new ReplayedStream(setup, clock, ticker);
    try {
      stream.client = await MediaStreamClient.open(
        setup,
        {
          onMessage: (message) => stream.obey(message),
          onBadMessage: () => undefined,
          onClosed: (by, code) => stream.end(describeEnding(by === 'caller' ? 'carrier' : by, code)),
        },
        clock,
      );
    } catch (error) {
      stream.line.close();
      throw error;
    }
    stream.line.attach({ onMarkReached: (name) => stream.client.echoMark(name) });
    return stream;
  }

  get observation(): Observation['streams'][number] {
    return { ending: this.ending, clears: this.client.received.clear };
  }

  /** `dueMs` is the message's place on the clock. */
  send(entry: InboundEntry, dueMs: number): void {
    switch (entry.event) {
      case 'start':
        return this.start(dueMs);
      case 'media':
        return this.client.sendAudio(audioOf(entry), dueMs);
      case 'dtmf':
        return this.client.sendDigit(entry.digit);
      case 'stop':
        return this.client.stop('caller');
      case 'malformed':
        return this.client.sendRaw(entry.text);
      case 'binary':
        return this.client.sendRaw(Buffer.alloc(entry.bytes));
      case 'unknown':
        return this.client.sendRaw('{"event":"unknown"}');
      case 'connected': // goes with `start`
      case 'mark':
    }
  }

  cut(): void {
    this.client.breakOff();
  }

  /** Waits for the server to close the socket, and hangs up when it does not. */
  async awaitClose(): Promise<void> {
    await this.clock.sleep(CLOSING_MS, this.closed.signal);
    await this.hangUp();
  }

  /** Safe at any time: one that is closed stays as it is. */
  async hangUp(): Promise<void> {
    if (this.closed.signal.aborted) return;
    this.client.stop('caller');
    await this.clock.sleep(CLOSING_MS, this.closed.signal);
  }

  private start(dueMs: number): void {
    if (this.started) return this.client.sendRaw(startMessage(this.setup, 1, this.setup.parameters));
    this.started = true;
    this.client.start(dueMs);
  }

  private obey(message: ServerMessage): void {
    switch (message.event) {
      case 'media':
        return void this.line.play(message.audio);
      case 'mark':
        return this.line.mark(message.name);
      case 'clear':
        return this.line.clear();
    }
  }

  private end(ending: string): void {
    this.ending = ending;
    this.line.close();
    this.closed.abort();
  }
}

const audioOf = ({ audio, bytes }: Extract<InboundEntry, { event: 'media' }>): Buffer =>
  audio === undefined ? Buffer.alloc(bytes, SILENCE_BYTE) : Buffer.from(audio, 'base64');
