import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { ClinicId, FaqId } from '../common/ids/ids.js';
import { storable } from '../common/validation/storable.policy.js';
import type { Actor } from '../compliance/compliance.types.js';

export const FAQ_LANGUAGES = ['en', 'es'] as const;
export type FaqLanguage = (typeof FAQ_LANGUAGES)[number];

const words = (max: number) => z.string().transform(storable).pipe(z.string().trim().min(1).max(max));

/** A question that callers ask, and the clinic's own words for the answer. What is longer can't be listened to. */
export const FaqContent = z.strictObject({
  kind: z.enum(['faq', 'policy']),
  language: z.enum(FAQ_LANGUAGES),
  question: words(300),
  answer: words(1000),
  keywords: z
    .string()
    .transform(storable)
    .pipe(z.string().trim().max(500))
    .default('')
    .describe('Other words in which callers ask.'),
});
export type FaqContent = z.output<typeof FaqContent>;

export interface Faq extends FaqContent {
  clinicId: ClinicId;
  id: FaqId;
  /** False: retired, and never given as an answer. */
  active: boolean;
  createdAt: Temporal.Instant;
  changedAt: Temporal.Instant;
}

/** Who changes what, by name. */
export interface FaqRef {
  clinicId: ClinicId;
  id: FaqId;
  actor: Actor;
}

export interface AskedQuestion {
  clinicId: ClinicId;
  /** Answers may be in any of them. */
  languages: readonly FaqLanguage[];
  /** The caller's words, or the receptionist's for them. */
  question: string;
}
