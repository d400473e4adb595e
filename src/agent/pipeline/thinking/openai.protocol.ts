import { z } from 'zod';
import type { CallFragment } from './call-assembly.js';
import type { TokenUse } from './language-model.port.js';

/*
 * Chunks of a streamed chat completion, and of the servers that imitate it: whatever is missing or of another type counts as
 * not said. https://platform.openai.com/docs/api-reference/chat-streaming
 */

const text = z.string().nullish().catch(null);
const count = z.int().nonnegative().nullish().catch(null);

/** A string; Mistral sends a list of parts where its models reason. */
const content = z
  .union([z.string(), z.array(z.object({ type: z.literal('text'), text: z.string() }).or(z.unknown()))])
  .nullish()
  .catch(null);

const toolCall = z.object({
  index: count,
  id: text,
  function: z
    .object({
      name: text,
      arguments: z
        .union([z.string(), z.record(z.string(), z.unknown())])
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
});

const choice = z.object({
  delta: z
    .object({ content, tool_calls: z.array(toolCall).nullish().catch(null) })
    .nullish()
    .catch(null),
  finish_reason: text,
});

const chunkSchema = z.object({
  choices: z.array(choice).nullish().catch(null),
  usage: z
    .object({
      prompt_tokens: count,
      completion_tokens: count,
      prompt_tokens_details: z.object({ cached_tokens: count }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
});

export interface ChatChunk {
  text: string;
  calls: readonly CallFragment[];
  /** Why the model ended, in the server's own word; null while it goes on. */
  finishReason: string | null;
  tokens: TokenUse | null;
}

/** Null for what is no chunk at all. */
export function readChatChunk(raw: unknown): ChatChunk | null {
  const parsed = chunkSchema.safeParse(raw);
  if (!parsed.success) return null;
  const { choices, usage } = parsed.data;
  const first = choices?.[0];
  return {
    text: textOf(first?.delta?.content),
    calls: (first?.delta?.tool_calls ?? []).map(fragmentOf),
    finishReason: first?.finish_reason || null,
    tokens: usage ? tokensOf(usage) : null,
  };
}

function textOf(value: z.infer<typeof content>): string {
  if (typeof value === 'string') return value;
  return (value ?? []).map((part) => (isText(part) ? part.text : '')).join('');
}

const isText = (part: unknown): part is { text: string } =>
  typeof part === 'object' && part !== null && 'text' in part && typeof part.text === 'string';

function fragmentOf({ index, id, function: asked }: z.infer<typeof toolCall>): CallFragment {
  const written = asked?.arguments ?? '';
  return {
    index: index ?? null,
    id: id ?? '',
    name: asked?.name ?? '',
    argumentsJson: typeof written === 'string' ? written : JSON.stringify(written),
  };
}

const tokensOf = (usage: NonNullable<z.infer<typeof chunkSchema>['usage']>): TokenUse => ({
  input: usage.prompt_tokens ?? 0,
  cached: usage.prompt_tokens_details?.cached_tokens ?? 0,
  output: usage.completion_tokens ?? 0,
});
