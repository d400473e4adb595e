import type { Anthropic } from '@anthropic-ai/sdk';
import type { AgentTool } from '../../voice-agent.port.js';
import type { ModelMessage, ModelRequest } from './language-model.port.js';
import { isBlank, wireArguments, wireId, wireMessages } from './wire-messages.mapper.js';

type Block = Anthropic.ToolUseBlockParam | Anthropic.ToolResultBlockParam | Anthropic.TextBlockParam;
type Message = { role: 'user' | 'assistant'; content: Block[] };

/** What some models do not take: the newest no temperature, which their client's types have lost too; others must think. */
export type AnthropicOption = 'temperature' | 'thinking';

type Body = Anthropic.MessageCreateParamsStreaming & { temperature?: number };

/** Read again from the provider's cache, for a tenth of the price and sooner, within five minutes. */
const CACHED = { cache_control: { type: 'ephemeral' } } as const;

/** For a conversation that begins with our greeting: the API wants a user to begin. */
const CALLER_COMES: Block = { type: 'text', text: '(The caller is on the line.)' };
/** For one that ends with words of ours: without it those would be taken for the beginning of the reply, or refused. */
const CALLER_WAITS: Block = { type: 'text', text: '(The caller waits.)' };

/**
 * A message. Tools and instructions, in this order the same for all of a call, are marked for the cache. Nobody waits on the
 * telephone for thinking, which the newest models do unless told not to.
 */
export function buildMessageRequest(request: ModelRequest, refused: ReadonlySet<AnthropicOption>): Body {
  const { model, instructions, messages, tools, maxOutputTokens } = request;
  return {
    model: model.name,
    max_tokens: maxOutputTokens,
    stream: true,
    ...(refused.has('temperature') ? {} : { temperature: model.temperature }),
    ...(refused.has('thinking') ? {} : { thinking: { type: 'disabled' } }),
    ...(tools.length > 0 ? { tools: tools.map((tool, index) => toolOf(tool, index === tools.length - 1)) } : {}),
    ...(isBlank(instructions) ? {} : { system: [{ type: 'text', text: instructions, ...CACHED }] }),
    messages: turnsOf(messages),
  };
}

const toolOf = ({ name, description, parameters }: AgentTool, isLast: boolean): Anthropic.Tool => ({
  name,
  description,
  input_schema: { ...parameters, type: 'object' },
  ...(isLast ? CACHED : {}),
});

/**
 * Turns that alternate, the first and the last of them the user's. Answers of tools belong to the user, and stand before the
 * words of the same turn: the API wants them right behind their calls.
 */
function turnsOf(messages: readonly ModelMessage[]): Message[] {
  const turns: Message[] = [];
  const add = (role: Message['role'], content: Block[]): void => {
    const last = turns.at(-1);
    if (last?.role === role) last.content.push(...content);
    else turns.push({ role, content });
  };
  for (const message of wireMessages(messages)) {
    if (turns.length === 0 && message.role === 'agent') add('user', [CALLER_COMES]);
    add(message.role === 'agent' ? 'assistant' : 'user', blocksOf(message));
  }
  if (turns.at(-1)?.role !== 'user') add('user', [turns.length === 0 ? CALLER_COMES : CALLER_WAITS]);
  return turns;
}

function blocksOf(message: ModelMessage): Block[] {
  switch (message.role) {
    case 'caller':
      return [{ type: 'text', text: message.text }];
    case 'agent':
      return [
        ...(isBlank(message.text) ? [] : [{ type: 'text' as const, text: message.text }]),
        ...message.calls.map(({ id, name, argumentsJson }) => ({
          type: 'tool_use' as const,
          id: wireId(id),
          name,
          input: wireArguments(argumentsJson),
        })),
      ];
    case 'tools':
      return message.results.map(({ id, resultJson }) => ({
        type: 'tool_result',
        tool_use_id: wireId(id),
        content: resultJson,
      }));
  }
}
