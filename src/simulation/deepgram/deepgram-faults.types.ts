/** What goes wrong, once each: a fault that has struck is gone, so that the next session can show the recovery. */
export interface DeepgramFaults {
  /** HTTP statuses for the next upgrades, one each. */
  refuseWith?: number[];
  /** The next session goes silent before this message and stays so. */
  stallBefore?: 'Welcome' | 'SettingsApplied';
  /** The connection ends with the caller's n-th turn. 1005 is a close without a code, 1006 a reset of the connection. */
  dropAtTurn?: { turn: number; closeCode: number };
  /** `Error` with this code, then a close, with the caller's n-th turn. */
  errorAtTurn?: { turn: number; code: string };
  /** The model answers the caller's n-th turn with nothing. */
  emptyReplyAtTurn?: number;
}

/** Habits of the service that a client has to live with. They stay. */
export interface DeepgramQuirks {
  /** Audio frames of a cut reply that still come after `UserStartedSpeaking`. */
  staleFrames: number;
  /** A sentence's first audio comes before its text. */
  audioBeforeText: boolean;
  /** Message types nobody knows, and text that is no message, come with every reply. */
  strayMessages: boolean;
  /** Each `FunctionCallRequest` comes twice, with the same ids. */
  repeatedRequests: boolean;
}

export const USUAL_QUIRKS: DeepgramQuirks = {
  staleFrames: 2,
  audioBeforeText: false,
  strayMessages: false,
  repeatedRequests: false,
};
