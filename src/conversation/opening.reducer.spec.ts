import {
  after,
  audible,
  connected,
  fired,
  interrupts,
  noise,
  plays,
  ready,
  saying,
  silent,
  spoke,
  started,
  starts,
  unavailable,
} from '../../test/support/call-flow-story.js';
import type { CallEvent } from './call-flow.types.js';

const setup: CallEvent = { type: 'setup_begun', cutOff: false };

describe('setting up the call', () => {
  // A database that answered late held callers in silence for seven seconds, one that was gone for four.
  it('has words ready for a caller whose call takes long to load', () => {
    expect(after(setup).effects).toContainEqual(starts('trouble', 1500));
    expect(after(setup, fired('trouble')).effects).toContainEqual(plays('connecting_trouble'));
    // Who lost a stream has waited for this one as well.
    expect(after({ type: 'setup_begun', cutOff: true }).effects).toContainEqual(starts('trouble', 700));
  });

  it('plans nothing when that fails: whoever is asked next takes the call up', () => {
    const { state, types } = after(setup, { type: 'setup_failed' });
    expect(state.phase).toBe('ended');
    expect(types).toContain('close_stream');
    expect(types).not.toContain('plan');
  });
});

describe('reaching the agent', () => {
  it('connects at once, and has words ready for a caller who would otherwise wait in silence', () => {
    const { effects } = after(started());
    expect(effects).toContainEqual({ type: 'connect_agent', elsewhere: false });
    expect(effects).not.toContainEqual(expect.objectContaining({ timer: 'trouble' })); // which runs since the stream began
    expect(after(started(), fired('trouble')).effects).toContainEqual(plays('connecting_trouble'));
  });

  // With fifty callers on two cores, those of a worker that died heard nothing for four seconds.
  it('tells a caller who was cut off before anybody is reached, and then goes on without a second apology', () => {
    const resumed = started({ resumed: true, cutOff: true });
    expect(after(resumed).effects).toContainEqual(starts('trouble', 50));
    const told = after(resumed, fired('trouble'));
    expect(told.effects).toEqual([plays('resume_apology'), starts('trouble', 4300)]);
    expect(after(resumed, fired('trouble'), ready).effects).toContainEqual({ type: 'take_up_thread', apology: false });
    expect(after(resumed, fired('trouble'), fired('trouble')).effects).toEqual([plays('still_connecting')]);
    expect(after(resumed, ready).effects).toContainEqual({ type: 'take_up_thread', apology: true });
  });

  it('says so once: not on top of words about a set-up that took long, nor over a caller who speaks', () => {
    const resumed = started({ resumed: true, cutOff: true });
    const late = after(setup, fired('trouble'), resumed);
    expect(late.effects).not.toContainEqual(expect.objectContaining({ timer: 'trouble' }));
    expect(after(resumed, { ...fired('trouble'), quietMs: 100 }).effects).toEqual([starts('trouble', 500)]);
  });

  it('tries again after half a second, one and two, then gives the clinic’s overflow choice', () => {
    const again: CallEvent[] = [unavailable, fired('retry')];
    expect(after(started(), unavailable).effects).toEqual([
      { type: 'start_timer', timer: 'retry', ms: 500, jitter: 0.2 },
    ]);
    expect(after(started(), unavailable, fired('retry')).effects).toEqual([
      { type: 'connect_agent', elsewhere: false },
    ]);
    expect(after(started(), ...again, unavailable).effects).toEqual([
      { type: 'start_timer', timer: 'retry', ms: 1000, jitter: 0.2 },
    ]);
    expect(after(started(), ...again, ...again, unavailable).effects).toEqual([
      { type: 'start_timer', timer: 'retry', ms: 2000, jitter: 0.2 },
    ]);
    const given = after(started(), ...again, ...again, ...again, unavailable);
    expect(given.state.phase).toBe('ended');
    expect(given.effects).toContainEqual({ type: 'plan', nextStep: 'overflow' });
    expect(given.types.indexOf('plan')).toBeLessThan(given.types.indexOf('close_stream'));
  });

  it('does not try again when the provider refuses our credentials', () => {
    const { state, effects, types } = after(started(), {
      ...unavailable,
      failure: { kind: 'refused', code: 'http_401' },
    });
    expect(state.phase).toBe('ended');
    expect(effects).toContainEqual({ type: 'plan', nextStep: 'overflow' });
    expect(types).not.toContain('connect_agent');
  });

  it('does not wait beyond the deadline for an attempt that never answers', () => {
    expect(after(started(), fired('recovery_deadline')).effects).toContainEqual({
      type: 'plan',
      nextStep: 'overflow',
    });
  });

  it('takes up the thread after a resume, and leaves a fresh call to its greeting', () => {
    expect(after(started({ resumed: true }), ready).types).toContain('take_up_thread');
    expect(after(...connected).types).not.toContain('take_up_thread');
  });

  it('fetches a lost session back, and takes up the thread', () => {
    const lost = after(...saying, unavailable);
    expect(lost.state).toMatchObject({ phase: 'opening', reason: 'recovering' });
    expect(lost.effects).toContainEqual({ type: 'start_timer', timer: 'retry', ms: 500, jitter: 0.2 });
    expect(after(...saying, unavailable, fired('retry'), ready).types).toContain('take_up_thread');
  });
});

describe('another provider', () => {
  const failed = (kind: 'refused' | 'unavailable'): CallEvent => ({
    ...unavailable,
    failure: { kind, code: 'x' },
    elsewhere: true,
  });

  it('gets the call at once when the first refuses us, and after a second attempt otherwise', () => {
    const there = { type: 'connect_agent', elsewhere: true };
    expect(after(started(), failed('refused')).effects).toEqual([there]);
    expect(after(started(), failed('unavailable')).types).toEqual(['start_timer']);
    expect(after(started(), failed('unavailable'), fired('retry'), failed('unavailable')).effects).toEqual([there]);
    expect(after(...saying, failed('unavailable'), fired('retry'), failed('unavailable')).effects).toEqual([there]);
  });
});

describe('a greeting of ours', () => {
  const opened: CallEvent[] = [audible, started({ greeted: true })];

  it('is not followed by another, nor spoken over by words about trouble', () => {
    expect(after(...opened, ready).state).toMatchObject({ phase: 'talking', owesReply: false, agentIsAudible: true });
    expect(after(...opened, fired('trouble')).effects).toEqual([starts('trouble', 500)]);
    expect(after(...opened, silent, fired('trouble')).effects).toContainEqual(plays('connecting_trouble'));
  });
});

describe('words about trouble', () => {
  it('come two seconds after the last sound at most, and not over a caller who speaks', () => {
    const lost = (silentMs: number) => after(...saying, { ...unavailable, silentMs });
    expect(lost(0).effects).toContainEqual(starts('trouble', 1500));
    expect(lost(1000).effects).toContainEqual(starts('trouble', 700));
    expect(lost(5000).effects).toContainEqual(starts('trouble', 50));
    const speaking = after(...saying, unavailable, { ...fired('trouble'), quietMs: 100 });
    expect(speaking.effects).toEqual([starts('trouble', 500)]);
  });

  it('are followed by others while it lasts', () => {
    const again = after(...saying, unavailable, fired('trouble'), fired('trouble'));
    expect(again.effects).toEqual([plays('still_connecting')]);
  });
});

describe('a call of ours', () => {
  const pickedUp: CallEvent[] = [started({ weCalled: true }), ready];

  it('waits a moment for a hello, and begins by itself when none comes', () => {
    expect(after(started({ weCalled: true })).effects).toContainEqual(starts('opening_words', 1500));
    expect(after(...pickedUp, fired('opening_words')).effects).toEqual([{ type: 'say_opening' }]);
    const hello = after(...pickedUp, interrupts);
    expect(hello.effects).toContainEqual({ type: 'stop_timer', timer: 'opening_words' });
    const half: CallEvent[] = [...pickedUp, noise, { ...fired('no_words'), quietMs: 1300, voicedMs: 200 }];
    expect(after(...half).effects).toEqual([starts('opening_words', 200)]);
    expect(after(...half, fired('opening_words'), spoke).state).toMatchObject({ opensCall: false });
  });

  it('begins with the agent when that took longer than anybody waits with a hello', () => {
    const late = after(started({ weCalled: true }), fired('opening_words'), ready);
    expect(late.effects).toContainEqual({ type: 'say_opening' });
    expect(late.state).toMatchObject({ phase: 'talking', opensCall: false, awaitsLine: true });
  });
});
