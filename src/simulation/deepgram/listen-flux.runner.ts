import { BYTES_PER_MS, FRAME_BYTES } from '../../audio/frame.types.js';
import type { Clock } from '../../common/clock/clock.js';
import { languageOf } from '../brain/language.policy.js';
import { secondsAt, TimedEar, transcriptOf, wordsAmong, type TimedWord } from './listen-ear.codec.js';
import type { HearingParts } from './listen-hearing.types.js';
import type { FluxConfigure, FluxServerMessage, TurnInfoEvent } from './listen-messages.protocol.js';
import { fitTogether, type FluxWish } from './listen-query.protocol.js';
import { newTurnTaking, reduceTurns, type TurnEvent, type TurnSignal, type TurnTaking } from './turn-taking.reducer.js';

type Trigger = 'model' | 'manual' | 'timeout';

/** As fast as the agent's sessions take turns. */
const END_SILENCE_MS = 500;
const UPDATE_MS = 250;
const WORD_CONFIDENCE = 0.98;
/** Of a turn that goes on, and of one that was not ended by confidence. */
const DOUBT = 0.1;

/** Hears as `/v2/listen` does: judges turns itself, on the audio's own time. A turn begins with its first word. */
export class FluxHearing {
  private readonly ear = new TimedEar();
  private turns: TurnTaking;
  private turnIndex = 0;
  private words: TimedWord[] = [];
  private windowByte = 0;
  private toldByte = 0;
  /** The client knows of the turn; null when it doesn't, or when there is none. */
  private told: 'open' | 'probably_ended' | null = null;

  constructor(
    public wish: FluxWish,
    private readonly clock: Clock,
    private readonly parts: HearingParts<FluxServerMessage>,
  ) {
    this.turns = newTurnTaking(clock.nowMs());
  }

  hear(audio: Buffer): void {
    for (let at = 0; at < audio.length; at += FRAME_BYTES) {
      const piece = audio.subarray(at, at + FRAME_BYTES);
      const heard = this.ear.hear(piece);
      const { midWord, voiceActive: voice } = this.ear;
      const over = this.step({ type: 'audio', atMs: this.clock.nowMs(), bytes: piece.length, heard, midWord, voice });
      if (over || this.takeWords(wordsAmong(heard))) return;
    }
  }

  forceEndTurn(): void {
    if (this.told !== null) this.step({ type: 'force_end' });
    else this.parts.send({ type: 'Warning', code: 'FORCE_END_TURN_NO_ACTIVE_TURN', description: 'no turn to end' });
  }

  /** All of it or nothing. What isn't named stays. */
  configure({ thresholds = {}, keyterms, language_hints }: FluxConfigure): void {
    const { wish } = this;
    const next = { ...wish.thresholds, ...thresholds };
    if (!fitTogether(next) || (language_hints && wish.model !== 'flux-general-multi')) return this.refuseToConfigure();
    this.wish = {
      ...wish,
      thresholds: next,
      keyterms: keyterms ?? wish.keyterms,
      languageHints: language_hints ?? wish.languageHints,
    };
    const hints = wish.model === 'flux-general-multi' ? { language_hints: this.wish.languageHints } : {};
    this.parts.send({ type: 'ConfigureSuccess', thresholds: next, keyterms: this.wish.keyterms, ...hints });
  }

  refuseToConfigure(): void {
    this.parts.send({ type: 'ConfigureFailure' });
  }

  /** Answers whether the stream is over. */
  private step(event: TurnEvent): boolean {
    const { state, signals } = reduceTurns(this.turns, event, { endSilenceMs: this.endSilenceMs });
    this.turns = state;
    return signals.some((signal) => this.onSignal(signal));
  }

  /** A threshold of 1 means that no confidence is ever enough: only the timeout ends turns. */
  private get endSilenceMs(): number {
    const { eot_threshold, eot_timeout_ms } = this.wish.thresholds;
    return eot_threshold === 1 ? eot_timeout_ms : END_SILENCE_MS;
  }

  private onSignal(signal: TurnSignal): boolean {
    switch (signal.type) {
      case 'started':
        this.windowByte = this.ear.takenBytes;
        return false;
      case 'paused':
        if (this.told === null || this.wish.thresholds.eager_eot_threshold === undefined) return false;
        this.told = 'probably_ended';
        this.tell('EagerEndOfTurn', this.wish.thresholds.eager_eot_threshold);
        return false;
      case 'resumed':
        if (this.told !== 'probably_ended') return false;
        this.told = 'open';
        this.tell('TurnResumed', DOUBT);
        return false;
      case 'ended':
        return this.endTurn(signal.trigger === 'manual' ? 'manual' : this.triggerOfSilence);
      case 'was_nothing':
        return false;
    }
  }

  private get triggerOfSilence(): Trigger {
    return this.wish.thresholds.eot_threshold === 1 ? 'timeout' : 'model';
  }

  /** Answers whether the stream is over. */
  private takeWords(words: readonly TimedWord[]): boolean {
    this.words.push(...words);
    const isFirst = this.told === null && words.length > 0;
    if (isFirst) {
      this.told = 'open';
      this.tell('StartOfTurn', DOUBT);
    } else if (this.told === 'open' && (words.length > 0 || this.isUpdateDue)) this.tell('Update', DOUBT);
    return words.length > 0 && this.parts.passes(this.turnIndex + 1, 'caller_speaking');
  }

  private get isUpdateDue(): boolean {
    return this.ear.takenBytes - this.toldByte >= UPDATE_MS * BYTES_PER_MS;
  }

  /** Of nothing but what could not be made out, nobody is told. Answers whether the stream is over. */
  private endTurn(trigger: Trigger): boolean {
    if (this.told === null) return false;
    const number = this.turnIndex + 1;
    const text = transcriptOf(this.words);
    if (this.parts.faults.strikesAt('lostEndAtTurn', number) === null)
      this.tell('EndOfTurn', trigger === 'model' ? this.wish.thresholds.eot_threshold : DOUBT, trigger);
    this.told = null;
    this.words = [];
    this.turnIndex++;
    this.parts.onCallerTurn(text);
    return this.parts.passes(number, 'ended');
  }

  private tell(event: TurnInfoEvent, confidence: number, trigger?: Trigger): void {
    this.toldByte = this.ear.takenBytes;
    const transcript = transcriptOf(this.words);
    this.parts.send({
      type: 'TurnInfo',
      event,
      turn_index: this.turnIndex,
      audio_window_start: secondsAt(this.windowByte),
      audio_window_end: secondsAt(this.ear.takenBytes),
      transcript,
      words: this.words.map(({ text, startByte, atByte }) => ({
        word: text,
        confidence: WORD_CONFIDENCE,
        start: secondsAt(startByte),
        end: secondsAt(atByte),
      })),
      end_of_turn_confidence: confidence,
      ...(trigger ? { trigger } : {}),
      ...this.languagesOf(transcript),
    });
  }

  private languagesOf(transcript: string): { languages?: string[]; languages_hinted?: readonly string[] } {
    const { model, languageHints } = this.wish;
    if (model !== 'flux-general-multi') return {};
    const hinted = languageHints.length > 0 ? { languages_hinted: languageHints } : {};
    return { languages: [languageOf(transcript) ?? 'en'], ...hinted };
  }
}
