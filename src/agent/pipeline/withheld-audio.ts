import { SpeechStreamer, type SpeechStream, type SpeechStreamListener } from './speaking/speech-streamer.port.js';

/** Streams as another streamer does, and counts the audio that came and was passed on to nobody. */
export class WithheldAudio extends SpeechStreamer {
  #latest: Buffer | null = null;

  constructor(
    private readonly streamer: SpeechStreamer,
    private readonly onWithheld: (bytes: number) => void,
  ) {
    super();
  }

  override open(voice: string, listener: SpeechStreamListener, signal: AbortSignal): Promise<SpeechStream> {
    const counted: SpeechStreamListener = {
      onAudio: (chunk) => {
        this.#latest = chunk;
        listener.onAudio(chunk);
        if (this.#latest === chunk) this.onWithheld(chunk.length);
        this.#latest = null;
      },
      onFlushed: () => listener.onFlushed(),
      onCleared: () => listener.onCleared(),
      onWarned: (code) => listener.onWarned(code),
      onClosed: (failure) => listener.onClosed(failure),
    };
    return this.streamer.open(voice, counted, signal);
  }

  /** To be called with every chunk that is passed on. */
  passedOn(chunk: Buffer): void {
    if (this.#latest === chunk) this.#latest = null;
  }
}
