import type { Settings } from './agent-settings.protocol.js';

/**
 * What goes wrong. A fault strikes once and is gone, so that the next session can show the recovery; what stays says so. Turns
 * are the caller's, counted from 1 in each session; a fault at a turn is one of its reply, too. Turn 0 is the greeting.
 */
export interface DeepgramFaults {
  /** HTTP statuses for the next upgrades, one each. */
  refuseWith?: number[];
  /**
   * Every upgrade is refused: stays until `untilMs` (Unix time), or until it is taken away. `reset` ends the connection without
   * an answer.
   */
  outage?: { with: number | 'reset'; untilMs?: number };
  /** The next session goes silent before this message and stays so. */
  stallBefore?: 'Welcome' | 'SettingsApplied';
  /** How a session with these settings ends, in place of having them applied; null where they are. Stays. */
  refuse?: (settings: Settings) => Breakage | null;
  /** How sessions end, or fall silent, and when: the first whose moment comes strikes. */
  breaks?: Break[];

  /** The model answers with nothing. */
  emptyReplyAtTurn?: number;
  /** Everything of the reply comes so much later. The model is said to be slow every 5 s. */
  lateReply?: { turn: number; ms: number };
  /** The first sentence of the reply comes as text, and so much later as audio. */
  lateAudio?: { turn: number; ms: number };
  /** So many models of the list fail, the first ones first. When none is left the session ends. */
  thinkFails?: { turn: number; models: number };
  /** So many voices of the list fail, the first ones first. When none is left the session ends. */
  speakFails?: { turn: number; voices: number };
  /** The first function request of the turn is revoked and made anew: before it can be answered, or when it was. */
  cancelCalls?: { turn: number; answered: boolean };

  /** `UserStartedSpeaking` is missing at the beginning of the turn. */
  lostUserStartAtTurn?: number;
  /** The turn ends and is answered, but nobody is told what was said. */
  lostUserTextAtTurn?: number;
  /** The turn does not end before `ForceEndTurn`, however long the caller is silent. */
  endlessTurn?: number;
  /** The reply's `AgentAudioDone` is missing. */
  lostAudioDoneAtTurn?: number;
}

export interface Break {
  at: Moment;
  how: Breakage;
}

export type Moment =
  /** Since `SettingsApplied`. */
  | { afterMs: number }
  /** `ended`, when it is left out. */
  | { turn: number; when?: TurnMoment };

export type TurnMoment =
  /** The caller has begun the turn and goes on. */
  | 'caller_speaking'
  /** The turn is over, and its words are told. */
  | 'ended'
  /** Between the end of the turn and the first sign of the reply. */
  | 'thinking'
  /** A function of the turn has been requested and not answered. */
  | 'tool_pending'
  /** Some of the reply's audio was sent, and more is to come. */
  | 'speaking';

export type Breakage =
  /** 1005 is a close without a code, 1006 a reset of the connection. */
  | { closeCode: number }
  /** `Error` with this code, then a close: with 1000, which is no documented fact, when nothing else is said. */
  | { error: string; closeCode?: number }
  /** Neither sends nor hears anything from here on, but goes on answering pings. */
  | 'mute'
  /** The network is gone, and nobody is told: nothing is sent, nothing is read, pings are not answered. */
  | 'half_open';

/** Habits of the service that a client has to live with. They stay. */
export interface DeepgramQuirks {
  /** Audio frames of a cut reply that still come after `UserStartedSpeaking`. */
  staleFrames: number;
  /** Where a sentence's text stands: before its audio, behind the first frame of it, or behind all of it. */
  text: 'first' | 'behind_first_audio' | 'behind_all_audio';
  /** Audio frames of a reply that come only after its `AgentAudioDone`. */
  framesAfterDone: number;
  /** Message types nobody knows, and text that is no message, come with every reply. */
  strayMessages: boolean;
  /** Each `FunctionCallRequest` comes twice, with the same ids. */
  repeatedRequests: boolean;
  /** So many frames, of whatever kind, go out together in one TCP segment. */
  framesTogether: number;
  /** A session is ended at this age, and told of it before. */
  sessionLimitMs: number;
  sessionWarningMs: number;
}

export const USUAL_QUIRKS: DeepgramQuirks = {
  staleFrames: 2,
  text: 'first',
  framesAfterDone: 0,
  strayMessages: false,
  repeatedRequests: false,
  framesTogether: 1,
  sessionLimitMs: 2 * 60 * 60_000,
  sessionWarningMs: (2 * 60 - 5) * 60_000,
};
