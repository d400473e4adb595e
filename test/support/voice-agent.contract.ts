import type { VoiceAgentHarness } from './voice-agent-bench.js';
import { voiceAgentConversation } from './voice-agent-conversation.contract.js';
import { voiceAgentLifetime } from './voice-agent-lifetime.contract.js';

/** What every driver of the port promises, checked over real sockets against a far end that is free to misbehave. */
export function voiceAgentContract(name: string, startHarness: () => Promise<VoiceAgentHarness>): void {
  describe(`voice agent contract: ${name}`, () => {
    voiceAgentConversation(startHarness);
  });
  describe(`voice agent contract, from dialling to the end: ${name}`, () => {
    voiceAgentLifetime(startHarness);
  });
}
