import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../common/database/prisma.service.js';
import type { SealedModelName } from '../../common/database/sealing/sealed-fields.js';
import type { Sql } from '../../common/database/sql.js';
import type { CallId, ClinicId, PatientId } from '../../common/ids/ids.js';
import type { RetentionKind } from '../retention/retention-rules.policy.js';

/** Whose records are meant, and by what they are found. */
export interface Person {
  clinicId: ClinicId;
  patientId: PatientId;
  /** Calls that are about them: docs/retention.md says which. */
  callIds: readonly CallId[];
  /** Tokens of numbers under which they and no other patient of the clinic are reached. */
  numberIndexes: readonly string[];
}

/** A record that may be old enough to go. */
export interface AgedRecord {
  id: string;
  at: Date;
}

/** A kind of record that ends after so many days. */
export interface RetentionTarget {
  kind: RetentionKind;
  /**
   * A SELECT of all records of the kind: `id` uuid, `at` timestamptz (its age begins then), `call_id` and `patient_id` uuid (whom
   * it is about, null where that is not known) and `held` boolean (under a legal hold that is not of the whole clinic).
   */
  records(clinicId: ClinicId): Sql;
  /**
   * Removes what lies elsewhere, outside of any transaction, and answers the ids of which nothing is left there. What could not be
   * removed is tried again on the next day.
   */
  removeElsewhere?(clinicId: ClinicId, ids: readonly string[]): Promise<string[]>;
  remove(tx: Tx, clinicId: ClinicId, ids: readonly string[]): Promise<void>;
}

/** `in_call`: what is said now would be stored after all was erased. */
export type ErasureObstacle = 'visits_to_come' | 'in_call';

/** Part of an archive of all that is held on a person. Values are as a person reads them. */
export interface ExportedSection {
  title: string;
  rows: readonly ExportedRow[];
}

export interface ExportedRow {
  [name: string]: ExportedValue;
}

export type ExportedValue = string | number | boolean | null | readonly ExportedValue[] | ExportedRow;

/**
 * What one feature keeps of people. Compliance knows no feature: each registers with `RecordKeepers` while the application starts.
 * Whatever is sealed for a person belongs to one of them, and a test sees to it.
 */
export interface RecordKeeper {
  /** For proofs: what is kept, in the plural. */
  readonly name: string;
  readonly models: readonly SealedModelName[];
  readonly retention: readonly RetentionTarget[];
  /** Why a person can't be erased yet, as far as this feature knows; null when nothing speaks against it. */
  obstacle?(tx: Tx, person: Person, now: Temporal.Instant): Promise<ErasureObstacle | null>;
  /** Removes or overwrites what a person said or is called. Answers how many rows it was. */
  erase(tx: Tx, person: Person): Promise<number>;
  /** Rows about a person that still have content. */
  remaining(tx: Tx, person: Person): Promise<number>;
  /** Of what lies elsewhere, such as recordings at the carrier: how much is still there. */
  elsewhere?(tx: Tx, person: Person): Promise<number>;
  /** Everything about a person, for the person. */
  collect(tx: Tx, person: Person): Promise<ExportedSection[]>;
}

/** Stands where something was that identified a person and can't be left out. */
export const ERASED = 'erased';
