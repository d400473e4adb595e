import type { Brain, BrainCall, BrainContext, BrainItem, BrainStep } from './brain.port.js';
import { keyFor, reduceDialogue } from './dialogue.reducer.js';
import { spokenFor, type Reading } from './options.policy.js';
import { NOTHING_YET, type Dialogue, type Outcome, type World } from './dialogue.types.js';
import {
  ANYTHING_ELSE,
  askFor,
  cannotHelp,
  confirmation,
  CONNECTING,
  DID_NOT_WORK,
  FAREWELL,
  HARD_TO_HEAR,
  HOW_CAN_I_HELP,
  LET_ME_LOOK,
  NO_RECORDING,
  NOT_CAUGHT,
  NOTHING_FOUND,
  offer,
  STILL_NOT_CAUGHT,
} from './phrasing.policy.js';
import { doneSoFar } from './done-so-far.policy.js';
import { canonicalCall, keypadCall, partingArguments, serviceArguments } from './services.policy.js';
import { askedFor } from './slots.policy.js';
import { conversational, isSearch, producerOf, readTools, toolFor, type Param, type Tool } from './tools.policy.js';
import type { Wish } from './wishes.policy.js';
import { respondInSpanish } from './spanish.policy.js';
import { languageSpoken, languageSwitch, withoutSwitching } from './switching.policy.js';
import { sentencesOf } from './words.policy.js';

/**
 * A receptionist that knows nothing but the prompt and the tools it is given: it finds the tool that serves a wish, asks
 * for what the tool's schema requires, offers what comes back, and hangs up when the caller takes leave.
 */
export const slotFillingBrain: Brain = { respond };

export function respond(context: BrainContext): BrainStep {
  const switching = languageSwitch(context);
  if (switching) return switching;
  const spoken = withoutSwitching(context);
  return languageSpoken(context) === 'es' ? respondInSpanish(spoken) : respondInEnglish(spoken);
}

function respondInEnglish(context: BrainContext): BrainStep {
  const { prompt } = context;
  const tools = readTools(context.tools, prompt);
  const world = { prompt, tools, done: doneSoFar(prompt, context.history, tools) };
  const dialogue = withoutRepeats(context.history).reduce(
    (state, item) => reduceDialogue(state, item, world),
    NOTHING_YET,
  );
  const opening = firstWords(context);
  if (opening !== null) return say(opening);
  if (dialogue.outcome) return afterResult(dialogue, dialogue.outcome, world);
  return dialogue.turn ? afterTurn(dialogue, world) : say();
}

/** What the prompt wants said first, in a line such as `First words: Good morning.`, as long as nothing was said. */
function firstWords({ prompt, history }: BrainContext): string | null {
  const [, words] = /^first words:\s*(\S.*)$/im.exec(prompt) ?? [];
  return words !== undefined && history.length > 0 && history.every(({ kind }) => kind === 'user') ? words : null;
}

/** Shorter turns, such as `Yes, please`, are said twice in any conversation. */
const WORDS_OF_A_WISH = 3;

/**
 * Whoever says the same again, word for word, was not answered, or not to the end: that is no second turn, and what was said
 * in between counts for nothing.
 */
function withoutRepeats(history: readonly BrainItem[]): BrainItem[] {
  const heard: BrainItem[] = [];
  for (const item of history) {
    const before = heard.findLastIndex(({ kind }) => kind === 'user');
    const earlier = heard[before];
    if (item.kind !== 'user' || earlier?.kind !== 'user' || item.text !== earlier.text) heard.push(item);
    else if (heard.at(-1)?.kind === 'agent' && item.text.split(' ').length < WORDS_OF_A_WISH) heard.push(item);
    else heard.push(...heard.splice(before + 1).filter(({ kind }) => kind !== 'agent'));
  }
  return heard;
}

const say = (...sentences: string[]): BrainStep => ({ kind: 'say', sentences });

function afterTurn(dialogue: Dialogue, world: World): BrainStep {
  switch (dialogue.turn?.kind) {
    case 'progress':
      return dialogue.goal === null ? afterIdleTalk(dialogue) : pursue(dialogue, world);
    case 'leave':
      return leave(dialogue, world);
    case 'fact':
      return resume(dialogue.turn.fact === null ? cannotHelp(world.tools) : [dialogue.turn.fact], dialogue, world);
    case 'go_on':
      return goOn(dialogue, world);
    case 'repeat':
      return say(dialogue.agentSaidBefore.replace(LET_ME_LOOK, '').trim() || HOW_CAN_I_HELP);
    case 'wish':
      return serve(dialogue.turn.tool, dialogue, world);
    case 'unclear':
      return unclear(dialogue, world);
    case 'drop':
      return say('No problem.', ANYTHING_ELSE);
    case 'declined':
      return retry(['All right.'], dialogue, world);
    case 'hello':
      return dialogue.goal === null ? say('Hello!', HOW_CAN_I_HELP) : resume(['Hello!'], dialogue, world);
    case 'thanks':
      return dialogue.goal === null
        ? say("You're welcome.", ANYTHING_ELSE)
        : resume(["You're welcome."], dialogue, world);
    case 'agreed':
      return dialogue.goal === null ? say('Of course.', HOW_CAN_I_HELP) : resume([], dialogue, world);
    default:
      return helpAtLast(dialogue, world) ?? resume(notUnderstood(dialogue, world), dialogue, world);
  }
}

/** Says again what the caller has cut without meaning to. */
function goOn(dialogue: Dialogue, world: World): BrainStep {
  if (dialogue.goal !== null) return resume([], dialogue, world);
  const [last, ...before] = sentencesOf(dialogue.agentSaid).reverse();
  const question = [last, ...before].find((sentence) => sentence?.endsWith('?'));
  if (question !== undefined) return say(question);
  return dialogue.callerWords.length === 0 ? say(HOW_CAN_I_HELP) : say(...(last ? [last] : []), ANYTHING_ELSE);
}

function unclear(dialogue: Dialogue, world: World): BrainStep {
  const help = helpAtLast(dialogue, world);
  if (help) return help;
  if (dialogue.goal !== null)
    return resume([dialogue.misses > 1 ? STILL_NOT_CAUGHT : "Sorry, I didn't catch that."], dialogue, world);
  return say(...(dialogue.misses > 1 ? [STILL_NOT_CAUGHT, HOW_CAN_I_HELP] : [NOT_CAUGHT]));
}

function notUnderstood({ goal, misses }: Dialogue, { tools }: World): string[] {
  if (goal === null) return cannotHelp(tools);
  return [misses > 1 ? STILL_NOT_CAUGHT : "Sorry, I didn't get that."];
}

const MISSES_BEFORE_KEYS = 2;
const MISSES_BEFORE_PERSON = 3;
const MISSES_BEFORE_FAREWELL = 4;

/** Who is not understood time and again gets another way to be: the keys, a person, or at last an end. */
function helpAtLast(dialogue: Dialogue, world: World): BrainStep | null {
  const { misses } = dialogue;
  if (misses >= MISSES_BEFORE_PERSON) {
    const person = toolFor('a_person', world.tools);
    if (person && serviceArguments(person, dialogue)) return serve(person.name, dialogue, world);
    return misses < MISSES_BEFORE_FAREWELL ? null : leave(dialogue, world, HARD_TO_HEAR);
  }
  if (misses < MISSES_BEFORE_KEYS || dialogue.goal === null) return null;
  const next = pursue(dialogue, world);
  const asked = next.kind === 'say' ? askedFor(next.sentences.join(' '), conversational(world.tools)) : null;
  const keys = asked && keypadCall(asked, world);
  return keys && { kind: 'call', lead: null, calls: [{ name: keys.tool.name, arguments: keys.values }] };
}

/** Does at once what the caller asked for, whatever else is going on. */
function serve(name: string, dialogue: Dialogue, world: World): BrainStep {
  const tool = world.tools.find((candidate) => candidate.name === name);
  const values = tool && serviceArguments(tool, dialogue);
  if (!values) return resume(cannotHelp(world.tools), dialogue, world);
  return { kind: 'call', lead: null, calls: [{ name, arguments: values }] };
}

function afterIdleTalk(dialogue: Dialogue): BrainStep {
  return dialogue.chosen ? say('All right.', ANYTHING_ELSE) : say(HOW_CAN_I_HELP);
}

/** Says something, then returns to where the conversation stood. */
function resume(first: readonly string[], dialogue: Dialogue, world: World): BrainStep {
  const next = dialogue.goal === null ? say() : pursue(dialogue, world);
  if (next.kind === 'say') return say(...first, ...next.sentences);
  return { ...next, lead: [...first, next.lead ?? ''].join(' ').trim() || null };
}

function leave(dialogue: Dialogue, world: World, lead: string | null = null): BrainStep {
  const tool = world.tools.find((candidate) => candidate.ends);
  const parting = tool && partingArguments(tool, dialogue.callerSaid);
  return tool && parting
    ? { kind: 'call', lead, calls: [{ name: tool.name, arguments: parting }] }
    : say(...(lead === null ? [] : [lead]), FAREWELL);
}

function afterResult(dialogue: Dialogue, { tool, kind, reading }: Outcome, world: World): BrainStep {
  const model = world.tools.find((candidate) => candidate.name === tool);
  if (model?.ends) return say(FAREWELL);
  if (model?.serves && model.serves !== 'a_message')
    return afterService(model, kind === 'failed', reading, dialogue, world);
  switch (kind) {
    case 'offers':
      return say(...reading.messages, ...offer(dialogue.offered ?? []));
    case 'asks':
      return say(reading.asks?.question ?? HOW_CAN_I_HELP);
    case 'nothing_found':
      return retry(reading.messages.length > 0 ? reading.messages : [NOTHING_FOUND], dialogue, world);
    case 'failed': {
      const excuse = dialogue.demanded.length > 0 ? [] : [DID_NOT_WORK];
      return retry(reading.messages.length > 0 ? reading.messages : excuse, dialogue, world);
    }
    case 'lookup':
      return resume(reading.messages, dialogue, world);
    case 'done':
      return say(...confirmation(wordsOf(reading), reading.fields), ANYTHING_ELSE);
  }
}

const wordsOf = ({ messages, instructions }: Reading): readonly string[] =>
  messages.length > 0 ? messages : spokenFor(instructions);

function afterService(tool: Tool, failed: boolean, reading: Reading, dialogue: Dialogue, world: World): BrainStep {
  if (tool.silences && !failed) return say();
  const words = wordsOf(reading);
  const answer = words.length > 0 ? words : failed || !tool.serves ? [DID_NOT_WORK] : SERVICE_DONE[tool.serves];
  // A person comes; keys are waited for.
  const goesOnElsewhere = tool.serves === 'a_person' || (tool.serves === 'keys' && words.length > 0);
  if (goesOnElsewhere && !failed) return say(...answer);
  return dialogue.goal === null
    ? say(...answer, failed ? ANYTHING_ELSE : HOW_CAN_I_HELP)
    : resume(answer, dialogue, world);
}

const SERVICE_DONE: Record<Wish, readonly string[]> = {
  a_person: [CONNECTING],
  no_recording: [NO_RECORDING],
  a_message: [],
  keys: [],
};

/** Asks anew for what is missing now; where nothing is, trying again would only bring the same. */
function retry(first: readonly string[], dialogue: Dialogue, world: World): BrainStep {
  const next = dialogue.goal === null ? say(ANYTHING_ELSE) : pursue(dialogue, world);
  return next.kind === 'say' ? say(...first, ...next.sentences) : say(...first, ANYTHING_ELSE);
}

/** What was done once is done again only for somebody who means a second one. */
const ASKS_FOR_MORE = /\b(another|second|one more|also|as well|too|both)\b/i;

function pursue(dialogue: Dialogue, world: World): BrainStep {
  const goal = world.tools.find((tool) => tool.name === dialogue.goal);
  const done = goal && !ASKS_FOR_MORE.test(dialogue.callerWords.join(' ')) ? world.done.get(goal.name) : undefined;
  if (done) return say(...done, ANYTHING_ELSE);
  return goal ? stepTowards(goal, dialogue, world, []) : say(HOW_CAN_I_HELP);
}

function stepTowards(tool: Tool, dialogue: Dialogue, world: World, onTheWay: readonly Tool[]): BrainStep {
  if (dialogue.offered && dialogue.offeredBy === tool.name && !dialogue.chosen) return say(...offer(dialogue.offered));
  const missing = tool.params.filter((param) => isNeeded(param, dialogue) && valueFor(param, dialogue) === undefined);
  const key = missing.find((param) => param.kind === 'reference');
  if (key) return stepTowardsKey(key, tool, dialogue, world, onTheWay);
  const [first] = missing;
  return first ? say(...ask(first, dialogue)) : call(tool, dialogue);
}

const isNeeded = (param: Param, dialogue: Dialogue): boolean =>
  param.required || dialogue.demanded.includes(param.slot);

function stepTowardsKey(
  key: Param,
  tool: Tool,
  dialogue: Dialogue,
  world: World,
  onTheWay: readonly Tool[],
): BrainStep {
  const { offered } = dialogue;
  if (offered?.some((option) => keyFor(option.fields, key) !== undefined)) return say(...offer(offered));
  const producer = producerOf(key, tool, world.tools);
  const circular = !producer || producer === tool || onTheWay.includes(producer);
  return circular ? say(...cannotHelp(world.tools)) : stepTowards(producer, dialogue, world, [...onTheWay, tool]);
}

function ask(param: Param, dialogue: Dialogue): string[] {
  const { undecided } = dialogue;
  return askFor(param, undecided?.slot === param.slot ? undecided.labels : []);
}

function call(tool: Tool, dialogue: Dialogue): BrainStep {
  const known = tool.params.map((param) => [param.name, valueFor(param, dialogue)] as const);
  const next: BrainCall = {
    name: tool.name,
    arguments: Object.fromEntries(known.filter(([, value]) => value !== undefined)),
  };
  if (dialogue.callsMade.includes(canonicalCall(next.name, next.arguments))) return say(DID_NOT_WORK, ANYTHING_ELSE);
  return { kind: 'call', lead: isSearch(tool) ? LET_ME_LOOK : null, calls: [next] };
}

function valueFor(param: Param, dialogue: Dialogue): unknown {
  if (param.kind === 'reference') {
    const chosen = dialogue.chosen ? keyFor(dialogue.chosen.fields, param) : undefined;
    return chosen ?? keyFor(withoutPlainId(dialogue.keys), param);
  }
  const value = dialogue.slots[param.slot]?.value;
  if (param.kind === 'choice') return param.choices.find((choice) => choice.value === value)?.value;
  if (param.kind === 'count')
    return typeof value === 'number' && value >= param.minimum && value <= param.maximum ? value : undefined;
  if (param.kind === 'flag') return typeof value === 'boolean' ? value : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** A bare `id` belongs to the option it stands in; remembered from some earlier result it could mean anything. */
function withoutPlainId<T>(keys: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(keys).filter(([name]) => name !== 'id'));
}
