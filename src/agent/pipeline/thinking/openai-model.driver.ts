import { OpenAI } from 'openai';
import { ABORTED } from '../../deepgram/deepgram-failures.policy.js';
import { boundedFetch } from './bounded-fetch.js';
import { CallAssembly } from './call-assembly.js';
import { LanguageModel, type ModelPiece, type ModelRequest, type TokenUse } from './language-model.port.js';
import { ModelRequests } from './model-requests.js';
import { buildChatRequest, isOpenAi, type OpenAiOption } from './openai-request.builder.js';
import { readChatChunk } from './openai.protocol.js';
import { AT_WORK, lastPieces, type Finish } from './reply-ending.policy.js';
import { failureOfStream, thinkingError } from './thinking-failures.policy.js';

const OPENAI_URL = 'https://api.openai.com/v1';

/** OpenAI's chat completions, streamed, and those of the many servers that speak the same language. */
export class OpenAiModel extends LanguageModel {
  readonly #client: OpenAI;
  readonly #isOpenAi: boolean;
  readonly #requests = new ModelRequests<OpenAiOption>(['temperature', 'max_tokens', 'reasoning_effort']);

  constructor({ apiKey, baseUrl }: { apiKey: string; baseUrl: string | null }) {
    super();
    const baseURL = baseUrl ?? OPENAI_URL;
    this.#isOpenAi = isOpenAi(baseURL);
    this.#client = new OpenAI({
      apiKey,
      baseURL,
      // Else taken from the environment, which src/config alone may read.
      organization: null,
      project: null,
      adminAPIKey: null,
      webhookSecret: null,
      logLevel: 'off', // it logs what the model said
      maxRetries: 0, // the Thinker's decision
      fetch: boundedFetch,
      fetchOptions: { redirect: 'manual' }, // the key and the call go to the address that was set, and to no other
    });
  }

  async *reply(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelPiece, void, undefined> {
    const chunks = await this.#requests.send(request.model.name, signal, (refused) =>
      this.#client.chat.completions.create(buildChatRequest(request, { isOpenAi: this.#isOpenAi, refused }), {
        signal,
      }),
    );
    const calls = new CallAssembly();
    let hasText = false;
    let finish: Finish = null;
    let tokens: TokenUse = { input: 0, cached: 0, output: 0 };
    try {
      for await (const raw of chunks) {
        const chunk = readChatChunk(raw);
        if (!chunk) continue;
        if (chunk.text !== '') {
          hasText = true;
          yield { type: 'text', text: chunk.text };
        }
        for (const fragment of chunk.calls) calls.add(fragment);
        if (chunk.calls.length > 0) yield AT_WORK;
        if (chunk.finishReason) finish = finishOf(chunk.finishReason);
        if (chunk.tokens) tokens = chunk.tokens;
      }
    } catch (error) {
      // After its end nothing is missing but the count of tokens.
      if (!finish) throw thinkingError(signal.aborted ? ABORTED : failureOfStream(error));
    }
    // The client ends an aborted stream without a word.
    if (signal.aborted && !finish) throw thinkingError(ABORTED);
    yield* lastPieces({ finish, hasText, calls, tokens });
  }
}

const finishOf = (reason: string): Finish => (reason === 'length' || reason === 'content_filter' ? 'cut' : 'whole');
