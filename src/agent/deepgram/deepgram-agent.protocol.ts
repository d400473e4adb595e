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

/** BCP-47 tags reach the record of a call; anything else in their place is left out, and the words still count. */
const languages = z.array(z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/)).catch([]);

const seconds = z.number().nonnegative().nullish();

/** Warnings that the documentation lists. A session goes on after each of them. */
export const warningCodes: ReadonlySet<string> = new Set([
  'FORCE_END_TURN_UNSUPPORTED',
  'FUNCTION_CALL_FAILED',
  'GPT_4O_STREAM_END_ERROR',
  'INJECT_AGENT_MESSAGE_DURING_AGENT_SPEECH',
  'INJECT_AGENT_MESSAGE_DURING_USER_SPEECH',
  'MAXIMUM_SESSION_LENGTH_APPROACHING',
  'PROMPT_TOO_LONG',
  'SLOW_SPEAK_REQUEST',
  'SLOW_THINK_REQUEST',
  'SPEAK_REQUEST_FAILED',
  'THINK_REQUEST_FAILED',
]);

/** All messages of the provider, by `type`. */
const serverMessages = {
  Welcome: z.object({ type: z.literal('Welcome'), request_id: requestId }),
  SettingsApplied: z.object({ type: z.literal('SettingsApplied') }),
  /** `role` is an open set in the vendor's own types; only `user` and `assistant` are spoken words. */
  ConversationText: z.object({
    type: z.literal('ConversationText'),
    role: z.string(),
    content: z.string(),
    /** Heard in the caller's turn, most words first. From the multilingual model only. */
    languages,
  }),
  UserStartedSpeaking: z.object({ type: z.literal('UserStartedSpeaking') }),
  /** Not in the vendor's types, but sent by Flux in the field. */
  EndOfTurn: z.object({ type: z.literal('EndOfTurn') }),
  AgentThinking: z.object({ type: z.literal('AgentThinking') }),
  /** Sent on request only; `LatencyReport` has taken its place. Seconds. */
  AgentStartedSpeaking: z.object({
    type: z.literal('AgentStartedSpeaking'),
    total_latency: seconds,
    tts_latency: seconds,
    ttt_latency: seconds,
  }),
  AgentAudioDone: z.object({ type: z.literal('AgentAudioDone') }),
  FunctionCallRequest: z.object({
    type: z.literal('FunctionCallRequest'),
    functions: z.array(requestedFunction).min(1),
  }),
  FunctionCallCancelled: z.object({
    type: z.literal('FunctionCallCancelled'),
    functions: z.array(cancelledFunction).min(1),
  }),
  /** The echo of an answer of ours. Without an id it is about a function that Deepgram has run. */
  FunctionCallResponse: z.object({ type: z.literal('FunctionCallResponse'), id: z.string().optional() }),
  /**
   * What now belongs to the conversation. Either words, `{role, content}`, which `ConversationText` has told before; or
   * function calls with their answers.
   */
  History: z.object({
    type: z.literal('History'),
    function_calls: z.array(z.object({ id: z.string() })).optional(),
  }),
  /** Seconds. Usually one field a message; `stt_latency`, about one for each frame of audio, is not read. */
  LatencyReport: z.object({
    type: z.literal('LatencyReport'),
    ttt_token_latency: seconds,
    ttt_text_latency: seconds,
    ttt_tool_latency: seconds,
    ttt_thinking_latency: seconds,
    tts_latency: seconds,
    total_latency: seconds,
  }),
  PromptUpdated: z.object({ type: z.literal('PromptUpdated') }),
  ThinkUpdated: z.object({ type: z.literal('ThinkUpdated') }),
  SpeakUpdated: z.object({ type: z.literal('SpeakUpdated') }),
  ListenUpdated: z.object({ type: z.literal('ListenUpdated') }),
  /** Carries a `message` in the vendor's types and none in its documentation. */
  InjectionRefused: z.object({ type: z.literal('InjectionRefused') }),
  Warning: z.object({ type: z.literal('Warning'), code: providerCode }),
  Error: z.object({ type: z.literal('Error'), code: providerCode }),
};

type ServerMessages = typeof serverMessages;
export type ServerMessage = { [Type in keyof ServerMessages]: z.infer<ServerMessages[Type]> }[keyof ServerMessages];
export type MessageOf<Type extends ServerMessage['type']> = Extract<ServerMessage, { type: Type }>;

export type Parsed =
  | { kind: 'message'; message: ServerMessage }
  /** Known, and of no interest. */
  | { kind: 'noise' }
  /** A `type` from after our time, to be skipped. */
  | { kind: 'unknown' }
  /** Not JSON, without a `type`, or a known type without the fields it must have. */
  | { kind: 'malformed' };

export function parseServerMessage(text: string): Parsed {
  const type = readType(text);
  if (type === null) return { kind: 'malformed' };
  if (!Object.hasOwn(serverMessages, type.name)) return { kind: 'unknown' };
  if (isHearingLatency(type)) return { kind: 'noise' };
  const parsed = serverMessages[type.name as keyof ServerMessages].safeParse(type.json);
  return parsed.success ? { kind: 'message', message: parsed.data } : { kind: 'malformed' };
}

/** Fifty of these come each second, so they are told apart before anything is checked. */
function isHearingLatency({ name, json }: { name: string; json: object }): boolean {
  return name === 'LatencyReport' && 'stt_latency' in json && Object.keys(json).length === 2;
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
export type ClientMessage =
  | Settings
  | UpdatePrompt
  | UpdateThink
  | UpdateSpeak
  | UpdateListen
  | ForceEndTurn
  | KeepAlive
  | InjectAgentMessage
  | InjectUserMessage
  | FunctionCallResponse;

/**
 * By the documentation it replaces the prompt, by one integrator's measurement it is added to it. The full new prompt is right
 * in both readings.
 */
export interface UpdatePrompt {
  type: 'UpdatePrompt';
  prompt: string;
}

/** Replaces the whole of it, functions and prompt included. */
export interface UpdateThink {
  type: 'UpdateThink';
  think: ThinkSettings[];
}

export interface UpdateSpeak {
  type: 'UpdateSpeak';
  speak: { provider: SpeakProvider }[];
}

/** The thresholds and `keyterms` stay as they are when left out; `language_hints` are then empty. */
export interface UpdateListen {
  type: 'UpdateListen';
  listen: { provider: ListenProvider };
}

/** Silently ignored when the caller has no turn. */
export interface ForceEndTurn {
  type: 'ForceEndTurn';
}

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
    /** In the order in which they are tried, each turn anew. */
    think: ThinkSettings[];
    speak: { provider: SpeakProvider }[];
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
  eot_threshold: number;
  eager_eot_threshold?: number;
  eot_timeout_ms: number;
};

export interface ThinkSettings {
  provider: { type: 'open_ai' | 'anthropic' | 'google'; model: string; temperature: number };
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
  behavior: 'default' | 'queue' | 'interrupt';
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
