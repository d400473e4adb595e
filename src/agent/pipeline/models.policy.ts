import type { AgentBrief, ThinkingModel } from '../voice-agent.port.js';

/** Which models a pipeline may ask. */
export interface ModelChoice {
  /** Whose protocol they speak. */
  vendor: Exclude<ThinkingModel['vendor'], 'google'>;
  /** In the order in which they are tried. Empty: those of the brief that are this vendor's, else its usual one. */
  names: readonly string[];
}

/** Asked where nobody has named a model of the vendor: one that takes tools, and begins to speak in time. */
export const USUAL_MODEL: Readonly<Record<ModelChoice['vendor'], string>> = {
  open_ai: 'gpt-4.1-mini',
  anthropic: 'claude-haiku-4-5',
};

const USUAL_TEMPERATURE = 0.3;

/** In the order in which they are tried; at least one. */
export function modelsOf({ vendor, names }: ModelChoice, { models }: Pick<AgentBrief, 'models'>): ThinkingModel[] {
  const temperature = models[0]?.temperature ?? USUAL_TEMPERATURE;
  const own = models.filter((model) => model.vendor === vendor);
  if (names.length === 0 && own.length > 0) return own;
  return (names.length > 0 ? names : [USUAL_MODEL[vendor]]).map((name) => ({ vendor, name, temperature }));
}
