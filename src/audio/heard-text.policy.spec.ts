import { heardPrefix, type SpokenTurn } from './heard-text.policy.js';

/** Seconds of audio as bytes. A sentence of 30 characters takes some two seconds. */
const s = (seconds: number): number => seconds * 8000;
const FIRST = 'Thank you for calling us today.';
const SECOND = 'How may I help you this morning?';

const turn = (sentBytes: number, segments: [atByte: number, text: string][], audioDone = true): SpokenTurn => ({
  sentBytes,
  audioDone,
  brokenOff: false,
  segments: segments.map(([atByte, text]) => ({ atByte, text })),
});

describe('the heard part of a text', () => {
  it('is nothing when nothing was heard, and all when all was heard', () => {
    const spoken = turn(s(4), [
      [0, FIRST],
      [s(2), SECOND],
    ]);

    expect(heardPrefix(spoken, 0)).toBe('');
    expect(heardPrefix(spoken, s(4))).toBe(`${FIRST} ${SECOND}`);
    expect(heardPrefix(turn(0, [[0, FIRST]]), 0)).toBe('');
  });

  it('is all of it too when the audio was far too short for the words', () => {
    expect(heardPrefix(turn(160, [[0, FIRST]], false), 160)).toBe(FIRST);
  });

  it('is what a slow voice says in the time when the audio broke off', () => {
    const broken = (sentBytes: number) => ({ ...turn(sentBytes, [[0, `${FIRST} ${SECOND}`]], false), brokenOff: true });
    expect(heardPrefix(broken(160), 160)).toBe('');
    expect(heardPrefix(broken(s(1)), s(1))).toBe('Thank you');
    expect(heardPrefix(broken(s(1)), s(0.5))).toBe('Thank');
    expect(heardPrefix(broken(s(6)), s(6))).toBe(`${FIRST} ${SECOND}`);
  });

  it('keeps the sentences before the one that broke off', () => {
    const segments: [number, string][] = [
      [0, FIRST],
      [s(2), SECOND],
    ];
    expect(heardPrefix({ ...turn(s(2.5), segments, false), brokenOff: true }, s(2.5))).toBe(`${FIRST} How`);
  });

  it('is cut after a whole word, in proportion to the audio', () => {
    const spoken = turn(s(2), [[0, 'one two three four']]);

    expect([0.1, 0.4, 0.9, 1.2, 1.9].map((seconds) => heardPrefix(spoken, s(seconds)))).toEqual([
      '',
      'one',
      'one two',
      'one two',
      'one two three',
    ]);
  });

  it('goes by sentence when each text came before its audio', () => {
    const spoken = turn(s(8), [
      [0, FIRST],
      [s(2), SECOND], // takes six seconds here, the first one two
    ]);

    expect(heardPrefix(spoken, s(2))).toBe(FIRST);
    expect(heardPrefix(spoken, s(5))).toBe(`${FIRST} How may I help`);
  });

  it('goes by sentence when each text came after its audio', () => {
    const spoken = turn(s(8), [
      [s(2), FIRST],
      [s(8), SECOND],
    ]);

    expect(heardPrefix(spoken, s(1))).toBe('Thank you for');
    expect(heardPrefix(spoken, s(2))).toBe(FIRST);
    expect(heardPrefix(spoken, s(5))).toBe(`${FIRST} How may I help`);
  });

  it('is not fooled by a first packet of audio that overtook its text', () => {
    const spoken = turn(s(8), [
      [160, FIRST],
      [s(2) + 160, SECOND],
    ]);

    expect(heardPrefix(turn(s(2), [[160, FIRST]]), s(1))).toBe('Thank you for');
    expect(heardPrefix(spoken, s(5))).toBe(`${FIRST} How may I help`);
  });

  it('is not fooled by texts that run ahead of their audio', () => {
    const spoken = turn(s(4), [
      [0, FIRST],
      [160, SECOND],
    ]);

    expect(heardPrefix(spoken, s(1))).toBe('Thank you for');
    expect(heardPrefix(spoken, s(2))).toBe(FIRST);
  });

  it('shares the audio between texts that came at one place', () => {
    expect(
      heardPrefix(
        turn(s(4), [
          [0, FIRST],
          [0, SECOND],
        ]),
        s(2),
      ),
    ).toBe(FIRST);
  });

  it('leaves out a text whose audio is still to come', () => {
    const segments: [number, string][] = [
      [0, FIRST],
      [s(2), SECOND],
    ];

    expect(heardPrefix(turn(s(2), segments, false), s(2))).toBe(FIRST);
    expect(heardPrefix(turn(s(2), segments, true), s(2))).toBe(`${FIRST} ${SECOND}`);
  });

  it('does not take the audio that has come so far for the whole sentence', () => {
    const long = `${FIRST} ${SECOND} ${FIRST} ${SECOND}`;

    expect(heardPrefix(turn(s(2), [[0, long]], false), s(1)).length).toBeLessThan(30);
    expect(heardPrefix(turn(s(8), [[0, long]], true), s(1)).length).toBeLessThan(30);
  });
});
