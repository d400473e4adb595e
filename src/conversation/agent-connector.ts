import { AgentConnectError, type AgentFailure, type AgentLink } from '../agent/voice-agent.port.js';
import type { CallsService } from '../calls/calls.service.js';
import type { Call, CallHistory } from '../calls/calls.types.js';
import type { Clock } from '../common/clock/clock.js';
import { withinMs } from '../common/clock/deadline.js';
import { errorFields, type Logger } from '../common/logging/logger.js';
import type { AgentSession } from './agent-session.js';
import type { AgentVoice } from './agent-voice.js';
import type { CallTrace } from './call-trace.js';
import { pickUp, type PickUp } from './history.builder.js';
import type { RecordWriter } from './record.writer.js';

/** A stream does not wait longer than that for the database to go on. */
const HISTORY_WITHIN_MS = 500;

export interface ConnectorParts {
  call: Call;
  session: AgentSession;
  writer: RecordWriter;
  calls: CallsService;
  clock: Clock;
  log: Logger;
  trace: CallTrace | null;
}

/** Brings an agent to the call, with the conversation so far. */
export class AgentConnector {
  private takenUp: PickUp = { how: 'greet' };

  constructor(private readonly parts: ConnectorParts) {}

  /** Where the present session takes up the conversation. */
  get pickUp(): PickUp {
    return this.takenUp;
  }

  /**
   * Opens a session; `ready` runs before anything of it is reported. Answers what went wrong, or null.
   *
   * `owed`: the caller is known to wait for an answer. `stored`: the conversation as it was stored when this stream began; null for a
   * call in which nothing was said yet. `isLatest`: nothing was said since.
   */
  async connect(
    voice: AgentVoice,
    stored: CallHistory | null,
    { elsewhere, owed, isLatest }: { elsewhere: boolean; owed: boolean; isLatest: boolean },
    ready: () => void,
  ): Promise<AgentFailure | null> {
    const { session, clock, trace } = this.parts;
    const askedAtMs = clock.nowMs();
    const prepare = async () => {
      const history = stored === null || isLatest ? stored : await this.latest(stored);
      const taken = history === null ? voice.beginning : pickUp(history, voice.comforts, owed);
      this.takenUp = taken.pickUp;
      return voice.brief(taken);
    };
    const failure = await this.failureOf(session.open(prepare, ready, { elsewhere, live: stored !== null }));
    const link = failure ? null : session.link;
    trace?.agentAsked(askedAtMs, session.routeName, failure?.kind ?? (link ? 'connected' : 'given_up'));
    if (link) this.logSession(link, clock.nowMs() - askedAtMs);
    return failure;
  }

  private async failureOf(opening: Promise<void>): Promise<AgentFailure | null> {
    const { call, log } = this.parts;
    try {
      await opening;
      return null;
    } catch (error) {
      if (error instanceof AgentConnectError) return error.failure;
      log.error('call.connect_fault', { callId: call.id, ...errorFields(error) });
      return { kind: 'misused', code: 'driver_fault' };
    }
  }

  /** What the driver logs goes by the id of the session alone: it knows of no calls. */
  private logSession({ sessionId: requestId }: AgentLink, durationMs: number): void {
    const { call, session, log } = this.parts;
    const { routeName: route } = session;
    log.info('call.agent_connected', { callId: call.id, requestId, durationMs, ...(route && { route }) });
  }

  /** What is stored now is what counts; without the database, what was stored when this stream began. */
  private async latest(stored: CallHistory): Promise<CallHistory> {
    const { call, writer, calls, clock, log } = this.parts;
    try {
      await withinMs(clock, HISTORY_WITHIN_MS, writer.flush());
      return await withinMs(clock, HISTORY_WITHIN_MS, calls.history(call));
    } catch (error) {
      log.warn('call.history_unavailable', { callId: call.id, ...errorFields(error) });
      return stored;
    }
  }
}
