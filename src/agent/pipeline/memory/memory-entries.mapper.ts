import type { ModelMessage, ToolCall, ToolResult } from '../thinking/language-model.port.js';

/** What is remembered, piece by piece as it happened. */
export type MemoryEntry =
  | { kind: 'caller'; text: string }
  | { kind: 'agent'; text: string }
  | { kind: 'calls'; calls: readonly ToolCall[]; results: readonly ToolResult[] };

/** A model reads it as words of the caller's, since the other roles can't stand at the beginning everywhere. */
const summaryLine = (summary: string): string => `[What was said earlier in this call, in short: ${summary}]`;

/** Pieces of one side in a row are one message; answers of tools follow the message that asked for them. */
export function messagesOf(summary: string | null, entries: readonly MemoryEntry[]): ModelMessage[] {
  return grouped(summary, entries)
    .map(({ message }) => message)
    .flatMap(withResults);
}

/** How many entries the first `count` messages are made of. */
export function entriesIn(summary: string | null, entries: readonly MemoryEntry[], count: number): number {
  let messages = 0;
  let made = 0;
  for (const { message, size } of grouped(summary, entries)) {
    messages += withResults(message).length;
    if (messages > count) break;
    made += size;
  }
  return made;
}

type Group =
  | { role: 'caller'; text: string }
  | { role: 'agent'; text: string; calls: readonly ToolCall[]; results: readonly ToolResult[] };

function grouped(summary: string | null, entries: readonly MemoryEntry[]): { message: Group; size: number }[] {
  const groups: { message: Group; size: number }[] = [];
  if (summary !== null) groups.push({ message: { role: 'caller', text: summaryLine(summary) }, size: 0 });
  for (const entry of entries) {
    const last = groups.at(-1);
    const joined = last ? join(last.message, entry) : null;
    if (last && joined) groups[groups.length - 1] = { message: joined, size: last.size + 1 };
    else groups.push({ message: alone(entry), size: 1 });
  }
  return groups;
}

/** Null where the entry begins a message of its own. */
function join(group: Group, entry: MemoryEntry): Group | null {
  if (group.role === 'caller')
    return entry.kind === 'caller' ? { ...group, text: `${group.text} ${entry.text}` } : null;
  if (entry.kind === 'caller' || group.calls.length > 0) return null;
  if (entry.kind === 'calls') return { ...group, calls: entry.calls, results: entry.results };
  return { ...group, text: `${group.text} ${entry.text}` };
}

function alone(entry: MemoryEntry): Group {
  switch (entry.kind) {
    case 'caller':
      return { role: 'caller', text: entry.text };
    case 'agent':
      return { role: 'agent', text: entry.text, calls: [], results: [] };
    case 'calls':
      return { role: 'agent', text: '', calls: entry.calls, results: entry.results };
  }
}

function withResults(group: Group): ModelMessage[] {
  if (group.role === 'caller') return [group];
  const { text, calls, results } = group;
  const message = { role: 'agent', text, calls } as const;
  return calls.length === 0 ? [message] : [message, { role: 'tools', results }];
}
