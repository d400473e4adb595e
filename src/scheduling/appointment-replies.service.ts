import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import type { ClinicId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { AppointmentRepliesRepository } from './appointment-replies.repository.js';
import type { AppointmentReply, ReplyOutcome, UpcomingVisits } from './appointment-replies.types.js';

/** What patients answer when they are asked about a visit. Everything happens in the transaction that is given. */
@Injectable()
export class AppointmentReplies {
  constructor(
    private readonly appointments: AppointmentRepliesRepository,
    private readonly audit: AuditLog,
  ) {}

  /** The visits to come of the clinic's patients who have this E.164 number. */
  upcomingOf(tx: Tx, clinicId: ClinicId, phone: string, now: Temporal.Instant): Promise<UpcomingVisits> {
    return this.appointments.upcomingOf(tx, clinicId, phone, now);
  }

  /** They will come. A second time changes nothing. */
  async confirm(tx: Tx, reply: AppointmentReply): Promise<ReplyOutcome> {
    if (await this.appointments.change(tx, reply, ['scheduled'], 'confirmed')) {
      await this.record(tx, reply, 'appointment.confirmed');
      return 'done';
    }
    return (await this.appointments.statusOf(tx, reply)) === 'confirmed' ? 'done' : 'too_late';
  }

  /** They won't come: the time is free for others. A second time changes nothing. */
  async cancel(tx: Tx, reply: AppointmentReply): Promise<ReplyOutcome> {
    if (await this.appointments.change(tx, reply, ['scheduled', 'confirmed'], 'cancelled')) {
      await this.appointments.release(tx, reply);
      await this.record(tx, reply, 'appointment.cancelled');
      return 'done';
    }
    return (await this.appointments.statusOf(tx, reply)) === 'cancelled' ? 'done' : 'too_late';
  }

  private record(tx: Tx, { clinicId, appointmentId, actor, now }: AppointmentReply, action: string): Promise<void> {
    return this.audit.record(tx, {
      clinicId,
      at: now,
      actor,
      action,
      subject: { kind: 'appointment', id: appointmentId },
    });
  }
}
