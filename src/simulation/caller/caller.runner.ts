import { answeringMachine, type MachineTape } from '../carrier/answering-machine.js';
import type { CallFaults, CarrierEvent, LineFrame } from '../carrier/carrier.types.js';
import type { PhoneCall } from '../carrier/phone-call.js';
import type { PhoneBehaviour } from '../carrier/phone.types.js';
import type { SimulatedCarrier } from '../carrier/simulated-carrier.js';
import { createEar } from '../speech/ear.codec.js';
import type { Speech } from '../speech/speech.types.js';
import type { CallerAccount, CallProgress } from './caller.types.js';
import type { DeskPhone } from './desk-phone.js';
import { withNoise } from './noise.codec.js';
import { PersonRunner, rehearse, type Person, type PersonTools, type PhoneUser } from './person.runner.js';
import { personaOf, type Scenario } from './scenario.types.js';
import { seedOf, temper, voiceOf } from './temperament.policy.js';
import { GARBLED } from './words.policy.js';

export interface CallerTools {
  carrier: SimulatedCarrier;
  speech: Speech;
  /** Places the call of another scenario; resolves when it is over. */
  startRival: (scenario: string) => Promise<void>;
  watch: (progress: CallProgress) => void;
}

export interface CallerOptions {
  /** Keeps the audio of both sides: 16 kB a second. */
  record: boolean;
  /** Which playing of the scenario this is, from 1: what the temperament makes of it, and from the second on the voice, vary with it. */
  run: number;
  /** Who is at the phone in place of the scenario's persona. */
  impersonate?: Impersonator | undefined;
  /** The caller hangs up when it is aborted. */
  signal?: AbortSignal | undefined;
  /** What goes wrong at the carrier, beside what the scenario says. */
  faults?: CallFaults;
}

export type Impersonator = (scenario: Scenario, tools: PersonTools) => PhoneUser;

/** Longer than anybody lets it ring. */
const NEVER_MS = 60 * 60 * 1000;

/** The scenario's caller at their phone, who calls the clinic or is called by it. */
export class CallerRunner {
  /** The sid of the clinic's call, when it rings. */
  readonly rung: Promise<string>;
  private readonly frames: LineFrame[] = [];
  private person: PhoneUser | null = null;
  private call: PhoneCall | null = null;
  private tape: MachineTape | null = null;
  private announceRing!: (callSid: string) => void;

  constructor(
    private readonly tools: CallerTools,
    private readonly scenario: Scenario,
    private readonly desk: DeskPhone | null,
    private readonly options: CallerOptions,
  ) {
    this.rung = new Promise((resolve) => (this.announceRing = resolve));
  }

  /** Learns the lines by heart and, when the clinic is to call, stands by the phone. */
  async getReady(): Promise<void> {
    const { scenario, options } = this;
    const { caller, placedByClinic } = scenario;
    const { startRival, watch } = this.tools;
    const tools: PersonTools = {
      startRival,
      onRemark: (remark) => watch({ type: 'said', remark }),
      onEvent: (event) => this.onEvent(event),
      ...(options.record ? { onFrame: (frame: LineFrame) => void this.frames.push(frame) } : {}),
    };
    this.person = options.impersonate?.(scenario, tools) ?? (await this.scripted(tools));
    if (!placedByClinic) return;
    this.tools.carrier.registerPhone({ number: caller.number, behaviour: await this.behaviour(placedByClinic) });
  }

  /** Calls the clinic. */
  place(callSid: string): void {
    const { caller, faults } = this.scenario;
    const { documentAnswers, statusCallbacks } = faults ?? {};
    const { duplicated, reordered, lateByMs } = statusCallbacks ?? {};
    const call = this.tools.carrier.placeCall({
      from: caller.number,
      callSid,
      faults: {
        ...this.options.faults,
        ...(documentAnswers ? { documentAnswers } : {}),
        statusCallbacks: {
          ...this.options.faults?.statusCallbacks,
          ...(duplicated ? { duplicated } : {}),
          ...(reordered ? { reordered } : {}),
          ...(lateByMs ? { lateByMs } : {}),
        },
      },
    });
    this.take(call);
  }

  /** Resolves when the call and all calls that were started beside it are over. */
  async finish(): Promise<CallerAccount> {
    const { call, person } = this;
    if (!call || !person) throw new Error('there was no call');
    const { signal, record } = this.options;
    const hangUp = () => call.hangUp();
    signal?.addEventListener('abort', hangUp, { once: true });
    if (signal?.aborted) hangUp();
    const ending = await call.ended;
    signal?.removeEventListener('abort', hangUp);
    await person.rivalsEnded();
    const { notes } = person;
    return {
      callSid: call.callSid,
      ending,
      remarks: notes.remarks,
      garbled: notes.garbled,
      understoodAnything: notes.understoodAnything,
      voiceMs: notes.voiceMs,
      latenciesMs: notes.latenciesMs,
      longestSilenceMs: this.tape ? 0 : notes.longestSilenceMs, // a machine waits for nothing
      silences: this.tape ? [] : notes.silences,
      events: call.events,
      tape: this.tape && wordsOn(this.tape),
      desk: this.desk?.remarks ?? null,
      recording: record ? this.recording() : null,
    };
  }

  /** The scenario's persona, who knows every line by heart. */
  private async scripted(tools: PersonTools): Promise<PhoneUser> {
    const { scenario, seed } = this;
    const persona = temper(personaOf(scenario), scenario.temperament, seed);
    const person: Person = { who: 'caller', voice: voiceOf(scenario.caller.voice, this.options.run, seed), persona };
    return new PersonRunner(tools, person, await rehearse(this.tools.speech, person));
  }

  private async behaviour({ picksUp, answersAfterMs }: ClinicCall): Promise<PhoneBehaviour> {
    if (typeof picksUp === 'object') return this.machine(picksUp.machine, answersAfterMs);
    const afterMs = picksUp === 'noAnswer' ? NEVER_MS : answersAfterMs;
    return {
      does: 'answer',
      afterMs,
      onRinging: (call) => {
        this.pickUp(call);
        if (picksUp === 'busy') call.hangUp();
      },
    };
  }

  private async machine(greeting: string, afterMs: number): Promise<PhoneBehaviour> {
    const { audio } = await this.tools.speech.render(this.scenario.caller.voice, greeting);
    const { behaviour, tape } = answeringMachine(audio, { afterMs });
    if (behaviour.does !== 'answer') return behaviour;
    this.tape = tape;
    const onRinging = (call: PhoneCall) => {
      behaviour.onRinging(call);
      this.pickUp(call);
    };
    return { ...behaviour, onRinging };
  }

  /** The first time it rings. What another attempt comes to is no part of the scenario. */
  private pickUp(call: PhoneCall): void {
    if (this.call) return;
    this.take(call);
    this.announceRing(call.callSid);
  }

  private take(call: PhoneCall): void {
    this.call = call;
    if (this.scenario.temperament === 'noisy') call.surround((spoken, atMs) => withNoise(spoken, atMs, this.seed));
    this.person?.take(call);
  }

  private get seed(): number {
    return seedOf(this.scenario.name, this.options.run);
  }

  private onEvent(event: CarrierEvent): void {
    if (event.type === 'dial_bridged') this.desk?.bridged();
    this.tools.watch({ type: 'carrier', event });
  }

  private recording(): { caller: Buffer; agent: Buffer } {
    return {
      caller: Buffer.concat(this.frames.map(({ spoken }) => spoken)),
      agent: Buffer.concat(this.frames.map(({ heard }) => heard)),
    };
  }
}

type ClinicCall = NonNullable<Scenario['placedByClinic']>;

const wordsOn = ({ message }: MachineTape): string =>
  createEar()
    .hear(message)
    .map((heard) => (heard.kind === 'word' ? heard.text : GARBLED))
    .join(' ');
