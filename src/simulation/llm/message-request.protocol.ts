import { z } from 'zod';

/*
 * A request for a message, as strict as Anthropic is where that finds a client's faults. What the stand-in can't do is refused
 * as well. https://platform.claude.com/docs/en/api/messages
 */

const cache_control = z.strictObject({ type: z.literal('ephemeral'), ttl: z.enum(['5m', '1h']).optional() }).nullish();
const id = z.string().regex(/^[a-zA-Z0-9_-]+$/);
const text = z.strictObject({ type: z.literal('text'), text: z.string(), cache_control });

/** A text alone is short for one block. */
const blocksOf = <Block extends z.ZodType>(block: Block) =>
  z.preprocess((value) => (typeof value === 'string' ? [{ type: 'text', text: value }] : value), z.array(block));

const block = z.discriminatedUnion('type', [
  text,
  z.strictObject({
    type: z.literal('tool_use'),
    id,
    name: z.string().min(1).max(200),
    input: z.record(z.string(), z.unknown()),
    cache_control,
  }),
  z.strictObject({
    type: z.literal('tool_result'),
    tool_use_id: id,
    content: blocksOf(text).default([]),
    is_error: z.boolean().optional(),
    cache_control,
  }),
]);

export type Block = z.infer<typeof block>;

const message = z.strictObject({ role: z.enum(['user', 'assistant', 'system']), content: blocksOf(block) });

export type Message = z.infer<typeof message>;

const tool = z.strictObject({
  type: z.literal('custom').nullish(),
  name: z.string().regex(/^[a-zA-Z0-9_-]{1,128}$/),
  description: z.string().default(''),
  input_schema: z.looseObject({ type: z.literal('object') }),
  strict: z.boolean().optional(),
  cache_control,
});

export const messageRequestSchema = z.strictObject({
  model: z.string().min(1),
  max_tokens: z.int().min(1),
  messages: z.array(message).min(1),
  system: blocksOf(text).optional(),
  tools: z.array(tool).default([]),
  tool_choice: z
    .strictObject({ type: z.enum(['auto', 'none']), disable_parallel_tool_use: z.boolean().optional() })
    .optional(),
  stream: z.boolean().default(false),
  // These change nothing here: whoever may think need not.
  temperature: z.number().min(0).max(1).optional(),
  top_p: z.number().min(0).max(1).optional(),
  top_k: z.int().min(0).optional(),
  thinking: z.strictObject({ type: z.enum(['disabled', 'adaptive']) }).optional(),
  metadata: z.strictObject({ user_id: z.string().nullish() }).optional(),
  service_tier: z.enum(['auto', 'standard_only']).optional(),
});

export type MessageRequest = z.infer<typeof messageRequestSchema>;
