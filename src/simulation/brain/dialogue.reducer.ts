import { actsIn, asksToGoOn, factFor, isBackchannel, isBareNo, type Acts } from './acts.policy.js';
import { askedAside, isAside, thingSpokenOf, withWhatItConcerns } from './asides.reducer.js';
import type { BrainItem } from './brain.port.js';
import type { Dialogue, Later, World } from './dialogue.types.js';
import { abandoned, momentsIn, pursueWish, refused, suspended } from './goals.reducer.js';
import { takeInformation } from './information.reducer.js';
import { marksIn } from './moments.policy.js';
import { chosenAmong } from './options.policy.js';
import {
  IS_THAT_RIGHT,
  MOST_OPTIONS,
  MOVE_OR_CANCEL,
  NOT_FOR_OTHERS,
  readBack,
  SHALL_I_CANCEL,
  TAKE_YOUR_TIME,
  THEIR_NAME,
} from './phrasing.policy.js';
import { canNotCome, clausesOf, purposeIn, type Clause, type Purpose } from './purposes.policy.js';
import { answeringCall } from './questions.policy.js';
import { isForeign } from './language.policy.js';
import { isLasting } from './references.policy.js';
import { takeResult } from './results.reducer.js';
import { keyedMeanwhile } from './services.policy.js';
import { askedFor, catchSlots, isMoment } from './slots.policy.js';
import { conversational, toolFor, type Param, type Tool } from './tools.policy.js';
import { endangersLife, holdsMessage, isUrgent, wishIn } from './wishes.policy.js';
import { tokenize } from './words.policy.js';

export function reduceDialogue(dialogue: Dialogue, item: BrainItem, world: World): Dialogue {
  switch (item.kind) {
    case 'agent':
      return {
        ...dialogue,
        agentSaid: `${dialogue.agentSaid} ${item.text}`.trim(),
        agentWords: `${dialogue.agentWords} ${item.text}`,
        outcome: null,
        turn: null,
        answers: [],
      };
    case 'user':
      if ((item.cutsReply && isBackchannel(item.text)) || asksToGoOn(item.text))
        return { ...dialogue, callsMade: [], turn: { kind: 'go_on' } };
      return countMisses(hearCaller(dialogue, item.text, world));
    case 'call':
      return takeResult(dialogue, item, world);
  }
}

function countMisses(dialogue: Dialogue): Dialogue {
  const missed = dialogue.turn?.kind === 'unclear' || dialogue.turn?.kind === 'unknown';
  return { ...dialogue, misses: missed ? dialogue.misses + 1 : 0 };
}

function hearCaller(before: Dialogue, text: string, world: World): Dialogue {
  const fresh: Dialogue = {
    ...before,
    agentSaid: '',
    agentSaidBefore: isPatience(before.agentSaid) ? before.agentSaidBefore : before.agentSaid,
    callerSaid: text,
    callerWords: [...before.callerWords, text],
    callsMade: [],
    errands: [],
    outcome: null,
  };
  const acts = actsIn(text);
  if (acts.asksToRepeat) return { ...fresh, turn: { kind: 'repeat' } };
  const keyed = keyedMeanwhile(text, world.tools);
  if (keyed) return { ...fresh, slots: { ...fresh.slots, ...keyed }, turn: { kind: 'agreed' } };
  const dictated = acts.dropsIt || acts.inaudible ? null : dictation(fresh, text, world);
  if (dictated) return { ...dictated, turn: { kind: 'progress' } };
  return acts.asksWhoSpeaks
    ? { ...fresh, turn: { kind: 'who_speaks' } }
    : hearClauses(fresh, before, text, acts, world);
}

/** What was said to somebody who thinks, to its end or cut, puts no question in the place of the one they think about. */
const isPatience = (said: string): boolean => TAKE_YOUR_TIME.startsWith(said.replace(/[….\s]+$/, ''));

/** Questions are answered, the first wish is pursued, and those that come after it wait. */
function hearClauses(told: Dialogue, before: Dialogue, text: string, acts: Acts, world: World): Dialogue {
  // Who was told that it can't be is about something else by now.
  const fresh = told.agentSaidBefore.includes(NOT_FOR_OTHERS) ? abandoned(told) : told;
  const aside = askedAside(fresh, text);
  if (aside) return aside;
  const spokenOf = thingSpokenOf(fresh, world);
  const answerable = (piece: string) =>
    wishIn(piece) !== 'a_person' && isAside(piece, fresh) && answeringCall(piece, world.tools) !== null;
  const clauses = clausesOf(text, answerable);
  const errands = clauses.flatMap(({ text: question }) => {
    const call = answerable(question) ? answeringCall(question, world.tools, { spokenOf }) : null;
    return call ? [{ call, question }] : [];
  });
  const [main, ...others] = withoutSecondThoughts(clauses.filter(({ text: piece }) => !answerable(piece)));
  const asking = { ...fresh, errands };
  if (!main)
    return { ...withWhatItConcerns(asking, text, world), turn: { kind: errands.length > 0 ? 'asked' : 'unclear' } };
  const heard = hearWish(asking, before, { main, others }, errands.length > 0 ? actsIn(main.text) : acts, world);
  const missed = heard.turn?.kind === 'unknown' || heard.turn?.kind === 'unclear';
  return missed && errands.length > 0 ? { ...heard, turn: { kind: 'asked' } } : heard;
}

const SECOND_THOUGHT =
  /^(and |but |oh,? )?(actually|no\b|wait|sorry|on second thought|never ?mind|rather|or rather|scratch that)/i;

/** `I need to reschedule. Actually no, just cancel it.` is one wish: the last one. */
function withoutSecondThoughts(clauses: readonly Clause[]): Clause[] {
  return clauses.reduce<Clause[]>((kept, clause) => {
    const before = kept.at(-1);
    const replaces = before && clause.purpose !== null && SECOND_THOUGHT.test(clause.text);
    if (!replaces) return [...kept, clause];
    return [...kept.slice(0, -1), { text: `${clause.text} ${before.text}`, purpose: clause.purpose }];
  }, []);
}

const WORDS_OF_A_FAREWELL = 4;

interface Wishes {
  main: Clause;
  others: readonly Clause[];
}

function hearWish(fresh: Dialogue, before: Dialogue, wishes: Wishes, acts: Acts, world: World): Dialogue {
  const clause = answering(wishes.main, fresh, acts, world);
  const { text } = clause;
  if (acts.takesLeave && clause.purpose === null && tokenize(text).length <= WORDS_OF_A_FAREWELL)
    return { ...fresh, turn: { kind: 'leave' } };
  const drops = acts.dropsIt && clause.purpose !== 'cancel' && clause.purpose !== 'move';
  if (drops && fresh.goal !== null && marksIn(tokenize(text)).length === 0)
    return { ...abandoned(fresh), turn: { kind: 'drop' } };
  const person = [clause, ...wishes.others].some(({ text: words }) => wishIn(words) === 'a_person');
  const toPerson = person ? toolFor('a_person', world.tools) : null;
  if (toPerson) return { ...fresh, turn: { kind: 'wish', tool: toPerson.name } };
  const urgent = urgentTool(fresh, text, world);
  if (urgent) return { ...fresh, helped: true, turn: { kind: 'wish', tool: urgent.name } };
  const wished = wishedTool(fresh, clause, acts, world);
  if (!wished) {
    if (clause.purpose === null && acts.asksForFact && marksIn(tokenize(text)).length === 0)
      return { ...fresh, turn: { kind: 'fact', fact: factFor(world.prompt, text) } };
    const answered = checked(fresh, text, acts) ?? held(fresh, clause, acts, world);
    if (answered) return answered;
  }
  const informed = takeInformation(fresh, { text, moments: momentsIn(clause), acts }, world);
  const keeper = world.tools.find(({ purpose, usable }) => purpose === 'hold' && usable);
  if (keeper && clause.purpose === 'hold' && informed.chosen)
    return { ...informed, turn: { kind: 'hold', tool: keeper.name } };
  if (wished) return grant(informed, wished, before, clause, acts, world);
  const waiting = wishes.others.map(({ text: words }): Later => ({ words }));
  const known = lastingIn(informed, wishes.others, world);
  const pursuing = pursueWish({ ...known, later: [...known.later, ...waiting] }, before, clause, acts, world);
  if (hasProgressed(before, pursuing)) return { ...pursuing, turn: { kind: 'progress' } };
  return withoutProgress({ ...fresh, interest: pursuing.interest }, text, acts);
}

/** Who calls, and where to reach them, may be said beside any wish. */
function lastingIn(dialogue: Dialogue, others: readonly Clause[], { tools }: World): Dialogue {
  const params = conversational(tools).filter(({ slot }) => isLasting(slot));
  const listening = { params, asked: null, known: dialogue.slots, undecided: null, picksOffer: false };
  const caught = others.map(({ text }) => catchSlots(text, listening).slots);
  return others.length > 0
    ? { ...dialogue, slots: Object.assign({}, dialogue.slots, ...caught) as Dialogue['slots'] }
    : dialogue;
}

/** What a short answer means follows from the question. */
function answering(clause: Clause, { agentSaidBefore, goal, made }: Dialogue, acts: Acts, { tools }: World): Clause {
  if (clause.purpose !== null) return clause;
  const has = (purpose: Purpose) => tools.some((tool) => tool.purpose === purpose && tool.usable);
  const said = clause.text.toLowerCase();
  const asked = questionIn(agentSaidBefore);
  if (asked === MOVE_OR_CANCEL && /\b(another|different|new|other|later|earlier|first|to)\b/.test(said) && has('move'))
    return { ...clause, purpose: 'move' };
  if (acts.agrees && purposeIn(asked) === 'wait' && !/\bmessage\b/.test(said)) return { ...clause, purpose: 'wait' };
  // A time that was booked a moment ago is taken back in the same way as one that was only chosen.
  const takesBack = goal === null && made !== null && acts.corrects && marksIn(tokenize(clause.text)).length > 0;
  if (takesBack && has('move')) return { text: `Move it to ${clause.text.replace(CORRECTION, '')}`, purpose: 'move' };
  return clause;
}

const CORRECTION =
  /^((no|sorry|wait|actually|oh|hang on|can we|could we|make it|make that|can you|could you|let's do|i'd rather|do)\b[, ]*)+/i;

const questionIn = (said: string): string => /[^.!?]*\?$/.exec(said.trim())?.[0].trim() ?? '';

/** The answer to whether a number was heard right, or whether a visit is really to be cancelled. */
function checked(dialogue: Dialogue, text: string, acts: Acts): Dialogue | null {
  const { agentSaidBefore, slots } = dialogue;
  const sure = acts.agrees && !acts.declines;
  if (acts.takesLeave) return null;
  if (agentSaidBefore.endsWith(SHALL_I_CANCEL) && dialogue.goal !== null) {
    if (sure || purposeIn(text) === 'cancel') return { ...dialogue, agreed: true, turn: { kind: 'progress' } };
    return isBareNo(text) ? { ...abandoned(dialogue), turn: { kind: 'drop' } } : null;
  }
  if (!agentSaidBefore.endsWith(IS_THAT_RIGHT)) return null;
  const asked = Object.entries(slots).find(
    ([, { value }]) => typeof value === 'string' && agentSaidBefore.includes(readBack(value)),
  );
  if (!asked) return null;
  const [slot, { value }] = asked;
  if (sure) return { ...dialogue, confirmed: [...dialogue.confirmed, String(value)], turn: { kind: 'progress' } };
  if (
    !acts.declines ||
    /\d|\b(zero|oh|one|two|three|four|five|six|seven|eight|nine)\b.*\b(zero|oh|one|two|three|four|five|six|seven|eight|nine)\b/i.test(
      text,
    )
  )
    return null;
  const kept = Object.entries(slots).filter(([other]) => other !== slot);
  const demanded = [...dialogue.demanded, slot];
  return { ...dialogue, slots: Object.fromEntries(kept), demanded, turn: { kind: 'progress' } };
}

/** Turns that bring nothing, and are no failure of anybody's: a moment to think, a word to a child. */
function held(dialogue: Dialogue, clause: Clause, acts: Acts, world: World): Dialogue | null {
  const { text, purpose } = clause;
  const params = conversational(world.tools);
  const { other } = dialogue;
  const theirName =
    other && dialogue.agentSaidBefore.endsWith(THEIR_NAME) ? /\p{Lu}\p{Ll}+(?=[.!,\s]*$)/u.exec(text)?.[0] : null;
  if (other && theirName) return { ...dialogue, other: { ...other, name: theirName }, turn: { kind: 'progress' } };
  const asked = askedFor(dialogue.agentSaidBefore, params);
  const marks = marksIn(tokenize(text));
  if (clause.purpose === 'code') return proofByCode(dialogue, null, world);
  if (asked && acts.cannotSay && !acts.inaudible && marks.length === 0)
    return proofByCode(dialogue, asked, world) ?? { ...dialogue, turn: { kind: 'cannot_say' } };
  if (canNotCome(text) && purpose === null && dialogue.goal === null) return puzzled(dialogue, text, world);
  if (!acts.hesitates || purpose !== null || acts.agrees) return null;
  const telling = params.filter((param) => param.kind !== 'text' && param.kind !== 'name' && !isMoment(param));
  const listening = { params: telling, asked, known: {} };
  const caught = catchSlots(text, { ...listening, undecided: null, picksOffer: false }).slots;
  const picks = dialogue.offered ? chosenAmong(dialogue.offered, text, MOST_OPTIONS).length > 0 : false;
  const tells =
    /\b(name is|name's|this is|i am|i'm|it's|it is) \p{Lu}/iu.test(text) && /\p{Lu}\p{Ll}+ \p{Lu}/u.test(text);
  const says = marks.length > 0 || Object.keys(caught).length > 0 || picks || tells;
  return says ? null : { ...dialogue, turn: { kind: 'hesitates' } };
}

/** Who can't prove who they are in one way gets a code for it, where that is possible. */
function proofByCode(dialogue: Dialogue, asked: Param | null, { tools }: World): Dialogue | null {
  const step = tools.find(({ name }) => name === dialogue.prerequisites.at(-1));
  const code = tools.find(({ purpose, usable }) => purpose === 'code' && usable);
  const takesCode = step?.params.some((param) => !param.required && param !== asked && /code/i.test(param.name));
  if (!code || !takesCode || (asked && !dialogue.demanded.includes(asked.slot))) return null;
  const prerequisites = [...dialogue.prerequisites, code.name];
  return { ...dialogue, demanded: [], prerequisites, turn: { kind: 'progress' } };
}

function puzzled(dialogue: Dialogue, text: string, { tools }: World): Dialogue | null {
  const has = (purpose: Purpose) => tools.some((tool) => tool.purpose === purpose && tool.usable);
  return has('move') && has('cancel') ? { ...dialogue, goalWords: text, turn: { kind: 'move_or_cancel' } } : null;
}

/** Whoever dictates a message is not listened to for anything else. */
function dictation(dialogue: Dialogue, text: string, world: World): Dialogue | null {
  const goal = world.tools.find((tool) => tool.name === dialogue.goal);
  const asked = goal?.serves === 'a_message' ? askedFor(dialogue.agentSaidBefore, goal.params) : null;
  return asked?.kind === 'text' && text.trim() !== '' ? withText(dialogue, asked, text) : null;
}

const withText = (dialogue: Dialogue, param: Param, text: string): Dialogue => ({
  ...dialogue,
  slots: { ...dialogue.slots, [param.slot]: { value: text.trim(), moment: null } },
});

/** What can not wait; where life is in danger a person is better than any tool. */
function urgentTool({ helped }: Dialogue, text: string, { tools }: World): Tool | null {
  const leavesWord = wishIn(text) === 'a_message';
  return !helped && !leavesWord && isUrgent(text) && !endangersLife(text) ? toolFor('urgent_help', tools) : null;
}

/** The tool that serves what the caller asks of any line, or agrees to when it is offered. */
function wishedTool({ agentSaidBefore }: Dialogue, clause: Clause, acts: Acts, { tools }: World): Tool | null {
  const agreesTo = acts.agrees && clause.purpose === null ? questionIn(agentSaidBefore) : '';
  const wish = wishIn(clause.text) ?? wishIn(agreesTo);
  return wish && toolFor(wish, tools);
}

function grant(dialogue: Dialogue, tool: Tool, before: Dialogue, clause: Clause, acts: Acts, world: World): Dialogue {
  if (tool.serves !== 'a_message') {
    const goesOn = tool.serves === 'no_recording' ? pursueWish(dialogue, before, clause, acts, world) : dialogue;
    return { ...goesOn, turn: { kind: 'wish', tool: tool.name } };
  }
  const message = tool.params.find((param) => param.kind === 'text');
  const waits = before.goal !== null && before.goal !== tool.name;
  const begun = {
    ...(waits ? suspended(dialogue, before) : dialogue),
    goal: tool.name,
    goalWords: '',
    unanswered: null,
    turn: { kind: 'progress' } as const,
  };
  if (message && holdsMessage(clause.text)) return withText(begun, message, clause.text);
  if (!message || dialogue.unanswered === null) return begun;
  const kinds = tool.params.flatMap(({ slot, choices }) => choices.map(({ value, label }) => ({ slot, value, label })));
  const kind = kinds.find(({ label }) => label === 'question');
  const asking = withText(begun, message, dialogue.unanswered);
  return kind ? { ...asking, slots: { ...asking.slots, [kind.slot]: { value: kind.value, moment: null } } } : asking;
}

function withoutProgress(dialogue: Dialogue, text: string, acts: Acts): Dialogue {
  const closing = /anything else/i.test(dialogue.agentSaidBefore) && isBareNo(text);
  if (acts.takesLeave || closing) return { ...dialogue, turn: { kind: 'leave' } };
  if (acts.dropsIt) return { ...abandoned(dialogue), turn: { kind: 'drop' } };
  const offer = questionIn(dialogue.agentSaidBefore);
  const offersWay = wishIn(offer) !== null || purposeIn(offer) === 'wait';
  if (acts.declines && offersWay) return { ...dialogue, unanswered: null, turn: { kind: 'declined' } };
  if (acts.declines && dialogue.offered && !dialogue.chosen)
    return { ...refused(dialogue), turn: { kind: 'declined' } };
  if (acts.inaudible || text.trim() === '' || isForeign(text)) return { ...dialogue, turn: { kind: 'unclear' } };
  if (acts.upset) return { ...dialogue, turn: { kind: 'upset', again: dialogue.apologised }, apologised: true };
  if (acts.says) return { ...dialogue, turn: { kind: acts.says } };
  if (acts.agrees) return { ...dialogue, turn: { kind: 'agreed' } };
  return { ...dialogue, turn: { kind: 'unknown' } };
}

function hasProgressed(before: Dialogue, after: Dialogue): boolean {
  return (
    before.goal !== after.goal ||
    before.chosen !== after.chosen ||
    before.picked !== after.picked ||
    before.offered !== after.offered ||
    before.slots !== after.slots ||
    before.later.length !== after.later.length ||
    (after.undecided !== null && after.undecided !== before.undecided)
  );
}
