import type { Figures } from '../capacity.types.js';

const CALLERS_AT_LEAST = 12;
const SIZES_AT_LEAST = 3;
/** Of the cores: what else ran took its part of the caches, and made the measured process wait. */
const LOAD_AT_MOST = 0.25;
/** Callers who book nothing did something else than what the model takes them to do. */
const BOOKED_AT_LEAST = 0.9;

/** What speaks against planning with figures; null when nothing does. */
export function objectionsTo({ machine, batches }: Omit<Figures, 'provisional'>): string | null {
  const sizes = new Set(batches.map(({ callers }) => callers).filter((callers) => callers > 0));
  const [calls, booked] = [
    sumOf(batches.map((batch) => batch.calls)),
    sumOf(batches.map((batch) => batch.callsBooked)),
  ];
  const objections: [boolean, string][] = [
    [sizes.size < SIZES_AT_LEAST, `fewer than ${SIZES_AT_LEAST} numbers of callers`],
    [Math.max(0, ...sizes) < CALLERS_AT_LEAST, `never ${CALLERS_AT_LEAST} callers at once`],
    [
      machine.loadWhenItBegan > LOAD_AT_MOST * machine.cores,
      `the machine was busy (load ${machine.loadWhenItBegan.toFixed(1)})`,
    ],
    [booked < BOOKED_AT_LEAST * calls, `${calls - booked} of ${calls} callers booked nothing`],
  ];
  const held = objections.filter(([holds]) => holds).map(([, words]) => words);
  return held.length === 0 ? null : held.join('; ');
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
