import type { OpenAI } from 'openai';
import type { ModelMessage, ModelRequest } from './language-model.port.js';
import { isBlank, wireArguments, wireId, wireMessages } from './wire-messages.mapper.js';

type Message = OpenAI.Chat.ChatCompletionMessageParam;
type Body = OpenAI.Chat.ChatCompletionCreateParamsStreaming;

/** What some models do not take: those that reason no temperature, and `max_tokens` only under its newer name. */
export type OpenAiOption = 'temperature' | 'max_tokens' | 'reasoning_effort';

/** Told by their names, with that of a gateway before them or without: o3, gpt-5-mini, openai/gpt-5.1. */
const REASONS = /(^|\/)(o\d|gpt-5)(?!.*-chat)/;
/** These can answer without, and the newest of them take tools in a chat completion only then. */
const ANSWERS_AT_ONCE = /(^|\/)gpt-5\.\d/;

/**
 * A chat completion. The role is `system` and not the newer `developer`, which OpenAI takes just as well and others don't know.
 *
 * @param isOpenAi whether OpenAI itself is asked. Its models that reason take `max_completion_tokens` only, also at Azure and
 *   behind gateways; Ollama and others that speak its language know `max_tokens` only, and some refuse requests with a field
 *   that they don't know. So what is OpenAI's own is sent to nobody else: that nothing of the call is stored, and
 *   that tokens are to be counted.
 */
export function buildChatRequest(
  request: ModelRequest,
  { isOpenAi, refused }: { isOpenAi: boolean; refused: ReadonlySet<OpenAiOption> },
): Body {
  const { model, instructions, messages, tools, maxOutputTokens } = request;
  const system: Message[] = isBlank(instructions) ? [] : [{ role: 'system', content: instructions }];
  return {
    model: model.name,
    messages: [...system, ...wireMessages(messages).flatMap(chatMessages)],
    stream: true,
    ...(refused.has('temperature') ? {} : { temperature: model.temperature }),
    ...(isOpenAi || refused.has('max_tokens')
      ? { max_completion_tokens: maxOutputTokens }
      : { max_tokens: maxOutputTokens }),
    // The least that they know: who waits on the telephone hears nothing of their thoughts.
    ...(REASONS.test(model.name) && !refused.has('reasoning_effort')
      ? { reasoning_effort: ANSWERS_AT_ONCE.test(model.name) ? 'none' : 'low' }
      : {}),
    ...(isOpenAi ? { stream_options: { include_usage: true }, store: false } : {}),
    ...(tools.length > 0
      ? {
          tools: tools.map(({ name, description, parameters }) => ({
            type: 'function',
            function: { name, description, parameters },
          })),
        }
      : {}),
  };
}

function chatMessages(message: ModelMessage): Message[] {
  switch (message.role) {
    case 'caller':
      return [{ role: 'user', content: message.text }];
    case 'agent':
      if (message.calls.length === 0) return [{ role: 'assistant', content: message.text }];
      return [
        {
          role: 'assistant',
          content: isBlank(message.text) ? null : message.text,
          tool_calls: message.calls.map(({ id, name, argumentsJson }) => ({
            id: wireId(id),
            type: 'function',
            function: { name, arguments: JSON.stringify(wireArguments(argumentsJson)) },
          })),
        },
      ];
    case 'tools':
      return message.results.map(({ id, resultJson }) => ({
        role: 'tool',
        tool_call_id: wireId(id),
        content: resultJson,
      }));
  }
}

/** Its hosts of the regions too, e.g. `eu.api.openai.com`. An address that is none fails with the first request. */
export function isOpenAi(baseUrl: string): boolean {
  return URL.canParse(baseUrl) && /(^|\.)api\.openai\.com$/.test(new URL(baseUrl).hostname);
}
