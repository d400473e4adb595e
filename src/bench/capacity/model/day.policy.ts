import { SeededRandom } from '../../../common/random/seeded-random.js';
import type { Assumptions } from './assumptions.types.js';
import { sumOf } from './costs.policy.js';

const HOURS = 24;
const SECONDS_AN_HOUR = 3600;
/** Nobody stays longer, and the day's last calls end within it. */
const CALL_SECONDS_AT_MOST = 3600;

export interface Hour {
  /** By the clocks of the first zone. */
  hour: number;
  calls: number;
  callsAtOnceMost: number;
}

export interface Day {
  calls: number;
  callMinutes: number;
  /** Each call's minutes rounded up, as carriers bill them. */
  billedMinutes: number;
  callsAtOnceMost: number;
  /** What all but a thousandth of the day's seconds stay below or reach. */
  callsAtOnceP999: number;
  callsAtOnceMean: number;
  startsInBusiestMinute: number;
  /** What is offered in the busiest hour: calls that would be live at once on average, if they came evenly. */
  busiestHourErlangs: number;
  hours: Hour[];
}

/** The calls that are expected in each hour of a Monday, by the clocks of the first zone. */
export function expectedCalls(clinics: number, { calls, hours, zones }: Assumptions): number[] {
  const perDay = clinics * calls.perClinicAndDay.value * calls.mondayFactor.value;
  const ofDay = sumOf(Object.values(hours.share));
  const ofClinics = sumOf(zones.clinics.map(({ share }) => share));
  const expected = Array.from({ length: HOURS }, () => 0);
  for (const { hoursBehind, share } of zones.clinics) {
    for (const [hour, hourShare] of Object.entries(hours.share)) {
      const here = (Number(hour) + hoursBehind) % HOURS;
      expected[here] = (expected[here] ?? 0) + perDay * (share / ofClinics) * (hourShare / ofDay);
    }
  }
  return expected;
}

/**
 * A Monday, call by call: callers come independently of one another, at the hour's rate, and stay as long as a lognormal
 * distribution says. The same seed gives the same day.
 */
export function simulateDay(clinics: number, assumptions: Assumptions, seed: number): Day {
  const random = new SeededRandom(seed);
  const expected = expectedCalls(clinics, assumptions);
  const tally = new Tally();
  expected.forEach((calls, hour) => {
    if (calls === 0) return;
    const meanGapSeconds = SECONDS_AN_HOUR / calls;
    const until = (hour + 1) * SECONDS_AN_HOUR;
    let at = hour * SECONDS_AN_HOUR + exponential(random, meanGapSeconds);
    for (; at < until; at += exponential(random, meanGapSeconds)) tally.add(at, durationSeconds(random, assumptions));
  });
  return tally.day(Math.max(...expected) * (assumptions.calls.meanMinutes.value / 60));
}

/** Counts calls by the second. */
class Tally {
  private readonly changes = new Int32Array(HOURS * SECONDS_AN_HOUR + CALL_SECONDS_AT_MOST + 2);
  private readonly startsByMinute = new Int32Array(HOURS * 60);
  private calls = 0;
  private seconds = 0;
  private billedMinutes = 0;

  add(atSecond: number, durationSeconds: number): void {
    const from = Math.floor(atSecond);
    this.changes[from]! += 1;
    this.changes[Math.floor(atSecond + durationSeconds) + 1]! -= 1; // live in each second that it touches
    this.startsByMinute[Math.floor(atSecond / 60)]! += 1;
    this.calls += 1;
    this.seconds += durationSeconds;
    this.billedMinutes += Math.ceil(durationSeconds / 60);
  }

  day(busiestHourErlangs: number): Day {
    const live = new Int32Array(HOURS * SECONDS_AN_HOUR);
    let now = 0;
    live.forEach((_, second) => (live[second] = now += this.changes[second]!));
    const sorted = Int32Array.from(live).sort();
    return {
      calls: this.calls,
      callMinutes: this.seconds / 60,
      billedMinutes: this.billedMinutes,
      callsAtOnceMost: sorted.at(-1) ?? 0,
      callsAtOnceP999: sorted[Math.ceil(0.999 * sorted.length) - 1] ?? 0,
      callsAtOnceMean: sumOf([...live]) / live.length,
      startsInBusiestMinute: Math.max(...this.startsByMinute),
      busiestHourErlangs,
      hours: Array.from({ length: HOURS }, (_, hour) => ({
        hour,
        calls: sumOf([...this.startsByMinute.subarray(hour * 60, (hour + 1) * 60)]),
        callsAtOnceMost: Math.max(...live.subarray(hour * SECONDS_AN_HOUR, (hour + 1) * SECONDS_AN_HOUR)),
      })),
    };
  }
}

const exponential = (random: SeededRandom, mean: number): number => -Math.log(1 - random.next()) * mean;

function durationSeconds(random: SeededRandom, { calls }: Assumptions): number {
  const sigma = calls.minutesSigma.value;
  const median = calls.meanMinutes.value * Math.exp(-(sigma ** 2) / 2);
  return Math.min(CALL_SECONDS_AT_MOST, 60 * median * Math.exp(sigma * normal(random)));
}

/** Box and Muller. */
const normal = (random: SeededRandom): number =>
  Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
