import { PATHS } from '../../carrier/carrier.paths.js';
import type { NumberSettings } from '../../carrier/carrier-account.types.js';

/** One thing about a number that has to become another one. */
export interface NumberChange {
  /** By the carrier's name for it. */
  setting: string;
  before: string;
  after: string;
  /** Callers notice: with this as it is, their calls don't reach us. */
  takesCallsAway: boolean;
  /** What a person has to know before it is changed; null where the values speak for themselves. */
  note: string | null;
  update: Partial<NumberSettings>;
}

/**
 * Two more attempts, also when an answer was late or was an error: by default an unanswered connection alone is tried again,
 * and neither a patient's text nor a call's end may be lost to a restart of ours. The carrier neither sends nor signs the
 * fragment. The voice addresses have none: while they are tried again a caller hears nothing, so the fallback is asked at once.
 */
const TRY_AGAIN = {
  fragment: '#rc=2&rp=all',
  note: 'what follows the # has Twilio try twice more when we don’t answer',
};
const ONCE = { fragment: '', note: null };

const SMS_PATH = '/twilio/sms';

const WEBHOOKS = [
  { setting: 'voice_url', url: 'voiceUrl', method: 'voiceMethod', path: PATHS.voice, retries: ONCE },
  {
    setting: 'voice_fallback_url',
    url: 'voiceFallbackUrl',
    method: 'voiceFallbackMethod',
    path: PATHS.fallback,
    retries: ONCE,
  },
  {
    setting: 'status_callback',
    url: 'statusCallback',
    method: 'statusCallbackMethod',
    path: PATHS.status,
    retries: TRY_AGAIN,
  },
  { setting: 'sms_url', url: 'smsUrl', method: 'smsMethod', path: SMS_PATH, retries: TRY_AGAIN },
] as const;

const OVERRIDES = [
  { setting: 'voice_application_sid', field: 'voiceApplicationSid', replaces: 'voice_url' },
  { setting: 'trunk_sid', field: 'trunkSid', replaces: 'voice_url' },
  { setting: 'sms_application_sid', field: 'smsApplicationSid', replaces: 'sms_url' },
] as const;

const NOTHING = '(none)';

/** What has to change so that a number's calls and texts come to the server at `publicUrl`; empty when they do. */
export function changesFor(number: NumberSettings, publicUrl: string): NumberChange[] {
  const webhooks = WEBHOOKS.flatMap(({ setting, url, method, path, retries }): NumberChange[] => {
    const wanted = publicUrl + path + retries.fragment;
    if (number[url] === wanted && number[method] === 'POST') return [];
    const before = number[url] === '' ? NOTHING : `${number[method]} ${number[url]}`;
    const update = { [url]: wanted, [method]: 'POST' };
    const takesCallsAway = setting === 'voice_url';
    return [{ setting, before, after: `POST ${wanted}`, takesCallsAway, note: retries.note, update }];
  });
  const overrides = OVERRIDES.flatMap(({ setting, field, replaces }): NumberChange[] => {
    if (number[field] === '') return [];
    const note = `${number[field]} is used instead of ${replaces} while it is set`;
    const takesCallsAway = replaces === 'voice_url';
    return [{ setting, before: number[field], after: NOTHING, takesCallsAway, note, update: { [field]: '' } }];
  });
  return [...webhooks, ...overrides];
}

/** All changes as one request. */
export function updateOf(changes: readonly NumberChange[]): Partial<NumberSettings> {
  return Object.assign({}, ...changes.map(({ update }) => update)) as Partial<NumberSettings>;
}
