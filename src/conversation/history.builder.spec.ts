import { Temporal } from 'temporal-polyfill';
import type { ToolRecord, TurnRecord } from '../calls/calls.types.js';
import { buildHistory, pickUpLine } from './history.builder.js';

const at = (second: number) => Temporal.Instant.fromEpochMilliseconds(second * 1000);
const turn = (seq: number, role: TurnRecord['role'], text: string, heard = text): TurnRecord => ({
  seq,
  role,
  text,
  heard,
  interrupted: heard !== text,
  startedAt: at(seq),
  latencyMs: null,
});
const tool = (second: number, status: ToolRecord['status'], result: unknown): ToolRecord => ({
  id: 'id',
  requestId: 'fc_1',
  name: 'find_slots',
  status,
  arguments: { when: 'tomorrow' },
  result,
  startedAt: at(second),
  durationMs: 5,
});

describe('the history a new session gets', () => {
  it('holds what was said and which tools ran, in the order it happened', () => {
    const turns = [turn(1, 'agent', 'Hello.'), turn(2, 'caller', 'A cleaning.'), turn(4, 'agent', 'At nine?')];
    expect(buildHistory({ turns, tools: [tool(3, 'succeeded', { slots: [] })] }).map((item) => item.kind)).toEqual([
      'said',
      'said',
      'tool',
      'said',
    ]);
  });

  it('holds only what the caller heard of a turn that was cut', () => {
    const turns = [turn(1, 'agent', 'Thank you for calling.', 'Thank you'), turn(2, 'agent', 'Never heard.', '')];
    expect(buildHistory({ turns, tools: [] })).toEqual([{ kind: 'said', role: 'agent', text: 'Thank you' }]);
  });

  it('does not claim a result that never came', () => {
    expect(buildHistory({ turns: [], tools: [tool(1, 'cancelled', null)] })).toEqual([
      {
        kind: 'tool',
        requestId: 'fc_1',
        name: 'find_slots',
        argumentsJson: '{"when":"tomorrow"}',
        resultJson: '{"problem":"cancelled"}',
      },
    ]);
  });
});

describe('taking up the thread', () => {
  it('repeats the agent’s last question', () => {
    const history = buildHistory({
      turns: [turn(1, 'agent', 'I see. You are Dana. When would you like to come in?')],
      tools: [],
    });
    expect(pickUpLine('Sorry.', 'Again?', history)).toBe('Sorry. You are Dana. When would you like to come in?');
  });

  it('asks the caller to say it again when the caller spoke last', () => {
    const history = buildHistory({ turns: [turn(1, 'caller', 'On Tuesday.')], tools: [] });
    expect(pickUpLine('Sorry.', 'Again?', history)).toBe('Sorry. Again?');
  });

  it('says nothing when nothing was said', () => {
    expect(pickUpLine('Sorry.', 'Again?', [])).toBeNull();
  });
});
