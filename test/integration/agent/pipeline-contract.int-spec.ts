import { voiceAgentContract } from '../../support/voice-agent.contract.js';
import { startPipelineHarness } from './pipeline-harness.js';

voiceAgentContract('PipelineAgent listening with Flux', () => startPipelineHarness({ recognizer: 'flux' }));
voiceAgentContract('PipelineAgent listening with Nova', () => startPipelineHarness({ recognizer: 'nova' }));
