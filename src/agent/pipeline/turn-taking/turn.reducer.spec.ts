import type { ListenEvent } from '../listening/recognizer.port.js';
import { QUIET_TURN, reduceTurn } from './turn.reducer.js';
import { turnLimitsFor } from './turn.limits.js';
import type { TurnSignal } from './turn-taking.types.js';

const limits = turnLimitsFor({ endConfidence: 0.7, eagerConfidence: 0.4, endTimeoutMs: 4000 });

const heard = (event: ListenEvent): TurnSignal => ({ type: 'listened', event });
const interim = (text: string): TurnSignal => heard({ type: 'interim', text });
const final = (text: string, endsSpeech = false): TurnSignal =>
  heard({ type: 'final', text, endsSpeech, languages: ['en'] });
const utteranceEnded = heard({ type: 'utterance_ended' });
const updated = (turn: number, text: string): TurnSignal => heard({ type: 'turn_updated', turn, text });
const probably = (turn: number, text: string): TurnSignal => heard({ type: 'turn_probably_ended', turn, text });
const resumed = (turn: number): TurnSignal => heard({ type: 'turn_resumed', turn });
const ended = (turn: number, text: string): TurnSignal =>
  heard({ type: 'turn_ended', turn, text, languages: ['es', 'en'] });
const agentBegan: TurnSignal = { type: 'agent_began' };
const agentSilent: TurnSignal = { type: 'agent_fell_silent' };
const lull: TurnSignal = { type: 'timer_fired', timer: 'lull' };
const settle: TurnSignal = { type: 'timer_fired', timer: 'settle' };
const murmur: TurnSignal = { type: 'timer_fired', timer: 'murmur' };

/** What is decided, timers left out. */
function story(...signals: readonly TurnSignal[]): string[] {
  return timed(...signals).filter((line) => !line.startsWith('arm') && !line.startsWith('disarm'));
}

function timed(...signals: readonly TurnSignal[]): string[] {
  const told: string[] = [];
  let turn = QUIET_TURN;
  for (const signal of signals) {
    const step = reduceTurn(turn, signal, limits);
    turn = step.turn;
    for (const act of step.acts) {
      if (act.type === 'guess' || act.type === 'turn_over') told.push(`${act.type} ${act.text}`);
      else if (act.type === 'arm') told.push(`arm ${act.timer} ${act.afterMs}`);
      else told.push(act.type === 'disarm' ? `disarm ${act.timer}` : act.type);
    }
  }
  return told;
}

describe('a turn told in stretches of words', () => {
  it('is over when a final ends the speech with a whole sentence', () => {
    expect(story(interim('i need'), final('I need a cleaning.', true))).toEqual([
      'caller_began',
      'turn_over I need a cleaning.',
    ]);
  });

  it('is put together from its finals', () => {
    expect(story(final('I need a cleaning'), interim('on'), final('on Monday.', true))).toEqual([
      'caller_began',
      'turn_over I need a cleaning on Monday.',
    ]);
  });

  it.each([
    ['in the middle of a sentence', 'I need a cleaning on', 'with the'],
    ['inside a phone number', '512 555 010.', '0.'],
  ])('is not over at a breath %s, but an answer is prepared', (_, first, rest) => {
    expect(story(final(first, true), interim(rest))).toEqual(['caller_began', `guess ${first}`, 'withdraw']);
  });

  it('is answered by the guess when nothing more comes', () => {
    expect(story(final('and then', true), utteranceEnded)).toEqual([
      'caller_began',
      'guess and then',
      'turn_over and then',
    ]);
  });

  it.each([
    ['the recogniser says that the utterance has ended', utteranceEnded],
    ['nothing comes at all', lull],
    ['we ask for its end', { type: 'end_asked' } as const],
  ])('is over with words that never became final, when %s', (_, end) => {
    expect(story(interim('on Monday'), end)).toEqual(['caller_began', 'turn_over on Monday']);
  });

  it('waits longer inside a number, whatever says that the utterance has ended', () => {
    expect(timed(interim('five one two'), utteranceEnded, lull)).toEqual([
      'caller_began',
      'arm lull 2500',
      'arm lull 2500',
      'turn_over five one two',
    ]);
  });

  it('does not wait anew for the same words', () => {
    expect(timed(interim('on monday'), interim('On Monday'))).toEqual(['caller_began', 'arm lull 1500']);
  });

  it('is not told again by a final that comes late', () => {
    const over = [interim('on monday'), lull];
    expect(story(...over, final('On Monday.', true))).toHaveLength(2);
    expect(story(...over, agentBegan, final('On Monday.', true), agentSilent, utteranceEnded)).toHaveLength(2);
  });

  it('is a new one when the same word is said again', () => {
    const yes = [heard({ type: 'speech_began' }), final('Yes.', true), utteranceEnded];
    expect(story(...yes, agentBegan, agentSilent, ...yes)).toEqual([
      'caller_began',
      'turn_over Yes.',
      'caller_began',
      'turn_over Yes.',
    ]);
  });

  it('brings what is new of a stretch whose first words were answered', () => {
    const more = final('On Monday. No, Tuesday.', true);
    expect(story(interim('on monday'), lull, agentBegan, more)).toEqual([
      'caller_began',
      'turn_over on monday',
      'caller_began',
      'turn_over No, Tuesday.',
    ]);
  });

  it('is nothing when its words turn out to be none', () => {
    expect(story(interim('the'), interim(''), lull)).toEqual(['caller_began']);
  });
});

describe('a turn that the recogniser judges', () => {
  it('is over when it says so', () => {
    expect(story(updated(0, 'I need'), ended(0, 'I need a cleaning.'))).toEqual([
      'caller_began',
      'turn_over I need a cleaning.',
    ]);
  });

  it('carries its languages', () => {
    const { acts } = reduceTurn(QUIET_TURN, ended(0, 'Hola.'), limits);
    expect(acts.at(-1)).toEqual({ type: 'turn_over', text: 'Hola.', languages: ['es', 'en'] });
  });

  it('is guessed at, and the guess is taken back when the caller goes on', () => {
    const events = [updated(0, 'I need'), probably(0, 'I need'), resumed(0), updated(0, 'I need a cleaning')];
    expect(story(...events, probably(0, 'I need a cleaning'), ended(0, 'I need a cleaning'))).toEqual([
      'caller_began',
      'guess I need',
      'withdraw',
      'guess I need a cleaning',
      'turn_over I need a cleaning',
    ]);
  });

  it('is answered with a guess whose words differ in nothing but their points', () => {
    expect(story(probably(0, 'on monday'), ended(0, 'On Monday.'))).toEqual([
      'caller_began',
      'guess on monday',
      'turn_over on monday',
    ]);
  });

  it('is over when a probable end is neither confirmed nor taken back', () => {
    expect(story(probably(0, 'On Monday.'), settle, ended(0, 'On Monday.'))).toEqual([
      'caller_began',
      'guess On Monday.',
      'turn_over On Monday.',
    ]);
  });

  it('waits for the recogniser’s own limit, and a little', () => {
    expect(timed(updated(0, 'on'))).toEqual(['caller_began', 'arm lull 5000']);
  });

  it('is not answered twice when its end comes late, or again', () => {
    const once = ['caller_began', 'turn_over On Monday.'];
    expect(story(updated(0, 'On Monday.'), lull, agentBegan, ended(0, 'On Monday.'))).toEqual(once);
    expect(story(ended(0, 'On Monday.'), agentBegan, ended(0, 'On Monday.'), updated(0, 'On'))).toEqual(once);
  });

  it('tells only the new words of a turn that went on after its answer began', () => {
    expect(story(updated(3, 'On Monday'), lull, agentBegan, ended(3, 'On Monday or on Tuesday.'))).toEqual([
      'caller_began',
      'turn_over On Monday',
      'caller_began',
      'turn_over or on Tuesday.',
    ]);
  });

  it('keeps the words of a turn whose end was lost', () => {
    expect(story(updated(0, 'On Monday'), updated(1, 'at ten'), ended(1, 'at ten.'))).toEqual([
      'caller_began',
      'turn_over On Monday at ten.',
    ]);
  });

  it('begins anew on another stream, where turns are counted from 0', () => {
    const replaced = heard({ type: 'stream_replaced' });
    expect(story(ended(4, 'Hello.'), agentBegan, agentSilent, replaced, ended(0, 'On Monday.'))).toEqual([
      'caller_began',
      'turn_over Hello.',
      'caller_began',
      'turn_over On Monday.',
    ]);
    expect(story(ended(4, 'Yes.'), agentBegan, replaced, agentSilent, ended(0, 'Yes.'))).toEqual([
      'caller_began',
      'turn_over Yes.',
      'caller_began',
      'turn_over Yes.',
    ]);
    expect(story(updated(4, 'On'), replaced, updated(0, 'On Monday'), ended(0, 'On Monday.'))).toEqual([
      'caller_began',
      'turn_over On Monday.',
    ]);
    expect(story(ended(4, 'Yes.'), agentBegan, replaced, ended(0, 'No.'), agentBegan, ended(1, 'Yes.'))).toEqual([
      'caller_began',
      'turn_over Yes.',
      'caller_began',
      'turn_over No.',
      'caller_began',
      'turn_over Yes.',
    ]);
  });
});

describe('a turn that goes on', () => {
  it('is opened again as long as nothing of the answer was heard, and then told as a whole', () => {
    expect(story(ended(0, 'I need a cleaning.'), updated(1, 'and a'), ended(1, 'and a check-up.'))).toEqual([
      'caller_began',
      'turn_over I need a cleaning.',
      'caller_began',
      'turn_over I need a cleaning. and a check-up.',
    ]);
  });

  it('is not opened again by a murmur', () => {
    expect(story(ended(0, 'I need a cleaning.'), ended(1, 'Okay.'))).toEqual([
      'caller_began',
      'turn_over I need a cleaning.',
    ]);
  });
});

describe('a turn that is spoken over', () => {
  it('asks for the floor anew when more of it comes, and is told as a whole', () => {
    expect(story(updated(0, 'um'), agentBegan, updated(0, 'um Thursday'), ended(0, 'um Thursday.'))).toEqual([
      'caller_began',
      'caller_began',
      'turn_over um Thursday.',
    ]);
  });

  it('is a turn also when its words were there before', () => {
    expect(story(updated(0, 'Thursday'), agentBegan, ended(0, 'Thursday.'))).toEqual([
      'caller_began',
      'caller_began',
      'turn_over Thursday.',
    ]);
  });

  it('is none when a murmur was all', () => {
    expect(story(updated(0, 'um'), agentBegan, ended(0, 'Um.'), murmur, agentSilent)).toEqual(['caller_began']);
  });

  it('goes on as it was when the agent is silent again', () => {
    expect(story(updated(0, 'um'), agentBegan, agentSilent, ended(0, 'Um.'))).toEqual([
      'caller_began',
      'turn_over Um.',
    ]);
  });

  it('has no answer prepared for it', () => {
    expect(story(probably(0, 'Thursday'), agentBegan)).toEqual(['caller_began', 'guess Thursday', 'withdraw']);
  });
});

describe('words under the agent’s', () => {
  it.each(['mhm', 'Uh-huh.', 'Okay, yeah.', 'Sí, vale.'])('do not ask for the floor: %s', (text) => {
    expect(story(agentBegan, updated(0, text), ended(0, text), murmur, agentSilent)).toEqual([]);
    expect(story(agentBegan, interim(text), lull, murmur, agentSilent, final(text, true))).toEqual([]);
  });

  it('are an answer when the agent had only a word left to say', () => {
    expect(timed(agentBegan, ended(0, 'Sí.')).at(-1)).toBe('arm murmur 1200');
    expect(story(agentBegan, ended(0, 'Sí.'), agentSilent)).toEqual(['caller_began', 'turn_over Sí.']);
    expect(story(agentBegan, ended(0, 'Sí.'), updated(1, 'mhm'), agentSilent, ended(1, 'mhm'))).toEqual([
      'caller_began',
      'turn_over mhm',
    ]);
  });

  it('are an answer when the agent is silent', () => {
    expect(story(updated(0, 'Okay.'), ended(0, 'Okay.'))).toEqual(['caller_began', 'turn_over Okay.']);
  });

  it('are an answer when the agent has come to its end meanwhile', () => {
    expect(story(agentBegan, updated(0, 'Okay'), agentSilent, ended(0, 'Okay.'))).toEqual([
      'caller_began',
      'turn_over Okay.',
    ]);
  });

  it('interrupt when they are more than that', () => {
    expect(story(agentBegan, interim('okay but'), interim('okay but not Monday'))).toEqual(['caller_began']);
  });

  it('are needed: a voice alone interrupts nothing', () => {
    expect(story(agentBegan, heard({ type: 'speech_began' }), interim(''))).toEqual([]);
  });
});
