import { REDACTION_CLASSES } from '../redaction.types.js';
import { FAMILIES, isCovered, measure } from './measure.policy.js';

const SAMPLES_PER_FAMILY = 45;
const SEED = 20;
const FEWEST_FAMILIES = 12;
const FEWEST_HELD_OUT = 4;

describe('the corpus', () => {
  const figures = measure(SAMPLES_PER_FAMILY, SEED);

  it.each([...REDACTION_CLASSES, null])('has enough families of %s, and enough of them are held out', (kind) => {
    const families = FAMILIES.filter((family) => family.class === kind);
    expect(families.length).toBeGreaterThanOrEqual(FEWEST_FAMILIES);
    expect(families.filter(({ split }) => split === 'held_out').length).toBeGreaterThanOrEqual(FEWEST_HELD_OUT);
  });

  it('is made of a few thousand conversations, with stretches that have to stay in each class', () => {
    expect(figures.reduce((sum, { samples }) => sum + samples, 0)).toBeGreaterThan(3_000);
    expect(figures.filter(({ stays }) => stays === 0)).toEqual([]);
  });

  it.each(figures.filter(({ labels }) => labels > 0))(
    'is found, to the last digit and letter: at least 99 of 100 stretches of $class ($split)',
    ({ found, labels }) => {
      expect(found / labels).toBeGreaterThanOrEqual(0.99);
    },
  );

  it.each(figures)('stays: at most one of 100 stretches beside $class ($split)', ({ touched, stays }) => {
    expect(touched / stays).toBeLessThanOrEqual(0.01);
  });
});

describe('a stretch of the corpus', () => {
  const sample = {
    family: { name: '', split: 'development' as const, class: null, templates: [] },
    turns: [{ role: 'caller' as const, text: 'it is 12 34' }],
    labels: [],
    stays: [],
  };
  const label = { turn: 0, from: 6, to: 11 };

  it('is found when two finds cover its digits', () => {
    const found = [
      { turn: 0, from: 6, to: 8, class: 'card' as const },
      { turn: 0, from: 9, to: 11, class: 'card' as const },
    ];
    expect(isCovered(sample, label, found)).toBe(true);
  });

  it('is not found when one digit is left', () => {
    expect(isCovered(sample, label, [{ turn: 0, from: 6, to: 10, class: 'card' }])).toBe(false);
  });
});
