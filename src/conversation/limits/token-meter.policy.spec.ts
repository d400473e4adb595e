import { Temporal } from 'temporal-polyfill';
import type { CallHistory } from '../../calls/calls.types.js';
import { meter, spentBefore, tokensOf, UNREAD, type ReadingEvent } from './token-meter.policy.js';

const BRIEF = { type: 'briefed', briefChars: 1000, contextChars: 0 } as const;
const after = (...events: ReadingEvent[]) => events.reduce(meter, UNREAD);

it('counts all that the model reads, once more in every turn, and all that it writes', () => {
  expect(after(BRIEF, { type: 'read', chars: 100 }).spentChars).toBe(1100);
  expect(after(BRIEF, { type: 'read', chars: 100 }, { type: 'wrote', chars: 50 }).spentChars).toBe(1150);
  const two = after(BRIEF, { type: 'read', chars: 100 }, { type: 'wrote', chars: 50 }, { type: 'read', chars: 10 });
  expect(two).toEqual({ briefChars: 1000, contextChars: 160, spentChars: 1150 + 1160 });
});

it('reads what a new session was given, and goes on counting', () => {
  const renewed = after(
    BRIEF,
    { type: 'read', chars: 5000 },
    { ...BRIEF, contextChars: 200 },
    { type: 'read', chars: 1 },
  );
  expect(renewed.spentChars).toBe(6000 + 1201);
});

it('takes four characters for a token', () => {
  expect([tokensOf(0), tokensOf(1), tokensOf(8)]).toEqual([0, 1, 2]);
});

describe('what was spent before', () => {
  const at = (second: number) => Temporal.Instant.fromEpochMilliseconds(second * 1000);
  const turn = (second: number, role: 'caller' | 'agent', text: string) =>
    ({ seq: second, role, text, heard: '', startedAt: at(second) }) as unknown as CallHistory['turns'][number];
  const tool = (second: number, result: unknown) =>
    ({ name: 'find_slots', arguments: { when: 'x' }, result, startedAt: at(second) }) as CallHistory['tools'][number];

  it('is what the same call would have counted as it went', () => {
    const stored = {
      turns: [turn(1, 'caller', 'a'.repeat(100)), turn(3, 'agent', 'b'.repeat(40))],
      tools: [tool(2, { slots: [] })],
    };
    const live = after(
      BRIEF,
      { type: 'read', chars: 100 },
      { type: 'wrote', chars: '{"when":"x"}'.length },
      { type: 'read', chars: '{"slots":[]}'.length },
      { type: 'wrote', chars: 40 },
    );
    expect(spentBefore(stored, 1000, 40_000)).toEqual({ spentChars: live.spentChars });
  });

  it('counts a tool that never answered, and nothing for a call that has just begun', () => {
    expect(spentBefore({ turns: [], tools: [tool(1, null)] }, 1000, 40_000).spentChars).toBeGreaterThan(1000);
    expect(spentBefore({ turns: [], tools: [] }, 1000, 40_000)).toEqual({ spentChars: 0 });
  });

  it('takes no turn to have read more than a session is kept at', () => {
    const turns = Array.from({ length: 100 }, (_, index) => turn(index, 'caller', 'a'.repeat(1000)));
    expect(spentBefore({ turns, tools: [] }, 0, 2000).spentChars).toBeLessThan(100 * 3001);
  });
});
