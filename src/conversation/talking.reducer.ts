import type { PhraseId } from '../profiles/phrase.catalogue.js';
import { beginClosing, leave } from './closing.reducer.js';
import { handOn, start, stay, step, stop, type EventOf, type Talking } from './call-flow-steps.builder.js';
import type { CallEffect, CallEvent, Step } from './call-flow.types.js';
import { handOver } from './handing-over.reducer.js';
import { recover, renew } from './opening.reducer.js';
import {
  awaitReply,
  COUGH_AT_MOST_MS,
  FORCE_END_AFTER_MS,
  lookAgain,
  LOOK_AGAIN_SOONEST_MS,
  MUTED_LINE_MS,
  NOISE_OVER_MS,
  replyLostAfter,
  SILENCE_MS,
} from './talking.limits.js';

const MAX_NUDGES = 2;
const MAX_FAILED_TURNS = 3;

/** A tool is asked to be ready by then; otherwise the caller hears that it takes a moment. */
const TOOL_FILLER_AFTER_MS = 1200;
const FILLER_AFTER_SOUND_MS = 1400;
const FILLER_AGAIN_MS = 4500;
/** Behind a result of a tool; after a filler the caller knows that something is going on. */
const FILLER_AFTER_RESULT_MS = [1500, 3000];
const FILLERS: readonly PhraseId[] = ['filler', 'filler_second'];

/** Somebody makes a noise, yet no words come. */
const NOISE_WITHOUT_WORDS_MS = 15_000;
const ACKNOWLEDGE_AFTER_MS = 1700;
const FORCED_WORDS_WITHIN_MS = 1000;

/** Half a hello, cut by the moment at which the line was switched through, is enough to begin. */
const WORDS_AFTER_HELLO_MS = 200;

const MUTED_LOOK_AGAIN_MS = 10_000;

const WARN_AGAIN_MS = 500;

/** Whoever was asked something has begun to answer by then, or is thinking. */
const QUIET_FOR_MS = 2500;

/** Caller and agent are on the line. */
export function talking(state: Talking, event: CallEvent): Step {
  switch (event.type) {
    case 'caller_started_speaking':
      return callerStarted(state, event.cut);
    case 'caller_said':
      return step(
        {
          ...state,
          opensCall: false,
          callerIsSpeaking: false,
          nudges: 0,
          owesReply: true,
          replyStopped: false,
          cutReply: false,
          fillers: 0,
        },
        ...stop('no_words'),
        ...awaitReply(event.quietMs),
        start('silence', SILENCE_MS),
        start('muted', MUTED_LINE_MS),
      );
    case 'agent_spoke':
      return agentSpoke(state);
    case 'agent_audible':
      return step({ ...state, agentIsAudible: true }, ...stop('silence'));
    case 'agent_silent':
      return agentSilent({ ...state, agentIsAudible: false }, event.complete);
    case 'reply_whole':
      return replyWhole(state);
    case 'say_refused':
      return step({ ...state, awaitsLine: false });
    case 'tool_started':
      return toolStarted(state);
    case 'tool_finished':
      return toolFinished(state, event.answered);
    case 'end_requested':
      return beginClosing(state, 'answered');
    case 'agent_failed':
      return recover(event, event.isWhole && hasTheFloor(state) ? 'renewing' : 'recovering', state);
    case 'session_expiring':
      return isQuiet(state) ? renew() : step({ ...state, expiring: true });
    case 'process_ends':
      return processEnds(state, event.silentMs);
    case 'tokens_spent':
      return withFirst(
        { type: 'leave_callback', why: 'limit' },
        leave(state, 'time_limit', event.callsBack ? 'goodbye_callback' : 'goodbye_time_limit'),
      );
    case 'timer_fired':
      return timerFired(state, event);
    case 'turn_judged':
      return judged(state, event.understood);
    default:
      return stay(state);
  }
}

function timerFired(state: Talking, event: EventOf<'timer_fired'>): Step {
  switch (event.timer) {
    case 'filler':
      return filler(state);
    case 'reply_lost':
      return state.owesReply && !state.callerIsSpeaking && state.toolsRunning === 0 ? replyLost(state) : stay(state);
    case 'no_words':
      return state.callerIsSpeaking ? noWords(state, event) : stay(state);
    case 'silence':
      return silence(state);
    case 'muted':
      if (state.agentIsAudible || state.toolsRunning > 0) return step(state, start('muted', MUTED_LOOK_AGAIN_MS));
      return leave(state, 'no_input', 'goodbye_no_input');
    case 'opening_words':
      return step({ ...state, opensCall: false, awaitsLine: true }, { type: 'say_opening' });
    case 'limit_warning': // not into the middle of a sentence
      if (state.agentIsAudible || state.callerIsSpeaking) return step(state, start('limit_warning', WARN_AGAIN_MS));
      return step(state, { type: 'play', phrase: 'limit_warning' });
    case 'limit':
      return leave(state, 'time_limit', 'goodbye_time_limit');
    default:
      return stay(state);
  }
}

// ── The caller speaks ───────────────────────────────────────────────────────────────────────────────────────────────

function callerStarted(state: Talking, cut: boolean): Step {
  const cutReply = state.cutReply || cut || state.owesReply || state.awaitsLine || state.toolsRunning > 0;
  return step(
    { ...state, callerIsSpeaking: true, agentIsAudible: false, cutReply, unendedTurn: 'untouched' },
    { type: 'clear_playback' },
    ...stop('opening_words', 'filler', 'reply_lost'),
    start('no_words', NOISE_OVER_MS),
    start('silence', NOISE_WITHOUT_WORDS_MS),
  );
}

/** The provider has heard somebody begin, and has told no words since. */
function noWords(state: Talking, { quietMs, voicedMs, agentQuietMs }: EventOf<'timer_fired'>): Step {
  if (quietMs < NOISE_OVER_MS) return step(state, lookAgain(NOISE_OVER_MS - quietMs));
  if (voicedMs <= COUGH_AT_MOST_MS) return afterCough({ ...state, callerIsSpeaking: false }, agentQuietMs);
  switch (state.unendedTurn) {
    case 'untouched': // somebody who thinks in mid-sentence is told that we listen
      if (quietMs < ACKNOWLEDGE_AFTER_MS) return step(state, lookAgain(ACKNOWLEDGE_AFTER_MS - quietMs));
      return step(
        { ...state, unendedTurn: 'acknowledged' },
        { type: 'play', phrase: 'listening' },
        start('no_words', FORCE_END_AFTER_MS),
      );
    case 'acknowledged':
      return step({ ...state, unendedTurn: 'forced' }, { type: 'end_turn' }, start('no_words', FORCED_WORDS_WITHIN_MS));
    case 'forced':
      return step(
        { ...state, callerIsSpeaking: false, owesReply: false, cutReply: false, expiring: true }, // it may be the session that is lost
        { type: 'count', what: 'turn_lost' },
        { type: 'play', phrase: 'say_again' },
        start('silence', SILENCE_MS),
      );
  }
}

/** A noise is no turn. What it has cut goes on, and the silence since our last word: there may be noise every few seconds. */
function afterCough(state: Talking, agentQuietMs: number): Step {
  if (state.opensCall) return step(state, start('opening_words', WORDS_AFTER_HELLO_MS));
  if (!state.cutReply) return step(state, start('silence', Math.max(LOOK_AGAIN_SOONEST_MS, SILENCE_MS - agentQuietMs)));
  const again: CallEffect = { type: state.owesReply || state.toolsRunning > 0 ? 'hear_again' : 'resume_reply' };
  return step(
    { ...state, cutReply: false, owesReply: true },
    { type: 'count', what: 'cough' },
    ...(state.toolsRunning > 0 ? [] : [again]), // the tool's result is answered as if nothing had been
    ...awaitReply(0),
    start('silence', SILENCE_MS),
  );
}

// ── The agent speaks ────────────────────────────────────────────────────────────────────────────────────────────────

function agentSpoke(state: Talking): Step {
  return step(
    {
      ...state,
      opensCall: false,
      callerIsSpeaking: false, // whoever is answered has finished, also when we were not told
      cutReply: false,
      owesReply: false,
      replyStopped: false,
      awaitsLine: false,
      fillers: 0,
      lostReplies: state.owesReply ? 0 : state.lostReplies, // a line of ours is no reply
    },
    ...stop('filler', 'reply_lost', 'no_words'),
  );
}

function agentSilent(state: Talking, complete: boolean): Step {
  if (state.callerIsSpeaking) return stay(state);
  if (!complete && state.toolsRunning === 0 && !state.owesReply) return replyStopped(state);
  if (state.expiring && isQuiet(state)) return renew();
  const waits = state.owesReply || state.toolsRunning > 0;
  return step(
    state,
    ...(waits && state.fillers < FILLERS.length
      ? [start('filler', state.fillers === 0 ? FILLER_AFTER_SOUND_MS : FILLER_AGAIN_MS)]
      : []),
    ...(state.toolsRunning > 0 ? [] : [start('silence', SILENCE_MS)]),
  );
}

/** The rest may only be late; the provider may also be gone without a word. */
function replyStopped(state: Talking): Step {
  return step(
    { ...state, owesReply: true, replyStopped: true },
    start('filler', FILLER_AFTER_SOUND_MS),
    replyLostAfter(),
    start('silence', SILENCE_MS),
  );
}

/** It had come to its end after all. */
function replyWhole(state: Talking): Step {
  if (!state.replyStopped) return stay(state);
  return step({ ...state, owesReply: false, replyStopped: false }, ...stop('filler', 'reply_lost'));
}

/**
 * While the stream changes nobody is heard. So the call is left when the caller has just spoken and waits, or when both have been
 * silent for so long that they will not speak at this very moment; not when they have just been asked.
 */
function processEnds(state: Talking, silentMs: number): Step {
  if (awaitsReply(state)) return handOn('resume_owed');
  return isQuiet(state) && silentMs >= QUIET_FOR_MS ? handOn('resume') : stay(state);
}

/** The caller has spoken, and nothing has been done or said about it. */
const awaitsReply = (state: Talking): boolean =>
  state.owesReply &&
  !state.callerIsSpeaking &&
  !state.agentIsAudible &&
  !state.awaitsLine &&
  !state.replyStopped &&
  state.toolsRunning === 0;

const isQuiet = (state: Talking): boolean => !state.agentIsAudible && hasTheFloor(state);

/** Nothing is owed to the caller, who may speak or not. */
const hasTheFloor = (state: Talking): boolean =>
  !state.callerIsSpeaking && !state.owesReply && !state.awaitsLine && state.toolsRunning === 0;

function filler(state: Talking): Step {
  const waits = state.owesReply || state.toolsRunning > 0;
  const phrase = FILLERS[state.fillers];
  if (!waits || phrase === undefined || state.callerIsSpeaking || state.agentIsAudible) return stay(state);
  return step(
    { ...state, fillers: state.fillers + 1 },
    ...(state.replyStopped ? [{ type: 'give_up_reply' } as const] : []),
    { type: 'count', what: 'slow_reply' },
    { type: 'play', phrase },
  );
}

function toolStarted(state: Talking): Step {
  const isFirst = state.toolsRunning === 0;
  return step(
    { ...state, toolsRunning: state.toolsRunning + 1, replyStopped: false }, // a late end of what was said is no answer
    ...stop('silence', 'reply_lost'),
    // Who waits since their last word has a filler coming already.
    ...(isFirst && !state.owesReply ? [start('filler', TOOL_FILLER_AFTER_MS)] : []),
  );
}

function toolFinished(state: Talking, answered: boolean): Step {
  const toolsRunning = Math.max(0, state.toolsRunning - 1);
  const left = { ...state, toolsRunning };
  if (toolsRunning > 0) return step(left);
  if (!answered) {
    // What it was asked for is still owed: the caller goes on speaking, or the agent is given their turn again.
    return step(
      { ...left, owesReply: true },
      ...(state.callerIsSpeaking ? [] : awaitReply(0)),
      start('silence', SILENCE_MS),
    );
  }
  const fillerMs = FILLER_AFTER_RESULT_MS[Math.min(state.fillers, 1)] ?? 0;
  // Who waits since their last word has a filler coming already.
  const isComing = state.owesReply && state.fillers === 0;
  return step(
    { ...left, owesReply: true },
    ...(isComing ? [] : [start('filler', fillerMs)]),
    replyLostAfter(),
    start('silence', SILENCE_MS),
  );
}

/**
 * The caller was not answered. First another session is given their turn: it may be the session that is lost. Then they are
 * asked to say it again, and in the end a person takes over.
 */
function replyLost(state: Talking): Step {
  const lostReplies = state.lostReplies + 1;
  const counted = { ...state, lostReplies };
  const count: CallEffect = { type: 'count', what: 'reply_lost' };
  if (lostReplies === 1) return replaceSession(counted);
  if (lostReplies > 2)
    return withFirst(count, handOver({ reason: 'no_agent', summary: null, atOnce: false, isWhole: true }));
  return step(
    { ...counted, owesReply: false },
    count,
    { type: 'play', phrase: 'say_again' },
    start('silence', SILENCE_MS),
  );
}

/** The session is there, yet it has stopped speaking, even lines of ours. */
function replaceSession(state: Talking): Step {
  const failure = { kind: 'unavailable', code: 'no_reply' } as const;
  const recovered = recover({ failure, silentMs: Infinity, elsewhere: false }, 'recovering', state);
  return withFirst({ type: 'count', what: 'reply_lost' }, withFirst({ type: 'disconnect_agent' }, recovered));
}

const withFirst = (first: CallEffect, { state, effects }: Step): Step => ({ state, effects: [first, ...effects] });

// ── Nobody speaks ───────────────────────────────────────────────────────────────────────────────────────────────────

/** Nothing was heard from either side for a while. */
function silence(state: Talking): Step {
  if (state.agentIsAudible) return stay(state); // what follows a lead-in without a pause is still being played
  if (state.awaitsLine) return replaceSession(state);
  const quiet = { ...state, callerIsSpeaking: false };
  if (state.nudges >= MAX_NUDGES) return leave(quiet, 'no_input', 'goodbye_no_input');
  const phrase = state.nudges === 0 ? 'still_there_first' : 'still_there_second';
  return step(
    { ...quiet, nudges: state.nudges + 1 },
    { type: 'count', what: 'still_there' },
    { type: 'play', phrase },
    start('silence', SILENCE_MS),
  );
}

/** Three times in a row is enough for any caller: a person takes over. */
function judged(state: Talking, understood: boolean): Step {
  const failedTurns = understood ? 0 : state.failedTurns + 1;
  if (failedTurns < MAX_FAILED_TURNS) return step({ ...state, failedTurns });
  return handOver({ reason: 'failed_turns', summary: null, atOnce: false, isWhole: true });
}
