import { assertNever } from '../common/errors/domain.error.js';
import type { AgentFailure } from '../agent/voice-agent.port.js';
import type { PhraseId } from './phrases/phrase.types.js';
import type { CallEffect, CallEvent, CallState, Step, TimerName } from './call-flow.types.js';

/** Waits before the second, third and fourth attempt to reach the agent. */
const RETRY_AFTER_MS = [500, 1000, 2000];
/** The caller hears words of ours if the agent is not there by then: two seconds of silence are too many. */
const TROUBLE_AFTER_MS = 1500;
/** From trouble to the clinic's overflow choice, whatever the attempts are doing. */
const RECOVERY_DEADLINE_MS = 8000;

const SILENCE_MS = 8000;
/** Somebody makes a noise, yet no words come: a muted line with comfort noise must not hold the call for ever. */
const NOISE_WITHOUT_WORDS_MS = 15_000;
const MAX_NUDGES = 2;
const MAX_LOST_REPLIES = 2;

const FILLER_AFTER_MS = 1200;

/** For the model's goodbye to begin: it usually speaks only after `end_call` was answered. */
const FAREWELL_BEGINS_MS = 4000;
/** The goodbye seems over, but the provider has not said so. */
const FAREWELL_SETTLES_MS = 1500;
const FAREWELL_CAP_MS = 20_000;

/** Whoever picks up says hello within that time, or waits to be spoken to. */
const HELLO_WITHIN_MS = 1500;

/** The announcement of a hand-over is short; beyond that its marks were lost. */
const HANDOVER_CAP_MS = 12_000;
const MAX_FAILED_TURNS = 3;

/** The caller is told that long before the call has lasted as long as a call may. */
const LIMIT_WARNING_MS = 60_000;
/** Or as soon as there is somebody to say it. */
const LIMIT_WARNING_AGAIN_MS = 500;

export const ALL_TIMERS: readonly TimerName[] = [
  'retry',
  'trouble',
  'recovery_deadline',
  'silence',
  'filler',
  'farewell',
  'farewell_cap',
  'opening_words',
  'handover_cap',
  'limit_warning',
  'limit',
];

export const initialCall: CallState = { phase: 'opening', reason: 'fresh', attempt: 0, weCalled: false };

/** Decides what a call does next. Pure: time enters as `timer_fired`, the runner performs the effects in their order. */
export function reduceCall(state: CallState, event: CallEvent): Step {
  switch (event.type) {
    case 'carrier_stopped':
      return state.phase === 'ended'
        ? stay(state)
        : end(close(state), { type: 'close_stream' }, { type: 'disconnect_agent' });
    case 'carrier_lost':
      return state.phase === 'ended' ? stay(state) : end({ type: 'disconnect_agent' });
    case 'superseded':
      return state.phase === 'ended' ? stay(state) : end({ type: 'close_stream' }, { type: 'disconnect_agent' });
    case 'handover_requested':
      return state.phase === 'ended' || state.phase === 'handing_over' ? stay(state) : handOver(event);
    default:
  }
  switch (state.phase) {
    case 'opening':
      return opening(state, event);
    case 'talking':
      return talking(state, event);
    case 'closing':
      return closing(state, event);
    case 'handing_over':
      return handingOver(state, event);
    case 'ended':
      return stay(state); // late events are normal, never errors
    default:
      return assertNever(state);
  }
}

type Opening = Extract<CallState, { phase: 'opening' }>;
type Talking = Extract<CallState, { phase: 'talking' }>;
type Closing = Extract<CallState, { phase: 'closing' }>;
type HandingOver = Extract<CallState, { phase: 'handing_over' }>;

function opening(state: Opening, event: CallEvent): Step {
  switch (event.type) {
    case 'started':
      return step(
        { ...state, reason: event.resumed ? 'resumed' : 'fresh', attempt: 1, weCalled: event.weCalled },
        start('trouble', TROUBLE_AFTER_MS),
        start('recovery_deadline', RECOVERY_DEADLINE_MS),
        start('limit_warning', Math.max(0, event.remainingMs - LIMIT_WARNING_MS)),
        start('limit', Math.max(0, event.remainingMs)),
        { type: 'connect_agent' },
      );
    case 'setup_failed':
      return overflow();
    case 'agent_ready':
      return step(
        { ...fresh(), owesReply: state.reason === 'fresh' && !state.weCalled },
        stop('trouble'),
        stop('recovery_deadline'),
        start('silence', SILENCE_MS),
        ...(state.reason === 'fresh' ? [] : [{ type: 'take_up_thread' } as const]),
        ...(state.reason === 'fresh' && state.weCalled ? [start('opening_words', HELLO_WITHIN_MS)] : []),
      );
    case 'agent_failed':
      return retry(state, event.failure);
    case 'timer_fired':
      if (event.timer === 'retry') return step({ ...state, attempt: state.attempt + 1 }, { type: 'connect_agent' });
      if (event.timer === 'trouble') return step(state, { type: 'play', phrase: 'connecting_trouble' });
      if (event.timer === 'recovery_deadline') return overflow();
      if (event.timer === 'limit') return overflow();
      if (event.timer === 'limit_warning') return step(state, start('limit_warning', LIMIT_WARNING_AGAIN_MS));
      return stay(state);
    default:
      return stay(state);
  }
}

function retry(state: Opening, failure: AgentFailure): Step {
  const waitMs = RETRY_AFTER_MS[state.attempt - 1];
  if (failure.kind !== 'unavailable' || waitMs === undefined) return overflow();
  return step(state, start('retry', waitMs));
}

function talking(state: Talking, event: CallEvent): Step {
  switch (event.type) {
    case 'caller_started_speaking':
      return step(
        { ...state, callerIsSpeaking: true, agentIsAudible: false },
        { type: 'clear_playback' },
        stop('opening_words'),
        start('silence', NOISE_WITHOUT_WORDS_MS),
      );
    case 'caller_said':
      return step({ ...state, callerIsSpeaking: false, nudges: 0, owesReply: true }, start('silence', SILENCE_MS));
    case 'agent_audible': {
      const lostReplies = state.owesReply ? 0 : state.lostReplies; // a line of ours is no reply
      return step(
        { ...state, agentIsAudible: true, owesReply: false, awaitsLine: false, lostReplies },
        stop('silence'),
      );
    }
    case 'say_refused':
      return step({ ...state, awaitsLine: false });
    case 'agent_silent':
      return step(
        { ...state, agentIsAudible: false },
        ...(state.callerIsSpeaking || state.toolsRunning > 0 ? [] : [start('silence', SILENCE_MS)]),
      );
    case 'tool_started':
      return step(
        { ...state, toolsRunning: state.toolsRunning + 1 },
        stop('silence'),
        ...(state.toolsRunning === 0 ? [start('filler', FILLER_AFTER_MS)] : []),
      );
    case 'tool_finished':
      return toolFinished(state);
    case 'end_requested':
      return beginClosing(state, 'answered');
    case 'agent_failed':
      return recover(event.failure);
    case 'timer_fired':
      if (event.timer === 'filler') return step(state, { type: 'say', phrase: 'filler' });
      if (event.timer === 'silence') return silence(state);
      if (event.timer === 'opening_words') return step({ ...state, awaitsLine: true }, { type: 'say_opening' });
      if (event.timer === 'limit_warning') return step(state, { type: 'say', phrase: 'limit_warning' });
      if (event.timer === 'limit') return leave(state, 'time_limit', 'goodbye_time_limit');
      return stay(state);
    case 'turn_judged':
      return judged(state, event.understood);
    default:
      return stay(state);
  }
}

function toolFinished(state: Talking): Step {
  const toolsRunning = Math.max(0, state.toolsRunning - 1);
  if (toolsRunning > 0) return step({ ...state, toolsRunning });
  return step({ ...state, toolsRunning, owesReply: true }, stop('filler'), start('silence', SILENCE_MS));
}

/** Nothing was heard from either side for a while. */
function silence(state: Talking): Step {
  if (state.awaitsLine) return replaceSession();
  if (state.owesReply && !state.callerIsSpeaking) return lostReply(state);
  const quiet = { ...state, callerIsSpeaking: false };
  if (state.nudges >= MAX_NUDGES) {
    return leave(quiet, 'no_input', 'goodbye_no_input');
  }
  const phrase = state.nudges === 0 ? 'still_there_first' : 'still_there_second';
  return step(
    { ...quiet, nudges: state.nudges + 1, awaitsLine: true },
    { type: 'say', phrase },
    start('silence', SILENCE_MS),
    { type: 'count', what: 'still_there' },
  );
}

/** The caller finished a turn and the agent never answered: ask again once, then take a new session. */
function lostReply(state: Talking): Step {
  const lostReplies = state.lostReplies + 1;
  if (lostReplies >= MAX_LOST_REPLIES) return replaceSession();
  return step(
    { ...state, lostReplies, owesReply: false, awaitsLine: true },
    { type: 'count', what: 'reply_lost' },
    { type: 'say', phrase: 'say_again' },
    start('silence', SILENCE_MS),
  );
}

/** The session is there, yet it has stopped speaking, even our own lines. */
function replaceSession(): Step {
  const { state, effects } = recover({ kind: 'unavailable', code: 'no_reply' });
  return step(state, { type: 'count', what: 'reply_lost' }, { type: 'disconnect_agent' }, ...effects);
}

/** A session that was there is gone. Counts as the first failed attempt, so that the waits between attempts hold. */
function recover(failure: AgentFailure): Step {
  const { state, effects } = retry({ phase: 'opening', reason: 'recovering', attempt: 1, weCalled: false }, failure);
  if (state.phase !== 'opening') return { state, effects };
  return step(
    state,
    stop('silence'),
    stop('filler'),
    start('trouble', TROUBLE_AFTER_MS),
    start('recovery_deadline', RECOVERY_DEADLINE_MS),
    ...effects,
  );
}

/** Three times in a row is enough for any caller: a person takes over. */
function judged(state: Talking, understood: boolean): Step {
  const failedTurns = understood ? 0 : state.failedTurns + 1;
  if (failedTurns < MAX_FAILED_TURNS) return step({ ...state, failedTurns });
  return handOver({ reason: 'failed_turns', summary: null, at_once: false });
}

/** The agent neither hears nor does anything more, while the caller hears what happens next. */
function handOver({
  reason,
  summary,
  at_once,
}: Omit<Extract<CallEvent, { type: 'handover_requested' }>, 'type'>): Step {
  return step(
    { phase: 'handing_over', reason, summary },
    ...ALL_TIMERS.map(stop),
    ...(at_once ? [{ type: 'clear_playback' } as const] : []),
    { type: 'disconnect_agent' },
    { type: 'announce_handover', reason },
    start('handover_cap', HANDOVER_CAP_MS),
  );
}

function handingOver(state: HandingOver, event: CallEvent): Step {
  const isHeard = event.type === 'agent_silent' || (event.type === 'timer_fired' && event.timer === 'handover_cap');
  if (!isHeard) return stay(state);
  return end(
    { type: 'plan_handover', reason: state.reason, summary: state.summary },
    { type: 'close_stream' },
    { type: 'disconnect_agent' },
  );
}

/** Hangs up by a decision of ours, after a goodbye of ours. */
function leave(state: Talking, ending: Closing['ending'], phrase: PhraseId): Step {
  const { state: closing, effects } = beginClosing(state, ending);
  return { state: closing, effects: [...effects, { type: 'say', phrase }] };
}

function beginClosing(state: Talking, ending: Closing['ending']): Step {
  return step(
    {
      phase: 'closing',
      ending,
      agentIsAudible: state.agentIsAudible,
      farewellBegun: false,
      toolsRunning: state.toolsRunning,
    },
    stop('silence'),
    stop('filler'),
    start('farewell', FAREWELL_BEGINS_MS),
    start('farewell_cap', FAREWELL_CAP_MS),
  );
}

function closing(state: Closing, event: CallEvent): Step {
  switch (event.type) {
    case 'caller_started_speaking':
      return step(
        { ...state, agentIsAudible: false },
        { type: 'clear_playback' },
        start('farewell', NOISE_WITHOUT_WORDS_MS),
      );
    case 'caller_said': // whoever speaks after the goodbye is not done: the hang-up is off, unless time is up
      if (state.ending === 'time_limit') return stay(state);
      return step(
        { ...fresh(), owesReply: true, toolsRunning: state.toolsRunning },
        stop('farewell'),
        stop('farewell_cap'),
        start('silence', SILENCE_MS),
      );
    case 'agent_audible':
      return step({ ...state, agentIsAudible: true, farewellBegun: true });
    case 'agent_silent': {
      const quiet = { ...state, agentIsAudible: false };
      if (!state.farewellBegun) return step(quiet);
      return event.complete ? finish(state) : step(quiet, start('farewell', FAREWELL_SETTLES_MS));
    }
    case 'tool_started':
      return step({ ...state, toolsRunning: state.toolsRunning + 1 });
    case 'tool_finished':
      return step({ ...state, toolsRunning: Math.max(0, state.toolsRunning - 1) });
    case 'timer_fired':
      if (event.timer === 'farewell_cap' || event.timer === 'limit') return finish(state);
      if (event.timer !== 'farewell') return stay(state);
      return state.agentIsAudible ? step(state, start('farewell', FAREWELL_SETTLES_MS)) : finish(state);
    default: // a session lost now is not fetched back: what was queued of the goodbye still plays
      return stay(state);
  }
}

function finish(state: Closing): Step {
  return end(
    { type: 'plan', nextStep: 'hang_up' },
    { type: 'close_record', ending: state.ending },
    { type: 'close_stream' },
    { type: 'disconnect_agent' },
  );
}

/** No agent can be had. The record stays open: what the caller gets instead belongs to the call, and ends it. */
function overflow(): Step {
  return end({ type: 'plan', nextStep: 'overflow' }, { type: 'close_stream' }, { type: 'disconnect_agent' });
}

const close = (state: CallState): CallEffect => ({
  type: 'close_record',
  ending: state.phase === 'closing' ? state.ending : 'caller_hung_up',
});

const fresh = (): Talking => ({
  phase: 'talking',
  nudges: 0,
  lostReplies: 0,
  callerIsSpeaking: false,
  agentIsAudible: false,
  owesReply: false,
  awaitsLine: false,
  toolsRunning: 0,
  failedTurns: 0,
});

const start = (timer: TimerName, ms: number): CallEffect => ({ type: 'start_timer', timer, ms });
const stop = (timer: TimerName): CallEffect => ({ type: 'stop_timer', timer });
const step = (state: CallState, ...effects: CallEffect[]): Step => ({ state, effects });
const stay = (state: CallState): Step => ({ state, effects: [] });
const end = (...effects: CallEffect[]): Step => ({
  state: { phase: 'ended' },
  effects: [...ALL_TIMERS.map(stop), ...effects],
});
