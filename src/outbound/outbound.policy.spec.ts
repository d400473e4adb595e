import { Temporal } from 'temporal-polyfill';
import { judgeDial, retryAfterMinutes, type DialFacts } from './outbound.policy.js';

const at = (text: string) => Temporal.Instant.from(text);

/** Noon in New York, an ordinary day, and nothing against it. */
const NOON = '2026-01-15T17:00:00Z';
const facts = (changes: Partial<DialFacts> = {}): DialFacts => ({
  at: at(NOON),
  purpose: 'reminder',
  orderedAt: at(NOON),
  attempts: 0,
  maxAttempts: 3,
  choice: null,
  isBlocked: false,
  acceptsCalls: true,
  zones: ['America/New_York'],
  fromMinute: 540,
  untilMinute: 1140,
  recentAttempts: [],
  isOutOfBounds: false,
  dayIsFullUntil: null,
  ...changes,
});
const dial = { kind: 'dial' };
const refused = (reason: string) => ({ kind: 'refuse', reason });

it('refuses a number that is out of bounds, whoever asks for it', () => {
  for (const purpose of ['reminder', 'profile_test'] as const)
    expect(judgeDial(facts({ purpose, isOutOfBounds: true, choice: 'given' }))).toEqual(refused('out_of_bounds'));
});

describe('a day in which the clinic has placed as many calls as it may', () => {
  const until = at('2026-01-15T19:30:00Z');

  it('is waited for, and the clinic’s hours after it', () => {
    expect(judgeDial(facts({ dayIsFullUntil: until }))).toEqual({ kind: 'wait', until });
    expect(judgeDial(facts({ dayIsFullUntil: until.add({ hours: 8 }) }))).toMatchObject({
      until: at('2026-01-16T14:00:00Z'),
    });
    expect(judgeDial(facts({ dayIsFullUntil: at(NOON) }))).toEqual(dial);
  });

  it('has no test call, which somebody would wait for', () => {
    expect(judgeDial(facts({ purpose: 'profile_test', maxAttempts: 1, dayIsFullUntil: until }))).toEqual(
      refused('too_late'),
    );
  });
});

describe('consent', () => {
  it.each([
    ['reminder', null, dial],
    ['callback', null, dial],
    ['recall', null, refused('consent_missing')],
    ['waitlist_offer', null, refused('consent_missing')],
    ['recall', 'given', dial],
    ['waitlist_offer', 'given', dial],
    ['reminder', 'refused', refused('consent_revoked')],
    ['callback', 'refused', refused('consent_revoked')],
    ['recall', 'refused', refused('consent_revoked')],
  ] as const)('a %s to somebody who said %s', (purpose, choice, verdict) => {
    expect(judgeDial(facts({ purpose, choice }))).toEqual(verdict);
  });
});

it('refuses blocked numbers, used up orders, and calls that nobody could talk in', () => {
  expect(judgeDial(facts({ isBlocked: true, choice: 'given' }))).toEqual(refused('blocked'));
  expect(judgeDial(facts({ attempts: 3 }))).toEqual(refused('attempts_used_up'));
  expect(judgeDial(facts({ acceptsCalls: false }))).toEqual(refused('switched_off'));
});

describe('quiet hours', () => {
  it.each([
    ['before nine', '2026-01-15T13:59:59Z', ['America/New_York'], '2026-01-15T14:00:00Z'],
    ['at seven in the evening', '2026-01-16T00:00:00Z', ['America/New_York'], '2026-01-16T14:00:00Z'],
    ['at night', '2026-01-16T04:00:00Z', ['America/New_York'], '2026-01-16T14:00:00Z'],
    ['nine in the east, six in the west', '2026-01-15T14:00:00Z', ['America/Los_Angeles'], '2026-01-15T17:00:00Z'],
    [
      'a code with two zones, too early in one',
      '2026-01-15T14:30:00Z',
      ['America/Chicago', 'America/New_York'],
      '2026-01-15T15:00:00Z',
    ],
    [
      'a code with two zones, too late in one',
      '2026-01-16T00:30:00Z',
      ['America/Chicago', 'America/New_York'],
      '2026-01-16T15:00:00Z',
    ],
    ['the night before the clocks go forward', '2026-03-08T04:00:00Z', ['America/New_York'], '2026-03-08T13:00:00Z'],
    ['the night before they go back', '2026-11-01T03:00:00Z', ['America/New_York'], '2026-11-01T14:00:00Z'],
  ])('%s: waits until the first hour that is right everywhere', (_what, now, zones, until) => {
    expect(judgeDial(facts({ at: at(now), zones }))).toEqual({ kind: 'wait', until: at(until) });
  });

  it('last to the second, and let the last second of the day through', () => {
    expect(judgeDial(facts({ at: at('2026-01-15T23:59:59Z') }))).toEqual(dial);
    expect(judgeDial(facts({ at: at('2026-01-15T14:00:00Z') }))).toEqual(dial);
  });

  it('refuse a number that may be where it is never the right hour at once', () => {
    const zones = ['Europe/Moscow', 'Asia/Kamchatka'];
    expect(judgeDial(facts({ zones, fromMinute: 540, untilMinute: 600 }))).toEqual(refused('no_permitted_hour'));
  });
});

describe('caps', () => {
  const ago = (...hours: number[]) => hours.map((h) => at(NOON).subtract({ minutes: h * 60 }));

  it.each([
    ['one a quarter of an hour ago', ago(0.25), dial],
    ['two in the last hour', ago(0.25, 0.75), { kind: 'wait', until: at('2026-01-15T17:15:00Z') }],
    // The oldest of them has been 24 hours ago, or a week, an hour from now.
    ['three in a day', ago(2, 20, 23), { kind: 'wait', until: at('2026-01-15T18:00:00Z') }],
    ['six in a week', ago(30, 50, 70, 90, 110, 167), { kind: 'wait', until: at('2026-01-15T18:00:00Z') }],
    ['five in a week, and one older', ago(30, 50, 70, 90, 110, 168), dial],
  ])('%s', (_what, recentAttempts, verdict) => {
    expect(judgeDial(facts({ recentAttempts }))).toEqual(verdict);
  });

  it('that end in the night lead to the next morning', () => {
    const evening = at('2026-01-15T23:30:00Z');
    const recentAttempts = [evening.subtract({ minutes: 20 }), evening.subtract({ minutes: 10 })];
    expect(judgeDial(facts({ at: evening, recentAttempts }))).toEqual({
      kind: 'wait',
      until: at('2026-01-16T14:00:00Z'),
    });
  });
});

describe('a test call', () => {
  const NIGHT = at('2026-01-16T07:00:00Z');
  const test = (changes: Partial<DialFacts> = {}) =>
    judgeDial(facts({ purpose: 'profile_test', at: NIGHT, orderedAt: NIGHT, maxAttempts: 1, ...changes }));
  const minutesAgo = (...minutes: number[]) => minutes.map((each) => NIGHT.subtract({ minutes: each }));

  it('is placed at any hour, for somebody who waits for it', () => {
    expect(test()).toEqual(dial);
    expect(test({ orderedAt: NIGHT.subtract({ minutes: 15 }) })).toEqual(dial);
    expect(test({ orderedAt: NIGHT.subtract({ minutes: 16 }) })).toEqual(refused('too_late'));
  });

  it('is no way around a person’s word', () => {
    expect(test({ choice: 'refused' })).toEqual(refused('consent_revoked'));
    expect(test({ isBlocked: true })).toEqual(refused('blocked'));
    expect(test({ acceptsCalls: false })).toEqual(refused('switched_off'));
  });

  it('may be one of many, and waits for its turn no longer than somebody waits for it', () => {
    const nine = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    expect(test({ recentAttempts: minutesAgo(...nine) })).toEqual(dial);
    expect(test({ recentAttempts: minutesAgo(...nine, 50) })).toEqual({
      kind: 'wait',
      until: NIGHT.add({ minutes: 10 }),
    });
    expect(test({ recentAttempts: minutesAgo(...nine, 40) })).toEqual(refused('too_late'));
    const all = Array.from({ length: 40 }, (_, index) => 70 + index * 20);
    expect(test({ recentAttempts: minutesAgo(...all) })).toEqual(refused('too_late'));
  });
});

it('leaves people alone for longer after every attempt', () => {
  expect([1, 2, 3, 4].map(retryAfterMinutes)).toEqual([15, 120, 120, 120]);
});
