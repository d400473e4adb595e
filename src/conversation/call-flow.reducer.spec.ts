import type { EventOf } from './call-flow-steps.builder.js';
import { reduceCall } from './call-flow.reducer.js';
import type { CallEffect, CallEvent, CallState } from './call-flow.types.js';
import { initialCall } from './opening.reducer.js';

/** Feeds events in order; answers the last state and the effects of the last event. */
function after(...events: CallEvent[]): { state: CallState; effects: CallEffect[]; types: string[] } {
  let state: CallState = initialCall;
  let effects: CallEffect[] = [];
  for (const event of events) ({ state, effects } = reduceCall(state, event));
  return { state, effects, types: effects.map((effect) => effect.type) };
}

const unavailable: EventOf<'agent_failed'> = {
  type: 'agent_failed',
  failure: { kind: 'unavailable', code: 'close_1006' },
  silentMs: 0,
  elsewhere: false,
  isWhole: false,
};
const refused: EventOf<'agent_failed'> = {
  type: 'agent_failed',
  failure: { kind: 'refused', code: 'http_401' },
  silentMs: 0,
  elsewhere: false,
  isWhole: false,
};
const fired = (timer: Extract<CallEvent, { type: 'timer_fired' }>['timer']): CallEvent => ({
  type: 'timer_fired',
  timer,
  quietMs: 3000,
  voicedMs: 2000,
});
const talking: CallEvent[] = [
  { type: 'started', resumed: false, remainingMs: 1_800_000, weCalled: false, greeted: false },
  { type: 'agent_ready', silentMs: 0 },
];
const greeted: CallEvent[] = [...talking, { type: 'agent_audible' }, { type: 'agent_silent', complete: true }];
const saying: CallEvent[] = [
  ...greeted,
  { type: 'caller_started_speaking', cut: true },
  { type: 'caller_said', quietMs: 300 },
];
const goodbye: CallEvent[] = [
  ...saying,
  { type: 'tool_started' },
  { type: 'tool_finished', answered: true },
  { type: 'end_requested' },
];

describe('reaching the agent', () => {
  it('connects at once, and has words ready for a caller who would otherwise wait in silence', () => {
    const { effects } = after({
      type: 'started',
      resumed: false,
      remainingMs: 1_800_000,
      weCalled: false,
      greeted: false,
    });
    expect(effects).toContainEqual({ type: 'connect_agent', elsewhere: false });
    expect(effects).toContainEqual({ type: 'start_timer', timer: 'trouble', ms: 1500 });
    expect(
      after(
        { type: 'started', resumed: false, remainingMs: 1_800_000, weCalled: false, greeted: false },
        fired('trouble'),
      ).effects,
    ).toContainEqual({ type: 'play', phrase: 'connecting_trouble' });
  });

  it('tries again after half a second, one and two, then gives the clinic’s overflow choice', () => {
    const again: CallEvent[] = [unavailable, fired('retry')];
    const start: CallEvent = {
      type: 'started',
      resumed: false,
      remainingMs: 1_800_000,
      weCalled: false,
      greeted: false,
    };
    expect(after(start, unavailable).effects).toEqual([{ type: 'start_timer', timer: 'retry', ms: 500, jitter: 0.2 }]);
    expect(after(start, unavailable, fired('retry')).effects).toEqual([{ type: 'connect_agent', elsewhere: false }]);
    expect(after(start, ...again, unavailable).effects).toEqual([
      { type: 'start_timer', timer: 'retry', ms: 1000, jitter: 0.2 },
    ]);
    expect(after(start, ...again, ...again, unavailable).effects).toEqual([
      { type: 'start_timer', timer: 'retry', ms: 2000, jitter: 0.2 },
    ]);
    const given = after(start, ...again, ...again, ...again, unavailable);
    expect(given.state.phase).toBe('ended');
    expect(given.effects).toContainEqual({ type: 'plan', nextStep: 'overflow' });
    expect(given.types.indexOf('plan')).toBeLessThan(given.types.indexOf('close_stream'));
  });

  it('does not try again when the provider refuses our credentials', () => {
    const { state, effects, types } = after(
      { type: 'started', resumed: false, remainingMs: 1_800_000, weCalled: false, greeted: false },
      refused,
    );
    expect(state.phase).toBe('ended');
    expect(effects).toContainEqual({ type: 'plan', nextStep: 'overflow' });
    expect(types).not.toContain('connect_agent');
  });

  it('does not wait beyond the deadline for an attempt that never answers', () => {
    expect(
      after(
        { type: 'started', resumed: false, remainingMs: 1_800_000, weCalled: false, greeted: false },
        fired('recovery_deadline'),
      ).effects,
    ).toContainEqual({
      type: 'plan',
      nextStep: 'overflow',
    });
  });

  it('takes up the thread after a resume, and leaves a fresh call to its greeting', () => {
    expect(
      after(
        { type: 'started', resumed: true, remainingMs: 1_800_000, weCalled: false, greeted: false },
        { type: 'agent_ready', silentMs: 0 },
      ).types,
    ).toContain('take_up_thread');
    expect(after(...talking).types).not.toContain('take_up_thread');
  });

  it('fetches a lost session back, and takes up the thread', () => {
    const lost = after(...saying, unavailable);
    expect(lost.state).toMatchObject({ phase: 'opening', reason: 'recovering' });
    expect(lost.effects).toContainEqual({ type: 'start_timer', timer: 'retry', ms: 500, jitter: 0.2 });
    expect(after(...saying, unavailable, fired('retry'), { type: 'agent_ready', silentMs: 0 }).types).toContain(
      'take_up_thread',
    );
  });
});

describe('barge-in', () => {
  it('clears on every user-start, also when it believes that nothing is playing', () => {
    expect(
      after(...talking, { type: 'agent_audible' }, { type: 'caller_started_speaking', cut: true }).effects[0],
    ).toEqual({
      type: 'clear_playback',
    });
    expect(after(...greeted, { type: 'caller_started_speaking', cut: true }).effects[0]).toEqual({
      type: 'clear_playback',
    });
    expect(after(...goodbye, { type: 'caller_started_speaking', cut: true }).effects[0]).toEqual({
      type: 'clear_playback',
    });
  });
});

describe('a silent caller', () => {
  const nudge = (): CallEvent[] => [
    fired('silence'),
    { type: 'agent_audible' },
    { type: 'agent_silent', complete: true },
  ];

  it('is asked twice, then hears a goodbye, and the call ends as no_input', () => {
    expect(after(...greeted, fired('silence')).effects).toContainEqual({ type: 'play', phrase: 'still_there_first' });
    expect(after(...greeted, ...nudge(), fired('silence')).effects).toContainEqual({
      type: 'play',
      phrase: 'still_there_second',
    });
    const leave = after(...greeted, ...nudge(), ...nudge(), fired('silence'));
    expect(leave.effects).toContainEqual({ type: 'play', phrase: 'goodbye_no_input' });
    const over = after(...greeted, ...nudge(), ...nudge(), ...nudge());
    expect(over.effects).toContainEqual({ type: 'close_record', ending: 'no_input' });
    expect(over.effects).toContainEqual({ type: 'plan', nextStep: 'hang_up' });
  });

  it('is not asked while the agent is still speaking', () => {
    expect(after(...greeted, { type: 'agent_audible' }, fired('silence')).types).toEqual([]);
  });

  it('who says something is not silent any more', () => {
    const spoke = after(...greeted, ...nudge(), ...nudge(), { type: 'caller_said', quietMs: 300 });
    expect(spoke.state).toMatchObject({ phase: 'talking', nudges: 0 });
  });

  it('who only makes noise is asked too', () => {
    const noise = after(...greeted, { type: 'caller_started_speaking', cut: true });
    expect(noise.effects).toContainEqual({ type: 'start_timer', timer: 'silence', ms: 15_000 });
    expect(after(...greeted, { type: 'caller_started_speaking', cut: true }, fired('silence')).effects).toContainEqual({
      type: 'play',
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
    expect(running.effects).not.toContainEqual({ type: 'start_timer', timer: 'silence', ms: 8000 });
  });
});

describe('a reply that never comes', () => {
  const lost = (...before: CallEvent[]) => after(...before, fired('reply_lost'));
  const back: CallEvent[] = [fired('retry'), { type: 'agent_ready', silentMs: 0 }];

  it('is asked of a new session, which is given the turn again', () => {
    const first = lost(...saying);
    expect(first.state).toMatchObject({ phase: 'opening', reason: 'recovering', lostReplies: 1 });
    expect(first.types).toEqual(expect.arrayContaining(['count', 'disconnect_agent']));
    expect(after(...saying, fired('reply_lost'), ...back).types).toContain('take_up_thread');
  });

  it('is asked of the caller the second time, and the third time a person takes over', () => {
    const second = lost(...saying, fired('reply_lost'), ...back);
    expect(second.effects).toContainEqual({ type: 'play', phrase: 'say_again' });
    const said: CallEvent = { type: 'caller_said', quietMs: 300 };
    const third = lost(...saying, fired('reply_lost'), ...back, fired('reply_lost'), said);
    expect(third.state).toMatchObject({ phase: 'handing_over', reason: 'no_agent' });
  });

  it('is forgotten once a reply has come', () => {
    const answered = after(...saying, fired('reply_lost'), ...back, { type: 'agent_spoke' });
    expect(answered.state).toMatchObject({ phase: 'talking', lostReplies: 0, owesReply: false });
  });

  it('is no matter of a caller who goes on speaking, nor of one who waits for a tool', () => {
    expect(lost(...saying, { type: 'caller_started_speaking', cut: false }).types).toEqual([]);
    expect(lost(...saying, { type: 'tool_started' }).types).toEqual([]);
  });

  it('replaces a session that does not even speak our own lines', () => {
    const asked: CallEvent[] = [
      { type: 'started', resumed: false, remainingMs: 1_800_000, weCalled: true, greeted: false },
      { type: 'agent_ready', silentMs: 0 },
      fired('opening_words'),
    ];
    expect(after(...asked, fired('silence')).state).toMatchObject({ phase: 'opening', reason: 'recovering' });
  });
});

describe('a caller who waits', () => {
  const start = (timer: string, ms: number) => ({ type: 'start_timer', timer, ms });

  it('hears something within two seconds of their last word, and once more when it takes longer', () => {
    expect(after(...greeted, { type: 'caller_said', quietMs: 700 }).effects).toContainEqual(start('filler', 1000));
    expect(after(...greeted, { type: 'caller_said', quietMs: 4000 }).effects).toContainEqual(start('filler', 300));
    const first = after(...saying, fired('filler'));
    expect(first.effects).toContainEqual({ type: 'play', phrase: 'filler' });
    const heard: CallEvent[] = [{ type: 'agent_audible' }, { type: 'agent_silent', complete: true }];
    expect(after(...saying, fired('filler'), ...heard).effects).toContainEqual(start('filler', 4500));
    const second = after(...saying, fired('filler'), ...heard, fired('filler'));
    expect(second.effects).toContainEqual({ type: 'play', phrase: 'filler_second' });
    expect(after(...saying, fired('filler'), ...heard, fired('filler'), ...heard, fired('filler')).types).toEqual([]);
  });

  it('for a tool hears it after 1.2 s, or after the words with which the agent went to look', () => {
    const looking: CallEvent[] = [
      ...saying,
      { type: 'agent_spoke' },
      { type: 'agent_audible' },
      { type: 'tool_started' },
    ];
    expect(after(...looking).effects).toContainEqual(start('filler', 1200));
    expect(after(...looking, fired('filler')).types).toEqual([]);
    expect(after(...looking, { type: 'agent_silent', complete: true }).effects).toContainEqual(start('filler', 1400));
    expect(after(...looking, { type: 'tool_started' }).types).not.toContain('start_timer');
  });

  it('hears no filler once the answer is there, nor while speaking', () => {
    expect(after(...saying, { type: 'agent_spoke' }).effects).toContainEqual({ type: 'stop_timer', timer: 'filler' });
    expect(after(...saying, { type: 'caller_started_speaking', cut: false }, fired('filler')).types).toEqual([]);
  });

  it('in the middle of a reply that has stopped hears something too, and is given the whole of it in the end', () => {
    const broken: CallEvent = { type: 'agent_silent', complete: false };
    const stopped: CallEvent[] = [...saying, { type: 'agent_spoke' }, { type: 'agent_audible' }, broken];
    expect(after(...stopped).effects).toEqual([
      start('filler', 1400),
      start('reply_lost', 6000),
      start('silence', 8000),
    ]);
    expect(after(...stopped).state).toMatchObject({ owesReply: true });
    expect(after(...stopped, { type: 'agent_spoke' }).state).toMatchObject({ owesReply: false });
    expect(after(...stopped, fired('reply_lost')).state).toMatchObject({ phase: 'opening', owed: true });
  });

  it('is owed nothing when the provider says late that the reply was whole', () => {
    const stopped: CallEvent[] = [
      ...saying,
      { type: 'agent_spoke' },
      { type: 'agent_audible' },
      { type: 'agent_silent', complete: false },
    ];
    const whole = after(...stopped, { type: 'reply_whole' });
    expect(whole.state).toMatchObject({ owesReply: false });
    expect(whole.effects).toContainEqual({ type: 'stop_timer', timer: 'filler' });
    expect(after(...saying, { type: 'reply_whole' }).state).toMatchObject({ owesReply: true });
  });

  it('for a lost session hears something within two seconds of the last sound, not of the new session', () => {
    const back = (silentMs: number) => after(...saying, unavailable, fired('retry'), { type: 'agent_ready', silentMs });
    expect(back(1000).effects).toContainEqual(start('filler', 700));
    expect(back(5000).effects).toContainEqual(start('filler', 300));
  });

  it('is owed a reply once the last tool is done', () => {
    const tools: CallEvent[] = [...saying, { type: 'tool_started' }, { type: 'tool_started' }];
    const done: CallEvent = { type: 'tool_finished', answered: true };
    expect(after(...tools, done).state).toMatchObject({ toolsRunning: 1 });
    expect(after(...tools, done, done).state).toMatchObject({ toolsRunning: 0, owesReply: true });
    expect(after(...tools, done, done).effects).toContainEqual(start('reply_lost', 6000));
  });

  it('is still owed it when the request was taken back', () => {
    const asked: CallEvent[] = [...saying, { type: 'agent_spoke' }, { type: 'tool_started' }];
    const back = after(...asked, { type: 'tool_finished', answered: false });
    expect(back.state).toMatchObject({ toolsRunning: 0, owesReply: true });
    expect(back.effects).toContainEqual(start('reply_lost', 6000));
  });
});

describe('a noise that is no turn', () => {
  const cough: CallEvent = { type: 'timer_fired', timer: 'no_words', quietMs: 1500, voicedMs: 400 };
  const speech = (quietMs: number): CallEvent => ({ type: 'timer_fired', timer: 'no_words', quietMs, voicedMs: 1500 });
  const spoken: CallEvent[] = [...saying, { type: 'agent_spoke' }];
  const cut: CallEvent[] = [...spoken, { type: 'agent_audible' }, { type: 'caller_started_speaking', cut: true }];
  const noise: CallEvent = { type: 'caller_started_speaking', cut: false };

  it('lets the reply that it cut go on', () => {
    const coughed = after(...cut, cough);
    expect(coughed.types).toContain('resume_reply');
    expect(coughed.state).toMatchObject({ callerIsSpeaking: false, cutReply: false, owesReply: true });
    expect(coughed.effects).toContainEqual({ type: 'count', what: 'cough' });
  });

  it('has the turn answered whose reply it kept from beginning', () => {
    expect(after(...saying, noise, cough).types).toContain('hear_again');
    const asked: CallEvent[] = [...spoken, { type: 'tool_started' }, noise];
    expect(after(...asked, { type: 'tool_finished', answered: false }, cough).types).toContain('hear_again');
    const running = after(...asked, cough);
    expect(running.types).not.toContain('hear_again');
    expect(running.types).not.toContain('resume_reply');
  });

  it('changes nothing when nothing was being said', () => {
    expect(after(...spoken, noise, cough).types).toEqual(['start_timer']);
  });

  it('does not bring an old reply back once words have come', () => {
    expect(after(...cut, { type: 'caller_said', quietMs: 300 }).state).toMatchObject({ cutReply: false });
    expect(after(...cut, { type: 'caller_said', quietMs: 300 }, cough).types).toEqual([]);
  });

  it('is not decided while there is still voice', () => {
    expect(after(...cut, { ...cough, quietMs: 500 }).effects).toEqual([
      { type: 'start_timer', timer: 'no_words', ms: 700 },
    ]);
  });

  it('is told from a pause in a sentence: somebody who thinks hears that we listen, and gets the time', () => {
    expect(after(...cut, speech(1300)).effects).toEqual([{ type: 'start_timer', timer: 'no_words', ms: 400 }]);
    const pausing = after(...cut, speech(1700));
    expect(pausing.effects).toContainEqual({ type: 'play', phrase: 'listening' });
    expect(pausing.state).toMatchObject({ callerIsSpeaking: true });
    const said: CallEvent = { type: 'caller_said', quietMs: 300 };
    expect(after(...cut, speech(1700), { type: 'agent_audible' }, said).state).toMatchObject({ owesReply: true });
  });

  it('ends a turn that the provider does not end, and asks when even that brings no words', () => {
    expect(after(...cut, speech(1700), speech(7000)).types).toContain('end_turn');
    const asked = after(...cut, speech(1700), speech(7000), speech(8000));
    expect(asked.effects).toContainEqual({ type: 'play', phrase: 'say_again' });
    expect(asked.effects).toContainEqual({ type: 'count', what: 'turn_lost' });
  });

  it('is over when the agent answers, also when no words were told', () => {
    expect(after(...cut, { type: 'agent_spoke' }).state).toMatchObject({ callerIsSpeaking: false, cutReply: false });
  });
});

describe('a muted line', () => {
  it('is left a minute after the last word, whatever noise there is', () => {
    expect(after(...saying).effects).toContainEqual({ type: 'start_timer', timer: 'muted', ms: 60_000 });
    const noise: CallEvent = { type: 'caller_started_speaking', cut: false };
    expect(after(...greeted, noise, fired('muted')).state).toMatchObject({ phase: 'closing', ending: 'no_input' });
    expect(after(...greeted, { type: 'agent_audible' }, fired('muted')).state.phase).toBe('talking');
  });
});

describe('a session that may not last', () => {
  const spoken: CallEvent[] = [
    { type: 'agent_spoke' },
    { type: 'agent_audible' },
    { type: 'agent_silent', complete: true },
  ];
  const calm: CallEvent[] = [...saying, ...spoken];

  it('is replaced at once when nobody speaks, and otherwise when the agent has finished', () => {
    expect(after(...calm, { type: 'session_expiring' }).state).toMatchObject({ phase: 'opening', reason: 'renewing' });
    const waiting: CallEvent[] = [...saying, { type: 'session_expiring' }];
    expect(after(...waiting).state).toMatchObject({ phase: 'talking', expiring: true });
    expect(after(...waiting, ...spoken).state).toMatchObject({ phase: 'opening', reason: 'renewing' });
  });

  it('is replaced without a word', () => {
    const back = after(...calm, { type: 'session_expiring' }, { type: 'agent_ready', silentMs: 0 });
    expect(back.state).toMatchObject({ phase: 'talking', owesReply: false });
    expect(back.types).not.toContain('take_up_thread');
  });
});

describe('a session that is lost while the caller has the floor', () => {
  const spoken: CallEvent[] = [{ type: 'agent_spoke' }, { type: 'agent_audible' }];
  const whole: CallEvent = { ...unavailable, isWhole: true };

  it('is replaced without a word, also while the reply is still being played', () => {
    const lost = after(...saying, ...spoken, whole);
    expect(lost.state).toMatchObject({ phase: 'opening', reason: 'renewing', agentIsAudible: true });
    const back = after(...saying, ...spoken, whole, fired('retry'), { type: 'agent_ready', silentMs: 0 });
    expect(back.types).not.toContain('take_up_thread');
  });

  it('is taken up again once the caller has been told of trouble, or when the reply was broken off', () => {
    const told: CallEvent[] = [whole, { type: 'agent_silent', complete: true }, fired('trouble')];
    expect(after(...saying, ...spoken, ...told, { type: 'agent_ready', silentMs: 0 }).types).toContain(
      'take_up_thread',
    );
    expect(after(...saying, ...spoken, unavailable).state).toMatchObject({ reason: 'recovering' });
    expect(after(...saying, whole).state).toMatchObject({ reason: 'recovering' });
  });
});

describe('another provider', () => {
  const started: CallEvent = {
    type: 'started',
    resumed: false,
    remainingMs: 1_800_000,
    weCalled: false,
    greeted: false,
  };
  const failed = (kind: 'refused' | 'unavailable'): CallEvent => ({
    type: 'agent_failed',
    failure: { kind, code: 'x' },
    silentMs: 0,
    elsewhere: true,
    isWhole: false,
  });

  it('gets the call at once when the first refuses us, and after a second attempt otherwise', () => {
    const there = { type: 'connect_agent', elsewhere: true };
    expect(after(started, failed('refused')).effects).toEqual([there]);
    expect(after(started, failed('unavailable')).types).toEqual(['start_timer']);
    expect(after(started, failed('unavailable'), fired('retry'), failed('unavailable')).effects).toEqual([there]);
    expect(after(...saying, failed('unavailable'), fired('retry'), failed('unavailable')).effects).toEqual([there]);
  });
});

describe('a greeting of ours', () => {
  const opened: CallEvent[] = [
    { type: 'agent_audible' },
    { type: 'started', resumed: false, remainingMs: 1_800_000, weCalled: false, greeted: true },
  ];

  it('is not followed by another, nor spoken over by words about trouble', () => {
    const ready = after(...opened, { type: 'agent_ready', silentMs: 0 });
    expect(ready.state).toMatchObject({ phase: 'talking', owesReply: false, agentIsAudible: true });
    const trouble = after(...opened, fired('trouble'));
    expect(trouble.effects).toEqual([{ type: 'start_timer', timer: 'trouble', ms: 500 }]);
    const silent = after(...opened, { type: 'agent_silent', complete: true }, fired('trouble'));
    expect(silent.effects).toContainEqual({ type: 'play', phrase: 'connecting_trouble' });
  });
});

describe('words about trouble', () => {
  it('come two seconds after the last sound at most, and not over a caller who speaks', () => {
    const lost = (silentMs: number) => after(...saying, { ...unavailable, silentMs });
    expect(lost(0).effects).toContainEqual({ type: 'start_timer', timer: 'trouble', ms: 1500 });
    expect(lost(1000).effects).toContainEqual({ type: 'start_timer', timer: 'trouble', ms: 700 });
    expect(lost(5000).effects).toContainEqual({ type: 'start_timer', timer: 'trouble', ms: 50 });
    const speaking = after(...saying, unavailable, { ...fired('trouble'), quietMs: 100 } as CallEvent);
    expect(speaking.effects).toEqual([{ type: 'start_timer', timer: 'trouble', ms: 500 }]);
  });

  it('are followed by others while it lasts', () => {
    const again = after(...saying, unavailable, fired('trouble'), fired('trouble'));
    expect(again.effects).toEqual([{ type: 'play', phrase: 'still_connecting' }]);
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

  it('is said by us when the agent does not begin, or is gone', () => {
    expect(after(...goodbye, fired('farewell')).effects).toContainEqual({ type: 'play', phrase: 'goodbye' });
    expect(after(...goodbye, unavailable).effects).toContainEqual({ type: 'play', phrase: 'goodbye' });
  });

  it('is not waited for for ever', () => {
    expect(after(...goodbye, fired('farewell'), fired('farewell')).state.phase).toBe('ended');
    expect(after(...farewell, fired('farewell')).state.phase).toBe('closing');
    expect(after(...farewell, fired('farewell_cap')).state.phase).toBe('ended');
  });

  it('is called off when the caller speaks again', () => {
    const back = after(
      ...farewell,
      { type: 'caller_started_speaking', cut: true },
      { type: 'caller_said', quietMs: 300 },
    );
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
    expect(after(...saying, { type: 'carrier_stopped' }, { type: 'caller_said', quietMs: 300 }).effects).toEqual([]);
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
    expect(after(...greeted, wish, { type: 'caller_said', quietMs: 300 }).types).toEqual([]);
    const heard = after(...greeted, wish, { type: 'agent_silent', complete: true });
    expect(heard.state.phase).toBe('ended');
    expect(heard.effects).toContainEqual({ type: 'plan_handover', reason: 'keypad', summary: null });
    expect(heard.types.indexOf('plan_handover')).toBeLessThan(heard.types.indexOf('close_stream'));
  });

  it('works before there is an agent, and lets the agent finish its sentence when it is the agent’s idea', () => {
    expect(
      after({ type: 'started', resumed: false, remainingMs: 1_800_000, weCalled: false, greeted: false }, wish).state
        .phase,
    ).toBe('handing_over');
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
    expect(after(...greeted, fired('limit_warning')).effects).toEqual([{ type: 'play', phrase: 'limit_warning' }]);
    expect(after(...greeted, { type: 'agent_audible' }, fired('limit_warning')).types).toEqual(['start_timer']);
    const over = after(...greeted, fired('limit'), { type: 'agent_audible' }, { type: 'caller_said', quietMs: 300 });
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
    { type: 'started', resumed: false, remainingMs: 1_800_000, weCalled: true, greeted: false },
    { type: 'agent_ready', silentMs: 0 },
  ];

  it('waits a moment for a hello, and begins by itself when none comes', () => {
    expect(after(...pickedUp).effects).toContainEqual({ type: 'start_timer', timer: 'opening_words', ms: 1500 });
    expect(after(...pickedUp, fired('opening_words')).effects).toEqual([{ type: 'say_opening' }]);
    const hello = after(...pickedUp, { type: 'caller_started_speaking', cut: true });
    expect(hello.effects).toContainEqual({ type: 'stop_timer', timer: 'opening_words' });
    const half: CallEvent[] = [
      ...pickedUp,
      { type: 'caller_started_speaking', cut: false },
      { type: 'timer_fired', timer: 'no_words', quietMs: 1300, voicedMs: 200 },
    ];
    expect(after(...half).effects).toEqual([{ type: 'start_timer', timer: 'opening_words', ms: 200 }]);
    expect(after(...half, fired('opening_words'), { type: 'agent_spoke' }).state).toMatchObject({ opensCall: false });
  });
});
