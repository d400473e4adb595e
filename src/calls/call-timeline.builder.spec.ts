import { Temporal } from 'temporal-polyfill';
import { timelineOf } from './call-timeline.builder.js';
import type { CallCourse } from './call-timeline.types.js';
import type { TurnRecord } from './calls.types.js';

const at = (second: number) => Temporal.Instant.from('2026-11-20T15:00:00Z').add({ seconds: second });

const turn = (
  seq: number,
  role: TurnRecord['role'],
  second: number,
  changes: Partial<TurnRecord> = {},
): TurnRecord => ({
  ...{ seq, role, text: 'Yes.', heard: 'Yes.', interrupted: false },
  ...{ startedAt: at(second), latencyMs: null, stages: null },
  ...changes,
});

const NOTHING: CallCourse = {
  startedAt: at(0),
  answeredAt: null,
  endedAt: null,
  outcome: null,
  handover: null,
  emergency: null,
  turns: [],
  tools: [],
  recordings: [],
  texts: [],
  tasks: [],
};
const told = (course: Partial<CallCourse>) =>
  timelineOf({ ...NOTHING, ...course }, 'America/Chicago').map(({ type, at: when }) => `${type} ${when.slice(17, 19)}`);

it('begins with the phone, and tells of a call that goes on no end', () => {
  expect(told({})).toEqual(['started 00']);
  expect(timelineOf(NOTHING, 'America/Chicago')[0]).toEqual({
    type: 'started',
    at: '2026-11-20T15:00:00Z',
    atLocal: '2026-11-20T09:00:00-06:00',
  });
});

it('is in order of time, and begins before all else that happened in the same moment', () => {
  const turns = [turn(1, 'agent', 0), turn(2, 'caller', 2)];
  const tools = [{ name: 'find_slots', status: 'succeeded', startedAt: at(1), durationMs: 5 } as const];
  expect(told({ answeredAt: at(0), turns, tools, endedAt: at(2), outcome: 'caller_hung_up' })).toEqual([
    'started 00',
    'answered 00',
    'turn 00',
    'tool 01',
    'turn 02',
    'ended 02',
  ]);
});

it('tells of an interruption when the caller began to speak, and at the turn itself when they said nothing', () => {
  const cut = turn(1, 'agent', 1, { heard: '', interrupted: true });
  expect(told({ turns: [cut, turn(2, 'agent', 2), turn(3, 'caller', 4)] })).toEqual([
    'started 00',
    'turn 01',
    'turn 02',
    'interruption 04',
    'turn 04',
  ]);
  expect(told({ turns: [cut] })).toEqual(['started 00', 'turn 01', 'interruption 01']);
});

it('puts a hand-over whose time nobody wrote down before the end', () => {
  const handover = { reason: 'keypad', status: 'accepted', at: null } as const;
  expect(told({ handover, endedAt: at(9), outcome: 'transferred' })).toEqual(['started 00', 'handover 09', 'ended 09']);
});

it('tells of advice only when it was heard', () => {
  expect(told({ emergency: { danger: 'bleeding', heardAt: null } })).toEqual(['started 00']);
  expect(told({ emergency: { danger: 'bleeding', heardAt: at(3) } })).toEqual(['started 00', 'advice_heard 03']);
});
