import type { Found, RedactionClass, SpokenTurn } from '../redaction.types.js';

/** Held-out families were written before the recognisers were tuned, and no wording of theirs was looked at since. */
export type Split = 'development' | 'held_out';

/**
 * Sentences of one kind. `C:` and `A:` begin a turn of the caller or the agent. `[a|b]` is one of the alternatives, `{class.form}` a
 * value that has to be found, `{class.form:2/3}` the second third of it, `<…>` a stretch that has to stay, `{n:2-32}` a number
 * in digits and `{w:2-32}` one in words.
 */
export interface Family {
  name: string;
  split: Split;
  /** What it is about; null: nothing in it may be touched. */
  class: RedactionClass | null;
  templates: readonly string[];
}

export interface Sample {
  family: Family;
  turns: SpokenTurn[];
  /** Has to be found, to the last digit and letter. */
  labels: Found[];
  /** Has to stay. */
  stays: Omit<Found, 'class'>[];
}
