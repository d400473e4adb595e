import { Temporal } from 'temporal-polyfill';
import { ScenariosService } from '../../../simulation/caller/scenarios.service.js';
import { scenarioOfCaller } from './callers.policy.js';

const scenario = new ScenariosService().load('book-cleaning');
const NOW = Temporal.Instant.from('2026-11-22T09:00:00Z');
const calls = Array.from({ length: 50 }, (_, index) => scenarioOfCaller(scenario, index, NOW));
const wishes = calls.map(({ rules }) => rules.find(({ say }) => say?.includes('in the'))?.say);

it('has everybody call from a number of their own', () => {
  expect(new Set(calls.map(({ caller }) => caller.number)).size).toBe(50);
  expect(new Set(calls.map(({ caller }) => caller.name)).size).toBe(50);
});

it('has everybody want another half day, beyond the weeks in which the clinic is busy', () => {
  expect(wishes.slice(0, 3)).toEqual([
    'on December 28 in the morning, please.',
    'on December 28 in the afternoon, please.',
    'on December 29 in the morning, please.',
  ]);
  expect(wishes[8]).toBe('on January 4 in the morning, please.'); // not on a Friday
  expect(new Set(wishes).size).toBe(50);
});

it('leaves the scenario’s other words as they are', () => {
  expect(calls[7]?.rules.map(({ hear }) => hear)).toEqual(scenario.rules.map(({ hear }) => hear));
  expect(calls[7]?.rules[0]?.say).toBe(scenario.rules[0]?.say);
});
