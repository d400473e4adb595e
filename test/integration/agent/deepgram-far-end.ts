import type { ClientJson, Frame, ScriptedSession } from '../../support/scripted-deepgram.js';
import {
  byRequestId,
  bytesOf,
  corrupt,
  leave,
  type Corruption,
  type Departure,
  type FarEnd,
  type ProtocolBreach,
  type Sound,
  type ToldBrief,
  type ToolAnswer,
  type ToolAsked,
} from '../../support/voice-agent-far-end.js';
import type { ProviderAct, ToldChange } from '../../support/voice-agent-minded-bench.js';

interface SettingsJson extends ClientJson {
  agent: { greeting?: string };
}

/** A provider that holds the conversation itself, and keeps to it as any other would. */
export class DeepgramFarEnd implements FarEnd {
  #greeting = '';
  #isCallerSpeaking = false;
  #isTrickling = false;
  /** Asked for, not taken back, and the answer not taken yet. */
  #waitingFor: string[] = [];
  #untoldAnswers: string[] = [];

  constructor(
    private readonly session: ScriptedSession,
    private readonly frameOf: (act: ProviderAct) => Frame,
    private readonly changeOf: (message: ClientJson) => ToldChange,
  ) {}

  get closed(): Promise<unknown> {
    return this.session.closed;
  }

  async open(): Promise<void> {
    const { agent } = (await this.session.open()) as SettingsJson;
    this.#greeting = agent.greeting ?? '';
  }

  async openAndLeave(how: Departure): Promise<void> {
    await this.open();
    this.leave(how);
  }

  roundTrip(): Promise<void> {
    return this.session.roundTrip();
  }

  async callerStarts(): Promise<void> {
    this.#isCallerSpeaking = true;
    await this.session.roundTrip();
    const answered = this.#answers().map(({ requestId }) => requestId);
    const open = this.#waitingFor.filter((id) => !answered.includes(id));
    this.#waitingFor = [];
    this.#untoldAnswers = [];
    await this.#send(
      { act: 'caller_starts' },
      ...(open.length > 0 ? [{ act: 'cancels_tools', ids: open } as const] : []),
    );
  }

  async callerSays(text: string, languages?: string[]): Promise<void> {
    if (!this.#isCallerSpeaking) await this.callerStarts();
    this.#isCallerSpeaking = false;
    await this.#send({ act: 'caller_says', text, ...(languages && { languages }) });
  }

  audio(bytes: number): Promise<Buffer> {
    return this.session.audio(bytes);
  }

  async audioUpTo(frame: Buffer): Promise<Buffer> {
    await this.session.audioFrames.next((sent) => sent.equals(frame));
    return this.session.audio(0);
  }

  turnEndAsked(): Promise<unknown> {
    return this.session.received('ForceEndTurn');
  }

  async greets(...audio: Sound[]): Promise<string> {
    await this.#send({ act: 'agent_says', text: this.#greeting }, ...audio.map(sounded));
    return this.#greeting;
  }

  async begins({ text, audio, calls = [] }: Parameters<FarEnd['begins']>[0]): Promise<void> {
    await this.#takesAnswers();
    await this.#send({ act: 'agent_says', text }, ...audio.map(sounded));
    if (calls.length > 0) await this.asks(...calls);
  }

  goesOn(...audio: Sound[]): Promise<void> {
    return this.#send(...audio.map(sounded));
  }

  ends(): Promise<void> {
    return this.#send({ act: 'audio_done' });
  }

  async asks(...calls: ToolAsked[]): Promise<void> {
    await this.#takesAnswers();
    this.#waitingFor = calls.map(({ id }) => id);
    await this.#send({ act: 'requests_tools', calls });
  }

  /** Nothing is seen of that. */
  prepares(): Promise<void> {
    return this.#takesAnswers();
  }

  leftover(...[first = '', ...others]: Sound[]): Promise<void> {
    const words: ProviderAct = { act: 'agent_says', text: 'And on Monday.' };
    return this.#send(sounded(first), words, ...others.map(sounded), { act: 'audio_done' });
  }

  leftoverEnd(): Promise<void> {
    return this.#send({ act: 'audio_done' });
  }

  async nextAnswers(): Promise<ToolAnswer[]> {
    for (const id of this.#waitingFor) await this.session.messages.next((message) => isAnswerTo(message, id));
    const answers = this.#answers().filter(({ requestId }) => this.#waitingFor.includes(requestId));
    this.#untoldAnswers = this.#waitingFor;
    this.#waitingFor = [];
    return answers.sort(byRequestId);
  }

  async nextLine(): Promise<string> {
    return String((await this.session.received('InjectAgentMessage')).message);
  }

  speaks(line: string, ...audio: Sound[]): Promise<void> {
    return this.#send({ act: 'agent_says', text: line }, ...audio.map(sounded), { act: 'audio_done' });
  }

  async refusesLine(): Promise<void> {
    await this.nextLine();
    await this.#send({ act: 'refuses_line' });
  }

  /** Tells it back, as it does with whatever it takes for the caller's words. */
  async nextHeard(): Promise<string> {
    const text = String((await this.session.received('InjectUserMessage')).content);
    await this.#send({ act: 'caller_says', text });
    return text;
  }

  async told<Part extends keyof ToldBrief>(part: Part): Promise<ToldBrief[Part]> {
    const message = await this.session.messages.next((sent) => partsOf(this.changeOf(sent))[part] !== undefined);
    return partsOf(this.changeOf(message))[part] as ToldBrief[Part];
  }

  trickles(): void {
    this.#isTrickling = true;
  }

  breaksProtocol(how: ProtocolBreach, times = 1): Promise<void> {
    return this.#send(...Array.from({ length: times }, () => ({ act: 'breaks_protocol', how }) as const));
  }

  saysSomethingNew(times: number): Promise<void> {
    return this.#send(...Array.from({ length: times }, () => ({ act: 'says_something_new' }) as const));
  }

  corrupt(how: Corruption): void {
    corrupt(this.session, how);
  }

  stopReading(): void {
    this.session.stopReading();
  }

  resumeReading(): void {
    this.session.resumeReading();
  }

  leave(how: Departure): void {
    leave(this.session, how);
  }

  async #send(...acts: ProviderAct[]): Promise<void> {
    const frames = acts.map((act) => this.frameOf(act));
    if (this.#isTrickling) await this.session.dribble(...frames);
    else this.session.send(...frames);
    await Promise.race([this.session.roundTrip(), this.session.closed]);
  }

  /** Shows that it has the answers that its reply is made from. */
  async #takesAnswers(): Promise<void> {
    if (this.#waitingFor.length > 0) await this.nextAnswers();
    const taken = this.#untoldAnswers;
    this.#untoldAnswers = [];
    if (taken.length > 0) await this.#send(...taken.map((id) => ({ act: 'takes_answer', id }) as const));
  }

  #answers(): ToolAnswer[] {
    return this.session.messages.all
      .filter(({ type }) => type === 'FunctionCallResponse')
      .map(({ id, content }) => ({ requestId: String(id), resultJson: String(content) }));
  }
}

const sounded = (sound: Sound): ProviderAct => ({ act: 'audio', bytes: bytesOf(sound) });
const isAnswerTo = (message: ClientJson, id: string): boolean =>
  message.type === 'FunctionCallResponse' && message.id === id;

function partsOf({ instructions, toolNames, voices, keyterms }: ToldChange): Partial<ToldBrief> {
  return { instructions, toolNames, voice: voices?.[0], keyterms: keyterms && [...keyterms] };
}
