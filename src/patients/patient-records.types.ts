import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { RowPlace } from '../common/http/cursor.codec.js';
import { pageParameters, pageSchema } from '../common/http/page.types.js';
import { wallTimes, wallTimesOrNull } from '../common/http/wall-time.types.js';
import type { PatientId } from '../common/ids/ids.js';
import { day, phoneNumber, shortText, whenRead } from '../common/validation/field.types.js';

const NAME_CHARACTERS = 100;
const EMAIL_CHARACTERS = 254;

/** What a clinic knows of a patient. */
export interface PatientDetails {
  givenName: string;
  familyName: string;
  /** E.164; null when there is none. */
  phone: string | null;
  birthDate: Temporal.PlainDate | null;
  email: string | null;
  /** Since when they are a patient of the practice; null for somebody who is new. */
  knownSince: Temporal.PlainDate | null;
}

/** Details that are sealed. */
export const SEALED_DETAILS = ['givenName', 'familyName', 'phone', 'birthDate', 'email'] as const;

export interface PatientRecord extends PatientDetails {
  id: PatientId;
  /** What is stored of these does not open. They stand here as if they were empty. */
  unreadable: readonly (typeof SEALED_DETAILS)[number][];
  createdAt: Temporal.Instant;
  /** Nothing in the details is theirs any more. */
  erasedAt: Temporal.Instant | null;
}

export const PatientQuery = z.strictObject(pageParameters(RowPlace));
export type PatientQuery = z.infer<typeof PatientQuery>;

/** Fields are sealed: they are compared whole, by the tokens that the database has of them. */
export const PatientSearch = z
  .strictObject({
    phone: phoneNumber.optional(),
    familyName: shortText(NAME_CHARACTERS).optional().describe('Case, accents and spaces do not count.'),
    birthDate: day.optional(),
    ...pageParameters(RowPlace),
  })
  .refine((by) => criterionOf(by) !== null, {
    path: ['phone'],
    error: 'give a phone, a phone and a birth date, or a family name and a birth date',
    ...whenRead,
  })
  .describe('By a phone, by a phone and a birth date, or by a family name and a birth date. Exact.');
export type PatientSearch = z.infer<typeof PatientSearch>;

export type PatientCriterion =
  | { by: 'phone'; phone: string }
  | { by: 'phone_and_birth_date'; phone: string; birthDate: Temporal.PlainDate }
  | { by: 'family_name_and_birth_date'; familyName: string; birthDate: Temporal.PlainDate };

/** Null for what nobody can be found by. */
export function criterionOf({
  phone,
  familyName,
  birthDate,
}: {
  phone?: string | undefined;
  familyName?: string | undefined;
  birthDate?: Temporal.PlainDate | undefined;
}): PatientCriterion | null {
  if (phone !== undefined && familyName !== undefined) return null;
  if (phone !== undefined) {
    return birthDate ? { by: 'phone_and_birth_date', phone, birthDate } : { by: 'phone', phone };
  }
  return familyName !== undefined && birthDate ? { by: 'family_name_and_birth_date', familyName, birthDate } : null;
}

const givenName = shortText(NAME_CHARACTERS).meta({ example: 'Ada' });
const familyName = shortText(NAME_CHARACTERS).meta({ example: 'Marsh' });
const email = z.email().max(EMAIL_CHARACTERS).meta({ example: 'ada@example.com' });

export const NewPatientBody = z.strictObject({
  givenName,
  familyName,
  phone: phoneNumber.nullable().default(null),
  birthDate: day.nullable().default(null),
  email: email.nullable().default(null),
  knownSince: day
    .nullable()
    .default(null)
    .describe('Since when they are a patient of the practice. Null for somebody who is new.'),
});
export type NewPatientBody = z.infer<typeof NewPatientBody>;

export const PatientChanges = z
  .strictObject({
    givenName: givenName.optional(),
    familyName: familyName.optional(),
    phone: phoneNumber.nullable().optional(),
    birthDate: day.nullable().optional(),
    email: email.nullable().optional(),
    knownSince: day.nullable().optional(),
  })
  .refine((changes) => Object.keys(changes).length > 0, { error: 'give at least one field', ...whenRead });
export type PatientChanges = z.infer<typeof PatientChanges>;

const dayShown = z.iso.date().nullable();

export const PatientItem = z
  .object({
    id: z.uuid(),
    givenName: z.string().nullable().describe('Null once the patient was erased, as are all details.'),
    familyName: z.string().nullable(),
    phone: z.string().nullable().describe('E.164.'),
    birthDate: dayShown,
    email: z.string().nullable(),
    knownSince: dayShown.describe('Since when they are a patient of the practice. Null for somebody who is new.'),
    ...wallTimes('createdAt'),
    ...wallTimesOrNull('erasedAt'),
    timeZone: z.string().describe("The clinic's zone, IANA."),
    unreadable: z
      .array(z.enum(SEALED_DETAILS))
      .optional()
      .describe('Details that are on file and can not be opened: null above. Only where there are any.'),
  })
  .describe('A patient; or, where `erasedAt` is not null, the tombstone that visits of an erased one point at.');
export type PatientItem = z.infer<typeof PatientItem>;

export const PatientPage = pageSchema(PatientItem);
