import type { MindedHarness } from './voice-agent-minded-bench.js';
import { mindedConversation } from './voice-agent-minded-conversation.contract.js';
import { mindedInterleaving } from './voice-agent-minded-interleaving.contract.js';
import { mindedInterruption } from './voice-agent-minded-interruption.contract.js';
import { mindedLifetime } from './voice-agent-minded-lifetime.contract.js';

/**
 * What a driver promises about a provider that holds the conversation itself: it speaks and asks for tools when it likes, takes
 * requests back or not, and talks about itself. Beyond what `voiceAgentContract` asks of every driver.
 */
export function mindedAgentContract(name: string, startHarness: () => Promise<MindedHarness>): void {
  describe(`contract with a provider that has a mind of its own: ${name}`, () => {
    describe('while it lasts', () => mindedConversation(startHarness));
    describe('when the caller interrupts', () => mindedInterruption(startHarness));
    describe('from dialling to the end, and out of line', () => mindedLifetime(startHarness));
    describe('in any order of events', () => mindedInterleaving(startHarness));
  });
}
