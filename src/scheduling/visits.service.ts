import { Injectable } from '@nestjs/common';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import type { AppointmentId, CallId, ClinicId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import type { AuditEntry } from '../compliance/compliance.types.js';
import { PatientsService } from '../patients/patients.service.js';
import { AllocationsRepository } from './allocations.repository.js';
import { isLate, isLive, isToCome, mayGiveUp, refusalOf } from './appointment-status.policy.js';
import { AppointmentsRepository, type LockedAppointment } from './appointments.repository.js';
import { LostError } from './attempts.js';
import type { AlongWithVisit } from './bookings.service.js';
import { PlacingService } from './placing.service.js';
import type { Place } from './placing.types.js';
import { AppointmentNotFoundError, AppointmentTimeTakenError, TransitionNotAllowedError } from './scheduling.errors.js';
import type {
  Appointment,
  AppointmentStatus,
  CancelOutcome,
  CancelRequest,
  ChangeRequest,
  ConfirmOutcome,
  ConfirmRequest,
  StatusChange,
} from './scheduling.types.js';
import { VisitJobs } from './visit-jobs.service.js';

/** What becomes of a visit once it is booked. Its time is taken as long as its status is a live one, and no longer. */
@Injectable()
export class VisitsService {
  constructor(
    private readonly appointments: AppointmentsRepository,
    private readonly allocations: AllocationsRepository,
    private readonly placing: PlacingService,
    private readonly patients: PatientsService,
    private readonly jobs: VisitJobs,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
  ) {}

  /** With the call that booked it, if one did; null when the clinic has no such visit. */
  findIn(
    tx: Tx,
    clinicId: ClinicId,
    appointmentId: AppointmentId,
  ): Promise<{ appointment: Appointment; callId: CallId | null } | null> {
    return this.appointments.findWithCall(tx, clinicId, appointmentId);
  }

  /**
   * Gives a visit up; for a visit that was only requested, by the clinic, this is how the desk declines it. `also` happens in the
   * transaction of the cancellation, once.
   *
   * @throws AppointmentNotFoundError
   */
  cancel(request: CancelRequest, also?: AlongWithVisit): Promise<CancelOutcome> {
    return this.database.inClinic(request.clinicId, (tx) => this.cancelIn(tx, request, also));
  }

  /** In a transaction that does more. */
  async cancelIn(tx: Tx, request: CancelRequest, also?: AlongWithVisit): Promise<CancelOutcome> {
    const { clinicId, appointmentId, by, now } = request;
    const { appointment, late: wasLate, lateCancelMinutes } = await this.lock(tx, clinicId, appointmentId);
    await request.precondition?.(tx);
    if (appointment.status === 'cancelled') return { kind: 'cancelled', appointment, late: wasLate, replayed: true };
    if (!mayGiveUp(appointment, 'cancelled', by, now)) return { kind: 'too_late', status: appointment.status };

    const late = isLate(appointment, by, lateCancelMinutes, now);
    const cancelled: Appointment = { ...appointment, status: 'cancelled' };
    await this.appointments.setStatus(tx, clinicId, appointmentId, 'cancelled', now, { late, cancelledBy: by });
    await this.allocations.release(tx, clinicId, appointmentId, now);
    await this.jobs.freed(tx, clinicId, cancelled, now);
    await this.jobs.changed(tx, clinicId, cancelled);
    await also?.(tx, cancelled);
    await this.record(tx, request, 'appointment.cancelled', appointment, { from: appointment.status, by, late });
    return { kind: 'cancelled', appointment: cancelled, late, replayed: false };
  }

  /**
   * The patient says that they will come. A second time changes nothing.
   *
   * @throws AppointmentNotFoundError
   */
  confirm(request: ConfirmRequest): Promise<ConfirmOutcome> {
    return this.database.inClinic(request.clinicId, (tx) => this.confirmIn(tx, request));
  }

  /** In a transaction that does more. */
  async confirmIn(tx: Tx, request: ConfirmRequest): Promise<ConfirmOutcome> {
    const { appointment } = await this.lock(tx, request.clinicId, request.appointmentId);
    if (!isToCome(appointment, request.now)) return { kind: 'too_late', status: appointment.status };
    if (appointment.status === 'requested') return { kind: 'not_agreed' };
    return { kind: 'confirmed', appointment: await this.changeStatusIn(tx, { ...request, to: 'confirmed' }) };
  }

  /**
   * Changes a visit's status by hand. A visit that has it already stays as it is. From `requested` to `scheduled` is how the desk
   * agrees to what a caller has asked for; the time was kept for it.
   *
   * @throws AppointmentNotFoundError, TransitionNotAllowedError, AppointmentTimeTakenError
   */
  changeStatus(change: StatusChange): Promise<Appointment> {
    return this.database.inClinic(change.clinicId, (tx) => this.changeStatusIn(tx, change));
  }

  /** In a transaction that does more; `also` happens in it when the status changes, and is told which one the visit had. */
  async changeStatusIn(
    tx: Tx,
    change: StatusChange,
    also?: (changed: Appointment, from: AppointmentStatus) => Promise<void>,
  ): Promise<Appointment> {
    const { clinicId, appointmentId, to, now } = change;
    await change.precondition?.(tx);
    const wayBack = isLive(to) ? await this.wayBack(tx, change) : null;
    const { appointment } = await this.lock(tx, clinicId, appointmentId);
    await change.precondition?.(tx);
    const from = appointment.status;
    if (from === to) return appointment;
    const refusal = refusalOf(appointment, to, now);
    if (refusal) throw new TransitionNotAllowedError(from, to, refusal);

    await this.appointments.setStatus(tx, clinicId, appointmentId, to, now);
    const changed: Appointment = { ...appointment, status: to };
    if (isLive(from) && !isLive(to)) {
      await this.allocations.release(tx, clinicId, appointmentId, now);
      await this.jobs.freed(tx, clinicId, changed, now);
    }
    if (!isLive(from) && isLive(to)) await this.retake(tx, change, wayBack);
    if (isLive(from) !== isLive(to)) await this.jobs.changed(tx, clinicId, changed);
    await also?.(changed, from);
    await this.record(tx, change, `appointment.${to}`, appointment, { from });
    return changed;
  }

  /** What a visit that was given up took, once it is its turn to take it again; null when nobody gave it up. */
  private async wayBack(tx: Tx, { clinicId, appointmentId, to, now }: StatusChange): Promise<Place | null> {
    const seen = await this.appointments.find(tx, clinicId, appointmentId);
    if (!seen || isLive(seen.status) || refusalOf(seen, to, now)) return null;
    await this.patients.lock(tx, clinicId, seen.patientId);
    if (await this.appointments.findOverlapping(tx, clinicId, seen.patientId, seen)) {
      throw new AppointmentTimeTakenError();
    }
    const place = await this.placing.formerPlace(tx, seen, clinicId, now);
    await this.placing.awaitTurn(tx, clinicId, place);
    return place;
  }

  private async retake(tx: Tx, change: StatusChange, place: Place | null): Promise<void> {
    // Given up between the first look and the lock.
    if (!place) throw new AppointmentTimeTakenError();
    try {
      await this.placing.take(tx, change.clinicId, place, change);
    } catch (error) {
      throw error instanceof LostError ? new AppointmentTimeTakenError() : error;
    }
  }

  private async lock(tx: Tx, clinicId: ClinicId, appointmentId: AppointmentId): Promise<LockedAppointment> {
    const locked = await this.appointments.lock(tx, clinicId, appointmentId);
    if (!locked) throw new AppointmentNotFoundError();
    return locked;
  }

  private record(
    tx: Tx,
    { clinicId, now, actor, callId }: ChangeRequest,
    action: string,
    { id, patientId }: Appointment,
    detail: NonNullable<AuditEntry['detail']>,
  ): Promise<void> {
    return this.audit.record(tx, {
      clinicId,
      at: now,
      actor,
      action,
      subject: { kind: 'appointment', id },
      patientIds: [patientId],
      callId,
      detail,
    });
  }
}
