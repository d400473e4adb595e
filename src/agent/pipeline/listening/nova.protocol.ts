import { z } from 'zod';
import type { ListenQuery } from './listen-address.policy.js';
import type { ListenDialect, ListenParsed } from './listen-dialect.types.js';
import { languageTags, parseTyped, providerCode } from './listen-messages.protocol.js';
import { isMultilingual, keytermsOf, PHONE_AUDIO, primaryTagsOf } from './listen-wish.policy.js';
import type { ListenEvent, ListeningWish } from './recognizer.port.js';

/**
 * Messages of Deepgram's `/v1/listen`, see developers.deepgram.com/docs/live-streaming-audio. It tells stretches of words; when
 * a turn is over is for us to say, out of two silences: one that its detector hears (`speech_final`), and one without words
 * (`UtteranceEnd`), which comes through noise too.
 */
const serverMessages = {
  Results: z.object({
    is_final: z.boolean().default(false),
    speech_final: z.boolean().default(false),
    from_finalize: z.boolean().default(false),
    channel: z.object({
      alternatives: z.array(z.object({ transcript: z.string().default(''), languages: languageTags })),
    }),
  }),
  SpeechStarted: z.object({}),
  UtteranceEnd: z.object({}),
  /** About a message of ours. Where it is the end, the socket closes as well. */
  Error: z.object({ code: providerCode }),
  Warning: z.object({ code: providerCode }),
};

type Results = z.infer<typeof serverMessages.Results>;

function read(frame: string): ListenParsed {
  const parsed = parseTyped(serverMessages, frame);
  if (parsed.kind !== 'message') return parsed;
  const { type, message } = parsed;
  switch (type) {
    case 'Results':
      return { kind: 'heard', events: [wordsOf(message)] };
    case 'SpeechStarted':
      return { kind: 'heard', events: [{ type: 'speech_began' }] };
    case 'UtteranceEnd':
      return { kind: 'heard', events: [{ type: 'utterance_ended' }] };
    case 'Error':
    case 'Warning':
      return { kind: 'noted', code: message.code };
  }
}

function wordsOf({ is_final, speech_final, from_finalize, channel }: Results): ListenEvent {
  const { transcript: text, languages } = channel.alternatives[0] ?? { transcript: '', languages: [] };
  if (!is_final) return { type: 'interim', text };
  return { type: 'final', text, endsSpeech: speech_final || from_finalize, languages };
}

/** Less takes a breath for the end of speech, more keeps everybody waiting. */
const ENDPOINTING_MS = { min: 300, max: 500 };
/** The confidence at which the wait begins to grow. */
const QUICK_CONFIDENCE = 0.7;
/** The least that has an effect: interim results come about once a second. */
const UTTERANCE_END_MS = 1_000;

/** The longer a silence must be, the surer it is that it ends the speech: a confidence of 0.7 or less is quick, 0.9 is patient. */
function endpointingMs({ turnTaking }: ListeningWish): number {
  const { min, max } = ENDPOINTING_MS;
  const ms = min + Math.round((turnTaking.endConfidence - QUICK_CONFIDENCE) * 1_000);
  return Math.min(Math.max(ms, min), max);
}

/** Two languages at once take the model that knows both; where there is none, the one that is spoken now counts. */
function languageOf(wish: ListeningWish): string {
  const isOne = primaryTagsOf(wish).length <= 1;
  return !isOne && isMultilingual(wish) ? 'multi' : (wish.languages[0] ?? 'en');
}

const query = (wish: ListeningWish): ListenQuery => [
  ['model', 'nova-3'],
  ['language', languageOf(wish)],
  ...PHONE_AUDIO,
  ['channels', '1'],
  ['interim_results', 'true'],
  ['endpointing', String(endpointingMs(wish))],
  ['utterance_end_ms', String(UTTERANCE_END_MS)],
  ['vad_events', 'true'],
  // The end of a sentence is a sign that the turn is over.
  ['punctuate', 'true'],
  ['numerals', 'true'],
  ...keytermsOf(wish).map((term) => ['keyterm', term] as const),
];

export const nova: ListenDialect = {
  version: 'v1',
  query,
  read,
  keepAlive: { type: 'KeepAlive' },
  endTurn: { type: 'Finalize' },
  // Key terms could be changed on an open stream, but not in every region, and nothing else could.
  change: () => null,
};
