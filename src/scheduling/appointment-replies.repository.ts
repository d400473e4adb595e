import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import type { AppointmentId, ClinicId } from '../common/ids/ids.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import type { UpcomingVisits } from './appointment-replies.types.js';
import { OPEN_STATUSES } from './scheduling.types.js';

@Injectable()
export class AppointmentRepliesRepository {
  async upcomingOf(tx: Tx, clinicId: ClinicId, phone: string, now: Temporal.Instant): Promise<UpcomingVisits> {
    const patients = await tx.patient.findMany({ where: { clinicId, phone }, select: { id: true } });
    const rows = await tx.appointment.findMany({
      where: {
        clinicId,
        patientId: { in: patients.map(({ id }) => id) },
        status: { in: [...OPEN_STATUSES] },
        startsAt: { gt: toDate(now) },
      },
      orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
      select: { id: true, startsAt: true },
    });
    const visits = rows.map(({ id, startsAt }) => ({ id: id as AppointmentId, startsAt: fromDate(startsAt) }));
    return { visits, patients: patients.length };
  }
}
