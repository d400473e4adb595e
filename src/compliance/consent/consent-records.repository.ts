import { Injectable } from '@nestjs/common';
import type { Tx } from '../../common/database/prisma.service.js';
import type { ClinicId, PatientId } from '../../common/ids/ids.js';
import type { ConsentPlace, ConsentQuery, StoredConsent } from './consent-records.types.js';
import type { Consent, ConsentId, ConsentPurpose } from './consent.types.js';
import { toConsent } from './consents.repository.js';

const NEWEST_FIRST = [{ at: 'desc' as const }, { seq: 'desc' as const }];

/** Consents as people look for them. */
@Injectable()
export class ConsentRecordsRepository {
  async find(tx: Tx, clinicId: ClinicId, id: ConsentId): Promise<Consent | null> {
    const row = await tx.consent.findUnique({ where: { clinicId_id: { clinicId, id } } });
    return row && toConsent(row);
  }

  /** The newest first, after a place in that order. */
  async list(
    tx: Tx,
    clinicId: ClinicId,
    { purpose, choice, callId }: Pick<ConsentQuery, 'purpose' | 'choice' | 'callId'>,
    after: ConsentPlace | null,
    limit: number,
  ): Promise<StoredConsent[]> {
    const at = after && new Date(after.atMs);
    const rows = await tx.consent.findMany({
      where: {
        clinicId,
        ...(purpose ? { purpose } : {}),
        ...(choice ? { choice } : {}),
        ...(callId ? { callId } : {}),
        // The bound is what an index can begin at.
        ...(after && at ? { at: { lte: at }, OR: [{ at: { lt: at } }, { at, seq: { lt: BigInt(after.seq) } }] } : {}),
      },
      orderBy: NEWEST_FIRST,
      take: limit,
    });
    return rows.map((row) => ({ ...toConsent(row), seq: row.seq }));
  }

  /** What was said last under a number, of whatever call it was. */
  async lastUnder(tx: Tx, clinicId: ClinicId, number: string, purpose: ConsentPurpose): Promise<Consent | null> {
    const [row] = await tx.consent.findMany({ where: { clinicId, number, purpose }, orderBy: NEWEST_FIRST, take: 1 });
    return row ? toConsent(row) : null;
  }

  async patientsUnder(tx: Tx, clinicId: ClinicId, number: string): Promise<PatientId[]> {
    const rows = await tx.patient.findMany({ where: { clinicId, phone: number }, select: { id: true } });
    return rows.map(({ id }) => id as PatientId);
  }

  /** Whose these are, as far as it is known: patients with the number, and those for whom the call acted. */
  async patientsOf(tx: Tx, clinicId: ClinicId, ids: readonly string[]): Promise<PatientId[]> {
    const rows = await tx.$queryRaw<{ id: PatientId }[]>`
      WITH said AS (
        SELECT number_index, call_id FROM consents WHERE clinic_id = ${clinicId}::uuid AND id = ANY(${ids}::uuid[])
      )
      SELECT id FROM patients JOIN said ON phone_index = number_index WHERE clinic_id = ${clinicId}::uuid
      UNION SELECT patient_id FROM call_identities JOIN said USING (call_id) WHERE clinic_id = ${clinicId}::uuid`;
    return rows.map(({ id }) => id);
  }
}
