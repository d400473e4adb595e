import { randomBytes } from 'node:crypto';
import twilio from 'twilio';
import { SILENCE_BYTE } from '../../src/audio/frame.types.js';
import { SystemClock } from '../../src/common/clock/clock.js';
import type { CallFaults, CallObserver, CarrierEvent, LineFrame } from '../../src/simulation/carrier/carrier.types.js';
import type { PhoneCall } from '../../src/simulation/carrier/phone-call.js';
import type { PhoneBehaviour } from '../../src/simulation/carrier/phone.types.js';
import { SimulatedCarrier } from '../../src/simulation/carrier/simulated-carrier.js';
import { createEar } from '../../src/simulation/speech/ear.codec.js';
import type { Speech, VoiceName } from '../../src/simulation/speech/speech.types.js';
import { Arrivals } from './arrivals.js';
import { ScriptedVoiceServer, type ServedStream } from './scripted-voice-server.js';

const { VoiceResponse } = twilio.twiml;

export const AUTH_TOKEN = '0123456789abcdef0123456789abcdef';
export const ACCOUNT_SID = `AC${'1'.repeat(32)}`;
export const CLINIC = '+15125550100';
export const CALLER = '+15125550143';

type Response = InstanceType<typeof VoiceResponse>;

/** A document as the vendor's own library writes it. */
export function twiml(write: (response: Response) => void): string {
  const response = new VoiceResponse();
  write(response);
  return response.toString();
}

export const say = (text: string): string => twiml((response) => response.say(text));

/** Audio that is neither silence nor all alike. */
export const noise = (ms: number): Buffer => Buffer.from(randomBytes(ms * 8).map((byte) => byte & 0x7e & ~0x40));

export const wordsIn = (audio: Buffer): string =>
  createEar()
    .hear(audio)
    .map((item) => (item.kind === 'word' ? item.text : '…'))
    .join(' ');

/** A party's end of a call, with all that reached it. */
export class Party {
  readonly frames: LineFrame[] = [];
  readonly events = new Arrivals<CarrierEvent>();
  /** The carrier's complaints, by their codes. */
  readonly failure = new Arrivals<number>();
  /** Words at this party's ear, one by one. */
  readonly words = new Arrivals<string>();
  readonly observer: CallObserver;
  private readonly ear = createEar();
  private silentPackets = 0;
  private onPacket: () => void = () => undefined;

  constructor() {
    this.observer = {
      onFrame: (frame) => {
        this.frames.push(frame);
        this.silentPackets = frame.heard.every((code) => code === SILENCE_BYTE) ? this.silentPackets + 1 : 0;
        this.onPacket();
        for (const heard of this.ear.hear(frame.heard)) this.words.push(heard.kind === 'word' ? heard.text : '…');
      },
      onEvent: (event) => {
        this.events.push(event);
        if (event.type === 'failed') this.failure.push(event.code);
      },
    };
  }

  get heardAudio(): Buffer {
    return Buffer.concat(this.frames.map(({ heard }) => heard));
  }

  heard(): string {
    return wordsIn(this.heardAudio);
  }

  /** Resolves when this party has heard nothing for half a second from now on. */
  async silence(): Promise<void> {
    this.silentPackets = 0;
    await new Promise<void>((resolve) => (this.onPacket = () => this.silentPackets === 25 && resolve()));
  }

  async event<T extends CarrierEvent['type']>(type: T): Promise<Extract<CarrierEvent, { type: T }>> {
    return (await this.events.next((event) => event.type === type)) as Extract<CarrierEvent, { type: T }>;
  }
}

export interface PlacedCall extends Pick<Party, 'frames' | 'failure'> {
  call: PhoneCall;
  party: Party;
  heard: () => string;
}

/** A called phone in the hand of a test. */
export interface RungPhone {
  call: PhoneCall;
  party: Party;
}

/** The stand-in for the carrier against a server that knows nothing but the vendor's own library. */
export class CarrierBench {
  readonly carrier: SimulatedCarrier;
  private readonly opened: { close(): Promise<void> }[] = [];

  private constructor(
    readonly server: ScriptedVoiceServer,
    readonly speech: Speech,
  ) {
    this.opened.push(server);
    this.carrier = this.carrierFor(server);
  }

  /** The speech is left open. */
  static async open(speech: Speech): Promise<CarrierBench> {
    return new CarrierBench(await ScriptedVoiceServer.listen(AUTH_TOKEN), speech);
  }

  /** Another server, e.g. behind a public address. */
  async listen(publicUrl: string): Promise<ScriptedVoiceServer> {
    const listening = await ScriptedVoiceServer.listen(AUTH_TOKEN, publicUrl);
    this.opened.push(listening);
    return listening;
  }

  carrierFor(called: ScriptedVoiceServer, fallbackPath?: string): SimulatedCarrier {
    const placing = new SimulatedCarrier(
      {
        accountSid: ACCOUNT_SID,
        authToken: AUTH_TOKEN,
        number: {
          phoneNumber: CLINIC,
          voiceUrl: `${called.publicUrl}/voice`,
          voiceFallbackUrl: fallbackPath === undefined ? null : called.publicUrl + fallbackPath,
          statusCallbackUrl: `${called.publicUrl}/status`,
        },
        reachableAt: called.baseUrl,
      },
      { clock: new SystemClock(), speech: this.speech },
    );
    this.opened.push(placing);
    return placing;
  }

  async close(): Promise<void> {
    for (const resource of this.opened.splice(0).reverse()) await resource.close();
  }

  place(faults: CallFaults = {}, carrier = this.carrier): PlacedCall {
    const party = new Party();
    const call = carrier.placeCall({ from: CALLER, faults, observer: party.observer });
    return { call, party, frames: party.frames, failure: party.failure, heard: () => party.heard() };
  }

  /** TwiML that connects to the server's media socket. */
  connect({ url = this.server.mediaUrl, action = '', token = 'secret', after = '' } = {}): string {
    return twiml((response) => {
      const stream = response.connect(action ? { action } : {}).stream({ url });
      stream.parameter({ name: 'token', value: token });
      if (after) response.say(after);
    });
  }

  /** A call that is connected to a stream, both ends in hand. */
  async connected(faults: CallFaults = {}): Promise<PlacedCall & { stream: ServedStream; streamSid: string }> {
    this.server.lay('/voice', this.connect());
    const placed = this.place(faults);
    const stream = await this.server.streams.next();
    return { ...placed, stream, streamSid: await stream.start() };
  }

  /** A phone that is picked up after a moment; the promise is for its next call, once answered. */
  phone(number: string, faults: CallFaults = {}): { answered: Promise<RungPhone> } {
    const rung = new Arrivals<RungPhone>();
    this.register(
      number,
      {
        does: 'answer',
        afterMs: 40,
        onRinging: (call) => {
          const party = new Party();
          call.observe(party.observer);
          void party.event('answered').then(() => rung.push({ call, party }));
        },
      },
      faults,
    );
    return { answered: rung.next() };
  }

  register(number: string, behaviour: PhoneBehaviour, faults: CallFaults = {}): void {
    this.carrier.registerPhone({ number, behaviour, faults });
  }

  /** Says it and resolves when it has been said. */
  async utter(call: PhoneCall, text: string, voice: VoiceName = 'slt'): Promise<void> {
    const { audio } = await this.speech.render(voice, text);
    await new Promise<void>((resolve) => call.speak(audio, resolve));
  }

  async webhook(path: string): Promise<Record<string, string>> {
    return (await this.server.webhooks.next((webhook) => webhook.path === path)).fields;
  }
}

export const failuresOf = (call: PhoneCall): number[] =>
  call.events.flatMap((event) => (event.type === 'failed' ? [event.code] : []));
