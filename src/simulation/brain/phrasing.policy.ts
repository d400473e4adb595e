import type { Option } from './options.policy.js';
import type { Param, Tool } from './tools.policy.js';
import type { WayOut } from './dialogue.types.js';
import type { Wish } from './wishes.policy.js';
import { capitalised, concepts, humanise, listed, shared } from './words.policy.js';

/** Everything is written for the ear: short sentences, at most three things to choose from. */
export const MOST_OPTIONS = 3;

export const ANYTHING_ELSE = 'Is there anything else I can help you with?';
export const HOW_CAN_I_HELP = 'How can I help you today?';
export const WHICH_ONE = 'Which one would you like?';
export const DOES_THAT_WORK = 'Does that work for you?';
export const NOT_CAUGHT = "Sorry, I didn't catch that. Could you say it again?";
export const FAREWELL = 'Thank you for calling. Goodbye.';
export const LET_ME_LOOK = 'Let me have a look.';
export const DID_NOT_WORK = "I'm sorry, that didn't work.";
export const STILL_NOT_CAUGHT = "I'm sorry, I still didn't get that.";
export const CONNECTING = 'One moment, please. I am connecting you.';
export const NO_RECORDING = 'All right, this call is not being recorded.';
export const HARD_TO_HEAR = "I'm sorry, I'm having trouble understanding you. Please try again later.";
export const WHO_IS_IT = 'First I need to know who is calling.';
export const BOOK_IT = 'Would you like to take it?';
export const keeping = (label: string): string => `I am keeping ${label.replace(/[.\s]*$/, '')} for you.`;
export const NOT_KNOWN = "I'm sorry, I don't know that.";
export const TAKE_YOUR_TIME = 'Of course, take your time.';
export const VIRTUAL = "I'm a virtual assistant: an AI, not a person.";
export const MOVE_OR_CANCEL = 'Would you like to move it to another day, or cancel it?';
export const SHALL_I_CANCEL = 'Shall I cancel it?';
export const SORRY_FOR_THAT = "I'm very sorry about that. If you would rather speak with a person, just say so.";
export const NOT_FOR_OTHERS = "I'm sorry, I can only do that for you yourself, or for those you may speak for.";
export const THEIR_NAME = 'What is their first name?';
export const IS_THAT_RIGHT = 'Is that right?';
export const NOTHING_FOUND = "I'm sorry, I couldn't find anything for that.";

const ON_FILE = concepts('file');

/** The question that asks for one parameter, in words taken from its own name. */
export function question(param: Param): string {
  switch (param.kind) {
    case 'name':
      return `May I have ${whose(param.noun)}, please?`;
    case 'phone':
      return shared(param.about, ON_FILE) > 0
        ? 'What is the phone number on file?'
        : 'What phone number should I write down?';
    case 'email':
      return 'What is your email address?';
    case 'birth_date':
      return `What is ${param.ofPatient ? "the patient's" : 'your'} date of birth?`;
    case 'when':
      return 'What day and time would suit you?';
    case 'date':
      return 'What day would suit you?';
    case 'time':
      return 'What time would suit you?';
    case 'count':
      return `What is the ${param.noun}?`;
    case 'flag':
      return `${capitalised(param.noun)}: yes or no?`;
    case 'choice':
      return `Which ${param.noun} would you like?`;
    default:
      return `Could you tell me the ${param.noun}?`;
  }
}

/** Of a choice a few are named, so that the caller knows what kind of answer is expected. */
export function askFor(param: Param, among: readonly string[] = []): string[] {
  if (param.kind !== 'choice') return [question(param)];
  if (among.length > 0) return [question(param), `${capitalised(listed(among.slice(0, MOST_OPTIONS)))}?`];
  const labels = param.choices.map((choice) => choice.label);
  const some = labels.slice(0, MOST_OPTIONS);
  return [
    question(param),
    labels.length > some.length ? `For example ${listed(some)}.` : `${capitalised(listed(some))}?`,
  ];
}

function whose(noun: string): string {
  const owner = noun.replace(/\b(full )?name\b.*$/, '').trim();
  if (['', 'full', 'caller'].includes(owner)) return 'your full name';
  return ['first', 'last', 'middle', 'family'].includes(owner) ? `your ${owner} name` : `the ${owner}'s full name`;
}

export function offer(options: readonly Option[]): string[] {
  const labels = options.slice(0, MOST_OPTIONS).map((option) => option.label);
  return labels.length === 1 ? [`I have ${labels[0]}.`, DOES_THAT_WORK] : [`I have ${readOut(labels)}.`, WHICH_ONE];
}

const OFFERED: Record<WayOut, string> = {
  wait: 'be put on the waiting list',
  a_message: 'leave a message for the desk',
  a_person: 'speak with a person',
};

export const offerWays = (ways: readonly WayOut[]): string =>
  `Would you like to ${listed(ways.slice(0, 2).map((way) => OFFERED[way]))}?`;

/** What is on the books is said; which of it is meant is asked. */
export function whichOf(options: readonly Option[]): string[] {
  return [`I see ${readOut(options.slice(0, MOST_OPTIONS).map(({ label }) => label))}.`, 'Which one do you mean?'];
}

export function tell(options: readonly Option[]): string[] {
  const labels = options.slice(0, MOST_OPTIONS).map(({ label }) => label);
  return labels.length === 0 ? ["I don't see anything coming up."] : [`You have ${listed(labels, 'and')}.`];
}

const DIGITS = 'zero one two three four five six seven eight nine'.split(' ');

/** `5125550143` → `five one two, five five five, zero one four three`. */
export function readBack(value: string): string {
  const characters = [...value.replace(/^\+1(?=\d{10}$)/, '').replace(/[^\p{L}\d]/gu, '')];
  const { length } = characters;
  const sizes = length === 10 ? [3, 3, 4] : length === 7 ? [3, 4] : Array<number>(Math.ceil(length / 3)).fill(3);
  const groups: string[] = [];
  for (const size of length <= 4 ? [length] : sizes)
    groups.push(
      characters
        .splice(0, size)
        .map((character) => (/\d/.test(character) ? (DIGITS[Number(character)] ?? '') : character.toUpperCase()))
        .join(' '),
    );
  return `That is ${groups.join(', ')}.`;
}

/** What labels begin and end with alike is said once: `Tuesday at 9:30, 10:30, or 11:30 AM`. */
function readOut(labels: readonly string[]): string {
  const split = labels.map((label) => label.split(/\s+/));
  const shortest = Math.min(...split.map((words) => words.length));
  let head = 0;
  while (head < shortest - 1 && split.every((words) => words[head] === split[0]?.[head])) head += 1;
  if (head < 2) head = 0; // an article alone is no beginning in common
  let tail = 0;
  while (tail < shortest - head - 1 && split.every((words) => words.at(-1 - tail) === split[0]?.at(-1 - tail)))
    tail += 1;
  const middles = split.map((words) => words.slice(head, words.length - tail).join(' '));
  const ends = split[0] ?? [];
  return [...ends.slice(0, head), listed(middles), ...ends.slice(ends.length - tail)].join(' ');
}

/** `book_appointment`, `find_slots` → `book an appointment or find slots`. */
export function abilities(tools: readonly Tool[]): string[] {
  const able = tools
    .filter((tool) => tool.usable && !tool.ends && !isStep(tool))
    .flatMap((tool) => (tool.serves ? (SERVICES[tool.serves] ?? []) : [withArticle(humanise(tool.name))]));
  const some = [...new Set(able)].slice(0, MOST_ABILITIES);
  return some.length > 0 ? [`I can ${listed(some)}.`] : [];
}

/** Nobody keeps more in mind. */
const MOST_ABILITIES = 5;

const isStep = ({ purpose }: Tool): boolean => purpose === 'verify' || purpose === 'code' || purpose === 'hold';

const SERVICES: Partial<Record<Wish, string>> = {
  urgent_help: 'help with something urgent',
  an_answer: 'answer questions',
  a_person: 'connect you with a person',
  a_message: 'take a message',
};

function withArticle(phrase: string): string {
  const [verb = '', ...rest] = phrase.split(' ');
  const last = rest.at(-1) ?? '';
  if (rest.length === 0 || last.endsWith('s')) return phrase;
  return `${verb} ${/^[aeiou]/.test(rest[0] ?? '') ? 'an' : 'a'} ${rest.join(' ')}`;
}

export function confirmation(messages: readonly string[], fields: Readonly<Record<string, unknown>>): string[] {
  if (messages.length > 0) return [...messages];
  const code = fields['confirmation'] ?? fields['confirmationCode'] ?? fields['reference'];
  const opening = fields['cancelled'] === true ? 'That is cancelled' : "You're all set";
  const label =
    typeof fields['label'] === 'string' ? `${opening}: ${fields['label'].replace(/[.\s]*$/, '')}.` : "That's done.";
  const advice = fields['preparation'];
  const said = typeof advice === 'string' ? [label, advice] : [label];
  if (typeof code !== 'string' && typeof code !== 'number') return said;
  return [...said, /\s/.test(String(code)) ? String(code) : `Your confirmation number is ${code}.`];
}

export const cannotHelp = (tools: readonly Tool[]): string[] => [
  "I'm sorry, I can't help with that.",
  ...abilities(tools),
];
