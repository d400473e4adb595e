import { DeepgramAgentDriver } from '../../../src/agent/deepgram/deepgram-agent.driver.js';
import { AgentMetrics } from '../../../src/agent/agent.metrics.js';
import { AgentRoster } from '../../../src/agent/roster/agent-roster.js';
import { RosterMetrics } from '../../../src/agent/roster/roster.metrics.js';
import {
  AgentConnectError,
  type AgentBrief,
  type AgentFailure,
  type AgentLink,
  type VoiceAgent,
} from '../../../src/agent/voice-agent.port.js';
import { Logger } from '../../../src/common/logging/logger.js';
import { MetricsRegistry } from '../../../src/common/metrics/metrics.js';
import { ManualClock } from '../../support/manual-clock.js';
import { RecordingListener } from '../../support/recording-listener.js';
import { ScriptedDeepgram, type ScriptedSession } from '../../support/scripted-deepgram.js';
import { until } from '../../support/until.js';
import { plainBrief } from '../../support/voice-agent-bench.js';

const usualBrief: AgentBrief = {
  ...plainBrief,
  keyterms: ['Riverside'],
  history: [{ kind: 'said', role: 'caller', text: 'Mrs Nobody speaking.' }],
};

interface Attempt {
  signal?: AbortSignal;
  brief?: Partial<AgentBrief>;
}

type LogLine = { level: number; event: string } & Record<string, unknown>;

/** A roster of real drivers, each before a scripted provider. */
export class RosterBench {
  usual!: ScriptedDeepgram;
  second!: ScriptedDeepgram;
  roster!: AgentRoster;
  clock!: ManualClock;
  private registry!: MetricsRegistry;
  private lines: string[] = [];

  async begin(withFallback: boolean): Promise<void> {
    this.usual = await ScriptedDeepgram.start();
    this.second = await ScriptedDeepgram.start();
    this.clock = new ManualClock();
    this.registry = new MetricsRegistry();
    this.lines = [];
    const log = Logger.create('debug', { write: (line: string) => void this.lines.push(line) });
    const agentMetrics = new AgentMetrics(this.registry);
    const driver = ({ url }: ScriptedDeepgram) =>
      new DeepgramAgentDriver({ apiKey: 'key', url }, this.clock, log, agentMetrics);
    const routes = [
      { name: 'deepgram', agent: driver(this.usual) },
      ...(withFallback ? [{ name: 'deepgram_fallback', agent: driver(this.second) }] : []),
    ];
    const metrics = new RosterMetrics(this.registry);
    this.roster = new AgentRoster(routes, { clock: this.clock, log, metrics, random: () => 0.5 });
  }

  async end(): Promise<void> {
    await this.roster.onApplicationShutdown();
    await this.usual.idle();
    await this.second.idle();
    expect(this.clock.pendingTimers).toBe(0);
    await this.usual.stop();
    await this.second.stop();
  }

  pick(): VoiceAgent {
    const route = this.roster.pick(new Set());
    if (!route) throw new Error('no route takes calls');
    return route.agent;
  }

  start(agent: VoiceAgent, { signal = new AbortController().signal, brief = {} }: Attempt = {}) {
    const listener = new RecordingListener();
    return { listener, linking: agent.connect({ ...usualBrief, ...brief }, listener, signal) };
  }

  dial(agent: VoiceAgent): Promise<AgentLink> {
    return this.start(agent).linking;
  }

  /** A session at the usual provider. It answers no pings, so that time can pass at once. */
  async open(agent: VoiceAgent): Promise<{ link: AgentLink; session: ScriptedSession; listener: RecordingListener }> {
    const { linking, listener } = this.start(agent);
    const session = await this.usual.nextSession();
    session.ignorePings();
    await session.open();
    return { link: await linking, session, listener };
  }

  async failureOf(agent: VoiceAgent, attempt?: Attempt): Promise<AgentFailure> {
    const error: unknown = await this.start(agent, attempt).linking.catch((reason: unknown) => reason);
    if (!(error instanceof AgentConnectError)) throw new Error('the attempt succeeded, or failed strangely');
    return error.failure;
  }

  /** So many calls, one after another, that can't be connected. */
  async failTimes(calls: number): Promise<void> {
    const agent = this.pick();
    for (let call = 0; call < calls; call++) await this.failureOf(agent);
  }

  /** Waits until a probe, dialled after so many others, has failed, and the next one waits for its time. */
  async probeFails(dialledBefore: number): Promise<void> {
    await until(
      () => Promise.resolve(this.logged('agent.connect_failed').length + this.clock.pendingTimers),
      (failedAndWaiting) => failedAndWaiting === dialledBefore + 2,
    );
  }

  async probeWorks(afterMs: number): Promise<void> {
    this.clock.advance(afterMs);
    await (await this.usual.nextSession()).open();
    await this.untilAvailable();
  }

  async untilAvailable(): Promise<void> {
    await until(
      () => Promise.resolve(this.roster.isAvailable),
      (isAvailable) => isAvailable,
    );
  }

  logged(event: string): LogLine[] {
    return this.lines.map((line) => JSON.parse(line) as LogLine).filter((line) => line.event === event);
  }

  /** Values by label values, e.g. `deepgram quota`. */
  async gauge(name: string): Promise<Record<string, number>> {
    const { values } = (await this.registry.getSingleMetric(name)?.get()) ?? { values: [] };
    return Object.fromEntries(values.map(({ labels, value }) => [Object.values(labels).join(' '), value]));
  }
}

/** Sets up a bench for the tests of this `describe`. Each test must leave no connection and no timer behind. */
export function useRoster({ withFallback = false } = {}): RosterBench {
  const bench = new RosterBench();
  beforeEach(() => bench.begin(withFallback));
  afterEach(() => bench.end());
  return bench;
}
