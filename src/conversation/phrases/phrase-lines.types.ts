import type { ClinicId } from '../../common/ids/ids.js';
import type { LineId } from '../../profiles/phrase.catalogue.js';

/** A line as a call wants to hear it. */
export interface PhraseLine {
  clinicId: ClinicId;
  id: LineId;
  text: string;
  voice: string;
}

/** Under which audio is stored: the same words in the same voice sound the same, whichever line they are. */
export interface StockKey {
  voice: string;
  /** Of the text in UTF-8, in hex. */
  textSha256: string;
}

export interface StockedAudio extends StockKey {
  /** µ-law 8 kHz. */
  audio: Buffer;
}

/** Words that should be there as audio. */
export interface WantedWords {
  text: string;
  textSha256: string;
  /** In the order in which they are tried; the first is the one to have. */
  voices: readonly string[];
}
