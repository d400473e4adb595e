import type { TurnMoment } from './deepgram-faults.types.js';
import type { FaultBook } from './fault-book.policy.js';

/** What a recogniser of the stand-in is given, whichever protocol it speaks. */
export interface HearingParts<Message> {
  requestId: string;
  faults: FaultBook;
  send(message: Message): void;
  /** The caller's turn is over, and the client was told, as far as it is told at all. */
  onCallerTurn(text: string): void;
  /** Where streams may be made to break. Answers whether this one is over. */
  passes(turn: number, moment: TurnMoment): boolean;
}
