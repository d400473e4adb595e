import { FRAME_BYTES } from '../../audio/frame.types.js';
import type { BrainItem } from '../brain/brain.port.js';
import { languageOf } from '../brain/language.policy.js';
import { INAUDIBLE, sentencesOf } from '../brain/words.policy.js';
import { createEar } from '../speech/ear.codec.js';
import type { Speech, VoiceName } from '../speech/speech.types.js';
import type {
  ErrorCode,
  FunctionCallResponse,
  HeardLanguages,
  InjectAgentMessage,
  ServerMessage,
  WarningCode,
} from './agent-messages.protocol.js';
import type { ListenProvider, Settings, SpeakSettings, ThinkSettings } from './agent-settings.protocol.js';
import type { TurnMoment } from './deepgram-faults.types.js';
import { callHistory, itemsOf, saidHistory, type AnsweredCall } from './history.codec.js';
import { ReplyOutlet } from './reply-outlet.runner.js';
import { Thinker, type ThinkerParts } from './thinker.runner.js';
import { newTurnTaking, reduceTurns, type CallerTurn, type TurnEvent, type TurnSignal } from './turn-taking.reducer.js';
import { voiceFor } from './voices.policy.js';

export interface ConversationParts extends ThinkerParts {
  speech: Speech;
  /** In place of whatever voice the client asks for; null when it gets the one it asks for. */
  voice: VoiceName | null;
}

/** The way out to the client, and to whoever watches. */
export interface ConversationListener {
  send(message: ServerMessage): void;
  sendAudio(frame: Buffer): void;
  sendStray(): void;
  fail(code: ErrorCode, description: string): void;
  /** The caller's turn is over, and the client was told. */
  onUserTurn(text: string): void;
  /** Where sessions may be made to break. Answers whether this one has. */
  passes(turn: number, moment: TurnMoment): boolean;
}

const END_SILENCE_MS = 500;
/** A report of this size comes all the time in the field; a client must not take it for an event of the conversation. */
const STT_LATENCY_S = 0.1;
/** Speaks where nothing is said of voices. */
const FLUX_VOICE: SpeakSettings = { provider: { type: 'deepgram', version: 'v2', model: 'flux-kit-en' } };
const NO_MODEL: ThinkSettings = { provider: { type: 'open_ai', model: 'none' }, prompt: '', functions: [] };

/** In the middle of a reply: the head start, which goes out at once, is longer. */
const FRAMES_OF_A_BEGINNING = 3;

/** Listens, thinks and speaks in one session whose settings are applied. */
export class AgentConversation {
  private readonly history: BrainItem[];
  private readonly ear = createEar();
  private readonly outlet: ReplyOutlet;
  private readonly thinker: Thinker;
  private readonly reportsHistory: boolean;
  private listen: ListenProvider | null;
  private voices: readonly SpeakSettings[];
  private turns;
  private userTurns = 0;
  /** The present turn began while the agent was speaking. */
  private cutsReply = false;
  /** The present turn ends by force only. */
  private isEndless = false;
  private audioOwed = false;
  private framesOfReply = 0;
  /** When the last turn of the caller ended; null once its reply began. */
  private turnEndedAtMs: number | null = null;

  constructor(
    requestId: string,
    settings: Exclude<Settings['agent'], string>,
    flags: Settings['flags'],
    private readonly parts: ConversationParts,
    private readonly listener: ConversationListener,
  ) {
    this.history = itemsOf(settings.context?.messages ?? []);
    this.reportsHistory = flags.history;
    this.listen = settings.listen?.provider ?? null;
    this.voices = listOf(settings.speak ?? FLUX_VOICE);
    this.turns = newTurnTaking(parts.clock.nowMs());
    this.outlet = new ReplyOutlet(parts.speech, parts.clock, parts.quirks, {
      voice: () => this.firstVoiceThatWorks(),
      lateByMs: () => parts.faults.strikesAt('lateAudio', this.userTurns)?.ms ?? 0,
      onSentence: (text) => this.sayAs('assistant', text),
      onAudio: (frame) => this.sendAudio(frame),
      onDrained: () => this.audioDone(),
      onFailed: () => listener.fail('FAILED_TO_SPEAK', 'speech could not be generated'),
    });
    this.thinker = new Thinker(requestId, listOf(settings.think ?? NO_MODEL), parts, {
      send: (message) => listener.send(message),
      warn: (code, description) => this.warn(code, description),
      fail: (code, description) => listener.fail(code, description),
      onStep: () => parts.quirks.strayMessages && listener.sendStray(),
      say: (sentences) => this.outlet.say(sentences),
      onRequested: () => listener.passes(this.userTurns, 'tool_pending'),
      history: () => this.history,
      onAnswered: (calls) => this.remember(calls),
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
      if (heard.length > 0 && this.listener.passes(this.userTurns + 1, 'caller_speaking')) return;
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
    this.takeUserTurn({ kind: 'user', text: content }, content);
  }

  injectAgent({ message, behavior }: InjectAgentMessage): void {
    const callerSpeaks = this.turns.turn !== null;
    const agentSpeaks = this.outlet.isSpeaking || this.thinker.isBusy;
    if ((behavior !== 'interrupt' && callerSpeaks) || (behavior === 'default' && agentSpeaks)) {
      this.listener.send({ type: 'InjectionRefused', message: 'a turn is in progress' });
      return;
    }
    if (behavior === 'interrupt') this.outlet.silence();
    this.outlet.say(sentencesOf(message));
  }

  answer(response: FunctionCallResponse): void {
    this.thinker.answer(response);
  }

  updatePrompt(prompt: string): void {
    this.thinker.models = this.thinker.models.map((model) => ({ ...model, prompt }));
  }

  updateThink(think: ThinkSettings | ThinkSettings[]): void {
    this.thinker.models = listOf(think);
  }

  updateSpeak(speak: SpeakSettings | SpeakSettings[]): void {
    this.voices = listOf(speak);
  }

  updateListen(provider: ListenProvider): void {
    this.listen = provider;
  }

  close(): void {
    this.thinker.stop();
    this.outlet.silence();
  }

  private takeTurns(event: TurnEvent): void {
    const rules = { endSilenceMs: this.endSilenceMs(), endsByForceOnly: this.isEndless };
    const { state, signals } = reduceTurns(this.turns, event, rules);
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
        return this.beginTurn();
      case 'resumed':
        this.listener.send({ type: 'UserStartedSpeaking' });
        return this.interrupt();
      case 'paused':
        if (this.listen?.version === 'v2' && this.listen.eager_eot_threshold !== undefined)
          this.thinker.guess({ turn: this.userTurns + 1, said: this.userItem(signal.words) });
        return;
      case 'ended':
        return this.endTurn(signal.words, signal.trigger);
      case 'was_nothing':
        this.isEndless = false;
        return;
    }
  }

  private beginTurn(): void {
    const { faults } = this.parts;
    const turn = this.userTurns + 1;
    this.cutsReply = this.outlet.isSpeaking;
    this.isEndless = faults.strikesAt('endlessTurn', turn) !== null;
    if (faults.strikesAt('lostUserStartAtTurn', turn) === null) this.listener.send({ type: 'UserStartedSpeaking' });
    this.interrupt();
  }

  private interrupt(): void {
    this.outlet.cut(this.parts.quirks.staleFrames);
    this.audioOwed = false;
    this.thinker.cancel();
  }

  private userItem(words: CallerTurn['words']): Extract<BrainItem, { kind: 'user' }> {
    const text = words.map((word) => word ?? INAUDIBLE).join(' ');
    return { kind: 'user', text, ...(this.cutsReply ? { cutsReply: true } : {}) };
  }

  private endTurn(words: CallerTurn['words'], trigger: 'model' | 'timeout' | 'manual'): void {
    this.isEndless = false;
    const understood = words.filter((word) => word !== null).join(' ');
    this.takeUserTurn(this.userItem(words), understood === '' ? INAUDIBLE : understood, trigger);
  }

  /** `said` is for the model; in the transcript nothing stands for what could not be made out. */
  private takeUserTurn(
    said: Extract<BrainItem, { kind: 'user' }>,
    transcript: string,
    trigger?: 'model' | 'timeout' | 'manual',
  ): void {
    this.turnEndedAtMs = this.parts.clock.nowMs();
    this.framesOfReply = 0;
    const turn = ++this.userTurns;
    if (this.parts.faults.strikesAt('lostUserTextAtTurn', turn) === null) this.tellUserText(said, transcript);
    else this.history.push(said);
    if (trigger) this.listener.send({ type: 'EndOfTurn', trigger });
    this.listener.onUserTurn(transcript);
    if (this.listener.passes(turn, 'ended')) return;
    this.listener.send({ type: 'AgentThinking', content: 'What to say next.' });
    if (this.listener.passes(turn, 'thinking')) return;
    this.thinker.answerTurn({ turn, said });
  }

  private tellUserText(said: BrainItem, content: string): void {
    this.listener.send({ type: 'ConversationText', role: 'user', content, ...this.languagesOf(content) });
    this.report(said, saidHistory('user', content));
  }

  private languagesOf(content: string): HeardLanguages {
    const { listen } = this;
    if (listen?.version !== 'v2' || listen.model !== 'flux-general-multi') return {};
    const hints = listen.language_hints;
    return { languages: [languageOf(content) ?? 'en'], ...(hints ? { languages_hinted: hints } : {}) };
  }

  private firstVoiceThatWorks(): VoiceName | null {
    const failing = this.parts.faults.strikesAt('speakFails', this.userTurns)?.voices ?? 0;
    for (const { provider } of this.voices.slice(0, failing))
      this.warn('SPEAK_REQUEST_FAILED', `${provider.type} did not speak`);
    const voice = this.voices[failing];
    return voice ? (this.parts.voice ?? voiceFor(voice)) : null;
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
    if (++this.framesOfReply === FRAMES_OF_A_BEGINNING) this.listener.passes(this.userTurns, 'speaking');
  }

  private audioDone(): void {
    if (!this.audioOwed) return;
    this.audioOwed = false;
    if (this.parts.faults.strikesAt('lostAudioDoneAtTurn', this.userTurns) === null)
      this.listener.send({ type: 'AgentAudioDone' });
  }

  private warn(code: WarningCode, description: string): void {
    this.listener.send({ type: 'Warning', code, description });
  }
}

const listOf = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);
