/** Of one kind, by one actor from one address. The first ones say who tries what; further ones are counted. */
const MOST = 10;
const WITHIN_MS = 3_600_000;
/** Whoever changes addresses all the time is counted as one. */
const MOST_WINDOWS = 2000;

interface Window<Refusal> {
  endsAtMs: number;
  written: number;
  leftOut: number;
  /** Of those that were left out. */
  last: Refusal | null;
}

/** What is written of a refusal: itself, and how many like it were left out since the one before. */
export interface Counted<Refusal> {
  refusal: Refusal;
  leftOut: number;
}

/** So many refusals are written, in this process: a flood of them must not fill an audit trail, nor keep its chain busy. */
export class RefusalLimit<Refusal> {
  private readonly windows = new Map<string, Window<Refusal>>();

  /**
   * @param name of the actor, and `more` of what tells their refusals apart
   * @returns null for one that is left out
   */
  take(name: string, more: string, refusal: Refusal, nowMs: number): Counted<Refusal> | null {
    const exact = `${name} ${more}`;
    const key = this.windows.has(exact) || this.windows.size < MOST_WINDOWS ? exact : name;
    const known = this.windows.get(key);
    const isOpen = known !== undefined && nowMs < known.endsAtMs;
    if (isOpen && known.written >= MOST) {
      known.leftOut += 1;
      known.last = refusal;
      return null;
    }
    const leftOut = known?.leftOut ?? 0;
    const endsAtMs = isOpen ? known.endsAtMs : nowMs + WITHIN_MS;
    this.windows.set(key, { endsAtMs, written: isOpen ? known.written + 1 : 1, leftOut: 0, last: null });
    return { refusal, leftOut };
  }

  /** Forgets what is over by then. What was left out and is followed by none is told by its last. */
  close(nowMs: number): Counted<Refusal>[] {
    const over = [...this.windows].filter(([, { endsAtMs }]) => endsAtMs <= nowMs);
    return over.flatMap(([key, { last, leftOut }]) => {
      this.windows.delete(key);
      return last === null ? [] : { refusal: last, leftOut: leftOut - 1 };
    });
  }
}
