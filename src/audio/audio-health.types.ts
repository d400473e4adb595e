/**
 * What was counted of the caller's audio. Counts of several streams of one call add up, and what they mean is worked out when
 * they are read: see `audio-health.policy.ts`.
 */
export interface AudioTally {
  /** From the first event of the stream, on either side, to the last. */
  streamMs: number;
  /** Frames of 20 ms by level, from -80 dBFS (digital silence) to 0, one place a decibel. */
  framesByLevel: number[];
  /** The loudest single sample. */
  peakDbfs: number;
  /** Samples at full scale. */
  clippedSamples: number;
  /** Caller audio that never came, by the clock. */
  missingMs: number;
  /** Times that it came to a halt for more than a tenth of a second. */
  stalls: number;
  echo: EchoTally;
}

export interface EchoTally {
  /** Stretches of two seconds in which the agent spoke. */
  windows: number;
  /** Those in which the caller's audio rose and fell with the agent's, always with the same delay. */
  echoing: number;
  /** That delay; null without any. */
  lagMs: number | null;
}

/**
 * - `one_way`: the caller was never heard
 * - `too_quiet`, `clipping`: far from the level that recognisers expect
 * - `noisy`: loud noise, or speech that hardly rises above it
 * - `echo`: the agent hears itself
 */
export type AudioIssue = 'one_way' | 'too_quiet' | 'clipping' | 'noisy' | 'echo';

/** How the caller's side of a call sounded. Levels are RMS in dBFS, right to half a decibel. */
export interface AudioHealth {
  issues: AudioIssue[];
  /** Audio that came from the caller. */
  callerMs: number;
  /** With speech in it. */
  speechMs: number;
  /** Null without speech. */
  speechDbfs: number | null;
  /** Null without audio. */
  noiseDbfs: number | null;
  peakDbfs: number | null;
  /** Samples at full scale, of those in frames with speech. */
  clippedPerMille: number;
  /** Frames without speech, of all. */
  silencePerMille: number;
  missingMs: number;
  stalls: number;
  /** How much later than the agent's voice its echo comes; null when none is suspected. */
  echoLagMs: number | null;
}
