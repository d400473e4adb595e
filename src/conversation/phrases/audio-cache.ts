/** Audio in memory, by key: what was used longest ago makes room for what comes. */
export class AudioCache {
  /** Oldest use first. */
  private readonly entries = new Map<string, Buffer>();
  private heldBytes = 0;

  constructor(private readonly maxBytes: number) {}

  get bytes(): number {
    return this.heldBytes;
  }

  has(key: string): boolean {
    return this.entries.has(key);
  }

  get(key: string): Buffer | undefined {
    const audio = this.entries.get(key);
    if (!audio) return undefined;
    this.entries.delete(key);
    this.entries.set(key, audio);
    return audio;
  }

  set(key: string, audio: Buffer): void {
    this.drop(key);
    this.entries.set(key, audio);
    this.heldBytes += audio.length;
    for (const oldest of this.entries.keys()) {
      if (this.heldBytes <= this.maxBytes) return;
      this.drop(oldest);
    }
  }

  private drop(key: string): void {
    this.heldBytes -= this.entries.get(key)?.length ?? 0;
    this.entries.delete(key);
  }
}
