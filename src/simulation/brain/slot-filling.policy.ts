import type { Brain, BrainContext, BrainItem, BrainStep } from './brain.port.js';
import { reduceDialogue } from './dialogue.reducer.js';
import { NOTHING_YET, type Dialogue, type Outcome, type World } from './dialogue.types.js';
import { spokenFor, type Reading } from './options.policy.js';
import {
  ANYTHING_ELSE,
  BOOK_IT,
  cannotHelp,
  confirmation,
  CONNECTING,
  DID_NOT_WORK,
  FAREWELL,
  HARD_TO_HEAR,
  HOW_CAN_I_HELP,
  keeping,
  LET_ME_LOOK,
  MOVE_OR_CANCEL,
  NO_RECORDING,
  NOT_CAUGHT,
  NOTHING_FOUND,
  offerWays,
  SORRY_FOR_THAT,
  STILL_NOT_CAUGHT,
  TAKE_YOUR_TIME,
  tell,
  VIRTUAL,
  WHO_IS_IT,
} from './phrasing.policy.js';
import { doneSoFar } from './done-so-far.policy.js';
import { offering, pursue, stepTowards } from './pursuit.policy.js';
import { keypadCall, partingArguments, serviceArguments } from './services.policy.js';
import { askedFor } from './slots.policy.js';
import { conversational, readTools, toolFor, type Tool } from './tools.policy.js';
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
  return languageSpoken(context) === 'es' ? respondInSpanish(spoken, respondInEnglish) : respondInEnglish(spoken);
}

function respondInEnglish(context: BrainContext): BrainStep {
  const { prompt } = context;
  const tools = toolsOf(context);
  const world = { prompt, tools, done: doneSoFar(prompt, context.history, tools) };
  const dialogue = withoutRepeats(context.history).reduce(
    (state, item) => reduceDialogue(state, item, world),
    NOTHING_YET,
  );
  const opening = firstWords(context);
  if (opening !== null) return say(opening);
  if (dialogue.outcome) return withAnswers(afterResult(dialogue, dialogue.outcome, world), dialogue);
  return dialogue.turn ? withErrands(afterTurn(dialogue, world), dialogue) : say();
}

/** Of how many sessions the tools are remembered. */
const MOST_READ = 100;
const toolsRead = new Map<string, Tool[]>();

/** A session asks with the same tools for each of its replies, and reading them takes longer than the reply. */
function toolsOf({ tools: given, prompt }: BrainContext): Tool[] {
  const key = `${prompt}\n${JSON.stringify(given)}`;
  const known = toolsRead.get(key);
  if (known) return known;
  const tools = readTools(given, prompt);
  const [oldest] = toolsRead.keys();
  if (toolsRead.size === MOST_READ && oldest !== undefined) toolsRead.delete(oldest);
  toolsRead.set(key, tools);
  return tools;
}

/** Questions are looked up together with whatever else is called for; what is to be said can wait for the answers. */
function withErrands(step: BrainStep, { errands, turn }: Dialogue): BrainStep {
  if (errands.length === 0 || (turn?.kind !== 'asked' && turn?.kind !== 'progress')) return step;
  const calls = errands.map(({ call }) => call);
  return step.kind === 'call' ? { ...step, calls: [...calls, ...step.calls] } : { kind: 'call', lead: null, calls };
}

/** What was found out beside it is said first. */
function withAnswers(step: BrainStep, { answers }: Dialogue): BrainStep {
  if (answers.length === 0) return step;
  if (step.kind === 'say') return say(...answers, ...step.sentences);
  return { ...step, lead: [...answers, ...(step.lead === null ? [] : [step.lead])].join(' ') };
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
    else if (isAnswered(heard.at(-1), item.text)) heard.push(item);
    else heard.push(...heard.splice(before + 1).filter(({ kind }) => kind !== 'agent'));
  }
  return heard;
}

/** An agent who got as far as its question is answered by what follows, also in the same words as before. */
const isAnswered = (last: BrainItem | undefined, text: string): boolean =>
  last?.kind === 'agent' && (last.text.endsWith('?') || text.split(' ').length < WORDS_OF_A_WISH);

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
    case 'asked':
      return say();
    case 'hold':
      return keep(dialogue.turn.tool, dialogue, world);
    case 'hesitates':
      return say(TAKE_YOUR_TIME);
    case 'who_speaks':
      return dialogue.goal === null ? say(VIRTUAL, HOW_CAN_I_HELP) : resume([VIRTUAL], dialogue, world);
    case 'move_or_cancel':
      return say("I'm sorry to hear that.", MOVE_OR_CANCEL);
    case 'cannot_say':
      return say("That's all right.", ...waysOn(world));
    case 'upset': {
      const sorry = dialogue.turn.again ? [] : [SORRY_FOR_THAT];
      return dialogue.goal === null ? say(...sorry, HOW_CAN_I_HELP) : resume(sorry, dialogue, world);
    }
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

/** What there is for somebody who can't be helped any further here. */
function waysOn({ tools }: World): string[] {
  const ways = (['a_message', 'a_person'] as const).filter((way) => toolFor(way, tools) !== null);
  return ways.length > 0 ? [offerWays(ways)] : [ANYTHING_ELSE];
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

function keep(name: string, dialogue: Dialogue, world: World): BrainStep {
  const tool = world.tools.find((candidate) => candidate.name === name);
  return tool ? stepTowards(tool, dialogue, world, []) : resume([], dialogue, world);
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

function afterResult(dialogue: Dialogue, { tool, kind, reading, waysOut }: Outcome, world: World): BrainStep {
  const model = world.tools.find((candidate) => candidate.name === tool);
  if (model?.ends) return say(FAREWELL);
  if (model?.serves === 'an_answer') return afterAnswers(dialogue, world);
  if (model?.serves && !['a_message', 'urgent_help'].includes(model.serves))
    return afterService(model, kind === 'failed', reading, dialogue, world);
  switch (kind) {
    case 'offers': {
      const offered = offering(model, dialogue);
      const asides = reading.asides.filter((text) => !dialogue.agentWords.includes(text));
      return say(...reading.messages, ...asides, ...(offered.kind === 'say' ? offered.sentences : []));
    }
    case 'asks':
      return say(reading.asks?.question ?? HOW_CAN_I_HELP);
    case 'nothing_found':
      return retry(reading.messages.length > 0 ? reading.messages : [NOTHING_FOUND], dialogue, world);
    case 'failed': {
      const excuse = dialogue.demanded.length > 0 || waysOut.length > 0 ? [] : [DID_NOT_WORK];
      const words = reading.messages.length > 0 ? reading.messages : excuse;
      return waysOut.length > 0 ? say(...words, offerWays(waysOut)) : retry(words, dialogue, world);
    }
    case 'held':
      return say(keeping(dialogue.offered?.[0]?.label ?? 'it'), BOOK_IT);
    case 'first': {
      const checksWho = world.tools.find(({ name }) => name === dialogue.prerequisites.at(-1))?.purpose === 'verify';
      return resume(checksWho ? [WHO_IS_IT] : [], dialogue, world);
    }
    case 'lookup':
      return resume(reading.messages, dialogue, world);
    case 'told':
      if (model?.serves === 'urgent_help' && waysOut.includes('a_person')) return fetchHelp(reading, dialogue, world);
      return goOnOrAsk(reading.options ? tell(reading.options) : wordsOf(reading), dialogue, world);
    case 'done':
      return goOnOrAsk(confirmation(wordsOf(reading), reading.fields), dialogue, world);
  }
}

/** What can't be dealt with here goes to a person at once. */
function fetchHelp({ messages }: Reading, dialogue: Dialogue, world: World): BrainStep {
  const person = toolFor('a_person', world.tools);
  const next = person ? serve(person.name, dialogue, world) : say(...waysOn(world));
  return next.kind === 'call' ? { ...next, lead: messages.join(' ') || null } : say(...messages, ...next.sentences);
}

/** A wish is done: the next one is taken up, where there is one. */
function goOnOrAsk(words: readonly string[], dialogue: Dialogue, world: World): BrainStep {
  return dialogue.goal === null ? say(...words, ANYTHING_ELSE) : resume(words, dialogue, world);
}

function afterAnswers(dialogue: Dialogue, world: World): BrainStep {
  const { errands, unanswered } = dialogue;
  if (errands.length > 0) return { kind: 'call', lead: null, calls: errands.map(({ call }) => call) };
  if (dialogue.asking) return say();
  const desk = unanswered !== null && toolFor('a_message', world.tools) !== null;
  return desk ? say(offerWays(['a_message'])) : goOnOrAsk([], dialogue, world);
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
  urgent_help: [],
  keys: [],
  an_answer: [],
};

/** Asks anew for what is missing now; where nothing is, trying again would only bring the same. */
function retry(first: readonly string[], dialogue: Dialogue, world: World): BrainStep {
  const next = dialogue.goal === null ? say(ANYTHING_ELSE) : pursue(dialogue, world);
  return next.kind === 'say' ? say(...first, ...next.sentences) : say(...first, ANYTHING_ELSE);
}
