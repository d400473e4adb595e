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
    const patients = await this.patientsOf(
      tx,
      clinicId,
      calls.map(({ id }) => id),
    );
    return calls.map((call) => ({ call, patientIds: patients.get(call.id) ?? [] }));
  }

  /** Whose record calls are about: verified in them, or with a visit that was booked in them. */
  async patientsOf(tx: Tx, clinicId: ClinicId, callIds: readonly CallId[]): Promise<Map<CallId, PatientId[]>> {
    const rows = await tx.$queryRaw<{ callId: CallId; patientId: PatientId }[]>`
      SELECT call_id AS "callId", patient_id AS "patientId" FROM call_identities
      WHERE clinic_id = ${clinicId}::uuid AND call_id = ANY(${[...callIds]}::uuid[])
      UNION
      SELECT call_id, patient_id FROM appointments
      WHERE clinic_id = ${clinicId}::uuid AND call_id = ANY(${[...callIds]}::uuid[])
      ORDER BY 2`;
    const patients = new Map<CallId, PatientId[]>();
    for (const { callId, patientId } of rows) patients.set(callId, [...(patients.get(callId) ?? []), patientId]);
    return patients;
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
