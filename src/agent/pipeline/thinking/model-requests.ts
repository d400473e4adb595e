import { ABORTED } from '../../deepgram/deepgram-failures.policy.js';
import { failureOfRequest, thinkingError } from './thinking-failures.policy.js';

/**
 * Sends requests, and learns which options a model does not take. Vendors withdraw options from one model to the next
 * (`temperature` from those that reason), and answer 400 with its name; asked once more without it they reply. Remembered per
 * model for as long as the process lives, so this costs one round trip and no list of models that grows old.
 */
export class ModelRequests<Option extends string> {
  readonly #refused = new Map<string, Set<Option>>();

  constructor(private readonly optional: readonly Option[]) {}

  /** @throws StageError */
  async send<Answer>(
    model: string,
    signal: AbortSignal,
    send: (refused: ReadonlySet<Option>) => Promise<Answer>,
  ): Promise<Answer> {
    const refused = this.#refused.get(model) ?? new Set();
    this.#refused.set(model, refused);
    for (;;) {
      const leftOut: ReadonlySet<Option> = new Set(refused); // another request may learn more while this one is under way
      try {
        return await send(leftOut);
      } catch (error) {
        if (signal.aborted) throw thinkingError(ABORTED);
        const option = this.optional.find((name) => !leftOut.has(name) && isRefused(name, error));
        if (option === undefined) throw thinkingError(failureOfRequest(error));
        refused.add(option);
      }
    }
  }
}

/** OpenAI names it in `param` too, but servers that speak its language, and Anthropic, in their words only. */
function isRefused(option: string, error: unknown): boolean {
  if (!(error instanceof Error) || !('status' in error)) return false;
  return error.status === 400 && new RegExp(`\\b${option}\\b`).test(error.message);
}
