import { BYTES_PER_MS } from '../../audio/frame.types.js';
import type { Clock } from '../../common/clock/clock.js';
import type { Speech, VoiceName } from '../speech/speech.types.js';
import type { DeepgramQuirks } from './deepgram-faults.types.js';

export interface OutletListener {
  /** Of the next sentence; null when no voice can be had. */
  voice(): VoiceName | null;
  /** How long the next sentence's audio is late behind its text. */
  lateByMs(): number;
  /** Where among the sentence's audio, is a quirk. */
  onSentence(text: string): void;
  onAudio(frame: Buffer): void;
  /** Everything asked for so far has been sent. */
  onDrained(): void;
  onFailed(): void;
}

/** Faster than a person speaks, as the real service is: the first half second at once, then four times real time. */
const HEAD_START_MS = 500;
const SPEED = 4;
/** Frames of no particular size: nothing on the way may count on 20 ms, or on even numbers. */
const FRAME_BYTES = [1021, 1381, 733, 1607, 397, 1999];

/** Speaks sentences one after the other: renders each, announces its text, and sends its audio. */
export class ReplyOutlet {
  private queue: string[] = [];
  private abort = new AbortController();
  private running = false;
  private unsent: Buffer = Buffer.alloc(0);
  /** Frames that are not to come before the end of the reply was told. */
  private withheld: Buffer[] = [];
  private framesSent = 0;
  private playsUntilMs = 0;

  constructor(
    private readonly speech: Speech,
    private readonly clock: Clock,
    private readonly quirks: DeepgramQuirks,
    private readonly listener: OutletListener,
  ) {}

  get isSending(): boolean {
    return this.running;
  }

  /** The agent's turn as the service sees it: it knows what it sent, not what was played. */
  get isSpeaking(): boolean {
    return this.running || this.clock.nowMs() < this.playsUntilMs;
  }

  say(sentences: readonly string[]): void {
    this.queue.push(...sentences.filter((sentence) => sentence.trim() !== ''));
    if (this.running || this.queue.length === 0) return;
    this.running = true;
    void this.run(this.abort.signal);
  }

  /** Drops what was not sent, but for a few frames that are said to be under way already. */
  cut(staleFrames: number): void {
    const stale = Buffer.concat([...this.withheld, this.unsent]);
    this.silence();
    let at = 0;
    for (let frame = 0; frame < staleFrames && at < stale.length; frame++) {
      const bytes = this.nextFrameBytes();
      this.listener.onAudio(stale.subarray(at, at + bytes));
      at += bytes;
    }
  }

  /** Drops everything; the outlet can be spoken with again. */
  silence(): void {
    this.abort.abort();
    this.abort = new AbortController();
    this.queue = [];
    this.unsent = Buffer.alloc(0);
    this.withheld = [];
    this.running = false;
    this.playsUntilMs = 0;
  }

  private async run(signal: AbortSignal): Promise<void> {
    try {
      for (let text = this.queue.shift(); text !== undefined; text = this.queue.shift()) {
        await this.speak(text, signal);
        if (signal.aborted) return;
      }
      this.running = false;
      this.listener.onDrained();
      for (const frame of this.withheld.splice(0)) this.send(frame);
    } catch {
      if (!signal.aborted) this.listener.onFailed();
    }
  }

  private async speak(text: string, signal: AbortSignal): Promise<void> {
    const voice = this.listener.voice();
    if (voice === null) throw new Error('no voice is left to try');
    const { audio } = await this.speech.render(voice, text);
    if (signal.aborted) return;
    const place = this.quirks.text;
    if (place === 'first') this.listener.onSentence(text);
    const lateByMs = this.listener.lateByMs();
    if (lateByMs > 0) await this.clock.sleep(lateByMs, signal);
    if (signal.aborted) return;
    this.unsent = audio;
    const startMs = this.clock.nowMs();
    for (let sentBytes = 0; this.unsent.length > 0;) {
      const frame = this.unsent.subarray(0, this.nextFrameBytes());
      this.unsent = this.unsent.subarray(frame.length);
      this.pass(frame);
      if (place === 'behind_first_audio' && sentBytes === 0) this.listener.onSentence(text);
      sentBytes += frame.length;
      const dueMs = startMs + (sentBytes / BYTES_PER_MS - HEAD_START_MS) / SPEED;
      if (dueMs > this.clock.nowMs()) await this.clock.sleep(dueMs - this.clock.nowMs(), signal);
      if (signal.aborted) return;
    }
    if (place === 'behind_all_audio') this.listener.onSentence(text);
  }

  private pass(frame: Buffer): void {
    this.withheld.push(frame);
    while (this.withheld.length > this.quirks.framesAfterDone) this.send(this.withheld.shift() ?? frame);
  }

  private send(frame: Buffer): void {
    this.playsUntilMs = Math.max(this.playsUntilMs, this.clock.nowMs()) + frame.length / BYTES_PER_MS;
    this.listener.onAudio(frame);
  }

  private nextFrameBytes(): number {
    return FRAME_BYTES[this.framesSent++ % FRAME_BYTES.length] ?? 160;
  }
}
