import type { AgentLink } from '../../agent/voice-agent.port.js';
import type { CallsService } from '../../calls/calls.service.js';
import type { Clock } from '../../common/clock/clock.js';
import type { Logger } from '../../common/logging/logger.js';
import type { CallTrace } from '../call-trace.js';
import type { ConversationMetrics } from '../conversation.metrics.js';
import type { CallLimits } from '../limits/call-limits.js';
import { Turnstile } from '../limits/turnstile.js';
import { boundedArguments } from './tool-arguments.policy.js';
import { ToolDesk, type ToolDeskListener } from './tool.desk.js';
import { ToolRunner, type ToolRequest } from './tool.runner.js';
import { rejected, type Tool, type ToolEnd, type ToolSituation } from './tool.types.js';

/** Whatever the model asks for at once: audio, and the other calls, need the process and the database, too. */
const RUNS_AT_ONCE = 4;

export interface CallToolsListener extends ToolDeskListener {
  /** A run has ended after so long, whether or not anybody still waits for it. */
  onRan(ms: number): void;
  /** What goes on beside the conversation: the end of a run is being written down. */
  onRecording(recorded: Promise<void>): void;
}

export interface ToolServices {
  calls: CallsService;
  clock: Clock;
  metrics: ConversationMetrics;
  log: Logger;
  trace: CallTrace | null;
}

/** What a request is handled with. */
export interface ToolBench {
  tools: readonly Tool[];
  context: ToolSituation;
  limits: CallLimits;
  /** The session that asks. */
  link: AgentLink | null;
}

/** The tools of one call: who asks, what runs, who still waits for it. */
export class CallTools {
  private readonly runner: ToolRunner;
  private readonly desk: ToolDesk;
  private readonly turnstile = new Turnstile(RUNS_AT_ONCE);

  constructor(
    private readonly services: ToolServices,
    private readonly listener: CallToolsListener,
  ) {
    const { calls, clock, metrics, log, trace } = services;
    this.runner = new ToolRunner(calls, clock, metrics, log, trace);
    this.desk = new ToolDesk(clock, listener);
  }

  /** The answer belongs to the session that asked. */
  async handle(asked: ToolRequest, bench: ToolBench): Promise<void> {
    const request = { ...asked, argumentsJson: boundedArguments(asked.argumentsJson) };
    const mutates = bench.tools.some((tool) => tool.name === request.name && tool.mutates);
    await this.desk.handle(request, mutates, bench.link, async () => {
      const ended = await this.run(request, bench);
      bench.limits.toolAnswered(request.argumentsJson, JSON.stringify(ended.result));
      return ended;
    });
  }

  /** What is beyond a limit is answered and counted, and leaves no record: a flood must not fill the database either. */
  private async run(request: ToolRequest, { tools, context, limits }: ToolBench): Promise<ToolEnd> {
    if (!limits.allows(request.name)) return LIMIT_REACHED;
    return this.turnstile.pass(async () => {
      const { clock } = this.services;
      const startedAtMs = clock.nowMs();
      const { ended, recorded } = await this.runner.run(request, tools, context);
      this.listener.onRan(clock.nowMs() - startedAtMs);
      this.listener.onRecording(recorded);
      return ended;
    });
  }

  cancel(requestId: string): void {
    this.desk.cancel(requestId);
  }

  abandon(): void {
    this.desk.abandon();
  }
}

const LIMIT_REACHED = rejected(
  'limit_reached',
  'No more can be done now. Ask the caller, or use take_message or transfer_to_human.',
);
