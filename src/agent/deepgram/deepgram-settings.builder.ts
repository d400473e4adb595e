import { SAMPLE_RATE_HZ } from '../../audio/frame.types.js';
import type { AgentBrief, AgentTool, BriefChange, HistoryItem } from '../voice-agent.port.js';
import type {
  ClientMessage,
  HistoryMessage,
  ListenProvider,
  Settings,
  SpeakProvider,
  ThinkFunction,
  ThinkSettings,
} from './deepgram-agent.protocol.js';

/** Deepgram cuts a managed model's prompt here, wherever that falls, and says so in a `PROMPT_TOO_LONG` warning. */
export const MAX_PROMPT_CHARS = 25_000;

/**
 * Deepgram takes 500 tokens of key terms; past that a stream is known to stop transcribing without an error. Names run at
 * three characters a token or more, so this many characters stay below it.
 */
export const MAX_KEYTERM_CHARS = 1_500;

/** The highest `eager_eot_threshold` that Deepgram takes. */
const MAX_EAGER_CONFIDENCE = 0.9;

/** What did not fit. Zero in any sane set-up; worth a warning otherwise. */
export interface Omitted {
  promptChars: number;
  keyterms: number;
}

export interface BuiltSettings {
  settings: Settings;
  omitted: Omitted;
}

/** The first message of a session. Deepgram answers an unknown or misplaced field by ending the session: add none untested. */
export function buildSettings(brief: AgentBrief): BuiltSettings {
  const messages = brief.history.flatMap(historyMessage);
  return {
    settings: {
      type: 'Settings',
      mip_opt_out: true,
      flags: { history: true },
      audio: {
        input: { encoding: 'mulaw', sample_rate: SAMPLE_RATE_HZ },
        // A container's header would be played to the caller as a click.
        output: { encoding: 'mulaw', sample_rate: SAMPLE_RATE_HZ, container: 'none' },
      },
      agent: {
        listen: { provider: listenProvider(brief) },
        think: thinkSettings(brief),
        speak: speakSettings(brief),
        ...(brief.greeting === null ? {} : { greeting: brief.greeting }),
        ...(messages.length > 0 ? { context: { messages } } : {}),
      },
    },
    omitted: omittedFrom(brief),
  };
}

export interface BuiltUpdates {
  messages: ClientMessage[];
  omitted: Omitted;
}

/** The messages that bring a session which was told `before` up to date. */
export function buildUpdates(before: AgentBrief, change: BriefChange): BuiltUpdates {
  const { instructions, tools, models, voices, languages, turnTaking, keyterms } = change;
  const brief = changed(before, change);
  const messages: ClientMessage[] = [];
  if (languages ?? turnTaking ?? keyterms) {
    messages.push({ type: 'UpdateListen', listen: { provider: listenUpdate(before, brief) } });
  }
  if (tools ?? models) messages.push({ type: 'UpdateThink', think: thinkSettings(brief) });
  else if (instructions !== undefined) messages.push({ type: 'UpdatePrompt', prompt: fitPrompt(instructions) });
  if (voices) messages.push({ type: 'UpdateSpeak', speak: speakSettings(brief) });
  return { messages, omitted: omittedFrom(change) };
}

/** The brief that holds from then on. */
export function changed(brief: AgentBrief, change: BriefChange): AgentBrief {
  const named = Object.entries(change).filter(([, value]) => value !== undefined);
  return { ...brief, ...(Object.fromEntries(named) as BriefChange) };
}

function omittedFrom({ instructions = '', keyterms = [] }: Partial<AgentBrief>): Omitted {
  return {
    promptChars: instructions.length - fitPrompt(instructions).length,
    keyterms: keyterms.length - fitKeyterms(keyterms).length,
  };
}

/** Each of the list is a whole configuration: the provider takes nothing over from the one before. */
const thinkSettings = ({ instructions, tools, models }: AgentBrief): ThinkSettings[] =>
  models.map(({ vendor, name, temperature }) => ({
    provider: { type: vendor, model: name, temperature },
    prompt: fitPrompt(instructions),
    ...(tools.length > 0 ? { functions: tools.map(thinkFunction) } : {}),
  }));

const speakSettings = ({ voices }: AgentBrief): { provider: SpeakProvider }[] =>
  voices.map((voice) => ({ provider: speakProvider(voice) }));

/**
 * Flux rather than Nova-3: Flux decides in the model whether a turn has ended (after about 260 ms, and without being fooled
 * by a pause inside a phone number), while Nova inside the agent waits for silence and offers no knob for how long. The
 * price is that Flux has no smart formatting, which the thinking model does not need. It also lets keyterms change in a
 * session, and one Flux model be exchanged for the other. `eager_eot_threshold` buys some 200 ms with speculative replies and
 * revoked function calls, so it is sent only where a brief asks for guessing.
 */
function listenProvider({ languages, turnTaking, keyterms: names }: AgentBrief): ListenProvider {
  const { endConfidence, eagerConfidence, endTimeoutMs } = turnTaking;
  const keyterms = fitKeyterms(names);
  const rest = {
    eot_threshold: endConfidence,
    ...(eagerConfidence === null ? {} : { eager_eot_threshold: eagerConfidence }),
    eot_timeout_ms: endTimeoutMs,
    ...(keyterms.length > 0 ? { keyterms } : {}),
  };
  const primary = languages.map((language) => language.split('-')[0]?.toLowerCase());
  if (primary.every((language) => language === 'en')) {
    return { type: 'deepgram', version: 'v2', model: 'flux-general-en', ...rest };
  }
  return { type: 'deepgram', version: 'v2', model: 'flux-general-multi', language_hints: [...languages], ...rest };
}

/** What is left out of an update stays as it was, so what ends with this change has to be said. */
function listenUpdate(before: AgentBrief, brief: AgentBrief): ListenProvider {
  const { endConfidence, eagerConfidence } = brief.turnTaking;
  return {
    ...(before.keyterms.length > 0 ? { keyterms: [] } : {}),
    // There is no word for "no guessing any more"; a guess that is as sure as the end itself comes no earlier than the end.
    ...(before.turnTaking.eagerConfidence !== null && eagerConfidence === null
      ? { eager_eot_threshold: Math.min(endConfidence, MAX_EAGER_CONFIDENCE) }
      : {}),
    ...listenProvider(brief),
  };
}

function speakProvider(voice: string): SpeakProvider {
  return { type: 'deepgram', version: voice.startsWith('flux-') ? 'v2' : 'v1', model: voice };
}

function thinkFunction(tool: AgentTool): ThinkFunction {
  const { name, description, parameters } = tool;
  return { name, description, parameters, ...(tool.mutates ? { defer_until_eot: true } : {}) };
}

/** A turn of which nothing was heard has no words; a model would refuse an empty message, so it is left out. */
function historyMessage(item: HistoryItem): HistoryMessage[] {
  if (item.kind === 'said') {
    if (item.text.trim() === '') return [];
    return [{ type: 'History', role: item.role === 'caller' ? 'user' : 'assistant', content: item.text }];
  }
  const call = { id: item.requestId, name: item.name, client_side: true as const };
  return [{ type: 'History', function_calls: [{ ...call, arguments: item.argumentsJson, response: item.resultJson }] }];
}

/** Cuts at the end of a line, so that the agent is never given half a rule such as "never give the price of". */
function fitPrompt(instructions: string): string {
  if (instructions.length <= MAX_PROMPT_CHARS) return instructions;
  const lineEnd = instructions.lastIndexOf('\n', MAX_PROMPT_CHARS);
  return lineEnd > 0
    ? instructions.slice(0, lineEnd)
    : instructions.slice(0, MAX_PROMPT_CHARS).replace(/[\ud800-\udbff]$/, '');
}

/** Whole terms, the first ones of the brief. */
function fitKeyterms(keyterms: readonly string[]): string[] {
  let chars = 0;
  return keyterms.filter((term) => (chars += term.length) <= MAX_KEYTERM_CHARS);
}
