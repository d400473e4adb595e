import { Injectable } from '@nestjs/common';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { newId, type AppointmentId, type PatientId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { PatientsService } from '../patients/patients.service.js';
import { AppointmentsRepository } from './appointments.repository.js';
import { isAllowed, openSlots, spanOf } from './availability.policy.js';
import { localDateOf } from './local-time.policy.js';
import { nearestTo } from './offers.policy.js';
import { ScheduleRepository } from './schedule.repository.js';
import { AppointmentTypeNotFoundError } from './scheduling.errors.js';
import type { Appointment, BookOutcome, BookRequest, Schedule, Slot, SlotQuery } from './scheduling.types.js';

const MAX_ALTERNATIVES = 3;
/** How far to both sides of a lost slot the alternatives are looked for: near first, which is nearly always enough. */
const ALTERNATIVE_DAYS = [1, 14];
/** Every attempt but the first moves to another free chair; whoever loses this often is told that the slot is taken. */
const MAX_ATTEMPTS = 8;

/** What is written together with a booking, such as the text that confirms it. */
export type AlongWithBooking = (tx: Tx, appointment: Appointment) => Promise<void>;

type Attempt =
  | Exclude<BookOutcome, { kind: 'slot_taken' }>
  /** The rules of the clinic don't allow it. */
  | { kind: 'refused' }
  /** The provider or the chair is taken. */
  | { kind: 'lost' }
  /** Another request with the same key has just been stored. */
  | { kind: 'key_raced' };

/** Thrown inside the transaction to undo it. */
class BookingUndone extends Error {
  constructor(readonly attempt: Extract<Attempt, { kind: 'lost' | 'key_raced' }>) {
    super(`booking undone: ${attempt.kind}`);
  }
}

@Injectable()
export class SchedulingService {
  constructor(
    private readonly schedules: ScheduleRepository,
    private readonly appointments: AppointmentsRepository,
    private readonly patients: PatientsService,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
  ) {}

  /**
   * Free slots, soonest first.
   *
   * @throws AppointmentTypeNotFoundError
   */
  async findSlots(query: SlotQuery): Promise<Slot[]> {
    return this.openIn(await this.scheduleOf(this.database, query), query);
  }

  /**
   * Books a slot for a patient, who is registered if unknown; all of it or nothing. A slot that has gone, or that the
   * rules no longer allow, is answered with the nearest others. When only the chair has gone, another one of its kind is
   * taken: callers choose a time and a person. `also` happens in the transaction of the booking, once.
   *
   * @throws AppointmentTypeNotFoundError
   */
  async book(request: BookRequest, also?: AlongWithBooking): Promise<BookOutcome> {
    let slot = request.slot;
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.attempt({ ...request, slot }, also);
      if (outcome.kind === 'booked' || outcome.kind === 'patient_busy') return outcome;
      if (outcome.kind === 'key_raced') continue;
      const alternatives = await this.alternativesTo(request);
      const elsewhere = alternatives.find(
        (one) => one.providerId === slot.providerId && one.startsAt.equals(slot.startsAt),
      );
      if (outcome.kind === 'refused' || !elsewhere || attempt >= MAX_ATTEMPTS)
        return { kind: 'slot_taken', alternatives };
      slot = elsewhere;
    }
  }

  private async attempt(request: BookRequest, also?: AlongWithBooking): Promise<Attempt> {
    try {
      return await this.database.$transaction((tx) => this.bookWithin(tx, request, also));
    } catch (error) {
      if (error instanceof BookingUndone) return error.attempt;
      throw error;
    }
  }

  /**
   * Locks are taken in one order by everybody: the patient's number, the patient, the idempotency key, then the resources.
   * So bookings wait for each other, but never in a circle.
   */
  private async bookWithin(tx: Tx, request: BookRequest, also?: AlongWithBooking): Promise<Attempt> {
    const { clinicId, slot, now } = request;
    const earlier = await this.replay(tx, request);
    if (earlier) return earlier;

    const schedule = await this.scheduleOf(tx, { clinicId, typeId: slot.typeId, now });
    if (!isAllowed(schedule, slot, now)) return { kind: 'refused' };

    const { patientId, registered } = await this.patients.findOrRegister(tx, { ...request.patient, clinicId, now });
    await this.patients.lock(tx, clinicId, patientId);
    const clash = await this.appointments.findOverlapping(tx, clinicId, patientId, slot);
    if (clash) return (await this.replay(tx, request)) ?? { kind: 'patient_busy', appointment: clash };

    const appointment = appointmentOf(schedule, slot, patientId);
    if (!(await this.appointments.insert(tx, appointment, request))) throw new BookingUndone({ kind: 'key_raced' });
    if (!(await this.appointments.allocate(tx, clinicId, appointment))) throw new BookingUndone({ kind: 'lost' });
    await this.recordBooking(tx, request, appointment, registered);
    await also?.(tx, appointment);
    return { kind: 'booked', appointment, replayed: false };
  }

  private async replay(tx: Tx, { clinicId, idempotencyKey }: BookRequest): Promise<Attempt | null> {
    const appointment = await this.appointments.findByKey(tx, clinicId, idempotencyKey);
    return appointment && { kind: 'booked', appointment, replayed: true };
  }

  private recordBooking(tx: Tx, request: BookRequest, appointment: Appointment, registered: boolean): Promise<void> {
    return this.audit.record(tx, {
      clinicId: request.clinicId,
      at: request.now,
      actor: request.actor,
      action: 'appointment.booked',
      subject: { kind: 'appointment', id: appointment.id },
      callId: request.callId,
      detail: {
        patientId: appointment.patientId,
        patientRegistered: registered,
        typeId: appointment.typeId,
        providerId: appointment.providerId,
        operatoryId: appointment.operatoryId,
        startsAt: appointment.startsAt.toString(),
      },
    });
  }

  /** The nearest times at which the same can be had; with the wanted provider if they are free then. */
  private async alternativesTo({ clinicId, slot, now }: BookRequest): Promise<Slot[]> {
    const schedule = await this.scheduleOf(this.database, { clinicId, typeId: slot.typeId, now });
    const date = localDateOf(slot.startsAt, schedule.timeZone);
    let nearest: Slot[] = [];
    for (const days of ALTERNATIVE_DAYS) {
      const window = { from: date.subtract({ days }), to: date.add({ days }) };
      const around = await this.openIn(schedule, { clinicId, window, now, limit: Infinity });
      nearest = nearestTo(slot, around, MAX_ALTERNATIVES);
      if (nearest.length === MAX_ALTERNATIVES) break;
    }
    return nearest;
  }

  private async openIn(
    schedule: Schedule,
    { clinicId, window, now, limit }: Omit<SlotQuery, 'typeId'>,
  ): Promise<Slot[]> {
    const span = spanOf(schedule, window, now);
    if (!span) return [];
    const taken = await this.schedules.takenIn(this.database, clinicId, schedule, span);
    const slots: Slot[] = [];
    for (const slot of openSlots(schedule, taken, window, now)) {
      if (slots.length >= limit) break;
      slots.push(slot);
    }
    return slots;
  }

  private async scheduleOf(tx: Tx, { clinicId, typeId, now }: Pick<SlotQuery, 'clinicId' | 'typeId' | 'now'>) {
    const schedule = await this.schedules.find(tx, clinicId, typeId, now);
    if (!schedule) throw new AppointmentTypeNotFoundError();
    return schedule;
  }
}

function appointmentOf(schedule: Schedule, slot: BookRequest['slot'], patientId: PatientId): Appointment {
  return {
    id: newId<AppointmentId>(),
    patientId,
    typeId: slot.typeId,
    typeName: schedule.type.name,
    providerId: slot.providerId,
    providerName: nameOf(schedule.providers, slot.providerId),
    operatoryId: slot.operatoryId,
    operatoryName: nameOf(schedule.operatories, slot.operatoryId),
    startsAt: slot.startsAt,
    endsAt: slot.endsAt,
    status: 'scheduled',
  };
}

function nameOf(all: readonly { id: string; name: string }[], id: string): string {
  const found = all.find((one) => one.id === id);
  if (!found) throw new Error('an allowed slot names a provider and an operatory of the schedule');
  return found.name;
}
