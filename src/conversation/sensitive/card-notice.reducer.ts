import type { AdvisedCall, CallEffect, CallEvent, CallState } from '../call-flow.types.js';
import { isOutstanding } from '../emergency/advice.types.js';
import { isHushed, type CardNotice } from './card-notice.types.js';

/** Whoever goes on after that does not listen. */
const MOST_TOLD = 3;

interface Flow {
  state: AdvisedCall;
  effects: CallEffect[];
}

interface Noticed {
  card: CardNotice;
  flow: Flow;
}

/**
 * What holds while a caller says the number of a card, around whatever the call does otherwise: the recording pauses at once, and
 * the caller is asked not to, before anybody answers. Nothing but first aid cuts that line. The recording goes on once the line
 * was heard to its end and the caller's next turn holds no digits.
 */
export function withCardNotice(
  before: CallState,
  event: CallEvent,
  reduce: (state: CallState) => Flow,
): { state: CallState; effects: CallEffect[] } {
  const learned = learn(before.card, event);
  const { card, flow } = say(before, event, keep(learned, reduce(before)));
  const effects = [
    ...(!isHushed(before.card) && isHushed(card) ? [{ type: 'pause_recording' } as const] : []),
    ...(event.type === 'card_digits_heard' ? [{ type: 'record_card_digits' } as const] : []),
    ...flow.effects,
    ...(isHushed(before.card) && !isHushed(card) ? [{ type: 'resume_recording' } as const] : []),
  ];
  return { state: { ...flow.state, card }, effects };
}

function learn(card: CardNotice, event: CallEvent): CardNotice {
  switch (event.type) {
    case 'started':
      return { ...card, ...event.card };
    case 'card_digits_heard': {
      const isDue = card.line === 'none' && card.told < MOST_TOLD;
      return { ...card, saysDigits: true, line: isDue ? 'due' : card.line };
    }
    case 'card_digits_over':
      return { ...card, saysDigits: false };
    case 'card_notice_heard':
      return card.line === 'playing' ? { ...card, line: 'none' } : card;
    default:
      return card;
  }
}

/** The caller's voice does not cut it; first aid does, and has it said again behind. */
function keep(card: CardNotice, flow: Flow): Noticed {
  if (card.line !== 'playing' || !flow.effects.some(isClear)) return { card, flow };
  if (flow.effects.some(({ type }) => type === 'advise'))
    return { card: { ...card, line: 'due', told: card.told - 1 }, flow };
  const effects = flow.effects.filter((effect) => !isClear(effect));
  const { state } = flow;
  return { card, flow: { state: 'agentIsAudible' in state ? { ...state, agentIsAudible: true } : state, effects } };
}

/** Before whatever else would be said now. */
function say(before: CallState, event: CallEvent, { card, flow }: Noticed): Noticed {
  if (card.line !== 'due' || !nobodyIsSpokenOver(flow.state)) return { card, flow };
  const others = flow.effects.filter(({ type }) => type !== 'play' && type !== 'resume_reply');
  const behindClear = others.findLastIndex(isClear) + 1;
  // What is being said answers earlier words; only behind first aid it may answer the latest.
  const isCut = behindClear === 0 && event.type !== 'advice_heard' && isAudible(before);
  return {
    card: { ...card, line: 'playing', told: card.told + 1 },
    flow: {
      state: flow.state,
      effects: [
        ...others.slice(0, behindClear),
        ...(isCut ? [{ type: 'clear_playback' } as const] : []),
        { type: 'warn_of_card' },
        ...others.slice(behindClear),
      ],
    },
  };
}

const nobodyIsSpokenOver = (state: AdvisedCall): boolean =>
  (state.phase === 'opening' || state.phase === 'talking' || state.phase === 'closing') &&
  !isOutstanding(state.advice) &&
  !(state.phase === 'talking' && state.callerIsSpeaking);

const isClear = ({ type }: CallEffect): boolean => type === 'clear_playback';
const isAudible = (state: CallState): boolean => 'agentIsAudible' in state && state.agentIsAudible;
