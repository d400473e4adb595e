import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { changeOf, yesOrNo } from '../clinics/clinic-fields.types.js';
import { lineInput } from '../common/http/input.types.js';
import { pageParameters } from '../common/http/page.types.js';
import { sortBy } from '../common/http/sort.types.js';
import { toWallTimes, wallTimes } from '../common/http/wall-time.types.js';
import type { ClinicId, FaqId } from '../common/ids/ids.js';

export const FAQ_LANGUAGES = ['en', 'es'] as const;
export type FaqLanguage = (typeof FAQ_LANGUAGES)[number];

const kind = z
  .enum(['faq', 'policy'])
  .describe('`policy`: what the clinic has decided, such as about late cancelling.');
const language = z
  .enum(FAQ_LANGUAGES)
  .describe('Of the question and the answer. Callers get answers of their language.');

/** A question that callers ask, and the clinic's own words for the answer. What is longer can't be listened to. */
const content = {
  kind,
  language,
  question: lineInput(300).meta({ example: 'Where can I park?' }),
  answer: lineInput(1000)
    .describe('Told word for word.')
    .meta({ example: 'Behind the house, two hours are free of charge.' }),
};
const keywords = z
  .string()
  .trim()
  .max(500)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'control characters are not allowed')
  .describe('Other words in which callers ask.');

const active = z.boolean().describe('False: retired, and never given as an answer.');

export const FaqContent = z.strictObject({ ...content, keywords: keywords.default('') });
export type FaqContent = z.output<typeof FaqContent>;

export const FaqChange = changeOf({ ...content, keywords, active });
export type FaqChange = z.output<typeof FaqChange>;

export interface Faq extends FaqContent {
  clinicId: ClinicId;
  id: FaqId;
  /** False: retired, and never given as an answer. */
  active: boolean;
  createdAt: Temporal.Instant;
  changedAt: Temporal.Instant;
}

export interface FaqKey {
  clinicId: ClinicId;
  id: FaqId;
}

/** Where a page of answers ended. */
const FaqPlace = z.object({ createdAtMs: z.int().min(0).max(8.64e15), id: z.uuid() });
export type FaqPlace = z.infer<typeof FaqPlace>;

export const FaqQuery = z.strictObject({
  kind: kind.optional(),
  language: language.optional(),
  active: yesOrNo.describe('Whether they are given as answers; both when absent.'),
  sort: sortBy('createdAt', '-createdAt'),
  ...pageParameters(FaqPlace),
});
export type FaqQuery = z.infer<typeof FaqQuery>;

export const FaqItem = z.object({
  id: z.uuid(),
  kind,
  language,
  question: z.string(),
  answer: z.string().describe('Told word for word.'),
  keywords: z.string().describe('Other words in which callers ask.'),
  active,
  ...wallTimes('createdAt', 'changedAt'),
  timeZone: z.string().describe("The clinic's zone, IANA."),
});
export type FaqItem = z.infer<typeof FaqItem>;

export const FaqPage = z.object({
  items: z.array(FaqItem),
  nextCursor: z.string().nullable().describe('Null on the last page.'),
});

export const toFaqItem = (faq: Faq, timeZone: string): FaqItem => ({
  id: faq.id,
  kind: faq.kind,
  language: faq.language,
  question: faq.question,
  answer: faq.answer,
  keywords: faq.keywords,
  active: faq.active,
  ...toWallTimes(timeZone, { createdAt: faq.createdAt, changedAt: faq.changedAt }),
  timeZone,
});

export interface AskedQuestion {
  clinicId: ClinicId;
  /** Answers may be in any of them. */
  languages: readonly FaqLanguage[];
  /** The caller's words, or the receptionist's for them. */
  question: string;
}
