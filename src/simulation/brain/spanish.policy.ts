import { asksToGoOn, isBackchannel } from './acts.policy.js';
import type { BrainContext, BrainItem, BrainStep } from './brain.port.js';
import { NOTHING_YET } from './dialogue.types.js';
import { unaccented } from './language.policy.js';
import { readResult } from './options.policy.js';
import { phoneIn } from './numbers.policy.js';
import { partingArguments, serviceArguments } from './services.policy.js';
import { readTools, toolFor, type Param, type Tool } from './tools.policy.js';
import { INAUDIBLE, tokenize } from './words.policy.js';

const HELLO = '¡Hola!';
const HOW_CAN_I_HELP = '¿En qué puedo ayudarle?';
const ONLY_MESSAGES = 'En español solo puedo tomar un mensaje.';
const OFFER = '¿Quiere dejar un mensaje?';
const NAME = '¿Cuál es su nombre completo?';
const MESSAGE = '¿Qué mensaje quiere dejar?';
const PHONE = '¿A qué número de teléfono le llamamos?';
const WRITTEN = 'Listo, he anotado su mensaje. Le llamarán pronto.';
const ANYTHING_ELSE = '¿Puedo ayudarle en algo más?';
const NOT_CAUGHT = 'Perdón, no le entendí. ¿Puede repetirlo?';
const CONNECTING = 'Un momento, por favor. Le comunico.';
const DID_NOT_WORK = 'Lo siento, no ha funcionado.';
const FAREWELL = 'Gracias por llamar. Adiós.';

/** All that a Spanish conversation comes to: who calls, and what they want written down. */
interface Notes {
  /** The last sentence: questions stand at the end. */
  agentSaid: string;
  callerSaid: string;
  /** The caller wants to leave a message. */
  begun: boolean;
  name: string | null;
  message: string | null;
  phone: string | null;
  phoneDemanded: boolean;
  /** The last call. */
  ran: { tool: string; failed: boolean } | null;
}

const NOTHING: Notes = {
  agentSaid: '',
  callerSaid: '',
  begun: false,
  name: null,
  message: null,
  phone: null,
  phoneDemanded: false,
  ran: null,
};

/** A receptionist with little Spanish: enough to take a message, to fetch somebody, and to say goodbye. */
export function respondInSpanish({ prompt, tools, history }: BrainContext): BrainStep {
  const known = readTools(tools, prompt);
  const notes = history.reduce((before, item) => take(before, item, known), NOTHING);
  const last = history.at(-1);
  if (last?.kind === 'call') return afterCall(notes, known);
  if (last?.kind !== 'user') return say();
  if ((last.cutsReply && isBackchannel(last.text)) || asksToGoOn(last.text))
    return say(questionIn(notes.agentSaid) ?? HOW_CAN_I_HELP);
  return afterTurn(notes, known);
}

function take(notes: Notes, item: BrainItem, tools: readonly Tool[]): Notes {
  switch (item.kind) {
    case 'agent':
      return { ...notes, agentSaid: item.text };
    case 'user':
      return listen({ ...notes, callerSaid: item.text }, item.text);
    case 'call': {
      const reading = readResult(item.resultJson);
      const isMessage = toolFor('a_message', tools)?.name === item.name;
      const written = isMessage && !reading.failed;
      const phoneDemanded = isMessage && reading.instructions.some((text) => /\b(phone|number)\b/i.test(text));
      return {
        ...notes,
        ...(written ? { begun: false, message: null } : {}),
        phoneDemanded,
        ran: { tool: item.name, failed: reading.failed },
      };
    }
  }
}

/** An answer belongs to the question before it. */
function listen(notes: Notes, text: string): Notes {
  const said = plain(text);
  const asked = questionIn(notes.agentSaid);
  const name = /(?:[Mm]i nombre es|[Mm]e llamo|[Ss]oy) (\p{Lu}[\p{L} ]*)/u.exec(text)?.[1]?.trim();
  const heard = { ...notes, ...(name ? { name } : {}) };
  if (TAKES_LEAVE.test(said) || text.includes(INAUDIBLE)) return heard;
  if (asked === NAME) return { ...heard, name: name ?? text.replace(/[.\s]+$/, '') };
  if (asked === MESSAGE) return { ...heard, message: text };
  if (asked === PHONE) return { ...heard, phone: phoneIn(tokenize(text))?.digits ?? null };
  if (asked === OFFER && AGREES.test(said)) return { ...heard, begun: true };
  if (TELLS.test(said)) return { ...heard, begun: true, message: text };
  return WANTS_MESSAGE.test(said) ? { ...heard, begun: true } : heard;
}

const TAKES_LEAVE = /\b(adios|hasta luego|nada mas|eso es todo|seria todo)\b/;
const AGREES = /^(si|claro|bueno|por favor|esta bien|de acuerdo|vale)\b/;
const DECLINES = /^no\b/;
const WANTS_MESSAGE = /\b(mensaje|recado)\b/;
const TELLS = /\b(digale|diganle|avisele|avise)\b.* que \w/;
const WANTS_PERSON = /\b(hablar|comuni\w+|pas\w+) .*\b(persona|alguien|recepcionista|doctora?|dentista)\b/;
const HELLO_ONLY = /^(hola|buenos dias|buenas( tardes| noches)?|habla usted espanol| )+$/;

function afterTurn(notes: Notes, tools: readonly Tool[]): BrainStep {
  const said = plain(notes.callerSaid);
  const asked = questionIn(notes.agentSaid);
  if (notes.callerSaid.includes(INAUDIBLE)) return say(NOT_CAUGHT);
  if (TAKES_LEAVE.test(said) || (asked === ANYTHING_ELSE && DECLINES.test(said))) return leave(notes, tools);
  const person = WANTS_PERSON.test(said) ? toolFor('a_person', tools) : null;
  const wanted =
    person &&
    serviceArguments(person, { ...NOTHING_YET, callerSaid: notes.callerSaid, callerWords: [notes.callerSaid] });
  if (person && wanted) return call(person, wanted);
  if (notes.begun) return takeMessage(notes, tools);
  if (asked === OFFER && DECLINES.test(said)) return say(ANYTHING_ELSE);
  return HELLO_ONLY.test(said) ? say(HELLO, HOW_CAN_I_HELP) : offer(tools);
}

const offer = (tools: readonly Tool[]): BrainStep =>
  toolFor('a_message', tools) ? say(ONLY_MESSAGES, OFFER) : say(DID_NOT_WORK, ANYTHING_ELSE);

function takeMessage(notes: Notes, tools: readonly Tool[]): BrainStep {
  const tool = toolFor('a_message', tools);
  if (!tool) return offer(tools);
  if (notes.phoneDemanded && notes.phone === null) return say(PHONE);
  const values: Record<string, unknown> = {};
  for (const param of tool.params) {
    const value = valueOf(param, notes);
    if (value !== null) values[param.name] = value;
    else if (param.required) return say(QUESTIONS[param.kind] ?? MESSAGE);
  }
  return call(tool, values);
}

const QUESTIONS: Partial<Record<Param['kind'], string>> = { name: NAME, phone: PHONE, text: MESSAGE };

const valueOf = ({ kind }: Param, { name, phone, message }: Notes): string | null =>
  kind === 'name' ? name : kind === 'phone' ? phone : kind === 'text' ? message : null;

function afterCall({ ran, ...notes }: Notes, tools: readonly Tool[]): BrainStep {
  const tool = tools.find(({ name }) => name === ran?.tool);
  if (tool?.ends) return say(FAREWELL);
  if (ran?.failed) return notes.phoneDemanded ? say(PHONE) : say(DID_NOT_WORK, ANYTHING_ELSE);
  if (tool?.serves === 'a_person') return say(CONNECTING);
  return say(WRITTEN, ANYTHING_ELSE);
}

function leave({ callerSaid }: Notes, tools: readonly Tool[]): BrainStep {
  const tool = tools.find(({ ends }) => ends);
  const parting = tool && partingArguments(tool, callerSaid);
  return tool && parting ? call(tool, parting) : say(FAREWELL);
}

const questionIn = (text: string): string | null =>
  [...Object.values(QUESTIONS), OFFER, ANYTHING_ELSE, HOW_CAN_I_HELP]
    .map((question) => ({ question, at: text.lastIndexOf(question) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => b.at - a.at)[0]?.question ?? null;

const call = (tool: Tool, values: Record<string, unknown>): BrainStep => ({
  kind: 'call',
  lead: null,
  calls: [{ name: tool.name, arguments: values }],
});

const say = (...sentences: string[]): BrainStep => ({ kind: 'say', sentences });

const plain = (text: string): string =>
  unaccented(
    tokenize(text)
      .map(({ norm }) => norm)
      .join(' '),
  );
