import { initialCall, reduceCall } from './call-flow.reducer.js';
import type { CallEffect, CallEvent, CallState } from './call-flow.types.js';

/** Feeds events in order; answers the last state and the effects of the last event. */
function after(...events: CallEvent[]): { state: CallState; effects: CallEffect[]; types: string[] } {
  let state: CallState = initialCall;
  let effects: CallEffect[] = [];
  for (const event of events) ({ state, effects } = reduceCall(state, event));
  return { state, effects, types: effects.map((effect) => effect.type) };
}

const unavailable: CallEvent = { type: 'agent_failed', failure: { kind: 'unavailable', code: 'close_1006' } };
const refused: CallEvent = { type: 'agent_failed', failure: { kind: 'refused', code: 'http_401' } };
const fired = (timer: Extract<CallEvent, { type: 'timer_fired' }>['timer']): CallEvent => ({
  type: 'timer_fired',
  timer,
});
const talking: CallEvent[] = [
  { type: 'started', resumed: false, remainingMs: 1_800_000, weCalled: false },
  { type: 'agent_ready' },
];
const greeted: CallEvent[] = [...talking, { type: 'agent_audible' }, { type: 'agent_silent', complete: true }];
const saying: CallEvent[] = [...greeted, { type: 'caller_started_speaking' }, { type: 'caller_said' }];
const goodbye: CallEvent[] = [
  ...saying,
  { type: 'tool_started' },
  { type: 'tool_finished' },
  { type: 'end_requested' },
];

describe('reaching the agent', () => {
  it('connects at once, and has words ready for a caller who would otherwise wait in silence', () => {
    const { effects } = after({ type: 'started', resumed: false, remainingMs: 1_800_000, weCalled: false });
    expect(effects).toContainEqual({ type: 'connect_agent' });
    expect(effects).toContainEqual({ type: 'start_timer', timer: 'trouble', ms: 1500 });
    expect(
      after({ type: 'started', resumed: false, remainingMs: 1_800_000, weCalled: false }, fired('trouble')).effects,
    ).toEqual([{ type: 'play', phrase: 'connecting_trouble' }]);
  });

  it('tries again after half a second, one and two, then gives the clinic’s overflow choice', () => {
    const again: CallEvent[] = [unavailable, fired('retry')];
    const start: CallEvent = { type: 'started', resumed: false, remainingMs: 1_800_000, weCalled: false };
    expect(after(start, unavailable).effects).toEqual([{ type: 'start_timer', timer: 'retry', ms: 500 }]);
    expect(after(start, unavailable, fired('retry')).effects).toEqual([{ type: 'connect_agent' }]);
    expect(after(start, ...again, unavailable).effects).toEqual([{ type: 'start_timer', timer: 'retry', ms: 1000 }]);
    expect(after(start, ...again, ...again, unavailable).effects).toEqual([
      { type: 'start_timer', timer: 'retry', ms: 2000 },
    ]);
    const given = after(start, ...again, ...again, ...again, unavailable);
    expect(given.state.phase).toBe('ended');
    expect(given.effects).toContainEqual({ type: 'plan', nextStep: 'overflow' });
    expect(given.types.indexOf('plan')).toBeLessThan(given.types.indexOf('close_stream'));
  });

  it('does not try again when the provider refuses our credentials', () => {
    const { state, effects } = after(
      { type: 'started', resumed: false, remainingMs: 1_800_000, weCalled: false },
      refused,
    );
    expect(state.phase).toBe('ended');
    expect(effects).toContainEqual({ type: 'plan', nextStep: 'overflow' });
    expect(effects).not.toContainEqual({ type: 'connect_agent' });
  });

  it('does not wait beyond the deadline for an attempt that never answers', () => {
    expect(
      after({ type: 'started', resumed: false, remainingMs: 1_800_000, weCalled: false }, fired('recovery_deadline'))
        .effects,
    ).toContainEqual({
      type: 'plan',
      nextStep: 'overflow',
    });
  });

  it('takes up the thread after a resume, and leaves a fresh call to its greeting', () => {
    expect(
      after({ type: 'started', resumed: true, remainingMs: 1_800_000, weCalled: false }, { type: 'agent_ready' }).types,
    ).toContain('take_up_thread');
    expect(after(...talking).types).not.toContain('take_up_thread');
  });

  it('fetches a lost session back, and takes up the thread', () => {
    const lost = after(...saying, unavailable);
    expect(lost.state).toMatchObject({ phase: 'opening', reason: 'recovering' });
    expect(lost.effects).toContainEqual({ type: 'start_timer', timer: 'retry', ms: 500 });
    expect(after(...saying, unavailable, fired('retry'), { type: 'agent_ready' }).types).toContain('take_up_thread');
  });
});

describe('barge-in', () => {
  it('clears on every user-start, also when it believes that nothing is playing', () => {
    expect(after(...talking, { type: 'agent_audible' }, { type: 'caller_started_speaking' }).effects[0]).toEqual({
      type: 'clear_playback',
    });
    expect(after(...greeted, { type: 'caller_started_speaking' }).effects[0]).toEqual({ type: 'clear_playback' });
    expect(after(...goodbye, { type: 'caller_started_speaking' }).effects[0]).toEqual({ type: 'clear_playback' });
  });
});

describe('a silent caller', () => {
  const nudge = (): CallEvent[] => [
    fired('silence'),
    { type: 'agent_audible' },
    { type: 'agent_silent', complete: true },
  ];

  it('is asked twice, then hears a goodbye, and the call ends as no_input', () => {
    expect(after(...greeted, fired('silence')).effects).toContainEqual({ type: 'say', phrase: 'still_there_first' });
    expect(after(...greeted, ...nudge(), fired('silence')).effects).toContainEqual({
      type: 'say',
      phrase: 'still_there_second',
    });
    const leave = after(...greeted, ...nudge(), ...nudge(), fired('silence'));
    expect(leave.effects).toContainEqual({ type: 'say', phrase: 'goodbye_no_input' });
    const over = after(...greeted, ...nudge(), ...nudge(), ...nudge());
    expect(over.effects).toContainEqual({ type: 'close_record', ending: 'no_input' });
    expect(over.effects).toContainEqual({ type: 'plan', nextStep: 'hang_up' });
  });

  it('who says something is not silent any more', () => {
    const spoke = after(...greeted, ...nudge(), ...nudge(), { type: 'caller_said' });
    expect(spoke.state).toMatchObject({ phase: 'talking', nudges: 0 });
  });

  it('who only makes noise is asked too', () => {
    const noise = after(...greeted, { type: 'caller_started_speaking' });
    expect(noise.effects).toContainEqual({ type: 'start_timer', timer: 'silence', ms: 15_000 });
    expect(after(...greeted, { type: 'caller_started_speaking' }, fired('silence')).effects).toContainEqual({
      type: 'say',
      phrase: 'still_there_first',
    });
  });

  it('is not nudged while a tool runs', () => {
    const running = after(
      ...saying,
      { type: 'tool_started' },
      { type: 'agent_audible' },
      { type: 'agent_silent', complete: true },
    );
    expect(running.types).not.toContain('start_timer');
  });
});

describe('a reply that never comes', () => {
  it('is asked for again, and the second time the session is replaced', () => {
    const first = after(...saying, fired('silence'));
    expect(first.effects).toContainEqual({ type: 'say', phrase: 'say_again' });
    const second = after(
      ...saying,
      fired('silence'),
      { type: 'agent_audible' },
      { type: 'agent_silent', complete: true },
      { type: 'caller_said' },
      fired('silence'),
    );
    expect(second.state).toMatchObject({ phase: 'opening', reason: 'recovering' });
    expect(second.types).toContain('disconnect_agent');
  });

  it('replaces a session that does not even speak our own lines', () => {
    expect(after(...greeted, fired('silence'), fired('silence')).state).toMatchObject({ phase: 'opening' });
  });
});

describe('tools', () => {
  it('get a filler when they are slow, once per wait', () => {
    expect(after(...saying, { type: 'tool_started' }).effects).toContainEqual({
      type: 'start_timer',
      timer: 'filler',
      ms: 1200,
    });
    expect(after(...saying, { type: 'tool_started' }, fired('filler')).effects).toEqual([
      { type: 'say', phrase: 'filler' },
    ]);
    expect(after(...saying, { type: 'tool_started' }, { type: 'tool_started' }).types).not.toContain('start_timer');
  });

  it('owe the caller a reply once the last of them is done', () => {
    const done = after(...saying, { type: 'tool_started' }, { type: 'tool_started' }, { type: 'tool_finished' });
    expect(done.state).toMatchObject({ toolsRunning: 1 });
    expect(
      after(
        ...saying,
        { type: 'tool_started' },
        { type: 'tool_started' },
        { type: 'tool_finished' },
        { type: 'tool_finished' },
      ).effects,
    ).toContainEqual({ type: 'start_timer', timer: 'silence', ms: 8000 });
  });
});

describe('the farewell', () => {
  const farewell: CallEvent[] = [...goodbye, { type: 'agent_audible' }];

  it('is heard to its end before the line closes, and the plan is stored first', () => {
    expect(after(...farewell).types).not.toContain('close_stream');
    const { types, effects } = after(...farewell, { type: 'agent_silent', complete: true });
    expect(effects).toContainEqual({ type: 'close_record', ending: 'answered' });
    expect(types.indexOf('plan')).toBeLessThan(types.indexOf('close_stream'));
    expect(types.indexOf('close_record')).toBeLessThan(types.indexOf('close_stream'));
  });

  it('may pause between two sentences', () => {
    const pause = after(...farewell, { type: 'agent_silent', complete: false });
    expect(pause.state.phase).toBe('closing');
    expect(after(...farewell, { type: 'agent_silent', complete: false }, fired('farewell')).state.phase).toBe('ended');
  });

  it('is not waited for for ever', () => {
    expect(after(...goodbye, fired('farewell')).state.phase).toBe('ended');
    expect(after(...farewell, fired('farewell')).state.phase).toBe('closing');
    expect(after(...farewell, fired('farewell_cap')).state.phase).toBe('ended');
  });

  it('is called off when the caller speaks again', () => {
    const back = after(...farewell, { type: 'caller_started_speaking' }, { type: 'caller_said' });
    expect(back.state).toMatchObject({ phase: 'talking', owesReply: true });
    expect(back.effects).toContainEqual({ type: 'stop_timer', timer: 'farewell_cap' });
  });

  it('goes on when the session is lost in the middle of it', () => {
    expect(after(...farewell, unavailable).state.phase).toBe('closing');
  });
});

describe('the end of the stream', () => {
  it('closes the record when the carrier says stop', () => {
    expect(after(...saying, { type: 'carrier_stopped' }).effects).toContainEqual({
      type: 'close_record',
      ending: 'caller_hung_up',
    });
    expect(after(...goodbye, { type: 'carrier_stopped' }).effects).toContainEqual({
      type: 'close_record',
      ending: 'answered',
    });
  });

  it('leaves the record open, and plans nothing, when the socket is lost: the caller is connected again', () => {
    const lost = after(...saying, { type: 'carrier_lost' });
    expect(lost.state.phase).toBe('ended');
    expect(lost.types).not.toContain('close_record');
    expect(lost.types).not.toContain('plan');
  });

  it('ends once: late events are normal', () => {
    expect(after(...saying, { type: 'carrier_stopped' }, { type: 'carrier_lost' }).effects).toEqual([]);
    expect(after(...saying, { type: 'carrier_stopped' }, { type: 'caller_said' }).effects).toEqual([]);
  });
});

describe('handing over to a person', () => {
  const wish = { type: 'handover_requested', reason: 'keypad', summary: null, at_once: true } as const;

  it('silences the agent, tells the caller, and leaves when that was heard', () => {
    const asked = after(...greeted, wish);
    expect(asked.types.filter((type) => !type.endsWith('_timer'))).toEqual([
      'clear_playback',
      'disconnect_agent',
      'announce_handover',
    ]);
    expect(after(...greeted, wish, { type: 'caller_said' }).types).toEqual([]);
    const heard = after(...greeted, wish, { type: 'agent_silent', complete: true });
    expect(heard.state.phase).toBe('ended');
    expect(heard.effects).toContainEqual({ type: 'plan_handover', reason: 'keypad', summary: null });
    expect(heard.types.indexOf('plan_handover')).toBeLessThan(heard.types.indexOf('close_stream'));
  });

  it('works before there is an agent, and lets the agent finish its sentence when it is the agent’s idea', () => {
    expect(after({ type: 'started', resumed: false, remainingMs: 1_800_000, weCalled: false }, wish).state.phase).toBe(
      'handing_over',
    );
    expect(after(...greeted, { ...wish, at_once: false }).types).not.toContain('clear_playback');
  });

  it('comes by itself after three turns in a row that were not understood', () => {
    const failed = { type: 'turn_judged', understood: false } as const;
    expect(after(...greeted, failed, failed, { type: 'turn_judged', understood: true }, failed).state.phase).toBe(
      'talking',
    );
    expect(after(...greeted, failed, failed, failed).state).toMatchObject({
      phase: 'handing_over',
      reason: 'failed_turns',
    });
  });
});

describe('the limit of a call', () => {
  it('is announced, and then ends the call politely, whatever the caller says', () => {
    expect(after(...greeted, fired('limit_warning')).effects).toEqual([{ type: 'say', phrase: 'limit_warning' }]);
    const over = after(...greeted, fired('limit'), { type: 'agent_audible' }, { type: 'caller_said' });
    expect(over.state).toMatchObject({ phase: 'closing', ending: 'time_limit' });
    const silent = after(
      ...greeted,
      fired('limit'),
      { type: 'agent_audible' },
      { type: 'agent_silent', complete: true },
    );
    expect(silent.effects).toContainEqual({ type: 'close_record', ending: 'time_limit' });
  });
});

describe('a call of ours', () => {
  const pickedUp: CallEvent[] = [
    { type: 'started', resumed: false, remainingMs: 1_800_000, weCalled: true },
    { type: 'agent_ready' },
  ];

  it('waits a moment for a hello, and begins by itself when none comes', () => {
    expect(after(...pickedUp).effects).toContainEqual({ type: 'start_timer', timer: 'opening_words', ms: 1500 });
    expect(after(...pickedUp, fired('opening_words')).effects).toEqual([{ type: 'say_opening' }]);
    const hello = after(...pickedUp, { type: 'caller_started_speaking' });
    expect(hello.effects).toContainEqual({ type: 'stop_timer', timer: 'opening_words' });
  });
});
