import type { AgentFailure } from '../voice-agent.port.js';

/** The three that a pipeline is made of, each with a provider, a connection and failures of its own. */
export type Stage = 'listening' | 'thinking' | 'speaking';

/** A stage can't go on: it was not to be had, or was lost and did not come back in time. Never tells what was said. */
export class StageError extends Error {
  constructor(
    readonly stage: Stage,
    readonly failure: AgentFailure,
  ) {
    super(`${stage} ${failure.kind}: ${failure.code}`);
  }
}
