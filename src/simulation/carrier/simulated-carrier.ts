import { randomBytes } from 'node:crypto';
import type { Clock } from '../../common/clock/clock.js';
import type { Speech } from '../speech/speech.types.js';
import { CallControlService } from './call-control.service.js';
import type { CallControl } from './call-control.types.js';
import type { CallFaults, CallObserver, NumberSetup, SidFactory } from './carrier.types.js';
import { Exchange } from './exchange.js';
import { FrameTicker } from './frame-ticker.js';
import type { PhoneCall } from './phone-call.js';
import type { Phone } from './phone.types.js';
import { WebhookClient } from './webhook.client.js';

export interface CarrierSetup {
  accountSid: string;
  /** Signs every request. */
  authToken: string;
  number: NumberSetup;
  /**
   * Where the server listens, e.g. `http://127.0.0.1:3000`, when its public address leads elsewhere. Signatures are over
   * the public address all the same.
   */
  reachableAt?: string;
  /** The origin of the carrier's REST API, as the addresses of recordings have it: the real one when not given. */
  apiUrl?: string;
}

export interface CarrierTools {
  clock: Clock;
  /** Voices for what the carrier itself says. Belongs to the giver: the carrier does not close it. */
  speech: Speech;
  /** Random when not given. */
  newSid?: SidFactory;
}

export interface PlaceCallOptions {
  /** Usually E.164; `anonymous`, `client:…` and `sip:…` occur. */
  from: string;
  /** The number of the setup when not given. */
  to?: string;
  /** A new one when not given. */
  callSid?: string;
  observer?: CallObserver;
  faults?: CallFaults;
}

const REAL_API_URL = 'https://api.twilio.com';

/**
 * Stands in for the telephone carrier: carries calls between simulated phones and a server, by the public protocol alone.
 * All calls share one beat of 20 ms.
 */
export class SimulatedCarrier {
  /** For tests that post webhooks of their own making. */
  readonly webhooks: WebhookClient;
  /** What the carrier's REST API can do to calls. */
  readonly control: CallControl;
  private readonly exchange: Exchange;
  private readonly newSid: SidFactory;

  constructor(
    private readonly setup: CarrierSetup,
    tools: CarrierTools,
  ) {
    this.newSid = tools.newSid ?? ((prefix) => prefix + randomBytes(16).toString('hex'));
    const reach = reachFrom(setup);
    this.webhooks = new WebhookClient(setup.authToken, reach, tools.clock, () => this.newSid(''));
    this.exchange = new Exchange({
      accountSid: setup.accountSid,
      authToken: setup.authToken,
      reach,
      plainSockets: setup.number.voiceUrl.startsWith('http:'),
      apiUrl: setup.apiUrl ?? REAL_API_URL,
      webhooks: this.webhooks,
      ticker: new FrameTicker(tools.clock),
      clock: tools.clock,
      speech: tools.speech,
      newSid: this.newSid,
    });
    this.control = new CallControlService(this.exchange);
  }

  /** From now on this phone is what rings when its number is called. */
  registerPhone(phone: Phone): void {
    this.exchange.phones.register(phone);
  }

  /** Rings at once; what happens then is the server's choice. The returned call can be spoken into and hung up. */
  placeCall(options: PlaceCallOptions): PhoneCall {
    const { number } = this.setup;
    const call = this.exchange.receive({
      number: { ...number, phoneNumber: options.to ?? number.phoneNumber },
      from: options.from,
      callSid: options.callSid ?? this.newSid('CA'),
      faults: options.faults ?? {},
    });
    if (options.observer) call.observe(options.observer);
    return call;
  }

  /** Legs that were dialled for another call count too. */
  get liveCalls(): number {
    return this.exchange.live.length;
  }

  /** Hangs up whatever is still going on and waits for it to end. */
  async close(): Promise<void> {
    const calls = this.exchange.live;
    for (const call of calls) call.hangUp();
    await Promise.all(calls.map((call) => call.ended));
  }
}

/** Exchanges the public origin for the reachable one, in http and in ws urls. Other addresses stay as they are. */
function reachFrom({ number, reachableAt }: CarrierSetup): (publicUrl: string) => string {
  if (reachableAt === undefined) return (url) => url;
  const publicHost = new URL(number.voiceUrl).host;
  const reachable = new URL(reachableAt);
  return (publicUrl) => {
    const url = new URL(publicUrl);
    if (url.host !== publicHost) return publicUrl;
    const isSocket = url.protocol.startsWith('ws');
    const secure = reachable.protocol === 'https:' ? 's' : '';
    return `${isSocket ? 'ws' : 'http'}${secure}://${reachable.host}${url.pathname}${url.search}`;
  };
}
