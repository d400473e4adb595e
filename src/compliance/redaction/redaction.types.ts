/** What identifies or can be misused, and is replaced in texts. */
export const REDACTION_CLASSES = [
  'card',
  'ssn',
  'bank_account',
  'driver_license',
  'birth_date',
  'phone',
  'email',
  'policy_number',
] as const;
export type RedactionClass = (typeof REDACTION_CLASSES)[number];

/**
 * `stored`: what is kept in our encrypted record; cards, social security numbers, bank accounts and driver's licences are
 * replaced, the desk needs the rest. `leaving`: what is said to a phone outside; every class is replaced.
 */
export type RedactionLevel = 'stored' | 'leaving';

export interface SpokenTurn {
  role: 'caller' | 'agent';
  text: string;
}

/** One stretch of one turn. */
export interface Found {
  /** Its place in the turns that were given. */
  turn: number;
  /** UTF-16 offsets in that turn's text; `to` is behind the last character. */
  from: number;
  to: number;
  class: RedactionClass;
}
