import type { BrainCall } from './brain.port.js';
import { choicesFor } from './choices.policy.js';
import { marksIn } from './moments.policy.js';
import { purposeIn } from './purposes.policy.js';
import type { Param, Tool } from './tools.policy.js';
import { stem, tokenize } from './words.policy.js';

/** What callers ask of any house, and what it goes by. */
const TOPICS: [string, RegExp][] = [
  ['parking', /\bpark(ing|ed)?\b|\bgarage\b/],
  [
    'directions',
    /\b(directions|how (do|can|would) (i|we) (get|find|reach)|get (there|to you)|nearest (stop|station)|bus|train|subway)\b/,
  ],
  ['address', /\b(address|where (are you|is (the|your)|exactly)|(are|is) (you|it) located|location)\b/],
  [
    'hours',
    /\b(hours|how late|(are|is|when are|if) (you|it|the \w+) (open|closed)|(what time|when|until when) do you (open|close)|(open|closed) on)\b/,
  ],
  [
    'insurance',
    /\b(insurance|insurer|network|ppo|hmo|medicaid|delta|dental plan)\b|\bdo you (take|accept)\b|\b(is|are) (\w+ ){1,3}accepted\b/,
  ],
  ['prices', /\b(how much|cost|costs|price|prices|charge|fee|fees|expensive)\b/],
  [
    'team',
    /\b(who (is|are|works)|which (doctors?|dentists?|hygienists?)|your (doctors?|dentists?|hygienists?|team|staff))\b/,
  ],
];

const LEAD_IN =
  /^((hi|hello|hey|um|uh|oh|well|so|and|but|also|plus|okay|ok|yes|no|sorry|wait|first|before that|by the way|one more thing|quick question|just wondering|i was wondering)\b[, ]*)+/;
const ASKS =
  /^(what|whats|how|why|where|wheres|who|whos|which|when|do|does|did|is|are|will|would it|should|am i|have you|has)\b|\b(do you know|can you tell me|could you tell me|wondering|tell me) (if|whether|what|how|where|why|who|about)\b/;
const MAY_I =
  /^(can|could|may) (i|we|you|he|she|my \w+) (\w+ )?(eat|drink|bring|pay|park|use|smoke|brush|drive|wear|take|do|offer|speak|see children)\b/;
/** These belong to the conversation itself, or to looking for a time. */
const NO_QUESTION =
  /\b(available|availability|openings?|free|anything|something|slots?|any (time|day)|earliest|soonest|did you (say|get|hear)|(are|is) (you|anybody|anyone|somebody) (still )?there|hear me|how are you|how about|what about|which one|that work|works for you|work for you)\b/;

/** The caller wants to be told something, rather than to have something done. */
export function isQuestion(text: string): boolean {
  const said = plain(text).replace(LEAD_IN, '');
  if (purposeIn(text) !== null || NO_QUESTION.test(said)) return topicOf(said) === 'hours' && !NO_QUESTION.test(said);
  const asks = ASKS.test(said);
  if (topicOf(said) !== null) return asks || /\?\s*$/.test(text) || MAY_I.test(said);
  return marksIn(tokenize(text)).length === 0 && (MAY_I.test(said) || (asks && /\?\s*$/.test(text)));
}

const topicOf = (said: string): string | null => TOPICS.find(([, pattern]) => pattern.test(said))?.[0] ?? null;

/**
 * The call that answers a question: a tool with a list of topics where one of them fits, otherwise one that takes any
 * question. Null when no tool knows answers. `tried` are left out; `spokenOf` is what `that` would mean.
 */
export function answeringCall(
  text: string,
  tools: readonly Tool[],
  { tried = [], spokenOf = null }: { tried?: readonly string[]; spokenOf?: string | null } = {},
): BrainCall | null {
  const able = tools.filter((tool) => tool.serves === 'an_answer' && tool.usable && !tried.includes(tool.name));
  const calls = able.map((tool) => ({ tool, filled: filledFor(tool, text, spokenOf) }));
  const byTopic = calls.find(({ tool, filled }) => filled && tool.params.some(({ kind }) => kind === 'choice'));
  const fitting = byTopic ?? calls.find(({ filled }) => filled);
  return fitting?.filled ? { name: fitting.tool.name, arguments: fitting.filled } : null;
}

const POINTS_BACK = /\b(how much|cost|price|charge|fee)\b.*\b(it|that|this|one)\b/i;

function filledFor(tool: Tool, text: string, spokenOf: string | null): Record<string, unknown> | null {
  const filled: Record<string, unknown> = {};
  for (const param of tool.params) {
    const subject = subjectOf(text) ?? (POINTS_BACK.test(text) ? spokenOf : null);
    const value = param.kind === 'choice' ? topicAmong(param, text) : param.required ? text.trim() : subject;
    if (value !== null) filled[param.name] = value;
    else if (param.required) return null;
  }
  return filled;
}

function topicAmong(param: Param, text: string): unknown {
  const topic = topicOf(plain(text));
  const named = topic === null ? undefined : param.choices.find(({ label }) => stem(label) === stem(topic));
  const listening = { params: [param], asked: null, known: {}, undecided: null, picksOffer: false };
  return (named ?? choicesFor(param, text, false, listening)[0])?.value ?? null;
}

const SUBJECTS = [
  /\b(?:what|how much) (?:does|do|would|will) (?:a |an |the |your |my )?(.+?) (?:cost|be|run)\b/i,
  /\bhow expensive (?:is|are) (?:a |an |the |your )?(.+)$/i,
  /^(?:does|will|would|is|and does)\s+(.+?)\s+(?:cover|pay|accepted|covered|in network)\b/i,
  /\b(?:take|accept|accepts|in network with|work with|covered by|cover)\s+(?:my |the |any )?(.+?)(?: (?:insurance|dental insurance|plans?|there|here))?$/i,
  /\b(?:how much (?:is|are|does|do|would|for)|price (?:of|for)|cost (?:of|for)|charge for|fee for)\s+(?:it be for |it cost for |you charge for )?(?:a |an |the |your |my )?(.+?)(?: (?:cost|be|costs))?$/i,
];

/** `Do you take Delta Dental?` is about Delta Dental. Null when nothing in particular is asked about. */
function subjectOf(text: string): string | null {
  const asked = text.trim().replace(/[?.!\s]+$/, '');
  const subject = SUBJECTS.map((pattern) => pattern.exec(asked)?.[1]?.trim()).find((found) => found !== undefined);
  return subject === undefined || /^(it|that|this|they|insurance|a visit)$/i.test(subject) ? null : subject;
}

const plain = (text: string): string =>
  tokenize(text)
    .map((token) => token.norm)
    .join(' ');
