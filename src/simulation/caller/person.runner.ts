import { BYTES_PER_MS, FRAME_MS, SILENCE_BYTE } from '../../audio/frame.types.js';
import type { CarrierEvent, LineFrame } from '../carrier/carrier.types.js';
import type { PhoneCall } from '../carrier/phone-call.js';
import { createEar } from '../speech/ear.codec.js';
import type { Speech, Utterance, VoiceName } from '../speech/speech.types.js';
import { CallNotes } from './call-notes.js';
import type { Remark } from './caller.types.js';
import { noise } from './noise.codec.js';
import { newPersona, reducePersona, type PersonaEffect, type PersonaEvent } from './persona.reducer.js';
import type { Rule } from './rule.types.js';
import type { Persona } from './scenario.types.js';
import { GARBLED } from './words.policy.js';

export interface PersonTools {
  /** Places the call of another scenario; resolves when it is over. */
  startRival: (scenario: string) => Promise<void>;
  onRemark: (remark: Remark) => void;
  onEvent?: (event: CarrierEvent) => void;
  onFrame?: (frame: LineFrame) => void;
}

export interface Person {
  who: 'caller' | 'desk';
  voice: VoiceName;
  persona: Persona;
}

export type Sentences = ReadonlyMap<string, Utterance>;

/** Renders every sentence before the call, so that none comes late for the sake of the synthesiser. */
export async function rehearse(speech: Speech, { persona, voice }: Person): Promise<Sentences> {
  const sentences = new Map<string, Utterance>();
  for (const { say } of persona.rules) {
    const text = say?.replaceAll('{name}', persona.name);
    if (text !== undefined) sentences.set(text, await speech.render(voice, text));
  }
  return sentences;
}

/** How a noise stands among what was said. */
const NOISE = '(noise)';

/** Whoever is at a phone, in a call that is taken into the hand. */
export interface PhoneUser {
  readonly notes: CallNotes;
  take(call: PhoneCall): void;
  /** Resolves when all calls that this person has started are over. */
  rivalsEnded(): Promise<void>;
}

/** Somebody at a phone: hears with an ear for captions, decides by the persona, speaks, presses keys and hangs up. */
export class PersonRunner implements PhoneUser {
  readonly notes: CallNotes;
  private readonly ear = createEar();
  private readonly rivals: Promise<void>[] = [];
  private state;
  private call: PhoneCall | null = null;
  private nowMs = 0;
  private stall: { atMs: number; forMs: number; then: 'burst' | 'skip' } | null = null;

  constructor(
    private readonly tools: PersonTools,
    private readonly person: Person,
    private readonly sentences: Sentences,
  ) {
    this.state = newPersona(person.persona);
    this.notes = new CallNotes((remark) => tools.onRemark(remark), person.who);
  }

  /** Takes the call into the hand, before or after its answer. */
  take(call: PhoneCall): void {
    this.call = call;
    call.observe({ onFrame: (frame) => this.onFrame(frame), onEvent: (event) => this.onEvent(event) });
  }

  async rivalsEnded(): Promise<void> {
    await Promise.all(this.rivals);
  }

  private onEvent(event: CarrierEvent): void {
    const { type } = event;
    if (type === 'dial_bridged') this.notes.partner = 'desk';
    if (type === 'dial_ended') this.notes.partner = 'agent';
    if (type === 'stream_closed' || type === 'dial_ended') this.notes.owed();
    if (type === 'ended') this.notes.close();
    this.tools.onEvent?.(event);
  }

  private onFrame(frame: LineFrame): void {
    this.nowMs = frame.atMs;
    this.tools.onFrame?.(frame);
    if (this.stall && frame.atMs >= this.stall.atMs) {
      this.call?.stream?.stall(this.stall.forMs, this.stall.then);
      this.stall = null;
    }
    const words = this.ear.hear(frame.heard).map((heard) => (heard.kind === 'word' ? heard.text : GARBLED));
    const voice = this.ear.voiceActive || this.ear.midWord;
    this.notes.hear(frame.atMs, voice, words);
    this.dispatch({ type: 'frame', atMs: frame.atMs, voice, words });
  }

  private dispatch(event: PersonaEvent): void {
    const { state, effects } = reducePersona(this.person.persona, this.state, event);
    this.state = state;
    for (const effect of effects) this.perform(effect, effects);
  }

  private perform(effect: PersonaEffect, beside: readonly PersonaEffect[]): void {
    switch (effect.type) {
      case 'start_rival':
        return this.startRival(effect.scenario);
      case 'press':
        this.call?.press(effect.digits);
        return this.notes.owed();
      case 'break_line':
        return this.breakLine(effect.fault, beside.find((other) => other.type === 'speak')?.text);
      case 'speak':
        return this.speak(effect.text, effect.words, effect.breath);
      case 'make_noise':
        return this.utter(noise(effect.ms), NOISE);
      case 'hang_up':
        return this.call?.hangUp();
    }
  }

  private startRival(scenario: string): void {
    const rival = this.tools.startRival(scenario).finally(() => this.dispatch({ type: 'rival_ended' }));
    rival.catch(() => undefined); // `rivalsEnded` awaits it, and throws what it throws
    this.rivals.push(rival);
  }

  private breakLine(fault: NonNullable<Rule['line']>, saying: string | undefined): void {
    if (fault === 'cut') return this.call?.stream?.breakOff();
    const spoken = saying === undefined ? undefined : this.sentences.get(saying);
    const startByte = fault.afterWords === undefined ? 0 : (spoken?.words[fault.afterWords]?.startByte ?? 0);
    this.stall = { atMs: this.nowMs + startByte / BYTES_PER_MS, forMs: fault.stallMs, then: fault.then };
  }

  private speak(text: string, words: number | null, breath: Rule['breath']): void {
    const sentence = this.sentences.get(text);
    if (!sentence) throw new Error('a sentence of the scenario was not rehearsed');
    const said = words === null ? sentence.words : sentence.words.slice(0, words);
    const last = said.at(-1);
    const endByte = words === null || !last ? sentence.audio.length : last.startByte + last.bytes;
    const audio = sentence.audio.subarray(0, endByte);
    const goesOnAt = breath && said[breath.afterWords]?.startByte;
    const pause = Buffer.alloc(goesOnAt === undefined ? 0 : (breath?.ms ?? 0) * BYTES_PER_MS, SILENCE_BYTE);
    const spoken = Buffer.concat([audio.subarray(0, goesOnAt ?? 0), pause, audio.subarray(goesOnAt ?? 0)]);
    this.utter(spoken, said.map((word) => word.text).join(' '));
  }

  private utter(audio: Buffer, remark: string): void {
    this.notes.begins(this.nowMs, remark);
    this.call?.speak(audio, () => {
      this.notes.finished(this.nowMs + FRAME_MS);
      this.dispatch({ type: 'spoken' });
    });
  }
}
