import { randomBytes } from 'node:crypto';
import type { Clock } from '../common/clock/clock.js';
import { CarrierRestServer } from '../simulation/carrier/rest/carrier-rest.server.js';
import { MessageCenter } from '../simulation/carrier/rest/messages/message-center.js';
import { newIncomingNumber, type IncomingNumber } from '../simulation/carrier/rest/numbers/incoming-number.types.js';
import { SimulatedCarrier } from '../simulation/carrier/simulated-carrier.js';
import type { Speech } from '../simulation/speech/speech.types.js';

export interface CarrierAccount {
  accountSid: string;
  authToken: string;
  /** Of the server that the carrier calls. */
  publicUrl: string;
  /** Where that server listens on this machine. */
  localUrl: string;
}

/**
 * The carrier as a server of the demo knows it: a REST API for texts and calls. Calls themselves are placed by the demo call
 * and by `npm run call`, each with a carrier of its own that tells this one which calls it carries. The voices belong to the
 * giver.
 */
export class CarrierStandIn {
  static async open(
    account: CarrierAccount,
    number: string,
    { clock, speech }: { clock: Clock; speech: Speech },
  ): Promise<CarrierStandIn> {
    const { accountSid, authToken, publicUrl, localUrl } = account;
    const newLine = (phoneNumber: string) => newNumber(phoneNumber, publicUrl, clock);
    const numbers = [newLine(number)];
    const carrier = new SimulatedCarrier(
      {
        accountSid,
        authToken,
        number: {
          phoneNumber: number,
          voiceUrl: `${publicUrl}/twilio/voice`,
          statusCallbackUrl: `${publicUrl}/twilio/voice/status`,
        },
        reachableAt: localUrl,
      },
      { clock, speech },
    );
    const { webhooks, control: calls } = carrier;
    const messages = new MessageCenter({ accountSid, numbers, webhooks, clock, newSid });
    const rest = await CarrierRestServer.listen({ accountSid, authToken, calls, messages, numbers, clock });
    return new CarrierStandIn(rest, messages, carrier, (another) => void numbers.push(newLine(another)));
  }

  private constructor(
    private readonly rest: CarrierRestServer,
    private readonly messages: MessageCenter,
    private readonly carrier: SimulatedCarrier,
    /** Another number of the account, which leads to the same server. */
    readonly addNumber: (phoneNumber: string) => void,
  ) {}

  get apiUrl(): string {
    return this.rest.url;
  }

  async close(): Promise<void> {
    await this.rest.close();
    await this.messages.close();
    await this.carrier.close();
  }
}

function newNumber(phoneNumber: string, publicUrl: string, clock: Clock): IncomingNumber {
  return newIncomingNumber(
    { sid: newSid('PN'), phoneNumber, createdAt: clock.now() },
    {
      voiceUrl: `${publicUrl}/twilio/voice`,
      voiceFallbackUrl: `${publicUrl}/twilio/voice/fallback`,
      statusCallbackUrl: `${publicUrl}/twilio/voice/status`,
      smsUrl: `${publicUrl}/twilio/sms`,
    },
  );
}

const newSid = (prefix: string): string => prefix + randomBytes(16).toString('hex');
