import type { AgentMetrics } from '../agent.metrics.js';
import { parseServerMessage, warningCodes, type ServerMessage } from './deepgram-agent.protocol.js';

/** More than this in one session, and whoever is at the other end does not speak the protocol. */
export const MAX_VIOLATIONS = 50;

/** Reads a session's inbound text frames, and counts what is wrong with them. */
export class ServerInbox {
  #violations = 0;

  constructor(
    private readonly metrics: AgentMetrics,
    private readonly driver: string,
  ) {}

  /** The message that is to be acted on; null when there is none in it. */
  read(frame: Buffer): ServerMessage | null {
    const parsed = parseServerMessage(frame.toString('utf8'));
    if (parsed.kind === 'message') return parsed.message;
    if (parsed.kind === 'malformed') this.countViolation();
    if (parsed.kind === 'unknown') this.metrics.unknownMessages.inc({ driver: this.driver });
    return null;
  }

  /** A label has to come from a closed list: what a provider sends must not be able to grow the metrics. */
  countWarning(code: string): void {
    this.metrics.warnings.inc({ driver: this.driver, code: warningCodes.has(code) ? code : 'other' });
  }

  /** Also called for a well-formed message that may not come at this point. */
  countViolation(): void {
    this.#violations += 1;
    this.metrics.protocolViolations.inc({ driver: this.driver });
  }

  get flooded(): boolean {
    return this.#violations > MAX_VIOLATIONS;
  }
}
