import type { Heard } from '../speech/speech.types.js';

/**
 * When the caller begins a turn, pauses, goes on and is done, decided on the audio's own time: a bridge that sends in bursts
 * is understood like one that sends evenly. Only where audio stops coming does the wall clock decide.
 */
export interface TurnTaking {
  /** Bytes of audio that came so far. */
  takenBytes: number;
  lastAudioAtMs: number;
  turn: CallerTurn | null;
}

export interface CallerTurn {
  /** Null for a stretch that could not be made out. */
  words: readonly (string | null)[];
  lastVoiceByte: number;
  isPaused: boolean;
}

export type TurnEvent =
  | {
      type: 'audio';
      atMs: number;
      bytes: number;
      heard: readonly Heard[];
      midWord: boolean;
      /** Voice of any kind, also without captions. */
      voice: boolean;
    }
  | { type: 'tick'; atMs: number }
  | { type: 'force_end' };

export type TurnSignal =
  | { type: 'started' | 'resumed' }
  /** Long enough to guess that the turn may be over. */
  | { type: 'paused'; words: CallerTurn['words'] }
  | { type: 'ended'; words: CallerTurn['words']; trigger: 'model' | 'timeout' | 'manual' }
  /** A turn without any speech in it, such as a cough, is over; it was none. */
  | { type: 'was_nothing' };

export interface TurnStep {
  state: TurnTaking;
  signals: readonly TurnSignal[];
}

export interface TurnRules {
  /** Silence after the last word that ends a turn. */
  endSilenceMs: number;
  /** Neither silence nor a stalled stream ends the turn. */
  endsByForceOnly?: boolean;
}

const PAUSE_MS = 300;
/** A stream that has stalled for so long will not bring the rest of the turn. */
const STALL_MS = 1000;
const BYTES_PER_MS = 8;

export const newTurnTaking = (atMs: number): TurnTaking => ({ takenBytes: 0, lastAudioAtMs: atMs, turn: null });

export function reduceTurns(state: TurnTaking, event: TurnEvent, rules: TurnRules): TurnStep {
  switch (event.type) {
    case 'audio':
      return takeAudio(state, event, rules);
    case 'tick':
      return event.atMs - state.lastAudioAtMs >= STALL_MS && !rules.endsByForceOnly
        ? end(state, 'timeout')
        : stay(state);
    case 'force_end':
      return end(state, 'manual');
  }
}

function takeAudio(before: TurnTaking, event: Extract<TurnEvent, { type: 'audio' }>, rules: TurnRules): TurnStep {
  const takenBytes = before.takenBytes + event.bytes;
  const state = { ...before, takenBytes, lastAudioAtMs: event.atMs };
  return isSpeaking(before.turn, event) ? takeVoice(state, event) : takeSilence(state, rules);
}

/** While a turn consists of captioned words, their ends are exact, and the loudness that lags behind them is not needed. */
function isSpeaking(turn: CallerTurn | null, event: Extract<TurnEvent, { type: 'audio' }>): boolean {
  if (event.midWord || event.heard.length > 0) return true;
  return event.voice && (turn === null || turn.words.length === 0);
}

function takeVoice(state: TurnTaking, event: Extract<TurnEvent, { type: 'audio' }>): TurnStep {
  const said = event.heard.map((item) => (item.kind === 'word' ? item.text : null));
  const last = event.heard.at(-1);
  const lastVoiceByte = last && !event.midWord ? last.atByte : state.takenBytes;
  const words = [...(state.turn?.words ?? []), ...said];
  const signals: TurnSignal[] = [];
  if (!state.turn) signals.push({ type: 'started' });
  else if (state.turn.isPaused) signals.push({ type: 'resumed' });
  return { state: { ...state, turn: { words, lastVoiceByte, isPaused: false } }, signals };
}

function takeSilence(state: TurnTaking, rules: TurnRules): TurnStep {
  if (!state.turn) return stay(state);
  const silentMs = (state.takenBytes - state.turn.lastVoiceByte) / BYTES_PER_MS;
  if (silentMs >= rules.endSilenceMs && !rules.endsByForceOnly) return end(state, 'model');
  const { words } = state.turn;
  if (silentMs < PAUSE_MS || state.turn.isPaused || words.length === 0) return stay(state);
  return { state: { ...state, turn: { ...state.turn, isPaused: true } }, signals: [{ type: 'paused', words }] };
}

function end(state: TurnTaking, trigger: 'model' | 'timeout' | 'manual'): TurnStep {
  if (!state.turn) return stay(state);
  const { words } = state.turn;
  const signal: TurnSignal = words.length === 0 ? { type: 'was_nothing' } : { type: 'ended', words, trigger };
  return { state: { ...state, turn: null }, signals: [signal] };
}

const stay = (state: TurnTaking): TurnStep => ({ state, signals: [] });
