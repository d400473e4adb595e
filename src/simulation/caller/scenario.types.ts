import { z } from 'zod';

/**
 * The scenario file: who calls, what they say and do, and what must be true afterwards. Patterns are regular expressions
 * without regard to case, over plain words: no punctuation, single spaces (`words.policy.ts`).
 */

const pattern = z
  .string()
  .min(1)
  .transform((source, context) => {
    try {
      return new RegExp(source, 'giu');
    } catch (error) {
      context.addIssue({
        code: 'custom',
        message: error instanceof Error ? error.message : 'not a regular expression',
      });
      return z.NEVER;
    }
  });

const positiveMs = z.int().positive();

/** Speaks over the agent, so long after what was heard; without `hear`, after the agent began to speak. */
const interrupt = z.union([
  z.strictObject({ afterWords: z.int().positive() }),
  z.strictObject({ afterMs: positiveMs }),
]);

const hangUp = z.union([
  z.literal(true).transform(() => 'when_said' as const),
  /** In mid-sentence: after so many words of `say`. */
  z.strictObject({ afterWords: z.int().positive() }),
]);

const rule = z
  .strictObject({
    /** Cue: this was heard since the caller last acted. Of several rules whose cue holds, the latest heard wins. */
    hear: pattern.optional(),
    /** Cue: the agent's first turn is over, whatever it was. */
    after: z.literal('greeting').optional(),
    /** Cue: for so long nobody has said anything. */
    silenceMs: positiveMs.optional(),
    interrupt: interrupt.optional(),
    /** How often the rule applies. */
    times: z.int().positive().default(1),

    /** Another caller's scenario, which is started now and goes on beside this one. */
    meanwhile: z.string().min(1).optional(),
    /** Holds the caller back until every call started by `meanwhile` is over. */
    awaitMeanwhile: z.literal(true).optional(),
    /** Thinks this long before acting. */
    pauseMs: positiveMs.optional(),
    press: z
      .string()
      .regex(/^[0-9*#]+$/, 'keys are 0-9, * and #')
      .optional(),
    /** `{name}` stands for the caller's name. */
    say: z.string().min(1).optional(),
    hangUp: hangUp.optional(),
  })
  .refine(
    ({ hear, after, silenceMs, interrupt }) => {
      const cues = [hear, after, silenceMs].filter((cue) => cue !== undefined).length;
      return cues === 1 || (cues === 0 && interrupt !== undefined);
    },
    { message: 'needs one cue: hear, after, silenceMs, or interrupt alone' },
  )
  .refine(({ interrupt, after, silenceMs }) => !interrupt || (after === undefined && silenceMs === undefined), {
    message: 'interrupt goes with hear, or stands alone',
  })
  .refine(({ say, press, hangUp, meanwhile }) => (say ?? press ?? hangUp ?? meanwhile) !== undefined, {
    message: 'does nothing: needs say, press, hangUp or meanwhile',
  })
  .refine(({ say, hangUp }) => say !== undefined || typeof hangUp !== 'object', {
    message: 'hangUp.afterWords needs say',
  });

const appointment = z.strictObject({
  /** In the name of the appointment's type. */
  type: pattern.optional(),
  patient: z.string().optional(),
  /** Of its local start. */
  weekday: z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']).optional(),
});

/** A pattern, or one that must have been heard a certain number of times. */
const heard = z.union([
  pattern.transform((words) => ({ words, times: null })),
  z.strictObject({ words: pattern, times: z.int().positive() }),
]);

const expectation = z.strictObject({
  outcome: z.enum(['booked', 'answered', 'no_input', 'caller_hung_up', 'overflow', 'failed']),
  appointment: z.union([z.literal('none'), appointment]),
  heard: z.array(heard).default([]),
  notHeard: z.array(pattern).default([]),
  /** Turns of the agent, by their full text, that were cut before their end: in the record and in the caller's ear. */
  cutShort: z.array(pattern).default([]),
});

export const scenarioSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/),
  summary: z.string().min(1),
  caller: z.strictObject({
    name: z.string().min(1),
    number: z.string().min(1),
    voice: z.enum(['slt', 'rms', 'awb', 'kal']),
  }),
  /** The caller hangs up after this, whatever happens. */
  patienceMs: positiveMs.default(90_000),
  rules: z.array(rule),
  expect: expectation,
});

export type Scenario = z.output<typeof scenarioSchema>;
export type Rule = Scenario['rules'][number];
export type Expectation = Scenario['expect'];
