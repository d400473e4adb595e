import type { HistoryItem } from '../agent/voice-agent.port.js';
import type { CallHistory } from '../calls/calls.types.js';

/**
 * The stored conversation as a new session gets to read it. A turn that was cut counts as what the caller heard of it, and
 * a tool that was never answered is told as such: the model must not believe in a booking nobody confirmed.
 */
export function buildHistory({ turns, tools }: CallHistory): HistoryItem[] {
  const said = turns
    .filter((turn) => turn.heard !== '')
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
  | { how: 'answer'; text: string };

/** Takes up a stored conversation where its last words left it. */
export function pickUp(stored: CallHistory): { history: HistoryItem[]; pickUp: PickUp } {
  const history = buildHistory(stored);
  const last = history.at(-1);
  if (!last) return { history, pickUp: { how: 'greet' } };
  const question = history.findLast((item) => item.kind === 'said' && item.role === 'caller');
  const reply = stored.turns.findLast(({ role, heard }) => role === 'agent' && heard !== '');
  // Of a reply that was cut by the gap only the first sentences may be stored: the last one is often the question.
  const isAnswered = last.kind === 'said' && last.role === 'agent' && reply?.heard === reply?.text;
  if (question?.kind === 'said' && !isAnswered) return { history, pickUp: { how: 'answer', text: question.text } };
  return { history, pickUp: reply ? { how: 'repeat', text: rest(reply.text, reply.heard) } : { how: 'greet' } };
}

/** The last two sentences of what was to be said: the question, and what it was about. More if more was not heard. */
function rest(text: string, heard: string): string {
  const sentences = text.match(/[^.!?]+(?:[.!?]+(?=\s|$)|$)/g) ?? [text];
  let end = 0;
  const unheard = sentences.findIndex((sentence) => (end += sentence.length) > heard.length);
  const from = Math.min(Math.max(sentences.length - 2, 0), unheard < 0 ? Infinity : unheard);
  return sentences.slice(from).join('').trim();
}
