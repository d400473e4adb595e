import type { CallEnding, CarrierEvent } from '../carrier/carrier.types.js';

/** Something said on the line, as it was heard at the caller's end. Times are since the call was answered. */
export interface Remark {
  /** `agent` is whatever speaks for the clinic, the carrier's announcements included. */
  who: 'caller' | 'agent' | 'desk';
  text: string;
  atMs: number;
}

/** A stretch in which neither side was heard. */
export interface Silence {
  /** When it began. */
  atMs: number;
  ms: number;
  /** The sentence before it, whoever said it: null at the beginning of a call. */
  after: string | null;
}

/** What a listener to a call in progress gets to know. */
export type CallProgress =
  | { type: 'said'; remark: Remark }
  | { type: 'carrier'; event: CarrierEvent }
  | { type: 'tool'; name: string; status: string; durationMs: number | null }
  /** By the record: the caller heard only `heard` of an agent's turn. */
  | { type: 'cut_short'; heard: string; text: string }
  /** The desk hears this before it is connected to the caller. */
  | { type: 'whispered'; text: string }
  /** The caller's phone got a text. */
  | { type: 'texted'; text: string }
  | { type: 'rival'; scenario: string; phase: 'calls' | 'has_hung_up' };

/** A call from the caller's end of the line. */
export interface CallerAccount {
  callSid: string;
  ending: CallEnding;
  remarks: Remark[];
  /** Stretches of the agent's speech that could not be made out. */
  garbled: number;
  /** False when there were no words at all in what was heard: a voice without captions, or none. */
  understoodAnything: boolean;
  /** How long there was voice of the agent, with captions or without. */
  voiceMs: number;
  /** Per reply: from the caller's last word to the agent's first sound. */
  latenciesMs: number[];
  /** Of the silences that were the other side's to end: see `CallNotes`. */
  longestSilenceMs: number;
  /** Those of more than a second, whoever's they were. */
  silences: readonly Silence[];
  events: readonly CarrierEvent[];
  /** What an answering machine took down; null when a person was at the phone. */
  tape: string | null;
  /** What was said at the desk, and heard there; null when the scenario has no desk phone. */
  desk: Remark[] | null;
  /** Both sides as they were on the line from the answer on; null unless asked for. */
  recording: { caller: Buffer; agent: Buffer } | null;
}
