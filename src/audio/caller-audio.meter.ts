import { addTallies, emptyTally, healthOf } from './audio-health.policy.js';
import type { AudioHealth, AudioTally } from './audio-health.types.js';
import { dbfsOf, POWER_OF_CODE, SILENCE_DBFS } from './audio-level.codec.js';
import { EchoDetector } from './echo.detector.js';
import { BYTES_PER_MS, FRAME_BYTES } from './frame.types.js';

const SIGNLESS = 0x7f;
/** The carrier sends a frame every 20 ms; a network's jitter stays below. */
const STALL_MS = 100;

/**
 * Measures the caller's side of one media stream. Counters that change in place: it is called a hundred times a second in every
 * call. All instants are milliseconds of one clock.
 */
export class CallerAudioHealth {
  private readonly echo = new EchoDetector();
  private readonly framesByLevel = emptyTally().framesByLevel;
  /** The signless µ-law code falls as the sample rises. */
  private loudestCode = SIGNLESS;
  private clippedSamples = 0;
  private stalls = 0;

  private partPower = 0;
  private partBytes = 0;

  private callerBytes = 0;
  /** When the first caller audio began, and when the last came. */
  private callerFromMs = 0;
  private callerToMs: number | null = null;
  private fromMs = Infinity;
  private toMs = -Infinity;

  /** Hot path. The caller's next audio, as the carrier sent it, and when it came. */
  callerFrame(frame: Uint8Array, atMs: number): void {
    this.seen(atMs);
    if (this.callerToMs === null) this.callerFromMs = atMs - frame.length / BYTES_PER_MS;
    else if (atMs - this.callerToMs > STALL_MS) this.stalls += 1;
    this.callerToMs = atMs;
    this.callerBytes += frame.length;
    for (let from = 0; from < frame.length;) {
      const to = Math.min(frame.length, from + FRAME_BYTES - this.partBytes);
      this.take(frame, from, to);
      from = to;
      if (this.partBytes === FRAME_BYTES) this.closeFrame(atMs);
    }
  }

  /** Hot path. Agent audio that was handed to the carrier, and when the caller will begin to hear it. */
  agentAudio(chunk: Uint8Array, playsAtMs: number): void {
    this.seen(playsAtMs);
    this.echo.agentAudio(chunk, playsAtMs);
  }

  /** What was to play after this was dropped. */
  agentCut(atMs: number): void {
    this.echo.agentCut(atMs);
  }

  tally(): AudioTally {
    const audioMs = this.callerBytes / BYTES_PER_MS;
    const elapsedMs = this.callerToMs === null ? 0 : this.callerToMs - this.callerFromMs;
    return addTallies(emptyTally(), {
      streamMs: Math.max(0, Math.round(this.toMs - this.fromMs)),
      framesByLevel: this.framesByLevel,
      peakDbfs: this.callerBytes === 0 ? SILENCE_DBFS : dbfsOf(POWER_OF_CODE[this.loudestCode] as number),
      clippedSamples: this.clippedSamples,
      missingMs: Math.max(0, Math.round(elapsedMs - audioMs)),
      stalls: this.stalls,
      echo: this.echo.tally(),
    });
  }

  report(): AudioHealth {
    return healthOf(this.tally());
  }

  private take(frame: Uint8Array, from: number, to: number): void {
    let power = 0;
    let loudest = this.loudestCode;
    let clipped = 0;
    for (let i = from; i < to; i++) {
      const code = frame[i] as number;
      const magnitude = code & SIGNLESS;
      power += POWER_OF_CODE[code] as number;
      if (magnitude < loudest) loudest = magnitude;
      if (magnitude === 0) clipped += 1;
    }
    this.partPower += power;
    this.partBytes += to - from;
    this.loudestCode = loudest;
    this.clippedSamples += clipped;
  }

  private closeFrame(atMs: number): void {
    const dbfs = dbfsOf(this.partPower / FRAME_BYTES);
    const place = Math.round(dbfs) - SILENCE_DBFS;
    this.framesByLevel[place] = (this.framesByLevel[place] ?? 0) + 1;
    this.echo.callerFrame(dbfs, atMs);
    this.partPower = 0;
    this.partBytes = 0;
  }

  private seen(atMs: number): void {
    if (atMs < this.fromMs) this.fromMs = atMs;
    if (atMs > this.toMs) this.toMs = atMs;
  }
}
