import { SeededRandom } from '../../../common/random/seeded-random.js';
import { findIdentifiers } from '../redaction.policy.js';
import type { Found, RedactionClass } from '../redaction.types.js';
import { CONTACT_FAMILIES } from './contact.families.js';
import type { Family, Sample, Split } from './corpus.types.js';
import { PAYMENT_FAMILIES } from './payment.families.js';
import { PERSON_FAMILIES } from './person.families.js';
import { buildSample } from './sample.builder.js';
import { STAYING_FAMILIES } from './staying.families.js';

export const FAMILIES: readonly Family[] = [
  ...PAYMENT_FAMILIES,
  ...CONTACT_FAMILIES,
  ...PERSON_FAMILIES,
  ...STAYING_FAMILIES,
];

/** One line of the report. Shares are 0 to 1. */
export interface ClassFigures {
  class: RedactionClass | 'stays';
  split: Split;
  families: number;
  samples: number;
  /** Stretches that have to be found, and those of which every digit and letter was. */
  labels: number;
  found: number;
  /** Stretches that have to stay, and those of which anything was taken. */
  stays: number;
  touched: number;
  /** Characters that were taken, and those of them that belong to no label. */
  taken: number;
  takenOutside: number;
}

/** What a level that replaces everything does to a corpus; the same seed gives the same figures. */
export function measure(samplesPerFamily: number, seed: number): ClassFigures[] {
  const figures = new Map<string, ClassFigures>();
  FAMILIES.forEach((family, index) => {
    const random = new SeededRandom(seed + index);
    const key = `${family.class ?? 'stays'} ${family.split}`;
    const line = figures.get(key) ?? emptyLine(family);
    figures.set(key, line);
    line.families += 1;
    for (let count = 0; count < samplesPerFamily; count++) addSample(line, buildSample(family, random));
  });
  return [...figures.values()];
}

const emptyLine = ({ class: kind, split }: Family): ClassFigures => ({
  ...{ class: kind ?? 'stays', split, families: 0, samples: 0, labels: 0, found: 0 },
  ...{ stays: 0, touched: 0, taken: 0, takenOutside: 0 },
});

function addSample(line: ClassFigures, sample: Sample): void {
  const found = findIdentifiers(sample.turns);
  line.samples += 1;
  line.labels += sample.labels.length;
  line.found += sample.labels.filter((label) => isCovered(sample, label, found)).length;
  line.stays += sample.stays.length;
  line.touched += sample.stays.filter((stretch) => found.some((taken) => overlaps(taken, stretch))).length;
  for (const place of found) {
    line.taken += place.to - place.from;
    const inside = sample.labels.filter((label) => overlaps(label, place));
    const shared = inside.map((label) => Math.min(label.to, place.to) - Math.max(label.from, place.from));
    line.takenOutside += place.to - place.from - shared.reduce((sum, length) => sum + length, 0);
  }
}

type Stretch = Omit<Found, 'class'>;

const overlaps = (a: Stretch, b: Stretch): boolean => a.turn === b.turn && a.from < b.to && b.from < a.to;

/** Every letter and digit of a label is in a stretch that was found, of whichever class. */
export function isCovered(sample: Sample, label: Stretch, found: readonly Found[]): boolean {
  const text = sample.turns[label.turn]?.text ?? '';
  for (let at = label.from; at < label.to; at++) {
    if (!/[\p{L}\p{N}]/u.test(text[at] ?? '')) continue;
    if (!found.some(({ turn, from, to }) => turn === label.turn && at >= from && at < to)) return false;
  }
  return true;
}
