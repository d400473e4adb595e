import type { Dialogue, World } from './dialogue.types.js';
import { chosenAmong, type Option, type Scalar } from './options.policy.js';
import { WHOLE_STORY } from './services.policy.js';
import { producerOf, type Param, type Tool } from './tools.policy.js';
import { concepts, humanise } from './words.policy.js';

/** Where the values of a call come from: what the caller said, what was chosen, what results held. Keys are never made up. */

/** The value an option or a result holds for a reference parameter. */
export function keyFor(fields: Readonly<Record<string, Scalar>>, param: Param): Scalar | undefined {
  if (param.kind !== 'reference') return undefined;
  const same = (name: string) => name.replace(/[_-]/g, '').toLowerCase();
  const entry = Object.entries(fields).find(([name]) => same(name) === same(param.name));
  const value = entry?.[1] ?? fields['id'];
  const type = param.type === 'integer' ? 'number' : param.type;
  return value !== undefined && (type === '' || typeof value === type) ? value : undefined;
}

export function valueFor(param: Param, dialogue: Dialogue, world: World): unknown {
  if (param.kind === 'reference') return referenceFor(param, dialogue, world);
  const value = dialogue.slots[slotOf(param, dialogue)]?.value;
  if (param.kind === 'choice') return param.choices.find((choice) => choice.value === value)?.value;
  if (param.kind === 'count')
    return typeof value === 'number' && value >= param.minimum && value <= param.maximum ? value : undefined;
  if (param.kind === 'flag') return typeof value === 'boolean' ? value : undefined;
  if (typeof value === 'string') return value;
  return param.kind === 'text' && param.required ? storyFor(param, dialogue) : undefined;
}

/** Words enough to be an account of something: who wished for it in a sentence is not asked for the details of it. */
const TELLING_WORDS = 3;

const storyFor = (param: Param, { goalWords }: Dialogue): string | undefined =>
  WHOLE_STORY.test(humanise(param.name)) && concepts(goalWords).size >= TELLING_WORDS ? goalWords : undefined;

/** Where a value is remembered: what is asked about a patient who does not call themselves is nothing of the caller's. */
export function slotOf(param: Param, { other }: Dialogue): string {
  return other && param.ofPatient && isPersonal(param) ? `${param.slot}${OTHERS}` : param.slot;
}

const OTHERS = ':other';

export const isPersonal = ({ kind, name }: Param): boolean => kind === 'name' || /birth/i.test(name);

/** Slots that are about a person, and outlive the wish that they were given for. */
export const isLasting = (slot: string): boolean =>
  !slot.endsWith(OTHERS) && /^(name|phone|email|birth_date|date of birth|code|member_id)\b/.test(slot);

function referenceFor(param: Param, dialogue: Dialogue, world: World): Scalar | undefined {
  const chosen = dialogue.chosen ? keyFor(dialogue.chosen.fields, param) : undefined;
  const found = chosen ?? keyFor(withoutPlainId(dialogue.picked), param);
  if (found !== undefined) return found;
  if (isIdentity(param, world)) return personKey(param, dialogue);
  return param.required ? keyFor(withoutPlainId(dialogue.keys), param) : undefined;
}

/** It says whose the visit is: only who proved who they are has such a key. */
export function isIdentity(param: Param, { tools }: World): boolean {
  const owner = tools.find((tool) => tool.params.includes(param));
  return owner !== undefined && producerOf(param, owner, tools)?.purpose === 'verify';
}

function personKey(param: Param, dialogue: Dialogue): Scalar | undefined {
  const { other, people, slots, knownAs, keys } = dialogue;
  const named = other ? (slots[`name${OTHERS}`]?.value ?? other.name) : slots['name']?.value;
  const name = typeof named === 'string' ? named : null;
  if (!other && (name === null || name === knownAs))
    return param.onlyOfOthers && !param.required ? undefined : keyFor(withoutPlainId(keys), param);
  const person = people.find(({ label }) => name !== null && firstWord(label) === firstWord(name));
  const only = name === null && people.length === 1 && CHILDREN.test(other?.relation ?? '') ? people[0] : undefined;
  const key = person ?? only;
  return key && keyFor(key.fields, param);
}

const CHILDREN = /^(son|daughter|kid|child|boy|girl|baby)$/;

const firstWord = (name: string): string => (name.split(/\s/)[0] ?? '').toLowerCase();

/** A bare `id` belongs to the option it stands in; remembered from some earlier result it could mean anything. */
function withoutPlainId<T>(keys: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(keys).filter(([name]) => name !== 'id'));
}

/** Needs a key, and has none yet. */
export const missingReferences = (tool: Tool, dialogue: Dialogue, world: World): Param[] =>
  tool.params.filter(
    (param) => param.required && param.kind === 'reference' && valueFor(param, dialogue, world) === undefined,
  );

/** Which of the things that were found the caller spoke of. Null when that is open. */
export function subjectAmong(options: readonly Option[], words: string): Option | null {
  const [first] = options;
  if (first && options.length === 1) return first;
  const meant = chosenAmong(options, words, options.length);
  const [only] = meant;
  return only !== undefined && meant.length === 1 ? (options[only] ?? null) : null;
}
