import type { HistoryItem } from '../../voice-agent.port.js';
import type { ModelMessage, ToolCall, ToolResult } from '../thinking/language-model.port.js';
import { heardOf } from './heard-words.policy.js';
import { entriesIn, messagesOf, type MemoryEntry } from './memory-entries.mapper.js';
import { stretchToSummarise, withinBudget } from './memory-budget.policy.js';

/**
 * What a model is told of a call: who said what, as far as the caller has heard it, and what tools have answered. Nobody at
 * a provider keeps any of it for us.
 */
export class ConversationMemory {
  #entries: MemoryEntry[] = [];
  #summary: string | null = null;

  private constructor() {}

  static from(history: readonly HistoryItem[]): ConversationMemory {
    const memory = new ConversationMemory();
    for (const item of history) memory.#recall(item);
    return memory;
  }

  callerSaid(text: string): void {
    this.#entries.push({ kind: 'caller', text });
  }

  /** Words of the present reply, behind what came before of it, or a line of ours that was spoken. */
  agentSaid(text: string): void {
    this.#entries.push({ kind: 'agent', text });
  }

  /** Tools that were asked for in one round and have answered. */
  callsAnswered(calls: readonly ToolCall[], results: readonly ToolResult[]): void {
    if (calls.length > 0) this.#entries.push({ kind: 'calls', calls, results });
  }

  /** The caller heard no more than this of what was said since the last turn. What tools have answered stays. */
  replyHeard(text: string): void {
    const from = this.#entries.findLastIndex(({ kind }) => kind === 'caller') + 1;
    this.#entries.splice(from, Infinity, ...heardOf(this.#entries.slice(from), text));
  }

  /** Oldest first. Beyond `budgetTokens` the oldest is shortened, and then left out: never the last turn and what follows it. */
  messages(budgetTokens: number): ModelMessage[] {
    return withinBudget(messagesOf(this.#summary, this.#entries), budgetTokens);
  }

  /** The oldest part, where it is time to have it summarised: the rest then has room for as much again. Null where it isn't. */
  toSummarise(budgetTokens: number): readonly ModelMessage[] | null {
    return stretchToSummarise(messagesOf(this.#summary, this.#entries), budgetTokens);
  }

  /** @param count of the oldest messages, for which the summary stands from now on: the length of what `toSummarise` gave */
  summarised(count: number, text: string): void {
    this.#entries.splice(0, entriesIn(this.#summary, this.#entries, count));
    this.#summary = text;
  }

  #recall(item: HistoryItem): void {
    if (item.kind === 'tool') {
      const { requestId: id, name, argumentsJson, resultJson } = item;
      this.callsAnswered([{ id, name, argumentsJson }], [{ id, name, resultJson }]);
    } else if (item.role === 'caller') {
      this.callerSaid(item.text);
    } else {
      this.agentSaid(item.text);
    }
  }
}
