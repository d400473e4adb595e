import { Counter, Histogram } from 'prom-client';
import { beginAtZero, type MetricsRegistry } from '../common/metrics/metrics.js';
import { FAILURE_KINDS } from './voice-agent.port.js';

/** `aborted` apart from the failures, so that callers who hang up early don't look like an outage. */
const CONNECT_RESULTS = ['connected', 'aborted', ...FAILURE_KINDS] as const;
export type ConnectResult = (typeof CONNECT_RESULTS)[number];

export type DriverName = 'deepgram' | 'pipeline';

/** What the agent link reports about itself, whichever driver is in use. */
export class AgentMetrics {
  readonly connects: Counter<'driver' | 'result'>;
  readonly connectSeconds: Histogram<'driver'>;
  readonly unknownMessages: Counter<'driver'>;
  readonly protocolViolations: Counter<'driver'>;
  readonly warnings: Counter<'driver' | 'code'>;
  readonly withheldAudioBytes: Counter<'driver'>;
  readonly droppedAudioSeconds: Counter<'driver'>;

  constructor(registry: MetricsRegistry) {
    const registers = [registry];
    this.connects = new Counter({
      name: 'crownline_agent_connects_total',
      help: 'Attempts to open a session with the voice agent, by how they ended.',
      labelNames: ['driver', 'result'],
      registers,
    });
    this.connectSeconds = new Histogram({
      name: 'crownline_agent_connect_seconds',
      help: 'Time from dialling the voice agent to a session that takes audio.',
      labelNames: ['driver'],
      buckets: [0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3],
      registers,
    });
    this.unknownMessages = new Counter({
      name: 'crownline_agent_unknown_messages_total',
      help: 'Messages of a type that this version does not know. Skipped.',
      labelNames: ['driver'],
      registers,
    });
    this.protocolViolations = new Counter({
      name: 'crownline_agent_protocol_violations_total',
      help: 'Messages that are malformed, out of order or repeated. Skipped; a flood of them ends the session.',
      labelNames: ['driver'],
      registers,
    });
    this.warnings = new Counter({
      name: 'crownline_agent_warnings_total',
      help: "Warnings of the voice agent, by its own code; a code that this version does not know counts as 'other'.",
      labelNames: ['driver', 'code'],
      registers,
    });
    this.withheldAudioBytes = new Counter({
      name: 'crownline_agent_withheld_audio_bytes_total',
      help: 'Agent audio of interrupted replies that came too late to be played.',
      labelNames: ['driver'],
      registers,
    });
    this.droppedAudioSeconds = new Counter({
      name: 'crownline_agent_dropped_audio_seconds_total',
      help: 'Caller audio dropped because the voice agent took it too slowly.',
      labelNames: ['driver'],
      registers,
    });
  }

  /** Shows a driver before its first session. */
  knows(driver: DriverName): void {
    for (const result of CONNECT_RESULTS) this.connects.inc({ driver, result }, 0);
    this.connectSeconds.zero({ driver });
    for (const counter of [this.unknownMessages, this.protocolViolations, this.withheldAudioBytes]) {
      beginAtZero(counter, 'driver', [driver]);
    }
    this.droppedAudioSeconds.inc({ driver }, 0);
  }
}
