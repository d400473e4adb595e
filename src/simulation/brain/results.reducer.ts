import { z } from 'zod';
import type { BrainItem } from './brain.port.js';
import type { Dialogue, Outcome, WayOut, World } from './dialogue.types.js';
import { abandoned, refused, takeUpNext, withoutMoments } from './goals.reducer.js';
import { pickSubject } from './information.reducer.js';
import { readResult, type Reading } from './options.policy.js';
import { NOT_KNOWN } from './phrasing.policy.js';
import { answeringCall } from './questions.policy.js';
import { slotOf, subjectAmong } from './references.policy.js';
import { canonicalCall, takeService } from './services.policy.js';
import { isMoment } from './slots.policy.js';
import type { Slot, Slots } from './slots.types.js';
import { isSearch, toolFor, type Param, type Tool } from './tools.policy.js';
import { capitalised, concepts, humanise, shared } from './words.policy.js';

const ARGUMENTS = z.record(z.string(), z.unknown()).catch({});

export function takeResult(dialogue: Dialogue, item: Extract<BrainItem, { kind: 'call' }>, world: World): Dialogue {
  const tool = world.tools.find((candidate) => candidate.name === item.name);
  const callArguments = ARGUMENTS.parse(parsed(item.argumentsJson));
  const reading = readResult(item.resultJson);
  if (tool?.serves === 'an_answer') return takeAnswer(dialogue, tool, callArguments, reading, world);
  if (tool?.serves && tool.serves !== 'a_message' && tool.serves !== 'urgent_help')
    return takeService(dialogue, tool, callArguments, reading, world);
  const known = argumentSlots(tool, callArguments, dialogue);
  const called = {
    ...dialogue,
    slots: { ...known, ...dialogue.slots },
    confirmed: [...dialogue.confirmed, ...Object.values(known).map(({ value }) => String(value))],
    callsMade: [...dialogue.callsMade, canonicalCall(item.name, callArguments)],
  };
  if (!tool || tool.ends)
    return {
      ...called,
      keys: keysOf(called, reading),
      outcome: { tool: item.name, kind: 'done', reading, waysOut: [] },
    };
  const kind = outcomeOf(tool, reading, dialogue);
  const outcome: Outcome = { tool: tool.name, kind, reading, waysOut: waysOutIn(kind, tool, reading, world) };
  const keyed =
    kind === 'done'
      ? { ...called, made: madeWith(tool, reading, dialogue) }
      : { ...called, keys: keysOf(called, reading) };
  return afterwards(identified(keyed, tool, callArguments, reading), tool, outcome, world);
}

/** What can still be moved or cancelled in this conversation. */
function madeWith({ purpose }: Tool, { fields }: Reading, { made, slots }: Dialogue): Dialogue['made'] {
  if (purpose === 'book' || purpose === null) return { fields, slots };
  if (purpose === 'move') return { fields, slots: made?.slots ?? slots };
  return purpose === 'cancel' ? null : made;
}

const keysOf = ({ keys }: Dialogue, { fields }: Reading): Dialogue['keys'] => ({ ...keys, ...fields });

function outcomeOf(tool: Tool, reading: Reading, { goal }: Dialogue): Outcome['kind'] {
  const acts = tool.params.some((param) => param.kind === 'reference' && param.required);
  const failed = reading.failed || (acts && Object.values(reading.fields).includes(false));
  const options = reading.options ?? [];
  if (reading.asks) return 'asks';
  if (tool.purpose === 'hold' && !reading.failed) return 'held';
  if (tool.purpose === 'look_up' && goal === tool.name && !failed) return 'told';
  if (options.length > 0 && (failed || !acts)) return 'offers';
  if (failed) return 'failed';
  if (tool.serves === 'urgent_help') return 'told';
  if (reading.options && !acts) return 'nothing_found';
  return goal !== null && goal !== tool.name ? 'lookup' : 'done';
}

function afterwards(dialogue: Dialogue, tool: Tool, outcome: Outcome, world: World): Dialogue {
  const { kind, reading } = outcome;
  const heard = { ...stepDone(dialogue, tool, kind, world), outcome };
  switch (kind) {
    case 'offers':
      return offering(heard, tool, reading, outcome, world);
    case 'asks':
      return { ...heard, slots: withoutMoments(heard.slots), readings: reading.asks?.answers ?? null };
    case 'failed':
      return failing(heard, tool, outcome, world);
    case 'nothing_found':
      return tool.purpose === 'look_up' ? takeUpNext(abandoned(heard), world) : refused(heard);
    case 'done':
    case 'told':
      return { ...takeUpNext(abandoned(heard), world), outcome };
    case 'held':
      return { ...heard, offered: heard.chosen ? [heard.chosen] : heard.offered, chosen: null };
    case 'first':
    case 'lookup':
      return heard;
  }
}

/** What had to be done first is done: what it kept from being done may be tried again. */
function stepDone(dialogue: Dialogue, tool: Tool, kind: Outcome['kind'], world: World): Dialogue {
  const { prerequisites } = dialogue;
  if (kind === 'failed' || kind === 'asks' || !prerequisites.includes(tool.name)) return dialogue;
  return {
    ...dialogue,
    demanded: tool.purpose === 'code' ? [...dialogue.demanded, ...codesFor(prerequisites, world)] : dialogue.demanded,
    prerequisites: prerequisites.slice(0, prerequisites.indexOf(tool.name)),
    callsMade: dialogue.callsMade.filter((made) => made.startsWith(JSON.stringify([tool.name]).slice(0, -1))),
  };
}

/** Where the code that was sent is to be given. */
const codesFor = (names: readonly string[], { tools }: World): string[] =>
  tools
    .filter(({ name, purpose }) => names.includes(name) && purpose !== 'code')
    .flatMap(({ params }) => params)
    .filter(({ name }) => /code/i.test(name))
    .map(({ slot }) => slot);

/** What there is to choose from; where it is plain what the caller spoke of, that is chosen. */
function offering(dialogue: Dialogue, tool: Tool, reading: Reading, outcome: Outcome, world: World): Dialogue {
  const options = reading.options ?? [];
  const goal = world.tools.find(({ name }) => name === dialogue.goal);
  const subject = goal && tool.purpose === 'look_up' ? subjectAmong(options, dialogue.goalWords) : null;
  if (goal && subject)
    return { ...pickSubject(dialogue, subject, goal, world), outcome: { ...outcome, kind: 'lookup' } };
  return { ...dialogue, offered: options, offeredBy: tool.name, chosen: null };
}

function failing(dialogue: Dialogue, tool: Tool, outcome: Outcome, world: World): Dialogue {
  const { reading } = outcome;
  const asked = demanding(dialogue, tool, reading);
  if (asked) return asked;
  const first = prerequisiteIn(dialogue, tool, reading, world);
  if (first) {
    const anew = isSearch(first) && first.purpose === null ? { offered: null, offeredBy: null, chosen: null } : {};
    const prerequisites = [...dialogue.prerequisites, first.name];
    return { ...dialogue, ...anew, prerequisites, outcome: { ...outcome, kind: 'first', waysOut: [] } };
  }
  if (dialogue.prerequisites.includes(tool.name)) {
    const again = reading.instructions.some((text) => /\b(once more|again)\b/i.test(text));
    const anew = { ...withoutArguments(dialogue, tool), outcome: { ...outcome, waysOut: [] } };
    return again || outcome.waysOut.length === 0 ? anew : abandoned(dialogue);
  }
  return withoutChosen(dialogue) ?? refused(dialogue);
}

/** `Use verify_identity first.` */
function prerequisiteIn(dialogue: Dialogue, tool: Tool, { instructions }: Reading, { tools }: World): Tool | null {
  const named = tools.filter(
    (other) =>
      other !== tool &&
      other.usable &&
      !other.ends &&
      !other.serves &&
      other.purpose !== 'wait' &&
      instructions.some((text) => !/^offer\b/i.test(text) && new RegExp(`\\b${other.name}\\b`).test(text)),
  );
  return named.find(({ name }) => name !== dialogue.goal && !dialogue.prerequisites.includes(name)) ?? null;
}

const WAYS: [WayOut, RegExp, (tools: readonly Tool[]) => boolean][] = [
  ['wait', /\bwait(ing)? ?list\b/i, (tools) => tools.some(({ purpose, usable }) => purpose === 'wait' && usable)],
  [
    'a_message',
    /\b(take|leave|taking) (a |the )?message\b|\b(desk|somebody) (\w+ )?calls? back\b/i,
    (tools) => toolFor('a_message', tools) !== null,
  ],
  ['a_person', /\bconnect\b|\bfor a person\b/i, (tools) => toolFor('a_person', tools) !== null],
];

function waysOutIn(kind: Outcome['kind'], tool: Tool, { instructions }: Reading, { tools }: World): WayOut[] {
  if (kind !== 'failed' && tool.serves !== 'urgent_help') return [];
  const others = tools.filter((other) => other !== tool && instructions.some((text) => text.includes(other.name)));
  const names = (way: WayOut) =>
    others.some((other) => (way === 'wait' ? other.purpose === 'wait' : other.serves === way));
  return WAYS.flatMap(([way, pattern, has]) =>
    has(tools) && (names(way) || instructions.some((text) => pattern.test(text))) ? [way] : [],
  );
}

/** Who calls is known now, and for whom they may speak. */
function identified(
  dialogue: Dialogue,
  tool: Tool,
  callArguments: Readonly<Record<string, unknown>>,
  reading: Reading,
): Dialogue {
  if (tool.purpose !== 'verify' || reading.failed) return dialogue;
  const param = tool.params.find(({ kind }) => kind === 'name');
  const name = param && callArguments[param.name];
  return { ...dialogue, knownAs: typeof name === 'string' ? name : null, people: reading.people };
}

/** An answer is said when all is in; what one tool does not know another one may. */
function takeAnswer(
  dialogue: Dialogue,
  tool: Tool,
  callArguments: Record<string, unknown>,
  reading: Reading,
  { tools }: World,
): Dialogue {
  const made = canonicalCall(tool.name, callArguments);
  const isThis = ({ call }: Dialogue['errands'][number]) => canonicalCall(call.name, call.arguments) === made;
  const question = dialogue.errands.find(isThis)?.question ?? dialogue.callerSaid;
  const errands = dialogue.errands.filter((errand) => !isThis(errand));
  const outcome: Outcome = { tool: tool.name, kind: 'lookup', reading, waysOut: [] };
  const called = { ...dialogue, errands, callsMade: [...dialogue.callsMade, made], outcome };
  if (!reading.failed) return { ...called, answers: [...called.answers, ...reading.messages] };
  const asking = askedAbout(tool, callArguments, reading);
  if (asking) return { ...called, asking, answers: [...called.answers, asking.words] };
  const tried = tools.filter(({ name }) => called.callsMade.some((call) => call.startsWith(`["${name}"`)));
  const other = answeringCall(question, tools, { tried: tried.map(({ name }) => name) });
  if (other) return { ...called, errands: [...errands, { call: other, question }] };
  const words = reading.messages.length > 0 ? reading.messages : [NOT_KNOWN];
  return { ...called, answers: [...called.answers, ...words], unanswered: question };
}

/** `Ask for which treatment, then use clinic_information again.` */
function askedAbout(tool: Tool, made: Record<string, unknown>, { instructions }: Reading): Dialogue['asking'] {
  const [, what] =
    instructions.map((text) => /^ask (for .*?),? (?:and )?then use (\w+)/i.exec(text)).find(Boolean) ?? [];
  const param = tool.params.find(({ kind, name }) => kind === 'text' && made[name] === undefined);
  if (what === undefined || !param) return null;
  return { call: { name: tool.name, arguments: made }, param: param.name, words: `${capitalised(what)}?` };
}

/** When the tool says which values were wrong or missing, only those are asked for again. */
function demanding(dialogue: Dialogue, tool: Tool, { instructions, problem }: Reading): Dialogue | null {
  // `Ask for the phone number, or text a code`: the first way is tried first.
  const firstWays = instructions.map((text) => text.split(/,? or /)[0] ?? text);
  const named = tool.params.filter((param) => namesArgument(problem, param));
  const blamed =
    named.length > 0 ? named : tool.params.filter((param) => firstWays.some((text) => isAskedForIn(text, param)));
  if (blamed.length === 0) return null;
  const demanded = blamed.map((param) => param.slot);
  const kept = Object.entries(dialogue.slots).filter(([slot]) => !demanded.includes(slot));
  return { ...dialogue, slots: Object.fromEntries(kept), demanded };
}

/** It does not say which, so all that it was told is asked for again. */
function withoutArguments(dialogue: Dialogue, tool: Tool): Dialogue {
  const told = tool.params.map((param) => slotOf(param, dialogue));
  const kept = Object.entries(dialogue.slots).filter(([slot]) => !told.includes(slot));
  return { ...dialogue, slots: Object.fromEntries(kept) };
}

/** What failed with one option may go well with another that was offered beside it. */
function withoutChosen(dialogue: Dialogue): Dialogue | null {
  const others = dialogue.offered?.filter((option) => option !== dialogue.chosen) ?? [];
  return dialogue.chosen && others.length > 0 ? { ...dialogue, offered: others, chosen: null } : null;
}

/** `code_unclear` is about the argument `code`. */
function namesArgument(problem: string | null, param: Param): boolean {
  const [, named = ''] = /^(\w+)_(?:unclear|invalid|missing|incomplete|needed)$/.exec(problem ?? '') ?? [];
  return (
    named !== '' &&
    [humanise(param.name), ...(param.kind === 'reference' ? [] : [humanise(param.kind)])].includes(humanise(named))
  );
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
  when: /\b(when|day|date|time|morning|afternoon)\b(?! of birth)/i,
  date: /\b(day|date)\b/i,
  time: /\b(time|hour)\b/i,
};

/** What a call was made with was known then, even if the words that said so are not in the history any more. */
function argumentSlots(tool: Tool | undefined, callArguments: Record<string, unknown>, dialogue: Dialogue): Slots {
  const slots = (tool?.params ?? []).flatMap((param): [string, Slot][] => {
    const value = callArguments[param.name];
    if (value === undefined || param.kind === 'reference') return [];
    const phrase = typeof value === 'string' ? value : JSON.stringify(value);
    const moment = isMoment(param) ? { day: phrase, isWeek: false, time: null, phrase } : null;
    return [[slotOf(param, dialogue), { value, moment }]];
  });
  return Object.fromEntries(slots);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
