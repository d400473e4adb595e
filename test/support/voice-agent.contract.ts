import type { VoiceAgentHarness } from './voice-agent-bench.js';
import { voiceAgentConversation } from './voice-agent-conversation.contract.js';
import { voiceAgentInterleaving } from './voice-agent-interleaving.contract.js';
import { voiceAgentInterruption } from './voice-agent-interruption.contract.js';
import { voiceAgentLifetime } from './voice-agent-lifetime.contract.js';
import { voiceAgentMisbehaviour } from './voice-agent-misbehaviour.contract.js';

/**
 * What every driver of the port promises, checked over real sockets. Whoever holds the conversation at a provider is checked for
 * more: see voice-agent-minded.contract.ts.
 */
export function voiceAgentContract(name: string, startHarness: () => Promise<VoiceAgentHarness>): void {
  describe(`voice agent contract: ${name}`, () => {
    describe('while it lasts', () => voiceAgentConversation(startHarness));
    describe('when the caller interrupts', () => voiceAgentInterruption(startHarness));
    describe('from dialling to the end', () => voiceAgentLifetime(startHarness));
    describe('with a far end out of line', () => voiceAgentMisbehaviour(startHarness));
    describe('in any order of events', () => voiceAgentInterleaving(startHarness));
  });
}
