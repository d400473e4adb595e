/** Kinds of records that end by age. `audit`: what is older is reported, since the product has no right to delete it. */
export const RETENTION_KINDS = [
  'recordings',
  'transcripts',
  'texts',
  'desk_tasks',
  'identity_attempts',
  'audit',
] as const;
export type RetentionKind = (typeof RETENTION_KINDS)[number];

/** Days from `at` of a record to its end. */
export interface RetentionLimits {
  min: number;
  max: number;
  /** Where the clinic has chosen nothing. */
  usual: number;
}

/** As good as for ever. States ask for up to ten years, and for minors' records until years after their majority. */
const A_CENTURY = 36_500;

/** The constraint `retention_rules_limits` says the same. */
export const RETENTION_LIMITS: Readonly<Record<RetentionKind, RetentionLimits>> = {
  recordings: { min: 1, max: A_CENTURY, usual: 90 },
  transcripts: { min: 1, max: A_CENTURY, usual: 90 },
  // Answers are matched with what was asked, and disputes about a reminder come up within weeks.
  texts: { min: 30, max: A_CENTURY, usual: 365 },
  desk_tasks: { min: 30, max: A_CENTURY, usual: 365 },
  // Tries are counted for some days, against somebody who guesses.
  identity_attempts: { min: 7, max: A_CENTURY, usual: 90 },
  // Six years: 45 CFR 164.316(b)(2)(i).
  audit: { min: 2192, max: A_CENTURY, usual: 2192 },
};

export const isWithinLimits = (kind: RetentionKind, days: number): boolean =>
  Number.isInteger(days) && days >= RETENTION_LIMITS[kind].min && days <= RETENTION_LIMITS[kind].max;
