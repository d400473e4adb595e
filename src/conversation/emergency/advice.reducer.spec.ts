import {
  after,
  audible,
  connected,
  fired,
  goodbye,
  greeted,
  interrupts,
  noise,
  said,
  saying,
  silent,
  spoke,
  started,
} from '../../../test/support/call-flow-story.js';
import type { Danger } from '../../calls/calls.types.js';
import type { CallEvent } from '../call-flow.types.js';

const finds = (danger: Danger): CallEvent => ({ type: 'danger_found', danger });
const choking = finds('airway');
const heard: CallEvent = { type: 'advice_heard' };
const leaves: CallEvent = { type: 'leave_taken' };
const endRequested: CallEvent = { type: 'end_requested' };
const advise = (danger: Danger) => ({ type: 'advise', danger });

/** The caller has spoken of danger, and advice is being played. */
const advised: CallEvent[] = [...saying, choking, audible];

describe('danger in the caller’s words', () => {
  it('has the advice played at once, before a word of the agent, and is on record', () => {
    expect(after(...saying, choking).effects).toEqual([advise('airway'), { type: 'record_danger', danger: 'airway' }]);
  });

  it('takes the floor from whatever is being said', () => {
    const { types } = after(...saying, spoke, audible, choking);
    expect(types.slice(0, 2)).toEqual(['clear_playback', 'advise']);
  });

  it('waits until nobody is spoken over, when it is the agent’s judgement', () => {
    const speaking: CallEvent[] = [...greeted, noise, finds('bleeding')];
    expect(after(...speaking).types).not.toContain('advise');
    expect(after(...speaking, said).effects).toContainEqual(advise('bleeding'));
    expect(after(...speaking, fired('no_words')).effects).toContainEqual(advise('bleeding'));
  });

  it('is advised for once; what is graver, or in other words, is advised for, too', () => {
    expect(after(...advised, heard, silent, said, choking).effects).toEqual([]);
    expect(after(...advised, heard, silent, said, finds('jaw_injury')).effects).toEqual([]);
    const tooth: CallEvent[] = [...saying, finds('knocked_out_tooth'), audible];
    expect(after(...tooth, finds('bleeding')).effects).toEqual([
      { type: 'clear_playback' },
      advise('bleeding'),
      { type: 'record_danger', danger: 'bleeding' },
    ]);
    const both: CallEvent[] = [...saying, finds('bleeding'), audible, finds('knocked_out_tooth')];
    expect(after(...both).types).not.toContain('advise');
    expect(after(...both, heard).effects).toContainEqual(advise('knocked_out_tooth'));
    expect(after(...both, heard, audible, heard).effects).toEqual([{ type: 'record_advised', danger: 'bleeding' }]);
  });

  it('has the call go on when it was about to end', () => {
    const back = after(...goodbye, audible, interrupts, said, choking);
    expect(back.state).toMatchObject({ phase: 'talking', advice: { stage: 'playing' } });
  });
});

describe('advice', () => {
  it('that the caller’s voice cuts is said again when they have spoken, and is not cut a second time', () => {
    const cut: CallEvent[] = [...advised, interrupts];
    expect(after(...cut).types).toContain('clear_playback');
    expect(after(...cut, said).effects).toContainEqual(advise('airway'));
    expect(after(...cut, said, audible, interrupts).types).not.toContain('clear_playback');
    expect(after(...cut, said, audible, interrupts).state).toMatchObject({ agentIsAudible: true });
  });

  it('that a noise has cut is said again after it, and not by the agent', () => {
    const { effects } = after(...advised, spoke, interrupts, { ...fired('no_words'), voicedMs: 100 });
    expect(effects).toContainEqual(advise('airway'));
    expect(effects).not.toContainEqual({ type: 'resume_reply' });
  });

  it('leaves the floor to a caller who has spoken over it', () => {
    const over: CallEvent[] = [...advised, interrupts, said, audible, interrupts];
    expect(after(...over, heard).effects).toContainEqual({ type: 'clear_playback' });
    expect(after(...over, said, heard).types).not.toContain('clear_playback');
  });

  it('is said by the stream that takes over, unless it was heard', () => {
    const resumed = (isHeard: boolean) => started({ resumed: true, emergency: { danger: 'airway', isHeard } });
    expect(after(resumed(false)).effects).toContainEqual(advise('airway'));
    expect(after(resumed(false)).types).not.toContain('record_danger');
    expect(after(resumed(true)).types).not.toContain('advise');
    expect(after(resumed(true), ...connected.slice(1), said, endRequested).state.phase).toBe('talking');
  });
});

describe('the end of a call in an emergency', () => {
  it('is not the agent’s, neither before the advice was heard nor after it', () => {
    expect(after(...advised, endRequested).state.phase).toBe('talking');
    expect(after(...advised, heard, endRequested).state.phase).toBe('talking');
    expect(after(...advised, leaves, endRequested).state.phase).toBe('talking');
  });

  it('comes after the caller’s goodbye, as long as they say no more', () => {
    expect(after(...advised, heard, said, leaves, endRequested).state.phase).toBe('closing');
    expect(after(...advised, heard, said, leaves, said, endRequested).state.phase).toBe('talking');
  });

  it('by a decision of ours waits until the advice was heard', () => {
    const tooLong = [fired('limit'), fired('farewell'), fired('farewell_cap')];
    const held = after(...advised, ...tooLong);
    expect(held.state.phase).toBe('last_words');
    expect(held.types).not.toContain('close_stream');
    const over = after(...advised, ...tooLong, heard);
    expect(over.state.phase).toBe('ended');
    expect(over.types).toEqual(expect.arrayContaining(['plan', 'close_record', 'close_stream', 'record_advised']));
  });

  it('is the caller’s at any time', () => {
    expect(after(...advised, { type: 'carrier_stopped' }).effects).toContainEqual({
      type: 'close_record',
      ending: 'caller_hung_up',
    });
  });
});

describe('a person in an emergency', () => {
  const zero = { type: 'handover_requested', reason: 'keypad', summary: null, atOnce: true, isWhole: false } as const;

  it('is fetched as for an emergency, after the advice', () => {
    const asked = after(...advised, zero);
    expect(asked.types).not.toContain('clear_playback');
    expect(asked.effects).toContainEqual({ type: 'announce_handover', reason: 'emergency' });
    const { effects } = after(...advised, zero, heard, silent);
    expect(effects).toContainEqual({ type: 'plan_handover', reason: 'emergency', summary: null });
  });

  it('is kept, should the line be lost, once the advice was heard', () => {
    const kept = { type: 'keep_handover', reason: 'emergency', summary: null };
    expect(after(...advised, zero).types).not.toContain('keep_handover');
    expect(after(...advised, zero, heard).effects).toContainEqual(kept);
    expect(after(...advised, heard, zero).effects).toContainEqual(kept);
  });

  it('is announced behind advice that has been cut', () => {
    const { types } = after(...advised, interrupts, zero);
    expect(types.indexOf('advise')).toBeGreaterThan(types.indexOf('clear_playback'));
    expect(types.indexOf('announce_handover')).toBeGreaterThan(types.indexOf('advise'));
  });
});
