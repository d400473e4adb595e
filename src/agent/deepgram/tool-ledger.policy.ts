/**
 * The function calls of a session. Deepgram must get exactly one answer for each id, none for a cancelled one, and every id is
 * good once: a request that comes again is not run again.
 */
export class ToolLedger {
  readonly #seen = new Set<string>();
  /** Functions that await an answer of ours, by id. */
  readonly #owed = new Map<string, string>();
  /**
   * Answered, and the provider has neither said that it has the answer nor begun to speak of it. By id; true once the caller
   * has started to speak since.
   */
  readonly #unconfirmed = new Map<string, boolean>();

  /** False when this id has been requested before in this session. */
  open(id: string, name: string): boolean {
    if (this.#seen.has(id)) return false;
    this.#seen.add(id);
    this.#owed.set(id, name);
    return true;
  }

  /** The function's name if an answer is owed, which is thereby given; otherwise null. */
  answer(id: string): string | null {
    const name = this.#owed.get(id);
    if (name === undefined) return null;
    this.#owed.delete(id);
    this.#unconfirmed.set(id, false);
    return name;
  }

  /** True when an answer was owed until now. */
  cancel(id: string): boolean {
    this.#unconfirmed.delete(id);
    return this.#owed.delete(id);
  }

  callerStarted(): void {
    for (const id of this.#unconfirmed.keys()) this.#unconfirmed.set(id, true);
  }

  /**
   * The provider has our answer. Null when that is known, when it cancelled the call and when it has spoken since. Otherwise
   * whether the answer is younger than the caller's last start.
   */
  confirm(id: string): { givenSinceCut: boolean } | null {
    const cutSince = this.#unconfirmed.get(id);
    if (cutSince === undefined) return null;
    this.#unconfirmed.delete(id);
    return { givenSinceCut: !cutSince };
  }

  /** The agent speaks: whatever was answered before this is what it speaks of. */
  agentSpoke(): void {
    this.#unconfirmed.clear();
  }

  get allAnswered(): boolean {
    return this.#owed.size === 0;
  }

  get hasUnconfirmed(): boolean {
    return this.#unconfirmed.size > 0;
  }
}
