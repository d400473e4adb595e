import { SystemClock, type Clock } from '../../src/common/clock/clock.js';
import type { PhoneCall } from '../../src/simulation/carrier/phone-call.js';
import { CarrierRestServer } from '../../src/simulation/carrier/rest/carrier-rest.server.js';
import { MessageCenter } from '../../src/simulation/carrier/rest/messages/message-center.js';
import { newIncomingNumber } from '../../src/simulation/carrier/rest/numbers/incoming-number.types.js';
import { SimulatedCarrier } from '../../src/simulation/carrier/simulated-carrier.js';
import { SimulatedDeepgram } from '../../src/simulation/deepgram/simulated-deepgram.server.js';
import { openSpeech } from './kept-speech.js';
import type { Speech } from '../../src/simulation/speech/speech.types.js';
import { Arrivals } from './arrivals.js';
import { Party } from './carrier-bench.js';
import { sid } from './carrier-rest-bench.js';
import { freePort } from './free-port.js';
import { ACCOUNT_SID, API_KEY, AUTH_TOKEN, startLine, type TestLine } from './test-line.js';

/** Somebody with a phone at their ear. */
export interface Listener {
  call: PhoneCall;
  party: Party;
}

interface Parts {
  speech: Speech;
  deepgram: SimulatedDeepgram;
  line: TestLine;
  carrier: SimulatedCarrier;
  rest: CarrierRestServer;
  messages: MessageCenter;
}

/** The booted server between both stand-ins: a carrier with its REST API, which can ring phones, and a Deepgram. */
export class CarrierLine {
  private constructor(private readonly parts: Parts) {}

  /** `clock`: the server's. */
  static async start(clock?: Clock): Promise<CarrierLine> {
    const speech = openSpeech();
    const deepgram = await SimulatedDeepgram.listen({ speech });
    const time = new SystemClock();
    const port = await freePort();
    const apiUrl = `http://127.0.0.1:${port}`;
    const line = await startLine({ agentUrl: deepgram.url, carrierUrl: apiUrl, ...(clock ? { clock } : {}) });
    const account = { accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN };
    const number = newIncomingNumber(
      { sid: sid('PN'), phoneNumber: line.clinicNumber, createdAt: time.now() },
      { voiceUrl: `${line.baseUrl}/twilio/voice`, smsUrl: `${line.baseUrl}/twilio/sms` },
    );
    const carrier = new SimulatedCarrier({ ...account, number, apiUrl }, { clock: time, speech });
    const { webhooks, control: calls } = carrier;
    const messages = new MessageCenter({ ...account, numbers: [number], webhooks, clock: time, newSid: sid });
    const rest = await CarrierRestServer.listen({ ...account, port, calls, messages, numbers: [number], clock: time });
    return new CarrierLine({ speech, deepgram, line, carrier, rest, messages });
  }

  get speech(): Speech {
    return this.parts.speech;
  }

  get line(): TestLine {
    return this.parts.line;
  }

  get carrier(): SimulatedCarrier {
    return this.parts.carrier;
  }

  get rest(): CarrierRestServer {
    return this.parts.rest;
  }

  async get<Body>(path: string): Promise<Body> {
    return (await (await this.line.api(`/api/v1/${path}`)).json()) as Body;
  }

  async post<Body>(path: string, body: object = {}): Promise<{ status: number; json: Body }> {
    const headers = { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' };
    const url = `${this.line.baseUrl}/api/v1/${path}`;
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: response.status, json: (await response.json()) as Body };
  }

  /** Somebody calls the clinic. */
  callsIn(from: string): Listener {
    const party = new Party();
    return { call: this.carrier.placeCall({ from, observer: party.observer }), party };
  }

  /** Somebody who picks up when this phone rings, and listens. */
  picksUp(number: string): Promise<Listener> {
    const rung = new Arrivals<Listener>();
    const onRinging = (call: PhoneCall) => {
      const party = new Party();
      call.observe(party.observer);
      void party.event('answered').then(() => rung.push({ call, party }));
    };
    this.carrier.registerPhone({ number, behaviour: { does: 'answer', afterMs: 40, onRinging }, faults: {} });
    return rung.next();
  }

  async close(): Promise<void> {
    const { carrier, line, rest, messages, deepgram, speech } = this.parts;
    await carrier.close();
    await line.close();
    await rest.close();
    await messages.close();
    await deepgram.close();
    await speech.close();
  }
}
