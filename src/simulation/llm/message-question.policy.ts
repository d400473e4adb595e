import type { ZodError } from 'zod';
import type { BrainItem } from '../brain/brain.port.js';
import { messageRequestSchema, type Message, type MessageRequest } from './message-request.protocol.js';
import type { ModelQuestion, ReadQuestion, Refusal } from './model-question.types.js';
import { tokensIn } from './tokens.policy.js';
import { brokenTurns, joinedTurns } from './turns.policy.js';

const MOST_CACHE_MARKS = 4;

/** @param body of a request for a message */
export function readMessageRequest(body: unknown): ReadQuestion {
  const parsed = messageRequestSchema.safeParse(body);
  if (!parsed.success) return { kind: 'refusal', refusal: invalid(messageOf(parsed.error)) };
  const broken = brokenRule(parsed.data) ?? brokenTurns(parsed.data.messages);
  if (broken !== null) return { kind: 'refusal', refusal: invalid(broken) };
  return { kind: 'question', question: questionOf(parsed.data) };
}

function questionOf(request: MessageRequest): ModelQuestion {
  const { system = [], tools, messages } = request;
  return {
    model: request.model,
    prompt: system.map((one) => one.text).join('\n\n'),
    tools:
      request.tool_choice?.type === 'none'
        ? []
        : tools.map(({ name, description, input_schema: parameters }) => ({ name, description, parameters })),
    history: itemsOf(messages),
    maxTokens: request.max_tokens,
    streams: request.stream,
    countsTokens: true,
    inputTokens: tokensIn(JSON.stringify([tools, system, messages])),
    cachedText: cachedText(request),
  };
}

/** Tools come before the system text: a mark at the latter keeps both. Marks in messages keep nothing here. */
function cachedText({ system = [], tools }: MessageRequest): string | null {
  if (system.some(isMarked)) return JSON.stringify([tools, system]);
  return tools.some(isMarked) ? JSON.stringify(tools) : null;
}

const isMarked = ({ cache_control: mark }: { cache_control?: object | null | undefined }): boolean => Boolean(mark);

/** Words of the system in the middle of a conversation are notes, which change nothing here. */
function itemsOf(messages: readonly Message[]): BrainItem[] {
  const turns = joinedTurns(messages);
  return turns.flatMap(({ role, content }, index) =>
    content.flatMap((one): BrainItem[] => {
      if (one.type === 'text') return [{ kind: role === 'user' ? 'user' : 'agent', text: one.text }];
      if (one.type === 'tool_result') return []; // told with its call
      const results = turns[index + 1]?.content ?? [];
      const result = results.find((other) => other.type === 'tool_result' && other.tool_use_id === one.id);
      const resultJson = result?.type === 'tool_result' ? result.content.map((part) => part.text).join('') : '';
      return [{ kind: 'call', name: one.name, argumentsJson: JSON.stringify(one.input), resultJson }];
    }),
  );
}

function brokenRule({ system = [], tools, messages }: MessageRequest): string | null {
  const blocks = messages.flatMap(({ content }) => content);
  const marks = [...system, ...tools, ...blocks].filter(isMarked).length;
  if (marks > MOST_CACHE_MARKS)
    return `A maximum of ${MOST_CACHE_MARKS} blocks with cache_control may be provided. Found ${marks}.`;
  if (system.some((one) => one.text === '')) return 'system: text content blocks must be non-empty';
  const names = tools.map(({ name }) => name);
  return new Set(names).size < names.length ? 'tools: Tool names must be unique.' : null;
}

function messageOf({ issues }: ZodError): string {
  const [issue] = issues;
  const path = issue?.path.map(String) ?? [];
  if (issue?.code === 'unrecognized_keys')
    return `${[...path, issue.keys[0]].join('.')}: Extra inputs are not permitted`;
  return `${path.join('.') || 'body'}: ${issue?.message ?? ''}`;
}

const invalid = (text: string): Refusal => ({ status: 400, type: 'invalid_request_error', message: text });
