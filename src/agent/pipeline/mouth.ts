import type { AgentFailure } from '../voice-agent.port.js';
import {
  hasUnsaid,
  isSaying,
  reduceSaying,
  SILENT,
  type Author,
  type Saying,
  type SayingAct,
  type SayingSignal,
} from './saying.reducer.js';
import { forTheEar } from './speaking/for-the-ear.policy.js';
import { Speaker, type SpeakerListener, type SpeakerSurroundings } from './speaking/speaker.js';
import type { SpeechStreamer } from './speaking/speech-streamer.port.js';

export interface MouthListener {
  /** The caller is about to hear this. Told before its audio. `msToAudio`: how long the voice took to begin. */
  onSaid(text: string, reply: Author, msToAudio: number): void;
  /** Hot path. The listener owns the buffer from here on. */
  onAudio(chunk: Buffer): void;
  /** All audio of a part of a reply, or of a line of ours, has been told. */
  onWhole(): void;
  onWarned(code: string): void;
  /** The last word, exactly once. Null: we closed it. */
  onClosed(failure: AgentFailure | null): void;
}

/** Says replies and lines of ours in their order. Decides nothing itself: see `reduceSaying`. */
export class Mouth implements SpeakerListener {
  #saying: Saying = SILENT;
  #speaker!: Speaker;

  private constructor(private readonly listener: MouthListener) {}

  /** @throws StageError as `Speaker.open` does */
  static async open(
    streamer: SpeechStreamer,
    voices: readonly string[],
    listener: MouthListener,
    surroundings: SpeakerSurroundings,
    signal: AbortSignal,
  ): Promise<Mouth> {
    const mouth = new Mouth(listener);
    mouth.#speaker = await Speaker.open(streamer, voices, mouth, surroundings, signal);
    return mouth;
  }

  /** Words of the reply follow, until `endPart`. */
  openPart(reply: number): void {
    this.#step({ type: 'part_opened', reply });
  }

  piece(text: string): void {
    this.#step({ type: 'piece', text });
  }

  /** `isLast`: of its reply. */
  endPart(isLast: boolean): void {
    this.#step({ type: 'part_ended', isLast });
  }

  /** A line of ours, behind what is being said. `remember`: it is the same in all calls, and about nobody. */
  line(text: string, remember: boolean): void {
    this.#step({ type: 'line', text, remember });
  }

  /** From within this call on nothing is told of anything that was to be said. */
  cut(): void {
    this.#step({ type: 'cut' });
    this.#speaker.cancel();
  }

  /** Something is being said, or words of a reply may come at any moment. */
  get isBusy(): boolean {
    return isSaying(this.#saying);
  }

  /** Words of this reply have not begun to be said. */
  hasUnsaid(reply: number): boolean {
    return hasUnsaid(this.#saying, reply);
  }

  /** From the next passage on. */
  setVoices(voices: readonly string[]): void {
    this.#speaker.setVoices(voices);
  }

  prove(): void {
    this.#speaker.prove();
  }

  close(): Promise<void> {
    return this.#speaker.close();
  }

  onFirstAudio(utterance: number, msSinceFirstText: number): void {
    this.#step({ type: 'audible', utterance }, msSinceFirstText);
  }

  onAudio(_utterance: number, chunk: Buffer): void {
    this.listener.onAudio(chunk);
  }

  onSpoken(utterance: number): void {
    this.#step({ type: 'spoken', utterance });
  }

  onWarned(code: string): void {
    this.listener.onWarned(code);
  }

  onClosed(failure: AgentFailure | null): void {
    this.listener.onClosed(failure);
  }

  #step(signal: SayingSignal, msToAudio = 0): void {
    const { saying, acts } = reduceSaying(this.#saying, signal);
    this.#saying = saying;
    for (const act of acts) this.#do(act, msToAudio);
  }

  #do(act: SayingAct, msToAudio: number): void {
    switch (act.type) {
      case 'speak':
        // What was told meanwhile may have been answered with a cut.
        if (this.#saying.current?.utterance !== act.utterance) return;
        this.#speaker.speak(act.utterance, forTheEar(act.text), { remember: act.remember });
        return this.#speaker.finish(act.utterance);
      case 'tell_said':
        return this.listener.onSaid(act.text, act.reply, msToAudio);
      case 'tell_whole':
        return this.listener.onWhole();
    }
  }
}
