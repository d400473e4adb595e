import { FRAME_BYTES } from '../../audio/frame.types.js';
import type { Clock } from '../../common/clock/clock.js';
import type { Brain, BrainCall, BrainItem, BrainStep } from '../brain/brain.port.js';
import { INAUDIBLE, sentencesOf } from '../brain/words.policy.js';
import { createEar } from '../speech/ear.codec.js';
import type { Speech, VoiceName } from '../speech/speech.types.js';
import type { ErrorCode, FunctionCallResponse, InjectAgentMessage, ServerMessage } from './agent-messages.protocol.js';
import type { FunctionSettings, ListenProvider, Settings, ThinkSettings } from './agent-settings.protocol.js';
import type { DeepgramQuirks } from './deepgram-faults.types.js';
import { callHistory, itemsOf, saidHistory, type AnsweredCall } from './history.codec.js';
import { ReplyOutlet } from './reply-outlet.runner.js';
import { newTurnTaking, reduceTurns, type CallerTurn, type TurnEvent, type TurnSignal } from './turn-taking.reducer.js';

export interface ConversationParts {
  clock: Clock;
  speech: Speech;
  voice: VoiceName;
  brain: Brain;
  quirks: DeepgramQuirks;
}

/** The way out to the client, and to whoever watches. */
export interface ConversationListener {
  send(message: ServerMessage): void;
  sendAudio(frame: Buffer): void;
  sendStray(): void;
  fail(code: ErrorCode, description: string): void;
  /** The caller's turn is over. True: the session ends with it, so nothing is to be answered. */
  onUserTurn(turn: number, text: string): boolean;
  /** True when the model is to answer the turn with nothing. */
  silencesModelAt(turn: number): boolean;
}

interface OpenCall {
  id: string;
  name: string;
  argumentsJson: string;
  deferred: boolean;
  requested: boolean;
  resultJson: string | null;
}

/** One reply in the making. Until the caller's turn is confirmed it is a guess: nothing of it may be audible. */
interface Round {
  confirmed: boolean;
  /** The words it answers. */
  text: string;
  step: BrainStep | null;
  calls: OpenCall[];
}

const END_SILENCE_MS = 500;
/** A report of this size comes all the time in the field; a client must not take it for an event of the conversation. */
const STT_LATENCY_S = 0.1;

/** Listens, thinks and speaks in one session whose settings are applied. */
export class AgentConversation {
  private readonly history: BrainItem[];
  private readonly ear = createEar();
  private readonly outlet: ReplyOutlet;
  private readonly reportsHistory: boolean;
  private listen: ListenProvider | null;
  private think: Pick<ThinkSettings, 'prompt' | 'functions'>;
  private turns;
  private round: Round | null = null;
  private userTurns = 0;
  private callsMade = 0;
  private audioOwed = false;
  /** When the last turn of the caller ended; null once its reply began. */
  private turnEndedAtMs: number | null = null;

  constructor(
    private readonly requestId: string,
    settings: Exclude<Settings['agent'], string>,
    flags: Settings['flags'],
    private readonly parts: ConversationParts,
    private readonly listener: ConversationListener,
  ) {
    this.history = itemsOf(settings.context?.messages ?? []);
    this.reportsHistory = flags.history;
    this.listen = settings.listen?.provider ?? null;
    this.think = firstOf(settings.think) ?? { prompt: '', functions: [] };
    this.turns = newTurnTaking(parts.clock.nowMs());
    this.outlet = new ReplyOutlet(parts.speech, parts.voice, parts.clock, parts.quirks, {
      onSentence: (text) => this.sayAs('assistant', text),
      onAudio: (frame) => this.sendAudio(frame),
      onDrained: () => this.audioDone(),
      onFailed: () => listener.fail('FAILED_TO_SPEAK', 'speech could not be generated'),
    });
    this.outlet.say(sentencesOf(settings.greeting ?? ''));
  }

  hear(audio: Buffer): void {
    for (let at = 0; at < audio.length; at += FRAME_BYTES) {
      const piece = audio.subarray(at, at + FRAME_BYTES);
      const heard = this.ear.hear(piece);
      if (heard.length > 0) this.listener.send({ type: 'LatencyReport', stt_latency: STT_LATENCY_S });
      this.takeTurns({
        type: 'audio',
        atMs: this.parts.clock.nowMs(),
        bytes: piece.length,
        heard,
        midWord: this.ear.midWord,
        voice: this.ear.voiceActive,
      });
    }
  }

  /** To be called a few times a second: time passes also where no audio comes. */
  tick(): void {
    this.takeTurns({ type: 'tick', atMs: this.parts.clock.nowMs() });
  }

  forceEndTurn(): void {
    if (this.listen?.version === 'v2') this.takeTurns({ type: 'force_end' });
    else this.warn('FORCE_END_TURN_UNSUPPORTED', 'the listen model has no turns to end');
  }

  injectUser(content: string): void {
    this.interrupt();
    this.takeUserTurn(content, content);
  }

  injectAgent({ message, behavior }: InjectAgentMessage): void {
    const callerSpeaks = this.turns.turn !== null;
    const agentSpeaks = this.outlet.isSpeaking || this.round !== null;
    if ((behavior !== 'interrupt' && callerSpeaks) || (behavior === 'default' && agentSpeaks)) {
      this.listener.send({ type: 'InjectionRefused', message: 'a turn is in progress' });
      return;
    }
    if (behavior === 'interrupt') this.outlet.silence();
    this.outlet.say(sentencesOf(message));
  }

  /** Late answers, answers to cancelled calls and second answers are dropped, as the service drops them. */
  answer({ id, name, content }: FunctionCallResponse): void {
    const waiting = this.round?.calls.filter((call) => call.requested && call.resultJson === null) ?? [];
    const call = waiting.find((candidate) => (id === undefined ? candidate.name === name : candidate.id === id));
    if (!call) return;
    call.resultJson = content;
    this.listener.send({ type: 'FunctionCallResponse', id: call.id, name: call.name, content });
    this.finishCalls();
  }

  updatePrompt(prompt: string): void {
    this.think = { ...this.think, prompt };
  }

  updateThink(think: ThinkSettings | ThinkSettings[]): void {
    this.think = firstOf(think) ?? this.think;
  }

  updateListen(provider: ListenProvider | undefined): void {
    this.listen = provider ?? this.listen;
  }

  close(): void {
    this.round = null;
    this.outlet.silence();
  }

  private takeTurns(event: TurnEvent): void {
    const { state, signals } = reduceTurns(this.turns, event, { endSilenceMs: this.endSilenceMs() });
    this.turns = state;
    for (const signal of signals) this.onTurnSignal(signal);
  }

  /** A threshold of 1 means that no confidence is ever enough: only the timeout ends turns. */
  private endSilenceMs(): number {
    if (this.listen?.version !== 'v2' || this.listen.eot_threshold !== 1) return END_SILENCE_MS;
    return this.listen.eot_timeout_ms;
  }

  private onTurnSignal(signal: TurnSignal): void {
    switch (signal.type) {
      case 'started':
      case 'resumed':
        this.listener.send({ type: 'UserStartedSpeaking' });
        return this.interrupt();
      case 'paused':
        if (this.listen?.version === 'v2' && this.listen.eager_eot_threshold !== undefined) this.guess(signal.words);
        return;
      case 'ended':
        return this.endTurn(signal.words, signal.trigger);
    }
  }

  private interrupt(): void {
    this.outlet.cut(this.parts.quirks.staleFrames);
    this.audioOwed = false;
    const { round } = this;
    this.round = null;
    if (!round) return;
    const open = round.calls.filter((call) => call.requested && call.resultJson === null);
    this.remember(round.calls.filter(isAnswered));
    if (open.length > 0)
      this.listener.send({ type: 'FunctionCallCancelled', functions: open.map(({ id, name }) => ({ id, name })) });
  }

  private guess(words: CallerTurn['words']): void {
    this.begin(textFor(words), false);
  }

  private endTurn(words: CallerTurn['words'], trigger: 'model' | 'timeout' | 'manual'): void {
    const understood = words.filter((word) => word !== null).join(' ');
    this.takeUserTurn(textFor(words), understood === '' ? INAUDIBLE : understood, trigger);
  }

  /** `text` is for the model; in the transcript nothing stands for what could not be made out. */
  private takeUserTurn(text: string, transcript: string, trigger?: 'model' | 'timeout' | 'manual'): void {
    this.turnEndedAtMs = this.parts.clock.nowMs();
    this.userTurns++;
    this.listener.send({ type: 'ConversationText', role: 'user', content: transcript });
    this.report({ kind: 'user', text }, saidHistory('user', transcript));
    if (trigger) this.listener.send({ type: 'EndOfTurn', trigger });
    if (this.listener.onUserTurn(this.userTurns, transcript)) return;
    this.listener.send({ type: 'AgentThinking', content: 'What to say next.' });
    if (this.round?.text === text) this.confirm(this.round);
    else this.begin(text, true);
  }

  private begin(text: string, confirmed: boolean): void {
    const round: Round = { confirmed, text, step: null, calls: [] };
    this.round = round;
    const guessed: BrainItem[] = confirmed ? [] : [{ kind: 'user', text }];
    void this.ponder(round, [...this.history, ...guessed]);
  }

  private async ponder(round: Round, history: readonly BrainItem[]): Promise<void> {
    try {
      const { prompt, functions: tools } = this.think;
      const step = await this.parts.brain.respond({ prompt, tools, history });
      if (this.round === round) this.perform(round, step);
    } catch {
      this.listener.fail('FAILED_TO_THINK', 'the model failed');
    }
  }

  private perform(round: Round, step: BrainStep): void {
    round.step = this.listener.silencesModelAt(this.userTurns) ? { kind: 'say', sentences: [] } : step;
    if (round.step.kind === 'call') round.calls = round.step.calls.map((call) => this.openCall(call));
    if (round.confirmed) this.confirm(round);
    else this.request(round.calls.filter((call) => !call.deferred));
  }

  private confirm(round: Round): void {
    round.confirmed = true;
    const { step } = round;
    if (!step) return;
    if (this.parts.quirks.strayMessages) this.listener.sendStray();
    if (step.kind === 'say') {
      this.round = null;
      return this.outlet.say(step.sentences);
    }
    this.outlet.say(step.lead === null ? [] : [step.lead]);
    this.request(round.calls.filter((call) => !call.requested));
    this.finishCalls();
  }

  private openCall(call: BrainCall): OpenCall {
    const settings = this.think.functions.find((candidate) => candidate.name === call.name);
    return {
      id: `fc_${this.requestId.slice(0, 8)}_${++this.callsMade}`,
      name: call.name,
      argumentsJson: JSON.stringify(call.arguments),
      deferred: settings?.defer_until_eot ?? false,
      requested: false,
      resultJson: null,
    };
  }

  private request(calls: readonly OpenCall[]): void {
    if (calls.length === 0) return;
    const known = (call: OpenCall) =>
      this.think.functions.some((candidate: FunctionSettings) => candidate.name === call.name);
    if (!calls.every(known))
      return this.listener.fail('NON_EXISTENT_FUNCTION_CALLED', 'the model called an unknown function');
    for (const call of calls) call.requested = true;
    const functions = calls.map((call) => ({
      id: call.id,
      name: call.name,
      arguments: call.argumentsJson,
      client_side: true as const,
    }));
    this.listener.send({ type: 'FunctionCallRequest', functions });
    if (this.parts.quirks.repeatedRequests) this.listener.send({ type: 'FunctionCallRequest', functions });
  }

  /** The model goes on when the answers of all calls of its step are in. */
  private finishCalls(): void {
    const { round } = this;
    if (!round?.confirmed || round.calls.length === 0 || !round.calls.every(isAnswered)) return;
    this.remember(round.calls.filter(isAnswered));
    this.begin(round.text, true);
  }

  private remember(calls: readonly AnsweredCall[]): void {
    if (calls.length === 0) return;
    for (const { name, argumentsJson, resultJson } of calls)
      this.history.push({ kind: 'call', name, argumentsJson, resultJson });
    if (this.reportsHistory) this.listener.send(callHistory(calls));
  }

  private sayAs(role: 'assistant', content: string): void {
    this.listener.send({ type: 'ConversationText', role, content });
    this.report({ kind: 'agent', text: content }, saidHistory(role, content));
  }

  private report(item: BrainItem, message: ServerMessage): void {
    this.history.push(item);
    if (this.reportsHistory) this.listener.send(message);
  }

  private sendAudio(frame: Buffer): void {
    this.audioOwed = true;
    if (this.turnEndedAtMs !== null) {
      const seconds = (this.parts.clock.nowMs() - this.turnEndedAtMs) / 1000;
      this.turnEndedAtMs = null;
      this.listener.send({ type: 'LatencyReport', ttt_text_latency: seconds });
      this.listener.send({ type: 'LatencyReport', total_latency: seconds });
    }
    this.listener.sendAudio(frame);
  }

  private audioDone(): void {
    if (!this.audioOwed) return;
    this.audioOwed = false;
    this.listener.send({ type: 'AgentAudioDone' });
  }

  private warn(code: 'FORCE_END_TURN_UNSUPPORTED', description: string): void {
    this.listener.send({ type: 'Warning', code, description });
  }
}

const textFor = (words: CallerTurn['words']): string => words.map((word) => word ?? INAUDIBLE).join(' ') || INAUDIBLE;

const isAnswered = (call: OpenCall): call is OpenCall & { resultJson: string } => call.resultJson !== null;

const firstOf = <T>(value: T | T[] | undefined): T | undefined => (Array.isArray(value) ? value[0] : value);
