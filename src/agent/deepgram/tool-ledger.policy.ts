/**
 * Which function calls of a session await an answer. Deepgram must get exactly one for each id, none for a cancelled one, and
 * every id is good once: a request that comes again is not run again.
 */
export class ToolLedger {
  readonly #seen = new Set<string>();
  readonly #open = new Map<string, string>();

  /** False when this id has been requested before in this session. */
  open(id: string, name: string): boolean {
    if (this.#seen.has(id)) return false;
    this.#seen.add(id);
    this.#open.set(id, name);
    return true;
  }

  /** Takes the id off the list; the function's name if an answer is owed, otherwise null. */
  settle(id: string): string | null {
    const name = this.#open.get(id) ?? null;
    this.#open.delete(id);
    return name;
  }
}
