import { openDeepgramAgent } from '../../agent/deepgram/deepgram-agent.factory.js';
import type { Clock } from '../../common/clock/clock.js';
import type { Logger } from '../../common/logging/logger.js';
import { UsageError } from '../command/command-line.js';
import type { StageOptions } from '../stage/stage.types.js';
import { buildCallerBrief } from './caller-brief.builder.js';
import { LlmCaller } from './llm-caller.js';

type Live = NonNullable<StageOptions['live']>;

/** What a stage needs for calls between the receptionist and a model that plays the caller, which is a Voice Agent. */
export const liveStage = (provider: Live['provider'], clock: Clock, log: Logger): Live => ({
  provider,
  impersonate: ({ name, live, patienceMs }, tools) => {
    if (!live) throw new UsageError(`${name} has no section live.`);
    const agent = openDeepgramAgent(provider.deepgram, clock, log);
    return new LlmCaller({ agent, brief: buildCallerBrief(live), patienceMs }, tools);
  },
});
