import type { ListenEvent } from '../listening/recognizer.port.js';

/** What decides about turns. */
export type TurnSignal =
  | { type: 'listened'; event: ListenEvent }
  /** By our own reckoning, audio of ours is being played to the caller from now on, or none is any more. */
  | { type: 'agent_began' }
  | { type: 'agent_fell_silent' }
  /** Our side wants the caller's turn to be over, e.g. since a key was pressed. */
  | { type: 'end_asked' }
  | { type: 'timer_fired'; timer: TurnTimer };

/**
 * - `lull`: words have come and nothing says that the turn goes on; behind all of the provider's own signs.
 * - `settle`: a probable end that nobody confirms or takes back.
 * - `murmur`: the agent goes on after a murmur, which therefore was no answer.
 */
export type TurnTimer = 'lull' | 'settle' | 'murmur';

/** What is to be done, in this order. */
export type TurnAct =
  /** The caller has begun to speak: whatever we say is to stop, in this tick. Before all else of a turn. */
  | { type: 'caller_began' }
  /** Prepare an answer to this; nothing of it may be heard or done. */
  | { type: 'guess'; text: string }
  /** The guess, if there is one, is void. */
  | { type: 'withdraw' }
  /** The turn is over and is to be answered: exactly once a turn that has words. A guess at the same text is the answer. */
  | { type: 'turn_over'; text: string; languages: readonly string[] }
  | { type: 'arm'; timer: TurnTimer; afterMs: number }
  | { type: 'disarm'; timer: TurnTimer };
