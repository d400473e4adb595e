import type { Dialogue, World } from './dialogue.types.js';
import { chosenAmong } from './options.policy.js';
import { MOST_OPTIONS } from './phrasing.policy.js';
import { purposeIn } from './purposes.policy.js';
import { isQuestion } from './questions.policy.js';
import { catchSlots } from './slots.policy.js';
import { conversational } from './tools.policy.js';

/** Questions of the caller beside what the conversation is about. */

/** A question that is none about what is on offer. */
export const isAside = (piece: string, { offered }: Dialogue): boolean =>
  isQuestion(piece) && (!offered || chosenAmong(offered, piece, MOST_OPTIONS).length === 0);

/** What a question was about, once that was asked. */
export function askedAside({ asking, ...told }: Dialogue, text: string): Dialogue | null {
  if (!asking || !told.agentSaidBefore.includes(asking.words) || purposeIn(text) !== null) return null;
  const about = text.replace(/[.?!\s]+$/, '').replace(/^(a|an|the|for|about|for an?)\s+/i, '');
  const call = { ...asking.call, arguments: { ...asking.call.arguments, [asking.param]: about } };
  return { ...told, asking: null, errands: [{ call, question: text }], turn: { kind: 'asked' } };
}

/** What `that` means: what the caller would like to have. */
export function thingSpokenOf({ slots }: Dialogue, { tools }: World): string | null {
  const params = conversational(tools).filter(({ kind, required }) => kind === 'choice' && required);
  const value = params.map(({ slot }) => slots[slot]?.value).find((known) => known !== undefined);
  return typeof value === 'string' ? value : null;
}

/** `How much is a cleaning?` – `Then book me one.` */
export function withWhatItConcerns(dialogue: Dialogue, text: string, { tools }: World): Dialogue {
  if (dialogue.goal !== null) return dialogue;
  const params = conversational(tools).filter(({ kind, required }) => kind === 'choice' && required);
  const listening = { params, asked: null, known: dialogue.slots, undecided: null, picksOffer: false };
  return { ...dialogue, slots: { ...dialogue.slots, ...catchSlots(text, listening).slots } };
}
