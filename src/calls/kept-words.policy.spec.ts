import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { TurnRecord } from './calls.types.js';
import { keptJson, withoutCards, withoutPlaces } from './kept-words.policy.js';

const CARD = '4111 1111 1111 1111';

const turn = (text: string, heard = text): TurnRecord => ({
  seq: 1,
  role: 'agent',
  text,
  heard,
  interrupted: heard !== text,
  startedAt: Temporal.Instant.fromEpochMilliseconds(0),
  latencyMs: null,
  stages: null,
});

describe('a turn', () => {
  const said = `You said ${CARD}, is that right?`;

  it.each([
    [said, 'You said [card number], is that right?'],
    [`You said ${CARD}`, 'You said [card number]'],
    ['You said 4111 11', 'You said '],
    ['You sa', 'You sa'],
    ['', ''],
  ])('of which "%s" was heard is kept as "%s"', (heard, kept) => {
    expect(withoutCards(turn(said, heard))).toMatchObject({
      text: 'You said [card number], is that right?',
      heard: kept,
    });
  });

  it('keeps what was heard as a beginning of its text, wherever the places and the cut are', () => {
    const places = fc.array(fc.tuple(fc.nat(20), fc.integer({ min: 1, max: 5 })), { maxLength: 4 }).map((gaps) => {
      let at = 0;
      return gaps.map(([gap, length]) => ({ from: at + gap, to: (at += gap + length), class: 'card' as const }));
    });
    fc.assert(
      fc.property(places, fc.string({ minLength: 110, maxLength: 110 }), fc.nat(110), (found, text, cut) => {
        const kept = withoutPlaces(turn(text, text.slice(0, cut)), found);
        expect(kept.text.startsWith(kept.heard)).toBe(true);
        if (cut === text.length) expect(kept.heard).toBe(kept.text);
      }),
    );
  });

  it('keeps what only the turns before can tell of', () => {
    for (const text of ['883 204 417', 'It is 4111 1111 12.']) expect(withoutCards(turn(text))).toMatchObject({ text });
  });
});

describe('what a tool was given', () => {
  it('is kept without cards and social security numbers, wherever they are', () => {
    const given = {
      message: `Wants to pay with ${CARD}`,
      cardNumber: 4111111111111111,
      notes: [{ text: 'four one one one one one one one one one one one one one one one' }, 'ssn 123-45-6789'],
      [CARD]: true,
    };
    expect(keptJson(given)).toEqual({
      message: 'Wants to pay with [card number]',
      cardNumber: '[card number]',
      notes: [{ text: '[card number]' }, 'ssn [social security number]'],
      '[card number]': true,
    });
    expect(keptJson(CARD)).toBe('[card number]');
  });

  it('is kept as it is when it is something else, by its name too', () => {
    const given = {
      memberId: '883204417',
      member_id: 883204417,
      phone: '+15125550143',
      birthDate: '1985-03-04',
      slotId: '019a41f2-4111-7111-8111-111111111111',
      when: 'next Tuesday at 10:30',
      quantity: 2,
      price: 1250,
      known: false,
      nothing: null,
    };
    expect(keptJson(given)).toEqual(given);
  });
});
