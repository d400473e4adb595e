import { z } from 'zod';
import type { CallOutcome, ToolStatus } from '../calls/calls.types.js';
import type { AppointmentStatus } from '../scheduling/scheduling.types.js';
import { PERIODS, rangeOfAnswer } from './statistics-range.types.js';

const count = z.int().min(0);
const seconds = z.int().min(0).nullable();
const milliseconds = z.int().min(0).nullable();

export const ByOutcome = z.object({
  booked: count.describe('Calls in which a visit was booked, however they ended.'),
  message_taken: count.describe('That left the desk something to do.'),
  transferred: count,
  answered: count,
  no_input: count,
  time_limit: count,
  caller_hung_up: count,
  overflow: count.describe('Nobody could talk to the caller.'),
  refused: count,
  failed: count,
  no_answer: count,
  busy: count,
  message_left: count,
} satisfies Record<CallOutcome, typeof count>);
export type ByOutcome = z.infer<typeof ByOutcome>;

export const CallFigures = z.object({
  calls: count.describe('That began on these days.'),
  byDirection: z.object({ inbound: count, outbound: count }),
  byOutcome: ByOutcome,
  notEnded: count.describe('Calls that go on, and have no outcome yet.'),
  durationSeconds: z
    .object({ mean: seconds, median: seconds })
    .describe(
      'From the moment that the receptionist took the call to its end; null where it took none that has ended.',
    ),
  handovers: z.object({
    tried: count.describe('Calls that were to be given to a person.'),
    accepted: count.describe('Calls that a person took.'),
  }),
  visitsBooked: count.describe(
    'In these calls; one call can book several, and one that was only moved does not count.',
  ),
  afterHours: count.describe(
    'Calls that came in while the clinic was closed, by its hours, closures and days of their own hours as they are written down now.',
  ),
});
export type CallFigures = z.infer<typeof CallFigures>;

export const CallStatistics = z.object({
  ...rangeOfAnswer,
  by: z.enum(PERIODS),
  total: CallFigures,
  periods: z
    .array(
      CallFigures.extend({
        startsOn: z.iso
          .date()
          .describe('The day, or the Monday of the week; that may lie before `from`, whose days are what counts.'),
      }),
    )
    .describe('In order, and without gaps.'),
});
export type CallStatistics = z.infer<typeof CallStatistics>;

export const ByStatus = z.object({
  requested: count.describe('A caller has asked for it, and the desk has to agree.'),
  scheduled: count,
  confirmed: count,
  arrived: count,
  seated: count,
  completed: count,
  cancelled: count,
  no_show: count,
  rescheduled: count.describe('Another visit took its place.'),
} satisfies Record<AppointmentStatus, typeof count>);
export type ByStatus = z.infer<typeof ByStatus>;

export const AppointmentStatistics = z.object({
  ...rangeOfAnswer,
  visits: count.describe('That begin, or would have begun, on these days.'),
  byStatus: ByStatus,
  bookedBy: z.object({
    phone: count.describe('Booked, or moved there, in a call with the receptionist.'),
    staff: count.describe('By the desk or another program, and by answers to texts.'),
  }),
  noShows: count,
  lateCancellations: count.describe("Cancelled by the patient later than the clinic's rule allows."),
  lateMoves: count.describe('Moved by the patient as late as that.'),
});
export type AppointmentStatistics = z.infer<typeof AppointmentStatistics>;

export const ToolsByStatus = z.object({
  running: count.describe('Not finished, or cut off with the process.'),
  succeeded: count,
  rejected: count.describe('Asked for what may not be, or could not be understood.'),
  failed: count,
  timed_out: count,
  cancelled: count,
} satisfies Record<ToolStatus | 'running', typeof count>);
export type ToolsByStatus = z.infer<typeof ToolsByStatus>;

export const ReceptionistStatistics = z.object({
  ...rangeOfAnswer,
  calls: count.describe('That began on these days, and of which turns are kept: retention ends them.'),
  replies: count.describe('Answers of the receptionist whose delay was measured.'),
  latencyMs: z
    .object({ p50: milliseconds, p95: milliseconds })
    .describe("From the caller's last voice to the first audio of the answer; null without any."),
  turns: count.describe('All that the receptionist has said.'),
  interruptions: count.describe('Turns of the receptionist that a caller has cut off.'),
  tools: z.object({ runs: count, byStatus: ToolsByStatus }),
});
export type ReceptionistStatistics = z.infer<typeof ReceptionistStatistics>;
