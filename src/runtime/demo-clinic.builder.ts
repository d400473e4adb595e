import { Temporal } from 'temporal-polyfill';
import {
  DEMO_BLOCKOUTS,
  DEMO_OPENING_HOURS,
  DEMO_OPERATORIES,
  DEMO_OVERRIDE,
  DEMO_PROFILE,
  DEMO_PROVIDERS,
  DEMO_TYPES,
} from './demo-clinic.data.js';
import type { DemoBlockout, DemoClinic, DemoOverride, DemoPatient } from './demo-clinic.types.js';
import { nextHoliday } from './demo-holidays.policy.js';
import { DEMO_FAQS, DEMO_INSURANCE_PLANS, DEMO_PRICES } from './demo-knowledge.data.js';
import { DEMO_NEWCOMERS, DEMO_PATIENTS } from './demo-patients.data.js';
import { DemoVisits } from './demo-visits.builder.js';
import { demoRecalls, demoWaitlist } from './demo-waiting.builder.js';
import { SeededRandom } from '../common/random/seeded-random.js';

const DAYS_BEFORE = 14;
const DAYS_AFTER = 28;
/** An override is so far ahead that it can still be seen. */
const OVERRIDE_AFTER_DAYS = 7;

/** Everything is the same for the same day; only the calendar moves. */
const SEED = 20_261_120;

/** A clinic in the middle of its work around `now`: a fortnight behind it, four weeks before it, about 60 % full. */
export function buildDemoClinic(now: Temporal.Instant): DemoClinic {
  const random = new SeededRandom(SEED);
  const clinic = house(now, random);
  clinic.patients = patients(random, now);
  const visits = new DemoVisits(clinic, random, now);
  const today = dayAt(now);
  for (let offset = -DAYS_BEFORE; offset <= DAYS_AFTER; offset++) {
    const date = today.add({ days: offset });
    if (!date.equals(clinic.closure.startsOn)) clinic.appointments.push(...visits.on(date));
  }
  clinic.waitlist = demoWaitlist(clinic, random, now);
  clinic.recalls = demoRecalls(clinic, random, now);
  return clinic;
}

/** The same clinic with nobody on its books: its people, rooms and rules. The ids are those of the demo clinic. */
export const buildDemoHouse = (now: Temporal.Instant): DemoClinic => house(now, new SeededRandom(SEED));

function house(now: Temporal.Instant, random: SeededRandom): DemoClinic {
  const today = dayAt(now);
  const holiday = nextHoliday(
    today,
    DEMO_OPENING_HOURS.map(({ weekday }) => weekday),
  );
  const providers = DEMO_PROVIDERS.map((provider) => ({ ...provider, id: random.uuid() }));
  const types = DEMO_TYPES.map((type) => ({ ...type, id: random.uuid() }));
  return {
    ...DEMO_PROFILE,
    ...knowledge(),
    id: random.uuid(),
    openingHours: DEMO_OPENING_HOURS,
    closure: { id: random.uuid(), name: holiday.name, startsOn: holiday.date, endsOn: holiday.date },
    providers,
    operatories: DEMO_OPERATORIES.map((operatory) => ({ ...operatory, id: random.uuid() })),
    types,
    blockouts: blockouts({ providers, types }, random),
    override: override({ providers }, today, holiday.date, random),
    patients: [],
    appointments: [],
    waitlist: [],
    recalls: [],
  };
}

const dayAt = (now: Temporal.Instant): Temporal.PlainDate =>
  now.toZonedDateTimeISO(DEMO_PROFILE.timeZone).toPlainDate();

/** With a seed of its own: another answer changes no patient. */
function knowledge(): Pick<DemoClinic, 'prices' | 'insurancePlans' | 'faqs'> {
  const random = new SeededRandom(SEED + 1);
  const withId = <Row>(row: Row) => ({ ...row, id: random.uuid() });
  return {
    prices: DEMO_PRICES.map(withId),
    insurancePlans: DEMO_INSURANCE_PLANS.map(withId),
    faqs: DEMO_FAQS.map(withId),
  };
}

function blockouts(
  { providers, types }: Pick<DemoClinic, 'providers' | 'types'>,
  random: SeededRandom,
): DemoBlockout[] {
  return DEMO_BLOCKOUTS.map(({ provider, reserved, ...blockout }) => ({
    ...blockout,
    id: random.uuid(),
    providerId: idOf(providers, provider),
    reserved: reserved && {
      typeIds: reserved.types.map((type) => idOf(types, type)),
      releaseMinutes: reserved.releaseMinutes,
    },
  }));
}

function override(
  { providers }: Pick<DemoClinic, 'providers'>,
  today: Temporal.PlainDate,
  holiday: Temporal.PlainDate,
  random: SeededRandom,
): DemoOverride {
  const { provider, weekday, ...hours } = DEMO_OVERRIDE;
  const soonest = today.add({ days: OVERRIDE_AFTER_DAYS });
  const first = soonest.add({ days: (weekday - soonest.dayOfWeek + 7) % 7 });
  const day = first.equals(holiday) ? first.add({ days: 7 }) : first;
  return { id: random.uuid(), providerId: idOf(providers, provider), day, ...hours };
}

function idOf(all: readonly { id: string; name: string }[], name: string): string {
  const found = all.find((one) => one.name === name);
  if (!found) throw new Error(`the demo clinic has no ${name}`);
  return found.id;
}

function patients(random: SeededRandom, now: Temporal.Instant): DemoPatient[] {
  let line = 1000;
  return DEMO_PATIENTS.map(([givenName, familyName], index) => {
    if (DEMO_PATIENTS[index - 1]?.[1] !== familyName) line += 1 + random.below(30);
    const isNew = index >= DEMO_PATIENTS.length - DEMO_NEWCOMERS;
    const patient = {
      id: random.uuid(),
      givenName,
      familyName,
      phone: `+1555010${line}`,
      birthDate: Temporal.PlainDate.from('1944-01-01').add({ days: random.below(74 * 365) }),
      createdAt: now.subtract({ hours: isNew ? 24 * 20 : 24 * (60 + random.below(1500)) }),
    };
    const since = patient.createdAt.toZonedDateTimeISO(DEMO_PROFILE.timeZone).toPlainDate();
    return { ...patient, knownSince: isNew ? null : since };
  });
}
