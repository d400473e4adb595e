import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { RowPlace } from '../common/http/cursor.codec.js';
import { pageParameters, pageSchema } from '../common/http/page.types.js';
import { wallTimes } from '../common/http/wall-time.types.js';
import type { ClinicId, PatientId } from '../common/ids/ids.js';

export const RELATIONS = ['guardian', 'authorised'] as const;
export type Relation = (typeof RELATIONS)[number];

/** Who may speak for whom. */
export interface RepresentativeKey {
  clinicId: ClinicId;
  patientId: PatientId;
  /** A patient of the clinic as well: they prove who they are as one. */
  representativeId: PatientId;
}

export interface Representative {
  representativeId: PatientId;
  givenName: string;
  familyName: string;
  relation: Relation;
  createdAt: Temporal.Instant;
}

export const RepresentativeQuery = z.strictObject(pageParameters(RowPlace));
export type RepresentativeQuery = z.infer<typeof RepresentativeQuery>;

const relation = z
  .enum(RELATIONS)
  .describe('`guardian`: of a child, until it comes of age. `authorised`: by the patient, until it is taken back.');

export const RepresentativeBody = z.strictObject({ relation });
export type RepresentativeBody = z.infer<typeof RepresentativeBody>;

export const RepresentativeItem = z.object({
  patientId: z.uuid().describe('Whom they may speak for.'),
  representativeId: z.uuid().describe('Their own record as a patient of the clinic.'),
  givenName: z.string().describe("The representative's."),
  familyName: z.string(),
  relation,
  ...wallTimes('createdAt'),
  timeZone: z.string().describe("The clinic's zone, IANA."),
});
export type RepresentativeItem = z.infer<typeof RepresentativeItem>;

export const RepresentativePage = pageSchema(RepresentativeItem);
