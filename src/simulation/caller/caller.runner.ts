import { FRAME_MS } from '../../audio/frame.types.js';
import type { CarrierEvent, LineFrame } from '../carrier/carrier.types.js';
import type { PhoneCall } from '../carrier/phone-call.js';
import type { SimulatedCarrier } from '../carrier/simulated-carrier.js';
import { createEar } from '../speech/ear.codec.js';
import type { Speech, Utterance } from '../speech/speech.types.js';
import { CallNotes } from './call-notes.js';
import type { CallerAccount, CallProgress } from './caller.types.js';
import { newPersona, reducePersona, type PersonaEffect, type PersonaEvent } from './persona.reducer.js';
import type { Scenario } from './scenario.types.js';
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
  /** The caller hangs up when it is aborted. */
  signal?: AbortSignal | undefined;
}

/** Plays the caller of a scenario: hears with an ear for captions, decides by the persona, speaks and hangs up. */
export class CallerRunner {
  private readonly ear = createEar();
  private readonly notes: CallNotes;
  private readonly sentences = new Map<string, Utterance>();
  private readonly rivals: Promise<void>[] = [];
  private readonly frames: LineFrame[] = [];
  private persona;
  private call: PhoneCall | null = null;
  private nowMs = 0;

  constructor(
    private readonly tools: CallerTools,
    private readonly scenario: Scenario,
    private readonly options: CallerOptions,
  ) {
    this.persona = newPersona(scenario);
    this.notes = new CallNotes((remark) => tools.watch({ type: 'said', remark }));
  }

  /** Places the call and answers with its sid. */
  async place(): Promise<string> {
    await this.rehearse();
    this.call = this.tools.carrier.placeCall({
      from: this.scenario.caller.number,
      observer: {
        onFrame: (frame) => this.onFrame(frame),
        onEvent: (event) => this.onEvent(event),
      },
    });
    return this.call.callSid;
  }

  /** Resolves when the placed call and all calls it started are over. */
  async finish(): Promise<CallerAccount> {
    const { call, notes } = this;
    if (!call) throw new Error('no call was placed');
    const { signal, record } = this.options;
    const hangUp = () => call.hangUp();
    signal?.addEventListener('abort', hangUp, { once: true });
    if (signal?.aborted) hangUp();
    const ending = await call.ended;
    signal?.removeEventListener('abort', hangUp);
    await Promise.all(this.rivals);
    return {
      callSid: call.callSid,
      ending,
      remarks: notes.remarks,
      garbled: notes.garbled,
      understoodAnything: notes.understoodAnything,
      voiceMs: notes.voiceMs,
      latenciesMs: notes.latenciesMs,
      events: call.events,
      recording: record ? this.recording() : null,
    };
  }

  private recording(): { caller: Buffer; agent: Buffer } {
    return {
      caller: Buffer.concat(this.frames.map(({ spoken }) => spoken)),
      agent: Buffer.concat(this.frames.map(({ heard }) => heard)),
    };
  }

  /** Renders every sentence before the call, so that none comes late for the sake of the synthesiser. */
  private async rehearse(): Promise<void> {
    const { name, voice } = this.scenario.caller;
    const texts = this.scenario.rules.flatMap(({ say }) => (say === undefined ? [] : [say.replaceAll('{name}', name)]));
    for (const text of texts) this.sentences.set(text, await this.tools.speech.render(voice, text));
  }

  private onEvent(event: CarrierEvent): void {
    if (event.type === 'ended') this.notes.close();
    this.tools.watch({ type: 'carrier', event });
  }

  private onFrame(frame: LineFrame): void {
    this.nowMs = frame.atMs;
    if (this.options.record) this.frames.push(frame);
    const words = this.ear.hear(frame.heard).map((heard) => (heard.kind === 'word' ? heard.text : GARBLED));
    const voice = this.ear.voiceActive || this.ear.midWord;
    this.notes.hear(frame.atMs, voice, words);
    this.dispatch({ type: 'frame', atMs: frame.atMs, voice, words });
  }

  private dispatch(event: PersonaEvent): void {
    const { state, effects } = reducePersona(this.scenario, this.persona, event);
    this.persona = state;
    for (const effect of effects) this.perform(effect);
  }

  private perform(effect: PersonaEffect): void {
    switch (effect.type) {
      case 'start_rival':
        return this.startRival(effect.scenario);
      case 'press':
        return this.call?.press(effect.digits);
      case 'speak':
        return this.speak(effect.text, effect.words);
      case 'hang_up':
        return this.call?.hangUp();
    }
  }

  private startRival(scenario: string): void {
    const rival = this.tools.startRival(scenario).finally(() => this.dispatch({ type: 'rival_ended' }));
    rival.catch(() => undefined); // `finish` awaits it, and throws what it throws
    this.rivals.push(rival);
  }

  private speak(text: string, words: number | null): void {
    const sentence = this.sentences.get(text);
    if (!sentence) throw new Error('a sentence of the scenario was not rehearsed');
    const said = words === null ? sentence.words : sentence.words.slice(0, words);
    const last = said.at(-1);
    const endByte = words === null || !last ? sentence.audio.length : last.startByte + last.bytes;
    this.notes.callerBegins(this.nowMs, said.map((word) => word.text).join(' '));
    this.call?.speak(sentence.audio.subarray(0, endByte), () => {
      this.notes.callerFinished(this.nowMs + FRAME_MS);
      this.dispatch({ type: 'spoken' });
    });
  }
}
