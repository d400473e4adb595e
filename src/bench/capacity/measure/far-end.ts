import type { Clock } from '../../../common/clock/clock.js';
import { CallerRunner } from '../../../simulation/caller/caller.runner.js';
import type { Scenario } from '../../../simulation/caller/scenario.types.js';
import { CarrierRestServer } from '../../../simulation/carrier/rest/carrier-rest.server.js';
import { MessageCenter } from '../../../simulation/carrier/rest/messages/message-center.js';
import { newIncomingNumber } from '../../../simulation/carrier/rest/numbers/incoming-number.types.js';
import { SimulatedCarrier } from '../../../simulation/carrier/simulated-carrier.js';
import { SimulatedDeepgram } from '../../../simulation/deepgram/simulated-deepgram.server.js';
import { createSpeech } from '../../../simulation/speech/speech.service.js';
import type { Speech } from '../../../simulation/speech/speech.types.js';
import { newSid } from '../../lines/bench-call.js';
import type { Premises } from '../../lines/premises.js';

export interface Account {
  accountSid: string;
  authToken: string;
  /** The clinic's. */
  number: string;
  /** Of the server that is called. */
  serverUrl: string;
}

/**
 * Callers, their carrier and the provider, in this process: all that the measured server talks to but its database. Nobody asks the
 * server's API how a call went, which would cost it as much as a part of the call.
 */
export class FarEnd {
  private constructor(
    private readonly carrier: SimulatedCarrier,
    private readonly speech: Speech,
    readonly agentUrl: string,
    readonly carrierApiUrl: string,
  ) {}

  static async open(premises: Premises, { number, serverUrl, ...account }: Account, clock: Clock): Promise<FarEnd> {
    const speech = premises.keep(createSpeech());
    const deepgram = premises.keep(await SimulatedDeepgram.listen({ speech, clock }));
    const voice = {
      voiceUrl: `${serverUrl}/twilio/voice`,
      voiceFallbackUrl: `${serverUrl}/twilio/voice/fallback`,
      statusCallbackUrl: `${serverUrl}/twilio/voice/status`,
    };
    const setup = { ...account, number: { phoneNumber: number, ...voice } };
    const carrier = premises.keep(new SimulatedCarrier(setup, { clock, speech }));
    const bought = { sid: newSid('PN'), phoneNumber: number, createdAt: clock.now() };
    const numbers = [newIncomingNumber(bought, { ...voice, smsUrl: `${serverUrl}/twilio/sms` })];
    const { webhooks, control: calls } = carrier;
    const { accountSid } = account;
    const messages = premises.keep(new MessageCenter({ accountSid, numbers, webhooks, clock, newSid }));
    const rest = premises.keep(await CarrierRestServer.listen({ ...account, calls, messages, numbers, clock }));
    return new FarEnd(carrier, speech, deepgram.url, rest.url);
  }

  /** Resolves when the call is over. */
  async call(scenario: Scenario, signal: AbortSignal): Promise<void> {
    const { carrier, speech } = this;
    const nobody = () => Promise.reject(new Error('a measured call starts no other'));
    const tools = { carrier, speech, startRival: nobody, watch: () => undefined };
    const caller = new CallerRunner(tools, scenario, null, { record: false, run: 1, signal });
    await caller.getReady();
    caller.place(newSid('CA'));
    await caller.finish();
  }
}
