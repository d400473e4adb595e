import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import type { ClinicId, WaitlistOfferId } from '../common/ids/ids.js';
import { DeskTasks } from '../desk/desk-tasks.service.js';
import { JobQueue } from '../jobs/job-queue.service.js';
import { BookingTexts } from '../messaging/booking-texts.service.js';
import { TextClaims, type TextAnswer } from '../messaging/text-claims.js';
import {
  offerDeclinedText,
  offerGoneText,
  offerRequestedText,
  visitTime,
} from '../messaging/text-templates.builder.js';
import { Texts } from '../messaging/texts.service.js';
import { BookingsService } from '../scheduling/bookings.service.js';
import { MovesService } from '../scheduling/moves.service.js';
import type { Appointment } from '../scheduling/scheduling.types.js';
import { OfferEndings } from './offer-endings.service.js';
import { WaitlistEntriesRepository } from './waitlist-entries.repository.js';
import { WaitlistOffersRepository } from './waitlist-offers.repository.js';
import { offerDeadline } from './waitlist.jobs.js';
import { WaitlistMetrics } from './waitlist.metrics.js';
import { ACTOR, type WaitlistEntry, type WaitlistOffer } from './waitlist.types.js';

/** An answer with the offer that it is to, and the entry that it was made to, which is locked. */
interface Answered {
  answer: TextAnswer;
  offer: WaitlistOffer;
  entry: WaitlistEntry;
}

/** What people say to offers, and those who say nothing. An answer and a deadline take turns at the entry: the first one counts. */
@Injectable()
export class OfferAnswers implements OnModuleInit {
  constructor(
    private readonly entries: WaitlistEntriesRepository,
    private readonly offers: WaitlistOffersRepository,
    private readonly endings: OfferEndings,
    private readonly bookings: BookingsService,
    private readonly moves: MovesService,
    private readonly texts: Texts,
    private readonly bookingTexts: BookingTexts,
    private readonly claims: TextClaims,
    private readonly desk: DeskTasks,
    private readonly jobs: JobQueue,
    private readonly metrics: WaitlistMetrics,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.claims.register((tx, answer) => this.take(tx, answer));
    this.jobs.handle(offerDeadline, ({ clinicId, offerId }) =>
      this.expire(clinicId as ClinicId, offerId as WaitlistOfferId),
    );
  }

  /** Nobody answered in time. */
  async expire(clinicId: ClinicId, offerId: WaitlistOfferId): Promise<void> {
    await this.database.inClinic(clinicId, async (tx) => {
      const seen = await this.offers.find(tx, clinicId, offerId);
      if (!seen) return;
      await this.entries.lock(tx, clinicId, seen.entryId);
      const offer = await this.offers.find(tx, clinicId, offerId);
      if (offer?.status !== 'open') return;
      const now = this.clock.now();
      if (isInTime(offer, now)) {
        // The queue's clock is ahead of ours.
        await this.jobs.enqueue(tx, offerDeadline, { clinicId, offerId }, { at: offer.answerBy });
      } else {
        await this.endings.end(tx, clinicId, offer, 'expired', now);
      }
    });
  }

  /**
   * An open offer to the number claims the answer. One that has ended does while it is the last that we asked them: who says yes
   * to it is told that it is too late, instead of having confirmed another visit.
   */
  async take(tx: Tx, answer: TextAnswer): Promise<boolean> {
    const { clinic, from, lastAsked } = answer;
    const seen = await this.offers.lastTo(tx, clinic.id, from);
    if (!seen || (seen.status !== 'open' && lastAsked !== 'waitlist_offer')) return false;
    const entry = await this.entries.lock(tx, clinic.id, seen.entryId);
    const offer = await this.offers.find(tx, clinic.id, seen.id);
    if (!entry || !offer) return false;
    await (answer.answer === 'yes'
      ? this.accept(tx, { answer, offer, entry })
      : this.decline(tx, { answer, offer, entry }));
    return true;
  }

  private async decline(tx: Tx, { answer, offer }: Answered): Promise<void> {
    if (offer.status !== 'open') return;
    const { clinic, now } = answer;
    await this.reply(tx, answer, offer, 'declined', offerDeclinedText(clinic));
    await this.endings.end(tx, clinic.id, offer, 'declined', now);
  }

  private async accept(tx: Tx, answered: Answered): Promise<void> {
    const { answer, offer } = answered;
    const { clinic, now } = answer;
    if (offer.status === 'accepted') return;
    if (offer.status === 'open' && !isInTime(offer, now)) {
      await this.endings.end(tx, clinic.id, offer, 'expired', now);
      return this.tellTooLate(tx, answered);
    }
    // The visit may have been moved or cancelled since the offer was made.
    await this.endings.settle(tx, clinic, now, offer.entryId);
    const current = await this.offers.find(tx, clinic.id, offer.id);
    const visit = current?.status === 'open' ? await this.visitFrom(tx, answered) : null;
    if (visit) {
      await this.tellBooked(tx, answered, visit);
      return this.endings.accept(tx, clinic.id, offer, visit.id, now);
    }
    if (current?.status === 'open') await this.endings.end(tx, clinic.id, offer, 'withdrawn', now);
    return this.tellTooLate(tx, answered);
  }

  /** Their visit at the offered time, instead of the one they have or as a new one; null when that can't be any more. */
  private async visitFrom(tx: Tx, { answer, offer }: Answered): Promise<Appointment | null> {
    const { clinic, now } = answer;
    const entry = await this.entries.lock(tx, clinic.id, offer.entryId);
    if (!entry) return null;
    const request = {
      clinicId: clinic.id,
      slot: offer,
      owner: { offerId: offer.id },
      idempotencyKey: `waitlist:${offer.id}`,
      callId: null,
      actor: ACTOR,
      now,
    };
    const { appointmentId } = entry;
    if (appointmentId) {
      // By the clinic: whoever comes at our wish has not given their visit up late.
      const outcome = await this.moves.moveIn(tx, { ...request, appointmentId, by: 'clinic' });
      return outcome?.kind === 'moved' ? outcome.appointment : null;
    }
    const outcome = await this.bookings.bookIn(tx, { ...request, patient: { id: entry.patientId } });
    return outcome?.kind === 'booked' ? outcome.appointment : null;
  }

  /** A visit that the desk has to agree to first is not confirmed to anybody: it waits at the desk. */
  private async tellBooked(tx: Tx, { answer, offer }: Answered, visit: Appointment): Promise<void> {
    const { clinic, now, from } = answer;
    if (visit.status !== 'requested') {
      return this.bookingTexts.confirm(tx, { clinic, appointment: visit, to: from, callId: null });
    }
    await this.reply(tx, answer, offer, 'requested', offerRequestedText(clinic, visit.startsAt, now));
    const when = visitTime(clinic, visit.startsAt, now);
    await this.desk.askToCallBack(tx, {
      clinicId: clinic.id,
      origin: 'text',
      originKey: `request:${visit.id}`,
      callId: null,
      callerNumber: from,
      note: `Waiting list: took a time that has to be agreed to: ${visit.typeName}, ${when}. The time is kept.`,
    });
  }

  private async tellTooLate(tx: Tx, { answer, offer }: Answered): Promise<void> {
    const { clinic, now, from, carrierSid } = answer;
    this.metrics.offers.inc({ result: 'late' });
    await this.reply(tx, answer, offer, 'gone', offerGoneText(clinic));
    await this.desk.askToCallBack(tx, {
      clinicId: clinic.id,
      origin: 'text',
      originKey: `text:${carrierSid}`,
      callId: null,
      callerNumber: from,
      note: `Waiting list: wanted the time on ${visitTime(clinic, offer.startsAt, now)} when it was gone.`,
    });
  }

  /** Once for each offer, so that two machines don't talk for ever; from the number they wrote to. */
  private reply(tx: Tx, { clinic, from, to }: TextAnswer, { id }: WaitlistOffer, subject: string, body: string) {
    const idempotencyKey = `reply:waitlist_${subject}:${id}`;
    return this.texts.queue(tx, { clinicId: clinic.id, kind: 'reply', to: from, from: to, body, idempotencyKey });
  }
}

const isInTime = ({ answerBy }: WaitlistOffer, now: Temporal.Instant): boolean =>
  Temporal.Instant.compare(now, answerBy) < 0;
