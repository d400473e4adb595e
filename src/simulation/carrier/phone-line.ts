import { FRAME_BYTES, FRAME_MS, SILENCE_BYTE } from '../../audio/frame.types.js';
import type { LineFrame } from './carrier.types.js';
import type { FrameTicker } from './frame-ticker.js';
import { clearPlayback, playUntil, queueAudio, queueMark, startPlayback } from './playback.reducer.js';
import type { PlaybackState } from './playback.reducer.js';

/** Whatever is at the carrier's end of the line for the moment: a media stream, an announcement, another party. */
export interface LineEnd {
  /** The party's next 20 ms; `dueMs` is their place on the clock. */
  onAudio?(audio: Buffer, dueMs: number): void;
  /** A key of the telephone was pressed. */
  onKey?(key: string): void;
  /** The audio before this mark has been played, or was cleared away. */
  onMarkReached?(name: string): void;
}

/** What a telephone picks up while its owner says this, so long after the answer. */
export type Surroundings = (spoken: Buffer, atMs: number) => Buffer;

interface Speaking {
  audio: Buffer;
  offset: number;
  onSpoken: () => void;
}

/** An answered call's two directions, kept in step with the clock: what its party hears and says. */
export class PhoneLine {
  private readonly startMs: number;
  private beatMs: number;
  private readonly release: () => void;
  private playback: PlaybackState;
  private heardSinceBeat: Buffer[] = [];
  private mouth: Speaking[] = [];
  private end: LineEnd | null = null;
  private surroundings: Surroundings = (spoken) => spoken;

  constructor(
    private readonly ticker: FrameTicker,
    private readonly onFrame: (frame: LineFrame) => void,
  ) {
    this.release = ticker.subscribe((dueMs) => this.beat(dueMs));
    this.startMs = ticker.lastBeatMs;
    this.beatMs = this.startMs;
    this.playback = startPlayback(this.startMs);
  }

  /** Since the call was answered. */
  get elapsedMs(): number {
    return this.beatMs - this.startMs;
  }

  /** The end of the last packet, on the clock. */
  get lastBeatMs(): number {
    return this.beatMs;
  }

  attach(end: LineEnd): void {
    this.end = end;
  }

  /** What the departing end had queued is not played. */
  detach(): void {
    this.end = null;
    this.clear();
  }

  /** False when the audio was dropped because more than ten minutes are waiting. */
  play(audio: Buffer): boolean {
    this.catchUp();
    const { state, dropped } = queueAudio(this.playback, audio);
    this.playback = state;
    return !dropped;
  }

  mark(name: string): void {
    this.catchUp();
    const { state, echoes } = queueMark(this.playback, name);
    this.playback = state;
    this.echo(echoes);
  }

  clear(): void {
    this.catchUp();
    const { state, echoes } = clearPlayback(this.playback);
    this.playback = state;
    this.echo(echoes);
  }

  /** The party presses a key. It goes to whatever is at the carrier's end; otherwise nobody notices. */
  press(key: string): void {
    this.end?.onKey?.(key);
  }

  /** The party says this, after whatever they are saying now. */
  speak(audio: Buffer, onSpoken: () => void): void {
    this.mouth.push({ audio, offset: 0, onSpoken });
  }

  /** The party breaks off, whatever they were saying. */
  hush(): void {
    this.mouth = [];
  }

  /** The party is at a noisy place from now on. */
  surround(surroundings: Surroundings): void {
    this.surroundings = surroundings;
  }

  close(): void {
    this.release();
    this.end = null;
    this.mouth = [];
  }

  private beat(dueMs: number): void {
    this.playTo(dueMs);
    this.beatMs = dueMs;
    const heard = Buffer.concat(this.heardSinceBeat);
    this.heardSinceBeat = [];
    const atMs = dueMs - this.startMs;
    const { spoken: said, finished } = this.nextSpoken();
    const spoken = this.surroundings(said, atMs);
    this.end?.onAudio?.(spoken, dueMs);
    this.onFrame({ atMs, heard, spoken });
    for (const onSpoken of finished) onSpoken();
  }

  /** Messages take effect between beats, at the millisecond; never beyond the beat that is due next. */
  private catchUp(): void {
    this.playTo(Math.min(this.ticker.nowMs(), this.beatMs + FRAME_MS));
  }

  private playTo(ms: number): void {
    const { state, echoes, heard } = playUntil(this.playback, ms);
    this.playback = state;
    if (heard.length > 0) this.heardSinceBeat.push(heard);
    this.echo(echoes);
  }

  private echo(names: string[]): void {
    for (const name of names) this.end?.onMarkReached?.(name);
  }

  private nextSpoken(): { spoken: Buffer; finished: (() => void)[] } {
    const spoken = Buffer.alloc(FRAME_BYTES, SILENCE_BYTE);
    const finished: (() => void)[] = [];
    for (let filled = 0; filled < FRAME_BYTES && this.mouth[0];) {
      const speaking = this.mouth[0];
      const taken = speaking.audio.copy(spoken, filled, speaking.offset);
      filled += taken;
      speaking.offset += taken;
      if (speaking.offset < speaking.audio.length) break;
      this.mouth.shift();
      finished.push(speaking.onSpoken);
    }
    return { spoken, finished };
  }
}
