import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import type { ClinicId } from '../common/ids/ids.js';
import { AppointmentRepliesRepository } from './appointment-replies.repository.js';
import type { AppointmentReply, ReplyOutcome, UpcomingVisits } from './appointment-replies.types.js';
import { VisitsService } from './visits.service.js';

/** What patients answer when they are asked about a visit. Everything happens in the transaction that is given. */
@Injectable()
export class AppointmentReplies {
  constructor(
    private readonly replies: AppointmentRepliesRepository,
    private readonly visits: VisitsService,
  ) {}

  /** The visits to come of the clinic's patients who have this E.164 number. */
  upcomingOf(tx: Tx, clinicId: ClinicId, phone: string, now: Temporal.Instant): Promise<UpcomingVisits> {
    return this.replies.upcomingOf(tx, clinicId, phone, now);
  }

  /** They will come. A second time changes nothing. */
  async confirm(tx: Tx, reply: AppointmentReply): Promise<ReplyOutcome> {
    const outcome = await this.visits.confirmIn(tx, { ...reply, callId: null });
    return outcome.kind === 'confirmed' ? 'done' : 'too_late';
  }

  /** They won't come: the time is free for others. A second time changes nothing. */
  async cancel(tx: Tx, reply: AppointmentReply): Promise<ReplyOutcome> {
    const outcome = await this.visits.cancelIn(tx, { ...reply, callId: null, by: 'patient' });
    return outcome.kind === 'cancelled' ? 'done' : 'too_late';
  }
}
