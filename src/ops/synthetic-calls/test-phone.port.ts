/** What whoever holds the test phone gets to know, as any caller would. */
export type PhoneEvent =
  /** The line has said what is to happen. Told again for everything that it says later. */
  | { type: 'answered' }
  | { type: 'stream_began' }
  /** The carrier could not do what it was told to; `code` is of its own dictionary of errors. */
  | { type: 'carrier_failed'; code: number }
  /** The line offers something else than its receptionist: it rings a desk, or takes a message. */
  | { type: 'diverted' }
  /** Every 20 ms from the answer on: whether there is a voice. */
  | { type: 'heard'; voice: boolean }
  /** The last sound of the question has gone out. */
  | { type: 'question_said' }
  | { type: 'hung_up' };

/** A call that was placed with the test phone. */
export interface DialledCall {
  readonly callSid: string;
  /** Asks one question, the answer to which changes nothing. */
  ask(): void;
  /** Safe at any time, and twice. */
  hangUp(): void;
  /** Resolves when the line was told of the end, and nothing is left of the call on our side. */
  readonly over: Promise<void>;
}

/**
 * A phone outside, from which the line is called as anybody would call it: by way of its public address, in the carrier's
 * protocol. Who composes the process hands it over, since what speaks that protocol from the carrier's side is no part of the line.
 */
export abstract class TestPhone {
  abstract dial(number: string, onEvent: (event: PhoneEvent) => void): Promise<DialledCall>;
}
