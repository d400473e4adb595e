import type { ZodError } from 'zod';
import type { BrainItem } from '../brain/brain.port.js';
import { chatRequestSchema, type ChatMessage, type ChatRequest } from './chat-request.protocol.js';
import type { ModelQuestion, ReadQuestion, Refusal } from './model-question.types.js';
import { tokensIn } from './tokens.policy.js';

/** @param body of a request for a chat completion */
export function readChatRequest(body: unknown): ReadQuestion {
  const parsed = chatRequestSchema.safeParse(body);
  if (!parsed.success) return { kind: 'refusal', refusal: refusalOf(parsed.error) };
  const refusal = brokenRule(parsed.data) ?? unpaired(parsed.data.messages);
  return refusal ? { kind: 'refusal', refusal } : { kind: 'question', question: questionOf(parsed.data) };
}

function questionOf(request: ChatRequest): ModelQuestion {
  const { messages, tools = [] } = request;
  const begins = messages.findIndex((one) => !isSystem(one));
  const system = messages.slice(0, begins < 0 ? messages.length : begins);
  const cachedText = JSON.stringify([tools, system]);
  return {
    model: request.model,
    prompt: system.map(textOf).join('\n\n'),
    tools: request.tool_choice === 'none' ? [] : tools.map(({ function: asked }) => asked),
    history: messages.flatMap((one, index) => itemsOf(one, messages.slice(index + 1))),
    maxTokens: request.max_completion_tokens ?? request.max_tokens ?? null,
    streams: request.stream ?? false,
    countsTokens: request.stream_options?.include_usage ?? false,
    inputTokens: tokensIn(JSON.stringify([tools, messages])),
    cachedText,
  };
}

const isSystem = ({ role }: ChatMessage): boolean => role === 'system' || role === 'developer';

/** Words of the system in the middle of a conversation are notes, which change nothing here. */
function itemsOf(one: ChatMessage, later: readonly ChatMessage[]): BrainItem[] {
  if (one.role === 'user') return one.content.map(({ text }) => ({ kind: 'user', text }));
  if (one.role !== 'assistant') return [];
  const said = textOf(one);
  const calls = (one.tool_calls ?? []).map((call): BrainItem => {
    const result = later.find((other) => other.role === 'tool' && other.tool_call_id === call.id);
    const { name, arguments: argumentsJson } = call.function;
    return { kind: 'call', name, argumentsJson, resultJson: result ? textOf(result) : '' };
  });
  return [...(said === '' ? [] : [{ kind: 'agent' as const, text: said }]), ...calls];
}

const textOf = ({ content }: ChatMessage): string => (content ?? []).map(({ text }) => text).join('');

function brokenRule(request: ChatRequest): Refusal | null {
  const { messages, max_tokens, max_completion_tokens, stream, stream_options, tools } = request;
  if (typeof max_tokens === 'number' && typeof max_completion_tokens === 'number')
    return invalid("Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.", 'max_tokens');
  if (stream_options && !stream)
    return invalid("The 'stream_options' parameter is only allowed when 'stream' is enabled.", 'stream_options');
  for (const field of ['tool_choice', 'parallel_tool_calls'] as const)
    if (request[field] !== undefined && !tools)
      return invalid(`'${field}' is only allowed when 'tools' are specified.`, field);
  const empty = messages.findIndex((one) => one.role === 'assistant' && !one.content && !one.tool_calls);
  return empty < 0 ? null : invalid('Expected content or tool calls.', `messages[${empty}].content`, 'invalid_value');
}

/** Answers of tools stand right behind the calls that they answer, one for each. */
function unpaired(messages: readonly ChatMessage[]): Refusal | null {
  let asked: readonly string[] = [];
  let open = new Set<string>();
  for (const [index, one] of messages.entries()) {
    const where = `messages.[${index}]`;
    if (one.role === 'tool') {
      if (asked.length === 0)
        return invalid(
          "Invalid parameter: messages with role 'tool' must be a response to a preceding message with 'tool_calls'.",
          `${where}.role`,
        );
      if (!open.delete(one.tool_call_id))
        return invalid(
          `Invalid parameter: 'tool_call_id' of '${one.tool_call_id}' not found in 'tool_calls' of previous message.`,
          `${where}.tool_call_id`,
        );
      continue;
    }
    if (open.size > 0) return unanswered(open, `${where}.role`);
    asked = one.role === 'assistant' ? (one.tool_calls ?? []).map((call) => call.id) : [];
    open = new Set(asked);
  }
  return open.size > 0 ? unanswered(open, `messages.[${messages.length - 1}].role`) : null;
}

const unanswered = (ids: ReadonlySet<string>, param: string): Refusal =>
  invalid(
    "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. " +
      `The following tool_call_ids did not have response messages: ${[...ids].join(', ')}`,
    param,
  );

function refusalOf({ issues }: ZodError): Refusal {
  const [issue] = issues;
  const path = pathOf(issue?.path ?? []);
  if (issue?.code === 'unrecognized_keys') {
    const field = pathOf([...issue.path, issue.keys[0] ?? '']);
    return invalid(`Unknown parameter: '${field}'.`, field, 'unknown_parameter');
  }
  if (path === '') return invalid('We could not parse the JSON body of your request.');
  return invalid(`Invalid value for '${path}': ${issue?.message ?? ''}.`, path, 'invalid_value');
}

/** `messages[0].role` */
const pathOf = (path: readonly PropertyKey[]): string =>
  path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');

const invalid = (message: string, param?: string, code?: string): Refusal => ({
  status: 400,
  type: 'invalid_request_error',
  message,
  ...(param === undefined ? {} : { param }),
  ...(code === undefined ? {} : { code }),
});
