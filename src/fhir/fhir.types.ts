import { z } from 'zod';

// The parts of FHIR R4 (4.0.1) that are given out and taken. What is given out is strict: a field that is not here is a mistake of
// ours, and lists are never empty, which FHIR's JSON does not allow.

export const FHIR_JSON = 'application/fhir+json';
export const FHIR_BASE = 'fhir/r4';
/** What `code` of a service type is: an appointment type's id. */
export const TYPE_SYSTEM = 'urn:crownline:appointment-type';

export const instant = z.iso.datetime({ offset: true }).meta({ example: '2026-11-24T09:30:00-06:00' });

/** Of a resource. The longest of ours has 50 characters. */
export const FhirId = z
  .string()
  .regex(/^[A-Za-z0-9.-]{1,64}$/)
  .meta({ example: '7f6a5b1e-0c52-4a39-9d43-6f0e2a1b8c11' });

const Reference = z.strictObject({
  reference: z.string().meta({ example: 'Practitioner/7f6a5b1e-0c52-4a39-9d43-6f0e2a1b8c11' }),
  display: z.string().optional(),
});
export type Reference = z.infer<typeof Reference>;

const Coding = z.strictObject({ system: z.string(), code: z.string(), display: z.string().optional() });
const CodeableConcept = z.strictObject({ coding: z.array(Coding).min(1), text: z.string().optional() });
export type CodeableConcept = z.infer<typeof CodeableConcept>;

export const Schedule = z.strictObject({
  resourceType: z.literal('Schedule'),
  id: FhirId,
  active: z.boolean(),
  actor: z.array(Reference).min(1),
  planningHorizon: z.strictObject({ start: instant, end: instant }),
});
export type Schedule = z.infer<typeof Schedule>;

export const SLOT_STATUSES = ['free', 'busy', 'busy-tentative', 'busy-unavailable'] as const;
export type SlotStatus = (typeof SLOT_STATUSES)[number];

export const Slot = z.strictObject({
  resourceType: z.literal('Slot'),
  id: FhirId,
  serviceType: z.array(CodeableConcept).min(1).optional(),
  schedule: Reference,
  status: z.enum(SLOT_STATUSES),
  start: instant,
  end: instant,
});
export type Slot = z.infer<typeof Slot>;

export const APPOINTMENT_STATUSES = [
  'proposed',
  'pending',
  'booked',
  'arrived',
  'fulfilled',
  'cancelled',
  'noshow',
] as const;
export type FhirAppointmentStatus = (typeof APPOINTMENT_STATUSES)[number];

const Participant = z.strictObject({
  actor: Reference,
  required: z.literal('required'),
  status: z.enum(['accepted', 'needs-action']),
});
export type Participant = z.infer<typeof Participant>;

export const Appointment = z.strictObject({
  resourceType: z.literal('Appointment'),
  id: FhirId,
  meta: z.strictObject({ lastUpdated: instant }).optional(),
  status: z.enum(APPOINTMENT_STATUSES),
  serviceType: z.array(CodeableConcept).min(1),
  start: instant,
  end: instant,
  minutesDuration: z.int().positive(),
  participant: z.array(Participant).min(1),
});
export type Appointment = z.infer<typeof Appointment>;

export type Resource = Schedule | Slot | Appointment;

export const bundleOf = <Shown extends z.ZodType>(resource: Shown) =>
  z.strictObject({
    resourceType: z.literal('Bundle'),
    type: z.literal('searchset'),
    link: z
      .array(z.strictObject({ relation: z.enum(['self', 'next']), url: z.url() }))
      .min(1)
      .describe('Without `next` it is the last page.'),
    entry: z
      .array(z.strictObject({ fullUrl: z.url(), resource, search: z.strictObject({ mode: z.literal('match') }) }))
      .min(1)
      .optional()
      .describe('Absent when nothing was found.'),
  });

export interface Bundle<Shown extends Resource> {
  resourceType: 'Bundle';
  type: 'searchset';
  link: { relation: 'self' | 'next'; url: string }[];
  entry?: { fullUrl: string; resource: Shown; search: { mode: 'match' } }[];
}

const ISSUE_CODES = [
  'invalid',
  'login',
  'forbidden',
  'not-found',
  'conflict',
  'processing',
  'throttled',
  'transient',
  'exception',
] as const;

export const OperationOutcome = z
  .strictObject({
    resourceType: z.literal('OperationOutcome'),
    issue: z
      .array(
        z.strictObject({
          severity: z.enum(['error', 'fatal']),
          code: z.enum(ISSUE_CODES),
          details: CodeableConcept.describe('The stable code of the problem, as elsewhere in the API.'),
          diagnostics: z.string().optional(),
          expression: z.array(z.string()).min(1).optional().describe('What of the request is meant.'),
        }),
      )
      .min(1),
  })
  .describe('What went wrong.');
export type OperationOutcome = z.infer<typeof OperationOutcome>;
