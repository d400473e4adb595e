import fc from 'fast-check';
import type { Rule } from './rule.types.js';
import { TEMPERAMENTS, type Persona, type Temperament } from './scenario.types.js';
import { FILLERS, seedOf, temper, voiceOf, WHAT_WAS_THAT } from './temperament.policy.js';
import { plainWords } from './words.policy.js';

const sentence = fc.constantFrom(
  'My name is {name}.',
  'Hi, I would like to book a cleaning, please.',
  'My number is five one two, five five five, zero one four three.',
  'It is 512 555 0143.',
  'March fourth, nineteen eighty-five.',
  'm lopez at example dot org',
  'L O P E Z.',
  'No, Thursday.',
  'Sí, el martes.',
);
const cue = fc.constantFrom<Partial<Rule>>(
  { hear: /how can i help/giu },
  { hear: /your name/giu },
  { after: 'greeting' },
  { silenceMs: 3000 },
  { answered: true },
);
/** What a scenario has arranged to the word. */
const arranged = fc.constantFrom<Partial<Rule>>(
  { interrupt: { afterWords: 3 }, hear: /x/giu, after: undefined, silenceMs: undefined, answered: undefined },
  { breath: { afterWords: 1, ms: 900 } },
  { line: { stallMs: 500, afterWords: 1, then: 'burst' } },
  { hangUp: 'when_said' },
  { press: '1' },
  { meanwhile: 'rival' },
);
const rule = (more: fc.Arbitrary<Partial<Rule>>): fc.Arbitrary<Rule> =>
  fc
    .tuple(cue, sentence, fc.integer({ min: 1, max: 3 }), fc.option(fc.integer({ min: 100, max: 900 })), more)
    .map(([when, say, times, pauseMs, others]) => ({
      ...when,
      say,
      times,
      ...(pauseMs === null ? {} : { pauseMs }),
      ...others,
    }));
const plain = rule(fc.constant({}));
const persona: fc.Arbitrary<Persona> = fc
  .array(fc.oneof(plain, rule(arranged)), { minLength: 1, maxLength: 8 })
  .map((rules) => ({ name: 'Maria Lopez', patienceMs: 60_000, rules }));
const temperament = fc.constantFrom<Temperament>(...TEMPERAMENTS);
const seed = fc.integer();

const FILLER_WORDS = new Set<string>(FILLERS);
const factsOf = (say: string | undefined): string[] =>
  plainWords(say ?? '')
    .split(' ')
    .filter((word) => !FILLER_WORDS.has(word));
/** The lines that are the scenario's own. */
const linesOf = ({ rules }: Persona) => rules.filter(({ say }) => say !== WHAT_WAS_THAT);

it('leaves every fact as it is, in its own words and order', () => {
  fc.assert(
    fc.property(persona, temperament, seed, (given, kind, from) => {
      const tempered = temper(given, kind, from);
      expect(tempered.name).toBe(given.name);
      expect(tempered.patienceMs).toBeGreaterThanOrEqual(given.patienceMs);
      const facts = ({ say, hear, after, silenceMs, answered, times }: Rule) => ({
        said: factsOf(say),
        cue: [hear, after, silenceMs, answered],
        times,
      });
      expect(linesOf(tempered).map(facts)).toEqual(given.rules.map(facts));
    }),
  );
});

it('behaves the same for the same seed', () => {
  fc.assert(
    fc.property(persona, temperament, seed, (given, kind, from) => {
      expect(temper(given, kind, from)).toEqual(temper(given, kind, from));
    }),
  );
});

it('touches nothing that the scenario has timed itself', () => {
  fc.assert(
    fc.property(fc.array(rule(arranged), { minLength: 1 }), temperament, seed, (rules, kind, from) => {
      const tempered = temper({ name: 'Maria Lopez', patienceMs: 60_000, rules }, kind, from);
      expect(tempered.rules).toEqual(rules);
    }),
  );
});

it('hesitates for at most 1.2 seconds, never before the first word, and never within a number, a spelling or an address', () => {
  const unbroken = ['one two', '512 555 0143', 'nineteen eighty-five', 'dot org', 'at example', 'O P E', 'four three'];
  fc.assert(
    fc.property(persona, seed, (given, from) => {
      for (const [at, { say, breath }] of temper(given, 'hesitant', from).rules.entries()) {
        const own = given.rules[at];
        for (const part of unbroken) expect(say?.includes(part)).toBe(own?.say?.includes(part));
        if (!breath || own?.breath) continue;
        expect(breath.afterWords === 1 || (own?.say?.split(' ').length ?? 0) > 4).toBe(true);
        expect(breath.ms).toBeLessThanOrEqual(1200);
        expect(breath.afterWords).toBeGreaterThan(0);
        expect(breath.afterWords).toBeLessThan(say?.split(' ').length ?? 0);
      }
    }),
  );
});

it('has who mishears ask back at whatever question comes first, and once or twice in all', () => {
  fc.assert(
    fc.property(fc.array(plain, { minLength: 1, maxLength: 8 }), seed, (rules, from) => {
      const asked = rules.filter(({ hear }) => hear !== undefined);
      const tempered = temper({ name: 'Maria Lopez', patienceMs: 60_000, rules }, 'mishearing', from).rules;
      const back = tempered.filter(({ say }) => say === WHAT_WAS_THAT);
      expect(back.length).toBe(Math.min(2, asked.length));
      for (const { hear } of asked)
        expect(back.some((rule) => rule.hear?.source.includes(hear?.source ?? '-'))).toBe(true);
    }),
  );
});

it('has who is in a hurry cut in at every question and pause at none', () => {
  fc.assert(
    fc.property(fc.array(plain, { minLength: 1 }), seed, (rules, from) => {
      const answers = temper({ name: 'Maria Lopez', patienceMs: 60_000, rules }, 'hurried', from).rules;
      for (const { hear, after, cutsInAfterWords, pauseMs } of answers) {
        if ((hear ?? after) === undefined) continue;
        expect(cutsInAfterWords).toBeGreaterThan(0);
        expect(cutsInAfterWords).toBeLessThanOrEqual(3);
        expect(pauseMs).toBeUndefined();
      }
    }),
  );
});

it('leaves a calm persona alone', () => {
  fc.assert(fc.property(persona, seed, (given, from) => expect(temper(given, undefined, from)).toBe(given)));
});

it('plays a scenario first in its own voice, and each time from another seed', () => {
  expect(voiceOf('awb', 1, seedOf('book-cleaning', 1))).toBe('awb');
  const later = Array.from({ length: 20 }, (_, i) => voiceOf('awb', i + 2, seedOf('book-cleaning', i + 2)));
  expect(new Set(later).size).toBeGreaterThan(1);
  const seeds = Array.from({ length: 20 }, (_, i) => seedOf('book-cleaning', i + 1));
  expect(new Set([...seeds, seedOf('change-of-mind', 1)]).size).toBe(21);
});
