import { openDeepgramAgent } from '../../agent/deepgram/deepgram-agent.factory.js';
import type { Clock } from '../../common/clock/clock.js';
import type { Logger } from '../../common/logging/logger.js';
import type { AppConfig } from '../../config/app-config.js';
import { EvalsUsageError } from '../command/evals.arguments.js';
import type { StageOptions } from '../stage/stage.types.js';
import { buildCallerBrief } from './caller-brief.builder.js';
import { LlmCaller } from './llm-caller.js';

type Provider = AppConfig['agent']['deepgram'];

/** What a stage needs for calls between the receptionist and a model that plays the caller, both sessions of one provider. */
export const liveStage = (provider: Provider, clock: Clock, log: Logger): NonNullable<StageOptions['live']> => ({
  provider,
  impersonate: ({ name, live, patienceMs }, tools) => {
    if (!live) throw new EvalsUsageError(`${name} has no section live.`);
    const agent = openDeepgramAgent(provider, clock, log);
    return new LlmCaller({ agent, brief: buildCallerBrief(live), patienceMs }, tools);
  },
});
