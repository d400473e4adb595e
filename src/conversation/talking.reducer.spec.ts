import {
  after,
  audible,
  connected,
  fired,
  goodbye,
  greeted,
  interrupts,
  noise,
  plays,
  ready,
  said,
  saying,
  silent,
  spoke,
  started,
  starts,
  stopped,
  toolAnswered,
  toolStarted,
  toolTakenBack,
  unavailable,
} from '../../test/support/call-flow-story.js';
import type { NextStep } from '../calls/calls.types.js';
import type { CallEvent } from './call-flow.types.js';

describe('barge-in', () => {
  it('clears on every user-start, also when it believes that nothing is playing', () => {
    expect(after(...connected, audible, interrupts).effects[0]).toEqual({ type: 'clear_playback' });
    expect(after(...greeted, interrupts).effects[0]).toEqual({ type: 'clear_playback' });
    expect(after(...goodbye, interrupts).effects[0]).toEqual({ type: 'clear_playback' });
  });
});

describe('a silent caller', () => {
  const nudge = [fired('silence'), audible, silent];

  it('is asked twice, then hears a goodbye, and the call ends as no_input', () => {
    expect(after(...greeted, fired('silence')).effects).toContainEqual(plays('still_there_first'));
    expect(after(...greeted, ...nudge, fired('silence')).effects).toContainEqual(plays('still_there_second'));
    const leave = after(...greeted, ...nudge, ...nudge, fired('silence'));
    expect(leave.effects).toContainEqual(plays('goodbye_no_input'));
    const over = after(...greeted, ...nudge, ...nudge, ...nudge);
    expect(over.effects).toContainEqual({ type: 'close_record', ending: 'no_input' });
    expect(over.effects).toContainEqual({ type: 'plan', nextStep: 'hang_up' });
  });

  it('is not asked while the agent is still speaking', () => {
    expect(after(...greeted, audible, fired('silence')).types).toEqual([]);
  });

  it('who says something is not silent any more', () => {
    expect(after(...greeted, ...nudge, ...nudge, said).state).toMatchObject({ phase: 'talking', nudges: 0 });
  });

  it('who only makes noise is asked too', () => {
    expect(after(...greeted, interrupts).effects).toContainEqual(starts('silence', 15_000));
    expect(after(...greeted, interrupts, fired('silence')).effects).toContainEqual(plays('still_there_first'));
  });

  it('is not nudged while a tool runs', () => {
    const running = after(...saying, toolStarted, audible, silent);
    expect(running.effects).not.toContainEqual(starts('silence', 8000));
  });
});

describe('a reply that never comes', () => {
  const lost = (...before: CallEvent[]) => after(...before, fired('reply_lost'));
  const back: CallEvent[] = [fired('retry'), ready];

  it('is asked of a new session, which is given the turn again', () => {
    const first = lost(...saying);
    expect(first.state).toMatchObject({ phase: 'opening', reason: 'recovering', lostReplies: 1 });
    expect(first.types).toEqual(expect.arrayContaining(['count', 'disconnect_agent']));
    expect(after(...saying, fired('reply_lost'), ...back).types).toContain('take_up_thread');
  });

  it('is asked of the caller the second time, and the third time a person takes over', () => {
    const second = lost(...saying, fired('reply_lost'), ...back);
    expect(second.effects).toContainEqual(plays('say_again'));
    const third = lost(...saying, fired('reply_lost'), ...back, fired('reply_lost'), said);
    expect(third.state).toMatchObject({ phase: 'handing_over', reason: 'no_agent' });
  });

  it('is forgotten once a reply has come', () => {
    const answered = after(...saying, fired('reply_lost'), ...back, spoke);
    expect(answered.state).toMatchObject({ phase: 'talking', lostReplies: 0, owesReply: false });
  });

  it('is no matter of a caller who goes on speaking, nor of one who waits for a tool', () => {
    expect(lost(...saying, noise).types).toEqual([]);
    expect(lost(...saying, toolStarted).types).toEqual([]);
  });

  it('replaces a session that does not even speak our own lines', () => {
    const asked: CallEvent[] = [started({ weCalled: true }), ready, fired('opening_words')];
    expect(after(...asked, fired('silence')).state).toMatchObject({ phase: 'opening', reason: 'recovering' });
  });
});

describe('a caller who waits', () => {
  it('hears something within two seconds of their last word, and once more when it takes longer', () => {
    expect(after(...greeted, { type: 'caller_said', quietMs: 700 }).effects).toContainEqual(starts('filler', 1000));
    expect(after(...greeted, { type: 'caller_said', quietMs: 4000 }).effects).toContainEqual(starts('filler', 300));
    const first = after(...saying, fired('filler'));
    expect(first.effects).toContainEqual(plays('filler'));
    const heard: CallEvent[] = [audible, silent];
    expect(after(...saying, fired('filler'), ...heard).effects).toContainEqual(starts('filler', 4500));
    const second = after(...saying, fired('filler'), ...heard, fired('filler'));
    expect(second.effects).toContainEqual(plays('filler_second'));
    expect(after(...saying, fired('filler'), ...heard, fired('filler'), ...heard, fired('filler')).types).toEqual([]);
  });

  it('for a tool hears it after 1.2 s, or after the words with which the agent went to look', () => {
    const looking: CallEvent[] = [...saying, spoke, audible, toolStarted];
    expect(after(...looking).effects).toContainEqual(starts('filler', 1200));
    expect(after(...looking, fired('filler')).types).toEqual([]);
    expect(after(...looking, silent).effects).toContainEqual(starts('filler', 1400));
    expect(after(...looking, toolStarted).types).not.toContain('start_timer');
  });

  it('hears it no later because a tool has been asked meanwhile', () => {
    expect(after(...saying, toolStarted, toolAnswered).effects).not.toContainEqual(starts('filler', 1500));
    expect(after(...saying, spoke, toolStarted, toolAnswered).effects).toContainEqual(starts('filler', 1500));
    const twice = [...saying, fired('filler'), audible, silent, toolStarted, toolAnswered];
    expect(after(...twice).effects).toContainEqual(starts('filler', 3000));
  });

  it('hears no filler once the answer is there, nor while speaking', () => {
    expect(after(...saying, spoke).effects).toContainEqual({ type: 'stop_timer', timer: 'filler' });
    expect(after(...saying, noise, fired('filler')).types).toEqual([]);
  });

  it('in the middle of a reply that has stopped hears something too, and is given the whole of it in the end', () => {
    const broken = [...saying, spoke, audible, stopped];
    expect(after(...broken).effects).toEqual([
      starts('filler', 1400),
      starts('reply_lost', 6000),
      starts('silence', 8000),
    ]);
    expect(after(...broken).state).toMatchObject({ owesReply: true });
    expect(after(...broken, spoke).state).toMatchObject({ owesReply: false });
    expect(after(...broken, fired('filler')).types).toEqual(['give_up_reply', 'count', 'play']);
    expect(after(...saying, fired('filler')).types).toEqual(['count', 'play']);
    expect(after(...broken, fired('reply_lost')).state).toMatchObject({ phase: 'opening', owed: true });
  });

  it('is owed nothing when the provider says late that the reply was whole', () => {
    const broken = [...saying, spoke, audible, stopped];
    const whole = after(...broken, { type: 'reply_whole' });
    expect(whole.state).toMatchObject({ owesReply: false });
    expect(whole.effects).toContainEqual({ type: 'stop_timer', timer: 'filler' });
    expect(after(...saying, { type: 'reply_whole' }).state).toMatchObject({ owesReply: true });
  });

  it('is owed the answer of a tool also when the words before it are told to be whole late', () => {
    const asked = [...saying, spoke, audible, stopped, toolStarted, toolAnswered];
    const late = after(...asked, { type: 'reply_whole' });
    expect(late.state).toMatchObject({ owesReply: true });
    expect(late.types).toEqual([]);
  });

  it('for a lost session hears something within two seconds of the last sound, not of the new session', () => {
    const back = (silentMs: number) => after(...saying, unavailable, fired('retry'), { type: 'agent_ready', silentMs });
    expect(back(1000).effects).toContainEqual(starts('filler', 700));
    expect(back(5000).effects).toContainEqual(starts('filler', 300));
  });

  it('is owed a reply once the last tool is done', () => {
    const tools: CallEvent[] = [...saying, toolStarted, toolStarted];
    expect(after(...tools, toolAnswered).state).toMatchObject({ toolsRunning: 1 });
    expect(after(...tools, toolAnswered, toolAnswered).state).toMatchObject({ toolsRunning: 0, owesReply: true });
    expect(after(...tools, toolAnswered, toolAnswered).effects).toContainEqual(starts('reply_lost', 6000));
  });

  it('is still owed it when the request was taken back', () => {
    const asked: CallEvent[] = [...saying, spoke, toolStarted];
    const back = after(...asked, toolTakenBack);
    expect(back.state).toMatchObject({ toolsRunning: 0, owesReply: true });
    expect(back.effects).toContainEqual(starts('reply_lost', 6000));
  });
});

describe('a noise that is no turn', () => {
  const cough = { ...fired('no_words'), quietMs: 1500, voicedMs: 400 };
  const speech = (quietMs: number): CallEvent => ({ ...fired('no_words'), quietMs });
  const spoken: CallEvent[] = [...saying, spoke];
  const cut: CallEvent[] = [...spoken, audible, interrupts];

  it('lets the reply that it cut go on', () => {
    const coughed = after(...cut, cough);
    expect(coughed.types).toContain('resume_reply');
    expect(coughed.state).toMatchObject({ callerIsSpeaking: false, cutReply: false, owesReply: true });
    expect(coughed.effects).toContainEqual({ type: 'count', what: 'cough' });
  });

  it('has the turn answered whose reply it kept from beginning', () => {
    expect(after(...saying, noise, cough).types).toContain('hear_again');
    const asked: CallEvent[] = [...spoken, toolStarted, noise];
    expect(after(...asked, toolTakenBack, cough).types).toContain('hear_again');
    const running = after(...asked, cough);
    expect(running.types).not.toContain('hear_again');
    expect(running.types).not.toContain('resume_reply');
  });

  it('changes nothing when nothing was being said', () => {
    expect(after(...spoken, noise, { ...cough, agentQuietMs: 0 }).effects).toEqual([starts('silence', 8000)]);
  });

  it('does not begin the silence anew: there may be noise every few seconds, and no word', () => {
    expect(after(...spoken, noise, { ...cough, agentQuietMs: 6000 }).effects).toEqual([starts('silence', 2000)]);
    expect(after(...spoken, noise, { ...cough, agentQuietMs: 9000 }).effects).toEqual([starts('silence', 200)]);
  });

  it('does not bring an old reply back once words have come', () => {
    expect(after(...cut, said).state).toMatchObject({ cutReply: false });
    expect(after(...cut, said, cough).types).toEqual([]);
  });

  it('is not decided while there is still voice', () => {
    expect(after(...cut, { ...cough, quietMs: 500 }).effects).toEqual([starts('no_words', 700)]);
  });

  it('is told from a pause in a sentence: somebody who thinks hears that we listen, and gets the time', () => {
    expect(after(...cut, speech(1300)).effects).toEqual([starts('no_words', 400)]);
    const pausing = after(...cut, speech(1700));
    expect(pausing.effects).toContainEqual(plays('listening'));
    expect(pausing.state).toMatchObject({ callerIsSpeaking: true });
    expect(after(...cut, speech(1700), audible, said).state).toMatchObject({ owesReply: true });
  });

  it('ends a turn that the provider does not end, and asks when even that brings no words', () => {
    expect(after(...cut, speech(1700), speech(7000)).types).toContain('end_turn');
    const asked = after(...cut, speech(1700), speech(7000), speech(8000));
    expect(asked.effects).toContainEqual(plays('say_again'));
    expect(asked.effects).toContainEqual({ type: 'count', what: 'turn_lost' });
  });

  it('has another session hear whoever was asked to say it again', () => {
    const asked = [...cut, speech(1700), speech(7000), speech(8000), audible] as const;
    expect(after(...asked).types).not.toContain('disconnect_agent');
    expect(after(...asked, silent).types).toEqual(expect.arrayContaining(['disconnect_agent', 'connect_agent']));
  });

  it('is over when the agent answers, also when no words were told', () => {
    expect(after(...cut, spoke).state).toMatchObject({ callerIsSpeaking: false, cutReply: false });
  });
});

describe('a muted line', () => {
  it('is left a minute after the last word, whatever noise there is', () => {
    expect(after(...saying).effects).toContainEqual(starts('muted', 60_000));
    expect(after(...greeted, noise, fired('muted')).state).toMatchObject({ phase: 'closing', ending: 'no_input' });
    expect(after(...greeted, audible, fired('muted')).state.phase).toBe('talking');
  });
});

describe('a session that may not last', () => {
  const spoken: CallEvent[] = [spoke, audible, silent];
  const calm: CallEvent[] = [...saying, ...spoken];

  it('is replaced at once when nobody speaks, and otherwise when the agent has finished', () => {
    expect(after(...calm, { type: 'session_expiring' }).state).toMatchObject({ phase: 'opening', reason: 'renewing' });
    const waiting: CallEvent[] = [...saying, { type: 'session_expiring' }];
    expect(after(...waiting).state).toMatchObject({ phase: 'talking', expiring: true });
    expect(after(...waiting, ...spoken).state).toMatchObject({ phase: 'opening', reason: 'renewing' });
  });

  it('is replaced without a word', () => {
    const back = after(...calm, { type: 'session_expiring' }, ready);
    expect(back.state).toMatchObject({ phase: 'talking', owesReply: false });
    expect(back.types).not.toContain('take_up_thread');
  });
});

describe('a process that ends', () => {
  const calm: CallEvent[] = [...saying, spoke, audible, silent];
  const ends = (silentMs: number): CallEvent => ({ type: 'process_ends', silentMs, atOnce: false });
  const leaving = (nextStep: NextStep) => [
    { type: 'plan', nextStep },
    { type: 'close_stream' },
    { type: 'disconnect_agent' },
  ];

  it('hands its call on when the caller has spoken and nothing was said or done about it', () => {
    const left = after(...saying, ends(0));
    expect(left.state.phase).toBe('ended');
    expect(left.effects.slice(-3)).toEqual(leaving('resume_owed'));
  });

  it('hands it on when both have been silent for a while', () => {
    expect(after(...calm, ends(2500)).effects.slice(-3)).toEqual(leaving('resume'));
  });

  it('keeps it while somebody speaks or has just been asked, and while something is done', () => {
    const busy = [
      [...saying, spoke, audible],
      [...calm, noise],
      [...calm, toolStarted],
      [...saying, toolStarted],
    ];
    for (const story of busy)
      expect(after(...story, ends(5000))).toMatchObject({ state: { phase: 'talking' }, effects: [] });
    expect(after(...calm, ends(2499))).toMatchObject({ state: { phase: 'talking' }, effects: [] });
  });

  it('hands it on in the middle of anything when there is no more time', () => {
    const left = after(...saying, spoke, audible, { type: 'process_ends', silentMs: 0, atOnce: true });
    expect(left.effects.slice(-3)).toEqual(leaving('resume'));
  });

  it('is noticed by nobody: the other one answers what is owed, and says nothing of its own', () => {
    const on = after(started({ resumed: true, handedOn: 'quiet' }), ready);
    expect(on.state).toMatchObject({ phase: 'talking', owesReply: false });
    expect(on.types).not.toContain('take_up_thread');
    const owing = after(started({ resumed: true, handedOn: 'owed' }), ready);
    expect(owing.state).toMatchObject({ phase: 'talking', owesReply: true });
    expect(owing.effects).toContainEqual({ type: 'take_up_thread', apology: false });
  });

  it('is made up for with words when the other one took long to find an agent', () => {
    const late = after(started({ resumed: true, handedOn: 'quiet' }), fired('trouble'), ready);
    expect(late.effects).toContainEqual({ type: 'take_up_thread', apology: true });
    expect(after(started({ resumed: true }), ready).effects).toContainEqual({ type: 'take_up_thread', apology: true });
  });
});

describe('a session that is lost while the caller has the floor', () => {
  const spoken: CallEvent[] = [spoke, audible];
  const whole: CallEvent = { ...unavailable, isWhole: true };

  it('is replaced without a word, also while the reply is still being played', () => {
    const lost = after(...saying, ...spoken, whole);
    expect(lost.state).toMatchObject({ phase: 'opening', reason: 'renewing', agentIsAudible: true });
    const back = after(...saying, ...spoken, whole, fired('retry'), ready);
    expect(back.types).not.toContain('take_up_thread');
  });

  it('is taken up again once the caller has been told of trouble, or when the reply was broken off', () => {
    const told: CallEvent[] = [whole, silent, fired('trouble')];
    expect(after(...saying, ...spoken, ...told, ready).types).toContain('take_up_thread');
    expect(after(...saying, ...spoken, unavailable).state).toMatchObject({ reason: 'recovering' });
    expect(after(...saying, whole).state).toMatchObject({ reason: 'recovering' });
  });
});
