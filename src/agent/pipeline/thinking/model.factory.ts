import { AnthropicModel } from './anthropic-model.driver.js';
import type { LanguageModel } from './language-model.port.js';
import { OpenAiModel } from './openai-model.driver.js';

export interface ModelProvider {
  provider: 'open_ai' | 'anthropic';
  apiKey: string;
  /** Null: the vendor's own. With the version for `open_ai`, e.g. `http://127.0.0.1:11434/v1`, without it for `anthropic`. */
  baseUrl: string | null;
}

/** One for the whole process: it keeps connections open, and what it has learnt of models. */
export const modelFor = ({ provider, apiKey, baseUrl }: ModelProvider): LanguageModel =>
  provider === 'anthropic' ? new AnthropicModel({ apiKey, baseUrl }) : new OpenAiModel({ apiKey, baseUrl });
