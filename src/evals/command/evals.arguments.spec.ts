import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { UsageError } from './command-line.js';
import { readEvalsArguments, USAGE } from './evals.arguments.js';

it('plays everything once, with as many callers as the machine carries, when nothing is said', () => {
  const { filter, ...others } = readEvalsArguments([]);
  expect(others).toEqual({
    driver: 'deepgram',
    repeat: 1,
    seed: 1,
    realTime: false,
    parallel: availableParallelism() * 8,
    json: null,
    html: null,
    scenarios: null,
    live: false,
  });
  expect(filter.test('booking/anything')).toBe(true);
});

it('takes every option', () => {
  const words =
    '--driver pipeline --filter ^Hostile/ --repeat 3 --seed 4 --parallel 7 --json a.json --html b.html --scenarios dir --live';
  const { filter, ...others } = readEvalsArguments(words.split(' '));
  expect(others).toEqual({
    driver: 'pipeline',
    repeat: 3,
    seed: 4,
    realTime: true, // a real provider knows no other
    parallel: 7,
    json: resolve('a.json'),
    html: resolve('b.html'),
    scenarios: resolve('dir'),
    live: true,
  });
  expect([filter.test('hostile/x'), filter.test('booking/hostile')]).toEqual([true, false]);
});

it.each([
  [['--driver', 'carrier-pigeon'], 'There is no driver "carrier-pigeon".'],
  [['--repeat', '0'], '--repeat is a whole number from 1 to 100.'],
  [['--repeat', '2.5'], '--repeat is a whole number from 1 to 100.'],
  [['--parallel', 'many'], '--parallel is a whole number from 1 to 400.'],
  [['--filter', '('], '--filter: Invalid regular expression'],
  [['--loud'], USAGE],
  [['book-cleaning'], USAGE],
])('refuses %j', (words, message) => {
  expect(() => readEvalsArguments(words)).toThrow(UsageError);
  expect(() => readEvalsArguments(words)).toThrow(message);
});
