import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { inChair, isOpenTo, openSlots, spanOf } from './availability.policy.js';
import type { Schedule } from './availability.types.js';
import { searchOf } from './day-plan.policy.js';
import { familySlots } from './family-slots.policy.js';
import type { FamilyOption, FamilyQuery } from './family-slots.types.js';
import { localDateOf } from './local-time.policy.js';
import { nearestTo, pickOffers } from './offers.policy.js';
import { ScheduleRepository } from './schedule.repository.js';
import { AppointmentTypeNotFoundError } from './scheduling.errors.js';
import type { OffersOutcome, OffersQuery, Slot, SlotQuery, SlotWindow, Taken } from './scheduling.types.js';

const MAX_ALTERNATIVES = 3;
/** How far to both sides of a lost slot the alternatives are looked for: near first, which is nearly always enough. */
const ALTERNATIVE_DAYS = [1, 14];
/** How far behind an empty window the first free time is looked for: near first, then as far as the type may be booked. */
const LATER_DAYS = [28, Infinity];
/** The first time behind an empty window, and others within so long after it. */
const LATER_SPAN_MS = 14 * 86_400_000;
/** A family is offered a few of so many options. */
const MAX_FAMILY_OPTIONS = 200;

/** The time that somebody wanted; without a provider it was wanted with anybody. */
export type LostSlot = Pick<Slot, 'typeId' | 'startsAt'> & Partial<Pick<Slot, 'providerId'>>;

/** Finds free time. Each search takes at most four queries, whatever the size of the clinic and of the search. */
@Injectable()
export class FindingService {
  constructor(
    private readonly schedules: ScheduleRepository,
    private readonly database: PrismaService,
  ) {}

  /**
   * Free slots, soonest first; none when the type is not for patients of the standing.
   *
   * @throws AppointmentTypeNotFoundError
   */
  async findSlots(query: SlotQuery): Promise<Slot[]> {
    return this.database.inClinic(query.clinicId, async (tx) => {
      const schedule = await this.scheduleOf(tx, query);
      return isOpenTo(schedule.type, query.standing) ? this.openIn(tx, schedule, query) : [];
    });
  }

  /**
   * A few times to name to a caller. When the window has none, those from the first one behind it on, by the same wishes.
   *
   * @throws AppointmentTypeNotFoundError
   */
  async findOffers(query: OffersQuery): Promise<OffersOutcome> {
    const { window, now, offers } = query;
    return this.database.inClinic(query.clinicId, async (tx) => {
      const schedule = await this.scheduleOf(tx, query);
      if (!isOpenTo(schedule.type, query.standing)) return { kind: 'none' };
      const wanted = await this.openIn(tx, schedule, { ...query, limit: Infinity });
      if (wanted.length > 0) return { kind: 'offers', slots: pickOffers(wanted, offers) };
      for (const later of windowsBehind(schedule, window, now)) {
        const near = await this.openIn(tx, schedule, { ...query, window: later, limit: Infinity }, LATER_SPAN_MS);
        const [first] = near;
        if (first) return { kind: 'later', first, slots: pickOffers(near, offers) };
      }
      return { kind: 'none' };
    });
  }

  /**
   * A few times at which a whole family can come, in order of time; none when one of them is not one of those the type is for.
   *
   * @throws AppointmentTypeNotFoundError
   */
  findFamilySlots(query: FamilyQuery): Promise<FamilyOption[]> {
    return this.database.inClinic(query.clinicId, (tx) => this.familySlotsIn(tx, query));
  }

  /**
   * The nearest times at which the same can be had, in order of time; with the wanted provider if they are free then.
   *
   * @throws AppointmentTypeNotFoundError
   */
  async alternativesTo(
    query: Pick<SlotQuery, 'clinicId' | 'owner' | 'moving' | 'rules' | 'now'> & { slot: LostSlot },
  ): Promise<Slot[]> {
    const { slot } = query;
    return this.database.inClinic(query.clinicId, async (tx) => {
      const { clinicId, rules, now } = query;
      const schedule = await this.scheduleOf(tx, { clinicId, typeId: slot.typeId, now, ...(rules && { rules }) });
      const date = localDateOf(slot.startsAt, schedule.timeZone);
      let nearest: Slot[] = [];
      for (const days of ALTERNATIVE_DAYS) {
        const window = { from: date.subtract({ days }), to: date.add({ days }) };
        const open = await this.openIn(tx, schedule, { ...query, window, limit: Infinity });
        nearest = nearestTo(slot, open, MAX_ALTERNATIVES);
        if (nearest.length === MAX_ALTERNATIVES) break;
      }
      return nearest;
    });
  }

  private async familySlotsIn(
    tx: Tx,
    { clinicId, members, how, window, now, owner, limit }: FamilyQuery,
  ): Promise<FamilyOption[]> {
    const typeIds = [...new Set(members.map(({ typeId }) => typeId))];
    const schedules = await this.schedules.findAll(tx, clinicId, typeIds, now);
    const wishes = members.map((member) => {
      const schedule = schedules.get(member.typeId);
      if (!schedule) throw new AppointmentTypeNotFoundError();
      return { ...member, schedule };
    });
    if (!wishes.every(({ schedule, standing }) => isOpenTo(schedule.type, standing))) return [];
    const taken = await this.takenOfAll(tx, [...schedules.values()], { clinicId, window, now, owner });
    const searches = wishes.map(({ schedule, providerId }) => searchOf(schedule, taken, { providerId, now }));
    const options: FamilyOption[] = [];
    for (const option of familySlots(searches, how, window)) {
      options.push(option);
      if (options.length >= MAX_FAMILY_OPTIONS) break;
    }
    return pickOffers(options, limit);
  }

  /** Up to so long after the first one: a whole horizon is not worth the time of the calls beside. */
  private async openIn(
    tx: Tx,
    schedule: Schedule,
    query: Omit<SlotQuery, 'typeId'>,
    spanMs = Infinity,
  ): Promise<Slot[]> {
    const { clinicId, window, now, limit } = query;
    const span = spanOf(schedule, window, now);
    if (!span) return [];
    const taken = await this.schedules.takenIn(tx, clinicId, schedule, span, query);
    const slots: Slot[] = [];
    for (const slot of openSlots(schedule, taken, query)) {
      const firstMs = (slots[0] ?? slot).startsAt.epochMilliseconds;
      if (slots.length >= limit || slot.startsAt.epochMilliseconds - firstMs >= spanMs) break;
      slots.push(slot);
    }
    return slots;
  }

  private async takenOfAll(
    tx: Tx,
    schedules: readonly Schedule[],
    { clinicId, window, ...ignoring }: Pick<FamilyQuery, 'clinicId' | 'window' | 'now' | 'owner'>,
  ): Promise<Taken[]> {
    const spans = schedules.flatMap((schedule) => spanOf(schedule, window, ignoring.now) ?? []);
    if (spans.length === 0) return [];
    const span = {
      fromMs: Math.min(...spans.map(({ fromMs }) => fromMs)),
      toMs: Math.max(...spans.map(({ toMs }) => toMs)),
    };
    const everything = {
      providers: unique(schedules.flatMap(({ providers }) => providers)),
      operatories: unique(schedules.flatMap(({ operatories }) => operatories)),
    };
    return this.schedules.takenIn(tx, clinicId, everything, span, ignoring);
  }

  private async scheduleOf(
    tx: Tx,
    { clinicId, typeId, onlyIn, rules, now }: Pick<SlotQuery, 'clinicId' | 'typeId' | 'onlyIn' | 'rules' | 'now'>,
  ) {
    const schedule = await this.schedules.find(tx, clinicId, typeId, now, rules);
    if (!schedule) throw new AppointmentTypeNotFoundError();
    return inChair(schedule, onlyIn);
  }
}

/** The rest of the type's horizon, in two parts: most clinics have something within weeks. */
function* windowsBehind(schedule: Schedule, window: SlotWindow, now: Temporal.Instant): Generator<SlotWindow> {
  const today = localDateOf(now, schedule.timeZone);
  const end = today.add({ days: schedule.type.horizonDays });
  const behind = window.to.add({ days: 1 });
  let from = Temporal.PlainDate.compare(behind, today) < 0 ? today : behind;
  for (const days of LATER_DAYS) {
    const reach = days === Infinity ? end : from.add({ days: days - 1 });
    const to = Temporal.PlainDate.compare(reach, end) < 0 ? reach : end;
    if (Temporal.PlainDate.compare(from, to) > 0) return;
    yield { ...window, from, to };
    from = to.add({ days: 1 });
  }
}

const unique = <T extends { id: string }>(all: readonly T[]): T[] => [
  ...new Map(all.map((one) => [one.id, one])).values(),
];
