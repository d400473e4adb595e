import { saidAtLeast } from '../../../audio/heard-text.policy.js';
import { SpeakablePieces } from './speakable-pieces.js';

/**
 * What of a text is to be said when the voice is lost after so much of its audio: from the beginning of the piece that it was
 * in. Empty when all of it was certainly said.
 */
export function leftToSay(text: string, heardBytes: number): string {
  const saidTo = saidAtLeast(text, heardBytes).length;
  const pieces = new SpeakablePieces();
  let from = 0;
  for (const piece of [...pieces.push(text), ...pieces.end()]) {
    const at = text.indexOf(piece, from);
    if (at >= 0 && at + piece.length > saidTo) return text.slice(at);
    from = Math.max(from, at + piece.length);
  }
  return saidTo < text.trimEnd().length ? text.slice(from).trim() : '';
}
