import type { EchoTally } from './audio-health.types.js';
import { dbfsOf, POWER_OF_CODE, SILENCE_DBFS } from './audio-level.codec.js';
import { BYTES_PER_MS, FRAME_BYTES, FRAME_MS } from './frame.types.js';

/** An echo comes back after the trip to the caller's phone and back, and after whatever buffers on the way. */
const SHORTEST_LAG = 2;
const LONGEST_LAG = 30;
/** Compared at a time, in frames. Long enough that two people who speak at once are not alike by chance. */
const WINDOW = 100;
/** The agent must speak in so many of them. */
const AGENT_FRAMES = 40;
const AGENT_SPEAKS_DBFS = -45;
/** Below that, differences of level say nothing: noise here, breath there. */
const AGENT_FLOOR_DBFS = -55;
const CALLER_FLOOR_DBFS = -70;
/** Of the correlation, 1 for envelopes of one shape. Speech against other speech stays well below (echo.detector.spec.ts). */
const ALIKE = 0.75;
/** Agent audio is sent ahead of its time; what plays later than in a minute or so is not compared. */
const AHEAD = 4096;
/** A frame that is off by more belongs to another place: audio is missing, or came in a burst. */
const OFF_BY_MS = 40;

/**
 * Tells whether the caller's audio carries the agent's voice: by comparing how the two rise and fall, frame by frame, at every
 * delay an echo may have. Levels only, so that it costs next to nothing, and codecs and loudspeakers on the way don't matter. It
 * notices an echo where the caller is silent; in a stretch where the caller speaks as loud as the echo it notices nothing.
 */
export class EchoDetector {
  /** Instants become frame numbers; frame 0 begins here. */
  private beginsAtMs: number | null = null;

  /** Level of the agent's voice by frame; a place is valid when its tag is the frame. */
  private readonly agentLevels = new Int8Array(AHEAD);
  private readonly agentTags = new Int32Array(AHEAD).fill(-1);
  private agentFrame = 0;
  private agentEndsAtMs = -Infinity;
  private partPower = 0;
  private partBytes = 0;

  private callerFrames = 0;
  private readonly callerLevels = new Float64Array(WINDOW);
  private windowFrames = 0;
  private latenessMs = Infinity;

  private readonly agentWindow = new Float64Array(LONGEST_LAG + WINDOW);
  private readonly votes = new Int32Array(LONGEST_LAG + 2);
  private windows = 0;

  /** Hot path. The level of the caller's next 20 ms, which came at `atMs`. */
  callerFrame(dbfs: number, atMs: number): void {
    if (this.beginsAtMs === null) this.beginsAtMs = atMs - FRAME_MS;
    if (this.callerFrames === 0) this.callerFrames = Math.round((atMs - FRAME_MS - this.beginsAtMs) / FRAME_MS);
    this.callerLevels[this.windowFrames] = Math.max(dbfs, CALLER_FLOOR_DBFS);
    this.windowFrames += 1;
    this.callerFrames += 1;
    this.latenessMs = Math.min(this.latenessMs, atMs - this.beginsAtMs - this.callerFrames * FRAME_MS);
    if (this.windowFrames === WINDOW) this.closeWindow();
  }

  /** Hot path. Agent audio of any length, and when the caller will begin to hear it. */
  agentAudio(chunk: Uint8Array, playsAtMs: number): void {
    this.beginsAtMs ??= playsAtMs;
    if (Math.abs(playsAtMs - this.agentEndsAtMs) >= FRAME_MS / 2) {
      this.agentFrame = Math.round((playsAtMs - this.beginsAtMs) / FRAME_MS);
      this.partPower = 0;
      this.partBytes = 0;
    }
    this.agentEndsAtMs = playsAtMs + chunk.length / BYTES_PER_MS;
    for (let from = 0; from < chunk.length;) {
      const to = Math.min(chunk.length, from + FRAME_BYTES - this.partBytes);
      let power = 0;
      for (let i = from; i < to; i++) power += POWER_OF_CODE[chunk[i] as number] as number;
      this.partPower += power;
      this.partBytes += to - from;
      from = to;
      if (this.partBytes === FRAME_BYTES) this.closeAgentFrame();
    }
  }

  /** What was to play after this was dropped. */
  agentCut(atMs: number): void {
    if (this.beginsAtMs === null || atMs >= this.agentEndsAtMs) return;
    const first = Math.ceil((atMs - this.beginsAtMs) / FRAME_MS);
    for (let frame = first; frame < this.agentFrame; frame++) this.agentTags[frame & (AHEAD - 1)] = -1;
    this.agentEndsAtMs = -Infinity;
  }

  tally(): EchoTally {
    let best = 0;
    let lag = 0;
    for (let candidate = SHORTEST_LAG; candidate <= LONGEST_LAG; candidate++) {
      const around = this.votesAround(candidate);
      if (around > best || (around === best && this.votesAt(candidate) > this.votesAt(lag))) {
        best = around;
        lag = candidate;
      }
    }
    return { windows: this.windows, echoing: best, lagMs: best === 0 ? null : lag * FRAME_MS };
  }

  /** A delay between two frames is found now in the one, now in the other. */
  private votesAround(lag: number): number {
    return this.votesAt(lag - 1) + this.votesAt(lag) + this.votesAt(lag + 1);
  }

  private votesAt(lag: number): number {
    return this.votes[lag] ?? 0;
  }

  private closeAgentFrame(): void {
    const { agentFrame } = this;
    if (agentFrame >= 0 && agentFrame < this.callerFrames + AHEAD - LONGEST_LAG - WINDOW) {
      const place = agentFrame & (AHEAD - 1);
      this.agentTags[place] = agentFrame;
      this.agentLevels[place] = Math.round(dbfsOf(this.partPower / FRAME_BYTES));
    }
    this.agentFrame += 1;
    this.partPower = 0;
    this.partBytes = 0;
  }

  private closeWindow(): void {
    const first = this.callerFrames - WINDOW;
    const { latenessMs } = this;
    this.windowFrames = 0;
    this.latenessMs = Infinity;
    // The most punctual frame of the window tells where the window belongs.
    if (Math.abs(latenessMs) > OFF_BY_MS) this.callerFrames += Math.round(latenessMs / FRAME_MS);
    else if (this.lookAtAgent(first)) this.compare();
  }

  /** True when the agent spoke enough around that time to compare anything. */
  private lookAtAgent(firstFrame: number): boolean {
    let spoken = 0;
    for (let i = 0; i < this.agentWindow.length; i++) {
      const frame = firstFrame - LONGEST_LAG + i;
      const place = frame & (AHEAD - 1);
      const dbfs = this.agentTags[place] === frame ? (this.agentLevels[place] as number) : SILENCE_DBFS;
      this.agentWindow[i] = Math.max(dbfs, AGENT_FLOOR_DBFS);
      if (dbfs > AGENT_SPEAKS_DBFS) spoken += 1;
    }
    return spoken >= AGENT_FRAMES;
  }

  private compare(): void {
    this.windows += 1;
    let bestLag = 0;
    let best = ALIKE;
    for (let lag = SHORTEST_LAG; lag <= LONGEST_LAG; lag++) {
      const likeness = correlation(this.callerLevels, this.agentWindow, LONGEST_LAG - lag);
      if (likeness <= best) continue;
      best = likeness;
      bestLag = lag;
    }
    if (bestLag > 0) this.votes[bestLag] = this.votesAt(bestLag) + 1;
  }
}

/** Pearson's, of all of `some` and as many of `others` from a place on. 0 when either does not move. */
function correlation(some: Float64Array, others: Float64Array, from: number): number {
  let sumX = 0;
  let sumY = 0;
  let sumXX = 0;
  let sumYY = 0;
  let sumXY = 0;
  for (let i = 0; i < some.length; i++) {
    const x = some[i] as number;
    const y = others[from + i] as number;
    sumX += x;
    sumY += y;
    sumXX += x * x;
    sumYY += y * y;
    sumXY += x * y;
  }
  const n = some.length;
  const spread = (n * sumXX - sumX * sumX) * (n * sumYY - sumY * sumY);
  return spread < 1 ? 0 : (n * sumXY - sumX * sumY) / Math.sqrt(spread);
}
