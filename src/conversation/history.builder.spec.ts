import { Temporal } from 'temporal-polyfill';
import type { CallHistory, ToolRecord, TurnRecord } from '../calls/calls.types.js';
import * as builder from './history.builder.js';

const comforts = new Set(['One moment, please.']);
const buildHistory = (stored: CallHistory) => builder.buildHistory(stored, comforts);
const pickUp = (stored: CallHistory) => builder.pickUp(stored, comforts);

const at = (second: number) => Temporal.Instant.fromEpochMilliseconds(second * 1000);
const turn = (seq: number, role: TurnRecord['role'], text: string, heard = text): TurnRecord => ({
  seq,
  role,
  text,
  heard,
  interrupted: heard !== text,
  startedAt: at(seq),
  latencyMs: null,
  stages: null,
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
  it('takes a title for no end of a sentence', () => {
    const offer = 'Let me see. I have Monday at 9:00 AM with Dr. Amara Osei. Which one would you like?';

    expect(builder.restOf(offer, offer)).toBe(
      'I have Monday at 9:00 AM with Dr. Amara Osei. Which one would you like?',
    );
  });

  it('repeats the agent’s last question, and what it was about, when the caller had the floor', () => {
    const turns = [turn(1, 'caller', 'Hi.'), turn(2, 'agent', 'I see. You are Dana. When would you like to come in?')];
    expect(pickUp({ turns, tools: [] })).toMatchObject({
      history: [{ text: 'Hi.' }, { role: 'agent' }],
      pickUp: { how: 'repeat', text: 'You are Dana. When would you like to come in?' },
    });
  });

  it('says again what the caller did not get to hear', () => {
    const text = 'I see. I have nine or ten. Both are on Monday. Which one?';
    expect(pickUp({ turns: [turn(1, 'agent', text, 'I see. I have')], tools: [] }).pickUp).toEqual({
      how: 'repeat',
      text: 'I have nine or ten. Both are on Monday. Which one?',
    });
  });

  it('answers anew whom it was answering: what was stored of the answer may lack its question', () => {
    const turns = [turn(1, 'caller', 'Next week.'), turn(2, 'agent', 'Let me look. I have nine or ten.', 'Let me')];
    expect(pickUp({ turns, tools: [] })).toEqual({
      history: [
        { kind: 'said', role: 'caller', text: 'Next week.' },
        { kind: 'said', role: 'agent', text: 'Let me' },
      ],
      pickUp: { how: 'answer', text: 'Next week.' },
    });
  });

  it('answers the caller whose turn was not answered', () => {
    const turns = [turn(1, 'agent', 'When?'), turn(2, 'caller', 'On Tuesday.')];
    expect(pickUp({ turns, tools: [] })).toEqual({
      history: [
        { kind: 'said', role: 'agent', text: 'When?' },
        { kind: 'said', role: 'caller', text: 'On Tuesday.' },
      ],
      pickUp: { how: 'answer', text: 'On Tuesday.' },
    });
  });

  it('answers when all that was said is a lead-in to a tool, and keeps what the tool found', () => {
    const turns = [turn(1, 'agent', 'When?'), turn(2, 'caller', 'On Tuesday.'), turn(3, 'agent', 'Let me look.')];
    const taken = pickUp({ turns, tools: [tool(4, 'succeeded', { slots: [] })] });
    expect(taken.pickUp).toEqual({ how: 'answer', text: 'On Tuesday.' });
    expect(taken.history.map((item) => item.kind)).toEqual(['said', 'said', 'said', 'tool']);
  });

  it('says goodbye where the call was being ended, unless the caller has spoken since', () => {
    const ending = (second: number) => ({ ...tool(second, 'succeeded', { ending: true }), name: 'end_call' });
    const turns = [turn(1, 'caller', 'Goodbye.'), turn(3, 'agent', 'Thank you for calling. Goodbye.', 'Thank you for')];
    expect(pickUp({ turns, tools: [ending(2)] }).pickUp).toEqual({ how: 'close' });
    expect(pickUp({ turns, tools: [{ ...ending(2), status: 'failed' }] }).pickUp.how).toBe('answer');
    expect(pickUp({ turns: [...turns, turn(4, 'caller', 'One more thing.')], tools: [ending(2)] }).pickUp).toEqual({
      how: 'answer',
      text: 'One more thing.',
    });
  });

  it('greets when nothing was said, or nothing of it was heard', () => {
    expect(pickUp({ turns: [], tools: [] }).pickUp).toEqual({ how: 'greet' });
    expect(pickUp({ turns: [turn(1, 'agent', 'Thank you.', '')], tools: [] }).pickUp).toEqual({ how: 'greet' });
  });
});

it('answers whoever is known to be owed a reply, whatever was said last', () => {
  const turns = [turn(1, 'caller', 'Next week.'), turn(2, 'agent', 'Let me have a look.')];
  expect(builder.pickUp({ turns, tools: [] }, comforts, true).pickUp).toEqual({ how: 'answer', text: 'Next week.' });
  expect(builder.pickUp({ turns, tools: [] }, comforts).pickUp).toEqual({ how: 'repeat', text: 'Let me have a look.' });
});

it('takes what was said while a tool ran for no answer to what it found', () => {
  const turns = [turn(1, 'caller', 'Next week.'), turn(3, 'agent', 'Let me have a look.')];
  const ran = (durationMs: number | null) => [{ ...tool(2, 'succeeded', { slots: [] }), durationMs }];
  expect(pickUp({ turns, tools: ran(1500) }).pickUp).toEqual({ how: 'answer', text: 'Next week.' });
  expect(pickUp({ turns, tools: ran(null) }).pickUp.how).toBe('answer');
  expect(pickUp({ turns, tools: ran(500) }).pickUp).toEqual({ how: 'repeat', text: 'Let me have a look.' });
});

it('takes a reply that broke off for none', () => {
  const broken = { ...turn(2, 'agent', 'I have nine'), interrupted: true };
  expect(pickUp({ turns: [turn(1, 'caller', 'Next week.'), broken], tools: [] }).pickUp.how).toBe('answer');
});

it('knows that a line of ours to somebody who waits answers nothing', () => {
  const turns = [turn(1, 'caller', 'Next week.'), turn(2, 'agent', 'One moment, please.')];
  expect(pickUp({ turns, tools: [] })).toEqual({
    history: [{ kind: 'said', role: 'caller', text: 'Next week.' }],
    pickUp: { how: 'answer', text: 'Next week.' },
  });
});
