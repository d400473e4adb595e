import { Injectable } from '@nestjs/common';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { PatientsService } from '../patients/patients.service.js';
import { AllocationsRepository } from './allocations.repository.js';
import { isLate, mayGiveUp } from './appointment-status.policy.js';
import { AppointmentsRepository } from './appointments.repository.js';
import { inAttempts, LostError } from './attempts.js';
import type { AlongWithVisit } from './bookings.service.js';
import { FindingService } from './finding.service.js';
import { overlap, PlacingService } from './placing.service.js';
import {
  AppointmentNotFoundError,
  AppointmentTypeDiffersError,
  IdempotencyKeyReusedError,
} from './scheduling.errors.js';
import { SchedulingMetrics } from './scheduling.metrics.js';
import type { Appointment, MoveOutcome, MoveRequest } from './scheduling.types.js';
import { VisitJobs } from './visit-jobs.service.js';
import { isByCaller, newVisit, rulesFor, statusOnBooking, withOwner } from './visits.builder.js';

/** Null: the time is taken, or the rules don't allow it. */
export type MoveAttempt = Exclude<MoveOutcome, { kind: 'slot_taken' }> | null;

/** Moves visits. The order of locks is written down at `ResourceLocks`. */
@Injectable()
export class MovesService {
  constructor(
    private readonly appointments: AppointmentsRepository,
    private readonly allocations: AllocationsRepository,
    private readonly placing: PlacingService,
    private readonly finding: FindingService,
    private readonly patients: PatientsService,
    private readonly jobs: VisitJobs,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly metrics: SchedulingMetrics,
  ) {}

  /**
   * Gives a patient another visit in place of the one they have, which becomes `rescheduled`; both or nothing, so nobody is
   * left without a visit because the new time has just gone. The visit does not stand in its own way. `also` happens in the
   * transaction of the move, once.
   *
   * @throws AppointmentNotFoundError, AppointmentTypeDiffersError, IdempotencyKeyReusedError
   */
  async move(request: MoveRequest, also?: AlongWithVisit): Promise<MoveOutcome> {
    const owned = withOwner(request);
    const outcome = await inAttempts<MoveAttempt>(
      this.database,
      owned.clinicId,
      (attempt) => attempt?.kind === 'moved',
      (tx, isRetry) => this.attempt(tx, owned, isRetry, also),
    );
    if (outcome) return outcome;
    this.metrics.slotsTaken.inc({ wish: 'move' });
    const search = { ...owned, moving: request.appointmentId, rules: rulesFor(owned) };
    const alternatives = await this.finding.alternativesTo(search);
    return { kind: 'slot_taken', alternatives };
  }

  /**
   * In a transaction that does more. Null: the time is taken, or the rules don't allow it.
   *
   * @throws AppointmentNotFoundError, AppointmentTypeDiffersError, IdempotencyKeyReusedError
   * @throws LostError when somebody else has just taken the time: the transaction must be undone
   */
  moveIn(tx: Tx, request: MoveRequest): Promise<MoveAttempt> {
    // As a retry: it may have no second chance to sweep what has expired.
    return this.attempt(tx, withOwner(request), true);
  }

  private async attempt(tx: Tx, request: MoveRequest, isRetry: boolean, also?: AlongWithVisit): Promise<MoveAttempt> {
    const attempt = (await this.replay(tx, request)) ?? (await this.moveWithin(tx, request, isRetry, also));
    // What stands in the way may be what another request with this key has just moved.
    return attempt?.kind === 'moved' ? attempt : ((await this.replay(tx, request)) ?? attempt);
  }

  private async moveWithin(
    tx: Tx,
    request: MoveRequest,
    isRetry: boolean,
    also?: AlongWithVisit,
  ): Promise<MoveAttempt> {
    const { clinicId, appointmentId, slot, by, now } = request;
    const seen = await this.appointments.find(tx, clinicId, appointmentId);
    if (!seen) throw new AppointmentNotFoundError();
    await request.precondition?.(tx);
    if (seen.typeId !== slot.typeId) throw new AppointmentTypeDiffersError();
    if (!mayGiveUp(seen, 'rescheduled', by, now)) return { kind: 'too_late', status: seen.status };
    const schedule = await this.placing.scheduleFor(tx, request, rulesFor(request));
    const byCaller = isByCaller(request);
    if (byCaller && schedule.type.phoneBooking === 'no') return { kind: 'not_by_phone' };
    const place = await this.placing.placeForVisit(tx, schedule, request, isRetry, appointmentId);
    if (!place) return null;

    await this.patients.lock(tx, clinicId, seen.patientId);
    const clash = await this.appointments.findOverlapping(tx, clinicId, seen.patientId, slot, appointmentId);
    if (clash) return { kind: 'patient_busy', appointment: clash };

    const status = statusOnBooking(schedule, request, seen.status);
    const visit = newVisit(schedule, slot, place, seen.patientId, status);
    const booking = { ...request, movedFrom: appointmentId };
    if (!(await this.appointments.insert(tx, visit, booking))) throw new LostError();
    await also?.(tx, visit);
    await this.jobs.freed(tx, clinicId, seen, now);
    await this.jobs.changed(tx, clinicId, visit);
    // Turns are short: all that can be done before has been done.
    const givesBackFirst = overlap(await this.allocations.ofVisit(tx, clinicId, appointmentId), place.allotments);
    await this.placing.awaitTurn(tx, clinicId, place, givesBackFirst);
    const old = await this.appointments.lock(tx, clinicId, appointmentId);
    await request.precondition?.(tx);
    if (!old || !mayGiveUp(old.appointment, 'rescheduled', by, now)) throw new LostError(); // the next attempt says why
    const late = isLate(old.appointment, by, old.lateCancelMinutes, now);
    await this.appointments.setStatus(tx, clinicId, appointmentId, 'rescheduled', now, { late });
    if (givesBackFirst) await this.allocations.release(tx, clinicId, appointmentId, now);
    await this.placing.take(tx, clinicId, place, { appointmentId: visit.id });
    if (!givesBackFirst) await this.allocations.release(tx, clinicId, appointmentId, now);
    const from: Appointment = { ...old.appointment, status: 'rescheduled' };
    await this.record(tx, request, visit, from, late);
    return { kind: 'moved', appointment: visit, from, late, replayed: false };
  }

  private async replay(tx: Tx, { clinicId, idempotencyKey, appointmentId }: MoveRequest): Promise<MoveAttempt> {
    const appointment = await this.appointments.findByKey(tx, clinicId, idempotencyKey);
    if (!appointment) return null;
    const moved = await this.appointments.findMovedFrom(tx, clinicId, appointment.id);
    if (moved?.appointment.id !== appointmentId) throw new IdempotencyKeyReusedError();
    return { kind: 'moved', appointment, from: moved.appointment, late: moved.late, replayed: true };
  }

  private record(tx: Tx, request: MoveRequest, visit: Appointment, from: Appointment, late: boolean): Promise<void> {
    return this.audit.record(tx, {
      clinicId: request.clinicId,
      at: request.now,
      actor: request.actor,
      action: 'appointment.moved',
      subject: { kind: 'appointment', id: visit.id },
      patientIds: [visit.patientId],
      callId: request.callId,
      detail: {
        movedFrom: from.id,
        startedAt: from.startsAt.toString(),
        startsAt: visit.startsAt.toString(),
        providerId: visit.providerId,
        operatoryId: visit.operatoryId,
        by: request.by,
        late,
      },
    });
  }
}
