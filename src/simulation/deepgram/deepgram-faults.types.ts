import type { Settings } from './agent-settings.protocol.js';

/**
 * What goes wrong. A fault strikes once and is gone, so that the next session can show the recovery; what stays says so. Turns
 * are the caller's, counted from 1 in each session; a fault at a turn is one of its reply, too. Turn 0 is the greeting.
 */
export interface DeepgramFaults {
  /** HTTP statuses for the next upgrades, one each. */
  refuseWith?: number[];
  /**
   * Every upgrade is refused, or `only` those of the agent, or of others: stays until `untilMs` (Unix time), or until it is
   * taken away. `reset` ends the connection without an answer.
   */
  outage?: { with: number | 'reset'; untilMs?: number; only?: readonly DeepgramService[] };
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

/** What WebSockets can be opened for: conversations, words of an audio stream, speech of a text stream. */
export type DeepgramService = 'agent' | 'listen' | 'speak';

/** What goes wrong at a server: in its agent's sessions, and in its streams. */
export interface ServerFaults extends DeepgramFaults {
  readonly listen: ListenFaults;
  readonly speak: SpeakStreamFaults;
}

/**
 * What goes wrong in a stream of `/v1/listen` or `/v2/listen`, once each. Turns are the caller's, counted from 1 in each stream:
 * in v1, where there is no such thing, a turn is what lies between two ends of speech.
 */
export interface ListenFaults {
  /** HTTP statuses for the next upgrades, one each. */
  refuseWith?: number[];
  /** At a time since the upgrade (at 0 before the first message), or at a turn while `caller_speaking` or when it has `ended`. */
  breaks?: Break[];
  /** v1: none of the turn's results is final; what was told of it as an interim, is all. */
  lostFinalAtTurn?: number;
  /** Silence is not noticed: v1 tells the words, but not as `speech_final`; v2 lacks the `EndOfTurn`. */
  lostEndAtTurn?: number;
  /** v1: `UtteranceEnd` is missing. */
  lostUtteranceEndAtTurn?: number;
}

/** What goes wrong in a WebSocket of `/v1/speak`, once each. Its turns are the flushes, counted from 1 in each stream. */
export interface SpeakStreamFaults {
  /** HTTP statuses for the next upgrades, one each. */
  refuseWith?: number[];
  /** At a time since the upgrade (at 0 before the first message), or at a flush while `speaking` or when all of it was sent. */
  breaks?: Break[];
  /** The audio of the flush comes so much later. */
  lateAudio?: { turn: number; ms: number };
  /** All audio comes, but nothing says so. */
  lostFlushedAtTurn?: number;
}

export interface Break {
  at: Moment;
  how: Breakage;
}

export type Moment =
  /** Since `SettingsApplied`, or since the upgrade of a stream. */
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
