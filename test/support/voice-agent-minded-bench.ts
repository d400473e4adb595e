import type { AgentBrief, AgentLink, AgentStage } from '../../src/agent/voice-agent.port.js';
import { useBench, VoiceAgentBench, type VoiceAgentHarness } from './voice-agent-bench.js';
import type { ProtocolBreach, ToolAnswer } from './voice-agent-far-end.js';

/** What a provider does that holds the conversation itself and so has a mind of its own, also what no well-behaved one would do. */
export type ProviderAct =
  | { act: 'caller_starts' }
  /** Judges the caller's turn to be over, apart from telling its words. Nothing, for a provider that does not say so. */
  | { act: 'caller_ends' }
  | { act: 'caller_says'; text: string; languages?: string[] }
  | { act: 'agent_says'; text: string }
  | { act: 'audio'; bytes: Buffer }
  | { act: 'audio_done' }
  | { act: 'requests_tools'; calls: { id: string; name: string; argumentsJson: string }[] }
  | { act: 'cancels_tools'; ids: string[] }
  /** Shows that it has our answer. */
  | { act: 'takes_answer'; id: string }
  | { act: 'refuses_line' }
  | { act: 'measures'; stage: AgentStage; ms: number }
  | { act: 'warns'; code: string }
  | { act: 'nears_its_end' }
  /** A message of a kind that came after our time. */
  | { act: 'says_something_new' }
  /** A message that breaks the provider's protocol, in a frame that does not break the transport's. */
  | { act: 'breaks_protocol'; how: ProtocolBreach };

/** The provider's side of one session. */
export interface ProviderSession {
  /** Makes the session ready; the acts follow as closely as the provider's protocol allows. */
  open(...acts: ProviderAct[]): Promise<void>;
  /** Sends these in order and in one go. */
  act(...acts: ProviderAct[]): void;
  /** Sends these in order, byte by byte. */
  trickle(...acts: ProviderAct[]): Promise<void>;
  nextAnswer(): Promise<ToolAnswer>;
  /** Every answer that has come. */
  answers(): ToolAnswer[];
  nextLine(): Promise<string>;
  /** The next turn of the caller's that was handed over as text. */
  nextHeard(): Promise<string>;
  /** Resolves when it is asked to end the caller's turn. */
  turnEndAsked(): Promise<unknown>;
  /** What it is told anew with the next change of the brief. */
  nextChange(): Promise<ToldChange>;
  /** Stays connected, and neither takes nor answers anything. */
  stopReading(): void;
  resumeReading(): void;
  vanish(): void;
  /** All of the caller's audio so far, once there are this many bytes. */
  audio(bytes: number): Promise<Buffer>;
  /** Resolves when the driver has ended the session. */
  closed: Promise<unknown>;
}

/** As much of a brief as can be seen at the provider. */
export type ToldChange = Partial<Pick<AgentBrief, 'instructions' | 'voices' | 'keyterms'>> & {
  toolNames?: string[];
  modelNames?: string[];
};

export interface MindedHarness extends VoiceAgentHarness {
  nextSession(): Promise<ProviderSession>;
}

/** Audio that shows in a listener's story as text. */
export const letters = (text: string): ProviderAct => ({ act: 'audio', bytes: Buffer.from(text, 'latin1') });
export const broken = (how: ProtocolBreach = 'incomplete'): ProviderAct => ({ act: 'breaks_protocol', how });

export class MindedBench extends VoiceAgentBench<MindedHarness> {
  async open(...acts: ProviderAct[]): Promise<{ link: AgentLink; provider: ProviderSession }> {
    const linking = this.dial();
    const provider = await this.harness.nextSession();
    await provider.open(...acts);
    return { link: await linking, provider };
  }

  /** Resolves when all that the provider has sent so far has been heard. */
  async settled(provider: ProviderSession): Promise<void> {
    const code = 'ALL_HEARD';
    provider.act({ act: 'warns', code });
    await this.listener.next('warned');
  }

  /** Resolves when each side has all that the other had sent. */
  async roundTrip(link: AgentLink, provider: ProviderSession): Promise<void> {
    await this.settled(provider);
    link.endTurn();
    await provider.turnEndAsked();
    await this.settled(provider);
  }
}

/** As `useVoiceAgent`. */
export const useMindedAgent = (startHarness: () => Promise<MindedHarness>): MindedBench =>
  useBench<MindedHarness, MindedBench>(new MindedBench(), startHarness);
