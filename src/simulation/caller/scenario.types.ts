import { z } from 'zod';
import { expectation } from './expectation.types.js';
import { given } from './given.types.js';
import { modelRule } from './model.types.js';
import { pattern, positiveMs } from './pattern.types.js';
import { patienceMs, rule, voice, type PersonaRule } from './rule.types.js';
import { usualAnswers, USUAL_QUESTIONS } from './usual-answers.policy.js';

/**
 * The scenario file: who calls or is called, what they and others say and do, what the clinic is like, and what must be true afterwards.
 */

/** What the scorecard counts together. */
export const GROUPS = [
  'booking',
  'changing',
  'verifying',
  'emergencies',
  'conversation',
  'keypad',
  'languages',
  'faults',
  'hostile',
] as const;

export const TEMPERAMENTS = ['hurried', 'hesitant', 'interrupting', 'mishearing', 'noisy'] as const;

/** Another phone of the scenario: somebody who answers it, or what it does instead. */
const phone = z.union([
  z.enum(['busy', 'noAnswer', 'refuses']).transform((does) => ({ does })),
  z
    .strictObject({
      voice,
      /** Rings that long. */
      answersAfterMs: positiveMs.default(1000),
      patienceMs,
      rules: z.array(rule).default([]),
    })
    .transform((person) => ({ does: 'answer' as const, ...person })),
]);

/** The clinic calls, and the scenario's caller is who is called. */
const placedByClinic = z.strictObject({
  purpose: z.enum(['reminder', 'recall', 'waitlist_offer', 'callback']),
  /** The clinic's first words to a person. */
  opening: z.string().min(1),
  /** The name of its message to a machine; without one it hangs up on it. */
  machineMessage: z.string().min(1).optional(),
  /** What picks up. A machine says its greeting, beeps and listens; `heard` is then what is on its tape. */
  picksUp: z
    .union([z.enum(['person', 'busy', 'noAnswer']), z.strictObject({ machine: z.string().min(1) })])
    .default('person'),
  answersAfterMs: positiveMs.default(2000),
});

/** What goes wrong at the carrier during the whole call, in its own words (`CallFaults`). */
const faults = z.strictObject({
  documentAnswers: z.literal('lost_once').optional(),
  statusCallbacks: z
    .strictObject({
      duplicated: z.boolean().optional(),
      reordered: z.boolean().optional(),
      lateByMs: positiveMs.optional(),
    })
    .optional(),
});

/** How the clinic has to be set up for the scenario. Whoever plays it sees to that: the station calls the clinic as it is. */
const clinic = z.strictObject({
  acceptsCalls: z.boolean().optional(),
  overflow: z.enum(['message', 'ring_desk', 'voicemail', 'menu']).optional(),
  afterHours: z.enum(['answer', 'take_messages']).optional(),
  transferMode: z.enum(['cold', 'warm']).optional(),
  transferUnanswered: z.enum(['agent', 'voicemail']).optional(),
  recording: z.enum(['off', 'announced']).optional(),
  deskAnswers: z.enum(['opening_hours', 'always']).optional(),
  maxCallTools: z.int().positive().optional(),
  maxCallTokens: z.int().positive().optional(),
  maxCallMinutes: z.int().positive().optional(),
});

export const scenarioSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9-]+$/),
    summary: z.string().min(1),
    group: z.enum(GROUPS),
    /** How the caller is on the phone; calm when left out. */
    temperament: z.enum(TEMPERAMENTS).optional(),
    caller: z.strictObject({ name: z.string().min(1), number: z.string().min(1), voice }),
    /** The caller hangs up after this, whatever happens. */
    patienceMs,
    given: given.optional(),
    clinic: clinic.optional(),
    /** What the model does instead of thinking: the first entry that fits the caller's turn; it thinks where none does. */
    model: z.array(modelRule).default([]),
    placedByClinic: placedByClinic.optional(),
    rules: z.array(rule).default([]),
    /** What the caller says to the questions of any receptionist, where none of the rules fits: see `usual-answers.policy.ts`. */
    answers: z.partialRecord(z.enum(USUAL_QUESTIONS), z.string().min(1)).optional(),
    /** For a language model as the caller (`npm run evals -- --live`): who they are, with every fact they may be asked for, and what they want. */
    live: z.strictObject({ persona: z.string().min(1), goal: z.string().min(1) }).optional(),
    /** The phone that the clinic may ring: at the desk, or that of whoever is on call. */
    phones: z.union([z.strictObject({ desk: phone }), z.strictObject({ onCall: phone })]).optional(),
    /** How the caller's phone answers texts, each once, during the call or soon after it. */
    texts: z.array(z.strictObject({ receives: pattern, answer: z.string().min(1) })).default([]),
    faults: faults.optional(),
    expect: expectation,
  })
  .refine(({ placedByClinic, rules }) => typeof placedByClinic?.picksUp !== 'object' || rules.length === 0, {
    message: 'a machine follows no rules',
  })
  .refine(({ expect, phones }) => Object.keys(expect.phones ?? {}).every((name) => phones && name in phones), {
    message: 'expect.phones needs phones',
  })
  .refine(({ given, phones }) => !phones || 'desk' in phones || given?.onCall !== undefined, {
    message: 'phones.onCall needs given.onCall',
  });

export type Scenario = z.output<typeof scenarioSchema>;
export type Group = Scenario['group'];
export type Temperament = (typeof TEMPERAMENTS)[number];
export type PhoneSetup = z.output<typeof phone>;

/** Whether it takes a clinic, a model or a look into the database that only `npm run evals` has. */
export const needsStage = ({ given, model, expect: { database, tools } }: Scenario): boolean =>
  model.length > 0 || (given ?? database ?? tools) !== undefined;

/** The other phone of a scenario; null without one. A number of null is that of the clinic's desk. */
export function otherPhone({ phones, given }: Scenario): { setup: PhoneSetup; number: string | null } | null {
  if (!phones) return null;
  return 'desk' in phones
    ? { setup: phones.desk, number: null }
    : { setup: phones.onCall, number: given?.onCall ?? '' };
}

/** Somebody with rules to act by: the caller, or who answers another phone. */
export interface Persona {
  name: string;
  patienceMs: number;
  rules: readonly PersonaRule[];
  /** A pause of the agent that is taken for the end of their turn; usual when left out. */
  turnEndMs?: number;
  /** How often a line is said again, when its question comes again or the agent has not understood. */
  repeats?: number;
}

export const personaOf = ({ caller, patienceMs, rules, answers, given }: Scenario): Persona => ({
  name: caller.name,
  patienceMs,
  rules: answers
    ? [...rules, ...usualAnswers({ answers, number: caller.number, birthDate: birthDateOf(caller, given) })]
    : rules,
});

const birthDateOf = ({ name }: Scenario['caller'], given: Scenario['given']): string | null =>
  given?.patients.find((patient) => patient.name === name)?.birthDate ?? null;
