import type { AgentBrief } from '../../agent/voice-agent.port.js';
import type { CallHistory } from '../../calls/calls.types.js';
import type { Clinic } from '../../clinics/clinics.types.js';
import type { ConversationMetrics } from '../conversation.metrics.js';
import { HISTORY_CHARS } from './bounded-history.builder.js';
import { meter, spentBefore, tokensOf, UNREAD, type Reading, type ReadingEvent } from './token-meter.policy.js';
import { afterCaller, allowRun, unused, type ToolUse } from './tool-allowance.policy.js';

/** A session whose conversation has grown to this is replaced at a quiet moment by one that is given a summary. */
const OUTGROWN_CHARS = HISTORY_CHARS + 16_000;

export interface CallLimitsListener {
  /** The session has more to read in every turn than it should. Once a session. */
  onOutgrown(): void;
  /** The call has cost what a call may. Again whenever it goes on all the same. */
  onSpent(): void;
}

/** What one call may take of tools and of the model, and what it has taken, earlier streams included. */
export class CallLimits {
  private use: ToolUse;
  private reading: Reading = UNREAD;
  private outgrown = false;
  /** Until the first session is briefed: only then it is known what each turn costs. */
  private stored: CallHistory | null;

  constructor(
    private readonly clinic: Pick<Clinic, 'maxCallTools' | 'maxCallTokens'>,
    stored: CallHistory,
    private readonly metrics: ConversationMetrics,
    private readonly listener: CallLimitsListener,
  ) {
    this.use = unused(stored.tools.length);
    this.stored = stored;
  }

  /** A session begins. */
  briefed({ instructions, tools, history }: AgentBrief): void {
    const briefChars = instructions.length + JSON.stringify(tools).length;
    if (this.stored) this.reading = { ...this.reading, ...spentBefore(this.stored, briefChars, OUTGROWN_CHARS) };
    this.stored = null;
    this.outgrown = false;
    this.note({ type: 'briefed', briefChars, contextChars: JSON.stringify(history).length });
  }

  callerSaid(text: string): void {
    this.use = afterCaller(this.use);
    this.note({ type: 'read', chars: text.length });
    this.lookAtTokens();
  }

  agentSaid(text: string): void {
    this.note({ type: 'wrote', chars: text.length });
  }

  toolAnswered(argumentsJson: string, resultJson: string): void {
    this.note({ type: 'wrote', chars: argumentsJson.length });
    this.note({ type: 'read', chars: resultJson.length });
  }

  /** Counts the run if it may begin. */
  allows(name: string): boolean {
    const { allowed, over, use } = allowRun(this.use, name, this.clinic.maxCallTools);
    this.use = use;
    if (over !== null) this.metrics.callLimits.inc({ limit: over === 'call' ? 'tools' : 'tools_in_turn' });
    // A model that only asks and asks is not stopped by refusals.
    if (!allowed) this.lookAtTokens();
    return allowed;
  }

  private note(event: ReadingEvent): void {
    const before = this.reading.spentChars;
    this.reading = meter(this.reading, event);
    this.metrics.modelTokens.inc(tokensOf(this.reading.spentChars - before));
    if (this.outgrown || this.reading.contextChars <= OUTGROWN_CHARS) return;
    this.outgrown = true;
    this.metrics.callLimits.inc({ limit: 'context' });
    this.listener.onOutgrown();
  }

  private lookAtTokens(): void {
    if (tokensOf(this.reading.spentChars) <= this.clinic.maxCallTokens) return;
    this.metrics.callLimits.inc({ limit: 'tokens' });
    this.listener.onSpent();
  }
}
