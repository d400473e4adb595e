import type { PhraseId } from '../profiles/phrase.catalogue.js';
import {
  end,
  freshTalk,
  start,
  stay,
  step,
  stop,
  type Closing,
  type EventOf,
  type Talking,
} from './call-flow-steps.builder.js';
import type { CallEvent, Step } from './call-flow.types.js';
import {
  awaitReply,
  CARRIER_CAP_MS,
  COUGH_AT_MOST_MS,
  FORCE_END_AFTER_MS,
  lookAgain,
  MUTED_LINE_MS,
  NOISE_OVER_MS,
  SILENCE_MS,
} from './talking.limits.js';

/** For the model's goodbye to begin: it usually speaks only after `end_call` was answered. Then we say one. */
const FAREWELL_BEGINS_MS = 2000;
/** The goodbye seems over, but the provider has not said so. */
const FAREWELL_SETTLES_MS = 3000;
const FAREWELL_CAP_MS = 20_000;

/** Hangs up by a decision of ours, after a goodbye of ours. Nothing the agent may still say belongs behind it. */
export function leave(state: Talking, ending: Closing['ending'], phrase: PhraseId): Step {
  const { state: closing, effects } = beginClosing(state, ending);
  return {
    state: closing,
    effects: [
      ...effects,
      ...(ending === 'time_limit' ? [{ type: 'disconnect_agent' } as const, { type: 'clear_playback' } as const] : []),
      { type: 'play', phrase },
    ],
  };
}

export function beginClosing(state: Talking, ending: Closing['ending']): Step {
  return step(
    {
      phase: 'closing',
      ending,
      agentIsAudible: state.agentIsAudible,
      farewellBegun: false,
      toolsRunning: state.toolsRunning,
    },
    ...stop('silence', 'filler', 'reply_lost', 'no_words', 'muted'),
    start('farewell', FAREWELL_BEGINS_MS),
    start('farewell_cap', FAREWELL_CAP_MS),
  );
}

/** The goodbye is being said. */
export function closing(state: Closing, event: CallEvent): Step {
  switch (event.type) {
    case 'caller_started_speaking':
      return step(
        { ...state, agentIsAudible: false },
        { type: 'clear_playback' },
        ...stop('farewell'),
        start('no_words', NOISE_OVER_MS),
      );
    case 'caller_said': // whoever speaks after the goodbye is not done: the hang-up is off, unless time is up
      return state.ending === 'time_limit' ? stay(state) : callGoesOn(state, event);
    case 'agent_spoke':
      return step({ ...state, farewellBegun: true });
    case 'agent_audible':
      return step({ ...state, agentIsAudible: true, farewellBegun: true });
    case 'agent_silent': {
      const quiet = { ...state, agentIsAudible: false };
      if (!state.farewellBegun) return step(quiet);
      if (event.complete && event.confirmed) return finish(state);
      return step(quiet, start('farewell', event.complete ? CARRIER_CAP_MS : FAREWELL_SETTLES_MS));
    }
    case 'carrier_caught_up':
      return state.farewellBegun && event.complete ? finish(state) : stay(state);
    case 'tool_started':
      return step({ ...state, toolsRunning: state.toolsRunning + 1 });
    case 'tool_finished':
      return step({ ...state, toolsRunning: Math.max(0, state.toolsRunning - 1) });
    case 'agent_failed': // a session lost now is not fetched back: what was queued of the goodbye still plays
      return state.farewellBegun ? stay(state) : sayGoodbye(state);
    case 'timer_fired':
      if (event.timer === 'farewell_cap' || event.timer === 'limit') return finish(state);
      if (event.timer === 'no_words') return noWords(state, event);
      if (event.timer !== 'farewell') return stay(state);
      if (state.agentIsAudible) return step(state, start('farewell', FAREWELL_SETTLES_MS));
      return state.farewellBegun ? finish(state) : sayGoodbye(state);
    default:
      return stay(state);
  }
}

/** A noise has cut the goodbye, or words that the provider has not told yet. */
function noWords(state: Closing, { quietMs, voicedMs }: EventOf<'timer_fired'>): Step {
  if (state.agentIsAudible) return stay(state);
  if (quietMs < NOISE_OVER_MS) return step(state, lookAgain(NOISE_OVER_MS - quietMs));
  if (voicedMs <= COUGH_AT_MOST_MS) return sayGoodbye(state);
  return step({ ...state, farewellBegun: false }, start('farewell', FORCE_END_AFTER_MS));
}

const callGoesOn = ({ toolsRunning }: Closing, { quietMs }: EventOf<'caller_said'>): Step =>
  step(
    { ...freshTalk(), owesReply: true, toolsRunning },
    ...stop('farewell', 'farewell_cap', 'no_words'),
    ...awaitReply(quietMs),
    start('silence', SILENCE_MS),
    start('muted', MUTED_LINE_MS),
  );

const sayGoodbye = (state: Closing): Step =>
  step({ ...state, farewellBegun: true }, { type: 'play', phrase: 'goodbye' }, start('farewell', FAREWELL_SETTLES_MS));

const finish = (state: Closing): Step =>
  end(
    { type: 'plan', nextStep: 'hang_up' },
    { type: 'close_record', ending: state.ending },
    { type: 'close_stream' },
    { type: 'disconnect_agent' },
  );
