import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { ClinicsService } from '../clinics/clinics.service.js';
import { Clock } from '../common/clock/clock.js';
import { PrismaService } from '../common/database/prisma.service.js';
import { InvalidInputError } from '../common/errors/domain.error.js';
import { encodeCursor } from '../common/http/cursor.codec.js';
import type { Page } from '../common/http/page.types.js';
import type { AppointmentTypeId, ClinicId, ProviderId } from '../common/ids/ids.js';
import { MAX_AVAILABILITY_DAYS } from '../scheduling/availability-query.types.js';
import { FhirNotFoundError } from './fhir.errors.js';
import { SLOT_STATUSES, type Slot } from './fhir.types.js';
import { FreeTime } from './free-time.service.js';
import { PracticeRepository } from './practice.repository.js';
import { referenceParameter, typeParameter } from './reference.types.js';
import { busySlotOf, freeSlotOf, localTime } from './resources.builder.js';
import { canBeAskedFor, isEmpty, rangeOf } from './search-date.policy.js';
import { codesOf, pageOfSearch, searchDates } from './search-parameters.types.js';
import { readBusySlotId, readFreeSlotId, type BusySlot, type FreeSlot } from './slot-id.codec.js';

export const SlotSearch = z.strictObject({
  schedule: referenceParameter<ProviderId>('Schedule'),
  start: searchDates.describe(`When it begins: from (ge) and until (lt), ${MAX_AVAILABILITY_DAYS} days apart at most.`),
  'service-type': typeParameter<AppointmentTypeId>()
    .optional()
    .describe('What it is for. Free slots are found for a type only: how long they are depends on it.'),
  status: codesOf(SLOT_STATUSES).optional().describe('All that can be told when absent.'),
  ...pageOfSearch(
    z.object({
      startsAtMs: z
        .int()
        .refine((ms) => Math.abs(ms) < 8.64e15 && canBeAskedFor(Temporal.Instant.fromEpochMilliseconds(ms))),
      free: z.boolean(),
    }),
  ),
});
export type SlotSearch = z.infer<typeof SlotSearch>;

/** Times of providers: those that can be booked are worked out, those that are taken are told without whose they are. */
@Injectable()
export class Slots {
  constructor(
    private readonly practice: PracticeRepository,
    private readonly free: FreeTime,
    private readonly clinics: ClinicsService,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /**
   * Soonest first; of those that begin at one time what is taken comes first.
   *
   * @throws InvalidInputError
   */
  async search(clinicId: ClinicId, search: SlotSearch): Promise<Page<Slot>> {
    const { schedule: providerId, 'service-type': typeId, status = [...SLOT_STATUSES], _count, _cursor } = search;
    if (search.status?.includes('free') && !typeId) {
      throw new InvalidInputError([{ field: 'service-type', detail: 'free slots are found for a type' }]);
    }
    const { timeZone } = await this.clinics.get(clinicId);
    const range = boundsOf(search, timeZone);
    if (!range) return { items: [], nextCursor: null };
    const taken = await this.taken(clinicId, providerId, range, timeZone);
    const isFreeWanted = typeId && status.includes('free');
    const onwards = _cursor ? { ...range, from: laterOf(range.from, _cursor.startsAtMs) } : range;
    // One begins where the page before has ended, and one more tells that there is another page.
    const free = isFreeWanted ? await this.free.between(clinicId, { typeId, providerId }, onwards, _count + 2) : [];
    const all = [
      ...taken.filter(({ slot }) => status.includes(slot.status)),
      ...free.map(({ slot, item, typeName }) => ({
        place: { startsAtMs: slot.startsAt.epochMilliseconds, free: true },
        slot: freeSlotOf(slot, 'free', typeName, { start: item.startsAtLocal, end: item.endsAtLocal }),
      })),
    ].sort((a, b) => compare(a.place, b.place));
    const ahead = _cursor ? all.filter(({ place }) => compare(place, _cursor) > 0) : all;
    const shown = ahead.slice(0, _count);
    const last = shown.at(-1);
    return {
      items: shown.map(({ slot }) => slot),
      nextCursor: last && ahead.length > _count ? encodeCursor(last.place) : null,
    };
  }

  /** What the id says, as it is now. @throws FhirNotFoundError */
  async read(clinicId: ClinicId, id: string): Promise<Slot> {
    const [free, busy] = [readFreeSlotId(id), readBusySlotId(id)];
    const slot = free ? await this.readFree(clinicId, free) : busy && (await this.readBusy(clinicId, busy));
    if (!slot) throw new FhirNotFoundError();
    return slot;
  }

  private async readFree(clinicId: ClinicId, wanted: FreeSlot): Promise<Slot | null> {
    const { type, provider, timeZone } = await this.database.inClinic(clinicId, async (tx) => ({
      type: await this.practice.type(tx, clinicId, wanted.typeId),
      provider: await this.practice.provider(tx, clinicId, wanted.providerId),
      timeZone: (await this.clinics.getIn(tx, clinicId)).timeZone,
    }));
    if (!type || !provider) return null;
    const endsAt = wanted.startsAt.add({ minutes: type.durationMinutes });
    const isFree = provider.active && (await this.free.at(clinicId, wanted)) !== null;
    const times = { start: localTime(wanted.startsAt, timeZone), end: localTime(endsAt, timeZone) };
    return freeSlotOf(wanted, isFree ? 'free' : 'busy', type.name, times);
  }

  private async readBusy(clinicId: ClinicId, wanted: BusySlot): Promise<Slot | null> {
    const { timeZone } = await this.clinics.get(clinicId);
    const span = { from: wanted.startsAt, to: wanted.endsAt };
    const taken = await this.taken(clinicId, wanted.providerId, span, timeZone);
    const id = busySlotOf(wanted, 'busy', timeZone).id;
    return taken.find(({ slot }) => slot.id === id)?.slot ?? null;
  }

  private async taken(
    clinicId: ClinicId,
    providerId: ProviderId,
    range: { from: Temporal.Instant; to: Temporal.Instant },
    timeZone: string,
  ) {
    const taken = await this.database.inClinic(clinicId, (tx) =>
      this.practice.takenTime(tx, clinicId, providerId, range, this.clock.now()),
    );
    return taken.map(({ status, ...slot }) => ({
      place: { startsAtMs: slot.startsAt.epochMilliseconds, free: false },
      slot: busySlotOf(slot, status, timeZone),
    }));
  }
}

/** @throws InvalidInputError */
function boundsOf({ start }: SlotSearch, timeZone: string): { from: Temporal.Instant; to: Temporal.Instant } | null {
  const { from, to } = rangeOf(start, timeZone);
  if (!from || !to) throw new InvalidInputError([{ field: 'start', detail: 'needs a beginning (ge) and an end (lt)' }]);
  if (isEmpty({ from, to })) return null;
  const [first, last] = [from, to.subtract({ milliseconds: 1 })].map((at) =>
    at.toZonedDateTimeISO(timeZone).toPlainDate(),
  );
  if (first && last && first.until(last).days >= MAX_AVAILABILITY_DAYS) {
    throw new InvalidInputError([
      { field: 'start', detail: `at most ${MAX_AVAILABILITY_DAYS} days can be asked for at once` },
    ]);
  }
  return { from, to };
}

const laterOf = (at: Temporal.Instant, ms: number): Temporal.Instant =>
  at.epochMilliseconds < ms ? Temporal.Instant.fromEpochMilliseconds(ms) : at;

const compare = (a: { startsAtMs: number; free: boolean }, b: { startsAtMs: number; free: boolean }): number =>
  a.startsAtMs - b.startsAtMs || Number(a.free) - Number(b.free);
