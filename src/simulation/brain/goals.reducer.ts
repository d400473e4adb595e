import { actsIn, type Acts } from './acts.policy.js';
import type { Dialogue, World } from './dialogue.types.js';
import { takeInformation } from './information.reducer.js';
import { marksIn } from './moments.policy.js';
import { CONCERNS_A_BOOKING, purposeIn, splitChange, type Clause } from './purposes.policy.js';
import { isLasting, keyFor } from './references.policy.js';
import { isMoment } from './slots.policy.js';
import type { Slots } from './slots.types.js';
import { producerOf, type Tool } from './tools.policy.js';
import { concepts, shared, tokenize } from './words.policy.js';

const ENOUGH_INTEREST = 1.5;

/** Which tool serves what was said, if any; a step towards the present goal is no new goal. */
export function pursueWish(dialogue: Dialogue, before: Dialogue, clause: Clause, acts: Acts, world: World): Dialogue {
  const words = concepts(clause.text);
  const scores = world.tools
    .filter((tool) => tool.usable && !tool.ends && !tool.serves && isReachedByWords(tool))
    .map((tool) => ({
      tool,
      named: shared(words, tool.own),
      score: interestIn(tool, words, dialogue, before),
    }));
  const interest = { ...dialogue.interest };
  for (const { tool, score } of scores) interest[tool.name] = (interest[tool.name] ?? 0) + score;
  const heard = { ...dialogue, interest };
  const meant = toolFor(clause, world);
  if (meant) return begin(heard, before, meant, clause, acts, world);
  const top = scores.reduce<(typeof scores)[number] | null>(
    (best, next) => (next.score > (best?.score ?? 0) ? next : best),
    null,
  );
  const goal = world.tools.find((tool) => tool.name === dialogue.goal);
  if (!top || top.score < ENOUGH_INTEREST) {
    const books = clause.purpose === 'book' && world.tools.find(({ purpose, usable }) => purpose === 'book' && usable);
    return !goal && books ? { ...heard, goal: books.name, goalWords: clause.text, picked: {}, subject: null } : heard;
  }
  if (!goal)
    return wantsUnknownAction(words, world.tools)
      ? heard
      : { ...heard, goal: top.tool.name, goalWords: clause.text, picked: {}, subject: null };
  // What concerns a booking, or proves who calls, goes on until it is done: only a wish in so many words is another one.
  if (goal.purpose !== 'book' && goal.purpose !== null && clause.purpose === null) return heard;
  const keeps =
    top.named === 0 ||
    top.tool === goal ||
    isStepOf(top.tool, goal, world) ||
    dialogue.chosen !== before.chosen ||
    dialogue.prerequisites.length > 0;
  if (keeps) return heard;
  return isStepOf(goal, top.tool, world)
    ? { ...heard, goal: top.tool.name }
    : begin(heard, before, top.tool, clause, acts, world);
}

/** What has a purpose of its own is pursued for that, and not for words that it has in common with a turn. */
const isReachedByWords = ({ purpose }: Tool): boolean => purpose === null || purpose === 'book';

const toolFor = ({ purpose }: Clause, { tools }: World): Tool | undefined =>
  purpose === null || purpose === 'book' || purpose === 'hold' || purpose === 'code'
    ? undefined
    : tools.find((tool) => tool.purpose === purpose && tool.usable && !tool.serves && !tool.ends);

const isStepOf = (step: Tool, whole: Tool, { tools }: World): boolean =>
  whole.params.some((param) => param.kind === 'reference' && producerOf(param, whole, tools) === step);

const GIVES_UP = /\b(instead|rather|forget|never ?mind|actually)\b/i;

/** Another wish takes the place of the present one, or goes before it. */
function begin(dialogue: Dialogue, before: Dialogue, tool: Tool, clause: Clause, acts: Acts, world: World): Dialogue {
  const current = world.tools.find(({ name }) => name === before.goal);
  if (current === tool) return { ...dialogue, goal: tool.name };
  const described = current ? [] : [before.goalWords];
  const goalWords = [...described, existingIn(clause, tool)].join(' ').trim();
  const fresh = { goal: tool.name, goalWords, agreed: false };
  if (!current) return withMade({ ...dialogue, ...fresh, picked: {}, subject: null }, tool, clause);
  if (concernsBooking(current) && concernsBooking(tool)) {
    const { subject } = dialogue;
    return subject
      ? { ...dialogue, ...fresh, offered: null, chosen: null }
      : withMade({ ...dialogue, ...fresh }, tool, clause);
  }
  if (tool.purpose === 'wait')
    return { ...dialogue, ...fresh, slots: { ...dialogue.dropped, ...dialogue.slots }, offered: null, chosen: null };
  if (GIVES_UP.test(clause.text) || acts.dropsIt || current.purpose === 'look_up')
    return withMade({ ...abandoned(dialogue), slots: dialogue.slots, ...fresh }, tool, clause);
  return withMade({ ...suspended(dialogue, before), ...fresh }, tool, clause);
}

const concernsBooking = ({ purpose }: Tool): boolean => purpose !== null && CONCERNS_A_BOOKING.has(purpose);

/** The present goal waits until what came in between is done. */
export function suspended(dialogue: Dialogue, before: Dialogue): Dialogue {
  const { goal, goalWords, slots, picked, subject, other, offered, offeredBy, chosen, agreed } = before;
  const standing = { goal, goalWords, slots, picked, subject, other, offered, offeredBy, chosen, agreed };
  const gained = Object.entries(dialogue.slots).filter(([slot, value]) => before.slots[slot] !== value);
  return {
    ...abandoned(dialogue),
    slots: { ...lasting(dialogue.slots), ...Object.fromEntries(gained) },
    later: [{ standing }, ...dialogue.later],
    other: dialogue.other !== before.other ? dialogue.other : null,
  };
}

/** `cancel it`, of what was made a moment ago. */
function withMade(dialogue: Dialogue, tool: Tool, clause: Clause): Dialogue {
  const { made } = dialogue;
  const existing = existingIn(clause, tool);
  const describesIt =
    marksIn(tokenize(existing)).length === 0 && !/\b(other|another|old|existing|first)\b/i.test(existing);
  if (!made || !describesIt || !concernsBooking(tool)) return dialogue;
  const { fields } = made;
  const keys = tool.params.flatMap((param) => {
    const key = keyFor(fields, param);
    return key === undefined || fields[param.name] === undefined ? [] : [[param.name, key] as const];
  });
  const label = fields['label'];
  if (keys.length === 0 || typeof label !== 'string') return dialogue;
  const slots = { ...withoutMoments(made.slots), ...dialogue.slots };
  return { ...dialogue, slots, picked: Object.fromEntries(keys), subject: { label, fields } };
}

const existingIn = ({ text }: Clause, { purpose }: Tool): string =>
  purpose === 'move' ? splitChange(text, namesMoment).existing : text;

/** The words of a clause that may say when the caller would like to come. */
export function momentsIn(clause: Clause): string {
  if (clause.purpose === 'move') return splitChange(clause.text, namesMoment).wanted;
  return clause.purpose !== null && CONCERNS_A_BOOKING.has(clause.purpose) ? '' : clause.text;
}

const namesMoment = (words: string): boolean => marksIn(tokenize(words)).length > 0;

function interestIn(tool: Tool, words: ReadonlySet<string>, dialogue: Dialogue, before: Dialogue): number {
  const gained = tool.params.filter((param) => dialogue.slots[param.slot] !== before.slots[param.slot]);
  const unclear = tool.params.filter((param) => param.slot === dialogue.undecided?.slot);
  const choices = [...gained, ...unclear].filter((param) => param.kind === 'choice').length;
  const moments = gained.filter(isMoment).length;
  return (
    3 * shared(words, tool.own) + Math.min(2, shared(words, tool.about)) + 2 * choices + 1.5 * Math.min(1, moments)
  );
}

/** `cancel my appointment` is not served by a tool that books appointments. */
function wantsUnknownAction(words: ReadonlySet<string>, tools: readonly Tool[]): boolean {
  const actions = [...concepts('cancel'), ...concepts('move')].filter((action) => words.has(action));
  const knows = (tool: Tool, action: string) =>
    tool.own.has(action) ||
    tool.about.has(action) ||
    tool.params.some((param) => param.choices.some((choice) => choice.own.has(action)));
  return actions.some((action) => !tools.some((tool) => knows(tool, action)));
}

const lasting = (slots: Slots): Slots => Object.fromEntries(Object.entries(slots).filter(([slot]) => isLasting(slot)));

export function abandoned(dialogue: Dialogue): Dialogue {
  return {
    ...dialogue,
    goal: null,
    goalWords: '',
    prerequisites: [],
    offered: null,
    offeredBy: null,
    chosen: null,
    picked: {},
    subject: null,
    agreed: false,
    dropped: {},
    other: null,
    slots: lasting(dialogue.slots),
    undecided: null,
    demanded: [],
  };
}

export function refused(dialogue: Dialogue): Dialogue {
  const moments = Object.entries(dialogue.slots).filter(([, slot]) => slot.moment !== null);
  return {
    ...dialogue,
    offered: null,
    offeredBy: null,
    chosen: null,
    dropped: Object.fromEntries(moments),
    slots: withoutMoments(dialogue.slots),
  };
}

export function withoutMoments(slots: Slots): Slots {
  return Object.fromEntries(Object.entries(slots).filter(([, slot]) => slot.moment === null));
}

const REFERS_BACK = /\b(one|another|same)\b/i;

/** The next wish of those that wait, where it stood, or as if it were said now. */
export function takeUpNext(dialogue: Dialogue, world: World): Dialogue {
  const [next, ...later] = dialogue.later;
  if (!next) return dialogue;
  // `one for my daughter` is of the kind that was booked last.
  const likewise = 'words' in next && REFERS_BACK.test(next.words) ? withoutMoments(dialogue.made?.slots ?? {}) : {};
  const ofOthers = Object.entries(likewise).filter(([slot]) => !slot.includes(':other'));
  const before = { ...dialogue, later, slots: { ...Object.fromEntries(ofOthers), ...dialogue.slots } };
  if ('standing' in next)
    return { ...before, ...next.standing, slots: { ...next.standing.slots, ...lasting(dialogue.slots) } };
  const { words } = next;
  const clause = { text: words, purpose: purposeIn(words) };
  const acts = actsIn(words);
  const informed = takeInformation(before, { text: words, moments: momentsIn(clause), acts }, world);
  return pursueWish(informed, before, clause, acts, world);
}
