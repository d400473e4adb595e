import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import { newId, type AppointmentId, type ClinicId, type HoldId, type ProviderId } from '../common/ids/ids.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import { Prisma } from '../generated/prisma/client.js';
import type { Allotment } from './scheduling.types.js';
import type { Stretch } from './stretches.policy.js';

/** What time is taken for. */
export type Taker = { appointmentId: AppointmentId } | { holdId: HoldId };

/** As values that SQL can join: (resource_id, during). */
export const stretchesOf = (allotments: readonly Allotment[]): Prisma.Sql[] =>
  allotments.map(
    ({ resourceId, startsAt, endsAt }) =>
      Prisma.sql`${resourceId}::uuid, tstzrange(${toDate(startsAt)}::timestamptz, ${toDate(endsAt)}::timestamptz)`,
  );

/** Time of providers and chairs that is taken for visits and holds. */
@Injectable()
export class AllocationsRepository {
  /**
   * Takes all of it, in the order in which it is given: by resource, then by time. False when some of it is taken; then the
   * transaction must be rolled back, since the rest has been taken now.
   *
   * Two rules keep rivals from deadlocking each other: a conflict is skipped instead of raised, and everybody takes resources
   * in the same order.
   */
  async take(tx: Tx, clinicId: ClinicId, taker: Taker, allotments: readonly Allotment[]): Promise<boolean> {
    const [appointmentId, holdId] = 'holdId' in taker ? [null, taker.holdId] : [taker.appointmentId, null];
    const rows = stretchesOf(allotments).map(
      (stretch) =>
        Prisma.sql`(${clinicId}::uuid, ${newId()}::uuid, ${stretch}, ${appointmentId}::uuid, ${holdId}::uuid)`,
    );
    const taken = await tx.$queryRaw<unknown[]>`
      INSERT INTO allocations (clinic_id, id, resource_id, during, appointment_id, hold_id)
      VALUES ${Prisma.join(rows)}
      ON CONFLICT DO NOTHING
      RETURNING resource_id`;
    return taken.length === rows.length;
  }

  /** What a hold takes is a visit's from now on; it is free at no moment. */
  async passOn(tx: Tx, clinicId: ClinicId, holdId: HoldId, appointmentId: AppointmentId): Promise<void> {
    await tx.allocation.updateMany({ where: { clinicId, holdId }, data: { holdId: null, appointmentId } });
  }

  /** Gives back what a visit takes. */
  async release(tx: Tx, clinicId: ClinicId, appointmentId: AppointmentId, now: Temporal.Instant): Promise<void> {
    await tx.allocation.updateMany({
      where: { clinicId, appointmentId, releasedAt: null },
      data: { releasedAt: toDate(now) },
    });
  }

  /** What a visit takes, or took before it was released, in the order of taking. */
  async ofVisit(tx: Tx, clinicId: ClinicId, appointmentId: AppointmentId): Promise<Allotment[]> {
    const rows = await tx.$queryRaw<{ resourceId: string; from: Date; to: Date }[]>`
      SELECT DISTINCT resource_id AS "resourceId", lower(during) AS "from", upper(during) AS "to"
      FROM allocations
      WHERE clinic_id = ${clinicId}::uuid AND appointment_id = ${appointmentId}::uuid
      ORDER BY 1, 2`;
    return rows.map(({ resourceId, from, to }) => ({ resourceId, startsAt: fromDate(from), endsAt: fromDate(to) }));
  }

  /** What a visit takes of people, or took before it was released. */
  async providerTimeOf(
    tx: Tx,
    clinicId: ClinicId,
    appointmentId: AppointmentId,
  ): Promise<(Stretch & { providerId: ProviderId })[]> {
    const rows = await tx.$queryRaw<{ providerId: ProviderId; from: Date; to: Date }[]>`
      SELECT DISTINCT a.resource_id AS "providerId", lower(a.during) AS "from", upper(a.during) AS "to"
      FROM allocations a JOIN providers p ON p.clinic_id = a.clinic_id AND p.id = a.resource_id
      WHERE a.clinic_id = ${clinicId}::uuid AND a.appointment_id = ${appointmentId}::uuid
      ORDER BY 1, 2`;
    return rows.map(({ providerId, from, to }) => ({ providerId, fromMs: from.getTime(), toMs: to.getTime() }));
  }
}
