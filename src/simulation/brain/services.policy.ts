import { choicesFor } from './choices.policy.js';
import type { Dialogue, World } from './dialogue.types.js';
import type { Reading } from './options.policy.js';
import type { Slot } from './slots.types.js';
import { conversational, toolFor, type Param, type Tool } from './tools.policy.js';
import { endangersLife } from './wishes.policy.js';
import { concepts, humanise, shared } from './words.policy.js';

/** Tools that serve what callers ask of any line: what they are called with, and what their results change. */

const LONGEST_TEXT = 300;
/** A parameter with one of these in its name gets all that the caller has said; any other text is the present turn. */
export const WHOLE_STORY = /\b(summary|context|story|history|details?|background)\b/;

const LISTENING = { known: {}, undecided: null };

/**
 * Whatever such a tool wants to know is taken from the caller's own words: nobody who asks for a person is asked why. Null
 * when that can't be done.
 */
export function serviceArguments(tool: Tool, dialogue: Dialogue): Record<string, unknown> | null {
  const filled: Record<string, unknown> = {};
  for (const param of tool.params) {
    const value = serviceValue(param, dialogue);
    if (value !== undefined) filled[param.name] = value;
    else if (param.required) return null;
  }
  return filled;
}

function serviceValue(param: Param, dialogue: Dialogue): unknown {
  const known = dialogue.slots[param.slot]?.value;
  if (param.kind === 'text')
    return WHOLE_STORY.test(humanise(param.name)) ? storyOf(dialogue) : dialogue.callerSaid.slice(0, LONGEST_TEXT);
  if (param.kind !== 'choice') return known;
  const [fitting] = choicesFor(param, dialogue.callerSaid, true, { ...LISTENING, asked: param });
  const words = concepts(
    dialogue.helped || dialogue.callerWords.some(endangersLife) ? 'emergency' : dialogue.callerSaid,
  );
  if (fitting && !words.has('emergency')) return fitting.value;
  return [...param.choices].sort((a, b) => shared(words, b.own) - shared(words, a.own))[0]?.value;
}

/** Whatever the hang-up tool insists on knowing is taken from the caller's last words. Null if that can't be done. */
export function partingArguments(tool: Tool, callerSaid: string): Record<string, unknown> | null {
  const filled: Record<string, unknown> = {};
  for (const param of tool.params.filter((candidate) => candidate.required)) {
    const words = concepts(callerSaid);
    const [choice] = [...param.choices].sort((a, b) => shared(words, b.own) - shared(words, a.own));
    if (choice) filled[param.name] = choice.value;
    else if (param.kind === 'text') filled[param.name] = callerSaid;
    else return null;
  }
  return filled;
}

/** Who it is, as far as they said so, and what they said: the end of it when it is long. */
function storyOf({ slots, callerWords }: Dialogue): string {
  const name = slots['name']?.value;
  const who = typeof name === 'string' ? `${name}. ` : '';
  const said = callerWords.join(' ');
  const room = LONGEST_TEXT - who.length;
  return who + (said.length > room ? said.slice(-room).replace(/^\S*\s/, '') : said);
}

/** Has what is asked for keyed in, when a tool offers that for it. */
export function keypadCall(asked: Param, { tools }: World): { tool: Tool; values: Record<string, unknown> } | null {
  const tool = toolFor('keys', tools);
  const field = tool?.params.find((param) => param.kind === 'choice');
  const entry = field?.choices.find((choice) => meansSame(choice.label, asked));
  return tool && field && entry ? { tool, values: { [field.name]: entry.value } } : null;
}

/** `birth_date` is `dateOfBirth`, and `phone` whatever is asked for as a telephone number. */
function meansSame(label: string, param: Param): boolean {
  const vague = ['date', 'number', 'of', 'the', 'patient', 'caller'];
  const theirs = humanise(`${param.kind} ${param.name}`).split(' ');
  return humanise(label)
    .split(' ')
    .some((word) => !vague.includes(word) && theirs.includes(word));
}

/** The wish that the conversation pursues stays what it was; digits that were keyed in are what was asked for. */
export function takeService(
  dialogue: Dialogue,
  tool: Tool,
  callArguments: Readonly<Record<string, unknown>>,
  reading: Reading,
  { tools }: World,
): Dialogue {
  const keyed = keyedIn(tool, callArguments, reading, conversational(tools));
  return {
    ...dialogue,
    slots: { ...dialogue.slots, ...keyed },
    confirmed: [...dialogue.confirmed, ...Object.values(keyed).map(({ value }) => String(value))],
    callsMade: [...dialogue.callsMade, canonicalCall(tool.name, callArguments)],
    outcome: { tool: tool.name, kind: reading.failed ? 'failed' : 'lookup', reading, waysOut: [] },
  };
}

/** `I have keyed in my phone number`: the value is known to others, and goes by a word. Null for any other turn. */
export function keyedMeanwhile(text: string, tools: readonly Tool[]): Record<string, Slot> | null {
  const word = toolFor('keys', tools)?.keyedWord;
  const [, what] = /\bkeyed in (?:my |the )?(\w[\w ]*)/i.exec(text) ?? [];
  if (!word || what === undefined) return null;
  const param = conversational(tools).find((candidate) => meansSame(what, candidate));
  return param ? { [param.slot]: { value: word, moment: null } } : {};
}

function keyedIn(
  tool: Tool,
  callArguments: Readonly<Record<string, unknown>>,
  { fields }: Reading,
  params: readonly Param[],
): Record<string, Slot> {
  const digits = Object.values(fields).find((value) => typeof value === 'string' && /^\+?\d[\d-]{3,}$/.test(value));
  if (tool.serves !== 'keys' || digits === undefined) return {};
  const labels = Object.values(callArguments).map(String);
  const param = params.find((candidate) => labels.some((label) => meansSame(label, candidate)));
  return param ? { [param.slot]: { value: digits, moment: null } } : {};
}

export function canonicalCall(name: string, callArguments: Readonly<Record<string, unknown>>): string {
  return JSON.stringify([name, Object.entries(callArguments).sort(([a], [b]) => (a < b ? -1 : 1))]);
}
