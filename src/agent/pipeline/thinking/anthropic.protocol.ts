import { z } from 'zod';
import type { CallFragment } from './call-assembly.js';
import type { TokenUse } from './language-model.port.js';

/*
 * Events of a streamed message that matter here; all others, those of thinking among them, count as not sent.
 * https://platform.claude.com/docs/en/build-with-claude/streaming
 */

const count = z.int().nonnegative().nullish().catch(null);
const index = z.int().nonnegative();

/** Totals up to now, the last one of each counts. `input_tokens` are those that no cache had. */
const usage = z
  .object({
    input_tokens: count,
    cache_read_input_tokens: count,
    cache_creation_input_tokens: count,
    output_tokens: count,
  })
  .nullish()
  .catch(null);

export type AnthropicUsage = NonNullable<z.infer<typeof usage>>;

const schema = z.union([
  z.object({ type: z.literal('message_start'), message: z.object({ usage }) }),
  z.object({
    type: z.literal('content_block_start'),
    index,
    content_block: z.union([
      z.object({ type: z.literal('tool_use'), id: z.string().catch(''), name: z.string() }),
      z.object({ type: z.literal('text'), text: z.string().catch('') }),
    ]),
  }),
  z.object({
    type: z.literal('content_block_delta'),
    index,
    delta: z.union([
      z.object({ type: z.literal('text_delta'), text: z.string() }),
      z.object({ type: z.literal('input_json_delta'), partial_json: z.string() }),
    ]),
  }),
  z.object({
    type: z.literal('message_delta'),
    delta: z.object({ stop_reason: z.string().nullish().catch(null) }),
    usage,
  }),
]);

type Event = z.infer<typeof schema>;

/** What an event brings; most bring one of these. */
export interface AnthropicNews {
  text: string;
  call: CallFragment | null;
  /** Why the model ended; null while it goes on. */
  stopReason: string | null;
  usage: AnthropicUsage | null;
}

const NOTHING: AnthropicNews = { text: '', call: null, stopReason: null, usage: null };

/** Null for an event that says nothing to us. */
export function readAnthropicEvent(raw: unknown): AnthropicNews | null {
  const parsed = schema.safeParse(raw);
  return parsed.success ? newsOf(parsed.data) : null;
}

function newsOf(event: Event): AnthropicNews {
  switch (event.type) {
    case 'message_start':
      return { ...NOTHING, usage: event.message.usage ?? null };
    case 'message_delta':
      return { ...NOTHING, stopReason: event.delta.stop_reason ?? null, usage: event.usage ?? null };
    case 'content_block_start': {
      const { index, content_block: block } = event;
      if (block.type === 'text') return { ...NOTHING, text: block.text };
      return { ...NOTHING, call: { index, id: block.id, name: block.name, argumentsJson: '' } };
    }
    case 'content_block_delta': {
      const { index, delta } = event;
      if (delta.type === 'text_delta') return { ...NOTHING, text: delta.text };
      return { ...NOTHING, call: { index, id: '', name: '', argumentsJson: delta.partial_json } };
    }
  }
}

export const tokensOf = (usage: AnthropicUsage): TokenUse => ({
  input: (usage.input_tokens ?? 0) + (usage.cache_read_input_tokens ?? 0) + (usage.cache_creation_input_tokens ?? 0),
  cached: usage.cache_read_input_tokens ?? 0,
  output: usage.output_tokens ?? 0,
});
