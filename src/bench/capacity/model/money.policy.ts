import type { Assumptions } from './assumptions.types.js';
import { sumOf } from './costs.policy.js';
import { callsADay, WORKING_DAYS_A_YEAR, type Size } from './sizing.policy.js';

export const BILLS = ['provider', 'carrier', 'texts', 'numbers', 'servers', 'database', 'storage'] as const;
export type Bill = (typeof BILLS)[number];

export interface Money {
  perMonth: Record<Bill, number>;
  total: number;
  perClinicAndMonth: number;
  perCall: number;
}

const HOURS_A_MONTH = 730;
const GIBIBYTE = 2 ** 30;

/** With these prices, in a month of average weeks. Machines are paid for all month as the busiest minute of a Monday wants them. */
export function moneyOf(size: Size, assumptions: Assumptions): Money {
  const { prices, calls } = assumptions;
  const { day, processes } = size;
  const workingDays = WORKING_DAYS_A_YEAR / 12;
  const callsAMonth = callsADay(day, assumptions) * workingDays;
  const ofMonth = callsAMonth / day.calls;
  const gibibytes = (bytes: number): number => bytes / GIBIBYTE;
  const perMonth: Money['perMonth'] = {
    provider: day.callMinutes * ofMonth * prices.providerPerMinute.value,
    carrier: day.billedMinutes * ofMonth * (prices.carrierPerMinute.value + prices.streamPerMinute.value),
    texts: callsAMonth * calls.textSegmentsPerCall.value * prices.textSegment.value,
    numbers: size.clinics * prices.numberPerMonth.value,
    servers:
      HOURS_A_MONTH * (processes * prices.coreHour.value + gibibytes(size.residentBytes) * prices.gibibyteHour.value),
    database: HOURS_A_MONTH * size.databaseCores * prices.databaseCoreHour.value,
    storage: gibibytes(size.storedBytesAfterAYear) * prices.storedGibibyteMonth.value,
  };
  const total = sumOf(Object.values(perMonth));
  return { perMonth, total, perClinicAndMonth: total / size.clinics, perCall: total / callsAMonth };
}
