import type { Clock } from '../../common/clock/clock.js';
import type { Logger } from '../../common/logging/logger.js';
import type { AgentBrief, AgentFailure, AgentStage } from '../voice-agent.port.js';
import { withCallerTurn } from './caller-words.policy.js';
import { ConversationMemory } from './memory/conversation-memory.js';
import { modelsOf, type ModelChoice } from './models.policy.js';
import type { Mouth } from './mouth.js';
import { ReplyTimes } from './reply-times.js';
import { Reply, type RoundRequest } from './reply.runner.js';
import type { Author } from './saying.reducer.js';
import { failureOf } from './stage-failures.policy.js';
import { Summariser } from './summariser.js';
import type { LanguageModel, ToolCall } from './thinking/language-model.port.js';
import { Thinker } from './thinking/thinker.js';

/** What a model is told of the conversation: an hour of talk, or two dozen looks into the schedule. */
const MEMORY_TOKENS = 12_000;
/** A spoken reply is short; the arguments of a tool may not be. */
export const REPLY_MAX_TOKENS = 1_000;

export interface RepliesListener {
  onCall(call: ToolCall): void;
  onTime(stage: AgentStage, ms: number): void;
  /** A reply was thought of to its end. */
  onOver(): void;
  onWarned(code: string): void;
  /** No model replies. */
  onFailed(failure: AgentFailure): void;
}

export interface RepliesParts {
  model: LanguageModel;
  models: ModelChoice;
  mouth: Mouth;
  clock: Clock;
  log: Logger;
  /** The present one: every round of a reply goes by what it says then. */
  brief: () => AgentBrief;
  listener: RepliesListener;
}

/** One reply at a time, what it is made from and what is remembered of it. */
export class Replies {
  readonly #memory: ConversationMemory;
  readonly #thinker: Thinker;
  readonly #summariser: Summariser;
  #reply: Reply | null = null;
  #guess: { text: string; brief: AgentBrief; reply: Reply } | null = null;
  /** Of the latest reply. */
  #number = 0;
  #times: ReplyTimes | null = null;
  /** What was said of the latest reply. */
  #said: string[] = [];

  constructor(private readonly parts: RepliesParts) {
    const { brief, model, models, clock, log, listener } = parts;
    this.#memory = ConversationMemory.from(brief().history);
    this.#thinker = new Thinker(model, {
      get models() {
        return modelsOf(models, brief());
      },
      clock,
      onWarned: (code) => listener.onWarned(code),
    });
    this.#summariser = new Summariser({
      thinker: this.#thinker,
      memory: this.#memory,
      budgetTokens: MEMORY_TOKENS,
      log,
    });
  }

  /** A reply is thought of, or waits for a tool. */
  get isReplying(): boolean {
    return this.#reply !== null && !this.#reply.isOver;
  }

  callerSaid(words: string): void {
    this.#memory.callerSaid(words);
  }

  /** Prepares an answer to a turn that is probably over. `words` are those of `text` that were not reported before. */
  prepare(text: string, words: string): void {
    this.dropGuess();
    const request = this.#request();
    const reply = this.#newReply({ ...request, messages: withCallerTurn(request.messages, words) });
    this.#guess = { text, brief: this.parts.brief(), reply };
  }

  dropGuess(): void {
    this.#guess?.reply.cut();
    this.#guess = null;
  }

  /**
   * Answers what was said last. A guess at the same text is the answer, unless the brief has changed since.
   *
   * @param text of the turn; null for one that nobody could guess at
   */
  answer(text: string | null): void {
    const guess = this.#takeGuess(text);
    this.#number += 1;
    this.#said = [];
    const { clock, listener } = this.parts;
    this.#times = new ReplyTimes(clock.nowMs(), clock, (stage, ms) => listener.onTime(stage, ms));
    this.#reply = guess ?? this.#newReply(null);
    guess?.confirm();
  }

  answerTool(requestId: string, resultJson: string): void {
    this.#reply?.answer(requestId, resultJson);
  }

  /** Thinks no further. What was thought of until now is still said. Answers the requests that are thereby taken back. */
  stop(): readonly ToolCall[] {
    this.dropGuess();
    return this.#reply?.cut() ?? [];
  }

  /** As `stop`, and nothing more is said. */
  cut(): readonly ToolCall[] {
    const { mouth } = this.parts;
    const takenBack = this.stop();
    const isUnsaid = mouth.hasUnsaid(this.#number);
    mouth.cut();
    // How much of what was said the caller has heard is told by `heard`.
    if (isUnsaid) this.#memory.replyHeard(this.#said.join(' '));
    return takenBack;
  }

  /** The caller heard no more of the reply than this. */
  heard(text: string): void {
    this.#memory.replyHeard(text);
  }

  /** The caller is about to hear this. */
  saying(text: string, reply: Author, msToAudio: number): void {
    if (reply === null) this.#memory.agentSaid(text);
    if (reply !== this.#number) return;
    this.#said.push(text);
    this.#times?.audible(msToAudio);
  }

  close(): void {
    this.#summariser.stop();
    this.stop();
  }

  #takeGuess(text: string | null): Reply | null {
    const guess = this.#guess;
    const isRight = guess?.text === text && guess?.brief === this.parts.brief() && !guess.reply.isOver;
    if (!isRight) this.dropGuess();
    this.#guess = null;
    return isRight ? guess.reply : null;
  }

  #newReply(guess: RoundRequest | null): Reply {
    const { mouth, log, listener } = this.parts;
    const parts = {
      thinker: this.#thinker,
      memory: this.#memory,
      log,
      request: () => this.#request(),
      listener: {
        onFirstToken: () => this.#times?.reached('first_token'),
        onRoundBegan: () => mouth.openPart(this.#number),
        onPiece: (text: string) => {
          this.#times?.reached('first_text');
          mouth.piece(text);
        },
        onCall: (call: ToolCall) => {
          this.#times?.reached('tool_choice');
          listener.onCall(call);
        },
        onRoundEnded: (isLast: boolean) => {
          mouth.endPart(isLast);
          if (!isLast) return;
          this.#summariser.look();
          listener.onOver();
        },
        onFailed: (error: Parameters<typeof failureOf>[0]) => listener.onFailed(failureOf(error)),
      },
    };
    return new Reply(parts, guess);
  }

  #request(): RoundRequest {
    const { instructions, tools } = this.parts.brief();
    return { instructions, tools, messages: this.#memory.messages(MEMORY_TOKENS), maxOutputTokens: REPLY_MAX_TOKENS };
  }
}
