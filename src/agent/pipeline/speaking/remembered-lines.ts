const LINES_MAX = 50;
/** Four minutes. */
const BYTES_MAX = 2_000_000;

/**
 * Audio of fixed lines, such as a greeting, so that it is to be heard at once and is paid for once. Shared by all calls: nothing
 * that is about a person belongs in here. What was asked for least recently makes room for more.
 */
export class RememberedLines {
  readonly #lines = new Map<string, Buffer>();
  #bytes = 0;

  recall(voice: string, text: string): Buffer | null {
    const key = keyOf(voice, text);
    const audio = this.#lines.get(key);
    if (!audio) return null;
    this.#lines.delete(key);
    this.#lines.set(key, audio);
    return Buffer.from(audio);
  }

  remember(voice: string, text: string, audio: Buffer): void {
    const key = keyOf(voice, text);
    if (audio.length === 0 || audio.length > BYTES_MAX) return;
    this.#forget(key);
    this.#lines.set(key, Buffer.from(audio));
    this.#bytes += audio.length;
    for (const oldest of this.#lines.keys()) {
      if (this.#lines.size <= LINES_MAX && this.#bytes <= BYTES_MAX) return;
      this.#forget(oldest);
    }
  }

  #forget(key: string): void {
    this.#bytes -= this.#lines.get(key)?.length ?? 0;
    this.#lines.delete(key);
  }
}

const keyOf = (voice: string, text: string): string => `${voice}\n${text}`;
