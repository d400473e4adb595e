import type { AgentFailure } from '../voice-agent.port.js';
import type { StageError } from './stage.types.js';

/** An HTTP answer goes by its status wherever it comes from, and who gives up an attempt needs no stage. */
const WITHOUT_STAGE = /^(http_\d+|aborted)$/;

/** What the failure of a stage is at the port: its code says which of the three providers is meant. */
export function failureOf({ stage, failure: { kind, code } }: Pick<StageError, 'stage' | 'failure'>): AgentFailure {
  return { kind, code: WITHOUT_STAGE.test(code) ? code : `${stage}_${code}` };
}
