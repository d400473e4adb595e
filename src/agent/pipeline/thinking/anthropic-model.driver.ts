import { Anthropic } from '@anthropic-ai/sdk';
import { ABORTED } from '../../deepgram/deepgram-failures.policy.js';
import { buildMessageRequest, type AnthropicOption } from './anthropic-request.builder.js';
import { readAnthropicEvent, tokensOf, type AnthropicUsage } from './anthropic.protocol.js';
import { boundedFetch } from './bounded-fetch.js';
import { CallAssembly } from './call-assembly.js';
import { LanguageModel, type ModelPiece, type ModelRequest } from './language-model.port.js';
import { ModelRequests } from './model-requests.js';
import { AT_WORK, lastPieces, type Finish } from './reply-ending.policy.js';
import { failureOfStream, thinkingError } from './thinking-failures.policy.js';

const ANTHROPIC_URL = 'https://api.anthropic.com';

/** Stopped by the provider: too long, or not to be said. */
const cutReasons: ReadonlySet<string> = new Set(['max_tokens', 'model_context_window_exceeded', 'refusal']);

/** Anthropic's messages, streamed. */
export class AnthropicModel extends LanguageModel {
  readonly #client: Anthropic;
  readonly #requests = new ModelRequests<AnthropicOption>(['temperature', 'thinking']);

  constructor({ apiKey, baseUrl }: { apiKey: string; baseUrl: string | null }) {
    super();
    this.#client = new Anthropic({
      apiKey,
      baseURL: baseUrl ?? ANTHROPIC_URL,
      webhookKey: null, // else taken from the environment, which src/config alone may read
      openTelemetry: false, // its traces can hold what was said
      logLevel: 'off',
      maxRetries: 0, // the Thinker's decision
      fetch: boundedFetch,
      fetchOptions: { redirect: 'manual' }, // the key and the call go to the address that was set, and to no other
    });
  }

  async *reply(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelPiece, void, undefined> {
    const events = await this.#requests.send(request.model.name, signal, (refused) =>
      this.#client.messages.create(buildMessageRequest(request, refused), { signal }),
    );
    const calls = new CallAssembly();
    let hasText = false;
    let finish: Finish = null;
    let usage: AnthropicUsage = {};
    try {
      for await (const raw of events) {
        const news = readAnthropicEvent(raw);
        if (!news) continue;
        if (news.text !== '') {
          hasText = true;
          yield { type: 'text', text: news.text };
        }
        if (news.call) {
          calls.add(news.call);
          yield AT_WORK;
        }
        if (news.stopReason) finish = cutReasons.has(news.stopReason) ? 'cut' : 'whole';
        if (news.usage) usage = updated(usage, news.usage);
      }
    } catch (error) {
      // After its end nothing is missing.
      if (!finish) throw thinkingError(signal.aborted ? ABORTED : failureOfStream(error));
    }
    // The client ends an aborted stream without a word.
    if (signal.aborted && !finish) throw thinkingError(ABORTED);
    yield* lastPieces({ finish, hasText, calls, tokens: tokensOf(usage) });
  }
}

/** Counts are totals; a later event need not repeat those of an earlier one. */
const updated = (usage: AnthropicUsage, later: AnthropicUsage): AnthropicUsage => ({
  input_tokens: later.input_tokens ?? usage.input_tokens,
  cache_read_input_tokens: later.cache_read_input_tokens ?? usage.cache_read_input_tokens,
  cache_creation_input_tokens: later.cache_creation_input_tokens ?? usage.cache_creation_input_tokens,
  output_tokens: later.output_tokens ?? usage.output_tokens,
});
