import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { InvalidInputError } from '../common/errors/domain.error.js';
import type { Principal } from '../common/http/access.decorators.js';
import { Precondition } from '../common/http/etag.js';
import { newId, type AppointmentId, type HoldId, type OperatoryId } from '../common/ids/ids.js';
import type { AppointmentItem } from './appointment-list.types.js';
import { mayGiveUp, TRANSITIONS } from './appointment-status.policy.js';
import { AppointmentsService } from './appointments.service.js';
import { BookingsService } from './bookings.service.js';
import type { CancelBody, MoveBody, NewAppointmentBody, StatusBody } from './desk-visits.types.js';
import { MovesService } from './moves.service.js';
import { AppointmentNotFoundError, PatientBusyError, TransitionNotAllowedError } from './scheduling.errors.js';
import type { Appointment, ChangeRequest, OwnHolds, Slot, VisitChange } from './scheduling.types.js';
import { SlotHolds } from './slot-holds.service.js';
import { TimeWishes, type TimeWish } from './time-wishes.service.js';
import { VisitAnnouncements } from './visit-announcements.service.js';
import { VisitsService } from './visits.service.js';

/** Where a visit may go: one slot for each provider who could lead it, and what is to be kept to. */
interface Choice {
  slots: Slot[];
  onlyIn?: OperatoryId;
  owner?: OwnHolds;
}

/**
 * What staff and integrations do to visits by the API: by the rules of the desk, through the same services as callers, so that two
 * never have one time. Patients hear of it where they can be reached.
 */
@Injectable()
export class DeskVisits {
  constructor(
    private readonly bookings: BookingsService,
    private readonly moves: MovesService,
    private readonly visits: VisitsService,
    private readonly appointments: AppointmentsService,
    private readonly holds: SlotHolds,
    private readonly wishes: TimeWishes,
    private readonly announcements: VisitAnnouncements,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /**
   * Books a visit, which is agreed to at once. Without a provider whoever is free leads it.
   *
   * @throws InvalidInputError for ids that are not the clinic's, SlotTakenError with the nearest other times, PatientBusyError,
   *   HoldGoneError, HoldOfAnotherError
   */
  async book(principal: Principal, { patientId, holdId, ...wish }: NewAppointmentBody): Promise<AppointmentItem> {
    const { clinicId } = principal;
    const { typeId, providerId, operatoryId } = wish;
    await this.wishes.check(clinicId, { patientId, typeId, providerId, operatoryId }, 'body');
    const request = this.requestOf(principal);
    const { slots, ...terms } = await this.choiceFor(principal, wish, holdId, request.now);
    for (const slot of slots) {
      const items: AppointmentItem[] = [];
      const outcome = await this.bookings.book(
        { ...request, ...terms, slot, patient: { id: patientId }, idempotencyKey: newKey() },
        async (tx, visit) => {
          await this.announcements.announce(tx, { clinicId, what: 'booked', visit });
          items.push(await this.appointments.itemIn(tx, clinicId, visit.id));
        },
      );
      if (outcome.kind === 'booked') return lastOf(items);
      if (outcome.kind === 'patient_busy') throw new PatientBusyError(outcome.appointment.id);
      if (outcome.kind !== 'slot_taken') throw new Error(`nothing binds the desk by ${outcome.kind}`);
    }
    throw await this.wishes.refusal(clinicId, wish, request.now);
  }

  /**
   * Gives a visit another time, as a new visit in its place. Without a provider whoever led it leads it again.
   *
   * @throws AppointmentNotFoundError, PreconditionFailedError, TransitionNotAllowedError, InvalidInputError, SlotTakenError,
   *   PatientBusyError, HoldGoneError, HoldOfAnotherError
   */
  async move(
    principal: Principal,
    appointmentId: AppointmentId,
    { by, holdId, ...body }: MoveBody,
    precondition: Precondition,
  ): Promise<AppointmentItem> {
    const { clinicId } = principal;
    const request = this.requestOf(principal);
    const change = { ...request, ...this.changeOf(principal, appointmentId, precondition) };
    const seen = await this.movable(change, by);
    const { startsAt, providerId, operatoryId } = body;
    await this.wishes.check(clinicId, { providerId, operatoryId }, 'body');
    const wish = { typeId: seen.typeId, startsAt, providerId: providerId ?? seen.providerId, operatoryId };
    const { slots, ...terms } = await this.choiceFor(principal, wish, holdId, request.now, appointmentId);
    for (const slot of slots) {
      const items: AppointmentItem[] = [];
      const outcome = await this.moves.move(
        { ...change, ...terms, slot, by, idempotencyKey: newKey() },
        async (tx, visit) => {
          await this.announcements.announce(tx, { clinicId, what: 'moved', visit });
          items.push(await this.appointments.itemIn(tx, clinicId, visit.id));
        },
      );
      if (outcome.kind === 'moved') return lastOf(items);
      if (outcome.kind === 'patient_busy') throw new PatientBusyError(outcome.appointment.id);
      if (outcome.kind === 'too_late') throw refusalToGiveUp(outcome.status, 'rescheduled');
      if (outcome.kind !== 'slot_taken') throw new Error(`nothing binds the desk by ${outcome.kind}`);
    }
    throw await this.wishes.refusal(clinicId, wish, request.now, appointmentId);
  }

  /**
   * Gives a visit up. One that is cancelled already stays as it is.
   *
   * @throws AppointmentNotFoundError, PreconditionFailedError, TransitionNotAllowedError
   */
  cancel(
    principal: Principal,
    appointmentId: AppointmentId,
    { by }: CancelBody,
    precondition: Precondition,
  ): Promise<AppointmentItem> {
    const { clinicId } = principal;
    const request = { ...this.requestOf(principal), ...this.changeOf(principal, appointmentId, precondition), by };
    return this.database.inClinic(clinicId, async (tx) => {
      const outcome = await this.visits.cancelIn(tx, request, (_, visit) => this.tellCancelled(tx, request, visit));
      if (outcome.kind === 'too_late') throw refusalToGiveUp(outcome.status, 'cancelled');
      return this.appointments.itemIn(tx, clinicId, appointmentId);
    });
  }

  /**
   * Changes the status by hand. One that has it already stays as it is.
   *
   * @throws AppointmentNotFoundError, PreconditionFailedError, TransitionNotAllowedError, AppointmentTimeTakenError
   */
  setStatus(
    principal: Principal,
    appointmentId: AppointmentId,
    { status }: StatusBody,
    precondition: Precondition,
  ): Promise<AppointmentItem> {
    const { clinicId } = principal;
    const change = { ...this.requestOf(principal), ...this.changeOf(principal, appointmentId, precondition) };
    return this.database.inClinic(clinicId, async (tx) => {
      await this.visits.changeStatusIn(tx, { ...change, to: status }, async (visit, from) => {
        // What a caller has asked for is a visit from now on.
        if (from === 'requested') await this.announcements.announce(tx, { clinicId, what: 'booked', visit });
      });
      return this.appointments.itemIn(tx, clinicId, appointmentId);
    });
  }

  private requestOf({ clinicId, actor }: Principal): ChangeRequest {
    return { clinicId, actor, callId: null, now: this.clock.now() };
  }

  private changeOf(
    { clinicId }: Principal,
    appointmentId: AppointmentId,
    precondition: Precondition,
  ): Pick<VisitChange, 'appointmentId' | 'precondition'> {
    if (precondition === Precondition.NONE) return { appointmentId };
    const check = async (tx: Tx) => precondition.check(await this.appointments.itemIn(tx, clinicId, appointmentId));
    return { appointmentId, precondition: check };
  }

  /** The visit that is to be moved, as far as can be seen before its row is locked. */
  private movable(
    { clinicId, appointmentId, precondition, now }: VisitChange,
    by: MoveBody['by'],
  ): Promise<Appointment> {
    return this.database.inClinic(clinicId, async (tx) => {
      const seen = await this.visits.findIn(tx, clinicId, appointmentId);
      if (!seen) throw new AppointmentNotFoundError();
      await precondition?.(tx);
      const { appointment } = seen;
      if (!mayGiveUp(appointment, 'rescheduled', by, now)) throw refusalToGiveUp(appointment.status, 'rescheduled');
      return appointment;
    });
  }

  /** @throws InvalidInputError, HoldGoneError, HoldOfAnotherError */
  private async choiceFor(
    principal: Principal,
    wish: TimeWish,
    holdId: HoldId | undefined,
    now: Temporal.Instant,
    moving?: AppointmentId,
  ): Promise<Choice> {
    const { operatoryId } = wish;
    if (holdId === undefined) {
      const slots = await this.wishes.slotsFor(principal.clinicId, wish, now, moving);
      return { slots, ...(operatoryId && { onlyIn: operatoryId }) };
    }
    const held = await this.holds.heldBy(principal, holdId, now);
    if (!isOf(held, wish)) {
      throw new InvalidInputError([
        { field: '/holdId', detail: 'is a hold of another time, type, provider or operatory' },
      ]);
    }
    return { slots: [held], onlyIn: held.operatoryId, owner: { holdId } };
  }

  /** Who has come, or should have, need not be told to stay at home. */
  private async tellCancelled(tx: Tx, { clinicId, now }: ChangeRequest, visit: Appointment): Promise<void> {
    if (visit.startsAt.epochMilliseconds <= now.epochMilliseconds) return;
    await this.announcements.announce(tx, { clinicId, what: 'cancelled', visit });
  }
}

/** The API makes each request one attempt; what is sent twice is told apart before it gets here. */
const newKey = (): string => `api:${newId()}`;

/** Each attempt writes one, and the last attempt is the one that counts. */
function lastOf(items: readonly AppointmentItem[]): AppointmentItem {
  const item = items.at(-1);
  if (!item) throw new Error('what is booked was written in the transaction that booked it');
  return item;
}

const isOf = (held: Slot, { typeId, startsAt, providerId, operatoryId }: TimeWish): boolean =>
  held.typeId === typeId &&
  held.startsAt.equals(startsAt) &&
  (providerId === undefined || providerId === held.providerId) &&
  (operatoryId === undefined || operatoryId === held.operatoryId);

/** A patient can give up only what is to come. */
const refusalToGiveUp = (from: Appointment['status'], to: 'cancelled' | 'rescheduled'): TransitionNotAllowedError =>
  new TransitionNotAllowedError(from, to, TRANSITIONS[from].includes(to) ? 'after_start' : 'at_all');
