import type { MetricsRegistry } from '../../src/common/metrics/metrics.js';
import {
  AgentConnectError,
  type AgentBrief,
  type AgentFailure,
  type AgentLink,
  type AgentStage,
  type VoiceAgent,
} from '../../src/agent/voice-agent.port.js';
import type { ManualClock } from './manual-clock.js';
import { RecordingListener } from './recording-listener.js';

/** What the far end of a session does, in words that fit any provider. */
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

export const protocolBreaches = ['not_text_of_the_protocol', 'without_its_kind', 'incomplete'] as const;
export type ProtocolBreach = (typeof protocolBreaches)[number];

/** Bytes that no transport of the provider's may bring. */
export const corruptions = ['invalid_frame', 'noise', 'invalid_text', 'oversized_message'] as const;
export type Corruption = (typeof corruptions)[number];

/** Ways to be gone without a word of the protocol. */
export const departures = ['vanishes', 'resets_in_a_message', 'ends_its_stream', 'closes_without_a_reason'] as const;
export type Departure = (typeof departures)[number];

/** The provider's side of one session. */
export interface ProviderSession {
  /** Makes the session ready; the acts follow as closely as the provider's protocol allows. */
  open(...acts: ProviderAct[]): Promise<void>;
  /** Makes the session ready and is gone, as closely as the transport allows. */
  openAndLeave(how: Departure): Promise<void>;
  /** Sends these in order and in one go. */
  act(...acts: ProviderAct[]): void;
  /** Sends these in order, byte by byte. */
  trickle(...acts: ProviderAct[]): Promise<void>;
  /** All of the caller's audio so far, once there are this many bytes. */
  audio(bytes: number): Promise<Buffer>;
  nextAnswer(): Promise<{ requestId: string; resultJson: string }>;
  /** Every answer that has come. */
  answers(): { requestId: string; resultJson: string }[];
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
  corrupt(how: Corruption): void;
  leave(how: Departure): void;
  /** Resolves when the driver has ended the session. */
  closed: Promise<unknown>;
}

/** As much of a brief as can be seen at the provider. */
export type ToldChange = Partial<Pick<AgentBrief, 'instructions' | 'voices' | 'keyterms'>> & {
  toolNames?: string[];
  modelNames?: string[];
};

export interface VoiceAgentHarness {
  agent: VoiceAgent;
  clock: ManualClock;
  registry: MetricsRegistry;
  /** Everything logged so far. */
  logged(): string;
  /** Must appear in no log line and no error. */
  secret: string;
  /** From now on, the provider refuses sessions with this HTTP status. */
  refuse(status: number): void;
  /** From now on, the provider takes connections and never answers. */
  stall(): void;
  /** Resolves when the driver's next connection has reached the provider. */
  nextDial(): Promise<unknown>;
  nextSession(): Promise<ProviderSession>;
  /** Resolves when no connection to the provider is open. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

export const plainBrief: AgentBrief = {
  instructions: 'Answer the phone.',
  greeting: 'Good morning.',
  languages: ['en'],
  voices: ['aura-2-thalia-en'],
  models: [{ vendor: 'open_ai', name: 'gpt-4.1-mini', temperature: 0.3 }],
  turnTaking: { endConfidence: 0.7, eagerConfidence: null, endTimeoutMs: 5000 },
  keyterms: [],
  tools: [{ name: 'find_slots', description: 'Free times.', parameters: { type: 'object' }, mutates: false }],
  history: [],
};

/** Enough for any driver to notice that nobody is there any more. */
export const SILENT_PEER_NOTICED_MS = 4_000;

/** Audio that shows in a listener's story as text. */
export const letters = (text: string): ProviderAct => ({ act: 'audio', bytes: Buffer.from(text, 'latin1') });
export const broken = (how: ProtocolBreach = 'incomplete'): ProviderAct => ({ act: 'breaks_protocol', how });
export const toolCall = (id: string, argumentsJson = '{}') => ({ id, name: 'find_slots', argumentsJson });

/** One harness and one listener per test. */
export class VoiceAgentBench<Harness extends VoiceAgentHarness> {
  harness!: Harness;
  listener!: RecordingListener;

  dial(how: { signal?: AbortSignal; brief?: AgentBrief; agent?: VoiceAgent } = {}): Promise<AgentLink> {
    const { signal = new AbortController().signal, brief = plainBrief, agent = this.harness.agent } = how;
    return agent.connect(brief, this.listener, signal);
  }

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

  /** The failure that the attempt ends with; the test fails when it ends otherwise. */
  async failureOf(linking: Promise<AgentLink>): Promise<AgentFailure> {
    const error: unknown = await linking.then(
      () => new Error('connected'),
      (reason: unknown) => reason,
    );
    if (!(error instanceof AgentConnectError)) throw error;
    expect(`${error.message} ${error.stack}`).not.toContain(this.harness.secret);
    return error.failure;
  }

  /** A counter's value over all labels. */
  async counter(metric: string): Promise<number> {
    const { values } = (await this.harness.registry.getSingleMetric(metric)?.get()) ?? { values: [] };
    return values.reduce((sum, { value }) => sum + value, 0);
  }
}

/** Sets up a bench for the tests of this `describe`. Each test must leave no connection, no timer and no secret behind. */
export function useVoiceAgent<Harness extends VoiceAgentHarness>(
  startHarness: () => Promise<Harness>,
): VoiceAgentBench<Harness> {
  const bench = new VoiceAgentBench<Harness>();

  beforeEach(async () => {
    bench.harness = await startHarness();
    bench.listener = new RecordingListener();
  });

  afterEach(async () => {
    try {
      await bench.harness.idle();
      expect(bench.harness.clock.pendingTimers).toBe(0);
      expect(bench.harness.logged()).not.toContain(bench.harness.secret);
    } finally {
      await bench.harness.stop();
    }
  });

  return bench;
}
