import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import type { AppointmentId, ClinicId } from '../common/ids/ids.js';
import { AllocationsRepository, type Taker } from './allocations.repository.js';
import { LostError } from './attempts.js';
import { inChair, placementAt } from './availability.policy.js';
import type { Schedule } from './availability.types.js';
import { HoldsRepository, type HeldTime } from './holds.repository.js';
import type { Place, Wish } from './placing.types.js';
import { ResourceLocks } from './resource-locks.repository.js';
import { ScheduleRepository } from './schedule.repository.js';
import { AppointmentTypeNotFoundError } from './scheduling.errors.js';
import type { Allotment, Appointment, BookingRules, Taken } from './scheduling.types.js';

const MS_PER_MINUTE = 60_000;

/** How visits and holds come to their time. All of it happens in the transaction that is given. */
@Injectable()
export class PlacingService {
  constructor(
    private readonly schedules: ScheduleRepository,
    private readonly holds: HoldsRepository,
    private readonly allocations: AllocationsRepository,
    private readonly locks: ResourceLocks,
  ) {}

  /** @throws AppointmentTypeNotFoundError */
  async scheduleFor(tx: Tx, { clinicId, slot, onlyIn, now }: Wish, rules: BookingRules = 'callers'): Promise<Schedule> {
    const schedule = await this.schedules.find(tx, clinicId, slot.typeId, now, rules);
    if (!schedule) throw new AppointmentTypeNotFoundError();
    return inChair(schedule, onlyIn);
  }

  /**
   * Where a visit goes, as far as can be seen before others have had their turns: where its owner holds just this time, whatever
   * has changed in the rules since; else where nothing stands in the way. `moving`: the visit that gives up its time for it. Null
   * when the time is taken, or the rules don't allow it. Holds that have expired are looked for in a retry only: mostly there are
   * none.
   */
  async placeForVisit(
    tx: Tx,
    schedule: Schedule,
    wish: Wish,
    isRetry: boolean,
    moving?: AppointmentId,
  ): Promise<Place | null> {
    const own = wish.owner ? await this.holds.of(tx, wish.clinicId, wish.owner) : [];
    return heldPlace(schedule, own, wish) ?? (await this.openPlace(tx, schedule, wish, own, isRetry, moving));
  }

  /**
   * A chair beside the owner's other holds if there is one, which are for somebody else of the family; one of theirs if not,
   * because nobody is kept from a time by themselves.
   */
  async openPlace(
    tx: Tx,
    schedule: Schedule,
    { clinicId, slot, owner, now }: Wish,
    own: readonly HeldTime[],
    isRetry: boolean,
    moving?: AppointmentId,
  ): Promise<Place | null> {
    const span = {
      fromMs: slot.startsAt.epochMilliseconds - schedule.type.setupMinutes * MS_PER_MINUTE,
      toMs: slot.endsAt.epochMilliseconds + schedule.type.cleanupMinutes * MS_PER_MINUTE,
    };
    const taken = await this.schedules.takenIn(tx, clinicId, schedule, span, {
      now,
      ...(owner && { owner }),
      ...(moving && { moving }),
    });
    const held = own.flatMap(({ allotments }) => allotments.map(toTaken));
    let place = placementAt(schedule, [...taken, ...held], slot, now);
    if (place.kind === 'taken' && held.length > 0) place = placementAt(schedule, taken, slot, now);
    if (place.kind !== 'possible') return null;
    const { operatoryId, allotments } = place;
    const ownInTheWay = own.filter((one) => overlap(one.allotments, allotments)).map(({ id }) => id);
    const expired = isRetry ? await this.holds.expiredIn(tx, clinicId, allotments, now) : [];
    return { operatoryId, allotments, held: null, inTheWay: [...new Set([...ownInTheWay, ...expired])] };
  }

  /** The same place again, for a visit that was given up. */
  async formerPlace(
    tx: Tx,
    { id, operatoryId }: Appointment,
    clinicId: ClinicId,
    now: Temporal.Instant,
  ): Promise<Place> {
    const allotments = await this.allocations.ofVisit(tx, clinicId, id);
    const inTheWay = await this.holds.expiredIn(tx, clinicId, allotments, now);
    return { operatoryId, allotments, held: null, inTheWay };
  }

  /**
   * Waits for a turn at all resources of a place. The transaction has them to itself when it gives time back before it takes this:
   * because of what is in the way, or because it `givesBack` a visit's time.
   */
  async awaitTurn(tx: Tx, clinicId: ClinicId, place: Place, givesBack = false): Promise<void> {
    if (place.held) return; // nothing is taken that was not taken before
    const resources = place.allotments.map(({ resourceId }) => resourceId);
    const mode = givesBack || place.inTheWay.length > 0 ? 'exclusive' : 'shared';
    await this.locks.take(tx, clinicId, resources, mode);
  }

  /**
   * Takes the place, once it is the transaction's turn.
   *
   * @throws LostError when somebody else has some of it, or is about to end a hold that is in the way
   */
  async take(tx: Tx, clinicId: ClinicId, place: Place, taker: Taker): Promise<void> {
    if (place.held && 'appointmentId' in taker) {
      if (!(await this.holds.lock(tx, clinicId, place.held))) throw new LostError();
      await this.allocations.passOn(tx, clinicId, place.held, taker.appointmentId);
      return this.holds.delete(tx, clinicId, [place.held]);
    }
    if (!(await this.holds.sweep(tx, clinicId, place.inTheWay))) throw new LostError();
    if (!(await this.allocations.take(tx, clinicId, taker, place.allotments))) throw new LostError();
  }
}

/** Whose time has run out has no claim any more, whatever is left of it. */
function heldPlace(schedule: Schedule, own: readonly HeldTime[], { slot, now }: Wish): Place | null {
  const held = own.find((one) => isSameTime(one.slot, slot) && one.expiresAt.epochMilliseconds > now.epochMilliseconds);
  if (!held) return null;
  const { operatoryId } = held.slot;
  const isKnown =
    schedule.providers.some(({ id }) => id === slot.providerId) &&
    schedule.operatories.some(({ id }) => id === operatoryId);
  return isKnown ? { operatoryId, allotments: held.allotments, held: held.id, inTheWay: [] } : null;
}

/** In whichever chair. */
const isSameTime = (a: Wish['slot'], b: Wish['slot']): boolean =>
  a.typeId === b.typeId && a.providerId === b.providerId && a.startsAt.equals(b.startsAt) && a.endsAt.equals(b.endsAt);

const toTaken = ({ resourceId, startsAt, endsAt }: Allotment): Taken => ({
  resourceId,
  fromMs: startsAt.epochMilliseconds,
  toMs: endsAt.epochMilliseconds,
});

/** Whether both want the same minute of the same chair or person. */
export const overlap = (some: readonly Allotment[], others: readonly Allotment[]): boolean =>
  some
    .map(toTaken)
    .some((one) =>
      others
        .map(toTaken)
        .some((other) => one.resourceId === other.resourceId && one.fromMs < other.toMs && other.fromMs < one.toMs),
    );
