import { linearOf } from '../../audio/g711.codec.js';
import { BYTES_PER_MS, SILENCE_BYTE } from '../../audio/frame.types.js';
import { isSilence } from './caption.codec.js';
import { CaptionReader, ONSET_SAMPLES, type CaptionRecord } from './caption-reader.codec.js';
import type { Ear, Heard } from './speech.types.js';

/** A voice that stays away this long in mid-word has been cut. */
const CUT_AFTER_BYTES = 60 * BYTES_PER_MS;
/** So many samples in common with a word's onset are that onset, not chance. */
const SAME_ONSET_SAMPLES = 8;

/** Time constant of the level meter, and the level (of 32,767) from which on it is speech: line noise stays far below. */
const METER_BYTES = 50 * BYTES_PER_MS;
const VOICE_LEVEL = 200;
/** Below this the meter stands at zero. */
const FAINTEST_LEVEL = 0.5;
const LOUDNESS = Float64Array.from({ length: 256 }, (_, code) => Math.abs(linearOf(code)));

/** An ear for captions (`caption.codec.ts`). It looks at one sample at a time: how audio is cut into chunks can't matter. */
export const createEar = (): Ear => new CaptionEar();

/** The word being heard, once its record is known. */
interface CurrentWord {
  text: string;
  /** False when the word can't count as heard although its samples may be right: it, or its onset, came before. */
  audible: boolean;
  /** False when an earlier `garbled` stood for this very word. */
  tellIfGarbled: boolean;
}

/** The latest word that came in the order of words. */
interface PlacedWord {
  utterance: number;
  sequence: number;
  complete: boolean;
}

/**
 * Decides what the words of the reader amount to. Words of an utterance count up from 0, and a word that came before is not
 * heard again. An utterance may be said again, though: its first word always counts, unless it broke off just now.
 */
class CaptionEar implements Ear {
  private readonly reader = new CaptionReader();
  private readonly strays = new StrayVoice();
  private takenBytes = 0;
  private silentBytes = 0;
  private level = 0;

  private word: CurrentWord | null = null;
  private placed: PlacedWord | null = null;
  private placedBrokeJustNow = false;
  /** The word whose record is being read was begun once before. */
  private falseStart = false;
  /** A `garbled` was told for a word whose record never came: the next record shows which word it was. */
  private toldUnidentified = false;

  get midWord(): boolean {
    return this.reader.midWord;
  }

  get voiceActive(): boolean {
    return this.level > VOICE_LEVEL;
  }

  hear(audio: Buffer): Heard[] {
    const heard: Heard[] = [];
    for (let i = 0; i < audio.length; i++) {
      if (this.isQuiet) {
        // Most of a call is the other one's turn: nothing changes until there is a sound.
        const from = i;
        while (audio[i] === SILENCE_BYTE) i++;
        this.takenBytes += i - from;
        if (i === audio.length) break;
      }
      const code = audio[i]!;
      this.takenBytes++;
      this.meter(LOUDNESS[code]!);
      if (isSilence(code)) this.takeSilence(heard);
      else this.takeVoice(code, heard);
    }
    return heard;
  }

  private get isQuiet(): boolean {
    return this.silentBytes > CUT_AFTER_BYTES && this.level === 0;
  }

  private meter(loudness: number): void {
    const level = this.level + (loudness - this.level) / METER_BYTES;
    this.level = level < FAINTEST_LEVEL ? 0 : level;
  }

  private takeSilence(heard: Heard[]): void {
    if (++this.silentBytes !== CUT_AFTER_BYTES) return;
    if (this.midWord) this.breakWord(heard);
    this.reader.abandon();
    this.strays.forget();
    this.placedBrokeJustNow = false;
  }

  private takeVoice(code: number, heard: Heard[]): void {
    const afterSilence = this.silentBytes > 0;
    this.silentBytes = 0;
    const reading = this.reader.take(code);
    if (!this.word || reading?.type === 'broke') this.strays.add(code, afterSilence);
    switch (reading?.type) {
      case 'began':
        this.falseStart = this.strays.beginLike(
          reading.onset,
          this.placed?.complete === true && !this.toldUnidentified,
        );
        break;
      case 'identified':
        this.placeWord(reading.record, heard);
        break;
      case 'ended':
        this.endWord(reading.intact, heard);
        break;
      case 'broke':
        this.breakWord(heard);
        break;
      case undefined:
    }
  }

  private placeWord(record: CaptionRecord, heard: Heard[]): void {
    const { utterance, sequence } = record;
    const before = this.placed?.utterance === utterance ? this.placed : null;
    const brokeJustNow = this.placedBrokeJustNow && sequence === before?.sequence;
    const restarts = sequence === 0 && !brokeJustNow;
    const stale = before !== null && sequence <= before.sequence && !restarts;
    const missing = stale ? 0 : before === null || restarts ? sequence : sequence - before.sequence - 1;

    if (missing > 0 && !this.toldUnidentified) this.tellGarbled(heard);
    this.word = {
      text: record.text,
      audible: !stale && !this.falseStart,
      tellIfGarbled: missing > 0 || !(this.toldUnidentified || brokeJustNow),
    };
    if (!stale) this.placed = { utterance, sequence, complete: false };
    this.toldUnidentified = false;
    this.placedBrokeJustNow = false;
    this.strays.forget();
  }

  private endWord(intact: boolean, heard: Heard[]): void {
    if (!intact || !this.word?.audible) return this.breakWord(heard);
    heard.push({ kind: 'word', text: this.word.text, atByte: this.takenBytes });
    this.word = null;
    if (this.placed) this.placed.complete = true;
  }

  private breakWord(heard: Heard[]): void {
    const told = this.word ? !this.word.tellIfGarbled : this.toldUnidentified || this.placedBrokeJustNow;
    if (!told) this.tellGarbled(heard);
    if (this.word) this.placedBrokeJustNow = true;
    else this.toldUnidentified = true;
    this.word = null;
  }

  private tellGarbled(heard: Heard[]): void {
    heard.push({ kind: 'garbled', atByte: this.takenBytes });
  }
}

/** Voice since the last identified word, in one stretch: a false start, what is left of a broken word, or not ours at all. */
class StrayVoice {
  private first: number[] = [];
  private count = 0;
  private unbroken = false;

  /** `afterSilence`: nothing was heard right before this sample. */
  add(code: number, afterSilence: boolean): void {
    this.unbroken = !afterSilence && (this.count === 0 || this.unbroken);
    this.count++;
    if (this.first.length < ONSET_SAMPLES) this.first.push(code);
  }

  forget(): void {
    this.first = [];
    this.count = 0;
  }

  /**
   * True when they begin as the word with this onset does, which was added too: the word was begun before. Where nothing
   * but a false start can be, right behind a whole word, one sample tells; elsewhere it takes a few.
   */
  beginLike(onset: Uint8Array, afterWholeWord: boolean): boolean {
    const strays = Math.min(this.count - onset.length, this.first.length);
    if (strays <= 0) return false;
    const different = this.first.findIndex((code, i) => i >= strays || code !== onset[i]);
    const common = different === -1 ? strays : different;
    return common === strays || common >= (afterWholeWord && this.unbroken ? 1 : SAME_ONSET_SAMPLES);
  }
}
