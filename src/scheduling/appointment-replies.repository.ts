import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import type { AppointmentId, ClinicId } from '../common/ids/ids.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import type { AppointmentReply, UpcomingVisits } from './appointment-replies.types.js';
import type { AppointmentStatus } from './scheduling.types.js';

@Injectable()
export class AppointmentRepliesRepository {
  async upcomingOf(tx: Tx, clinicId: ClinicId, phone: string, now: Temporal.Instant): Promise<UpcomingVisits> {
    const patients = await tx.patient.findMany({ where: { clinicId, phone }, select: { id: true } });
    const rows = await tx.appointment.findMany({
      where: {
        clinicId,
        patientId: { in: patients.map(({ id }) => id) },
        status: { in: ['scheduled', 'confirmed'] },
        startsAt: { gt: toDate(now) },
      },
      orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
      select: { id: true, startsAt: true },
    });
    const visits = rows.map(({ id, startsAt }) => ({ id: id as AppointmentId, startsAt: fromDate(startsAt) }));
    return { visits, patients: patients.length };
  }

  /** True when it was in one of the states `from` and had not begun. */
  async change(
    tx: Tx,
    { clinicId, appointmentId, now }: AppointmentReply,
    from: AppointmentStatus[],
    to: AppointmentStatus,
  ): Promise<boolean> {
    const { count } = await tx.appointment.updateMany({
      where: { clinicId, id: appointmentId, status: { in: from }, startsAt: { gt: toDate(now) } },
      data: { status: to, changedAt: toDate(now), cancelledBy: to === 'cancelled' ? 'patient' : null },
    });
    return count === 1;
  }

  async statusOf(tx: Tx, { clinicId, appointmentId }: AppointmentReply): Promise<AppointmentStatus | null> {
    const row = await tx.appointment.findUnique({
      where: { clinicId_id: { clinicId, id: appointmentId } },
      select: { status: true },
    });
    return row && (row.status as AppointmentStatus);
  }

  /** Gives the provider and the operatory back. */
  async release(tx: Tx, { clinicId, appointmentId, now }: AppointmentReply): Promise<void> {
    await tx.allocation.updateMany({
      where: { clinicId, appointmentId, releasedAt: null },
      data: { releasedAt: toDate(now) },
    });
  }
}
