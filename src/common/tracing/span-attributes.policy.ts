import type { SpanFields } from './tracer.js';

/** The names under which fields leave the process. What is not in here does not leave. */
export const SPAN_ATTRIBUTES = {
  callId: 'crownline.call_id',
  clinicId: 'crownline.clinic_id',
  direction: 'crownline.direction',
  outcome: 'crownline.outcome',
  reason: 'crownline.reason',
  route: 'crownline.route',
  tool: 'crownline.tool',
  turns: 'crownline.turns',
  tools: 'crownline.tools',
  sessions: 'crownline.sessions',
  latencyMs: 'crownline.latency_ms',
  bargeInMs: 'crownline.barge_in_ms',
  reconnectMs: 'crownline.reconnect_ms',
} as const satisfies Record<keyof SpanFields, string>;

/** Ids and names of ours. Sentences, addresses and numbers with a plus have none of that form. */
const WORD = /^[a-z0-9_-]{1,64}$/;

const mayLeave = (value: unknown): value is string | number =>
  typeof value === 'string' ? WORD.test(value) : Number.isFinite(value);

/** The types promise as much already; this is the second net. */
export function attributesOf(fields: SpanFields): Record<string, string | number> {
  const known = (Object.keys(SPAN_ATTRIBUTES) as (keyof SpanFields)[]).filter((field) => mayLeave(fields[field]));
  return Object.fromEntries(known.map((field) => [SPAN_ATTRIBUTES[field], fields[field] as string | number]));
}
