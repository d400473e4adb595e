import type { ListenEvent } from '../listening/recognizer.port.js';
import { isBackchannel } from './backchannels.policy.js';
import { isInsideDigits, looksComplete } from './completeness.policy.js';
import {
  hear,
  NOTHING_HEARD,
  onAnotherStream,
  onUtteranceEnd,
  onVoice,
  settled,
  textOf,
  type Hearing,
  type WordsEvent,
} from './hearing.reducer.js';
import type { TurnLimits } from './turn.limits.js';
import type { TurnAct, TurnSignal, TurnTimer } from './turn-taking.types.js';
import { sameWords, wordsOf } from './words.policy.js';

/**
 * When the caller's turn begins, and when it is over.
 *
 * A turn begins with words, never with a mere voice, which may be noise. While the agent speaks it takes words that ask for the
 * floor: "mhm" does not. If the agent has done speaking within a moment of it, it was an answer all the same.
 *
 * **A turn that goes on.** The recogniser may take a breath for an end. Until the agent is heard, more words open the turn again:
 * `caller_began` a second time, upon which the answer in the making is void, and later one more `turn_over` with *all* words. So a
 * split utterance is answered once. Once the agent is heard, words are a turn of their own.
 *
 * **A turn that is spoken over.** When a turn seems to come to nothing, our side may go on speaking before it is over. What comes of
 * it then asks for the floor anew: `caller_began` once more, and it is a turn like any other; "um" and nothing else is none.
 */
export interface Turn {
  /**
   * - `quiet`: no words.
   * - `aside`: words that don't ask for the floor, while the agent speaks.
   * - `speaking`: the caller has the floor.
   * - `over`: the turn is over, and nothing of the answer was heard yet.
   */
  phase: 'quiet' | 'aside' | 'speaking' | 'over';
  hearing: Hearing;
  agentSpeaks: boolean;
  /** The agent began to speak while the caller had the floor, and still does. */
  isSpokenOver: boolean;
  /** The words that an answer is prepared to. */
  guess: string | null;
  /** What was said under the agent's words, a moment ago. */
  murmur: { text: string; languages: readonly string[] } | null;
  armed: readonly TurnTimer[];
}

export interface TurnStep {
  turn: Turn;
  acts: readonly TurnAct[];
}

export const QUIET_TURN: Turn = {
  phase: 'quiet',
  hearing: NOTHING_HEARD,
  agentSpeaks: false,
  isSpokenOver: false,
  guess: null,
  murmur: null,
  armed: [],
};

/** Whoever answers a question in its last words. */
const MURMUR_COUNTS_FOR_MS = 1200;

export function reduceTurn(turn: Turn, signal: TurnSignal, limits: TurnLimits): TurnStep {
  switch (signal.type) {
    case 'listened':
      return listened(turn, signal.event, limits);
    case 'agent_began':
      return agentBegan({ ...turn, agentSpeaks: true });
    case 'agent_fell_silent':
      return fellSilent({ ...turn, agentSpeaks: false, isSpokenOver: false });
    case 'end_asked':
      return over(turn);
    case 'timer_fired':
      if (!turn.armed.includes(signal.timer)) return step(turn);
      return timed({ ...turn, armed: turn.armed.filter((timer) => timer !== signal.timer) }, signal.timer);
  }
}

function timed(turn: Turn, timer: TurnTimer): TurnStep {
  return timer === 'murmur' ? step({ ...turn, murmur: null }) : over(turn);
}

function agentBegan(turn: Turn): TurnStep {
  if (turn.phase === 'over') return step(settledTurn(turn));
  if (turn.phase !== 'speaking') return step(turn);
  return withdrawn({ ...turn, isSpokenOver: true });
}

function listened(turn: Turn, event: ListenEvent, limits: TurnLimits): TurnStep {
  switch (event.type) {
    case 'speech_began':
      return step({ ...turn, hearing: onVoice(turn.hearing) });
    case 'stream_replaced':
      return step({ ...turn, hearing: onAnotherStream(turn.hearing) });
    case 'utterance_ended':
      return utteranceEnded({ ...turn, hearing: onUtteranceEnd(turn.hearing) }, limits);
    case 'turn_resumed':
      return then(withdrawn(turn), (next) => goesOn(next, limits));
    default:
      return heard(turn, event, limits);
  }
}

function heard(turn: Turn, event: WordsEvent, limits: TurnLimits): TurnStep {
  const hearing = hear(turn.hearing, event);
  if (!hearing) return step(turn);
  const isSame = sameWords(textOf(hearing), textOf(turn.hearing));
  if (isSame) return ended({ ...turn, hearing }, event, limits);
  const taken = then(withoutMurmur({ ...turn, hearing }), (next) => wordsCame(turn, next, event, limits));
  return then(taken, (next) => ended(next, event, limits));
}

/** More words, or other ones. */
function wordsCame(before: Turn, turn: Turn, event: WordsEvent, limits: TurnLimits): TurnStep {
  const text = textOf(turn.hearing);
  const isAside = text === '' || (turn.agentSpeaks && isBackchannel(text));
  switch (turn.phase) {
    case 'quiet':
    case 'aside':
      if (isAside) return waiting({ ...turn, phase: text === '' ? 'quiet' : 'aside' }, event, limits);
      return then(step({ ...turn, phase: 'speaking' }, { type: 'caller_began' }), (next) =>
        waiting(next, event, limits),
      );
    case 'over':
      if (addsNothing(textOf(before.hearing), text)) return step(turn);
      return then(step({ ...turn, phase: 'speaking' }, { type: 'caller_began' }), (next) =>
        waiting(next, event, limits),
      );
    case 'speaking':
      return then(withdrawn(turn), (next) =>
        then(disarmed(next, 'settle'), (idle) => then(tookTheFloor(idle), (floor) => waiting(floor, event, limits))),
      );
  }
}

/** From who speaks over them. */
function tookTheFloor(turn: Turn): TurnStep {
  if (!turn.isSpokenOver || isBackchannel(textOf(turn.hearing))) return step(turn);
  return step({ ...turn, isSpokenOver: false }, { type: 'caller_began' });
}

/** What is behind the words of a turn that was over: a correction of its last word, or a murmur. */
function addsNothing(before: string, now: string): boolean {
  const added = wordsOf(now).slice(wordsOf(before).length).join(' ');
  return added === '' || isBackchannel(added);
}

/** Does the event say that the turn is over, or may be? */
function ended(turn: Turn, event: WordsEvent, limits: TurnLimits): TurnStep {
  if (turn.phase === 'quiet' || turn.phase === 'over') return step(turn);
  switch (event.type) {
    case 'turn_ended':
      return over(turn);
    case 'turn_probably_ended':
      if (turn.phase === 'aside') return step(turn);
      return then(guessed(turn, limits), (next) => armed(next, 'settle', limits.unjudgedMs));
    case 'final':
      if (!event.endsSpeech) return step(turn);
      if (looksComplete(textOf(turn.hearing))) return over(turn);
      return turn.phase === 'aside' ? step(turn) : guessed(turn, limits);
    default:
      return step(turn);
  }
}

/** A probable end was none. */
function goesOn(turn: Turn, { unjudgedMs }: TurnLimits): TurnStep {
  if (turn.phase !== 'speaking') return step(turn);
  return then(disarmed(turn, 'settle'), (next) => armed(next, 'lull', unjudgedMs));
}

function utteranceEnded(turn: Turn, { digitsLullMs }: TurnLimits): TurnStep {
  if (turn.phase === 'quiet' || turn.phase === 'over') return step(turn);
  return isInsideDigits(textOf(turn.hearing)) ? armed(turn, 'lull', digitsLullMs) : over(turn);
}

/** What was said under the agent's last words, and what is still being said, may be an answer to them. */
function fellSilent(turn: Turn): TurnStep {
  const { murmur } = turn;
  if (turn.phase === 'aside') return step({ ...turn, phase: 'speaking' }, { type: 'caller_began' });
  if (turn.phase !== 'quiet' || !murmur) return step(turn);
  const begun = then(withoutMurmur(turn), (next) => step(next, { type: 'caller_began' }));
  return then(begun, (next) => toldOver(next, murmur.text, murmur.languages));
}

function withoutMurmur(turn: Turn): TurnStep {
  return disarmed({ ...turn, murmur: null }, 'murmur');
}

function over(turn: Turn): TurnStep {
  if (turn.phase === 'quiet' || turn.phase === 'over') return step(turn);
  const text = textOf(turn.hearing);
  const timeless = then(disarmed(turn, 'lull'), (next) => disarmed(next, 'settle'));
  if (text === '') return then(timeless, (next) => then(withdrawn(next), (bare) => step(settledTurn(bare))));
  if (turn.phase === 'aside' || (turn.isSpokenOver && isBackchannel(text))) return then(timeless, murmured);
  const idle = then(timeless, tookTheFloor);
  const { languages } = turn.hearing;
  if (turn.guess !== null && sameWords(turn.guess, text))
    return then(idle, (next) => toldOver(next, turn.guess ?? text, languages));
  return then(idle, (next) => then(withdrawn(next), (bare) => toldOver(bare, text, languages)));
}

function murmured(turn: Turn): TurnStep {
  const { languages } = turn.hearing;
  const murmur = { text: textOf(turn.hearing), languages };
  return then(withdrawn(turn), (bare) => armed({ ...settledTurn(bare), murmur }, 'murmur', MURMUR_COUNTS_FOR_MS));
}

function toldOver(turn: Turn, text: string, languages: readonly string[]): TurnStep {
  return step({ ...turn, phase: 'over', guess: null }, { type: 'turn_over', text, languages });
}

function settledTurn(turn: Turn): Turn {
  return { ...turn, phase: 'quiet', isSpokenOver: false, hearing: settled(turn.hearing) };
}

function guessed(turn: Turn, { mayGuess }: TurnLimits): TurnStep {
  const text = textOf(turn.hearing);
  if (!mayGuess || text === '' || (turn.guess !== null && sameWords(turn.guess, text))) return step(turn);
  return then(withdrawn(turn), (next) => step({ ...next, guess: text }, { type: 'guess', text }));
}

function withdrawn(turn: Turn): TurnStep {
  return turn.guess === null ? step(turn) : step({ ...turn, guess: null }, { type: 'withdraw' });
}

/** Behind whatever the recogniser may say next. */
function waiting(turn: Turn, event: WordsEvent, limits: TurnLimits): TurnStep {
  const text = textOf(turn.hearing);
  if (turn.phase === 'quiet') return disarmed(turn, 'lull');
  const isJudged = event.type !== 'interim' && event.type !== 'final';
  const lullMs = isInsideDigits(text) ? limits.digitsLullMs : limits.lullMs;
  return armed(turn, 'lull', isJudged ? limits.unjudgedMs : lullMs);
}

function armed(turn: Turn, timer: TurnTimer, afterMs: number): TurnStep {
  const others = turn.armed.filter((one) => one !== timer);
  return step({ ...turn, armed: [...others, timer] }, { type: 'arm', timer, afterMs });
}

function disarmed(turn: Turn, timer: TurnTimer): TurnStep {
  if (!turn.armed.includes(timer)) return step(turn);
  return step({ ...turn, armed: turn.armed.filter((one) => one !== timer) }, { type: 'disarm', timer });
}

const step = (turn: Turn, ...acts: TurnAct[]): TurnStep => ({ turn, acts });

function then(before: TurnStep, go: (turn: Turn) => TurnStep): TurnStep {
  const after = go(before.turn);
  return { turn: after.turn, acts: [...before.acts, ...after.acts] };
}
