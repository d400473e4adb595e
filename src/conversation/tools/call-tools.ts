import type { AgentLink } from '../../agent/voice-agent.port.js';
import type { CallsService } from '../../calls/calls.service.js';
import type { Clock } from '../../common/clock/clock.js';
import type { Logger } from '../../common/logging/logger.js';
import type { ConversationMetrics } from '../conversation.metrics.js';
import { ToolDesk, type ToolDeskListener } from './tool.desk.js';
import { ToolRunner, type ToolRequest } from './tool.runner.js';
import type { Tool, ToolContext } from './tool.types.js';

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
}

/** The tools of one call: who asks, what runs, who still waits for it. */
export class CallTools {
  private readonly runner: ToolRunner;
  private readonly desk: ToolDesk;

  constructor(
    private readonly services: ToolServices,
    private readonly listener: CallToolsListener,
  ) {
    const { calls, clock, metrics, log } = services;
    this.runner = new ToolRunner(calls, clock, metrics, log);
    this.desk = new ToolDesk(clock, listener);
  }

  /** The answer belongs to the session that asked. */
  async handle(
    request: ToolRequest,
    tools: readonly Tool[],
    context: Omit<ToolContext, 'now'>,
    link: AgentLink | null,
  ): Promise<void> {
    const { clock } = this.services;
    const mutates = tools.some((tool) => tool.name === request.name && tool.mutates);
    await this.desk.handle(request, mutates, link, async () => {
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
