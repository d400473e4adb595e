import type { Temporal } from 'temporal-polyfill';
import type { HistoryItem } from '../agent/voice-agent.port.js';
import type { CallHistory, ToolRecord, TurnRecord } from '../calls/calls.types.js';

/** Turns of the agent that say nothing: lines of ours while the caller waits. */
export type Comforts = ReadonlySet<string>;

/**
 * The stored conversation as a new session gets to read it. A turn that was cut counts as what the caller heard of it, and
 * a tool that was never answered is told as such: the model must not believe in a booking nobody confirmed.
 */
export function buildHistory({ turns, tools }: CallHistory, comforts: Comforts): HistoryItem[] {
  const said = turns
    .filter((turn) => turn.heard !== '' && !isComfort(turn, comforts))
    .map((turn) => ({
      at: turn.startedAt,
      item: { kind: 'said', role: turn.role, text: turn.heard } satisfies HistoryItem,
    }));
  const ran = tools.map((tool) => ({
    at: tool.startedAt,
    item: {
      kind: 'tool',
      requestId: tool.requestId,
      name: tool.name,
      argumentsJson: JSON.stringify(tool.arguments ?? {}),
      resultJson: JSON.stringify(tool.result ?? { problem: tool.status }),
    } satisfies HistoryItem,
  }));
  return [...said, ...ran]
    .sort((one, other) => one.at.epochMilliseconds - other.at.epochMilliseconds)
    .map(({ item }) => item);
}

/** How a conversation goes on after a gap. */
export type PickUp =
  /** Nothing was said yet. */
  | { how: 'greet' }
  /** The caller had the floor: the agent repeats where it stood. */
  | { how: 'repeat'; text: string }
  /** The caller was not answered, or not to the end: the agent is told the turn once more, and answers now. */
  | { how: 'answer'; text: string }
  /** The agent had ended the call, and its goodbye was lost with the line: that is left to say. */
  | { how: 'close' };

/** A conversation as a new session gets it, and how it goes on. */
export interface TakenUp {
  history: HistoryItem[];
  pickUp: PickUp;
}

/**
 * Takes up a stored conversation where its last words left it. Whether they answered the caller is a guess, unless a reply is
 * known to be `owed`: the words with which an agent goes to look look like any others.
 */
export function pickUp(stored: CallHistory, comforts: Comforts, owed = false): TakenUp {
  const history = buildHistory(stored, comforts);
  const last = history.at(-1);
  if (!last) return { history, pickUp: { how: 'greet' } };
  if (wasEnding(stored)) return { history, pickUp: { how: 'close' } };
  const question = history.findLast((item) => item.kind === 'said' && item.role === 'caller');
  const reply = stored.turns.findLast(
    (turn) => turn.role === 'agent' && turn.heard !== '' && !isComfort(turn, comforts),
  );
  // Of a reply that was cut by the gap only the first sentences may be stored: the last one is often the question.
  const isAnswered =
    !owed &&
    last.kind === 'said' &&
    last.role === 'agent' &&
    reply?.heard === reply?.text &&
    !reply?.interrupted &&
    !stored.tools.some((tool) => reply && wasRunning(tool, reply.startedAt));
  if (question?.kind === 'said' && !isAnswered) return { history, pickUp: { how: 'answer', text: question.text } };
  return { history, pickUp: reply ? { how: 'repeat', text: restOf(reply.text, reply.heard) } : { how: 'greet' } };
}

/** The agent was asked for a goodbye, and the caller has said nothing since. */
function wasEnding({ turns, tools }: CallHistory): boolean {
  const ended = tools.findLast(({ name, status }) => name === 'end_call' && status === 'succeeded');
  const said = turns.findLast(({ role }) => role === 'caller');
  return ended !== undefined && (said?.startedAt.epochMilliseconds ?? 0) <= ended.startedAt.epochMilliseconds;
}

/** What began while a tool ran is no answer to what it found. */
function wasRunning({ startedAt, durationMs }: ToolRecord, at: Temporal.Instant): boolean {
  const sinceMs = at.epochMilliseconds - startedAt.epochMilliseconds;
  return sinceMs >= 0 && (durationMs === null || sinceMs < durationMs);
}

const isComfort = ({ role, text }: TurnRecord, comforts: Comforts): boolean => role === 'agent' && comforts.has(text);

/** "Dr. Osei" is no end of a sentence. */
const SENTENCE_ENDS = /(?<=[.!?])(?<!\b(?:Dra?|Mrs?|Ms|Sra?)\.)(?=\s)/;

/** The last two sentences of what was to be said: the question, and what it was about. More if more was not heard. */
export function restOf(text: string, heard: string): string {
  const sentences = text.split(SENTENCE_ENDS);
  let end = 0;
  const unheard = sentences.findIndex((sentence) => (end += sentence.length) > heard.length);
  const from = Math.min(Math.max(sentences.length - 2, 0), unheard < 0 ? Infinity : unheard);
  return sentences.slice(from).join('').trim();
}
