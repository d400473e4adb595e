import { z } from 'zod';

/** Days and times are local to the clinic. `friday` is the next Friday after today, `+3` in three days. */

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** As in `appointments.status`. */
export const VISIT_STATUSES = [
  'scheduled',
  'confirmed',
  'requested',
  'arrived',
  'seated',
  'completed',
  'no_show',
  'cancelled',
  'rescheduled',
] as const;

export type Day = { weekday: number } | { inDays: number };

export interface LocalMoment {
  day: Day;
  /** `HH:MM` */
  time: string;
}

const CLOCK_TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

const dayOf = (words: string): Day | null => {
  if (/^\+\d+$/.test(words)) return { inDays: Number(words) };
  const weekday = WEEKDAYS.findIndex((name) => name === words) + 1;
  return weekday === 0 ? null : { weekday };
};

export const clockTime = z.string().regex(CLOCK_TIME, 'a time is HH:MM');

/** A bare `+3` is a number in YAML. */
export const day = z.union([z.int().nonnegative(), z.string()]).transform((words, context): Day => {
  const found = typeof words === 'number' ? { inDays: words } : dayOf(words);
  if (found) return found;
  context.addIssue({ code: 'custom', message: 'a day is a weekday, or +3 for in three days' });
  return z.NEVER;
});

const moment = z.string().transform((words, context): LocalMoment => {
  const [first = '', time = ''] = words.split(' ');
  const found = dayOf(first);
  if (found && CLOCK_TIME.test(time)) return { day: found, time };
  context.addIssue({ code: 'custom', message: "a moment is 'friday 10:00' or '+3 10:00'" });
  return z.NEVER;
});

export const birthDate = z.iso.date();
export const phoneNumber = z.string().regex(/^\+[1-9]\d{6,14}$/, 'a number is +15125550143');

const patient = z
  .strictObject({
    name: z.string().regex(/\S \S/, 'a patient has a first and a last name'),
    phone: phoneNumber,
    birthDate,
    email: z.string().min(1).optional(),
    /** Has been here before. */
    known: z.boolean().default(true),
    /** Who speaks for a child: another of these patients. */
    guardian: z.string().min(1).optional(),
    /** Whom the patient has allowed to speak for them: another of these patients. */
    authorised: z.string().min(1).optional(),
  })
  .refine(({ guardian, authorised }) => guardian === undefined || authorised === undefined, {
    message: 'guardian or authorised, not both',
  });

const visit = z.strictObject({
  patient: z.string().min(1),
  /** The name of one of the clinic's types. */
  type: z.string().min(1),
  at: moment,
  /** The name of one of its people; whoever can do it when left out. */
  with: z.string().min(1).optional(),
  status: z.enum(VISIT_STATUSES).default('scheduled'),
});

/** What the clinic's database holds before the call, besides the house, its people and its rules. */
export const given = z
  .strictObject({
    /** When the call begins, in the week of Monday, March 1, 2027. */
    at: z
      .string()
      .transform((words, context): LocalMoment => {
        const [first = '', time = ''] = words.split(' ');
        const found = dayOf(first);
        if (found && 'weekday' in found && CLOCK_TIME.test(time)) return { day: found, time };
        context.addIssue({ code: 'custom', message: "a call begins at 'tuesday 10:00'" });
        return z.NEVER;
      })
      .optional(),
    patients: z.array(patient).default([]),
    visits: z.array(visit).default([]),
    /** Nobody has any time up to and with that day. */
    fullUntil: day.optional(),
    faqs: z
      .array(
        z.strictObject({
          question: z.string().min(1),
          answer: z.string().min(1),
          kind: z.enum(['faq', 'policy']).default('faq'),
          language: z.enum(['en', 'es']).default('en'),
          keywords: z.string().default(''),
        }),
      )
      .default([]),
    /** Who is called in an emergency while nobody is at the desk. */
    onCall: phoneNumber.optional(),
    /** How often a number has failed to be verified today, in an earlier call. */
    failedAttempts: z.strictObject({ from: phoneNumber, times: z.int().positive() }).optional(),
  })
  .superRefine(({ patients, visits }, context) => {
    const names = patients.map(({ name }) => name);
    const named = [
      ...visits.map((one) => one.patient),
      ...patients.flatMap((one) => one.guardian ?? one.authorised ?? []),
    ];
    for (const name of named) {
      if (!names.includes(name)) context.addIssue({ code: 'custom', message: `"${name}" is none of given.patients` });
    }
    if (new Set(names).size < names.length) context.addIssue({ code: 'custom', message: 'two patients have one name' });
  });

export type Given = z.output<typeof given>;

/** The clinic of a scenario that gives nothing. */
export const NOTHING_GIVEN: Given = given.parse({});
