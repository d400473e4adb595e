import type { LanguageModel } from './language-model.port.js';

export interface ModelProvider {
  provider: 'open_ai' | 'anthropic';
  /** Empty: the server wants none. */
  apiKey: string;
  /** Null: the vendor's own. With the version for `open_ai`, e.g. `http://127.0.0.1:11434/v1`, without it for `anthropic`. */
  baseUrl: string | null;
}

/** In place of a key, for a server that wants none: the clients do not go without one. */
const NO_KEY = 'none';

/**
 * One for the whole process: it keeps connections open, and what it has learnt of models. The vendors' clients are large: only
 * the one that is asked for is loaded.
 */
export async function modelFor({ provider, apiKey, baseUrl }: ModelProvider): Promise<LanguageModel> {
  const door = { apiKey: apiKey || NO_KEY, baseUrl };
  if (provider === 'anthropic') {
    const { AnthropicModel } = await import('./anthropic-model.driver.js');
    return new AnthropicModel(door);
  }
  const { OpenAiModel } = await import('./openai-model.driver.js');
  return new OpenAiModel(door);
}
