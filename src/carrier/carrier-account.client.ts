import twilio from 'twilio';
import type { AppConfig } from '../config/app-config.js';
import type { CarrierAccount, CarrierNumber, NumberSettings } from './carrier-account.types.js';
import { RedirectedClient } from './carrier.client.js';
import { AccountRequestError, type AccountTrouble } from './carrier.errors.js';

/** The account itself and its numbers, for setting a line up. Every method throws `AccountRequestError`. */
export class CarrierAccountClient {
  private readonly api: twilio.Twilio;

  constructor(private readonly account: AppConfig['twilio']) {
    const { accountSid, authToken, apiUrl } = account;
    this.api = twilio(accountSid, authToken, { httpClient: new RedirectedClient(apiUrl) });
  }

  async fetch(): Promise<CarrierAccount> {
    const { body, headers } = await ask(() => this.api.api.accounts(this.account.accountSid).fetchWithHttpInfo());
    const answeredAtMs = Date.parse(String((headers as Record<string, unknown> | undefined)?.['date']));
    return {
      status: body.status,
      isTrial: body.type === 'Trial',
      answeredAtMs: Number.isNaN(answeredAtMs) ? null : answeredAtMs,
    };
  }

  async numbers(): Promise<CarrierNumber[]> {
    return (await ask(() => this.api.incomingPhoneNumbers.list())).map(toNumber);
  }

  async number(sid: string): Promise<CarrierNumber> {
    return toNumber(await ask(() => this.api.incomingPhoneNumbers(sid).fetch()));
  }

  /** Changes what is given and leaves the rest as it is. */
  async change(sid: string, settings: Partial<NumberSettings>): Promise<void> {
    await ask(() => this.api.incomingPhoneNumbers(sid).update(settings));
  }
}

async function ask<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    const { status, code } = (error ?? {}) as { status?: unknown; code?: unknown };
    throw new AccountRequestError(troubleOf(status, code), typeof code === 'number' ? code : null);
  }
}

/** A network failure has the system's name for it as code, and no HTTP status. */
function troubleOf(status: unknown, code: unknown): AccountTrouble {
  if (typeof status !== 'number') return code === 'ECONNABORTED' || code === 'ETIMEDOUT' ? 'no_answer' : 'unreachable';
  if (status === 401) return 'bad_keys';
  if (status === 404) return 'not_found';
  if (status === 429) return 'busy';
  return status >= 500 ? 'down' : 'refused';
}

type ListedNumber = Awaited<ReturnType<twilio.Twilio['incomingPhoneNumbers']['list']>>[number];

const toNumber = (number: ListedNumber): CarrierNumber => ({
  sid: number.sid,
  number: number.phoneNumber,
  // The API's answers hold null for some of what is not set, whatever the package's types say.
  settings: {
    voiceUrl: number.voiceUrl ?? '',
    voiceMethod: number.voiceMethod ?? '',
    voiceFallbackUrl: number.voiceFallbackUrl ?? '',
    voiceFallbackMethod: number.voiceFallbackMethod ?? '',
    statusCallback: number.statusCallback ?? '',
    statusCallbackMethod: number.statusCallbackMethod ?? '',
    smsUrl: number.smsUrl ?? '',
    smsMethod: number.smsMethod ?? '',
    voiceApplicationSid: number.voiceApplicationSid ?? '',
    trunkSid: number.trunkSid ?? '',
    smsApplicationSid: number.smsApplicationSid ?? '',
  },
});
