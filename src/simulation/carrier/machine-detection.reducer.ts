import { FRAME_MS } from '../../audio/frame.types.js';
import type { AnsweredBy, OutboundOrder } from './call-control.types.js';

export type DetectionMode = NonNullable<OutboundOrder['machineDetection']>;

/** The carrier's presets, in its own terms. */
const SPEECH_THRESHOLD_MS = 2400;
const SPEECH_END_THRESHOLD_MS = 1200;
const SILENCE_TIMEOUT_MS = 5000;
const DETECTION_TIMEOUT_MS = 30_000;
/** A tone shorter than this is a key, or chance. */
const BEEP_MS = 200;
/** A machine whose greeting is over beeps within this time, or not at all. */
const BEEP_WAIT_MS = 4000;

export interface DetectionState {
  /** Since the call was answered. */
  readonly elapsedMs: number;
  /** From the first sound of the greeting to its last one so far; null before the first. */
  readonly greeting: { readonly startMs: number; readonly endMs: number } | null;
  readonly toneMs: number;
}

export const startDetection = (): DetectionState => ({ elapsedMs: 0, greeting: null, toneMs: 0 });

/**
 * Decides what answered a call, packet by packet: people greet briefly and then wait, machines talk on and then beep.
 * `answeredBy` is null while it is not clear.
 */
export function reduceDetection(
  mode: DetectionMode,
  state: DetectionState,
  packet: { voiced: boolean; tone: boolean },
): { state: DetectionState; answeredBy: AnsweredBy | null } {
  const elapsedMs = state.elapsedMs + FRAME_MS;
  const toneMs = packet.tone ? state.toneMs + FRAME_MS : 0;
  const startMs = state.greeting?.startMs ?? elapsedMs - FRAME_MS;
  const greeting = packet.voiced && !packet.tone ? { startMs, endMs: elapsedMs } : state.greeting;
  const beeped = !packet.tone && state.toneMs >= BEEP_MS;
  const next = { elapsedMs, greeting, toneMs };
  return { state: next, answeredBy: verdict(mode, next, beeped) };
}

function verdict(mode: DetectionMode, state: DetectionState, beeped: boolean): AnsweredBy | null {
  const { elapsedMs, greeting } = state;
  if (beeped) return mode === 'Enable' ? 'machine_start' : 'machine_end_beep';
  const timedOut = elapsedMs >= DETECTION_TIMEOUT_MS;
  if (!greeting) return timedOut || elapsedMs >= SILENCE_TIMEOUT_MS ? 'unknown' : null;
  const quietMs = elapsedMs - greeting.endMs;
  const isMachine = greeting.endMs - greeting.startMs > SPEECH_THRESHOLD_MS;
  if (!isMachine)
    return quietMs >= SPEECH_END_THRESHOLD_MS && state.toneMs === 0 ? 'human' : timedOut ? 'unknown' : null;
  if (mode === 'Enable') return 'machine_start';
  if (timedOut) return 'machine_end_other';
  return quietMs >= BEEP_WAIT_MS && state.toneMs === 0 ? 'machine_end_silence' : null;
}
