import { SAMPLE_RATE_HZ } from '../../../audio/frame.types.js';
import { MAX_KEYTERM_CHARS } from '../../deepgram/deepgram-settings.builder.js';
import type { ListenQuery } from './listen-address.policy.js';
import type { ListeningWish } from './recognizer.port.js';

/** Of the query, whatever the version. */
export const PHONE_AUDIO: ListenQuery = [
  ['encoding', 'mulaw'],
  ['sample_rate', String(SAMPLE_RATE_HZ)],
  ['mip_opt_out', 'true'],
];

/** What the models for several languages know: `nova-3` with `language=multi`, and `flux-general-multi`. */
const MULTILINGUAL: ReadonlySet<string> = new Set(['en', 'es', 'fr', 'de', 'hi', 'ru', 'pt', 'ja', 'it', 'nl']);

/** Whole terms, the first ones of the wish: with too many of them a stream stops transcribing, without an error. */
export function keytermsOf({ keyterms }: ListeningWish): string[] {
  let chars = 0;
  return keyterms.filter((term) => term.trim() !== '' && (chars += term.length) <= MAX_KEYTERM_CHARS);
}

/** Without regions, each once, in the order of the wish. */
export function primaryTagsOf({ languages }: ListeningWish): string[] {
  return [...new Set(languages.map((language) => language.split('-', 1)[0]?.toLowerCase() ?? ''))];
}

/** Whether one model for several languages knows all of them. */
export const isMultilingual = (wish: ListeningWish): boolean =>
  primaryTagsOf(wish).every((language) => MULTILINGUAL.has(language));
