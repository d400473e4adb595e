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

/** What to say when a conversation goes on after a gap: an apology, and where it stood. Null when nothing was said yet. */
export function pickUpLine(apology: string, sayAgain: string, history: readonly HistoryItem[]): string | null {
  const last = history.filter((item) => item.kind === 'said').at(-1);
  if (!last) return null;
  return last.role === 'agent' ? `${apology} ${lastSentences(last.text, 2)}` : `${apology} ${sayAgain}`;
}

function lastSentences(text: string, count: number): string {
  const sentences = text.match(/[^.!?]+(?:[.!?]+(?=\s|$)|$)/g) ?? [text];
  return sentences
    .slice(-count)
    .map((sentence) => sentence.trim())
    .join(' ');
}
