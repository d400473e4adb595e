/** Things that come in over time, for tests that await them instead of sleeping. */
export class Arrivals<T> {
  /** Everything that has come, in order, taken or not. */
  readonly all: T[] = [];
  private unread: T[] = [];
  private readonly waiting = new Set<() => void>();

  push(item: T): void {
    this.all.push(item);
    this.unread.push(item);
    for (const look of [...this.waiting]) look();
  }

  /** The first one that matches and was not taken before; waits for it to come. Others stay for later calls. */
  next(matches: (item: T) => boolean = () => true): Promise<T> {
    return new Promise((resolve) => {
      const look = (): void => {
        const index = this.unread.findIndex(matches);
        if (index < 0) return;
        this.waiting.delete(look);
        resolve(...(this.unread.splice(index, 1) as [T]));
      };
      this.waiting.add(look);
      look();
    });
  }

  /** What has come is nobody's any more, and whoever waits gets nothing: a test that failed must not take the next one's. */
  forget(): void {
    this.unread = [];
    this.waiting.clear();
  }
}
