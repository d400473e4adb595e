import type { CallerMessages } from './pipeline-callers.js';
import type { StreamDoor, StreamVisitor } from './pipeline-door.js';
import type { Frame, ScriptedSession } from './scripted-deepgram.js';
import { chatChunk, DONE, sse, type LlmExchange, type ScriptedLlm } from './scripted-llm.js';
import { cleared, flushed } from './scripted-speak.js';
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
} from './voice-agent-far-end.js';

/** Where streams and models are to be had, whatever the session. */
export interface PipelineVendors {
  listen: StreamDoor;
  speak: StreamDoor;
  llm: ScriptedLlm;
}

/** What a model is asked with, as far as tests read it. */
export interface ChatRequest {
  model: string;
  messages: ChatMessage[];
  tools?: { function: { name: string } }[];
}

export interface ChatMessage {
  role: 'system' | 'user' | 'assistant' | 'tool';
  content: string | null;
  tool_call_id?: string;
  tool_calls?: { id: string; function: { name: string; arguments: string } }[];
}

/** Three providers, one a stage, that together do what one would. */
export class PipelineFarEnd implements FarEnd {
  #streams: StreamVisitor[];
  #ear: ScriptedSession | null = null;
  #voice: ScriptedSession | null = null;
  /** What a model has been asked, and has not answered. */
  #asked: LlmExchange | null = null;
  #clearsAnswered = 0;
  #isCallerSpeaking = false;
  #isTrickling = false;

  constructor(
    private readonly vendors: PipelineVendors,
    private readonly caller: CallerMessages,
    private readonly dialled: { ear: StreamVisitor; voice: StreamVisitor },
  ) {
    this.#streams = [dialled.ear, dialled.voice];
  }

  get closed(): Promise<unknown> {
    return Promise.all(this.#streams.map(({ gone }) => gone));
  }

  /** The stream that listens. */
  get ear(): ScriptedSession {
    return had(this.#ear);
  }

  /** The stream that speaks. */
  get voice(): ScriptedSession {
    return had(this.#voice);
  }

  open(): Promise<void> {
    this.#ear = this.dialled.ear.letIn();
    this.#voice = this.dialled.voice.letIn();
    return Promise.resolve();
  }

  async openAndLeave(how: Departure): Promise<void> {
    await this.open();
    this.leave(how);
  }

  async roundTrip(): Promise<void> {
    await Promise.all([this.ear.roundTrip(), this.voice.roundTrip()]);
  }

  // ── The caller ────────────────────────────────────────────────────────────────────────────────────────────────────

  async callerStarts(words = 'Wait'): Promise<void> {
    this.#isCallerSpeaking = true;
    const asked = this.#asked;
    this.#asked = null;
    await this.hears(...this.caller.starts(words));
    await asked?.closedEarly; // nobody waits for a reply that is cut
  }

  async callerSays(text: string, languages?: string[]): Promise<void> {
    if (!this.#isCallerSpeaking) await this.callerStarts(text);
    this.#isCallerSpeaking = false;
    await this.hears(...this.caller.says(text, languages));
    await this.nextRequest();
  }

  /** What the recogniser tells. */
  hears(...messages: Frame[]): Promise<void> {
    return this.#send(this.ear, messages);
  }

  audio(bytes: number): Promise<Buffer> {
    return this.ear.audio(bytes);
  }

  async audioUpTo(frame: Buffer): Promise<Buffer> {
    await this.ear.audioFrames.next((sent) => sent.equals(frame));
    return this.ear.audio(0);
  }

  turnEndAsked(): Promise<unknown> {
    return this.ear.received(this.caller.endTurn);
  }

  // ── The model ─────────────────────────────────────────────────────────────────────────────────────────────────────

  /** What the model is to reply to; the latest that it has not answered. */
  async nextRequest(): Promise<ChatRequest> {
    this.#asked ??= await this.vendors.llm.next();
    return this.#asked.body as unknown as ChatRequest;
  }

  /** The model's end of what it is to reply to, for a test that writes the reply itself. */
  async takeRequest(): Promise<LlmExchange> {
    await this.nextRequest();
    const asked = this.#asked as LlmExchange;
    this.#asked = null;
    return asked;
  }

  async begins({ text, audio, calls = [] }: Parameters<FarEnd['begins']>[0]): Promise<void> {
    await this.prepares(text, ...calls);
    await this.goesOn(...audio);
  }

  /** The model replies wholly. What becomes of it is not waited for. */
  async thinks(text: string, ...calls: ToolAsked[]): Promise<void> {
    const asked = calls.map(({ id, name, argumentsJson }, index) => ({
      index,
      id,
      type: 'function',
      function: { name, arguments: argumentsJson },
    }));
    const bytes = [
      ...(text === '' ? [] : [sse(chatChunk({ content: text }))]),
      ...(asked.length === 0 ? [] : [sse(chatChunk({ tool_calls: asked }))]),
      sse(chatChunk({}, calls.length > 0 ? 'tool_calls' : 'stop')),
      DONE,
    ].join('');
    const exchange = (await this.takeRequest()).begin();
    for (const byte of this.#isTrickling ? Buffer.from(bytes) : []) {
      exchange.write(Buffer.of(byte));
      await new Promise((resolve) => setImmediate(resolve));
    }
    exchange.end(this.#isTrickling ? '' : bytes);
  }

  async asks(...calls: ToolAsked[]): Promise<void> {
    await this.thinks('', ...calls);
  }

  async prepares(text: string, ...calls: ToolAsked[]): Promise<void> {
    await this.thinks(text, ...calls);
    await this.nextLine();
  }

  async nextAnswers(): Promise<ToolAnswer[]> {
    const { messages } = await this.nextRequest();
    const asked = messages.findLastIndex(({ role }) => role === 'assistant');
    return messages
      .slice(asked + 1)
      .filter(({ role }) => role === 'tool')
      .map(({ tool_call_id, content }) => ({ requestId: tool_call_id ?? '', resultJson: content ?? '' }))
      .sort(byRequestId);
  }

  async nextHeard(): Promise<string> {
    const { messages } = await this.nextRequest();
    return messages.findLast(({ role }) => role === 'user')?.content ?? '';
  }

  // ── The voice ─────────────────────────────────────────────────────────────────────────────────────────────────────

  async greets(...audio: Sound[]): Promise<string> {
    const greeting = await this.nextLine();
    await this.goesOn(...audio);
    return greeting;
  }

  /** The next that is to be spoken, whose ever words they are. */
  async nextLine(): Promise<string> {
    await this.voice.roundTrip(); // a clear that was asked for has come
    const { messages } = this.voice;
    const clears = messages.all.filter(({ type }) => type === 'Clear');
    for (; this.#clearsAnswered < clears.length; this.#clearsAnswered += 1) this.voice.send(cleared);
    const from = messages.all.findLastIndex(({ type }) => type === 'Clear');
    const isNew = (type: string) => (message: { type: string }) =>
      message.type === type && messages.all.indexOf(message) > from;
    const { text } = await messages.next(isNew('Speak'));
    await messages.next(isNew('Flush'));
    return String(text);
  }

  goesOn(...audio: Sound[]): Promise<void> {
    return this.#send(this.voice, audio.map(bytesOf));
  }

  ends(): Promise<void> {
    return this.#send(this.voice, [flushed]);
  }

  speaks(_line: string, ...audio: Sound[]): Promise<void> {
    return this.#send(this.voice, [...audio.map(bytesOf), flushed]);
  }

  leftover(...audio: Sound[]): Promise<void> {
    return this.speaks('', ...audio);
  }

  leftoverEnd(): Promise<void> {
    return this.ends();
  }

  /** A line is refused by nobody here: the driver knows itself who is speaking. */
  refusesLine(): Promise<void> {
    return Promise.resolve();
  }

  /** Lets the next stream of the voice in. */
  async nextVoice(): Promise<StreamVisitor> {
    const visitor = await this.vendors.speak.next();
    this.#streams.push(visitor);
    this.#voice = visitor.letIn();
    this.#clearsAnswered = 0;
    return visitor;
  }

  /** Lets the next stream of the recogniser in. */
  async nextEar(): Promise<StreamVisitor> {
    const visitor = await this.vendors.listen.next();
    this.#streams.push(visitor);
    this.#ear = visitor.letIn();
    return visitor;
  }

  // ── Whatever the stage ────────────────────────────────────────────────────────────────────────────────────────────

  async told<Part extends keyof ToldBrief>(part: Part): Promise<ToldBrief[Part]> {
    const parts: { [Any in keyof ToldBrief]: () => Promise<ToldBrief[Any]> } = {
      instructions: async () =>
        (await this.nextRequest()).messages.find(({ role }) => role === 'system')?.content ?? '',
      toolNames: async () => ((await this.nextRequest()).tools ?? []).map((tool) => tool.function.name),
      voice: async () => (await this.nextVoice()).query.get('model') ?? '',
      keyterms: async () => {
        if (this.caller.isReplacedByChanges) return (await this.nextEar()).query.getAll('keyterm');
        return ((await this.ear.received('Configure')) as { type: string; keyterms?: string[] }).keyterms ?? [];
      },
    };
    return parts[part]();
  }

  trickles(): void {
    this.#isTrickling = true;
  }

  breaksProtocol(how: ProtocolBreach, times = 1): Promise<void> {
    const breaches: Record<ProtocolBreach, Frame> = {
      not_text_of_the_protocol: '{"type":"TurnInfo","event":',
      without_its_kind: { event: 'Update', transcript: 'Hello.' },
      incomplete: this.caller.incomplete,
    };
    return this.hears(...Array.from({ length: times }, () => breaches[how]));
  }

  saysSomethingNew(times: number): Promise<void> {
    const news = Array.from({ length: times }, () => ({ type: 'SomethingNew', with: { more: 1 } }));
    return Promise.all([this.hears(...news), this.#send(this.voice, news)]).then(() => undefined);
  }

  corrupt(how: Corruption): void {
    corrupt(this.ear, how);
  }

  stopReading(): void {
    this.ear.stopReading();
    this.voice.stopReading();
  }

  resumeReading(): void {
    this.ear.resumeReading();
    this.voice.resumeReading();
  }

  leave(how: Departure): void {
    this.vendors.listen.refuse(503);
    this.vendors.speak.refuse(503);
    if (!this.#ear || !this.#voice) return this.#streams.forEach((stream) => stream.leave());
    leave(this.#ear, how);
    leave(this.#voice, how);
  }

  async #send(stream: ScriptedSession, frames: Frame[]): Promise<void> {
    if (this.#isTrickling) await stream.dribble(...frames);
    else stream.send(...frames);
    await Promise.race([stream.roundTrip(), stream.closed]);
  }
}

function had(session: ScriptedSession | null): ScriptedSession {
  if (!session) throw new Error('the stream was not let in');
  return session;
}
