import type { ToolCall, ToolResult } from './thinking/language-model.port.js';

/** The tools that one round of a reply has asked for: each is answered once, or taken back. */
export class RoundCalls {
  readonly #calls: ToolCall[] = [];
  readonly #results = new Map<string, string>();

  add(call: ToolCall): void {
    this.#calls.push(call);
  }

  /** False when no answer to it is owed. */
  answer(id: string, resultJson: string): boolean {
    if (this.#results.has(id) || !this.#calls.some((call) => call.id === id)) return false;
    this.#results.set(id, resultJson);
    return true;
  }

  get areAnswered(): boolean {
    return this.#results.size === this.#calls.length;
  }

  /** The calls that await an answer. */
  get open(): readonly ToolCall[] {
    return this.#calls.filter(({ id }) => !this.#results.has(id));
  }

  /** The calls that were answered, and the answers in the same order. */
  get answered(): { calls: ToolCall[]; results: ToolResult[] } {
    const calls = this.#calls.filter(({ id }) => this.#results.has(id));
    return {
      calls,
      results: calls.map(({ id, name }) => ({ id, name, resultJson: this.#results.get(id) ?? '' })),
    };
  }
}
