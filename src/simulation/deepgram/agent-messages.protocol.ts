import { z } from 'zod';
import {
  listenSchema,
  settingsSchema,
  speakUpdateSchema,
  thinkUpdateSchema,
  type History,
} from './agent-settings.protocol.js';

/** What a client of the Voice Agent API may send as text. Audio comes as binary frames. */
const clientMessages = {
  Settings: settingsSchema,
  UpdatePrompt: z.strictObject({ type: z.literal('UpdatePrompt'), prompt: z.string() }),
  UpdateThink: z.strictObject({ type: z.literal('UpdateThink'), think: thinkUpdateSchema }),
  UpdateSpeak: z.strictObject({ type: z.literal('UpdateSpeak'), speak: speakUpdateSchema }),
  UpdateListen: z.strictObject({ type: z.literal('UpdateListen'), listen: listenSchema }),
  InjectAgentMessage: z.strictObject({
    type: z.literal('InjectAgentMessage'),
    message: z.string(),
    behavior: z.enum(['default', 'queue', 'interrupt']).default('default'),
  }),
  InjectUserMessage: z.strictObject({ type: z.literal('InjectUserMessage'), content: z.string() }),
  FunctionCallResponse: z.strictObject({
    type: z.literal('FunctionCallResponse'),
    id: z.string().optional(),
    name: z.string(),
    content: z.string(),
  }),
  ForceEndTurn: z.strictObject({ type: z.literal('ForceEndTurn') }),
  KeepAlive: z.strictObject({ type: z.literal('KeepAlive') }),
};

type ClientMessages = typeof clientMessages;
export type ClientMessage = { [Type in keyof ClientMessages]: z.output<ClientMessages[Type]> }[keyof ClientMessages];
export type FunctionCallResponse = z.output<ClientMessages['FunctionCallResponse']>;
export type InjectAgentMessage = z.output<ClientMessages['InjectAgentMessage']>;

export type ErrorCode =
  | 'CLIENT_MESSAGE_TIMEOUT'
  | 'FAILED_TO_SPEAK'
  | 'FAILED_TO_THINK'
  | 'INTERNAL_SERVER_ERROR'
  | 'INVALID_SETTINGS'
  | 'MAXIMUM_SESSION_LENGTH_REACHED'
  | 'NON_EXISTENT_FUNCTION_CALLED'
  | 'NON_SETTINGS_MESSAGE_BEFORE_SETTINGS'
  | 'SETTINGS_ALREADY_APPLIED'
  | 'UNPARSABLE_CLIENT_MESSAGE';

export type WarningCode =
  | 'FORCE_END_TURN_UNSUPPORTED'
  | 'MAXIMUM_SESSION_LENGTH_APPROACHING'
  | 'PROMPT_TOO_LONG'
  | 'SLOW_THINK_REQUEST'
  | 'SPEAK_REQUEST_FAILED'
  | 'THINK_REQUEST_FAILED';

export interface RequestedFunction {
  id: string;
  name: string;
  /** JSON, as text. */
  arguments: string;
  client_side: true;
}

/** Every text frame the stand-in sends. */
export type ServerMessage =
  | { type: 'Welcome'; request_id: string }
  | { type: 'SettingsApplied' | 'UserStartedSpeaking' | 'AgentAudioDone' }
  | { type: 'PromptUpdated' | 'ThinkUpdated' | 'SpeakUpdated' | 'ListenUpdated' }
  | { type: 'ConversationText'; role: 'assistant'; content: string }
  | ({ type: 'ConversationText'; role: 'user'; content: string } & HeardLanguages)
  | { type: 'EndOfTurn'; trigger: 'model' | 'manual' | 'timeout' }
  | { type: 'AgentThinking'; content: string }
  | { type: 'FunctionCallRequest'; functions: RequestedFunction[] }
  | { type: 'FunctionCallCancelled'; functions: { id: string; name: string }[] }
  | { type: 'FunctionCallResponse'; id: string; name: string; content: string }
  | ({ type: 'LatencyReport' } & Latency)
  | { type: 'InjectionRefused'; message: string }
  | { type: 'Warning'; code: WarningCode; description: string }
  | { type: 'Error'; code: string; description: string }
  | History;

/** Told by the multilingual model only. */
export interface HeardLanguages {
  languages?: string[];
  languages_hinted?: string[];
}

/** In seconds; a report carries one of them. */
export type Latency = { stt_latency: number } | { ttt_text_latency: number } | { total_latency: number };

export type ParsedMessage =
  { kind: 'message'; message: ClientMessage } | { kind: 'refused'; code: ErrorCode; description: string };

export function parseClientMessage(text: string): ParsedMessage {
  const json = parseJson(text);
  const type = typeof json === 'object' && json !== null && 'type' in json ? json.type : undefined;
  if (typeof type !== 'string' || !Object.hasOwn(clientMessages, type)) return unparsable('unknown message type');
  const parsed = clientMessages[type as keyof ClientMessages].safeParse(json);
  return parsed.success ? { kind: 'message', message: parsed.data } : refusal(parsed.error.issues, json);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What does not have the shape of the message can't be parsed; what has the shape but a wrong value is invalid. */
function refusal(issues: readonly z.core.$ZodIssue[], json: unknown): ParsedMessage {
  const located = issues.flatMap((issue) => leaves(issue, []));
  const isMissing = ({ issue, path }: Located) => issue.code === 'invalid_value' && valueAt(json, path) === undefined;
  const misshapen = located.find(
    (leaf) => ['unrecognized_keys', 'invalid_type'].includes(leaf.issue.code) || isMissing(leaf),
  );
  if (misshapen) return unparsable(describe(misshapen));
  const [first] = located;
  return { kind: 'refused', code: 'INVALID_SETTINGS', description: first ? describe(first) : 'invalid' };
}

interface Located {
  issue: z.core.$ZodIssue;
  path: readonly PropertyKey[];
}

/** Of a union's branches, the one that the input was meant for got deepest into it. */
function leaves(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): Located[] {
  const path = [...above, ...issue.path];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ issue, path }];
  const branches = issue.errors.map((errors) => errors.flatMap((inner) => leaves(inner, path)));
  const depth = (branch: readonly Located[]) =>
    Math.max(...branch.map(({ issue: leaf, path: at }) => at.length + weight(leaf)));
  return branches.reduce((best, branch) => (depth(branch) > depth(best) ? branch : best));
}

function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (Object(value) as Record<PropertyKey, unknown>)[key], json);
}

/** An unknown key shows that all around it had the right shape. */
const weight = (issue: z.core.$ZodIssue): number => (issue.code === 'unrecognized_keys' ? 0.5 : 0);

function describe({ issue, path }: Located): string {
  const names = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path];
  return `${names.map((name) => name.map(String).join('.') || 'message').join(', ')}: ${issue.message}`;
}

const unparsable = (description: string): ParsedMessage => ({
  kind: 'refused',
  code: 'UNPARSABLE_CLIENT_MESSAGE',
  description: `Error parsing client message. ${description}`,
});
