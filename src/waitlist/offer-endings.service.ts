import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import type { AppointmentId, ClinicId, WaitlistEntryId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { JobQueue } from '../jobs/job-queue.service.js';
import { HoldsService } from '../scheduling/holds.service.js';
import { timeFreed } from '../scheduling/scheduling.jobs.js';
import { WaitlistEntriesRepository } from './waitlist-entries.repository.js';
import { WaitlistOffersRepository } from './waitlist-offers.repository.js';
import { ACTOR } from './waitlist.types.js';
import { WaitlistMetrics } from './waitlist.metrics.js';
import type { WaitlistOffer } from './waitlist.types.js';

/** How offers end. Every method wants the offer's entry, or the clinic's list, locked in `tx`. */
@Injectable()
export class OfferEndings {
  constructor(
    private readonly entries: WaitlistEntriesRepository,
    private readonly offers: WaitlistOffersRepository,
    private readonly holds: HoldsService,
    private readonly audit: AuditLog,
    private readonly jobs: JobQueue,
    private readonly metrics: WaitlistMetrics,
  ) {}

  /** The offer has become this visit: its hold is used up, and they are off the list. */
  async accept(tx: Tx, clinicId: ClinicId, offer: WaitlistOffer, visit: AppointmentId, now: Temporal.Instant) {
    await this.offers.close(tx, clinicId, offer.id, { status: 'accepted', appointmentId: visit }, now);
    await this.entries.setStatus(tx, clinicId, offer.entryId, 'booked', now);
    await this.record(tx, clinicId, offer, 'accepted', now);
  }

  /** Nothing came of an open offer: whom it was made to waits on if they were waiting for this, and others get the time. */
  async end(
    tx: Tx,
    clinicId: ClinicId,
    offer: WaitlistOffer,
    status: 'declined' | 'expired' | 'withdrawn',
    now: Temporal.Instant,
  ): Promise<void> {
    if (await this.giveUp(tx, clinicId, offer, status, now)) await this.record(tx, clinicId, offer, status, now);
  }

  /**
   * Brings the clinic's entries, or one of them, in line with their visits and the day, and withdraws the offers that are of no
   * use to anybody any more.
   */
  async settle(
    tx: Tx,
    { id: clinicId, timeZone }: { id: ClinicId; timeZone: string },
    now: Temporal.Instant,
    only: WaitlistEntryId | null = null,
  ): Promise<void> {
    const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
    const closed = await this.entries.settle(tx, clinicId, { today, now }, only);
    const withdrawn: WaitlistOffer[] = [];
    for (const offer of await this.offers.pointless(tx, clinicId, only)) {
      await this.entries.lock(tx, clinicId, offer.entryId);
      if (await this.giveUp(tx, clinicId, offer, 'withdrawn', now)) withdrawn.push(offer);
    }
    for (const offer of withdrawn) await this.record(tx, clinicId, offer, 'withdrawn', now);
    for (const { id, patientId, status } of closed) {
      await this.audit.record(tx, {
        clinicId,
        at: now,
        actor: ACTOR,
        action: `waitlist.${status}`,
        subject: { kind: 'waitlist_entry', id },
        patientIds: [patientId],
      });
    }
  }

  /** False when it was not open any more. */
  private async giveUp(
    tx: Tx,
    clinicId: ClinicId,
    offer: WaitlistOffer,
    status: 'declined' | 'expired' | 'withdrawn',
    now: Temporal.Instant,
  ): Promise<boolean> {
    if (!(await this.offers.close(tx, clinicId, offer.id, { status, appointmentId: null }, now))) return false;
    await this.entries.waitOn(tx, clinicId, offer.entryId);
    await this.holds.release(tx, clinicId, { offerId: offer.id });
    const { providerId, startsAt, endsAt } = offer;
    const freed = { clinicId, providerId, startsAt: startsAt.toString(), endsAt: endsAt.toString() };
    await this.jobs.enqueue(tx, timeFreed, freed);
    return true;
  }

  private async record(
    tx: Tx,
    clinicId: ClinicId,
    { id, entryId, patientId }: WaitlistOffer,
    result: 'accepted' | 'declined' | 'expired' | 'withdrawn',
    now: Temporal.Instant,
  ): Promise<void> {
    this.metrics.offers.inc({ result });
    await this.audit.record(tx, {
      clinicId,
      at: now,
      actor: ACTOR,
      action: `waitlist_offer.${result}`,
      subject: { kind: 'waitlist_offer', id },
      patientIds: [patientId],
      detail: { entryId },
    });
  }
}
