import { Temporal } from 'temporal-polyfill';
import { isLate, isLive, mayGiveUp, refusalOf } from './appointment-status.policy.js';
import type { AppointmentStatus } from './scheduling.types.js';

const ALL: AppointmentStatus[] = [
  'requested',
  'scheduled',
  'confirmed',
  'arrived',
  'seated',
  'completed',
  'cancelled',
  'no_show',
  'rescheduled',
];

const startsAt = Temporal.Instant.from('2026-11-24T14:30:00Z');
const before = startsAt.subtract({ minutes: 30 });
const after = startsAt.add({ minutes: 10 });

/** Written as a front desk would say it, beside the table of the code. */
const ALLOWED = new Set([
  'requested scheduled', // the desk agrees
  'requested cancelled', // it does not, or they think better of it
  'requested rescheduled',
  'scheduled confirmed',
  'scheduled arrived',
  'scheduled cancelled',
  'scheduled no_show',
  'scheduled rescheduled',
  'confirmed scheduled', // a wrong click
  'confirmed arrived',
  'confirmed cancelled',
  'confirmed no_show',
  'confirmed rescheduled',
  'arrived scheduled', // a wrong click
  'arrived confirmed', // a wrong click
  'arrived seated',
  'arrived cancelled', // they leave the waiting room
  'seated arrived', // a wrong click
  'seated completed',
  'completed seated', // a wrong click
  'no_show scheduled', // a wrong click
  'no_show arrived', // they come late
]);

describe('the table of transitions', () => {
  it.each(ALL.flatMap((from) => ALL.map((to) => [from, to] as const)))('%s to %s', (from, to) => {
    const instants = [before, after];
    const possible = instants.some((now) => refusalOf({ status: from, startsAt }, to, now) === null);
    expect(possible).toBe(ALLOWED.has(`${from} ${to}`));
    if (!possible) {
      for (const now of instants) expect(refusalOf({ status: from, startsAt }, to, now)).toBe('at_all');
    }
  });

  it('has every live status end somewhere, and no way out of a visit that was cancelled or moved', () => {
    const reach = (from: AppointmentStatus, seen = new Set<AppointmentStatus>()): Set<AppointmentStatus> => {
      for (const to of ALL) {
        if (seen.has(to) || !ALLOWED.has(`${from} ${to}`)) continue;
        seen.add(to);
        reach(to, seen);
      }
      return seen;
    };
    for (const status of ALL.filter(isLive)) expect([...reach(status)]).toContain('completed');
    expect(reach('cancelled').size + reach('rescheduled').size).toBe(0);
  });
});

describe('the hour', () => {
  it.each([
    ['scheduled', 'no_show', before, 'before_start'],
    ['confirmed', 'no_show', before, 'before_start'],
    ['scheduled', 'no_show', startsAt, null],
    ['requested', 'scheduled', before, null],
    ['requested', 'scheduled', startsAt, 'after_start'],
    ['no_show', 'scheduled', after, null],
    ['scheduled', 'arrived', before, null],
  ] as const)('%s to %s', (from, to, now, refusal) => {
    expect(refusalOf({ status: from, startsAt }, to, now)).toBe(refusal);
  });
});

describe('giving a visit up', () => {
  it.each([
    ['scheduled', 'patient', before, true],
    ['requested', 'patient', before, true],
    ['confirmed', 'patient', startsAt, false],
    ['confirmed', 'clinic', after, true],
    ['arrived', 'patient', before, false],
    ['arrived', 'clinic', after, true],
    ['seated', 'clinic', after, false],
    ['completed', 'clinic', after, false],
    ['no_show', 'clinic', after, false],
    ['rescheduled', 'clinic', before, false],
  ] as const)('that is %s, by the %s', (status, by, now, allowed) => {
    expect(mayGiveUp({ status, startsAt }, 'cancelled', by, now)).toBe(allowed);
  });

  it('moves nobody who is there already', () => {
    expect(mayGiveUp({ status: 'arrived', startsAt }, 'rescheduled', 'clinic', before)).toBe(false);
    expect(mayGiveUp({ status: 'confirmed', startsAt }, 'rescheduled', 'clinic', after)).toBe(true);
  });

  it.each([
    ['a minute within the limit', 'scheduled', 'patient', 1439, true],
    ['at the limit', 'scheduled', 'patient', 1440, false],
    ['by the clinic', 'confirmed', 'clinic', 10, false],
    ['before the desk had agreed to it', 'requested', 'patient', 10, false],
  ] as const)('%s', (_, status, by, minutesBefore, late) => {
    expect(isLate({ status, startsAt }, by, 1440, startsAt.subtract({ minutes: minutesBefore }))).toBe(late);
  });
});
