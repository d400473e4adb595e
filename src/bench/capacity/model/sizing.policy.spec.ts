import { ASSUMPTIONS, figuresOf } from '../../../../test/support/capacity.js';
import { costsOf } from './costs.policy.js';
import type { Day } from './day.policy.js';
import { limitsOf } from './limits.policy.js';
import { moneyOf } from './money.policy.js';
import { liveCallOf, processesFor, processSizeOf, sizeOf } from './sizing.policy.js';

const COSTS = costsOf(
  figuresOf({
    serverCpuSeconds: { second: 0.005, call: 0.6, minute: 0.3 }, // 1.2 s for a call of two minutes: a hundredth of a core
    databaseCpuSeconds: { second: 0.01, call: 0.12, minute: 0.06 },
    statements: { second: 15, call: 100, minute: 50 },
    walBytes: { second: 0, call: 10_000, minute: 0 },
    transcriptBytes: { second: 0, call: 2000, minute: 1000 },
    otherBytes: { second: 0, call: 3000, minute: 0 },
  }),
);

const DAY: Day = {
  calls: 60_000,
  callMinutes: 120_000,
  billedMinutes: 150_000,
  callsAtOnceMost: 1180,
  callsAtOnceP999: 1100,
  callsAtOnceMean: 83,
  startsInBusiestMinute: 600,
  busiestHourErlangs: 1100,
  hours: [],
};

it('gives a process what its core bears at the utilisation that is aimed at', () => {
  expect(liveCallOf(COSTS, ASSUMPTIONS).serverCores).toBeCloseTo(0.01, 9);
  expect(processSizeOf(COSTS, ASSUMPTIONS)).toEqual({
    calls: 59, // a little of the core is its own
    callsOfCore: 99,
    residentBytes: expect.closeTo(300e6 + 59e6, 0),
  });
});

it('gives it no more than it admits', () => {
  const operation = { ...ASSUMPTIONS.operation, callsPerProcessAtMost: { value: 20, source: 'assumed' } };
  expect(processSizeOf(COSTS, { ...ASSUMPTIONS, operation }).calls).toBe(20);
});

it('has processes to spare, and never one alone', () => {
  expect(processesFor(1180, COSTS, ASSUMPTIONS)).toBe(20 + 2);
  expect(processesFor(1181, COSTS, ASSUMPTIONS)).toBe(21 + 3);
  expect(processesFor(3, COSTS, ASSUMPTIONS)).toBe(2);
  expect(processesFor(0, COSTS, ASSUMPTIONS)).toBe(2);
});

it('sizes what all of them share for the busiest minute, and what is kept for a year', () => {
  const size = sizeOf(1000, DAY, COSTS, ASSUMPTIONS);
  expect(size.connections).toBe(22 * 25);
  expect(size.databaseCoresBusy).toBeCloseTo(22 * 0.01 + (600 * 0.12 + 1180 * 0.06) / 60, 9);
  expect(size.databaseCores).toBe(Math.ceil(size.databaseCoresBusy / 0.6));
  expect(size.statementsPerSecondMost).toBeCloseTo(22 * 15 + (600 * 100 + 1180 * 50) / 60, 6);
  expect(size.walBytesADay).toBeCloseTo(600e6, 0);
  expect(size.storedBytesADay).toBeCloseTo(60_000 * 5000 + 120_000 * 1000, 0);
  // 260 working days, two thirds of a Monday each; turns for ninety days of the year.
  const perDay = { transcripts: (60_000 * 2000 + 120_000 * 1000) / 1.5, others: (60_000 * 3000) / 1.5 };
  expect(size.storedBytesAfterAYear).toBeCloseTo(perDay.transcripts * 260 * (90 / 365) + perDay.others * 260, 0);
});

it('pays for minutes, texts, numbers and machines', () => {
  const money = moneyOf(sizeOf(1000, DAY, COSTS, ASSUMPTIONS), ASSUMPTIONS);
  const mondays = 260 / 12 / 1.5;
  expect(money.perMonth.provider).toBeCloseTo(120_000 * 0.1 * mondays, 6);
  expect(money.perMonth.carrier).toBeCloseTo(150_000 * 0.02 * mondays, 6);
  expect(money.perMonth.texts).toBeCloseTo(60_000 * 0.01 * mondays, 6);
  expect(money.perMonth.numbers).toBe(1000);
  expect(money.perMonth.database).toBeCloseTo(730 * 5 * 0.2, 6);
  expect(money.total).toBeCloseTo(
    Object.values(money.perMonth).reduce((sum, bill) => sum + bill),
    6,
  );
  expect(money.perCall).toBeCloseTo(money.total / (60_000 * mondays), 9);
  expect(money.perClinicAndMonth).toBeCloseTo(money.total / 1000, 9);
});

describe('what breaks first', () => {
  const limits = limitsOf(COSTS, ASSUMPTIONS);
  const callsAt = (words: string) => limits.find(({ what }) => what.includes(words))?.callsAtOnce;

  it('is told in the order in which it breaks', () => {
    expect(limits[0]?.what).toContain('sessions');
    const calls = limits.map(({ callsAtOnce }) => callsAtOnce);
    expect(calls).toEqual(calls.toSorted((one, other) => one - other));
    const clinics = limits.map((limit) => limit.clinics);
    expect(clinics).toEqual(clinics.toSorted((one, other) => one - other));
  });

  it('comes from what calls take', () => {
    expect(callsAt('sessions')).toBe(45);
    expect(callsAt('one core')).toBe(99);
    expect(callsAt('admits')).toBe(100);
    expect(callsAt("Postgres' 100 connections")).toBe(4 * 59);
    expect(callsAt('PgBouncer')).toBe(80 * 59);
    expect(callsAt('memory')).toBe(Math.floor((2 ** 30 - 300e6) / 1e6));
    expect(callsAt('32 cores')).toBeCloseTo((32 * 0.6) / (0.002 + 0.01 / 59), -1);
  });

  it('is nothing that calls take nothing of', () => {
    const without = limitsOf(costsOf(figuresOf({ serverCpuSeconds: { second: 0, call: 1, minute: 1 } })), ASSUMPTIONS);
    expect(without.map(({ what }) => what)).not.toContainEqual(expect.stringContaining('32 cores'));
  });
});
