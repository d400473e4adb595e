import { z } from 'zod';

/**
 * The messages of Deepgram's Voice Agent API (`/v1/agent/converse`) as far as Crownline speaks them. Text frames carry one
 * JSON message each, told apart by `type`; binary frames are audio without a header.
 *
 * Inbound, only the fields we read are checked. A stricter schema would turn every harmless change on the provider's side
 * into a protocol violation, and enough of those end a call.
 */

/**
 * A provider's code reaches logs and metrics, so it has to look like one: free text in its place is replaced, and the
 * message that carried it still counts.
 */
const providerCode = z
  .string()
  .regex(/^[A-Z0-9_]{1,64}$/)
  .catch('UNRECOGNISED_CODE');

/** Same reason: the id is logged, and quoted to the provider's support. Also the form of the `dg-request-id` header. */
export const requestIdPattern = /^[\w-]{1,64}$/;
const requestId = z.string().regex(requestIdPattern).catch('unrecognised');

const requestedFunction = z.object({
  id: z.string().min(1),
  name: z.string(),
  /** JSON, as text. */
  arguments: z.string(),
  /** False: Deepgram calls an endpoint itself, and we only watch. */
  client_side: z.boolean().default(true),
});

const cancelledFunction = z.object({ id: z.string().min(1) });

/** Messages that need an action, by `type`. */
const actedOn = {
  Welcome: z.object({ type: z.literal('Welcome'), request_id: requestId }),
  SettingsApplied: z.object({ type: z.literal('SettingsApplied') }),
  /** `role` is an open set in the vendor's own types; only `user` and `assistant` are spoken words. */
  ConversationText: z.object({ type: z.literal('ConversationText'), role: z.string(), content: z.string() }),
  UserStartedSpeaking: z.object({ type: z.literal('UserStartedSpeaking') }),
  /** Not in the vendor's types, but sent by Flux in the field. */
  EndOfTurn: z.object({ type: z.literal('EndOfTurn') }),
  AgentThinking: z.object({ type: z.literal('AgentThinking') }),
  AgentStartedSpeaking: z.object({ type: z.literal('AgentStartedSpeaking') }),
  AgentAudioDone: z.object({ type: z.literal('AgentAudioDone') }),
  FunctionCallRequest: z.object({
    type: z.literal('FunctionCallRequest'),
    functions: z.array(requestedFunction).min(1),
  }),
  FunctionCallCancelled: z.object({
    type: z.literal('FunctionCallCancelled'),
    functions: z.array(cancelledFunction).min(1),
  }),
  /** Carries a `message` in the vendor's types and none in its documentation. */
  InjectionRefused: z.object({ type: z.literal('InjectionRefused') }),
  Warning: z.object({ type: z.literal('Warning'), code: providerCode }),
  Error: z.object({ type: z.literal('Error'), code: providerCode }),
};

/**
 * Messages that only inform: echoes of what we sent, acknowledgements of updates we never ask for, and latencies, of which
 * one may come with every frame of audio. Known, so they are not counted as unknown; unread, so they are not checked.
 */
const informative: ReadonlySet<string> = new Set([
  'FunctionCallResponse',
  'History',
  'LatencyReport',
  'ListenUpdated',
  'PromptUpdated',
  'SpeakUpdated',
  'ThinkUpdated',
]);

type ActedOn = typeof actedOn;
export type ServerMessage = { [Type in keyof ActedOn]: z.infer<ActedOn[Type]> }[keyof ActedOn];

export type Parsed =
  | { kind: 'message'; message: ServerMessage }
  /** Nothing to do: a known message that only informs. */
  | { kind: 'informative' }
  /** A `type` from after our time, to be skipped. */
  | { kind: 'unknown' }
  /** Not JSON, without a `type`, or a known type without the fields it must have. */
  | { kind: 'malformed' };

export function parseServerMessage(text: string): Parsed {
  const type = readType(text);
  if (type === null) return { kind: 'malformed' };
  if (informative.has(type.name)) return { kind: 'informative' };
  if (!Object.hasOwn(actedOn, type.name)) return { kind: 'unknown' };
  const parsed = actedOn[type.name as keyof ActedOn].safeParse(type.json);
  return parsed.success ? { kind: 'message', message: parsed.data } : { kind: 'malformed' };
}

function readType(text: string): { name: string; json: object } | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof json !== 'object' || json === null || !('type' in json) || typeof json.type !== 'string') return null;
  return { name: json.type, json };
}

/** Everything Crownline sends as text. Deepgram refuses unknown fields, so these types list exactly what is sent. */
export type ClientMessage = Settings | KeepAlive | InjectAgentMessage | InjectUserMessage | FunctionCallResponse;

/** The first message of a session, sent once. */
export interface Settings {
  type: 'Settings';
  /** Keeps the provider from training on the call. It belongs here: inside `agent` it makes the message unparsable. */
  mip_opt_out: true;
  flags: { history: true };
  audio: {
    input: { encoding: 'mulaw'; sample_rate: number };
    output: { encoding: 'mulaw'; sample_rate: number; container: 'none' };
  };
  agent: {
    listen: { provider: ListenProvider };
    think: ThinkSettings;
    speak: { provider: SpeakProvider };
    greeting?: string;
    context?: { messages: HistoryMessage[] };
  };
}

export type ListenProvider = {
  type: 'deepgram';
  version: 'v2';
  model: 'flux-general-en' | 'flux-general-multi';
  /** For the multilingual model only. */
  language_hints?: string[];
  keyterms?: string[];
};

export interface ThinkSettings {
  provider: { type: 'open_ai'; model: string; temperature: number };
  prompt: string;
  functions?: ThinkFunction[];
}

/** A function without an `endpoint` is ours to run. There is no `client_side` here; only the request has it. */
export interface ThinkFunction {
  name: string;
  description: string;
  parameters: Record<string, unknown>;
  /** Hold the call back until the caller's turn is confirmed; otherwise it may be made on speculation and revoked. */
  defer_until_eot?: true;
}

/** Aura voices are `v1`, Flux voices `v2`. */
export interface SpeakProvider {
  type: 'deepgram';
  version: 'v1' | 'v2';
  model: string;
}

export type HistoryMessage =
  | { type: 'History'; role: 'user' | 'assistant'; content: string }
  | {
      type: 'History';
      /** `arguments` and `response` are JSON as text. */
      function_calls: { id: string; name: string; client_side: true; arguments: string; response: string }[];
    };

export interface KeepAlive {
  type: 'KeepAlive';
}

/** The field is `message`: with `content`, as some of the vendor's pages and its older SDK have it, nothing happens at all. */
export interface InjectAgentMessage {
  type: 'InjectAgentMessage';
  message: string;
  behavior: 'queue' | 'interrupt';
}

/** Here the field is `content`. Deepgram was seen to echo it as `ConversationText` of the user. */
export interface InjectUserMessage {
  type: 'InjectUserMessage';
  content: string;
}

export interface FunctionCallResponse {
  type: 'FunctionCallResponse';
  id: string;
  name: string;
  /** JSON as text. */
  content: string;
}
