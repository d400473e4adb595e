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
import type { FarEnd } from './voice-agent-far-end.js';

/** A driver on a hand-driven clock, facing a far end that does what the test says. */
export interface VoiceAgentHarness {
  agent: VoiceAgent;
  clock: ManualClock;
  registry: MetricsRegistry;
  /** Everything logged so far. */
  logged(): string;
  /** Must appear in no log line and no error. */
  secret: string;
  /** From now on, sessions are refused with this HTTP status. */
  refuse(status: number): void;
  /** From now on, connections are taken and never answered. */
  stall(): void;
  /** From now on, sessions are to be had again. */
  recover(): void;
  /** Resolves when the driver has dialled once more all that a session needs. */
  nextDial(): Promise<unknown>;
  /** The far end of the next session that the driver dials. */
  nextFarEnd(): Promise<FarEnd>;
  /** Of the caller's audio, as the driver has told of it for operators. */
  droppedSeconds(): Promise<number>;
  /** Resolves when no connection is open. */
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

/** Of a session in which the caller has the first word. */
export const quietBrief: AgentBrief = { ...plainBrief, greeting: null };

export const toolCall = (id: string, argumentsJson = '{}') => ({ id, name: 'find_slots', argumentsJson });

/** One harness and one listener per test. */
export class VoiceAgentBench<Harness extends VoiceAgentHarness> {
  harness!: Harness;
  listener!: RecordingListener;

  dial(how: { signal?: AbortSignal; brief?: AgentBrief; agent?: VoiceAgent } = {}): Promise<AgentLink> {
    const { signal = new AbortController().signal, brief = plainBrief, agent = this.harness.agent } = how;
    return agent.connect(brief, this.listener, signal);
  }

  async talk(brief = quietBrief): Promise<{ link: AgentLink; far: FarEnd }> {
    const linking = this.dial({ brief });
    const far = await this.harness.nextFarEnd();
    await far.open();
    return { link: await linking, far };
  }

  /** What was reported of the conversation itself. Times and warnings may come in between where a driver knows of them. */
  get told(): string[] {
    return this.listener.story.filter((line) => !/^(latency_reported|warned) /.test(line));
  }

  /** What was told since the caller last began to speak. */
  get toldSinceStart(): string[] {
    return this.told.slice(this.told.lastIndexOf('caller_started_speaking') + 1);
  }

  /** Lets time pass until this has come. */
  async passUntil<Value>(coming: Promise<Value>): Promise<Value> {
    let hasCome = false;
    const come = (): void => void (hasCome = true);
    coming.then(come, come);
    while (!hasCome) await this.harness.clock.advanceAsync(100, 10);
    return coming;
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
  return useBench(new VoiceAgentBench<Harness>(), startHarness);
}

export function useBench<Harness extends VoiceAgentHarness, Bench extends VoiceAgentBench<Harness>>(
  bench: Bench,
  startHarness: () => Promise<Harness>,
): Bench {
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
