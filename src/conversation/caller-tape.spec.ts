import { CallerTape } from './caller-tape.js';

const FRAME = 160;
const frame = (mark = 0): Buffer => Buffer.alloc(FRAME, mark);

/** `count` frames of 20 ms, each with its own mark. */
function push(tape: CallerTape, count: number, voiced: boolean, from = 0): void {
  for (let index = 0; index < count; index++) tape.push(frame((from + index) % 250), voiced);
}

const msOf = (tape: CallerTape): number => tape.speech.reduce((sum, { length }) => sum + length / 8, 0);

it('holds no silence, and from before the first voice only the run-up', () => {
  const tape = new CallerTape();
  push(tape, 500, false);
  expect(tape.speech).toEqual([]);
  push(tape, 50, true);
  expect(msOf(tape)).toBe(400 + 1000);
});

it('holds a whole sentence with its pauses, in order and byte for byte', () => {
  const tape = new CallerTape();
  push(tape, 30, true);
  push(tape, 60, false, 30);
  push(tape, 30, true, 90);
  expect(tape.speech.map(([first]) => first)).toEqual(Array.from({ length: 120 }, (_, index) => index));
});

it('can be played again until the words are known', () => {
  const tape = new CallerTape();
  push(tape, 30, true);
  expect(tape.speech).toEqual(tape.speech);
  expect(tape.hasSpeech).toBe(true);
  tape.understood();
  expect(tape.hasSpeech).toBe(false);
  expect(tape.speech).toEqual([]);
});

it('takes a click for nothing, and voice that became no words for none in the end', () => {
  const tape = new CallerTape();
  push(tape, 5, true);
  expect(tape.hasSpeech).toBe(false);
  expect(msOf(tape)).toBe(100); // yet the first sound of a sentence is not lost
  push(tape, 50, true);
  expect(tape.hasSpeech).toBe(true);
  push(tape, 501, false);
  expect(tape.hasSpeech).toBe(false);
});

it('holds twenty seconds at most, the latest', () => {
  const tape = new CallerTape();
  push(tape, 1500, true);
  expect(msOf(tape)).toBe(20_000);
  expect(tape.speech.at(-1)?.[0]).toBe(1499 % 250);
});

it('tells when a sentence should have been heard by now, and was not', () => {
  const tape = new CallerTape();
  push(tape, 100, false);
  expect(tape.isUnheard).toBe(false);
  push(tape, 10, true);
  push(tape, 44, false);
  expect(tape.isUnheard).toBe(false);
  push(tape, 1, false);
  expect(tape.isUnheard).toBe(true);
  tape.understood();
  expect(tape.isUnheard).toBe(false);
});
