import type { Clock } from '../../common/clock/clock.js';
import type { Brain, BrainCall, BrainItem, BrainStep } from '../brain/brain.port.js';
import type {
  ErrorCode,
  FunctionCallResponse,
  RequestedFunction,
  ServerMessage,
  WarningCode,
} from './agent-messages.protocol.js';
import type { ThinkSettings } from './agent-settings.protocol.js';
import type { DeepgramQuirks } from './deepgram-faults.types.js';
import type { FaultBook } from './fault-book.policy.js';
import type { AnsweredCall } from './history.codec.js';

export interface ThinkerParts {
  clock: Clock;
  brain: Brain;
  quirks: DeepgramQuirks;
  faults: FaultBook;
}

export interface ThinkerListener {
  send(message: ServerMessage): void;
  warn(code: WarningCode, description: string): void;
  fail(code: ErrorCode, description: string): void;
  /** A step of the reply is about to be shown to the client. */
  onStep(): void;
  say(sentences: readonly string[]): void;
  onRequested(): void;
  /** The conversation so far; a turn that is guessed to be over is no part of it. */
  history(): readonly BrainItem[];
  /** Functions that were answered: they are part of the conversation from here on. */
  onAnswered(calls: readonly AnsweredCall[]): void;
}

/** A turn of the caller that is to be answered. */
export interface Question {
  /** Counted from 1. */
  turn: number;
  said: Extract<BrainItem, { kind: 'user' }>;
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
  question: Question;
  /** What the model gets to read. */
  history: readonly BrainItem[];
  confirmed: boolean;
  step: BrainStep | null;
  calls: OpenCall[];
  /** The requests are revoked when the first answer comes. */
  revoked: boolean;
  abort: AbortController;
}

/** Not documented; seen in the field. */
const SLOW_EVERY_MS = 5000;

/** Asks the model what to say, and has functions run for it: one reply at a time. */
export class Thinker {
  private round: Round | null = null;
  private callsMade = 0;

  constructor(
    private readonly requestId: string,
    /** Asked in this order; each reply begins with the first. */
    public models: readonly ThinkSettings[],
    private readonly parts: ThinkerParts,
    private readonly listener: ThinkerListener,
  ) {}

  get isBusy(): boolean {
    return this.round !== null;
  }

  /** Begins a reply of which nothing is audible, and no deferred function is requested, until the turn is confirmed. */
  guess(question: Question): void {
    this.begin(question, false);
  }

  /** Goes on with the guess, if the words are those that were guessed upon. */
  answerTurn(question: Question): void {
    if (this.round?.question.said.text === question.said.text) this.confirm(this.round);
    else this.begin(question, true);
  }

  /** Late answers, answers to cancelled calls and second answers are dropped, as the service drops them. */
  answer({ id, name, content }: FunctionCallResponse): void {
    const { round } = this;
    const waiting = round?.calls.filter((call) => call.requested && call.resultJson === null) ?? [];
    const call = waiting.find((candidate) => (id === undefined ? candidate.name === name : candidate.id === id));
    if (!round || !call) return;
    if (round.revoked) return this.beginAnew(round);
    call.resultJson = content;
    this.listener.send({ type: 'FunctionCallResponse', id: call.id, name: call.name, content });
    this.finishCalls(round);
  }

  /** The caller speaks again: the reply, and functions that are under way for it, are void. */
  cancel(): void {
    const { round } = this;
    if (!round) return;
    this.round = null;
    round.abort.abort();
    this.listener.onAnswered(round.calls.filter(isAnswered));
    this.revoke(round);
  }

  /** The session is over. */
  stop(): void {
    this.round?.abort.abort();
    this.round = null;
  }

  private begin(question: Question, confirmed: boolean, history = this.historyFor(question, confirmed)): void {
    this.round?.abort.abort();
    const abort = new AbortController();
    const round: Round = { question, history, confirmed, step: null, calls: [], revoked: false, abort };
    this.round = round;
    void this.ponder(round);
  }

  private historyFor({ said }: Question, confirmed: boolean): readonly BrainItem[] {
    return confirmed ? [...this.listener.history()] : [...this.listener.history(), said];
  }

  /** Whatever came of the round so far counts for nothing. */
  private beginAnew(round: Round): void {
    this.revoke(round);
    this.begin(round.question, round.confirmed, round.history);
  }

  private revoke({ calls }: Round): void {
    const open = calls.filter((call) => call.requested && call.resultJson === null);
    if (open.length === 0) return;
    this.listener.send({ type: 'FunctionCallCancelled', functions: open.map(({ id, name }) => ({ id, name })) });
  }

  private async ponder(round: Round): Promise<void> {
    const model = this.firstThatWorks(round.question.turn);
    if (!model) return this.listener.fail('FAILED_TO_THINK', 'no model is left to try');
    const { prompt, functions: tools } = model;
    try {
      const step = await this.parts.brain.respond({ prompt, tools, history: round.history });
      if (this.round === round) this.perform(round, step, model);
    } catch {
      this.listener.fail('FAILED_TO_THINK', 'the model failed');
    }
  }

  private firstThatWorks(turn: number): ThinkSettings | undefined {
    const failing = this.parts.faults.strikesAt('thinkFails', turn)?.models ?? 0;
    for (const { provider } of this.models.slice(0, failing))
      this.listener.warn('THINK_REQUEST_FAILED', `${provider.type} did not answer`);
    return this.models[failing];
  }

  private perform(round: Round, step: BrainStep, model: ThinkSettings): void {
    const isEmpty = this.parts.faults.strikesAt('emptyReplyAtTurn', round.question.turn) !== null;
    round.step = isEmpty ? { kind: 'say', sentences: [] } : step;
    if (round.step.kind === 'call') round.calls = round.step.calls.map((call) => this.openCall(call, model));
    const unknown = round.calls.some((call) => !model.functions.some(({ name }) => name === call.name));
    if (unknown) return this.listener.fail('NON_EXISTENT_FUNCTION_CALLED', 'the model called an unknown function');
    if (round.confirmed) this.confirm(round);
    else this.request(round, (call) => !call.deferred);
  }

  private confirm(round: Round): void {
    round.confirmed = true;
    const { step } = round;
    if (!step) return;
    const late = this.parts.faults.strikesAt('lateReply', round.question.turn);
    if (late) void this.dawdle(round, late.ms).then((waited) => waited && this.show(round, step));
    else this.show(round, step);
  }

  /** Answers whether the reply is still wanted. */
  private async dawdle({ abort: { signal } }: Round, ms: number): Promise<boolean> {
    for (let leftMs = ms; leftMs > 0 && !signal.aborted; leftMs -= SLOW_EVERY_MS) {
      await this.parts.clock.sleep(Math.min(leftMs, SLOW_EVERY_MS), signal);
      if (leftMs >= SLOW_EVERY_MS && !signal.aborted)
        this.listener.warn('SLOW_THINK_REQUEST', 'the model takes its time');
    }
    return !signal.aborted;
  }

  private show(round: Round, step: BrainStep): void {
    this.listener.onStep();
    if (step.kind === 'say') {
      this.round = null;
      return this.listener.say(step.sentences);
    }
    this.listener.say(step.lead === null ? [] : [step.lead]);
    this.request(round, () => true);
    if (this.round === round) this.finishCalls(round);
  }

  private openCall(call: BrainCall, model: ThinkSettings): OpenCall {
    const settings = model.functions.find((candidate) => candidate.name === call.name);
    return {
      id: `fc_${this.requestId.slice(0, 8)}_${++this.callsMade}`,
      name: call.name,
      argumentsJson: call.argumentsJson ?? JSON.stringify(call.arguments),
      deferred: settings?.defer_until_eot ?? false,
      requested: false,
      resultJson: null,
    };
  }

  private request(round: Round, wanted: (call: OpenCall) => boolean): void {
    const calls = round.calls.filter((call) => !call.requested && wanted(call));
    if (calls.length === 0) return;
    for (const call of calls) call.requested = true;
    const functions = calls.map((call): RequestedFunction => ({
      id: call.id,
      name: call.name,
      arguments: call.argumentsJson,
      client_side: true,
    }));
    this.listener.send({ type: 'FunctionCallRequest', functions });
    if (this.parts.quirks.repeatedRequests) this.listener.send({ type: 'FunctionCallRequest', functions });
    const revoking = this.parts.faults.strikesAt('cancelCalls', round.question.turn);
    round.revoked = revoking?.answered === true;
    this.listener.onRequested();
    if (revoking?.answered === false && this.round === round) this.beginAnew(round);
  }

  /** The model goes on when the answers of all calls of its step are in. */
  private finishCalls(round: Round): void {
    if (!round.confirmed || round.calls.length === 0 || !round.calls.every(isAnswered)) return;
    this.listener.onAnswered(round.calls.filter(isAnswered));
    this.begin(round.question, true);
  }
}

const isAnswered = (call: OpenCall): call is OpenCall & { resultJson: string } => call.resultJson !== null;
