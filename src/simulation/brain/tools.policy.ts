import { z } from 'zod';
import type { BrainTool } from './brain.port.js';
import { purposeNamed, type Purpose } from './purposes.policy.js';
import { wishServedBy, type Wish } from './wishes.policy.js';
import { concepts, humanise, shared } from './words.policy.js';

/** What a parameter is about, as far as its schema tells. It decides how a value is recognised and asked for. */
export type ParamKind =
  | 'choice'
  | 'name'
  | 'phone'
  | 'email'
  | 'birth_date'
  /** Digits, or letters and digits, that are proof of something or somebody's number. */
  | 'code'
  | 'when'
  | 'date'
  | 'time'
  | 'count'
  | 'flag'
  /** A key that only a tool's result can supply, e.g. `slotId`. */
  | 'reference'
  | 'text'
  /** Nothing a caller could say would fill it, e.g. a nested object. */
  | 'unsupported';

export interface Choice {
  value: unknown;
  label: string;
  /** Concepts of the label itself, and of what schema and prompt say next to it. */
  own: ReadonlySet<string>;
  hints: ReadonlySet<string>;
}

export interface Param {
  name: string;
  kind: ParamKind;
  required: boolean;
  /** What to call it aloud, e.g. `party size`. */
  noun: string;
  /** Where its value is remembered; parameters of different tools that mean the same share one. */
  slot: string;
  about: ReadonlySet<string>;
  type: string;
  choices: readonly Choice[];
  minimum: number;
  maximum: number;
  /** The tool whose results hold it, when its description says so. */
  from: string | null;
  /** It says something about whom the tool is used for, who may be somebody else than the caller. */
  ofPatient: boolean;
  /** It is left out for the caller themselves. */
  onlyOfOthers: boolean;
}

export interface Tool {
  name: string;
  /** True for the tool that hangs up. */
  ends: boolean;
  /** Set for a tool that is called for what callers ask of any line, and never for what its words have in common with a turn. */
  serves: Wish | null;
  /** What is done to a booking with it, or on the way to one. */
  purpose: Purpose | null;
  /** Nothing is to be said when it has run: somebody else goes on. */
  silences: boolean;
  /** Stands for a value that was keyed in, where a tool asks for it; null when the digits come with the result. */
  keyedWord: string | null;
  params: readonly Param[];
  own: ReadonlySet<string>;
  about: ReadonlySet<string>;
  /** False when a required parameter can never be filled. */
  usable: boolean;
}

const TEXT = z.string().catch('');
const OBJECT = z.record(z.string(), z.unknown()).catch({});
const PARAMETERS = z
  .object({ properties: OBJECT, required: z.array(z.string()).catch([]) })
  .catch({ properties: {}, required: [] });
const CONSTANT = z.object({ const: z.unknown(), title: TEXT, description: TEXT });
const PROPERTY = z
  .object({
    type: z.union([z.string(), z.array(z.string())]).catch(''),
    title: TEXT,
    description: TEXT,
    format: TEXT,
    enum: z.array(z.unknown()).catch([]),
    oneOf: z.array(CONSTANT).catch([]),
    anyOf: z.array(CONSTANT).catch([]),
    minimum: z.number().catch(-Infinity),
    maximum: z.number().catch(Infinity),
  })
  .catch({
    type: '',
    title: '',
    description: '',
    format: '',
    enum: [],
    oneOf: [],
    anyOf: [],
    minimum: -Infinity,
    maximum: Infinity,
  });
type Property = z.infer<typeof PROPERTY>;

const HANGS_UP =
  /^(ends?|finish(es)?|closes?|terminates?) (the |this |a )?(phone )?(call|conversation)\b|^hangs? ?up\b/i;

/** Reads the tools once; whatever a schema leaves unsaid or gets wrong makes a parameter vaguer, never an error. */
export function readTools(tools: readonly BrainTool[], prompt: string): Tool[] {
  const names = tools.map(({ name }) => name).filter((name) => name.includes('_'));
  return withOwnChoices(tools.map((tool) => readTool(tool, prompt, names)));
}

/** `kind` of a message and `kind` of a request are two things, as what there is to choose from shows. */
function withOwnChoices(tools: readonly Tool[]): Tool[] {
  const first = new Map<string, string>();
  const own = (tool: Tool, param: Param): Param => {
    if (param.kind !== 'choice') return param;
    const values = JSON.stringify(param.choices.map(({ value }) => value));
    const known = first.get(param.slot);
    if (known === undefined) first.set(param.slot, values);
    return known === undefined || known === values ? param : { ...param, slot: `${param.slot} of ${tool.name}` };
  };
  return tools.map((tool) => ({ ...tool, params: tool.params.map((param) => own(tool, param)) }));
}

function readTool(tool: BrainTool, prompt: string, toolNames: readonly string[]): Tool {
  const schema = PARAMETERS.parse(tool.parameters);
  const names = [...new Set([...Object.keys(schema.properties), ...schema.required])];
  const properties = names.map((name) => [name, PROPERTY.parse(schema.properties[name])] as const);
  const hasDate = properties.some(
    ([name, property]) => /\b(date|day)\b/.test(humanise(name)) && property.enum.length === 0,
  );
  const hintLines = `${tool.description}\n${prompt}`.split(/\n|(?<=[.;])\s/);
  const isForSomebody = names.some((name) =>
    /\b(patient|guest|client|customer|child)( \w+)? name\b/.test(humanise(name)),
  );
  const params = properties.map(([name, property]) => ({
    ...readParam(name, property, schema.required.includes(name), hasDate, hintLines),
    from: firstNamed(
      property.description,
      toolNames.filter((other) => other !== tool.name),
    ),
    onlyOfOthers: /\b(somebody|someone) else\b/i.test(property.description),
    ofPatient: isForSomebody,
  }));
  const ends = HANGS_UP.test(humanise(tool.name)) || HANGS_UP.test(tool.description.trim());
  return {
    name: tool.name,
    ends,
    silences: /\bsay nothing\b/i.test(tool.description),
    keyedWord: /\bsay ['"](\w+)['"]/i.exec(tool.description)?.[1] ?? null,
    serves: ends ? null : wishServedBy(humanise(tool.name), tool.description.trim()),
    purpose: purposeNamed(humanise(tool.name)),
    params: withDistinctSlots(params),
    own: concepts(tool.name),
    about: concepts(tool.description),
    usable: params.every((param) => !param.required || param.kind !== 'unsupported'),
  };
}

function firstNamed(description: string, names: readonly string[]): string | null {
  const named = names.filter((name) => description.includes(name));
  return named.sort((a, b) => description.indexOf(a) - description.indexOf(b))[0] ?? null;
}

function readParam(
  name: string,
  property: Property,
  required: boolean,
  besideDate: boolean,
  hintLines: readonly string[],
): Omit<Param, 'from' | 'ofPatient' | 'onlyOfOthers'> {
  const choices = readChoices(property, hintLines);
  const kind = choices.length > 0 ? 'choice' : kindOf(humanise(name), property, besideDate);
  return {
    name,
    kind,
    required,
    noun: property.title ? property.title.toLowerCase() : humanise(name),
    slot: ['name', 'phone', 'email', 'when', 'date', 'time'].includes(kind) ? kind : `${kind}:${humanise(name)}`,
    about: concepts(`${name} ${property.description}`),
    type: typeOf(property),
    choices,
    minimum: property.minimum,
    maximum: property.maximum,
  };
}

/** Two names asked for by one tool (the patient's and the payer's) are two values. */
function withDistinctSlots(params: readonly Param[]): Param[] {
  return params.map((param, index) => {
    const first = params.findIndex((other) => other.slot === param.slot);
    return first === index ? param : { ...param, slot: `${param.kind}:${humanise(param.name)}` };
  });
}

function typeOf(property: Property): string {
  const types = [property.type].flat();
  return types.find((type) => type !== 'null') ?? '';
}

function kindOf(name: string, property: Property, besideDate: boolean): ParamKind {
  const type = typeOf(property);
  if (type === 'boolean') return 'flag';
  if (type !== 'integer' && type !== 'number' && CODE.test(name)) return 'code';
  if (/\b(id|ids|ref|uuid|key|token)$/.test(name)) return 'reference';
  if (type === 'integer' || type === 'number') return 'count';
  if (type !== 'string' && type !== '') return 'unsupported';
  if (type === '' && property.description === '' && property.title === '') return 'unsupported';
  return textKind(`${name} ${property.title.toLowerCase()}`, property.format, besideDate);
}

/** Known to callers, unlike the keys of results. */
const CODE = /\b(code|pin)$|\b(member|subscriber|policy|group|insurance|card) (id|number)$/;

function textKind(label: string, format: string, besideDate: boolean): ParamKind {
  if (format === 'email' || /\be ?mail\b/.test(label)) return 'email';
  if (/\b(phone|telephone|mobile|callback)\b/.test(label)) return 'phone';
  if (/\bbirth|\bdob\b|\bborn\b/.test(label)) return 'birth_date';
  if (/\bname\b/.test(label)) return 'name';
  if (format === 'time' || (besideDate && /\btime\b/.test(label))) return 'time';
  if (besideDate && /\b(date|day)\b/.test(label)) return 'date';
  if (format.startsWith('date') || /\b(when|date|day|time|datetime)\b/.test(label)) return 'when';
  return 'text';
}

/** Nouns too general to tell one choice from another. */
const GENERIC = concepts('visit service session type patient appointment consultation');

function readChoices(property: Property, hintLines: readonly string[]): Choice[] {
  const constants = [...property.oneOf, ...property.anyOf].filter((option) => option.const !== undefined);
  const values = constants.length > 0 ? constants.map((option) => option.const) : property.enum;
  const scalars = values.filter((value) => ['string', 'number'].includes(typeof value));
  const labels = scalars.map((value) => constants.find((option) => option.const === value)?.title || String(value));
  const lines = [...property.description.split(/\n|(?<=[.;])\s/), ...hintLines];
  return scalars.map((value, index) => {
    const label = labels[index] ?? String(value);
    const described = constants.find((option) => option.const === value)?.description ?? '';
    const near = lines.filter(
      (line) => names(line, label) && labels.filter((other) => names(line, other)).length === 1,
    );
    return {
      value,
      label: humanLabel(label),
      own: ownConcepts(label),
      hints: concepts(`${described} ${near.join(' ')}`),
    };
  });
}

function names(line: string, label: string): boolean {
  return line.toLowerCase().includes(label.toLowerCase());
}

function ownConcepts(label: string): Set<string> {
  const all = concepts(label);
  const telling = new Set([...all].filter((concept) => !GENERIC.has(concept)));
  return telling.size > 0 ? telling : all;
}

/** Identifiers are read out as words, labels as they are written. */
function humanLabel(label: string): string {
  return /[_]|^[a-z]+[A-Z]/.test(label) ? humanise(label) : label;
}

/** The tool whose results may hold the reference that `param` of `owner` asks for: they name the same thing. */
export function producerOf(param: Param, owner: Tool, tools: readonly Tool[]): Tool | null {
  const named = tools.find((tool) => tool.name === param.from && tool !== owner && tool.usable && !takes(tool, param));
  if (named) return named;
  const others = tools.filter(
    (tool) => tool !== owner && !tool.ends && !tool.serves && tool.usable && !takes(tool, param) && !changes(tool),
  );
  const thing = concepts(param.name.replace(/_?(id|ids|ref|uuid|key|token)$/i, ''));
  const kinship = (tool: Tool) =>
    3 * shared(thing, tool.own) + shared(tool.own, param.about) + Math.min(1, shared(thing, tool.about));
  const closest = others.reduce<Tool | null>(
    (best, tool) => (kinship(tool) > (best ? kinship(best) : 0) ? tool : best),
    null,
  );
  return closest ?? (others.length === 1 ? (others[0] ?? null) : null);
}

/** Changes what there is, so nothing is called for the sake of what it returns. */
const changes = ({ purpose }: Tool): boolean =>
  purpose !== null && ['book', 'cancel', 'move', 'confirm', 'wait', 'text', 'code', 'hold'].includes(purpose);

const takes = (tool: Tool, param: Param): boolean => tool.params.some((other) => other.name === param.name);

/** Needs no key out of another tool's result: it looks something up, or is the first step of something. */
export const isSearch = (tool: Tool): boolean =>
  !tool.ends && !tool.serves && !tool.params.some((param) => param.kind === 'reference' && param.required);

/** The parameters whose values are taken from whatever callers say, asked for or not. */
export const conversational = (tools: readonly Tool[]): Param[] =>
  tools.filter((tool) => !tool.ends && (!tool.serves || tool.serves === 'a_message')).flatMap((tool) => tool.params);

export const toolFor = (wish: Wish, tools: readonly Tool[]): Tool | null =>
  tools.find((tool) => tool.serves === wish && tool.usable) ?? null;
