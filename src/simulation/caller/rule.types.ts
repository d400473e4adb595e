import { z } from 'zod';
import { pattern, positiveMs } from './pattern.types.js';

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

export const voice = z.enum(['slt', 'rms', 'awb', 'kal']);

/** Something that befalls the person's line to the server while they act. */
const lineFault = z.union([
  /** The media stream loses its connection, without `stop` or a closing handshake. */
  z.literal('cut'),
  /** No media goes out for so long, from the beginning of what is said or from a word of it on; then it comes or is lost. */
  z.strictObject({
    stallMs: positiveMs,
    afterWords: z.int().positive().optional(),
    then: z.enum(['burst', 'skip']).default('burst'),
  }),
]);

export const rule = z
  .strictObject({
    /** Cue: the line is up; nobody need have spoken. */
    answered: z.literal(true).optional(),
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
    /** Coughs, or the like, for so long: there is nothing to understand. */
    noise: positiveMs.optional(),
    /** `{name}` stands for the caller's name. */
    say: z.string().min(1).optional(),
    /** Falls silent in the middle of what is said. */
    breath: z.strictObject({ afterWords: z.int().positive(), ms: positiveMs }).optional(),
    line: lineFault.optional(),
    hangUp: hangUp.optional(),
  })
  .refine(
    ({ answered, hear, after, silenceMs, interrupt }) => {
      const cues = [answered, hear, after, silenceMs].filter((cue) => cue !== undefined).length;
      return cues === 1 || (cues === 0 && interrupt !== undefined);
    },
    { message: 'needs one cue: hear, after, silenceMs, answered, or interrupt alone' },
  )
  .refine(
    ({ interrupt, ...others }) => !interrupt || (others.after ?? others.silenceMs ?? others.answered) === undefined,
    {
      message: 'interrupt goes with hear, or stands alone',
    },
  )
  .refine(
    ({ say, noise, press, hangUp, meanwhile, line }) =>
      (say ?? noise ?? press ?? hangUp ?? meanwhile ?? line) !== undefined,
    { message: 'does nothing: needs say, noise, press, hangUp, line or meanwhile' },
  )
  .refine(({ say, noise }) => say === undefined || noise === undefined, { message: 'noise goes without say' })
  .refine(({ say, breath }) => say !== undefined || breath === undefined, { message: 'breath needs say' })
  .refine(({ say, line }) => say !== undefined || typeof line !== 'object' || line.afterWords === undefined, {
    message: 'line.afterWords needs say',
  })
  .refine(({ say, hangUp }) => say !== undefined || typeof hangUp !== 'object', {
    message: 'hangUp.afterWords needs say',
  });

export const patienceMs = positiveMs.default(90_000);

export type Rule = z.output<typeof rule>;

/** A rule as somebody follows it: see `temperament.policy.ts`. */
export type PersonaRule = Rule & {
  /** Acts so long after the cue although the agent is still speaking. */
  cutsInAfterWords?: number;
};
