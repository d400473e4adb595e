import { randomBytes } from 'node:crypto';
import twilio from 'twilio';
import { SystemClock, type Clock } from '../../../src/common/clock/clock.js';
import type { CallControl } from '../../../src/simulation/carrier/call-control.types.js';
import { CarrierRestServer } from '../../../src/simulation/carrier/rest/carrier-rest.server.js';
import type { RestFault } from '../../../src/simulation/carrier/rest/rest-faults.js';
import { MessageCenter } from '../../../src/simulation/carrier/rest/messages/message-center.js';
import type { Message } from '../../../src/simulation/carrier/rest/messages/message.types.js';
import {
  newIncomingNumber,
  type IncomingNumber,
} from '../../../src/simulation/carrier/rest/numbers/incoming-number.types.js';
import { WebhookClient } from '../../../src/simulation/carrier/webhook.client.js';
import { Arrivals } from '../../support/arrivals.js';
import { ACCOUNT_SID, AUTH_TOKEN } from '../../support/test-line.js';

export const newSid = (prefix = 'SM'): string => prefix + randomBytes(16).toString('hex');

const { getExpectedTwilioSignature } = twilio as unknown as {
  getExpectedTwilioSignature: (token: string, url: string, params: Record<string, string>) => string;
};

/** A webhook of the carrier, for what the simulated one would not send. */
export function postSigned(url: string, fields: Record<string, string>, signature?: string): Promise<Response> {
  const headers = { 'x-twilio-signature': signature ?? getExpectedTwilioSignature(AUTH_TOKEN, url, fields) };
  return fetch(url, { method: 'POST', headers, body: new URLSearchParams(fields) });
}

/** The simulated carrier's texts, behind its REST API. */
export class TextCarrier {
  /** Texts that have reached a phone. */
  readonly delivered = new Arrivals<Message>();

  private constructor(
    readonly rest: CarrierRestServer,
    readonly center: MessageCenter,
    private readonly numbers: IncomingNumber[],
    private readonly clock: Clock,
  ) {
    center.on('delivered', (message) => this.delivered.push(message));
  }

  static async listen(clock: Clock = new SystemClock()): Promise<TextCarrier> {
    const numbers: IncomingNumber[] = [];
    const webhooks = new WebhookClient(
      AUTH_TOKEN,
      (url) => url,
      clock,
      () => newSid(''),
    );
    const center = new MessageCenter({ accountSid: ACCOUNT_SID, numbers, webhooks, clock, newSid });
    const account = { accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN };
    const rest = await CarrierRestServer.listen({
      ...account,
      calls: {} as CallControl, // nobody calls
      messages: center,
      numbers,
      clock,
    });
    return new TextCarrier(rest, center, numbers, clock);
  }

  /** A number of the account; its texts are told to a server. */
  addNumber(phoneNumber: string, smsUrl?: string): void {
    const identity = { sid: newSid('PN'), phoneNumber, createdAt: this.clock.now() };
    this.numbers.push(newIncomingNumber(identity, smsUrl === undefined ? {} : { smsUrl }));
  }

  /** What becomes of the next request to send. */
  failNextSend(fault: RestFault, times = 1): void {
    this.rest.faults.order({ method: 'POST', path: /^\/Messages\.json$/, fault, times });
  }

  /** What the carrier was given by the API for a number, oldest first. */
  sentTo(number: string): Message[] {
    const sent = this.center.list().filter(({ to, direction }) => to === number && direction === 'outbound-api');
    return sent.reverse();
  }

  async close(): Promise<void> {
    await this.rest.close();
    await this.center.close();
  }
}
