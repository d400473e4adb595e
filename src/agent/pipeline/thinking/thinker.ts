import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../common/clock/clock.js';
import type { AgentFailure, ThinkingModel } from '../../voice-agent.port.js';
import { StageError } from '../stage.types.js';
import type { LanguageModel, ModelPiece, ModelRequest } from './language-model.port.js';
import { capped } from './reply-caps.js';
import { EMPTY_REPLY, FIRST_PIECE_LATE, NO_MODEL, thinkingError } from './thinking-failures.policy.js';
import { timedPieces } from './timed-pieces.js';

/** Of all attempts together. */
const REPLY_WITHIN_MS = 20_000;
const TRY_AGAIN_AFTER_MS = 200;

type NamedModel = ModelRequest['model'];

export interface ThinkerOptions {
  /** The order in which they are tried; every reply begins with the first. All of the same provider. */
  models: readonly Pick<ThinkingModel, 'name' | 'temperature'>[];
  clock: Clock;
  /** An attempt failed and another one follows. */
  onWarned: (code: string) => void;
}

/**
 * What the session asks for replies. It tries again and falls back to other models as long as nothing was handed out, so a
 * reply is always the words of one model; and it holds every model to its time and to sizes that a call can bear. A reply
 * without words and calls is asked for once more: it may be meant, and the second one counts.
 *
 * What it hands out: texts that are never empty, complete calls each with an id of its own within the session, and one `end`
 * as the last piece.
 */
export class Thinker {
  readonly #usedIds = new Set<string>();

  constructor(
    private readonly model: LanguageModel,
    private readonly options: ThinkerOptions,
  ) {}

  /**
   * One round of a reply. Ends the request when the consumer leaves the loop.
   *
   * @throws StageError when none of the models replies, when the reply breaks off, and `aborted` as soon as `signal` is
   */
  async *reply(request: Omit<ModelRequest, 'model'>, signal: AbortSignal): AsyncGenerator<ModelPiece, void, undefined> {
    const { clock, onWarned } = this.options;
    const startedAtMs = clock.nowMs();
    const leftMs = (): number => startedAtMs + REPLY_WITHIN_MS - clock.nowMs();
    const left = [...this.options.models];
    let isSecondTry = false;
    let wasEmpty = false;
    for (;;) {
      const [model, ...others] = left;
      if (!model) throw thinkingError(NO_MODEL);
      let isBegun = false;
      const mayBeEmpty = wasEmpty || (isSecondTry && others.length === 0);
      try {
        for await (const piece of this.#attempt({ ...request, model }, leftMs(), signal)) {
          if (piece.type === 'end' && !isBegun && !mayBeEmpty) throw thinkingError(EMPTY_REPLY);
          isBegun = true;
          yield piece;
        }
        return;
      } catch (error) {
        if (isBegun || signal.aborted || !(error instanceof StageError)) throw error;
        const again: boolean = !isSecondTry && isWorthAnotherTry(error, others);
        if (leftMs() <= 0 || (!again && others.length === 0)) throw error;
        onWarned(error.failure.code);
        wasEmpty ||= error.failure === EMPTY_REPLY;
        if (!again) left.shift();
        isSecondTry = again;
      }
      if (isSecondTry) await clock.sleep(TRY_AGAIN_AFTER_MS, signal);
    }
  }

  #attempt(request: ModelRequest & { model: NamedModel }, wholeWithinMs: number, signal: AbortSignal) {
    const pieces = timedPieces(this.model, request, { clock: this.options.clock, wholeWithinMs, signal });
    return capped(pieces, (id) => this.#ownId(id));
  }

  /** Some servers count their calls from zero in every round: there the id of one call would answer another. */
  #ownId(id: string): string {
    const own = this.#usedIds.has(id) ? randomUUID() : id;
    this.#usedIds.add(own);
    return own;
  }
}

/** A model that was silent would cost the same time once more, and one that had nothing to say may have nothing again. */
const isBetterLeft = (failure: AgentFailure): boolean => failure === FIRST_PIECE_LATE || failure === EMPTY_REPLY;

const isWorthAnotherTry = ({ failure }: StageError, others: readonly NamedModel[]): boolean =>
  failure.kind === 'unavailable' && (others.length === 0 || !isBetterLeft(failure));
