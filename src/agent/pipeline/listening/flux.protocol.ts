import { z } from 'zod';
import { requestIdPattern } from '../../deepgram/deepgram-agent.protocol.js';
import type { ListenQuery } from './listen-address.policy.js';
import type { ListenDialect, ListenParsed } from './listen-dialect.types.js';
import { languageTags, parseTyped, providerCode } from './listen-messages.protocol.js';
import { isMultilingual, keytermsOf, PHONE_AUDIO, primaryTagsOf } from './listen-wish.policy.js';
import type { ListenEvent, ListeningWish } from './recognizer.port.js';

/** Messages of Deepgram's `/v2/listen`, see developers.deepgram.com/docs/flux. It judges itself when a turn is over. */
const serverMessages = {
  Connected: z.object({ request_id: z.string().regex(requestIdPattern).catch('unrecognised') }),
  TurnInfo: z.object({
    event: z.string(),
    turn_index: z.int().nonnegative(),
    /** All words of the turn. */
    transcript: z.string().default(''),
    languages: languageTags,
  }),
  ConfigureFailure: z.object({}),
  Warning: z.object({ code: providerCode }),
  /** The end of the stream. */
  Error: z.object({ code: providerCode }),
};

type TurnInfo = z.infer<typeof serverMessages.TurnInfo>;

function read(frame: string): ListenParsed {
  const parsed = parseTyped(serverMessages, frame);
  if (parsed.kind !== 'message') return parsed;
  const { type, message } = parsed;
  switch (type) {
    case 'Connected':
      return { kind: 'named', requestId: message.request_id };
    case 'TurnInfo':
      return { kind: 'heard', events: eventsOf(message) };
    case 'ConfigureFailure':
      return { kind: 'noted', code: 'CONFIGURE_FAILURE' };
    case 'Warning':
      return { kind: 'noted', code: message.code };
    case 'Error':
      return { kind: 'failed', code: message.code };
  }
}

/** None for an event from after our time. */
function eventsOf({ event, turn_index: turn, transcript: text, languages }: TurnInfo): ListenEvent[] {
  switch (event) {
    case 'StartOfTurn':
      return [{ type: 'speech_began' }, { type: 'turn_updated', turn, text }];
    case 'Update':
      return [{ type: 'turn_updated', turn, text }];
    case 'EagerEndOfTurn':
      return [{ type: 'turn_probably_ended', turn, text }];
    case 'TurnResumed':
      return [{ type: 'turn_resumed', turn }];
    case 'EndOfTurn':
      return [{ type: 'turn_ended', turn, text, languages }];
    default:
      return [];
  }
}

/** Whether Flux has a model for these languages. */
export const fluxKnows = isMultilingual;

const modelOf = (wish: ListeningWish): string =>
  primaryTagsOf(wish).every((language) => language === 'en') ? 'flux-general-en' : 'flux-general-multi';

const hintsOf = (wish: ListeningWish): readonly string[] =>
  modelOf(wish) === 'flux-general-multi' ? wish.languages : [];

interface Thresholds {
  eot_threshold: number;
  eager_eot_threshold?: number;
  eot_timeout_ms: number;
}

const thresholdsOf = ({ turnTaking: { endConfidence, eagerConfidence, endTimeoutMs } }: ListeningWish): Thresholds => ({
  eot_threshold: endConfidence,
  // The wire knows no guess that takes more than the end itself.
  ...(eagerConfidence === null ? {} : { eager_eot_threshold: Math.min(eagerConfidence, endConfidence) }),
  eot_timeout_ms: endTimeoutMs,
});

const query = (wish: ListeningWish): ListenQuery => [
  ['model', modelOf(wish)],
  ...PHONE_AUDIO,
  ...Object.entries(thresholdsOf(wish)).map(([name, value]) => [name, String(value)] as const),
  ...keytermsOf(wish).map((term) => ['keyterm', term] as const),
  ...hintsOf(wish).map((language) => ['language_hint', language] as const),
];

/** The whole of what can be changed: what is left out of such a message stays as it was. */
function change(before: ListeningWish, wish: ListeningWish): object | null {
  if (modelOf(before) !== modelOf(wish) || !fluxKnows(wish)) return null;
  // There is no word for "no guessing any more".
  if (before.turnTaking.eagerConfidence !== null && wish.turnTaking.eagerConfidence === null) return null;
  const hints = hintsOf(wish);
  return {
    type: 'Configure',
    thresholds: thresholdsOf(wish),
    keyterms: keytermsOf(wish),
    ...(hints.length > 0 ? { language_hints: hints } : {}),
  };
}

export const flux: ListenDialect = {
  version: 'v2',
  query,
  read,
  keepAlive: null,
  endTurn: { type: 'ForceEndTurn' },
  change,
};
