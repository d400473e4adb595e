import { z } from 'zod';

/*
 * A request for a chat completion, as strict as OpenAI is where that finds a client's faults. What the stand-in can't do is
 * refused as well. https://platform.openai.com/docs/api-reference/chat/create
 */

const textPart = z.strictObject({ type: z.literal('text'), text: z.string() });
/** A text alone is short for one part. */
const parts = z.preprocess(
  (value) => (typeof value === 'string' ? [{ type: 'text', text: value }] : value),
  z.array(textPart),
);
const name = z.string().optional();
const id = z.string().min(1).max(40);
const functionName = z
  .string()
  .max(64)
  .regex(/^[a-zA-Z0-9_-]+$/);

const toolCall = z.strictObject({
  id,
  type: z.literal('function'),
  function: z.strictObject({ name: functionName, arguments: z.string() }),
});

const message = z.discriminatedUnion('role', [
  z.strictObject({ role: z.enum(['system', 'developer']), content: parts, name }),
  z.strictObject({ role: z.literal('user'), content: parts, name }),
  z.strictObject({
    role: z.literal('assistant'),
    content: parts.nullish(),
    tool_calls: z.array(toolCall).min(1).max(128).optional(),
    refusal: z.null().optional(),
    name,
  }),
  z.strictObject({ role: z.literal('tool'), content: parts, tool_call_id: id }),
]);

export type ChatMessage = z.infer<typeof message>;

const tool = z.strictObject({
  type: z.literal('function'),
  function: z.strictObject({
    name: functionName,
    description: z.string().default(''),
    parameters: z.looseObject({ type: z.literal('object') }).default({ type: 'object' }),
    strict: z.boolean().nullish(),
  }),
});

const maxTokens = z.int().min(1).nullish();

export const chatRequestSchema = z.strictObject({
  model: z.string().min(1),
  messages: z.array(message).min(1),
  stream: z.boolean().nullish(),
  stream_options: z.strictObject({ include_usage: z.boolean().optional() }).nullish(),
  max_tokens: maxTokens,
  max_completion_tokens: maxTokens,
  tools: z.array(tool).min(1).max(128).optional(),
  tool_choice: z.enum(['auto', 'none']).optional(),
  // These change nothing here.
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  parallel_tool_calls: z.boolean().optional(),
  seed: z.int().nullish(),
  store: z.boolean().nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  user: z.string().optional(),
  safety_identifier: z.string().optional(),
  prompt_cache_key: z.string().optional(),
  reasoning_effort: z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh']).nullish(),
  service_tier: z.enum(['auto', 'default', 'flex', 'priority']).nullish(),
});

export type ChatRequest = z.infer<typeof chatRequestSchema>;
