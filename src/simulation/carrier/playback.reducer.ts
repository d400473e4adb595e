import { BYTES_PER_MS, SILENCE_BYTE } from '../../audio/frame.types.js';

/** The carrier keeps about ten minutes of unplayed audio and drops what comes on top (its warning 31931). */
export const MAX_QUEUED_BYTES = 10 * 60 * 1000 * BYTES_PER_MS;

type Queued = { kind: 'audio'; audio: Buffer } | { kind: 'mark'; name: string };

/** What a caller's ear is fed from: audio and marks, played first in, first out, at 8 bytes a millisecond. */
export interface PlaybackState {
  /** Everything before this moment has been played. */
  readonly atMs: number;
  readonly queue: readonly Queued[];
  readonly queuedBytes: number;
}

export interface PlaybackStep {
  state: PlaybackState;
  /** Names of the marks to send back now, in the order in which they were queued. */
  echoes: string[];
}

export const startPlayback = (atMs: number): PlaybackState => ({ atMs, queue: [], queuedBytes: 0 });

/** Audio that does not fit as a whole is dropped as a whole: `dropped` is then true. */
export function queueAudio(state: PlaybackState, audio: Buffer): { state: PlaybackState; dropped: boolean } {
  const queuedBytes = state.queuedBytes + audio.length;
  if (queuedBytes > MAX_QUEUED_BYTES) return { state, dropped: true };
  if (audio.length === 0) return { state, dropped: false };
  return { state: { ...state, queue: [...state.queue, { kind: 'audio', audio }], queuedBytes }, dropped: false };
}

/** A mark waits for the audio before it; with none left to play it comes back at once. */
export function queueMark(state: PlaybackState, name: string): PlaybackStep {
  if (state.queuedBytes === 0) return { state, echoes: [name] };
  return { state: { ...state, queue: [...state.queue, { kind: 'mark', name }] }, echoes: [] };
}

/** Drops the audio and sends back every waiting mark. An echo therefore says "no longer queued", never "was heard". */
export function clearPlayback(state: PlaybackState): PlaybackStep {
  const echoes = state.queue.flatMap((item) => (item.kind === 'mark' ? [item.name] : []));
  return { state: startPlayback(state.atMs), echoes };
}

/**
 * Plays until `ms`. `heard` has exactly the bytes of the elapsed time; where nothing was queued it is silence. A moment
 * in the past plays nothing.
 */
export function playUntil(state: PlaybackState, ms: number): PlaybackStep & { heard: Buffer } {
  const wanted = Math.max(0, (ms - state.atMs) * BYTES_PER_MS);
  const heard = Buffer.alloc(wanted, SILENCE_BYTE);
  const echoes: string[] = [];
  const begun: Queued[] = [];
  let filled = 0;
  let done = 0;
  for (const item of state.queue) {
    if (item.kind === 'mark') echoes.push(item.name);
    else {
      const taken = item.audio.copy(heard, filled);
      filled += taken;
      if (taken < item.audio.length) begun.push({ kind: 'audio', audio: item.audio.subarray(taken) });
    }
    done += 1;
    if (begun.length > 0) break;
  }
  const queue = [...begun, ...state.queue.slice(done)];
  return {
    state: { atMs: Math.max(ms, state.atMs), queue, queuedBytes: state.queuedBytes - filled },
    echoes,
    heard,
  };
}
