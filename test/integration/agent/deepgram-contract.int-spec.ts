import { mindedAgentContract } from '../../support/voice-agent-minded.contract.js';
import { voiceAgentContract } from '../../support/voice-agent.contract.js';
import { startDeepgramHarness } from './deepgram-harness.js';

voiceAgentContract('DeepgramAgentDriver', startDeepgramHarness);
mindedAgentContract('DeepgramAgentDriver', startDeepgramHarness);
