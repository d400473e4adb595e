import type { BrainItem } from '../brain/brain.port.js';

/**
 * The conversation as the brain sees it in the stand-in of Deepgram, which writes it down itself. Here clients do, and:
 *
 * - they put notes into it, which nobody said: those are left out;
 * - they make one message of turns in a row, where a turn that is asked again stands twice: once is enough;
 * - they shorten a reply to what was heard of it: one that breaks off in the middle of a sentence was cut by the turn after it;
 * - they have lines of theirs spoken while the model thinks or a tool runs, which stand behind what is still to be answered:
 *   that comes last here, as it does there.
 */
export function asHeard(items: readonly BrainItem[]): BrainItem[] {
  const said = items.flatMap((item) => spoken(item));
  return openLast(said.map((item, at) => withCut(item, said[at - 1])));
}

function spoken(item: BrainItem): BrainItem[] {
  if (item.kind === 'call') return [item];
  const text = item.kind === 'user' ? withoutEcho(withoutNotes(item.text).trim()) : item.text.trim();
  return text === '' ? [] : [{ kind: item.kind, text }];
}

/** In brackets, with the words that lead to them: `What was said earlier: [The caller wants a cleaning.]` */
const NOTE = /(?:[^.?!\n[\]]*:\s*)?\[[^[\]]*\]/g;
/** Nothing else but parentheses: `(The caller waits.)` */
const NOTHING_BUT_A_NOTE = /^\s*\([^()]*\)\s*$/;

/** What was said in a text of the user's: nobody speaks in brackets, which may stand in one another. */
function withoutNotes(text: string): string {
  if (NOTHING_BUT_A_NOTE.test(text)) return '';
  const shorter = text.replace(NOTE, ' ');
  return shorter === text ? text : withoutNotes(shorter);
}

/** Three words and more; fewer are said twice in any conversation. */
const ECHO = /^(\S+(?:\s+\S+){2,})\s+\1$/;

const withoutEcho = (text: string): string => text.replace(ECHO, '$1');

const ENDS_SENTENCE = /[.?!…:]["'”’)]*$/;

function withCut(item: BrainItem, before: BrainItem | undefined): BrainItem {
  if (item.kind !== 'user' || before?.kind !== 'agent' || ENDS_SENTENCE.test(before.text)) return item;
  return { ...item, cutsReply: true };
}

/** Whoever asks wants an answer to the caller's last turn, or to the last results. */
function openLast(items: readonly BrainItem[]): BrainItem[] {
  const last = items.findLastIndex(({ kind }) => kind !== 'agent');
  if (last < 0) return [...items];
  const start =
    items[last]?.kind === 'call' ? items.slice(0, last).findLastIndex(({ kind }) => kind !== 'call') + 1 : last;
  return [...items.slice(0, start), ...items.slice(last + 1), ...items.slice(start, last + 1)];
}
