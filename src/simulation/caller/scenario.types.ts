import { z } from 'zod';

/**
 * The scenario file: who calls or is called, what they and others say and do, and what must be true afterwards. Patterns are regular expressions
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

const voice = z.enum(['slt', 'rms', 'awb', 'kal']);

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

const rule = z
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

const patienceMs = positiveMs.default(90_000);

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
});

const appointment = z.strictObject({
  /** In the name of the appointment's type. */
  type: pattern.optional(),
  patient: z.string().optional(),
  /** Of its local start. */
  weekday: z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']).optional(),
  status: z.string().optional(),
});

/** A pattern, or one that must have been heard a certain number of times. */
const heard = z.union([
  pattern.transform((words) => ({ words, times: null })),
  z.strictObject({ words: pattern, times: z.int().positive() }),
]);

const expectation = z.strictObject({
  outcome: z.enum([
    'booked',
    'answered',
    'transferred',
    'message_taken',
    'no_input',
    'time_limit',
    'caller_hung_up',
    'overflow',
    'refused',
    'failed',
    'no_answer',
    'busy',
    'message_left',
  ]),
  appointment: z.union([z.literal('none'), appointment]).default('none'),
  heard: z.array(heard).default([]),
  notHeard: z.array(pattern).default([]),
  /** Turns of the agent, by their full text, that were cut before their end: in the record and in the caller's ear. */
  cutShort: z.array(pattern).default([]),
  /** What those at the other phones heard. */
  phones: z
    .strictObject({
      desk: z.strictObject({ heard: z.array(heard).default([]), notHeard: z.array(pattern).default([]) }),
    })
    .optional(),
  /** Whether the caller was connected to another phone. */
  bridged: z.boolean().optional(),
  /** What the call left the desk to do. */
  task: z.union([z.literal('none'), z.strictObject({ origin: z.enum(['voicemail', 'message', 'text']) })]).optional(),
  /** How the way to a person ended. */
  handover: z.enum(['none', 'accepted', 'unanswered', 'returned']).optional(),
  recording: z.enum(['none', 'completed', 'absent']).optional(),
  /** Texts that reached the caller's phone, during the call or soon after it. */
  texted: z.array(pattern).default([]),
  /** The longest that the caller waited for a sound, from their last word or the answer on. */
  maxSilenceMs: positiveMs.optional(),
});

export const scenarioSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9-]+$/),
    summary: z.string().min(1),
    caller: z.strictObject({ name: z.string().min(1), number: z.string().min(1), voice }),
    /** The caller hangs up after this, whatever happens. */
    patienceMs,
    clinic: clinic.optional(),
    placedByClinic: placedByClinic.optional(),
    rules: z.array(rule).default([]),
    /** The phones that the clinic may ring. `desk` has the clinic's desk number. */
    phones: z.strictObject({ desk: phone }).optional(),
    /** How the caller's phone answers texts, each once, during the call or soon after it. */
    texts: z.array(z.strictObject({ receives: pattern, answer: z.string().min(1) })).default([]),
    faults: faults.optional(),
    expect: expectation,
  })
  .refine(({ placedByClinic, rules }) => typeof placedByClinic?.picksUp !== 'object' || rules.length === 0, {
    message: 'a machine follows no rules',
  })
  .refine(({ expect, phones }) => !expect.phones || phones, { message: 'expect.phones needs phones' });

export type Scenario = z.output<typeof scenarioSchema>;
export type Rule = z.output<typeof rule>;
export type Expectation = Scenario['expect'];
export type PhoneSetup = z.output<typeof phone>;
export type HeardPattern = z.output<typeof heard>;

/** Somebody with rules to act by: the caller, or who answers another phone. */
export interface Persona {
  name: string;
  patienceMs: number;
  rules: readonly Rule[];
}

export const personaOf = ({ caller, patienceMs, rules }: Scenario): Persona => ({
  name: caller.name,
  patienceMs,
  rules,
});
