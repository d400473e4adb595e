import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { ClinicsService } from '../clinics/clinics.service.js';
import type { Clinic } from '../clinics/clinics.types.js';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import {
  newId,
  type AppointmentTypeId,
  type ClinicId,
  type ProviderId,
  type WaitlistOfferId,
} from '../common/ids/ids.js';
import { Logger } from '../common/logging/logger.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { JobQueue } from '../jobs/job-queue.service.js';
import { offerText } from '../messaging/text-templates.builder.js';
import { Texts } from '../messaging/texts.service.js';
import { inAttempts } from '../scheduling/attempts.js';
import { FindingService } from '../scheduling/finding.service.js';
import { HoldsService } from '../scheduling/holds.service.js';
import { timeFreed } from '../scheduling/scheduling.jobs.js';
import type { FreedTime, Slot } from '../scheduling/scheduling.types.js';
import { OfferEndings } from './offer-endings.service.js';
import { WaitlistEntriesRepository } from './waitlist-entries.repository.js';
import { WaitlistOffersRepository } from './waitlist-offers.repository.js';
import { entryDeadline, offerDeadline } from './waitlist.jobs.js';
import { WaitlistMetrics } from './waitlist.metrics.js';
import { answerBy, sendingFrom, timeFor } from './waitlist.policy.js';
import { ACTOR, type Candidate, type OfferTerms, type WaitlistOffer } from './waitlist.types.js';

interface Round {
  clinic: Clinic;
  freed: FreedTime;
  terms: OfferTerms;
}

/** Passes time that has become free on to those who wait for it. */
@Injectable()
export class Offering implements OnModuleInit {
  constructor(
    private readonly entries: WaitlistEntriesRepository,
    private readonly offers: WaitlistOffersRepository,
    private readonly endings: OfferEndings,
    private readonly finding: FindingService,
    private readonly holds: HoldsService,
    private readonly texts: Texts,
    private readonly clinics: ClinicsService,
    private readonly audit: AuditLog,
    private readonly jobs: JobQueue,
    private readonly metrics: WaitlistMetrics,
    private readonly database: PrismaService,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(timeFreed, ({ clinicId, providerId, startsAt, endsAt }) =>
      this.offer({
        clinicId: clinicId as ClinicId,
        providerId: providerId as ProviderId,
        startsAt: Temporal.Instant.from(startsAt),
        endsAt: Temporal.Instant.from(endsAt),
      }),
    );
    this.jobs.handle(entryDeadline, async ({ clinicId }) => void (await this.settle(clinicId as ClinicId)));
  }

  /**
   * Offers the time to those whom it suits, who came first first, until nothing of it is left or nobody wants it. At night
   * everybody is left alone till the morning; until then the time is anybody's. A second time changes nothing: what is offered
   * is held, and so not free.
   */
  async offer(freed: FreedTime): Promise<void> {
    const clinic = await this.settle(freed.clinicId);
    const now = this.clock.now();
    if (Temporal.Instant.compare(freed.endsAt, now) <= 0) return;
    const terms = { ...(await this.database.inClinic(clinic.id, (tx) => this.offers.termsOf(tx, clinic.id))), now };
    const from = sendingFrom(terms);
    if (Temporal.Instant.compare(now, from) < 0) return this.putOff(freed, from);
    while (await this.offerToNext({ clinic, freed, terms }));
  }

  /** Brings the clinic's list in line with what has happened since. */
  private async settle(clinicId: ClinicId): Promise<Clinic> {
    const clinic = await this.clinics.get(clinicId);
    await this.database.inClinic(clinicId, async (tx) => {
      await this.entries.lockClinic(tx, clinicId);
      await this.endings.settle(tx, clinic, this.clock.now());
    });
    return clinic;
  }

  private async putOff(freed: FreedTime, until: Temporal.Instant): Promise<void> {
    if (Temporal.Instant.compare(freed.endsAt, until) <= 0) return;
    const job = { ...freed, startsAt: freed.startsAt.toString(), endsAt: freed.endsAt.toString() };
    await this.database.inClinic(freed.clinicId, (tx) => this.jobs.enqueue(tx, timeFreed, job, { at: until }));
  }

  /** True when somebody has been asked. */
  private async offerToNext(round: Round): Promise<boolean> {
    const { freed, terms } = round;
    const days = { from: dayOf(freed.startsAt, terms), to: dayOf(freed.endsAt, terms) };
    const slotsOf = new Map<AppointmentTypeId, Slot[]>();
    const waiting = await this.database.inClinic(freed.clinicId, (tx) => this.entries.waitingFor(tx, freed, days));
    for (const candidate of waiting) {
      const { typeId } = candidate;
      const slots = slotsOf.get(typeId) ?? (await this.freeSlots(round, typeId, days));
      slotsOf.set(typeId, slots);
      const slot = timeFor(candidate, slots, freed, terms);
      if (slot && (await this.offerTo(round, candidate, slot))) return true;
    }
    return false;
  }

  private freeSlots(
    { freed: { clinicId, providerId }, terms: { now } }: Round,
    typeId: AppointmentTypeId,
    window: { from: Temporal.PlainDate; to: Temporal.PlainDate },
  ): Promise<Slot[]> {
    return this.finding.findSlots({ clinicId, typeId, providerId, window, now, limit: Infinity });
  }

  private async offerTo(round: Round, { id }: Candidate, slot: Slot): Promise<boolean> {
    const offer = await inAttempts<WaitlistOffer | null>(
      this.database,
      round.clinic.id,
      (made) => made !== null,
      (tx, isRetry) => this.offerWithin(tx, round, id, slot, isRetry),
    );
    if (!offer) return false;
    this.metrics.offers.inc({ result: 'offered' });
    this.log.info('waitlist.offered', { clinicId: round.clinic.id, requestId: offer.id });
    return true;
  }

  /** Null when it does not suit them any more, they can't be asked, or the time has gone. */
  private async offerWithin(
    tx: Tx,
    round: Round,
    entryId: Candidate['id'],
    slot: Slot,
    isRetry: boolean,
  ): Promise<WaitlistOffer | null> {
    const { clinic, freed, terms } = round;
    await this.entries.lockClinic(tx, clinic.id);
    await this.entries.lock(tx, clinic.id, entryId);
    const candidate = await this.entries.candidate(tx, clinic.id, entryId);
    if (candidate?.status !== 'waiting' || !timeFor(candidate, [slot], freed, terms)) return null;
    if (!(await this.texts.canReach(tx, clinic.id, candidate.phone))) return null;
    if (!(await this.entries.canBeAsked(tx, clinic.id, candidate, slot))) return null;
    const offer = offerOf(candidate, slot, terms);
    if (!offer) return null;
    await this.offers.insert(tx, clinic.id, offer, terms.now);
    await this.entries.setStatus(tx, clinic.id, entryId, 'offered', terms.now);
    const hold = { clinicId: clinic.id, owner: { offerId: offer.id }, slot, expiresAt: offer.answerBy, now: terms.now };
    if (!(await this.holds.holdIn(tx, hold, isRetry))) return null;
    await this.tell(tx, round, candidate, offer);
    return offer;
  }

  private async tell(tx: Tx, { clinic, terms }: Round, candidate: Candidate, offer: WaitlistOffer): Promise<void> {
    const earlier = candidate.appointmentId !== null;
    await this.texts.queue(tx, {
      clinicId: clinic.id,
      kind: 'waitlist_offer',
      to: offer.phone,
      body: offerText(clinic, { ...offer, earlier }, terms.now),
      idempotencyKey: `waitlist_offer:${offer.id}`,
    });
    await this.jobs.enqueue(tx, offerDeadline, { clinicId: clinic.id, offerId: offer.id }, { at: offer.answerBy });
    await this.audit.record(tx, {
      clinicId: clinic.id,
      at: terms.now,
      actor: ACTOR,
      action: 'waitlist_offer.made',
      subject: { kind: 'waitlist_offer', id: offer.id },
      patientIds: [offer.patientId],
      detail: {
        entryId: offer.entryId,
        providerId: offer.providerId,
        startsAt: offer.startsAt.toString(),
        answerBy: offer.answerBy.toString(),
      },
    });
  }
}

const dayOf = (instant: Temporal.Instant, { timeZone }: OfferTerms): Temporal.PlainDate =>
  instant.toZonedDateTimeISO(timeZone).toPlainDate();

function offerOf(candidate: Candidate, slot: Slot, terms: OfferTerms): WaitlistOffer | null {
  const until = answerBy({ startsAt: slot.startsAt, minNoticeMinutes: candidate.minNoticeMinutes }, terms);
  return (
    until && {
      id: newId<WaitlistOfferId>(),
      entryId: candidate.id,
      patientId: candidate.patientId,
      typeId: slot.typeId,
      providerId: slot.providerId,
      operatoryId: slot.operatoryId,
      startsAt: slot.startsAt,
      endsAt: slot.endsAt,
      status: 'open',
      answerBy: until,
      phone: candidate.phone,
    }
  );
}
