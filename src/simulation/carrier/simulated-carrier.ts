import { randomBytes } from 'node:crypto';
import type { Clock } from '../../common/clock/clock.js';
import type { Speech } from '../speech/speech.types.js';
import type { CallContext, CallObserver, NumberSetup, SidFactory, StreamFaults } from './carrier.types.js';
import { FrameTicker } from './frame-ticker.js';
import { InboundCallRunner } from './inbound-call.runner.js';
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
  faults?: StreamFaults;
}

/**
 * Stands in for the telephone carrier: places calls to a server by the public protocol alone. All calls share one beat of
 * 20 ms.
 */
export class SimulatedCarrier {
  /** For tests that post webhooks of their own making. */
  readonly webhooks: WebhookClient;
  private readonly context: CallContext;
  private readonly calls = new Set<InboundCallRunner>();

  constructor(
    private readonly setup: CarrierSetup,
    tools: CarrierTools,
  ) {
    const newSid = tools.newSid ?? ((prefix) => prefix + randomBytes(16).toString('hex'));
    const reach = reachFrom(setup);
    this.webhooks = new WebhookClient(setup.authToken, reach, tools.clock, () => newSid(''));
    this.context = {
      accountSid: setup.accountSid,
      authToken: setup.authToken,
      reach,
      plainSockets: setup.number.voiceUrl.startsWith('http:'),
      webhooks: this.webhooks,
      ticker: new FrameTicker(tools.clock),
      clock: tools.clock,
      speech: tools.speech,
      newSid,
    };
  }

  /** Rings at once; what happens then is the server's choice. The returned call can be spoken into and hung up. */
  placeCall(options: PlaceCallOptions): InboundCallRunner {
    const { number } = this.setup;
    const call = new InboundCallRunner(
      this.context,
      {
        number: { ...number, phoneNumber: options.to ?? number.phoneNumber },
        from: options.from,
        callSid: options.callSid ?? this.context.newSid('CA'),
        faults: options.faults ?? {},
      },
      options.observer ?? {},
    );
    this.calls.add(call);
    const forget = () => this.calls.delete(call);
    call.ended.then(forget, forget);
    return call;
  }

  get liveCalls(): number {
    return this.calls.size;
  }

  /** Hangs up whatever is still going on and waits for it to end. */
  async close(): Promise<void> {
    const calls = [...this.calls];
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
