import { resolve } from 'node:path';
import { UsageError } from '../../evals/command/command-line.js';
import { readChaosArguments, USAGE } from './chaos.arguments.js';
import { scenesOf } from './scenes.policy.js';

const read = (words: string) => readChaosArguments(words.split(' ').filter(Boolean));

it('plays some calls of seed 1 on both drivers when nothing is said', () => {
  expect(read('')).toEqual({ help: false, calls: 200, seed: 1, driver: null, scene: null, json: null });
});

it('takes every option', () => {
  expect(read('--calls 2000 --seed 7 --driver pipeline --scene 12 --json a.json --help')).toEqual({
    help: true,
    calls: 2000,
    seed: 7,
    driver: 'pipeline',
    scene: 12,
    json: resolve('a.json'),
  });
});

it.each([
  ['--driver pigeon', 'There is no driver "pigeon".'],
  ['--calls 0', '--calls is a whole number from 1 to 1000000.'],
  ['--seed x', '--seed is a whole number from 0 to 1000000.'],
  ['--loud', USAGE],
])('refuses %s', (words, message) => {
  expect(() => read(words)).toThrow(UsageError);
  expect(() => read(words)).toThrow(message);
});

it('makes scenes of the calls, on both drivers in turn, and one scene of one', () => {
  const scenes = scenesOf(read('--calls 45 --seed 7'));
  expect(scenes).toEqual([
    { seed: 7, scene: 0, driver: 'deepgram', calls: 20 },
    { seed: 7, scene: 1, driver: 'pipeline', calls: 20 },
    { seed: 7, scene: 2, driver: 'deepgram', calls: 5 },
  ]);
  expect(scenesOf(read('--scene 12 --seed 7 --driver pipeline'))).toEqual([
    { seed: 7, scene: 12, driver: 'pipeline', calls: 20 },
  ]);
});
