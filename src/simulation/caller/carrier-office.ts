import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../common/clock/clock.js';
import { CarrierRestServer } from '../carrier/rest/carrier-rest.server.js';
import { MessageCenter } from '../carrier/rest/messages/message-center.js';
import { newIncomingNumber } from '../carrier/rest/numbers/incoming-number.types.js';
import type { SimulatedCarrier } from '../carrier/simulated-carrier.js';

export interface OfficeSetup {
  /** The REST API that the server under test knows as the carrier's. */
  apiUrl: string;
  accountSid: string;
  authToken: string;
  clinicNumber: string;
  carrier: SimulatedCarrier;
  clock: Clock;
}

/** Nobody answers where the carrier's REST API should be. */
export class CarrierAwayError extends Error {
  override readonly name = 'CarrierAwayError';
}

/** A text that reached a phone. */
export interface ReceivedText {
  sid: string;
  body: string;
}

const sentTexts = z.object({
  messages: z.array(z.object({ sid: z.string(), body: z.string(), status: z.string() })),
});

/** On the handset, or as near to it as the carrier can tell. */
const ARRIVED = ['sent', 'delivered'];

/**
 * The station's place in a carrier whose REST API is another process. The server knows that one address only; the office
 * tells it which calls and phones are here, so that what is asked about them is passed on. Texts are kept over there.
 */
export class CarrierOffice {
  /** Only a stand-in on this machine passes on what it is asked; the real carrier has calls and texts of its own. */
  static isPossibleAt(apiUrl: string): boolean {
    return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(apiUrl).hostname);
  }

  private readonly callSids: string[] = [];

  static async open(setup: OfficeSetup): Promise<CarrierOffice> {
    const { accountSid, authToken, clinicNumber, carrier, clock } = setup;
    const newSid = (prefix: string) => prefix + randomBytes(16).toString('hex');
    const numbers = [newIncomingNumber({ sid: newSid('PN'), phoneNumber: clinicNumber, createdAt: clock.now() })];
    const messages = new MessageCenter({ accountSid, numbers, webhooks: carrier.webhooks, clock, newSid });
    const rest = await CarrierRestServer.listen({
      accountSid,
      authToken,
      calls: carrier.control,
      messages,
      numbers,
      clock,
    });
    return new CarrierOffice(setup, rest, messages);
  }

  private constructor(
    private readonly setup: OfficeSetup,
    private readonly rest: CarrierRestServer,
    private readonly messages: MessageCenter,
  ) {}

  /** To be told before the call is placed: the server may ask for it at once, and long after its end. */
  async carries(callSid: string): Promise<void> {
    await this.simulation('POST', '/calls', { callSid, relayTo: this.rest.url });
    this.callSids.push(callSid);
  }

  /** Calls of the clinic to this number are carried here. */
  async hasPhone(number: string): Promise<void> {
    const from = this.setup.clinicNumber;
    await this.simulation('POST', '/phones', { from, number, relayTo: this.rest.url });
  }

  async noLongerHasPhone(number: string): Promise<void> {
    const from = encodeURIComponent(this.setup.clinicNumber);
    await this.simulation('DELETE', `/phones/${from}/${encodeURIComponent(number)}`);
  }

  /** All that reached this phone from the clinic, the oldest first. */
  async textsTo(number: string): Promise<ReceivedText[]> {
    const { accountSid, clinicNumber } = this.setup;
    const query = new URLSearchParams({ To: number, From: clinicNumber, PageSize: '1000' });
    const response = await this.request('GET', `/2010-04-01/Accounts/${accountSid}/Messages.json?${query.toString()}`);
    const { messages } = sentTexts.parse(await response.json());
    return messages.filter(({ status }) => ARRIVED.includes(status)).reverse();
  }

  /** A phone texts the clinic. */
  async text(from: string, body: string): Promise<void> {
    await this.simulation('POST', '/texts', { from, to: this.setup.clinicNumber, body });
  }

  async close(): Promise<void> {
    for (const callSid of this.callSids) await this.simulation('DELETE', `/calls/${callSid}`).catch(() => undefined);
    await this.rest.close();
    await this.messages.close();
  }

  private simulation(method: 'POST' | 'DELETE', path: string, body?: object): Promise<Response> {
    return this.request(method, `/simulation${path}`, body);
  }

  private async request(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<Response> {
    const { apiUrl, accountSid, authToken } = this.setup;
    const response = await fetch(apiUrl + path, {
      method,
      headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` },
      ...(body ? { body: JSON.stringify(body) } : {}),
    }).catch(() => {
      throw new CarrierAwayError("nobody answers at the carrier's REST API");
    });
    if (!response.ok) throw new Error(`the carrier's REST API answered ${response.status}`);
    return response;
  }
}
