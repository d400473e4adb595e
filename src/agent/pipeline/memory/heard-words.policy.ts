import type { MemoryEntry } from './memory-entries.mapper.js';

/**
 * What is left of a reply of which only `heard` was heard. Which of the reply's words these are is found out: whoever has
 * played them may begin with a later piece than the reply did, when a tool ran in between.
 */
export function heardOf(reply: readonly MemoryEntry[], heard: string): MemoryEntry[] {
  const wanted = wordsOf(heard);
  const starts = reply.flatMap(({ kind }, at) => (kind === 'agent' ? [at] : []));
  const start = starts.find((at) => isBeginning(wanted, wordsOf(textFrom(reply, at))));
  if (start === undefined) return asTold(reply, heard);
  let left = wanted.length;
  return reply.flatMap((entry, at): MemoryEntry[] => {
    if (entry.kind !== 'agent' || at < start) return [entry];
    const words = wordsOf(entry.text);
    const kept = words.slice(0, left);
    left -= kept.length;
    if (kept.length === words.length) return [entry];
    return kept.length === 0 ? [] : [{ kind: 'agent', text: kept.join(' ') }];
  });
}

/** Words that are none of the reply's: whoever has played them knows best. */
function asTold(reply: readonly MemoryEntry[], heard: string): MemoryEntry[] {
  const calls = reply.filter(({ kind }) => kind !== 'agent');
  return wordsOf(heard).length === 0 ? calls : [...calls, { kind: 'agent', text: heard }];
}

function textFrom(reply: readonly MemoryEntry[], start: number): string {
  return reply
    .slice(start)
    .map((entry) => (entry.kind === 'agent' ? entry.text : ''))
    .join(' ');
}

/** The last word may have been cut in its middle. */
const isBeginning = (words: readonly string[], of: readonly string[]): boolean =>
  words.every((word, at) => of[at] === word || (at === words.length - 1 && of[at]?.startsWith(word)));

const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');
