import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { ClinicId } from '../common/ids/ids.js';
import { longText, shortText } from '../common/validation/field.types.js';
import { CHANGEABLE_PHRASE_IDS } from './phrase.catalogue.js';

/** BCP-47 primary tags of what the receptionist can speak. */
export const LANGUAGES = ['en', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

const voice = z.string().regex(/^[a-z0-9-]{3,60}$/, 'expected a voice of the provider, such as aura-2-thalia-en');
const voices = z.array(voice).min(1).max(3);

const model = z.strictObject({
  vendor: z.enum(['open_ai', 'anthropic', 'google']),
  name: z.string().regex(/^[\w.:/-]{1,80}$/, "expected a model's name"),
  temperature: z.number().min(0).max(1).default(0.3),
});

const phrases = z.partialRecord(z.enum(CHANGEABLE_PHRASE_IDS), shortText(300));

/**
 * How the receptionist of a clinic speaks, thinks and takes turns. Everything has a default, and settings that were stored by
 * an older version of the product are read with the defaults of what came since.
 */
export const AgentSettings = z
  .strictObject({
    /** The first is spoken until the caller wants another. */
    languages: z.array(z.enum(LANGUAGES)).min(1).max(LANGUAGES.length).default(['en']),
    /** The first words to a caller, by language. Null: a plain greeting with the clinic's name. */
    greetings: z.partialRecord(z.enum(LANGUAGES), shortText(500)).default({}),
    /** What the clinic adds to the receptionist's instructions. */
    prompt: z
      .strictObject({
        /** Who it is, such as a name. */
        persona: longText(500).nullable().default(null),
        /** How it speaks. */
        style: longText(1000).nullable().default(null),
        /** What callers ask and what the answer is. */
        knowledge: longText(8000).nullable().default(null),
      })
      .default({ persona: null, style: null, knowledge: null }),
    /** Voices by language, in the order in which they are tried. */
    voices: z
      .strictObject({ en: voices.default(['aura-2-thalia-en']), es: voices.default(['aura-2-celeste-es']) })
      .prefault({}),
    /** What thinks, in the order in which it is tried. */
    models: z
      .array(model)
      .min(1)
      .max(3)
      .default([{ vendor: 'open_ai', name: 'gpt-4.1-mini', temperature: 0.3 }]),
    turnTaking: z
      .strictObject({
        /** How sure it must be that the caller is done: low answers fast, high lets people think. */
        endConfidence: z.number().min(0.5).max(0.95).default(0.7),
        /** Begins to think at that confidence already. Null: it doesn't guess. */
        eagerConfidence: z.number().min(0.3).max(0.9).nullable().default(null),
        endTimeoutMs: z.int().min(1000).max(6000).default(5000),
      })
      .prefault({})
      .refine(
        ({ endConfidence, eagerConfidence }) => eagerConfidence === null || eagerConfidence <= endConfidence,
        'eagerConfidence must not be above endConfidence',
      ),
    /** Names of the tools that may be used; null allows all. */
    tools: z
      .array(z.string().regex(/^[a-z_]{1,64}$/))
      .nullable()
      .default(null),
    /** Names the recogniser should expect beside the clinic's own and its providers'. */
    keyterms: z.array(shortText(60)).max(50).default([]),
    /** Other words for the lines that the product says on its own account. */
    phrases: z.strictObject({ en: phrases.default({}), es: phrases.default({}) }).prefault({}),
    /** What is done to the caller's audio before it is recognised. */
    audio: z
      .strictObject({ gainDb: z.int().min(-12).max(12).default(0), noiseGate: z.boolean().default(false) })
      .prefault({}),
  })
  .refine(({ languages }) => new Set(languages).size === languages.length, {
    path: ['languages'],
    error: 'each language once',
  });
export type AgentSettings = z.output<typeof AgentSettings>;

/** What an author says about a version; told to nobody else. */
export const ProfileNote = longText(500).nullable();

/** `published`: calls use it; `retired`: they did; `discarded`: a draft that was given up, kept for the calls that tried it. */
export const PROFILE_STATUSES = ['draft', 'published', 'retired', 'discarded'] as const;
export type ProfileStatus = (typeof PROFILE_STATUSES)[number];

export interface AgentProfile {
  clinicId: ClinicId;
  /** Counts from 1 within the clinic; null for the defaults of a clinic that has published none. */
  version: number | null;
  status: ProfileStatus;
  settings: AgentSettings;
  /** What the author says about the change. */
  note: string | null;
  createdAt: Temporal.Instant;
  publishedAt: Temporal.Instant | null;
}

/** One that has a row. */
export interface StoredProfile extends AgentProfile {
  version: number;
}
