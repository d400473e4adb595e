import { fluxKnows } from './flux.protocol.js';
import { Recognizer, type ListeningWish, type Recognition, type RecognitionListener } from './recognizer.port.js';

/**
 * Flux, which judges itself when a turn is over, wherever it knows the languages of the wish; Nova for all others. A stream of
 * Flux that is told of a language it doesn't know ends, and the next one is Nova's.
 */
export class ChosenRecognizer extends Recognizer {
  constructor(
    private readonly flux: Recognizer,
    private readonly nova: Recognizer,
  ) {
    super();
  }

  connect(wish: ListeningWish, listener: RecognitionListener, signal: AbortSignal): Promise<Recognition> {
    return (fluxKnows(wish) ? this.flux : this.nova).connect(wish, listener, signal);
  }
}
