import {
  after,
  audible,
  fired,
  goodbye,
  greeted,
  interrupts,
  plays,
  said,
  silent,
  silentByClock,
  starts,
  stopped,
  unavailable,
} from '../../test/support/call-flow-story.js';
import type { CallEvent } from './call-flow.types.js';

describe('the farewell', () => {
  const farewell: CallEvent[] = [...goodbye, audible];

  it('is heard to its end before the line closes, and the plan is stored first', () => {
    expect(after(...farewell).types).not.toContain('close_stream');
    const { types, effects } = after(...farewell, silent);
    expect(effects).toContainEqual({ type: 'close_record', ending: 'answered' });
    expect(types.indexOf('plan')).toBeLessThan(types.indexOf('close_stream'));
    expect(types.indexOf('close_record')).toBeLessThan(types.indexOf('close_stream'));
  });

  it('is waited for when the carrier is late with it, and not for long', () => {
    const late = after(...farewell, silentByClock);
    expect(late.state.phase).toBe('closing');
    expect(after(...farewell, silentByClock, { type: 'carrier_caught_up', complete: true }).state.phase).toBe('ended');
    expect(after(...farewell, silentByClock, fired('farewell')).state.phase).toBe('ended');
    expect(after(...farewell, silentByClock, said).state.phase).toBe('talking');
  });

  it('may pause between two sentences', () => {
    const pause = after(...farewell, stopped);
    expect(pause.state.phase).toBe('closing');
    expect(after(...farewell, stopped, fired('farewell')).state.phase).toBe('ended');
  });

  it('is said by us when the agent does not begin, or is gone', () => {
    expect(after(...goodbye, fired('farewell')).effects).toContainEqual(plays('goodbye'));
    expect(after(...goodbye, unavailable).effects).toContainEqual(plays('goodbye'));
  });

  it('is not waited for for ever', () => {
    expect(after(...goodbye, fired('farewell'), fired('farewell')).state.phase).toBe('ended');
    expect(after(...farewell, fired('farewell')).state.phase).toBe('closing');
    expect(after(...farewell, fired('farewell_cap')).state.phase).toBe('ended');
  });

  it('is called off when the caller speaks again', () => {
    const back = after(...farewell, interrupts, said);
    expect(back.state).toMatchObject({ phase: 'talking', owesReply: true });
    expect(back.effects).toContainEqual({ type: 'stop_timer', timer: 'farewell_cap' });
  });

  it('is said again soon when a noise without words has cut it, and once the words of a longer one do not come', () => {
    const quiet = { ...fired('no_words'), quietMs: 1300, voicedMs: 400 };
    const cut = after(...farewell, interrupts);
    expect(cut.effects).toEqual([
      { type: 'clear_playback' },
      { type: 'stop_timer', timer: 'farewell' },
      starts('no_words', 1200),
    ]);
    expect(after(...farewell, interrupts, { ...quiet, quietMs: 200 }).effects).toEqual([starts('no_words', 1000)]);
    expect(after(...farewell, interrupts, quiet).effects).toContainEqual(plays('goodbye'));

    const words = after(...farewell, interrupts, { ...quiet, voicedMs: 2000 });
    expect(words.effects).toEqual([starts('farewell', 5300)]);
    const none = [...farewell, interrupts, { ...quiet, voicedMs: 2000 }, fired('farewell')];
    expect(after(...none).effects).toContainEqual(plays('goodbye'));
    expect(after(...none, audible, silent).state.phase).toBe('ended');
  });

  it('is not said over another that has begun after the noise', () => {
    expect(after(...farewell, interrupts, audible, { ...fired('no_words'), voicedMs: 100 }).effects).toEqual([]);
  });

  it('goes on when the session is lost in the middle of it', () => {
    expect(after(...farewell, unavailable).state.phase).toBe('closing');
  });
});

describe('the limit of a call', () => {
  it('is announced, and then ends the call politely, whatever the caller says', () => {
    expect(after(...greeted, fired('limit_warning')).effects).toEqual([plays('limit_warning')]);
    expect(after(...greeted, audible, fired('limit_warning')).types).toEqual(['start_timer']);
    const over = after(...greeted, fired('limit'), audible, said);
    expect(over.state).toMatchObject({ phase: 'closing', ending: 'time_limit' });
    expect(after(...greeted, fired('limit'), audible, silent).effects).toContainEqual({
      type: 'close_record',
      ending: 'time_limit',
    });
  });

  it('that it may cost ends it at once, whatever is being said, and the caller is called back if they have a number', () => {
    const spent = (callsBack: boolean): CallEvent => ({ type: 'tokens_spent', callsBack });
    const over = after(...greeted, audible, spent(true));
    expect(over.state).toMatchObject({ phase: 'closing', ending: 'time_limit' });
    expect(over.types.slice(0, 1)).toEqual(['leave_callback']);
    expect(over.types.indexOf('disconnect_agent')).toBeLessThan(over.types.indexOf('play'));
    expect(over.effects).toContainEqual(plays('goodbye_callback'));
    expect(after(...greeted, spent(false)).effects).toContainEqual(plays('goodbye_time_limit'));
    expect(after(...greeted, spent(false)).types).toContain('leave_callback');
  });

  it('that it may cost changes nothing about a call that ends anyway', () => {
    expect(after(...goodbye, { type: 'tokens_spent', callsBack: true }).effects).toEqual([]);
  });
});
