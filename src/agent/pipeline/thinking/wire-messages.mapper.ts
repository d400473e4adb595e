import { createHash } from 'node:crypto';
import type { ModelMessage, ToolCall, ToolResult } from './language-model.port.js';

/**
 * The conversation as every provider takes it: no message without content, and no call without its answer or the other way
 * round, which all of them refuse. A call whose answer never came is left out.
 */
export function wireMessages(messages: readonly ModelMessage[]): ModelMessage[] {
  return messages.flatMap((message, index): ModelMessage[] => {
    switch (message.role) {
      case 'caller':
        return isBlank(message.text) ? [] : [message];
      case 'agent': {
        const answers = answersAfter(messages, index);
        const calls = message.calls.filter(({ id }, at) => answers.has(id) && isFirst(message.calls, id, at));
        const said: ModelMessage[] =
          isBlank(message.text) && calls.length === 0 ? [] : [{ role: 'agent', text: message.text, calls }];
        if (calls.length === 0) return said;
        return [...said, { role: 'tools', results: calls.flatMap(({ id }) => answers.get(id) ?? []) }];
      }
      case 'tools':
        return []; // given with their calls
    }
  });
}

function answersAfter(messages: readonly ModelMessage[], index: number): Map<string, ToolResult> {
  const answers = new Map<string, ToolResult>();
  for (const message of messages.slice(index + 1)) {
    if (message.role !== 'tools') break;
    for (const result of message.results) answers.set(result.id, result);
  }
  return answers;
}

const isFirst = (calls: readonly ToolCall[], id: string, at: number): boolean =>
  calls.findIndex((call) => call.id === id) === at;

/** Anthropic refuses text of spaces only. */
export const isBlank = (text: string): boolean => text.trim() === '';

/** Ids may come from another provider: OpenAI takes 40 characters, Anthropic no others than these. */
export const wireId = (id: string): string =>
  /^[\w-]{1,40}$/.test(id) ? id : `call_${createHash('sha256').update(id).digest('hex').slice(0, 24)}`;

/** A model that wrote no JSON object reads back an empty one: Anthropic takes objects only, some others fail on anything else. */
export function wireArguments(argumentsJson: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(argumentsJson);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}
