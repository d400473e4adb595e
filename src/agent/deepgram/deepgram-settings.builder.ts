import { SAMPLE_RATE_HZ } from '../../audio/frame.types.js';
import type { AgentBrief, AgentTool, HistoryItem } from '../voice-agent.port.js';
import type {
  HistoryMessage,
  ListenProvider,
  Settings,
  SpeakProvider,
  ThinkFunction,
} from './deepgram-agent.protocol.js';

/**
 * The model that thinks: managed by Deepgram, in its standard price tier, and the one with published figures from real phone
 * calls (median 0.95 s from the end of a turn to the first audio of the reply, with Flux before and Aura-2 behind it).
 */
export const THINK_MODEL = 'gpt-4.1-mini';
/** A receptionist should say the same thing twice when asked twice. The service's own default of 1 is for conversation. */
const THINK_TEMPERATURE = 0.3;

/** Deepgram cuts a managed model's prompt here, wherever that falls, and says so in a `PROMPT_TOO_LONG` warning. */
export const MAX_PROMPT_CHARS = 25_000;

/**
 * Deepgram takes 500 tokens of key terms; past that a stream is known to stop transcribing without an error. Names run at
 * three characters a token or more, so this many characters stay below it.
 */
export const MAX_KEYTERM_CHARS = 1_500;

export interface BuiltSettings {
  settings: Settings;
  /** What did not fit. Zero in any sane set-up; worth a warning otherwise. */
  omitted: { promptChars: number; keyterms: number };
}

/** The first message of a session. Deepgram answers an unknown or misplaced field by ending the session: add none untested. */
export function buildSettings(brief: AgentBrief): BuiltSettings {
  const prompt = fitPrompt(brief.instructions);
  const keyterms = fitKeyterms(brief.keyterms);
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
        listen: { provider: listenProvider(brief.language, keyterms) },
        think: {
          provider: { type: 'open_ai', model: THINK_MODEL, temperature: THINK_TEMPERATURE },
          prompt,
          ...(brief.tools.length > 0 ? { functions: brief.tools.map(thinkFunction) } : {}),
        },
        speak: { provider: speakProvider(brief.voice) },
        ...(brief.greeting === null ? {} : { greeting: brief.greeting }),
        ...(messages.length > 0 ? { context: { messages } } : {}),
      },
    },
    omitted: {
      promptChars: brief.instructions.length - prompt.length,
      keyterms: brief.keyterms.length - keyterms.length,
    },
  };
}

/**
 * Flux rather than Nova-3: Flux decides in the model whether a turn has ended (after about 260 ms, and without being fooled
 * by a pause inside a phone number), while Nova inside the agent waits for silence and offers no knob for how long. The
 * price is that Flux has no smart formatting, which the thinking model does not need. The thresholds stay at the service's
 * defaults, and `eager_eot_threshold` is left out: it buys some 200 ms with speculative replies and revoked function calls.
 */
function listenProvider(language: string, keyterms: string[]): ListenProvider {
  const terms = keyterms.length > 0 ? { keyterms } : {};
  const primary = language.split('-')[0] ?? language;
  if (primary.toLowerCase() === 'en') return { type: 'deepgram', version: 'v2', model: 'flux-general-en', ...terms };
  return { type: 'deepgram', version: 'v2', model: 'flux-general-multi', language_hints: [language], ...terms };
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
