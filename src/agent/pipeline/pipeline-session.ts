import type { Cancel, Clock } from '../../common/clock/clock.js';
import { errorFields, type Logger } from '../../common/logging/logger.js';
import type { AgentMetrics } from '../agent.metrics.js';
import type {
  AgentBrief,
  AgentEvent,
  AgentFailure,
  AgentLink,
  AgentListener,
  BriefChange,
  SayHow,
} from '../voice-agent.port.js';
import { newWords } from './caller-words.policy.js';
import type { Listener } from './listening/listener.js';
import type { ListenEvent, ListeningWish, RecognitionListener } from './listening/recognizer.port.js';
import type { ModelChoice } from './models.policy.js';
import type { Mouth, MouthListener } from './mouth.js';
import { PlayingEstimate } from './playing-estimate.js';
import { Replies } from './replies.js';
import { failureOf } from './stage-failures.policy.js';
import type { Stage } from './stage.types.js';
import type { LanguageModel, ToolCall } from './thinking/language-model.port.js';
import { turnLimitsFor, type TurnLimits } from './turn-taking/turn.limits.js';
import { TurnWatch, type TurnDecision } from './turn-watch.js';

/** Streams of speech last an hour, and are replaced when they end. A pause of the conversation is a better moment. */
const EXPIRES_AFTER_MS = 55 * 60_000;

export interface SessionSurroundings {
  driver: string;
  brief: AgentBrief;
  listener: AgentListener;
  model: LanguageModel;
  models: ModelChoice;
  clock: Clock;
  log: Logger;
  metrics: AgentMetrics;
  /** A model has begun to reply: null. None did: why. */
  onThought(failure: AgentFailure | null): void;
  /** Hot path: what is told, for whoever counts what is not. */
  onAudioTold(chunk: Buffer): void;
}

/** What a session needs to be had. */
export interface SessionStages {
  ear: Listener;
  mouth: Mouth;
}

interface Live extends SessionStages {
  replies: Replies;
  stopExpiry: Cancel;
}

/**
 * Holds a conversation by three stages: what the caller says comes from the ear, a model answers it, the mouth says it. When a
 * turn is over is decided by `reduceTurn`, in which order things are said by `reduceSaying`.
 *
 * Nothing is told to the listener from within a method of the link, and nothing that it throws reaches a socket.
 */
export class PipelineSession implements AgentLink {
  readonly #turns: TurnWatch;
  readonly #playing: PlayingEstimate;
  #brief: AgentBrief;
  /** Null once it is over, and before it was had. */
  #live: Live | null = null;
  #sessionId = 'none';
  #closed: Promise<void> = Promise.resolve();
  /** What came before the session was had; null since. */
  #early: ListenEvent[] | null = [];
  #lostEarly: AgentFailure | null = null;
  /** Something of ours is heard, or was and more of it is to come. */
  #holdsFloor = false;
  #earlyWarnings: string[] = [];
  /** The words of the caller's last turn, as long as nothing of ours was heard since: the turn may yet go on. */
  #unanswered = '';

  /** What the stages are to report to. */
  readonly ear: RecognitionListener = {
    onEvent: (event) => this.#heard(event),
    onAudioDropped: (ms) => this.#dropped(ms),
    onClosed: (failure) => this.#stageClosed('listening', failure),
  };

  readonly mouth: MouthListener = {
    onSaid: (text, reply, msToAudio) => {
      this.#unanswered = '';
      this.#live?.replies.saying(text, reply, msToAudio);
      this.#emit({ type: 'agent_said', text });
    },
    onAudio: (chunk) => this.#audio(chunk),
    onWhole: () => {
      this.#lookAtFloor();
      this.#emit({ type: 'agent_audio_done' });
    },
    onWarned: (code) => this.#warned(code),
    onClosed: (failure) => this.#stageClosed('speaking', failure),
  };

  constructor(private readonly surroundings: SessionSurroundings) {
    const { brief, clock } = surroundings;
    this.#brief = brief;
    const limits = (): TurnLimits => turnLimitsFor(this.#brief.turnTaking);
    this.#turns = new TurnWatch(clock, limits, (decision) => this.#decided(decision));
    this.#playing = new PlayingEstimate(clock, {
      onBegan: () => this.#lookAtFloor(),
      onFellSilent: () => this.#lookAtFloor(),
    });
  }

  /** From now on it is a session, and its listener is told. Answers the failure of a stage that is gone already. */
  begin({ ear, mouth }: SessionStages): AgentFailure | null {
    if (this.#lostEarly) return this.#lostEarly;
    const { model, models, clock, log } = this.surroundings;
    const replies = new Replies({
      model,
      models,
      mouth,
      clock,
      log,
      brief: () => this.#brief,
      listener: {
        onCall: ({ id, name, argumentsJson }) =>
          this.#emit({ type: 'tool_requested', requestId: id, name, argumentsJson }),
        onTime: (stage, ms) => {
          if (stage === 'first_token') this.surroundings.onThought(null);
          this.#emit({ type: 'latency_reported', stage, ms });
        },
        onOver: () => this.#lookAtFloor(),
        onWarned: (code) => this.#warned(code),
        onFailed: (failure) => {
          this.surroundings.onThought(failure);
          this.#fail(failure);
        },
      },
    });
    const stopExpiry = clock.after(EXPIRES_AFTER_MS, () => this.#emit({ type: 'session_expiring' }));
    this.#sessionId = ear.requestId;
    this.#live = { ear, mouth, replies, stopExpiry };
    if (this.#brief.greeting !== null) mouth.line(this.#brief.greeting, true);
    for (const code of this.#earlyWarnings.splice(0)) this.#warned(code);
    const early = this.#early ?? [];
    this.#early = null;
    for (const event of early) this.#heard(event);
    return null;
  }

  /** What the ear is to listen for. */
  get wish(): ListeningWish {
    const { languages, keyterms, turnTaking } = this.#brief;
    return { languages, keyterms, turnTaking };
  }

  get sessionId(): string {
    return this.#sessionId;
  }

  sendAudio(frame: Buffer): void {
    if (frame.length > 0) this.#live?.ear.sendAudio(frame);
  }

  answerTool(requestId: string, resultJson: string): void {
    this.#live?.replies.answerTool(requestId, resultJson);
  }

  say(text: string, how: SayHow): void {
    this.#soon(({ mouth, replies }) => {
      if (how === 'if_idle' && this.#isAnybodySpeaking) return this.#emit({ type: 'say_refused' });
      if (how === 'interrupt') this.#cut(replies);
      mouth.line(text, false);
    });
  }

  hear(text: string): void {
    this.#soon(({ replies }) => {
      this.#takeBack(replies.stop());
      replies.callerSaid(text);
      replies.answer(null);
    });
  }

  endTurn(): void {
    this.#soon(({ ear }) => {
      ear.endTurn();
      this.#turns.signal({ type: 'end_asked' });
    });
  }

  replyHeard(text: string): void {
    this.#live?.replies.heard(text);
  }

  update(change: BriefChange): void {
    if (!this.#live) return;
    const { ear, mouth } = this.#live;
    const before = JSON.stringify(this.wish);
    this.#brief = { ...this.#brief, ...change };
    if (JSON.stringify(this.wish) !== before) ear.update(this.wish);
    if (change.voices) mouth.setVoices(change.voices);
  }

  prove(): void {
    this.#live?.ear.prove();
    this.#live?.mouth.prove();
  }

  close(): Promise<void> {
    if (this.#live) {
      this.#closed = this.#wrapUp().then(() => {
        const { log, driver } = this.surroundings;
        log.info('agent.session_closed', { driver, requestId: this.#sessionId });
        this.#tellEvent({ type: 'link_closed', failure: null });
      });
    }
    return this.#closed;
  }

  // ── The caller ────────────────────────────────────────────────────────────────────────────────────────────────────

  #heard(event: ListenEvent): void {
    if (!this.#live) return void this.#early?.push(event);
    if (event.type === 'stream_replaced') this.#warned('stream_replaced');
    this.#turns.signal({ type: 'listened', event });
  }

  #decided(decision: TurnDecision): void {
    if (!this.#live) return;
    const { replies } = this.#live;
    switch (decision.type) {
      case 'caller_began':
        return this.#callerBegan(replies);
      case 'guess':
        return replies.prepare(decision.text, newWords(this.#unanswered, decision.text));
      case 'withdraw':
        return replies.dropGuess();
      case 'turn_over':
        return this.#turnOver(decision.text, decision.languages);
    }
  }

  #callerBegan(replies: Replies): void {
    this.#cut(replies, () => this.#emit({ type: 'caller_started_speaking' }));
  }

  /** `before` anything else is told of it. */
  #cut(replies: Replies, before: () => void = () => {}): void {
    const takenBack = replies.cut();
    this.#playing.cut();
    this.#lookAtFloor();
    before();
    this.#takeBack(takenBack);
  }

  #turnOver(text: string, languages: readonly string[]): void {
    // An answer to what we took for the turn may be under way: it would be a second one.
    if (this.#live?.replies.isReplying) this.#cut(this.#live.replies);
    const words = newWords(this.#unanswered, text);
    this.#unanswered = text;
    if (words !== '') {
      this.#live?.replies.callerSaid(words);
      this.#emit({ type: 'caller_turn_ended' });
      this.#emit({ type: 'caller_said', text: words, languages });
    }
    this.#live?.replies.answer(text); // who was told may have ended the session
  }

  #takeBack(calls: readonly ToolCall[]): void {
    for (const { id } of calls) this.#emit({ type: 'tool_cancelled', requestId: id });
  }

  get #isAnybodySpeaking(): boolean {
    const isOurTurn = this.#live?.replies.isReplying || this.#live?.mouth.isBusy || this.#playing.isPlaying;
    return this.#turns.callerSpeaks || isOurTurn;
  }

  /** Between two parts of a reply, while a tool runs, a murmur asks for the floor no more than under its words. */
  #lookAtFloor(): void {
    const isToGoOn = this.#live?.replies.isReplying || this.#live?.mouth.isBusy;
    const holds = this.#playing.isPlaying || (this.#holdsFloor && isToGoOn === true);
    if (holds === this.#holdsFloor) return;
    this.#holdsFloor = holds;
    this.#turns.signal({ type: holds ? 'agent_began' : 'agent_fell_silent' });
  }

  // ── What is told ──────────────────────────────────────────────────────────────────────────────────────────────────

  #audio(chunk: Buffer): void {
    if (!this.#live) return;
    this.surroundings.onAudioTold(chunk);
    this.#playing.sent(chunk.length);
    this.#tell(() => this.surroundings.listener.onAudio(chunk));
  }

  #warned(code: string): void {
    if (this.#early) return void this.#earlyWarnings.push(code);
    if (!this.#live) return;
    const { metrics, driver } = this.surroundings;
    metrics.warnings.inc({ driver, code: 'other' });
    this.#emit({ type: 'warned', code });
  }

  #dropped(ms: number): void {
    const { metrics, driver } = this.surroundings;
    metrics.droppedAudioSeconds.inc({ driver }, ms / 1000);
  }

  /** Who calls a method of ours does not expect to be told anything before it returns. */
  #soon(run: (live: Live) => void): void {
    queueMicrotask(() => {
      if (this.#live) run(this.#live);
    });
  }

  #emit(event: AgentEvent): void {
    if (this.#live) this.#tellEvent(event);
  }

  #tellEvent(event: AgentEvent): void {
    this.#tell(() => this.surroundings.listener.onEvent(event));
  }

  #tell(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.surroundings.log.error('agent.listener_failed', { requestId: this.#sessionId, ...errorFields(error) });
    }
  }

  // ── The end ───────────────────────────────────────────────────────────────────────────────────────────────────────

  #stageClosed(stage: Stage, failure: AgentFailure | null): void {
    if (!failure) return;
    if (this.#live) this.#fail(failureOf({ stage, failure }));
    else this.#lostEarly ??= failureOf({ stage, failure });
  }

  #fail(failure: AgentFailure): void {
    if (!this.#live) return;
    this.#closed = this.#wrapUp();
    const { log, driver } = this.surroundings;
    const fields = { driver, requestId: this.#sessionId, reason: failure.kind, code: failure.code };
    log.warn('agent.session_lost', fields);
    this.#tellEvent({ type: 'link_closed', failure });
  }

  /** Ends all that goes on. Resolves when every socket is closed, after a bounded wait. */
  async #wrapUp(): Promise<void> {
    const live = this.#live;
    this.#live = null;
    this.#turns.stop();
    this.#playing.stop();
    live?.stopExpiry();
    live?.replies.close();
    await Promise.all([live?.ear.close(), live?.mouth.close()]);
  }
}
