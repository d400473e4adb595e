import type { AgentBrief, ThinkingModel } from '../voice-agent.port.js';

/** Which models a pipeline may ask. */
export interface ModelChoice {
  /** Whose protocol they speak. */
  vendor: Exclude<ThinkingModel['vendor'], 'google'>;
  /** In the order in which they are tried. Empty: those of the brief that are this vendor's. */
  names: readonly string[];
}

const USUAL_TEMPERATURE = 0.3;

/** In the order in which they are tried; none when the brief names models of other vendors only, and the choice names none. */
export function modelsOf({ vendor, names }: ModelChoice, { models }: Pick<AgentBrief, 'models'>): ThinkingModel[] {
  const temperature = models[0]?.temperature ?? USUAL_TEMPERATURE;
  if (names.length > 0) return names.map((name) => ({ vendor, name, temperature }));
  return models.filter((model) => model.vendor === vendor);
}
