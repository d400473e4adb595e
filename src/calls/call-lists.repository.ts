import { Injectable } from '@nestjs/common';
import { afterPlace } from '../common/database/after-place.js';
import type { Tx } from '../common/database/prisma.service.js';
import type { CallId, ClinicId, PatientId } from '../common/ids/ids.js';
import { toDate } from '../common/time/instant-date.js';
import type { Prisma } from '../generated/prisma/client.js';
import type { CallFilter, ListedCall } from './call-list.types.js';
import { toCall } from './calls.repository.js';

@Injectable()
export class CallListsRepository {
  /** Those that a filter asks for, in its order, with one more than fits. */
  async list(tx: Tx, clinicId: ClinicId, filter: CallFilter): Promise<ListedCall[]> {
    const descending = filter.sort === '-startedAt';
    const rows = await tx.call.findMany({
      where: { AND: conditions(clinicId, filter) },
      orderBy: descending ? [{ startedAt: 'desc' }, { id: 'desc' }] : [{ startedAt: 'asc' }, { id: 'asc' }],
      take: filter.limit + 1,
    });
    const calls = rows.map(toCall);
    const ids = calls.map(({ id }) => id);
    const patients = await this.patientsOf(tx, clinicId, ids);
    return calls.map((call) => {
      const concerned = patients.filter(({ callId }) => callId === call.id);
      return {
        call,
        patientIds: concerned.filter(({ isShown }) => isShown).map(({ patientId }) => patientId),
        concernedIds: concerned.map(({ patientId }) => patientId),
      };
    });
  }

  /** Whom calls may concern; `isShown` for whose record they are about: verified in them, or with a visit that was booked in them. */
  private async patientsOf(tx: Tx, clinicId: ClinicId, callIds: readonly CallId[]) {
    return tx.$queryRaw<{ callId: CallId; patientId: PatientId; isShown: boolean }[]>`
      SELECT call_id AS "callId", patient_id AS "patientId", bool_or(is_shown) AS "isShown" FROM (
        SELECT call_id, patient_id, true AS is_shown FROM call_identities
        WHERE clinic_id = ${clinicId}::uuid AND call_id = ANY(${[...callIds]}::uuid[])
        UNION ALL
        SELECT call_id, patient_id, true FROM appointments
        WHERE clinic_id = ${clinicId}::uuid AND call_id = ANY(${[...callIds]}::uuid[])
        UNION ALL
        SELECT call_id, patient_id, false FROM concerned_patients
        WHERE clinic_id = ${clinicId}::uuid AND call_id = ANY(${[...callIds]}::uuid[])
      ) AS patients
      GROUP BY call_id, patient_id ORDER BY patient_id`;
  }
}

function conditions(clinicId: ClinicId, filter: CallFilter): Prisma.CallWhereInput[] {
  const { direction, status, outcome, startedAfter, startedBefore, patientId, openSince } = filter;
  return [
    { clinicId },
    ...(direction ? [{ direction }] : []),
    ...(status ? [{ status }] : []),
    ...(outcome ? [{ outcome }] : []),
    ...(startedAfter ? [{ startedAt: { gte: toDate(startedAfter) } }] : []),
    ...(startedBefore ? [{ startedAt: { lt: toDate(startedBefore) } }] : []),
    ...(openSince ? [{ endedAt: null, startedAt: { gte: toDate(openSince) } }] : []),
    ...(patientId
      ? [{ OR: [{ identities: { some: { patientId } } }, { appointments: { some: { patientId } } }] }]
      : []),
    afterPlace(filter.cursor, filter.sort === '-startedAt' ? 'desc' : 'asc', { at: 'startedAt', id: 'id' }),
  ];
}
