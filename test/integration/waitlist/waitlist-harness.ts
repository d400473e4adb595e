import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { AppointmentTypeId, PatientId, WaitlistEntryId } from '../../../src/common/ids/ids.js';
import { BookingTexts } from '../../../src/messaging/booking-texts.service.js';
import { IncomingTexts } from '../../../src/messaging/incoming-texts.service.js';
import { RecallsModule } from '../../../src/recalls/recalls.module.js';
import { Blockouts } from '../../../src/scheduling/blockouts.service.js';
import { BookingsService } from '../../../src/scheduling/bookings.service.js';
import { FindingService } from '../../../src/scheduling/finding.service.js';
import { MovesService } from '../../../src/scheduling/moves.service.js';
import { OutsideBusyTime } from '../../../src/scheduling/outside-busy.service.js';
import type { Appointment, FreedTime, Slot } from '../../../src/scheduling/scheduling.types.js';
import { VisitsService } from '../../../src/scheduling/visits.service.js';
import { OfferAnswers } from '../../../src/waitlist/offer-answers.service.js';
import { Offering } from '../../../src/waitlist/offering.service.js';
import { WaitlistModule } from '../../../src/waitlist/waitlist.module.js';
import { Waitlist } from '../../../src/waitlist/waitlist.service.js';
import type { AddOutcome, AddToWaitlist } from '../../../src/waitlist/waitlist.types.js';
import { buildClinic, buildPatient, type BuiltClinic, type ClinicOptions } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { startApi, type TestApi } from '../../support/test-api.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { until } from '../../support/until.js';

/** Friday, ten in the morning in New York. */
export const NOW = '2026-11-20T15:00:00Z';
export const DESK = { kind: 'api_key', id: 'desk' } as const;

/** Somebody with a phone of their own. */
export interface Person {
  id: PatientId;
  phone: string;
}

/** A clinic's waiting list with its jobs running, on a clock that stands still. No text gets anywhere. */
export class WaitlistBench {
  clinic!: BuiltClinic;
  private phones = 0;

  private constructor(
    readonly database: TestDatabase,
    readonly clock: ManualClock,
    private readonly api: TestApi,
  ) {}

  static async start(): Promise<WaitlistBench> {
    const database = await openTestDatabase();
    const clock = new ManualClock(NOW);
    return new WaitlistBench(
      database,
      clock,
      await startApi(database, { imports: [WaitlistModule, RecallsModule], clock }),
    );
  }

  async close(): Promise<void> {
    await this.api.close();
    await this.database.close();
  }

  get prisma() {
    return this.database.prisma;
  }

  get waitlist(): Waitlist {
    return this.api.app.get(Waitlist);
  }

  /** A clinic of its own for a test, on that Friday again. */
  async newClinic(options: ClinicOptions = {}): Promise<void> {
    this.clock.stall(Temporal.Instant.from(NOW).epochMilliseconds - this.clock.nowMs());
    this.clinic = await buildClinic(this.prisma, options);
  }

  async person(givenName = 'Ada'): Promise<Person> {
    const phone = `+1512555${String(++this.phones).padStart(4, '0')}`;
    const id = await buildPatient(this.prisma, this.clinic, { givenName: `${givenName} ${randomUUID()}`, phone });
    return { id, phone };
  }

  instant(local: string): Temporal.Instant {
    return Temporal.PlainDateTime.from(local).toZonedDateTime(this.clinic.timeZone).toInstant();
  }

  slot(local: string, { minutes = 60, typeId = this.clinic.typeId, provider = 0 } = {}): Omit<Slot, 'providerName'> {
    const [providerId, operatoryId] = [this.clinic.providerIds[provider], this.clinic.operatoryIds[provider]];
    if (!providerId || !operatoryId) throw new Error('no such provider');
    const startsAt = this.instant(local);
    return { typeId, providerId, operatoryId, startsAt, endsAt: startsAt.add({ minutes }) };
  }

  async book(person: Person, local: string, options: Parameters<WaitlistBench['slot']>[1] = {}): Promise<Appointment> {
    const outcome = await this.api.app.get(BookingsService).book({
      clinicId: this.clinic.clinicId,
      patient: { id: person.id },
      slot: this.slot(local, options),
      idempotencyKey: randomUUID(),
      callId: null,
      actor: DESK,
      now: this.clock.now(),
    });
    if (outcome.kind !== 'booked') throw new Error(outcome.kind);
    return outcome.appointment;
  }

  cancel({ id }: Appointment, by: 'patient' | 'clinic' = 'patient') {
    const who = { clinicId: this.clinic.clinicId, callId: null, actor: DESK, now: this.clock.now() };
    return this.api.app.get(VisitsService).cancel({ ...who, appointmentId: id, by });
  }

  async move({ id }: Appointment, local: string): Promise<Appointment> {
    const outcome = await this.api.app.get(MovesService).move({
      clinicId: this.clinic.clinicId,
      appointmentId: id,
      slot: this.slot(local),
      idempotencyKey: randomUUID(),
      by: 'patient',
      callId: null,
      actor: DESK,
      now: this.clock.now(),
    });
    if (outcome.kind !== 'moved') throw new Error(outcome.kind);
    return outcome.appointment;
  }

  add(person: Person, changes: Partial<AddToWaitlist> = {}): Promise<AddOutcome> {
    return this.waitlist.add({
      clinicId: this.clinic.clinicId,
      patient: { id: person.id },
      typeId: this.clinic.typeId,
      providerId: null,
      appointmentId: null,
      fromDay: Temporal.PlainDate.from('2026-11-20'),
      untilDay: Temporal.PlainDate.from('2026-12-20'),
      weekdays: [1, 2, 3, 4, 5, 6, 7],
      earliestMinute: 0,
      latestMinute: 1440,
      minNoticeMinutes: 120,
      phone: person.phone,
      callId: null,
      actor: DESK,
      now: this.clock.now(),
      ...changes,
    });
  }

  /** On the list a second later than whoever came before. */
  async waits(person: Person, changes: Partial<AddToWaitlist> = {}): Promise<WaitlistEntryId> {
    this.clock.advance(1000);
    const outcome = await this.add(person, changes);
    if (!('entryId' in outcome)) throw new Error(outcome.kind);
    return outcome.entryId;
  }

  freed(local: string, minutes = 60): FreedTime {
    const { providerId, startsAt, endsAt } = this.slot(local, { minutes });
    return { clinicId: this.clinic.clinicId, providerId, startsAt, endsAt };
  }

  get blockouts(): Blockouts {
    return this.api.app.get(Blockouts, { strict: false });
  }

  get outsideBusy(): OutsideBusyTime {
    return this.api.app.get(OutsideBusyTime, { strict: false });
  }

  /** What the job of freed time does. */
  offer(freed: FreedTime): Promise<void> {
    return this.api.app.get(Offering).offer(freed);
  }

  /** What the job of an offer's deadline does. */
  expire(offer: { id: string }): Promise<void> {
    return this.api.app.get(OfferAnswers).expire(this.clinic.clinicId, offer.id as never);
  }

  /** An incoming text. */
  say(person: Person, body: string) {
    const carrierSid = `SM${randomUUID().replaceAll('-', '')}`;
    const text = { carrierSid, from: person.phone, to: this.clinic.number, body, optOutType: null };
    return this.api.app.get(IncomingTexts).take(text);
  }

  /** The text that follows a booking. */
  confirmByText({ phone }: Person, appointment: Appointment): Promise<void> {
    const clinic = { id: this.clinic.clinicId, name: 'Test Dental', timeZone: this.clinic.timeZone };
    const texts = this.api.app.get(BookingTexts);
    return this.prisma.inClinic(this.clinic.clinicId, (tx) =>
      texts.confirm(tx, { clinic, appointment, to: phone, callId: null }),
    );
  }

  /** Somebody waits for a lock with a statement like this. */
  async waiting(statement: string): Promise<void> {
    await until(
      () => this.prisma.$queryRaw<unknown[]>`
        SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
          AND query LIKE ${statement}`,
      ({ length }) => length > 0,
    );
  }

  offers(person?: Person) {
    return this.prisma.waitlistOffer.findMany({
      where: { clinicId: this.clinic.clinicId, ...(person && { entry: { patientId: person.id } }) },
      orderBy: [{ offeredAt: 'asc' }, { startsAt: 'asc' }],
    });
  }

  /** Waits until the last offer to somebody has come to this, and answers it. */
  async offered(person: Person, status = 'open') {
    const rows = await until(
      () => this.offers(person),
      (found) => found.at(-1)?.status === status,
    );
    const last = rows.at(-1);
    if (!last) throw new Error('no offer');
    return last;
  }

  entry(id: WaitlistEntryId) {
    return this.prisma.waitlistEntry.findFirstOrThrow({ where: { id } });
  }

  async visits(person: Person): Promise<string[]> {
    const rows = await this.prisma.appointment.findMany({
      where: { clinicId: this.clinic.clinicId, patientId: person.id },
      orderBy: [{ startsAt: 'asc' }, { status: 'asc' }],
    });
    return rows.map(({ startsAt, status }) => `${this.local(startsAt)} ${status}`);
  }

  local(date: Date): string {
    return Temporal.Instant.fromEpochMilliseconds(date.getTime())
      .toZonedDateTimeISO(this.clinic.timeZone)
      .toPlainDateTime()
      .toString({ smallestUnit: 'minute' });
  }

  texts({ phone }: Person) {
    const where = { clinicId: this.clinic.clinicId, theirNumber: phone, direction: 'outbound' };
    return this.prisma.text.findMany({ where, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
  }

  /** The texts of these kinds have been tried to send, so they may have reached them. */
  async haveReached(person: Person): Promise<void> {
    await until(
      () => this.texts(person),
      (rows) => rows.length > 0 && rows.every(({ attempts }) => attempts > 0),
    );
  }

  tasks({ phone }: Person) {
    return this.prisma.deskTask.findMany({ where: { clinicId: this.clinic.clinicId, callerNumber: phone } });
  }

  /** Whether a caller could have this time. */
  async isFree(local: string, typeId: AppointmentTypeId = this.clinic.typeId): Promise<boolean> {
    const { providerId, startsAt } = this.slot(local);
    const date = Temporal.PlainDateTime.from(local).toPlainDate();
    const slots = await this.api.app.get(FindingService).findSlots({
      ...{ clinicId: this.clinic.clinicId, typeId, providerId, limit: Infinity, now: this.clock.now() },
      window: { from: date, to: date },
    });
    return slots.some((slot) => slot.startsAt.equals(startsAt));
  }
}
