import {
  after,
  audible,
  fired,
  greeted,
  interrupts,
  noise,
  said,
  saying,
  spoke,
  started,
} from '../../../test/support/call-flow-story.js';
import type { CallEvent } from '../call-flow.types.js';

const digits: CallEvent = { type: 'card_digits_heard' };
const over: CallEvent = { type: 'card_digits_over' };
const heard: CallEvent = { type: 'card_notice_heard' };
const choking: CallEvent = { type: 'danger_found', danger: 'airway' };
const adviceHeard: CallEvent = { type: 'advice_heard' };

/** The caller has said digits, and is being asked not to. */
const warned: CallEvent[] = [...greeted, noise, digits, said, audible];

describe('a caller who says a card number', () => {
  it('is not recorded any more before their turn is written down, and is asked not to before anybody answers', () => {
    expect(after(...greeted, noise, digits).effects).toEqual([
      { type: 'pause_recording' },
      { type: 'record_card_digits' },
    ]);
    expect(after(...greeted, noise, digits, said).types[0]).toBe('warn_of_card');
  });

  it('hears it instead of the rest of an earlier answer', () => {
    const { types } = after(...saying, spoke, audible, digits);
    expect(types).toEqual(['pause_recording', 'record_card_digits', 'clear_playback', 'warn_of_card']);
  });

  it('does not cut it with their voice', () => {
    const { types, state } = after(...warned, interrupts);
    expect(types).not.toContain('clear_playback');
    expect(state).toMatchObject({ card: { line: 'playing' }, agentIsAudible: true });
  });

  it('is recorded again once they have heard it and go on about something else, in any order', () => {
    expect(after(...warned, heard).types).not.toContain('resume_recording');
    expect(after(...warned, over).types).not.toContain('resume_recording');
    expect(after(...warned, heard, over).types).toContain('resume_recording');
    expect(after(...warned, over, heard).types).toContain('resume_recording');
  });

  it('is asked once for what is one finding, again for the next, and three times at most', () => {
    expect(after(...warned, digits).types).not.toContain('warn_of_card');
    const again: CallEvent[] = [heard, noise, digits, said];
    expect(after(...warned, ...again).types).toContain('warn_of_card');
    expect(after(...warned, ...again, ...again).types).toContain('warn_of_card');
    const fourth = after(...warned, ...again, ...again, heard, noise, digits, said);
    expect(fourth.types).not.toContain('warn_of_card');
    expect(fourth.state).toMatchObject({ card: { told: 3, saysDigits: true } });
    expect(after(...warned, ...again, ...again, heard, digits).types).toContain('record_card_digits');
    expect(after(...warned, ...again, ...again, heard, digits, said, over).types).toContain('resume_recording');
  });

  it('who is in danger hears first aid first, and the rest behind it', () => {
    const both = after(...warned, choking);
    expect(both.types).toContain('advise');
    expect(both.state).toMatchObject({ card: { line: 'due', told: 0 }, advice: { stage: 'playing' } });
    expect(after(...warned, choking, audible, adviceHeard).types).toContain('warn_of_card');
  });

  it('is waited for, when they speak as it falls due', () => {
    const speaking: CallEvent[] = [...warned, choking, audible, interrupts, said, audible, interrupts];
    expect(after(...speaking, adviceHeard).types).not.toContain('warn_of_card');
    expect(after(...speaking, adviceHeard, said).types).toContain('warn_of_card');
    expect(after(...speaking, adviceHeard, { ...fired('no_words'), voicedMs: 100 }).types).toContain('warn_of_card');
  });

  it('is known for one on the next stream', () => {
    const resumed = started({ resumed: true, card: { told: 3, saysDigits: true } });
    expect(after(resumed).types[0]).toBe('pause_recording');
    expect(after(resumed, { type: 'agent_ready', silentMs: 0 }, noise, digits, said).types).not.toContain(
      'warn_of_card',
    );
    expect(after(resumed, { type: 'agent_ready', silentMs: 0 }, noise, over).types).toContain('resume_recording');
  });

  it('is not kept from ending the call, or from a person', () => {
    expect(after(...warned, { type: 'carrier_stopped' }).state.phase).toBe('ended');
    const person: CallEvent = {
      type: 'handover_requested',
      reason: 'keypad',
      summary: null,
      atOnce: true,
      isWhole: false,
    };
    expect(after(...warned, person).state.phase).toBe('handing_over');
  });
});
