import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { readable, UNREADABLE } from '../common/crypto/clinic-sealer.js';
import type { Tx } from '../common/database/prisma.service.js';
import type { CallId, ClinicId, PatientId } from '../common/ids/ids.js';
import { toDate } from '../common/time/instant-date.js';
import type { Proof, VerifiedPatient } from './identity.types.js';

/** Somebody for whom another may speak. */
export interface Represented {
  patientId: PatientId;
  givenName: string;
  birthDate: Temporal.PlainDate | null;
  relation: 'guardian' | 'authorised';
}

interface Named {
  patientId: string;
  givenName: string;
}

interface Allowed {
  clinicId: ClinicId;
  callId: CallId;
  patientId: PatientId;
  proof: Proof;
  now: Temporal.Instant;
}

@Injectable()
export class CallIdentitiesRepository {
  /** Those who have proved it themselves first, then by time. */
  async verified(tx: Tx, clinicId: ClinicId, callId: CallId): Promise<VerifiedPatient[]> {
    const rows = await tx.callIdentity.findMany({
      where: { clinicId, callId },
      include: { patient: { select: { givenName: true, familyName: true, phone: true } } },
    });
    const rank = ({ proof }: { proof: string }) => (proof === 'representative' ? 1 : 0);
    return rows
      .sort(
        (one, other) =>
          rank(one) - rank(other) ||
          one.verifiedAt.getTime() - other.verifiedAt.getTime() ||
          byFirstName({ ...one, ...one.patient }, { ...other, ...other.patient }),
      )
      .map(({ patientId, proof, patient }) => ({
        ...patient,
        phone: readable(patient.phone),
        patientId: patientId as PatientId,
        proof: proof as Proof,
      }));
  }

  async isPatient(tx: Tx, clinicId: ClinicId, id: string): Promise<boolean> {
    return (await tx.patient.count({ where: { clinicId, id } })) > 0;
  }

  /** Opens what is the patient's to the call. A proof of one's own outranks that of a representative. */
  async allow(tx: Tx, { clinicId, callId, patientId, proof, now }: Allowed): Promise<void> {
    await tx.$executeRaw`
      INSERT INTO call_identities (clinic_id, call_id, patient_id, proof, verified_at)
      VALUES (${clinicId}::uuid, ${callId}::uuid, ${patientId}::uuid, ${proof}, ${toDate(now)}::timestamptz)
      ON CONFLICT (clinic_id, call_id, patient_id) DO UPDATE SET proof = excluded.proof
      WHERE excluded.proof <> 'representative'`;
  }

  /** All entries with this representative, by first name. */
  async representedBy(tx: Tx, clinicId: ClinicId, representativeId: PatientId): Promise<Represented[]> {
    const rows = await tx.patientRepresentative.findMany({
      where: { clinicId, representativeId },
      include: { patient: { select: { givenName: true, birthDate: true } } },
    });
    return rows
      .filter(({ patient }) => patient.givenName !== UNREADABLE && patient.birthDate !== UNREADABLE)
      .map(({ patientId, relation, patient: { givenName, birthDate } }) => ({
        patientId: patientId as PatientId,
        givenName,
        birthDate: birthDate === null ? null : Temporal.PlainDate.from(birthDate),
        relation: relation as Represented['relation'],
      }))
      .sort(byFirstName);
  }
}

/** Names are sealed in the database, so they are put in order here. */
const byFirstName = (one: Named, other: Named): number =>
  one.givenName.localeCompare(other.givenName) || one.patientId.localeCompare(other.patientId);
