import { Temporal } from 'temporal-polyfill';
import type { TurnRecord } from '../../calls/calls.types.js';
import { SensitiveWords } from './sensitive-words.js';

const record = (seq: number, line: string): TurnRecord => {
  const text = line.replace(/^A: /, '');
  return {
    seq,
    role: line.startsWith('A: ') ? 'agent' : 'caller',
    text,
    heard: text,
    interrupted: false,
    startedAt: Temporal.Instant.fromEpochMilliseconds(seq * 1000),
    latencyMs: null,
    stages: null,
  };
};

/** What is in the record, by the last write of each turn. */
class Written {
  readonly rows = new Map<number, TurnRecord>();
  writes = 0;
  readonly words: SensitiveWords;

  constructor(...before: string[]) {
    const stored = before.map((line, index) => record(index + 1, line));
    for (const turn of stored) this.rows.set(turn.seq, turn);
    this.words = new SensitiveWords(stored, {
      save: (turn) => {
        this.rows.set(turn.seq, turn);
        this.writes += 1;
      },
    });
  }

  say(...lines: string[]): this {
    for (const line of lines) this.words.save(record(this.rows.size + 1, line));
    return this;
  }

  get texts(): string[] {
    return [...this.rows.values()].map(({ text }) => text);
  }
}

it('writes down what was said, once', () => {
  const written = new Written().say('A cleaning, please.', 'A: When?', 'Tuesday at 10:30.');
  expect(written.texts).toEqual(['A cleaning, please.', 'When?', 'Tuesday at 10:30.']);
  expect(written.writes).toBe(3);
});

it('writes earlier turns again once a later one shows what they were', () => {
  const written = new Written().say('It is 4111', 'A: mhm', '1111');
  expect(written.texts[0]).toBe('It is [card number]');
  written.say('A: go on', '1111 1111');
  expect(written.texts).toEqual(['It is [card number]', 'mhm', '[card number]', 'go on', '[card number]']);
});

it('hides digits that can only have been the first of a card, also when the caller did not go on', () => {
  const written = new Written().say('4111 1111', 'A: Please stop.', 'Oh, sorry.', 'A: No problem.', 'A cleaning.');
  expect(written.texts[0]).toBe('[card number]');
});

it('hides what the agent repeats of a card', () => {
  const written = new Written().say('4242 4242 4242 4242', 'A: So 4242, right?');
  expect(written.texts[1]).toBe('So [card number], right?');
});

it('keeps a turn hidden while more of it is heard, and what was heard a beginning of it', () => {
  const written = new Written().say('Here it is.');
  const agent = record(2, 'A: You said 4111 1111 1111 1111. Right?');
  for (const heard of ['', 'You said 4111', agent.text]) written.words.save({ ...agent, heard });
  expect(written.rows.get(2)).toMatchObject({
    text: 'You said [card number]. Right?',
    heard: 'You said [card number]. Right?',
  });
});

it('tells the number of a phone that came in pieces from nine digits of something else', () => {
  const written = new Written().say('A: What is your phone number?', '512 555 014', 'A: mhm', '3');
  expect(written.texts).toEqual(['What is your phone number?', '512 555 014', 'mhm', '3']);
});

it('never shows again what was hidden, however long the call goes on', () => {
  const written = new Written().say('4111 1111', 'A: go on', '1111 1111');
  for (let more = 0; more < 40; more += 1) written.say(`A: Question ${more}?`, 'Yes.');
  expect(written.texts.slice(0, 3)).toEqual(['[card number]', 'go on', '[card number]']);
});

it('knows what was stored of the call before', () => {
  const written = new Written('It is 4242 4242', 'A: mhm').say('4242 4242');
  expect(written.texts).toEqual(['It is [card number]', 'mhm', '[card number]']);
});

it.each([
  ['4111 1111', 'card'],
  ['My card is four one one one one one one one', 'card'],
  ['A cleaning on the 14th, please.', 'none'],
  ['My number is 512 555 0143.', 'none'],
  ['I was born on March 4, 1985.', 'none'],
] as const)('says of "%s", before it is written down: %s', (text, digits) => {
  expect(new Written().say('Hello.', 'A: How can I help you?').words.digitsIn(text)).toBe(digits);
});
