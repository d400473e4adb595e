import type { AgentFailure } from '../agent/voice-agent.port.js';
import {
  freshTalk,
  start,
  stay,
  step,
  stop,
  end,
  type EventOf,
  type Opening,
  type Talking,
} from './call-flow-steps.builder.js';
import type { CallEvent, CallState, OpeningReason, Step } from './call-flow.types.js';
import { awaitReply, MUTED_LINE_MS, SILENCE_MS } from './talking.limits.js';

/** Waits before the second, third and fourth attempt to reach the agent. */
const RETRY_AFTER_MS = [500, 1000, 2000];
const RETRY_JITTER = 0.2;
/** With another provider at hand, so many attempts are enough for one. */
const ATTEMPTS_BEFORE_ELSEWHERE = 2;

/** The caller hears words of ours by then: two seconds of silence are too many. */
const SILENT_AT_MOST_MS = 1700;
const TROUBLE_AFTER_MS = 1500;
const TROUBLE_SOONEST_MS = 50;
/** After the first line has been heard. */
const COMFORT_AFTER_MS = 4300;
/** Nobody is spoken over: a caller who is speaking does not wait. */
const CALLER_PAUSES_MS = 700;
const TROUBLE_AGAIN_MS = 500;
/** From trouble to the clinic's overflow choice, whatever the attempts are doing. */
const RECOVERY_DEADLINE_MS = 8000;

/** From the end of one stream to the beginning of the next, with the carrier's question in between. */
const CHANGE_OF_STREAMS_MS = 1000;

/** Whoever picks up says hello within that time, or waits to be spoken to. */
const HELLO_WITHIN_MS = 1500;

/** The caller is told that long before the call has lasted as long as a call may. */
const LIMIT_WARNING_MS = 60_000;
/** Or as soon as there is somebody to say it. */
const LIMIT_WARNING_AGAIN_MS = 500;

const opened = (reason: OpeningReason): Opening => ({
  phase: 'opening',
  reason,
  attempt: 1,
  hello: null,
  greeted: false,
  agentIsAudible: false,
  owed: false,
  lostReplies: 0,
  comforts: 0,
  cutOff: false,
});

export const initialCall: CallState = {
  ...opened('fresh'),
  attempt: 0,
  advice: { stage: 'none' },
  card: { told: 0, line: 'none', saysDigits: false },
};

/** No agent is on the line yet, or not any more. */
export function opening(state: Opening, event: CallEvent): Step {
  switch (event.type) {
    case 'started': {
      const awaitsHello = event.weCalled && !event.resumed;
      return step(
        {
          ...state,
          reason: event.handedOn ? 'handed_on' : event.resumed ? 'resumed' : 'fresh',
          attempt: 1,
          hello: awaitsHello ? 'awaited' : null,
          greeted: event.greeted,
          owed: event.handedOn === 'owed',
          cutOff: event.cutOff,
        },
        // From when they picked up: what it takes to reach the agent is no time in which they would say hello again.
        ...(awaitsHello ? [start('opening_words', HELLO_WITHIN_MS)] : []),
        ...(event.cutOff && state.comforts === 0 ? [start('trouble', TROUBLE_SOONEST_MS)] : []),
        start('recovery_deadline', RECOVERY_DEADLINE_MS),
        start('limit_warning', Math.max(0, event.remainingMs - LIMIT_WARNING_MS)),
        start('limit', Math.max(0, event.remainingMs)),
        { type: 'connect_agent', elsewhere: false },
      );
    }
    case 'setup_begun':
      return step(state, start('trouble', event.cutOff ? CALLER_PAUSES_MS : TROUBLE_AFTER_MS));
    case 'setup_failed':
      // Nothing is planned: the carrier has words for the caller while it asks again, and whoever answers takes the call up.
      return end({ type: 'close_stream' }, { type: 'disconnect_agent' });
    case 'agent_ready':
      return ready(state, event.silentMs);
    case 'agent_failed':
      return retry(state, event.failure, event.elsewhere);
    case 'agent_audible':
      return step({ ...state, agentIsAudible: true });
    case 'agent_silent':
      return step({ ...state, agentIsAudible: false });
    case 'timer_fired':
      return timerFired(state, event);
    default:
      return stay(state);
  }
}

function ready(opening: Opening, silentMs: number): Step {
  const { reason, hello, greeted, agentIsAudible, lostReplies, owed } = opening;
  const heardOfIt = opening.comforts > 0;
  const talk = { ...freshTalk(), agentIsAudible, lostReplies };
  const settled = [
    ...stop('trouble', 'recovery_deadline'),
    start('muted', MUTED_LINE_MS),
    ...(agentIsAudible ? [] : [start('silence', SILENCE_MS)]),
  ];
  const unnoticed = (reason === 'renewing' || (reason === 'handed_on' && !owed)) && !heardOfIt;
  if (unnoticed || greeted) return step(talk, ...settled);
  if (hello === 'awaited') return step({ ...talk, opensCall: true }, ...settled);
  if (hello === 'missed') return step({ ...talk, awaitsLine: true }, ...settled, { type: 'say_opening' });
  return step(
    { ...talk, owesReply: true },
    ...settled,
    ...awaitReply(waitedFor(reason, silentMs)),
    ...(reason === 'fresh' ? [] : [{ type: 'take_up_thread', apology: apologises(reason, heardOfIt) } as const]),
  );
}

/** Whom the stream before was lost for has been told, as soon as anything could be said on this one. */
function apologises(reason: OpeningReason, heardOfIt: boolean): boolean {
  if (reason === 'resumed') return !heardOfIt;
  return reason !== 'handed_on' || heardOfIt;
}

/** How long the caller, who hears nothing, has waited for an answer. */
function waitedFor(reason: OpeningReason, silentMs: number): number {
  if (reason === 'fresh' || reason === 'resumed') return 0;
  return reason === 'handed_on' ? CHANGE_OF_STREAMS_MS + silentMs : silentMs;
}

function timerFired(state: Opening, { timer, quietMs }: EventOf<'timer_fired'>): Step {
  switch (timer) {
    case 'retry':
      return step({ ...state, attempt: state.attempt + 1 }, { type: 'connect_agent', elsewhere: false });
    case 'trouble':
      if (quietMs < CALLER_PAUSES_MS || state.agentIsAudible) return step(state, start('trouble', TROUBLE_AGAIN_MS));
      if (state.comforts > 0) return step(state, { type: 'play', phrase: 'still_connecting' });
      return step(
        { ...state, comforts: 1 },
        { type: 'play', phrase: state.cutOff ? 'resume_apology' : 'connecting_trouble' },
        start('trouble', COMFORT_AFTER_MS),
      );
    case 'opening_words':
      return step({ ...state, hello: 'missed' });
    case 'recovery_deadline':
    case 'limit':
      return overflow();
    case 'limit_warning':
      return step(state, start('limit_warning', LIMIT_WARNING_AGAIN_MS));
    default:
      return stay(state);
  }
}

function retry(state: Opening, { kind }: AgentFailure, elsewhere: boolean): Step {
  const isPassing = kind === 'unavailable';
  if (elsewhere && (!isPassing || state.attempt >= ATTEMPTS_BEFORE_ELSEWHERE)) {
    return step({ ...state, attempt: 1 }, { type: 'connect_agent', elsewhere: true });
  }
  const waitMs = RETRY_AFTER_MS[state.attempt - 1];
  if (!isPassing || waitMs === undefined) return overflow();
  return step(state, { type: 'start_timer', timer: 'retry', ms: waitMs, jitter: RETRY_JITTER });
}

/** A session that was there is gone. Counts as the first failed attempt, so that the waits between attempts hold. */
export function recover(
  { failure, silentMs, elsewhere }: Omit<EventOf<'agent_failed'>, 'type' | 'isWhole'>,
  reason: 'recovering' | 'renewing',
  { lostReplies, agentIsAudible, owesReply, toolsRunning }: Talking,
): Step {
  const owed = owesReply || toolsRunning > 0;
  const { state, effects } = retry({ ...opened(reason), lostReplies, agentIsAudible, owed }, failure, elsewhere);
  if (state.phase !== 'opening') return { state, effects };
  const troubleMs = Math.min(TROUBLE_AFTER_MS, Math.max(TROUBLE_SOONEST_MS, SILENT_AT_MOST_MS - silentMs));
  return step(
    state,
    ...stop('silence', 'filler', 'reply_lost', 'no_words', 'muted'),
    start('trouble', troubleMs),
    start('recovery_deadline', RECOVERY_DEADLINE_MS),
    ...effects,
  );
}

/** At a quiet moment a new session takes over from one that may not last. The caller notices nothing. */
export const renew = (): Step =>
  step(
    opened('renewing'),
    ...stop('silence', 'filler', 'reply_lost', 'no_words', 'muted'),
    start('trouble', TROUBLE_AFTER_MS),
    start('recovery_deadline', RECOVERY_DEADLINE_MS),
    { type: 'disconnect_agent' },
    { type: 'connect_agent', elsewhere: false },
  );

/** No agent can be had. The record stays open: what the caller gets instead belongs to the call, and ends it. */
const overflow = (): Step =>
  end({ type: 'plan', nextStep: 'overflow' }, { type: 'close_stream' }, { type: 'disconnect_agent' });
