import type { Clock } from '../../common/clock/clock.js';
import type { Logger } from '../../common/logging/logger.js';
import type { AgentMetrics, ConnectResult } from '../agent.metrics.js';
import {
  AgentConnectError,
  VoiceAgent,
  type AgentBrief,
  type AgentLink,
  type AgentListener,
} from '../voice-agent.port.js';
import { ABORTED } from './deepgram-failures.policy.js';
import { dialDeepgram, type DialOutcome } from './deepgram-handshake.js';
import { DeepgramSession } from './deepgram-session.js';
import { buildSettings, type Omitted } from './deepgram-settings.builder.js';
import { ServerInbox } from './server-inbox.js';

const DRIVER = 'deepgram';

/**
 * Deepgram's Voice Agent API, spoken on a bare socket. The vendor's SDK reconnects by itself without repeating `Settings`, and
 * hands out audio as blobs whose decoding lets later messages overtake it: neither can be had on a telephone call.
 */
export class DeepgramAgentDriver extends VoiceAgent {
  constructor(
    private readonly config: { readonly apiKey: string; readonly url: string },
    private readonly clock: Clock,
    private readonly log: Logger,
    private readonly metrics: AgentMetrics,
  ) {
    super();
    metrics.knows(DRIVER);
  }

  async connect(brief: AgentBrief, listener: AgentListener, signal: AbortSignal): Promise<AgentLink> {
    const { clock, log, metrics } = this;
    const { settings, omitted } = buildSettings(brief);
    const onOmitted = (what: Omitted): void => this.#warnOfOmissions(what);
    onOmitted(omitted);
    const startedAtMs = clock.nowMs();
    const inbox = new ServerInbox(metrics, DRIVER);
    const outcome = await dialDeepgram(
      {
        ...this.config,
        settings,
        inbox,
        clock,
        signal,
        onWarning: (code) => log.warn('agent.warned', { driver: DRIVER, code }),
      },
      (opened) =>
        new DeepgramSession(opened, { driver: DRIVER, brief, listener, inbox, onOmitted, clock, log, metrics }),
    );
    this.#record(outcome, clock.nowMs() - startedAtMs);
    if (outcome.kind === 'failed') throw new AgentConnectError(outcome.failure);
    return outcome.session;
  }

  #record(outcome: DialOutcome<AgentLink>, durationMs: number): void {
    this.metrics.connects.inc({ driver: DRIVER, result: resultOf(outcome) });
    const common = { driver: DRIVER, durationMs, ...(outcome.requestId ? { requestId: outcome.requestId } : {}) };
    if (outcome.kind === 'opened') {
      this.metrics.connectSeconds.observe({ driver: DRIVER }, durationMs / 1000);
      return this.log.info('agent.session_opened', common);
    }
    const { kind, code } = outcome.failure;
    // A misuse is ours to mend. Of a refusal, which needs a person as well, the roster tells once, not every call.
    const level = kind === 'misused' ? 'error' : 'warn';
    this.log[level]('agent.connect_failed', { ...common, reason: kind, code });
  }

  #warnOfOmissions({ promptChars, keyterms }: Omitted): void {
    if (promptChars > 0) this.log.warn('agent.prompt_cut', { driver: DRIVER, count: promptChars });
    if (keyterms > 0) this.log.warn('agent.keyterms_cut', { driver: DRIVER, count: keyterms });
  }
}

function resultOf(outcome: DialOutcome<AgentLink>): ConnectResult {
  if (outcome.kind === 'opened') return 'connected';
  return outcome.failure === ABORTED ? 'aborted' : outcome.failure.kind;
}
