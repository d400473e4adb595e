import type { Danger } from '../../calls/calls.types.js';
import { start, step, stop } from '../call-flow-steps.builder.js';
import { ALL_TIMERS, type AdvisedCall, type CallEffect, type CallEvent, type CallPhase } from '../call-flow.types.js';
import { announce } from '../handing-over.reducer.js';
import { ADVICE, isGraver } from './advice.policy.js';
import { agentMayEnd, isOutstanding, type Advice } from './advice.types.js';

/** Twice as long as the longest advice: beyond that something is broken, and nobody is kept on the line for it. */
const ADVICE_CAP_MS = 25_000;
/** Of a caller who is not known to have ended a sentence. */
const PAUSE_MS = 1200;

interface Flow {
  state: CallPhase;
  effects: CallEffect[];
}

/**
 * What holds in an emergency, around whatever the call does otherwise: the caller is told what to do before anything else is
 * said, and hears it to its end. Their voice may cut it once; then it is said again, and is not cut. Nothing but the caller, or
 * the loss of the line, ends the call before that, and the agent does not end it after that either.
 */
export function withAdvice(
  before: AdvisedCall,
  event: CallEvent,
  reduce: (state: CallPhase, event: CallEvent) => Flow,
): { state: AdvisedCall; effects: CallEffect[] } {
  const learned = learn(before.advice, event);
  if (event.type === 'end_requested' && !agentMayEnd(learned))
    return { state: { ...before, advice: learned }, effects: [] };
  const kept = keep(learned, event, reduce(before, event));
  const held = letGo(before, holdTheEnd(before, event, kept));
  const { advice, flow } = say(before, event, { advice: held.advice, flow: asEmergency(before, held) });
  const recorded = event.type === 'started' ? [] : records(before.advice, advice);
  const effects = keptAfterAdvice(before.advice, { advice, flow });
  return { state: { ...flow.state, advice }, effects: [...effects, ...recorded] };
}

interface Advised {
  advice: Advice;
  flow: Flow;
}

function learn(advice: Advice, event: CallEvent): Advice {
  switch (event.type) {
    case 'started': {
      if (event.emergency === null) return advice;
      const { danger, isHeard } = event.emergency;
      // What another stream may have begun to say is not cut any more.
      return isHeard ? heard(danger, danger) : { ...due(danger, danger), mayBeCut: false };
    }
    case 'danger_found':
      return advice.stage === 'none' ? due(event.danger, event.danger) : learnMore(advice, event.danger);
    case 'advice_heard':
      if (advice.stage !== 'playing') return advice;
      return advice.also ? due(advice.also, advice.gravest) : heard(advice.danger, advice.gravest);
    case 'caller_said':
      return advice.stage === 'heard' ? { ...advice, leaveTaken: false } : advice;
    case 'leave_taken':
      return advice.stage === 'heard' ? { ...advice, leaveTaken: true } : advice;
    default:
      return advice;
  }
}

/** What is graver is said first, and what is in other words is said, too. */
function learnMore(advice: Exclude<Advice, { stage: 'none' }>, found: Danger): Advice {
  const gravest = isGraver(found, advice.gravest) ? found : advice.gravest;
  const isOther = ADVICE[found] !== ADVICE[advice.danger];
  if (!isOther) return { ...advice, gravest, danger: isGraver(found, advice.danger) ? found : advice.danger };
  if (advice.stage === 'heard') return due(found, gravest);
  return isGraver(found, advice.danger)
    ? { ...due(found, gravest), also: advice.danger }
    : { ...advice, gravest, also: found };
}

const due = (danger: Danger, gravest: Danger): Extract<Advice, { stage: 'due' }> => ({
  stage: 'due',
  danger,
  gravest,
  mayBeCut: true,
  also: null,
});
const heard = (danger: Danger, gravest: Danger): Advice => ({ stage: 'heard', danger, gravest, leaveTaken: false });

/** Only the caller's voice cuts it, and only once. */
function keep(advice: Advice, event: CallEvent, flow: Flow): Advised {
  if (advice.stage !== 'playing' || !flow.effects.some(isClear)) return { advice, flow };
  const isVoice = event.type === 'caller_started_speaking';
  if (isVoice && advice.mayBeCut) return { advice: { ...advice, stage: 'due', mayBeCut: false }, flow };
  return {
    advice: { ...advice, spokenOver: advice.spokenOver || isVoice },
    flow: { state: audible(flow.state, true), effects: flow.effects.filter((effect) => !isClear(effect)) },
  };
}

/** An end by a decision of ours waits until the caller has heard it. */
function holdTheEnd(before: AdvisedCall, event: CallEvent, { advice, flow }: Advised): Advised {
  const isOurs = !['carrier_stopped', 'carrier_lost', 'superseded'].includes(event.type);
  const ends = flow.state.phase === 'ended' && before.phase !== 'last_words';
  if (!ends || !isOurs || !isOutstanding(advice)) return { advice, flow };
  const then = flow.effects.filter(({ type }) => type !== 'stop_timer');
  return {
    advice,
    flow: step(
      { phase: 'last_words', then },
      ...stop(...ALL_TIMERS),
      { type: 'disconnect_agent' },
      start('advice_cap', ADVICE_CAP_MS),
    ),
  };
}

/** Whoever asks for a person in an emergency needs one now, at any hour. */
function asEmergency({ phase }: AdvisedCall, { advice, flow }: Advised): Flow {
  if (advice.stage === 'none' || flow.state.phase !== 'handing_over' || phase === 'handing_over') return flow;
  const state = { ...flow.state, reason: 'emergency' } as const;
  if (!state.isAnnounced) return announce(state); // with no more of the agent's words
  return {
    state,
    effects: flow.effects.map((effect) =>
      effect.type === 'announce_handover' || effect.type === 'keep_handover'
        ? { ...effect, reason: 'emergency' }
        : effect,
    ),
  };
}

/** Where the line is lost before the advice was heard, the stream that takes over says it first: the way to a person is kept from then on. */
function keptAfterAdvice(before: Advice, { advice, flow: { state, effects } }: Advised): CallEffect[] {
  if (isOutstanding(advice)) return effects.filter(({ type }) => type !== 'keep_handover');
  if (!isOutstanding(before) || state.phase !== 'handing_over' || !state.isAnnounced) return effects;
  const { reason, summary } = state;
  return [...effects.filter(({ type }) => type !== 'keep_handover'), { type: 'keep_handover', reason, summary }];
}

/** Before whatever else would be said now. */
function say(before: AdvisedCall, event: CallEvent, { advice, flow }: Advised): Advised {
  if (advice.stage !== 'due' || !nobodyIsSpokenOver(flow.state, event)) return { advice, flow };
  const others = flow.effects.filter(({ type }) => type !== 'play' && type !== 'resume_reply');
  const behindClear = others.findLastIndex(isClear) + 1;
  const clear: CallEffect[] = behindClear === 0 && isAudible(before) ? [{ type: 'clear_playback' }] : [];
  return {
    advice: { ...advice, stage: 'playing', spokenOver: false },
    flow: {
      state: flow.state,
      effects: [
        ...others.slice(0, behindClear),
        ...clear,
        { type: 'advise', danger: advice.danger },
        ...others.slice(behindClear),
      ],
    },
  };
}

function nobodyIsSpokenOver(state: CallPhase, event: CallEvent): boolean {
  if (state.phase === 'ended') return false;
  if (state.phase !== 'talking' || !state.callerIsSpeaking) return true;
  if (event.type !== 'timer_fired') return false;
  return (
    event.timer === 'silence' || event.timer === 'muted' || (event.timer === 'no_words' && event.quietMs >= PAUSE_MS)
  );
}

/** The caller still speaks: what stands behind the advice is an answer to what they said before. */
function letGo({ advice: before }: AdvisedCall, { advice, flow }: Advised): Advised {
  const isOver = advice.stage === 'heard' && before.stage === 'playing' && before.spokenOver;
  if (!isOver || flow.state.phase !== 'talking' || !flow.state.callerIsSpeaking) return { advice, flow };
  return {
    advice,
    flow: { state: audible(flow.state, false), effects: [...flow.effects, { type: 'clear_playback' }] },
  };
}

function records(before: Advice, advice: Advice): CallEffect[] {
  if (advice.stage === 'none') return [];
  const { gravest: danger } = advice;
  const isNew = before.stage === 'none' || before.gravest !== danger;
  const isHeard = advice.stage === 'heard' && (before.stage !== 'heard' || isNew);
  return [
    ...(isNew ? [{ type: 'record_danger', danger } as const] : []),
    ...(isHeard ? [{ type: 'record_advised', danger } as const] : []),
  ];
}

const isClear = ({ type }: CallEffect): boolean => type === 'clear_playback';
const isAudible = (state: CallPhase): boolean => 'agentIsAudible' in state && state.agentIsAudible;
const audible = (state: CallPhase, agentIsAudible: boolean): CallPhase =>
  'agentIsAudible' in state ? { ...state, agentIsAudible } : state;
