import fc from 'fast-check';
import { SeededRandom } from '../../common/random/seeded-random.js';
import { buildCard } from './corpus/identities.builder.js';
import { belowHundred, FORMS, inWords } from './corpus/spoken-values.builder.js';
import { marksOf } from './marks.policy.js';
import { findIdentifiers, redactTurns } from './redaction.policy.js';
import type { SpokenTurn } from './redaction.types.js';
import { streamOf, wordsOf } from './words.policy.js';

const SURVIVING = 8;

/** Decimal digits of all scripts, in order: ten of each follow each other, from zero on. */
const SCRIPTS = Array.from({ length: 0x20000 }, (_, code) => code)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code))
  .filter((character) => /^\p{Nd}$/u.test(character));
const inScript = (digits: string, seed: number): string =>
  [...digits].map((digit) => SCRIPTS[(seed % (SCRIPTS.length / 10)) * 10 + Number(digit)]).join('');
const inLetters = (words: string): string =>
  words
    .split(' ')
    .map((word) => [...word].join(' '))
    .join(', ');

/** Some digits of a card, in one of the ways in which people say them. */
const said = (digits: string, way: number, seed: number): string => {
  const random = new SeededRandom(seed);
  const value = Number(digits);
  const startsWithZero = digits.startsWith('0');
  if (way === 0) return digits;
  if (way === 1) return [...digits].join(' ');
  if (way === 2) return FORMS.doubled?.(digits, random) ?? '';
  if (way === 3 && !startsWithZero && digits.length === 2) return belowHundred(value, random.chance(0.5) ? '-' : ' ');
  if (way === 3 && !startsWithZero) return inWords(value);
  if (way === 4 && digits.length === 4 && digits.endsWith('00') && !startsWithZero) {
    return `${belowHundred(value / 100)} hundred`;
  }
  if (way === 5) return inScript(digits, seed);
  if (way === 6) return inLetters([...digits].map((digit) => belowHundred(Number(digit))).join(' '));
  return FORMS.spoken?.(digits, random) ?? '';
};

/** What a recogniser writes for a digit that it has misheard. */
const SOUNDS: Readonly<Record<string, string>> = { 2: 'to', 4: 'for' };

const way = fc.record({ length: fc.integer({ min: 1, max: 4 }), way: fc.integer({ min: 0, max: 6 }), seed: fc.nat() });
const between = fc.constantFrom(
  ...[
    ' ',
    ' ',
    ', ',
    '. ',
    '-',
    ' um ',
    ', uh, ',
    ' wait, ',
    ', let me see, ',
    ' and then ',
    ', one second, ',
    ' okay ',
  ],
);
const before = fc.constantFrom(
  '',
  'so my card is ',
  'I want to pay with ',
  'um ',
  'the number, hold on, ',
  'okay visa ',
);
const behind = fc.constantFrom('', ' thanks', '. Is Tuesday at ten free?', ', and my tooth hurts');

const spokenCard = fc
  .record({
    seed: fc.nat(),
    misheard: fc.boolean(),
    pieces: fc.array(fc.tuple(way, between), { minLength: 19, maxLength: 19 }),
    before,
    behind,
  })
  .map(({ seed, misheard, pieces, before: start, behind: end }) => {
    const card = buildCard(new SeededRandom(seed));
    const sound = misheard ? SOUNDS[card[0] ?? ''] : undefined;
    let text = start + (sound ?? '');
    let at = sound === undefined ? 0 : 1;
    for (const [piece, joint] of pieces) {
      const digits = card.slice(at, at + piece.length);
      if (digits === '') break;
      text += (at === 0 ? '' : joint) + said(digits, piece.way, piece.seed);
      at += piece.length;
    }
    return { card, text: text + end };
  });

/** All digits that our own reading finds in a text, in one string. */
const readAgain = (turns: readonly SpokenTurn[]): string =>
  (['caller', 'agent'] as const)
    .map((role) => {
      const stream = streamOf(
        turns,
        turns.map(({ text }, turn) => wordsOf(text, turn)),
        role,
      );
      return marksOf(stream)
        .map(({ kind, chars }) => (kind === 'number' ? chars : ''))
        .join('');
    })
    .join(' ');

const survives = (card: string, rest: string): boolean =>
  Array.from({ length: card.length - SURVIVING + 1 }, (_, at) => card.slice(at, at + SURVIVING)).some((piece) =>
    rest.includes(piece),
  );

describe('what is left of a card number, however it is said', () => {
  it('keeps no eight digits of it in one turn', () => {
    fc.assert(
      fc.property(spokenCard, ({ card, text }) => {
        const turns: SpokenTurn[] = [{ role: 'caller', text }];
        const rest = redactTurns(turns, 'stored').map((left): SpokenTurn => ({ role: 'caller', text: left }));
        expect({ text, left: rest, survives: survives(card, readAgain(rest)) }).toMatchObject({ survives: false });
      }),
      { numRuns: 3_000 },
    );
  });

  it('keeps no eight digits of it when the caller goes on after having been told not to', () => {
    const stop = fc.constantFrom('Mhm.', 'Please do not tell me card numbers on the phone.', 'Sorry, what is that?');
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 5, max: 11 }), stop, fc.boolean(), (seed, cut, line, spoken) => {
        const card = buildCard(new SeededRandom(seed));
        const [first, second] = [card.slice(0, cut), card.slice(cut)].map((part) =>
          spoken ? said(part, 1, seed) : part,
        );
        const turns: SpokenTurn[] = [
          { role: 'caller', text: `my card is ${first}` },
          { role: 'agent', text: line },
          { role: 'caller', text: second ?? '' },
        ];
        const rest = redactTurns(turns, 'stored').map((text, at): SpokenTurn => ({
          role: turns[at]?.role ?? 'caller',
          text,
        }));
        expect(survives(card, readAgain(rest))).toBe(false);
      }),
    );
  });
});

describe('whatever is said', () => {
  const words = fc.constantFrom(
    ...[
      'one',
      'twenty',
      'oh',
      'double',
      'hundred',
      'thousand',
      'no',
      'wait',
      'at',
      'dot',
      'com',
      'a',
      'w',
      'as',
      'in',
      'may',
      'the',
    ],
    ...[
      'third',
      '4111',
      '٤١',
      '１',
      '⒛',
      'for',
      'to',
      'DE89',
      'account',
      'license',
      'f',
      '4',
      '@',
      '$',
      ':',
      '.',
      ',',
      '-',
      'card',
      'social',
      'born',
      'member',
      'id',
      'phone',
      'um',
      'mil',
      'y',
      '🦷',
      'é',
    ],
  );
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.array(words, { maxLength: 40 }).map((all) => all.join(' ')),
    fc.array(words).map((all) => all.join('')),
  );
  const turns = fc.array(fc.record({ role: fc.constantFrom('caller' as const, 'agent' as const), text }), {
    maxLength: 8,
  });

  it('finds stretches that lie in their turns, sorted and apart', () => {
    fc.assert(
      fc.property(turns, (all) => {
        let [turn, end] = [0, 0];
        for (const found of findIdentifiers(all)) {
          if (found.turn > turn) [turn, end] = [found.turn, 0];
          expect(found.turn).toBe(turn);
          expect(found.from).toBeGreaterThanOrEqual(end);
          expect(found.to).toBeGreaterThan(found.from);
          expect(found.to).toBeLessThanOrEqual(all[turn]?.text.length ?? 0);
          end = found.to;
        }
      }),
    );
  });

  it('replaces in the stored text nothing that it does not replace in the leaving one', () => {
    fc.assert(
      fc.property(turns, (all) => {
        const untouched = redactTurns(all, 'leaving').map((left, at) => left === all[at]?.text);
        redactTurns(all, 'stored').forEach((left, at) => {
          if (untouched[at]) expect(left).toBe(all[at]?.text);
        });
      }),
    );
  });
});
