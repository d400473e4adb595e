import { z } from 'zod';

/** Of one answer of the agent: milliseconds from the end of the caller's speech, and what else took time. */
const turnStages = z.object({
  endOfTurnMs: z.number().nullable(),
  firstTokenMs: z.number().nullable(),
  firstAudioMs: z.number().nullable(),
  toCarrierMs: z.number().nullable(),
  heardMs: z.number().nullable(),
  toolMs: z.number().nullable(),
  bargeInMs: z.number().nullable(),
  reconnectMs: z.number().nullable(),
});
export type TurnStages = z.output<typeof turnStages>;
/** In the order in which they happen. */
export const STAGES = Object.keys(turnStages.shape) as (keyof TurnStages)[];

/** Of what Crownline's REST API says of a call and of appointments: the part that is looked at here. */
export const callRecord = z.object({
  callSid: z.string(),
  status: z.string(),
  outcome: z.string().nullable(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  turns: z.array(
    z.object({
      seq: z.number(),
      role: z.enum(['caller', 'agent']),
      text: z.string(),
      /** The part of an agent's turn that reached the caller; a prefix of `text`. */
      heard: z.string(),
      interrupted: z.boolean(),
      startedAt: z.string(),
      latencyMs: z.number().nullable(),
      /** Absent from a server that does not measure them. */
      stages: turnStages.nullish(),
    }),
  ),
  tools: z.array(
    z.object({ name: z.string(), status: z.string(), startedAt: z.string(), durationMs: z.number().nullable() }),
  ),
  /** The way to a person. Absent, like the recordings, from a server that does not tell. */
  handover: z.object({ reason: z.string(), status: z.string() }).nullable().optional(),
  recordings: z
    .array(
      z.object({
        recordingSid: z.string(),
        kind: z.string(),
        status: z.string(),
        durationSeconds: z.number().nullable(),
      }),
    )
    .optional(),
});

const deskTask = z.object({
  id: z.string(),
  kind: z.string(),
  origin: z.string(),
  status: z.string(),
  callSid: z.string().nullable(),
});

export const taskPage = z.object({ items: z.array(deskTask) });

/** The server's answer to an order to call somebody. */
export const orderedCall = z.object({ id: z.string(), status: z.string() });

const bookedAppointment = z.object({
  id: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  timeZone: z.string(),
  status: z.string(),
  type: z.string(),
  provider: z.string(),
  operatory: z.string(),
  patient: z.object({ id: z.string(), name: z.string() }),
  callSid: z.string().nullable(),
});

export const appointmentPage = z.object({ items: z.array(bookedAppointment) });

export type CallRecord = z.output<typeof callRecord>;
export type DeskTask = z.output<typeof deskTask>;
export type BookedAppointment = z.output<typeof bookedAppointment>;
