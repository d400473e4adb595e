import { Temporal } from 'temporal-polyfill';
import type { DatedHours } from '../../clinics/clinics.types.js';
import type { AppointmentTypeId, OperatoryId, ProviderId } from '../../common/ids/ids.js';
import { openSlots } from '../../scheduling/availability.policy.js';
import type { Schedule } from '../../scheduling/availability.types.js';
import type { SlotWindow, Taken } from '../../scheduling/scheduling.types.js';
import type { Part } from './part.types.js';

const PROVIDERS = 10;
const DAYS = 90;
const MINUTE_MS = 60_000;
const FIRST = Temporal.PlainDate.from('2026-10-01'); // New York's clocks change on one of the days
const ZONE = 'America/New_York';

const NOW = FIRST.toZonedDateTime(ZONE).toInstant();
const WINDOW: SlotWindow = { from: FIRST, to: FIRST.add({ days: DAYS - 1 }) };
const ALWAYS = { validFrom: FIRST.subtract({ days: 1 }), validUntil: null };
const HOURS: DatedHours[] = [1, 2, 3, 4, 5].flatMap((weekday) => [
  { weekday, startMinute: 480, endMinute: 720, ...ALWAYS },
  { weekday, startMinute: 780, endMinute: 1020, ...ALWAYS },
]);

/** Every open slot of a large clinic's quarter, where a caller's question needs the first few of a week or two. */
export function schedulePart(): Part {
  const schedule = clinic();
  const taken = appointments();
  const all = () => [...openSlots(schedule, taken, { window: WINDOW, now: NOW })].length;
  const plainly = () => slotsPlainly(schedule, taken);
  if (all() !== plainly()) throw new Error('both searches have to find the same slots');
  return {
    name: `availability, ${PROVIDERS} providers × ${PROVIDERS} chairs × ${DAYS} days`,
    unit: 'ms',
    against: 'each time asked of every appointment',
    work: all,
    baseline: plainly,
  };
}

function clinic(): Schedule {
  const numbered = Array.from({ length: PROVIDERS }, (_, i) => i);
  return {
    timeZone: ZONE,
    slotMinutes: 15,
    type: {
      id: 'cleaning' as AppointmentTypeId,
      name: 'Cleaning',
      durationMinutes: 60,
      setupMinutes: 0,
      cleanupMinutes: 0,
      providerRole: 'hygienist',
      operatoryKind: 'hygiene',
      demands: [{ role: 'hygienist', stretches: [{ fromMinute: 0, toMinute: 60 }] }],
      onlyProviderIds: [],
      openTo: 'everyone',
      phoneBooking: 'at_once',
      minNoticeMinutes: 0,
      horizonDays: 365,
    },
    openingHours: HOURS,
    overrides: [],
    closures: [],
    providers: numbered.map((i) => ({
      ...{ id: `p${i}` as ProviderId, name: `Provider ${i}`, role: 'hygienist' },
      ...{ hours: HOURS, overrides: [] },
    })),
    operatories: numbered.map((i) => ({ id: `c${i}` as OperatoryId, name: `Chair ${i}` })),
    weeklyBlockouts: [],
    reservedTimes: [],
  };
}

/** Half of each working day, at other hours for each provider; a provider has a chair of their own. */
function appointments(): Taken[] {
  const taken: Taken[] = [];
  for (let day = 0; day < DAYS; day++) {
    const date = FIRST.add({ days: day });
    for (let i = 0; i < PROVIDERS; i++) {
      for (let hour = 8 + (i % 2); hour < 17; hour += 2) {
        const fromMs = shownAtMs(date, hour * 60);
        for (const resourceId of [`p${i}`, `c${i}`]) taken.push({ resourceId, fromMs, toMs: fromMs + 60 * MINUTE_MS });
      }
    }
  }
  return taken;
}

/** The search as it is written first: every quarter of an hour, every provider, every appointment. */
function slotsPlainly({ providers, operatories }: Schedule, taken: readonly Taken[]): number {
  const isFree = (id: string, fromMs: number, toMs: number) =>
    !taken.some((one) => one.resourceId === id && one.fromMs < toMs && fromMs < one.toMs);
  let found = 0;
  for (let day = 0; day < DAYS; day++) {
    const date = FIRST.add({ days: day });
    for (const { startMinute, endMinute } of HOURS.filter(({ weekday }) => weekday === date.dayOfWeek)) {
      for (let minute = startMinute; minute + 60 <= endMinute; minute += 15) {
        const fromMs = shownAtMs(date, minute);
        const toMs = fromMs + 60 * MINUTE_MS;
        if (!operatories.some(({ id }) => isFree(id, fromMs, toMs))) continue;
        found += providers.filter(({ id }) => isFree(id, fromMs, toMs)).length;
      }
    }
  }
  return found;
}

const shownAtMs = (date: Temporal.PlainDate, minute: number): number =>
  date.toPlainDateTime().add({ minutes: minute }).toZonedDateTime(ZONE).epochMilliseconds;
