import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { changeOf, yesOrNo } from '../clinics/clinic-fields.types.js';
import { RowPlace } from '../common/http/cursor.codec.js';
import { pageParameters, pageSchema } from '../common/http/page.types.js';
import { sortBy } from '../common/http/sort.types.js';
import { toWallTimes, wallTimes } from '../common/http/wall-time.types.js';
import type { ClinicId, FaqId } from '../common/ids/ids.js';
import { optionalText, shortText } from '../common/validation/field.types.js';

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
  question: shortText(300).meta({ example: 'Where can I park?' }),
  answer: shortText(1000)
    .describe('Told word for word.')
    .meta({ example: 'Behind the house, two hours are free of charge.' }),
};
const keywords = optionalText(500).describe('Other words in which callers ask.');

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

export const FaqQuery = z.strictObject({
  kind: kind.optional(),
  language: language.optional(),
  active: yesOrNo.describe('Whether they are given as answers; both when absent.'),
  sort: sortBy('createdAt', '-createdAt'),
  ...pageParameters(RowPlace),
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

export const FaqPage = pageSchema(FaqItem);

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
