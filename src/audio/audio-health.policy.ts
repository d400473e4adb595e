import type { AudioHealth, AudioIssue, AudioTally, EchoTally } from './audio-health.types.js';
import { SILENCE_DBFS } from './audio-level.codec.js';
import { FRAME_BYTES, FRAME_MS } from './frame.types.js';

/** The level that nine frames in ten exceed: people pause, if only between syllables. */
const NOISE_PERCENTILE = 0.1;
/** A frame so far above the noise has speech in it, unless it is too faint for any. */
const SPEECH_ABOVE_NOISE_DB = 10;
const FAINTEST_SPEECH_DBFS = -50;
/** Less than that is a click, or a door. */
const SPEECH_AT_LEAST_MS = 200;

/** Nothing is said of a call that was over before. */
const ONE_WAY_AFTER_MS = 10_000;
const NOISE_AFTER_MS = 3000;

/** Speech in telephony is expected at about -26 dBFS (ITU-T P.56 is how it is measured): a quarter of that is little. */
const TOO_QUIET_DBFS = -38;
/** Peaks of loud, undistorted speech touch full scale now and then. */
const CLIPPING_PER_MILLE = 5;
const NOISY_DBFS = -38;
const SPEECH_OVER_NOISE_DB = 15;
/** One window may be chance. */
const ECHO_WINDOWS = 2;
const ECHO_SHARE = 0.2;

export const emptyTally = (): AudioTally => ({
  streamMs: 0,
  framesByLevel: new Array<number>(1 - SILENCE_DBFS).fill(0),
  peakDbfs: SILENCE_DBFS,
  clippedSamples: 0,
  missingMs: 0,
  stalls: 0,
  echo: { windows: 0, echoing: 0, lagMs: null },
});

/** Of two streams of one call. */
export const addTallies = (one: AudioTally, other: AudioTally): AudioTally => ({
  streamMs: one.streamMs + other.streamMs,
  framesByLevel: one.framesByLevel.map((frames, level) => frames + (other.framesByLevel[level] ?? 0)),
  peakDbfs: Math.max(one.peakDbfs, other.peakDbfs),
  clippedSamples: one.clippedSamples + other.clippedSamples,
  missingMs: one.missingMs + other.missingMs,
  stalls: one.stalls + other.stalls,
  echo: addEchoes(one.echo, other.echo),
});

/** The delay belongs to the path of a stream: that of the one with more echo is kept. */
const addEchoes = (one: EchoTally, other: EchoTally): EchoTally => ({
  windows: one.windows + other.windows,
  echoing: one.echoing + other.echoing,
  lagMs: other.echoing > one.echoing ? other.lagMs : one.lagMs,
});

export function healthOf(tally: AudioTally): AudioHealth {
  const frames = sum(tally.framesByLevel);
  const callerMs = frames * FRAME_MS;
  const noiseDbfs = noiseOf(tally.framesByLevel, frames);
  const speech = speechOf(tally.framesByLevel, noiseDbfs ?? SILENCE_DBFS);
  const speechMs = speech.frames * FRAME_MS;
  const health: AudioHealth = {
    issues: [],
    callerMs,
    speechMs,
    speechDbfs: speechMs < SPEECH_AT_LEAST_MS ? null : toHalf(speech.dbfs),
    noiseDbfs,
    peakDbfs: frames === 0 ? null : toHalf(tally.peakDbfs),
    clippedPerMille: perMille(tally.clippedSamples, speech.frames * FRAME_BYTES),
    silencePerMille: perMille(frames - speech.frames, frames),
    missingMs: tally.missingMs,
    stalls: tally.stalls,
    echoLagMs: hasEcho(tally.echo) ? tally.echo.lagMs : null,
  };
  return { ...health, issues: issuesOf(health, tally.streamMs) };
}

function issuesOf(health: AudioHealth, streamMs: number): AudioIssue[] {
  const { speechDbfs, noiseDbfs, callerMs } = health;
  const issues: AudioIssue[] = [];
  if (speechDbfs === null && streamMs >= ONE_WAY_AFTER_MS) issues.push('one_way');
  if (speechDbfs !== null && speechDbfs < TOO_QUIET_DBFS) issues.push('too_quiet');
  if (speechDbfs !== null && health.clippedPerMille >= CLIPPING_PER_MILLE) issues.push('clipping');
  if (noiseDbfs !== null && callerMs >= NOISE_AFTER_MS) {
    const hidesSpeech = speechDbfs !== null && speechDbfs - noiseDbfs < SPEECH_OVER_NOISE_DB;
    if (noiseDbfs > NOISY_DBFS || hidesSpeech) issues.push('noisy');
  }
  if (health.echoLagMs !== null) issues.push('echo');
  return issues;
}

function noiseOf(framesByLevel: readonly number[], frames: number): number | null {
  if (frames === 0) return null;
  let below = 0;
  const level = framesByLevel.findIndex((count) => (below += count) >= frames * NOISE_PERCENTILE);
  return level + SILENCE_DBFS;
}

/** The frames with speech in them, and the mean of their power. */
function speechOf(framesByLevel: readonly number[], noiseDbfs: number): { frames: number; dbfs: number } {
  const fromDbfs = Math.max(noiseDbfs + SPEECH_ABOVE_NOISE_DB, FAINTEST_SPEECH_DBFS);
  const spoken = framesByLevel.map((count, level) => (level + SILENCE_DBFS >= fromDbfs ? count : 0));
  const frames = sum(spoken);
  const power = sum(spoken.map((count, level) => count * 10 ** ((level + SILENCE_DBFS) / 10)));
  return { frames, dbfs: frames === 0 ? SILENCE_DBFS : 10 * Math.log10(power / frames) };
}

const hasEcho = ({ windows, echoing }: EchoTally): boolean =>
  echoing >= ECHO_WINDOWS && echoing >= windows * ECHO_SHARE;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const perMille = (part: number, whole: number): number =>
  whole === 0 ? 0 : Math.min(1000, Math.round((part * 1000) / whole));

const toHalf = (dbfs: number): number => Math.round(dbfs * 2) / 2;
