import { errorFields, type Logger } from '../../common/logging/logger.js';
import type { ConversationMemory } from './memory/conversation-memory.js';
import { StageError } from './stage.types.js';
import type { ModelMessage } from './thinking/language-model.port.js';
import type { Thinker } from './thinking/thinker.js';

const INSTRUCTIONS = [
  'Below is the first part of a telephone call between a caller and the receptionist of a clinic.',
  'Summarise it for the receptionist, who goes on with the call and will see nothing else of that part.',
  'Keep every name, number, date, time and id, what was looked up, what was agreed or done, and what is still open.',
  'At most 150 words, in the third person, without comments of your own.',
].join(' ');
const SUMMARY_MAX_TOKENS = 400;

export interface SummariserParts {
  thinker: Thinker;
  memory: ConversationMemory;
  budgetTokens: number;
  log: Logger;
}

/**
 * Replaces the oldest part of a long conversation by a summary, while the caller is talked to. Nobody waits for it: without
 * it the model is told less of what was said long ago.
 */
export class Summariser {
  readonly #closing = new AbortController();
  #isAtWork = false;

  constructor(private readonly parts: SummariserParts) {}

  /** To be called when a reply is complete: the model has nothing else to do. */
  look(): void {
    const stretch = this.#isAtWork ? null : this.parts.memory.toSummarise(this.parts.budgetTokens);
    if (!stretch || this.#closing.signal.aborted) return;
    this.#isAtWork = true;
    void this.#summarise(stretch);
  }

  stop(): void {
    this.#closing.abort();
  }

  async #summarise(stretch: readonly ModelMessage[]): Promise<void> {
    const { memory, log } = this.parts;
    try {
      const text = await this.#asked(stretch);
      if (text !== '' && !this.#closing.signal.aborted) memory.summarised(stretch.length, text);
    } catch (error) {
      if (this.#closing.signal.aborted) return;
      const fields = error instanceof StageError ? { code: error.failure.code } : errorFields(error);
      log.warn('agent.summary_failed', fields);
    } finally {
      this.#isAtWork = false;
    }
  }

  async #asked(stretch: readonly ModelMessage[]): Promise<string> {
    const request = {
      instructions: INSTRUCTIONS,
      messages: [{ role: 'caller', text: stretch.map(asLines).join('\n') } as const],
      tools: [],
      maxOutputTokens: SUMMARY_MAX_TOKENS,
    };
    let text = '';
    for await (const piece of this.parts.thinker.reply(request, this.#closing.signal)) {
      if (piece.type === 'text') text += piece.text;
      if (piece.type === 'end' && piece.why === 'cut') return ''; // half a summary would leave out the end
    }
    return text.trim();
  }
}

function asLines(message: ModelMessage): string {
  switch (message.role) {
    case 'caller':
      return `Caller: ${message.text}`;
    case 'agent':
      return [
        ...(message.text === '' ? [] : [`Receptionist: ${message.text}`]),
        ...message.calls.map(({ name, argumentsJson }) => `Receptionist looks up: ${name} ${argumentsJson}`),
      ].join('\n');
    case 'tools':
      return message.results.map(({ name, resultJson }) => `Result of ${name}: ${resultJson}`).join('\n');
  }
}
