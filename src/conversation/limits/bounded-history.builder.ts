import type { HistoryItem } from '../../agent/voice-agent.port.js';

/** As JSON: about 6000 tokens, which the model reads in every turn. */
export const HISTORY_CHARS = 24_000;

/** The share that is kept for what the caller said long ago. */
const SAID_LONG_AGO = 1 / 6;
const ONE_SAID_CHARS = 160;
const FACT_CHARS = 120;
/** How much of one turn or one result is kept: the most that lets everything that must be kept fit. */
const ITEM_CHARS = [4000, 1000, 400, 150, 60];

const SUMMARY = 'earlier_in_this_call';

type ToolItem = Extract<HistoryItem, { kind: 'tool' }>;

/**
 * A conversation that the model can keep in mind, whatever its length. What is too much of it gives way, from the beginning, to
 * a summary of facts: what the caller gave, what is still open, and what they said. What was done, the latest that was looked up, and
 * everything since the caller's last words stay as they are, shortened if they must be. The same conversation gives the same summary.
 *
 * `mutates`: whether a tool of that name changes something.
 */
export function boundedHistory(
  items: readonly HistoryItem[],
  mutates: (name: string) => boolean,
  maxChars = HISTORY_CHARS,
): HistoryItem[] {
  if (sizeOf(items) <= maxChars) return [...items];
  const lastCaller = items.findLastIndex((item) => item.kind === 'said' && item.role === 'caller');
  const since = lastCaller < 0 ? items.length : lastCaller;
  const latest = latestReads(items, mutates);
  const must = (item: HistoryItem, index: number) => index >= since || latest.has(item) || isDone(item, mutates);
  for (const itemChars of ITEM_CHARS) {
    const short = items.map((item) => shortened(item, itemChars));
    const kept = new Set(items.flatMap((item, index) => (must(item, index) ? [index] : [])));
    const facts = factsOf(items, Math.min(FACT_CHARS, itemChars));
    const room = maxChars - sizeOf([summaryOf(facts, []), ...short.filter((_, index) => kept.has(index))]);
    if (room >= 0) return filledUp(short, kept, { facts, since, room, reserved: maxChars * SAID_LONG_AGO });
  }
  return lastResort(items, since, maxChars);
}

/** As many of the turns before the caller's last as there is room for; of those before them what the caller said, from the beginning. */
function filledUp(
  items: readonly HistoryItem[],
  kept: Set<number>,
  { facts, since, room, reserved }: { facts: Facts; since: number; room: number; reserved: number },
): HistoryItem[] {
  let left = room;
  let from = since;
  for (let index = since - 1; index >= 0; index -= 1) {
    const chars = kept.has(index) ? 0 : sizeOf([items[index] as HistoryItem]);
    if (left - chars < reserved) break;
    left -= chars;
    from = index;
    kept.add(index);
  }
  const said: string[] = [];
  for (const item of items.slice(0, from)) {
    if (item.kind !== 'said' || item.role !== 'caller') continue;
    const text = clipped(item.text, ONE_SAID_CHARS);
    left -= JSON.stringify(JSON.stringify(text)).length;
    if (left < 0) break;
    said.push(text);
  }
  return [summaryOf(facts, said), ...items.filter((_, index) => kept.has(index))];
}

/** More was done than can be told: the latest of it, and the caller's last words. */
function lastResort(items: readonly HistoryItem[], since: number, maxChars: number): HistoryItem[] {
  const smallest = ITEM_CHARS.at(-1) ?? 0;
  const tail = items.slice(since, since + 1).map((item) => shortened(item, smallest));
  let left = maxChars - sizeOf([summaryOf({ given: {}, open: {} }, []), ...tail]);
  const latest: HistoryItem[] = [];
  for (const item of items.toReversed()) {
    if (item.kind !== 'tool') continue;
    const short = shortened(item, smallest);
    left -= sizeOf([short]);
    if (left < 0) break;
    latest.unshift(short);
  }
  return [summaryOf({ given: {}, open: {} }, []), ...latest, ...tail];
}

interface Facts {
  /** By the name of the argument with which a tool was given it, the latest first. */
  given: Record<string, string[]>;
  /** What a tool asked for that has not succeeded since, by its name. */
  open: Record<string, string>;
}

function factsOf(items: readonly HistoryItem[], factChars: number): Facts {
  const given = new Map<string, Set<string>>();
  const open = new Map<string, string>();
  for (const item of items.toReversed()) {
    if (item.kind !== 'tool') continue;
    for (const [name, value] of Object.entries(objectIn(item.argumentsJson))) {
      if (isReference(name) || !['string', 'number', 'boolean'].includes(typeof value)) continue;
      given.set(name, (given.get(name) ?? new Set()).add(clipped(String(value), factChars)));
    }
    // The latest run of a tool says whether it is done with.
    if (!open.has(item.name)) open.set(item.name, problemOf(item, factChars));
  }
  return {
    given: Object.fromEntries([...given].map(([name, values]) => [name, [...values]])),
    open: Object.fromEntries([...open].filter(([, problem]) => problem !== '')),
  };
}

/** Ids are ours, and a code holds once. */
const isReference = (name: string): boolean => /Id$|^code$/.test(name);

function problemOf({ resultJson }: ToolItem, factChars: number): string {
  const { problem, message } = objectIn(resultJson);
  if (typeof problem !== 'string') return '';
  return clipped(typeof message === 'string' ? message : problem, factChars);
}

const summaryOf = (facts: Facts, callerSaid: readonly string[]): HistoryItem => ({
  kind: 'tool',
  requestId: SUMMARY,
  name: SUMMARY,
  argumentsJson: '{}',
  resultJson: JSON.stringify({
    summary: 'The beginning of this call in short. What the caller gave is not asked for again.',
    ...facts,
    callerSaid,
  }),
});

const isDone = (item: HistoryItem, mutates: (name: string) => boolean): boolean =>
  item.kind === 'tool' && mutates(item.name) && objectIn(item.resultJson).problem === undefined;

/** What was offered or found last, by every tool that looks something up. */
function latestReads(items: readonly HistoryItem[], mutates: (name: string) => boolean): Set<HistoryItem> {
  const latest = new Map<string, HistoryItem>();
  for (const item of items) {
    if (item.kind !== 'tool' || mutates(item.name) || objectIn(item.resultJson).problem !== undefined) continue;
    latest.set(item.name, item);
  }
  return new Set(latest.values());
}

function shortened(item: HistoryItem, chars: number): HistoryItem {
  if (item.kind === 'said') return { ...item, text: clipped(item.text, chars) };
  return {
    ...item,
    argumentsJson: shortJson(item.argumentsJson, chars),
    resultJson: shortJson(item.resultJson, chars),
  };
}

/** Still JSON of the same shape, or what is plain of it. */
function shortJson(json: string, chars: number): string {
  if (json.length <= chars) return json;
  const plain = Object.entries(objectIn(json)).filter(([, value]) => typeof value !== 'object');
  const each = Math.max(8, Math.floor(chars / Math.max(1, plain.length)) - 20);
  const short = JSON.stringify(
    Object.fromEntries(plain.map(([name, value]) => [name, typeof value === 'string' ? clipped(value, each) : value])),
  );
  return short.length <= chars ? short : '{"shortened":true}';
}

function objectIn(json: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}

const clipped = (text: string, chars: number): string =>
  text.length <= chars ? text : `${text.slice(0, chars - 1).replace(/[\ud800-\udbff]$/, '')}…`;

const sizeOf = (items: readonly HistoryItem[]): number => JSON.stringify(items).length;
