import { z } from 'zod';
import { actsIn, asksToGoOn, factFor, isBackchannel, isBareNo, type Acts } from './acts.policy.js';
import type { BrainItem } from './brain.port.js';
import type { Dialogue, Outcome, World } from './dialogue.types.js';
import { marksIn, momentIn } from './moments.policy.js';
import { chosenAmong, readResult, type Option, type Reading, type Scalar } from './options.policy.js';
import { MOST_OPTIONS } from './phrasing.policy.js';
import { canonicalCall, keyedMeanwhile, takeService } from './services.policy.js';
import { askedFor, catchSlots, isMoment, type Caught, type Slot, type Slots } from './slots.policy.js';
import { conversational, isSearch, producerOf, toolFor, type Param, type Tool } from './tools.policy.js';
import { holdsMessage, wishIn } from './wishes.policy.js';
import { concepts, shared, tokenize } from './words.policy.js';

export function reduceDialogue(dialogue: Dialogue, item: BrainItem, world: World): Dialogue {
  switch (item.kind) {
    case 'agent':
      return { ...dialogue, agentSaid: `${dialogue.agentSaid} ${item.text}`.trim(), outcome: null, turn: null };
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
    agentSaidBefore: before.agentSaid || before.agentSaidBefore,
    callerSaid: text,
    callerWords: [...before.callerWords, text],
    callsMade: [],
    outcome: null,
  };
  const acts = actsIn(text);
  if (acts.asksToRepeat) return { ...fresh, turn: { kind: 'repeat' } };
  const keyed = keyedMeanwhile(text, world.tools);
  if (keyed) return { ...fresh, slots: { ...fresh.slots, ...keyed }, turn: { kind: 'agreed' } };
  const dictated = acts.dropsIt || acts.inaudible ? null : dictation(fresh, text, world);
  if (dictated) return { ...dictated, turn: { kind: 'progress' } };
  const wished = wishedTool(fresh, text, acts, world);
  if (!wished && acts.asksForFact && marksIn(tokenize(text)).length === 0)
    return { ...fresh, turn: { kind: 'fact', fact: factFor(world.prompt, text) } };
  const informed = takeInformation(fresh, text, acts, world);
  if (wished) return grant(informed, wished, before, text, world);
  const pursuing = pursueWish(informed, before, text, world);
  if (hasProgressed(before, pursuing)) return { ...pursuing, turn: { kind: 'progress' } };
  return withoutProgress(fresh, text, acts);
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

/** The tool that serves what the caller asks of any line, or agrees to when it is offered. */
function wishedTool({ agentSaidBefore }: Dialogue, text: string, acts: Acts, { tools }: World): Tool | null {
  const question = /[^.!?]*\?$/.exec(agentSaidBefore.trim())?.[0] ?? '';
  const wish = wishIn(text) ?? (acts.agrees ? wishIn(question) : null);
  return wish && toolFor(wish, tools);
}

function grant(dialogue: Dialogue, tool: Tool, before: Dialogue, text: string, world: World): Dialogue {
  if (tool.serves !== 'a_message') {
    const goesOn = tool.serves === 'no_recording' ? pursueWish(dialogue, before, text, world) : dialogue;
    return { ...goesOn, turn: { kind: 'wish', tool: tool.name } };
  }
  const message = tool.params.find((param) => param.kind === 'text');
  const begun = { ...dialogue, goal: tool.name, turn: { kind: 'progress' } as const };
  return message && holdsMessage(text) ? withText(begun, message, text) : begun;
}

function withoutProgress(dialogue: Dialogue, text: string, acts: Acts): Dialogue {
  const closing = /anything else/i.test(dialogue.agentSaidBefore) && isBareNo(text);
  if (acts.takesLeave || closing) return { ...dialogue, turn: { kind: 'leave' } };
  if (acts.dropsIt) return { ...abandoned(dialogue), turn: { kind: 'drop' } };
  if (acts.declines && dialogue.offered) return { ...refused(dialogue), turn: { kind: 'declined' } };
  if (acts.inaudible || text.trim() === '') return { ...dialogue, turn: { kind: 'unclear' } };
  if (acts.says) return { ...dialogue, turn: { kind: acts.says } };
  if (acts.agrees) return { ...dialogue, turn: { kind: 'agreed' } };
  return { ...dialogue, turn: { kind: 'unknown' } };
}

function hasProgressed(before: Dialogue, after: Dialogue): boolean {
  return (
    before.goal !== after.goal ||
    before.chosen !== after.chosen ||
    before.offered !== after.offered ||
    before.slots !== after.slots ||
    (after.undecided !== null && after.undecided !== before.undecided)
  );
}

function abandoned(dialogue: Dialogue): Dialogue {
  const kept = Object.entries(dialogue.slots).filter(([slot]) => ['name', 'phone', 'email'].includes(slot));
  return {
    ...dialogue,
    goal: null,
    offered: null,
    offeredBy: null,
    chosen: null,
    slots: Object.fromEntries(kept),
    undecided: null,
    demanded: [],
  };
}

function refused(dialogue: Dialogue): Dialogue {
  return { ...dialogue, offered: null, offeredBy: null, chosen: null, slots: withoutMoments(dialogue.slots) };
}

/** What failed with one option may go well with another that was offered beside it. */
function withoutChosen(dialogue: Dialogue): Dialogue | null {
  const others = dialogue.offered?.filter((option) => option !== dialogue.chosen) ?? [];
  return dialogue.chosen && others.length > 0 ? { ...dialogue, offered: others, chosen: null } : null;
}

function withoutMoments(slots: Slots): Slots {
  return Object.fromEntries(Object.entries(slots).filter(([, slot]) => slot.moment === null));
}

/** Choices among what is on offer first; then whatever values the turn gives. */
function takeInformation(dialogue: Dialogue, text: string, acts: Acts, world: World): Dialogue {
  // Who has chosen is answering another question by now, unless it is to take the choice back.
  const choosesNow = dialogue.chosen === null || acts.corrects;
  const picked = dialogue.offered && choosesNow ? picks(dialogue.offered, text, acts) : [];
  const caught = caughtIn(dialogue, text, acts, picked.length > 0, world);
  const changed = Object.entries(caught.slots).filter(([slot, { value }]) => dialogue.slots[slot]?.value !== value);
  const slots = changed.length > 0 ? { ...dialogue.slots, ...Object.fromEntries(changed) } : dialogue.slots;
  const answered = changed.some(([, { moment }]) => moment !== null);
  const readings = answered ? null : dialogue.readings;
  const informed = { ...dialogue, slots, undecided: caught.undecided, readings };
  if (picked.length > 0) return settle(informed, picked, world);
  const searches = sourcesOf(dialogue.offeredBy, world.tools);
  const outdated = changed.some(([slot]) => searches.some((tool) => tool.params.some((param) => param.slot === slot)));
  return outdated ? { ...informed, offered: null, offeredBy: null, chosen: null } : informed;
}

function picks(offered: readonly Option[], text: string, acts: Acts): readonly Option[] {
  const marks = marksIn(tokenize(text));
  const wantsOtherDay =
    acts.corrects && marks.some((mark) => mark.kind !== 'time') && !marks.some((mark) => mark.clock);
  const indices = wantsOtherDay || acts.shift ? [] : chosenAmong(offered, text, MOST_OPTIONS);
  const named = indices.flatMap((index) => offered[index] ?? []);
  if (named.length > 0) return named;
  return acts.agrees && offered.length === 1 ? offered : [];
}

/** One pick is a choice; several narrow the offer down. */
function settle(dialogue: Dialogue, picked: readonly Option[], world: World): Dialogue {
  const [only] = picked;
  if (!only || picked.length > 1) {
    const narrower = picked.length < (dialogue.offered?.length ?? 0);
    return narrower ? { ...dialogue, offered: picked, chosen: null } : { ...dialogue, offered: [...picked] };
  }
  const takers = world.tools.filter(
    (tool) => tool.usable && tool.params.some((param) => keyFor(only.fields, param) !== undefined),
  );
  const taker = takers.find((tool) => tool.name === dialogue.goal) ?? mostInteresting(takers, dialogue.interest);
  return { ...dialogue, chosen: only, goal: taker?.name ?? null, ...(taker ? {} : { offered: null, offeredBy: null }) };
}

function mostInteresting(tools: readonly Tool[], interest: Dialogue['interest']): Tool | undefined {
  const score = (tool: Tool) => interest[tool.name] ?? 0;
  return tools.reduce<Tool | undefined>((best, tool) => (best && score(best) >= score(tool) ? best : tool), undefined);
}

function caughtIn(dialogue: Dialogue, text: string, acts: Acts, picksOffer: boolean, world: World): Caught {
  const params = conversational(world.tools);
  const asked = askedFor(dialogue.agentSaidBefore, params);
  const { slots: known, undecided } = dialogue;
  const meant = meantMoment(dialogue, text, params);
  if (meant) return { slots: meant, undecided };
  const caught = catchSlots(text, { params, asked, known, undecided, picksOffer });
  const shifted = shiftedMoment(dialogue, acts, params);
  const says = Object.values(caught.slots).some((slot) => slot.moment !== null);
  return shifted && !says ? { ...caught, slots: { ...caught.slots, ...shifted } } : caught;
}

/** Which of the moments that they were asked about the caller meant; null when their words don't tell one from the others. */
function meantMoment({ readings }: Dialogue, text: string, params: readonly Param[]): Slots | null {
  const param = params.find((candidate) => candidate.kind === 'when');
  const [only, ...others] = readings ? chosenAmong(readings, text, readings.length) : [];
  const phrase = only === undefined || others.length > 0 ? undefined : readings?.[only]?.label;
  if (!param || phrase === undefined) return null;
  return { [param.slot]: { value: phrase, moment: { day: phrase, isWeek: false, time: null, phrase } } };
}

/** `anything later?` is later than the last option that was read out. */
function shiftedMoment(dialogue: Dialogue, acts: Acts, params: readonly Param[]): Slots | null {
  const shown = dialogue.offered?.slice(0, MOST_OPTIONS);
  const edge = acts.shift === 'after' ? shown?.at(-1) : shown?.[0];
  const param = params.find((candidate) => candidate.kind === 'when');
  if (!acts.shift || !edge || !param) return null;
  const tokens = tokenize(edge.label);
  const said = momentIn(tokens, marksIn(tokens));
  const time = said?.time ? `${acts.shift} ${said.time}` : null;
  const phrase = said?.day && time ? `${said.day} ${time}` : `${acts.shift} ${edge.label}`;
  const slot: Slot = { value: phrase, moment: { day: said?.day ?? phrase, isWeek: false, time, phrase } };
  return { [param.slot]: slot };
}

/** The searches behind an offer: when one of the values they take changes, what they found no longer counts. */
function sourcesOf(offeredBy: string | null, tools: readonly Tool[]): Tool[] {
  const tool = tools.find((candidate) => candidate.name === offeredBy);
  if (!tool || isSearch(tool)) return tool ? [tool] : [];
  const keys = tool.params.filter((param) => param.kind === 'reference');
  return keys.map((key) => producerOf(key, tool, tools)).filter((producer) => producer !== null);
}

const ENOUGH_INTEREST = 1.5;

/** Which tool serves what was said, if any; a step towards the present goal is no new goal. */
function pursueWish(dialogue: Dialogue, before: Dialogue, text: string, world: World): Dialogue {
  const words = concepts(text);
  const scores = world.tools
    .filter((tool) => tool.usable && !tool.ends && !tool.serves)
    .map((tool) => ({
      tool,
      named: shared(words, tool.own),
      score: interestIn(tool, words, dialogue, before),
    }));
  const interest = { ...dialogue.interest };
  for (const { tool, score } of scores) interest[tool.name] = (interest[tool.name] ?? 0) + score;
  const top = scores.reduce<(typeof scores)[number] | null>(
    (best, next) => (next.score > (best?.score ?? 0) ? next : best),
    null,
  );
  const heard = { ...dialogue, interest };
  if (!top || top.score < ENOUGH_INTEREST) return heard;
  const goal = world.tools.find((tool) => tool.name === dialogue.goal);
  if (!goal) return wantsUnknownAction(words, world.tools) ? heard : { ...heard, goal: top.tool.name };
  const isStepOf = (step: Tool, whole: Tool) =>
    whole.params.some((param) => param.kind === 'reference' && producerOf(param, whole, world.tools) === step);
  const keeps = top.named === 0 || top.tool === goal || isStepOf(top.tool, goal) || dialogue.chosen !== before.chosen;
  if (keeps) return heard;
  return isStepOf(goal, top.tool)
    ? { ...heard, goal: top.tool.name }
    : { ...abandoned(heard), slots: heard.slots, goal: top.tool.name };
}

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

const ARGUMENTS = z.record(z.string(), z.unknown()).catch({});

function takeResult(dialogue: Dialogue, item: Extract<BrainItem, { kind: 'call' }>, world: World): Dialogue {
  const tool = world.tools.find((candidate) => candidate.name === item.name);
  const callArguments = ARGUMENTS.parse(parsed(item.argumentsJson));
  const reading = readResult(item.resultJson);
  if (tool?.serves && tool.serves !== 'a_message') return takeService(dialogue, tool, callArguments, reading, world);
  const called = {
    ...dialogue,
    slots: { ...argumentSlots(tool, callArguments), ...dialogue.slots },
    keys: { ...dialogue.keys, ...reading.fields },
    callsMade: [...dialogue.callsMade, canonicalCall(item.name, callArguments)],
  };
  if (!tool || tool.ends) return { ...called, outcome: { tool: item.name, kind: 'done', reading } };
  const kind = outcomeOf(tool, reading, dialogue.goal);
  return { ...afterwards(called, tool, kind, reading), outcome: { tool: tool.name, kind, reading } };
}

function outcomeOf(tool: Tool, reading: Reading, goal: string | null): Outcome['kind'] {
  const acts = tool.params.some((param) => param.kind === 'reference');
  const failed = reading.failed || (acts && Object.values(reading.fields).includes(false));
  const options = reading.options ?? [];
  if (reading.asks) return 'asks';
  if (options.length > 0 && (failed || !acts)) return 'offers';
  if (failed) return 'failed';
  if (reading.options && !acts) return 'nothing_found';
  return goal !== null && goal !== tool.name ? 'lookup' : 'done';
}

function afterwards(dialogue: Dialogue, tool: Tool, kind: Outcome['kind'], reading: Reading): Dialogue {
  switch (kind) {
    case 'offers':
      return { ...dialogue, offered: reading.options, offeredBy: tool.name, chosen: null };
    case 'asks':
      return { ...dialogue, slots: withoutMoments(dialogue.slots), readings: reading.asks?.answers ?? null };
    case 'failed':
      return demanding(dialogue, tool, reading) ?? withoutChosen(dialogue) ?? refused(dialogue);
    case 'nothing_found':
      return refused(dialogue);
    case 'done':
      return abandoned(dialogue);
    case 'lookup':
      return dialogue;
  }
}

/** When the tool says which values were wrong or missing, only those are asked for again. */
function demanding(dialogue: Dialogue, tool: Tool, { instructions }: Reading): Dialogue | null {
  const blamed = tool.params.filter((param) => instructions.some((text) => isAskedForIn(text, param)));
  if (blamed.length === 0) return null;
  const demanded = blamed.map((param) => param.slot);
  const kept = Object.entries(dialogue.slots).filter(([slot]) => !demanded.includes(slot));
  return { ...dialogue, slots: Object.fromEntries(kept), demanded };
}

function isAskedForIn(instruction: string, param: Param): boolean {
  if (param.kind === 'reference') return false;
  const name = param.name.replace(/\W/g, '');
  if (name !== '' && new RegExp(`\\b${name}\\b`).test(instruction)) return true;
  return (
    /^(please )?ask\b/i.test(instruction) && (SUBJECTS[param.kind]?.test(instruction) ?? namesIt(instruction, param))
  );
}

const namesIt = (instruction: string, param: Param): boolean => shared(concepts(instruction), concepts(param.noun)) > 0;

const SUBJECTS: Partial<Record<Param['kind'], RegExp>> = {
  name: /\bnames?\b/i,
  phone: /\b(phone|number)\b/i,
  email: /\bemail\b/i,
  when: /\b(when|day|date|time|morning|afternoon)\b/i,
  date: /\b(day|date)\b/i,
  time: /\b(time|hour)\b/i,
};

/** What a call was made with was known then, even if the words that said so are not in the history any more. */
function argumentSlots(tool: Tool | undefined, callArguments: Record<string, unknown>): Slots {
  const slots = (tool?.params ?? []).flatMap((param): [string, Slot][] => {
    const value = callArguments[param.name];
    if (value === undefined || param.kind === 'reference') return [];
    const phrase = typeof value === 'string' ? value : JSON.stringify(value);
    const moment = isMoment(param) ? { day: phrase, isWeek: false, time: null, phrase } : null;
    return [[param.slot, { value, moment }]];
  });
  return Object.fromEntries(slots);
}

/** The value an option or a result holds for a reference parameter. Keys are never made up. */
export function keyFor(fields: Readonly<Record<string, Scalar>>, param: Param): Scalar | undefined {
  if (param.kind !== 'reference') return undefined;
  const same = (name: string) => name.replace(/[_-]/g, '').toLowerCase();
  const entry = Object.entries(fields).find(([name]) => same(name) === same(param.name));
  const value = entry?.[1] ?? fields['id'];
  const type = param.type === 'integer' ? 'number' : param.type;
  return value !== undefined && (type === '' || typeof value === type) ? value : undefined;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
