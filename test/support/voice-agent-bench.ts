import type { MetricsRegistry } from '../../src/common/metrics/metrics.js';
import {
  AgentConnectError,
  type AgentBrief,
  type AgentFailure,
  type AgentLink,
  type VoiceAgent,
} from '../../src/agent/voice-agent.port.js';
import type { ManualClock } from './manual-clock.js';
import { RecordingListener } from './recording-listener.js';

/** What the far end of a session does, in words that fit any provider. */
export type ProviderAct =
  | { act: 'caller_starts' }
  | { act: 'caller_says'; text: string }
  | { act: 'agent_says'; text: string }
  | { act: 'audio'; bytes: Buffer }
  | { act: 'audio_done' }
  | { act: 'requests_tools'; calls: { id: string; name: string; argumentsJson: string }[] }
  | { act: 'cancels_tools'; ids: string[] }
  | { act: 'refuses_line' }
  /** A message that breaks the provider's protocol, in a frame that does not break the transport's. */
  | { act: 'breaks_protocol' };

/** The provider's side of one session. */
export interface ProviderSession {
  /** Makes the session ready; the acts follow as closely as the provider's protocol allows. */
  open(...acts: ProviderAct[]): Promise<void>;
  /** Sends these in order and in one go. */
  act(...acts: ProviderAct[]): void;
  /** All of the caller's audio so far, once there are this many bytes. */
  audio(bytes: number): Promise<Buffer>;
  nextAnswer(): Promise<{ requestId: string; resultJson: string }>;
  /** Every answer that has come. */
  answers(): { requestId: string; resultJson: string }[];
  nextLine(): Promise<string>;
  stopReading(): void;
  resumeReading(): void;
  /** Leaves without a word. */
  drop(): void;
  /** Resolves when the driver has ended the session. */
  closed: Promise<unknown>;
}

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
  language: 'en',
  voice: 'aura-2-thalia-en',
  keyterms: [],
  tools: [{ name: 'find_slots', description: 'Free times.', parameters: { type: 'object' }, mutates: false }],
  history: [],
};

/** Audio that shows in a listener's story as text. */
export const letters = (text: string): ProviderAct => ({ act: 'audio', bytes: Buffer.from(text, 'latin1') });
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
