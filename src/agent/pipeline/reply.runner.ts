import { errorFields, type Logger } from '../../common/logging/logger.js';
import type { AgentFailure } from '../voice-agent.port.js';
import type { ConversationMemory } from './memory/conversation-memory.js';
import { RoundCalls } from './round-calls.policy.js';
import { SpeakablePieces } from './speaking/speakable-pieces.js';
import { StageError } from './stage.types.js';
import type { ModelRequest, ToolCall } from './thinking/language-model.port.js';
import type { Thinker } from './thinking/thinker.js';

/** A model that looks something up so often for one turn of the caller's has lost its way. */
const ROUNDS_MAX = 12;
const ENDLESS_TOOLS: AgentFailure = { kind: 'unavailable', code: 'endless_tools' };
/** A fault of ours, which the log tells more of. */
const REPLY_FAILED: AgentFailure = { kind: 'misused', code: 'reply_failed' };

export type RoundRequest = Omit<ModelRequest, 'model'>;

export interface ReplyListener {
  /** The model has begun to answer. */
  onFirstToken(): void;
  /** Words of a round follow, until its end. */
  onRoundBegan(): void;
  onPiece(text: string): void;
  onCall(call: ToolCall): void;
  /** `isLast`: the reply is complete. */
  onRoundEnded(isLast: boolean): void;
  onFailed(error: StageError): void;
}

export interface ReplyParts {
  thinker: Thinker;
  memory: ConversationMemory;
  listener: ReplyListener;
  log: Logger;
  /** What a round is asked with, by what is known when it begins. */
  request(): RoundRequest;
}

/**
 * One reply: rounds of a model, each with words to be said and tools to be run, until a round asks for no tool. What it says
 * and is answered goes into the memory as it happens.
 *
 * A **guess** does all of this up to its first tool without telling anybody: what it comes to is held, and told when it is
 * confirmed. A guess that failed, or was cut, leaves nothing.
 */
export class Reply {
  readonly #cutting = new AbortController();
  /** What a guess has come to; null once it is told at once. */
  #held: (() => void)[] | null;
  #isOver = false;
  #calls = new RoundCalls();
  #resume: () => void = () => {};

  /** @param guess what its first round is asked with; null for a reply to a turn that is over */
  constructor(
    private readonly parts: ReplyParts,
    guess: RoundRequest | null,
  ) {
    this.#held = guess ? [] : null;
    void this.#run(guess ?? parts.request());
  }

  /** It has come to its end, by itself or not. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** The guess was right. */
  confirm(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const tell of held) this.#tell(tell);
    this.#resume();
  }

  /** What nobody has asked for, or not for a while, is dropped. */
  answer(requestId: string, resultJson: string): void {
    if (this.#calls.answer(requestId, resultJson)) this.#resume();
  }

  /** Ends it at once. Answers the requests that are thereby taken back; what was answered is remembered. */
  cut(): readonly ToolCall[] {
    if (this.#isOver) return [];
    this.#end();
    const { open } = this.#calls;
    this.#keepAnswers();
    return open;
  }

  async #run(first: RoundRequest): Promise<void> {
    try {
      let request = first;
      for (let round = 1; await this.#asksForTools(request); round += 1) {
        await this.#answers();
        if (this.#isOver) return;
        if (round === ROUNDS_MAX) throw new StageError('thinking', ENDLESS_TOOLS);
        this.#keepAnswers();
        request = this.parts.request();
      }
    } catch (error) {
      this.#failed(error);
    }
  }

  /** One round. */
  async #asksForTools(request: RoundRequest): Promise<boolean> {
    const { thinker, listener } = this.parts;
    const pieces = new SpeakablePieces();
    let hasBegun = false;
    let calls = 0;
    this.#do(() => listener.onRoundBegan());
    for await (const piece of thinker.reply(request, this.#cutting.signal)) {
      if (piece.type === 'end') break;
      if (!hasBegun) this.#do(() => listener.onFirstToken());
      hasBegun = true;
      if (piece.type === 'text') {
        this.#say(pieces.push(piece.text));
      } else {
        calls += 1;
        this.#say(pieces.end());
        this.#ask(piece.call);
      }
    }
    this.#say(pieces.end());
    const isLast = calls === 0;
    this.#do(() => {
      if (isLast) this.#end();
      listener.onRoundEnded(isLast);
    });
    return !isLast;
  }

  #say(pieces: readonly string[]): void {
    for (const text of pieces) {
      this.#do(() => {
        this.parts.memory.agentSaid(text);
        this.parts.listener.onPiece(text);
      });
    }
  }

  #ask(call: ToolCall): void {
    this.#do(() => {
      this.#calls.add(call);
      this.parts.listener.onCall(call);
    });
  }

  /** Resolves when every tool of the round was answered, and when the reply was cut. */
  async #answers(): Promise<void> {
    while (!this.#isOver && (this.#held || !this.#calls.areAnswered)) {
      await new Promise<void>((resolve) => (this.#resume = resolve));
    }
  }

  #keepAnswers(): void {
    const { calls, results } = this.#calls.answered;
    this.#calls = new RoundCalls();
    this.parts.memory.callsAnswered(calls, results);
  }

  #failed(error: unknown): void {
    if (this.#isOver) return;
    if (!(error instanceof StageError)) this.parts.log.error('agent.reply_failed', errorFields(error));
    const failure = error instanceof StageError ? error : new StageError('thinking', REPLY_FAILED);
    const isGuess = this.#held !== null;
    this.#end();
    if (!isGuess) this.parts.listener.onFailed(failure);
  }

  #end(): void {
    this.#isOver = true;
    this.#held = null;
    this.#cutting.abort();
    this.#resume();
  }

  #do(tell: () => void): void {
    if (this.#held) this.#held.push(tell);
    else this.#tell(tell);
  }

  #tell(tell: () => void): void {
    if (!this.#isOver) tell();
  }
}
