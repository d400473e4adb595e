import type { LlmVendor, ModelQuestion } from './model-question.types.js';

/** A request to a model, and what became of it. For tests, and for whoever shows a call as it goes on. */
export class LlmRequest {
  /** Null before it was understood, and for ever when it could not be. */
  question: ModelQuestion | null = null;
  /** The answer's; null as long as it has none, and of a connection that was reset before. */
  status: number | null = null;
  /** `broken`: a fault ended it. `left`: the client did, before the answer was complete. */
  outcome: 'open' | 'answered' | 'refused' | 'broken' | 'left' = 'open';
  /** Of the answer, that were sent. */
  tokensSent = 0;

  constructor(
    /** Goes with the answer, as the vendor's request id. */
    readonly id: string,
    readonly vendor: LlmVendor,
    /** The body as it came. */
    readonly body: unknown,
  ) {}
}
