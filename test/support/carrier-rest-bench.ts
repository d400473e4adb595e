import { randomBytes } from 'node:crypto';
import twilio from 'twilio';
import { SystemClock, type Clock } from '../../src/common/clock/clock.js';
import { CarrierRestServer } from '../../src/simulation/carrier/rest/carrier-rest.server.js';
import { MessageCenter } from '../../src/simulation/carrier/rest/messages/message-center.js';
import {
  newIncomingNumber,
  type IncomingNumber,
} from '../../src/simulation/carrier/rest/numbers/incoming-number.types.js';
import { SimulatedCarrier } from '../../src/simulation/carrier/simulated-carrier.js';
import type { Speech } from '../../src/simulation/speech/speech.types.js';
import { freePort } from './free-port.js';

export const ACCOUNT_SID = `AC${'1'.repeat(32)}`;
export const AUTH_TOKEN = '0123456789abcdef0123456789abcdef';
export const ACCOUNT = `/2010-04-01/Accounts/${ACCOUNT_SID}`;
export const CLINIC = '+15125550100';
export const AUTHORIZATION = `Basic ${Buffer.from(`${ACCOUNT_SID}:${AUTH_TOKEN}`).toString('base64')}`;

/** An id of the carrier's that nobody else has. */
export const sid = (prefix: string): string => prefix + randomBytes(16).toString('hex');

/** The vendor's own client, sent to another address than the vendor's. */
export class LocalClient extends twilio.RequestClient {
  constructor(
    private readonly base: string,
    options: ConstructorParameters<typeof twilio.RequestClient>[0] = {},
  ) {
    super({ timeout: 5000, ...options });
  }

  override request: twilio.RequestClient['request'] = (options) => {
    const { pathname, search } = new URL(options.uri);
    return super.request({ ...options, uri: this.base + pathname + search });
  };
}

/** A carrier with its REST API and the account's one number, whose texts and calls go to a server's `/sms` and `/voice`. */
export class CarrierRestBench {
  private constructor(
    readonly number: IncomingNumber,
    readonly carrier: SimulatedCarrier,
    readonly messages: MessageCenter,
    readonly rest: CarrierRestServer,
  ) {}

  /** `textClock` is the time by which texts are delivered. */
  static async open(
    serverUrl: string,
    speech: Speech,
    textClock: Clock = new SystemClock(),
  ): Promise<CarrierRestBench> {
    const clock = new SystemClock();
    const port = await freePort();
    const number = newIncomingNumber(
      { sid: sid('PN'), phoneNumber: CLINIC, createdAt: clock.now() },
      { voiceUrl: `${serverUrl}/voice`, smsUrl: `${serverUrl}/sms` },
    );
    const account = { accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN };
    const carrier = new SimulatedCarrier({ ...account, number, apiUrl: `http://127.0.0.1:${port}` }, { clock, speech });
    const messages = new MessageCenter({
      ...account,
      numbers: [number],
      webhooks: carrier.webhooks,
      clock: textClock,
      newSid: sid,
    });
    const rest = await CarrierRestServer.listen({
      ...account,
      port,
      calls: carrier.control,
      messages,
      numbers: [number],
      clock,
    });
    return new CarrierRestBench(number, carrier, messages, rest);
  }

  client(options?: ConstructorParameters<typeof twilio.RequestClient>[0], token = AUTH_TOKEN): twilio.Twilio {
    return twilio(ACCOUNT_SID, token, { httpClient: new LocalClient(this.rest.url, options) });
  }

  /** Asks for what the vendor's client has no words for. */
  ask(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(this.rest.url + path, { ...init, headers: { authorization: AUTHORIZATION } });
  }

  async close(): Promise<void> {
    await this.rest.close();
    await this.carrier.close();
    await this.messages.close();
  }
}
