import { z } from 'zod';
import { birthDate, clockTime, day, phoneNumber, VISIT_STATUSES, WEEKDAYS } from './given.types.js';
import { heardPattern, pattern, positiveMs } from './pattern.types.js';

/** A visit as it must be on the schedule: what is left out may be anything. Without `status`: any that takes place. */
const expectedVisit = z.strictObject({
  patient: z.string().min(1).optional(),
  /** In the name of its type. */
  type: pattern.optional(),
  day: day.optional(),
  time: clockTime.optional(),
  /** In the provider's name. */
  with: pattern.optional(),
  status: z.enum(VISIT_STATUSES).optional(),
});

const expectedPatient = z.strictObject({
  name: z.string().min(1),
  birthDate: birthDate.optional(),
  phone: phoneNumber.optional(),
  email: z.string().min(1).optional(),
});

const expectedTask = z.strictObject({
  kind: z.string().min(1),
  /** In what the desk reads. */
  note: pattern.optional(),
});

/** What is in the clinic's database when all is over; what is left out may be anything. */
const database = z.strictObject({
  /** Exactly these take place; others are counted where they are listed with their status. */
  visits: z.array(expectedVisit).optional(),
  /** Each is there. */
  patients: z.array(expectedPatient).optional(),
  /** Beyond the given ones. */
  newPatients: z.int().nonnegative().optional(),
  /** Exactly these wait. */
  waitlist: z.array(z.strictObject({ patient: z.string().min(1), type: pattern.optional() })).optional(),
  /** Exactly these, in any order. */
  tasks: z.array(expectedTask).optional(),
  /** How many texts of a kind were written, sent or not. */
  texts: z.record(z.string(), z.int().nonnegative()).optional(),
  /** Times that are kept for somebody. */
  holds: z.int().nonnegative().optional(),
  /** For whom the call was allowed to act. */
  verified: z.array(z.string().min(1)).optional(),
  /** How often a record was asked for that was not open to the caller. */
  refusals: z.union([z.int().nonnegative(), z.literal('some')]).optional(),
  emergency: z
    .enum(['none', 'airway', 'bleeding', 'spreading_infection', 'jaw_injury', 'knocked_out_tooth'])
    .optional(),
  /** In nothing that is kept of what was said, written down or texted. */
  nowhere: z.array(pattern).optional(),
});

/** What the model ran, by the record of the call. */
const tools = z.strictObject({
  called: z.array(z.string().min(1)).default([]),
  notCalled: z.array(z.string().min(1)).default([]),
  atMost: z.int().nonnegative().optional(),
  /** Every run of a tool took at least so long, so that nobody learns from a quick answer. */
  tookAtLeastMs: z.record(z.string(), positiveMs).default({}),
});

const appointment = z.strictObject({
  /** In the name of the appointment's type. */
  type: pattern.optional(),
  patient: z.string().optional(),
  /** Of its local start. */
  weekday: z.enum(WEEKDAYS).optional(),
  status: z.string().optional(),
});

/** What whoever answered it heard. */
const atAPhone = z.strictObject({ heard: z.array(heardPattern).default([]), notHeard: z.array(pattern).default([]) });

const outcome = z.enum([
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
]);

export const expectation = z.strictObject({
  /** Of several, any. */
  outcome: z.union([outcome, z.array(outcome).min(1)]),
  /** `none` when left out, unless `database` says what is booked. */
  appointment: z.union([z.literal('none'), appointment]).optional(),
  heard: z.array(heardPattern).default([]),
  notHeard: z.array(pattern).default([]),
  /** Turns of the agent, by their full text, that were cut before their end: in the record and in the caller's ear. */
  cutShort: z.array(pattern).default([]),
  /** What those at the other phones heard. */
  phones: z.strictObject({ desk: atAPhone.optional(), onCall: atAPhone.optional() }).optional(),
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
  database: database.optional(),
  tools: tools.optional(),
});

export type Expectation = z.output<typeof expectation>;
export type DatabaseExpectation = z.output<typeof database>;
export type ToolsExpectation = z.output<typeof tools>;
