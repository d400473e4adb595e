import { Injectable } from '@nestjs/common';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import type { CallId, ClinicId, PatientId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { PatientsService } from '../patients/patients.service.js';
import { AppointmentsRepository } from './appointments.repository.js';
import { inAttempts, LostError } from './attempts.js';
import { isOpenTo } from './availability.policy.js';
import type { Schedule } from './availability.types.js';
import { FindingService } from './finding.service.js';
import { PlacingService } from './placing.service.js';
import { IdempotencyKeyReusedError } from './scheduling.errors.js';
import { SchedulingMetrics } from './scheduling.metrics.js';
import { LIVE_STATUSES, type Appointment, type BookOutcome, type BookRequest, type Slot } from './scheduling.types.js';
import { VisitJobs } from './visit-jobs.service.js';
import { isByCaller, newVisit, rulesFor, statusOnBooking, withOwner } from './visits.builder.js';

/** What is written together with a booking or a move, such as the text that confirms it; what it throws undoes both. */
export type AlongWithVisit = (tx: Tx, appointment: Appointment) => Promise<void>;

/** Null: the time is taken, or the rules don't allow it. */
export type BookAttempt = Exclude<BookOutcome, { kind: 'slot_taken' }> | null;

/** Books visits. The order of locks is written down at `ResourceLocks`. */
@Injectable()
export class BookingsService {
  constructor(
    private readonly appointments: AppointmentsRepository,
    private readonly placing: PlacingService,
    private readonly finding: FindingService,
    private readonly patients: PatientsService,
    private readonly jobs: VisitJobs,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly metrics: SchedulingMetrics,
  ) {}

  /**
   * Books a slot for a patient, who is registered if unknown; all of it or nothing. A slot that has gone, or that the
   * rules no longer allow, is answered with the nearest others. When only the chair or a helper has gone, others are
   * taken: callers choose a time and a person. A hold of the owner on this time is used up. `also` happens in the transaction of
   * the booking, once.
   *
   * Callers are bound by who a type is open to, how it is booked by phone, and how many visits to come a patient may have; the
   * desk, and what the clinic offers by itself, are not.
   *
   * @throws AppointmentTypeNotFoundError, IdempotencyKeyReusedError
   */
  async book(request: BookRequest, also?: AlongWithVisit): Promise<BookOutcome> {
    const owned = withOwner(request);
    const outcome = await inAttempts<BookAttempt>(
      this.database,
      owned.clinicId,
      (attempt) => attempt?.kind === 'booked',
      (tx, isRetry) => this.attempt(tx, owned, isRetry, also),
    );
    if (outcome) return outcome;
    this.metrics.slotsTaken.inc({ wish: 'book' });
    const alternatives = await this.finding.alternativesTo({ ...owned, rules: rulesFor(owned) });
    return { kind: 'slot_taken', alternatives };
  }

  /**
   * In a transaction that does more. Null: the time is taken, or the rules don't allow it. A patient who was registered for it
   * stays unless the transaction is undone.
   *
   * @throws AppointmentTypeNotFoundError, IdempotencyKeyReusedError
   * @throws LostError when somebody else has just taken the time: the transaction must be undone
   */
  bookIn(tx: Tx, request: BookRequest): Promise<BookAttempt> {
    // As a retry: it may have no second chance to sweep what has expired.
    return this.attempt(tx, withOwner(request), true);
  }

  /** Whether a visit that still stands was booked in this call, with this provider and at this start. */
  hasBooked(clinicId: ClinicId, callId: CallId, slot: Pick<Slot, 'providerId' | 'startsAt'>): Promise<boolean> {
    return this.database.inClinic(clinicId, (tx) => this.appointments.isBookedIn(tx, clinicId, callId, slot));
  }

  private async attempt(tx: Tx, request: BookRequest, isRetry: boolean, also?: AlongWithVisit): Promise<BookAttempt> {
    const attempt = (await this.replay(tx, request)) ?? (await this.bookWithin(tx, request, isRetry, also));
    // What stands in the way may be what another request with this key has just booked.
    return attempt?.kind === 'booked' ? attempt : ((await this.replay(tx, request)) ?? attempt);
  }

  private async bookWithin(
    tx: Tx,
    request: BookRequest,
    isRetry: boolean,
    also?: AlongWithVisit,
  ): Promise<BookAttempt> {
    const { clinicId, slot } = request;
    const byCaller = isByCaller(request);
    const schedule = await this.placing.scheduleFor(tx, request, rulesFor(request));
    if (byCaller && schedule.type.phoneBooking === 'no') return { kind: 'not_by_phone' };
    const place = await this.placing.placeForVisit(tx, schedule, request, isRetry);
    if (!place) return null;

    const { patientId, registered } = await this.patients.recordOf(tx, clinicId, request.patient, request.now);
    await this.patients.lock(tx, clinicId, patientId);
    const obstacle = await this.obstacleFor(tx, patientId, schedule.type, request, byCaller);
    if (obstacle) return obstacle;

    const visit = newVisit(schedule, slot, place, patientId, statusOnBooking(schedule, request));
    if (!(await this.appointments.insert(tx, visit, { ...request, movedFrom: null }))) throw new LostError();
    await also?.(tx, visit);
    await this.jobs.changed(tx, clinicId, visit);
    // Turns are short: all that can be done before has been done.
    await this.placing.awaitTurn(tx, clinicId, place);
    await this.placing.take(tx, clinicId, place, { appointmentId: visit.id });
    await this.record(tx, request, visit, registered);
    return { kind: 'booked', appointment: visit, replayed: false };
  }

  private async replay(tx: Tx, request: BookRequest): Promise<BookAttempt> {
    const appointment = await this.appointments.findByKey(tx, request.clinicId, request.idempotencyKey);
    if (!appointment) return null;
    const isSame = isAt(appointment, request.slot) && (await this.isFor(tx, appointment, request));
    if (!isSame) throw new IdempotencyKeyReusedError();
    const isLive = LIVE_STATUSES.some((status) => status === appointment.status);
    return isLive ? { kind: 'booked', appointment, replayed: true } : { kind: 'given_up', appointment };
  }

  private async isFor(tx: Tx, { patientId }: Appointment, { clinicId, patient }: BookRequest): Promise<boolean> {
    return 'id' in patient ? patient.id === patientId : this.patients.mayBe(tx, clinicId, patientId, patient);
  }

  /** What about the patient, whose row is locked, forbids this visit. */
  private async obstacleFor(
    tx: Tx,
    patientId: PatientId,
    { openTo }: Schedule['type'],
    { clinicId, slot, now }: BookRequest,
    byCaller: boolean,
  ): Promise<BookAttempt> {
    const clash = await this.appointments.findOverlapping(tx, clinicId, patientId, slot);
    if (clash) return { kind: 'patient_busy', appointment: clash };
    if (!byCaller) return null;
    const history = await this.appointments.historyOf(tx, clinicId, patientId, slot.startsAt, now);
    if (openTo !== 'everyone' && !isOpenTo({ openTo }, history.isKnown ? 'existing' : 'new')) {
      return { kind: 'not_eligible', openTo };
    }
    return history.open < history.maxOpen ? null : { kind: 'too_many_open', open: history.open };
  }

  private record(tx: Tx, request: BookRequest, visit: Appointment, registered: boolean): Promise<void> {
    return this.audit.record(tx, {
      clinicId: request.clinicId,
      at: request.now,
      actor: request.actor,
      action: visit.status === 'requested' ? 'appointment.requested' : 'appointment.booked',
      subject: { kind: 'appointment', id: visit.id },
      patientIds: [visit.patientId],
      callId: request.callId,
      detail: {
        patientId: visit.patientId,
        patientRegistered: registered,
        typeId: visit.typeId,
        providerId: visit.providerId,
        operatoryId: visit.operatoryId,
        startsAt: visit.startsAt.toString(),
      },
    });
  }
}

/** The chair may be another one than the slot's. */
const isAt = (visit: Appointment, slot: BookRequest['slot']): boolean =>
  visit.typeId === slot.typeId && visit.providerId === slot.providerId && visit.startsAt.equals(slot.startsAt);
