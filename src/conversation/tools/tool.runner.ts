import { z } from 'zod';
import type { Clock } from '../../common/clock/clock.js';
import { AT_LEISURE_MS, patiently } from '../../common/clock/patiently.js';
import { isDatabaseAway } from '../../common/database/database.errors.js';
import { newId } from '../../common/ids/ids.js';
import { errorFields, type Logger } from '../../common/logging/logger.js';
import { storable } from '../../common/validation/storable.policy.js';
import type { CallsService } from '../../calls/calls.service.js';
import type { CallTrace } from '../call-trace.js';
import type { ConversationMetrics } from '../conversation.metrics.js';
import { boundedArguments, parseArguments } from './tool-arguments.policy.js';
import { rejected, type Tool, type ToolContext, type ToolEnd, type ToolSituation } from './tool.types.js';

/** As models are told to name tools: one that asks for another makes up words. */
const TOOL_NAME = /^[\w-]{1,64}$/;
/** A caller who has heard "one moment" waits about that long before asking whether anybody is there. */
const DEADLINE_MS = 6000;
const RECORD_WITHIN_MS = 1000;
/** A database that is away for a moment costs the caller a moment, and no question: it is asked again until the deadline. */
const AGAIN_AFTER_MS: readonly number[] = Array<number>(DEADLINE_MS / 500).fill(500);

/** Stands for any name that the model makes up: those are words like all others, and may be the caller's. */
const UNKNOWN_TOOL = 'unknown';

export interface ToolRequest {
  requestId: string;
  name: string;
  argumentsJson: string;
}

/**
 * Runs one request of the model, whatever it is: every request ends with an answer and a record, also when the tool is
 * unknown, its arguments are wrong, it throws, or it takes too long. A write that outlives its deadline is not taken back:
 * it is idempotent, so the model's second try finds it.
 */
export class ToolRunner {
  constructor(
    private readonly calls: CallsService,
    private readonly clock: Clock,
    private readonly metrics: ConversationMetrics,
    private readonly log: Logger,
    private readonly trace: CallTrace | null,
  ) {}

  /** `recorded` resolves when the end of the run is written down; nobody on the phone waits for it. */
  async run(
    request: ToolRequest,
    tools: readonly Tool[],
    situation: ToolSituation,
  ): Promise<{ ended: ToolEnd; recorded: Promise<void> }> {
    const startedAtMs = this.clock.nowMs();
    const tool = tools.find((candidate) => candidate.name === request.name);
    const args = parseArguments(boundedArguments(request.argumentsJson));
    const name = tool?.name ?? UNKNOWN_TOOL;
    const runId = newId();
    const begun = this.recordStart(runId, { ...request, name }, args, situation);
    await this.shortly(begun);
    const ended = await this.attempt(tool, args, { ...situation, runId, now: this.clock.now() });
    const durationMs = Math.max(0, this.clock.nowMs() - startedAtMs);
    this.metrics.toolSeconds.observe({ tool: name, status: ended.status }, durationMs / 1000);
    this.trace?.toolRan(name, ended.status, startedAtMs);
    return {
      ended,
      recorded: begun.then((isOnRecord) => {
        if (isOnRecord) return this.recordEnd(runId, ended, durationMs, situation);
      }),
    };
  }

  /** A run is on record before it changes anything, unless the database keeps the caller waiting. */
  private async shortly(work: Promise<unknown>): Promise<void> {
    const limit = new AbortController();
    await Promise.race([work, this.clock.sleep(RECORD_WITHIN_MS, limit.signal)]);
    limit.abort();
  }

  private async attempt(tool: Tool | undefined, args: unknown, context: ToolContext): Promise<ToolEnd> {
    if (!tool) return rejected('unknown_tool', 'There is no such tool.');
    const parsed = tool.schema.safeParse(args);
    if (!parsed.success) return rejected('invalid_arguments', describe(parsed.error));
    const timeout = new AbortController();
    const about = { callId: context.call.id, tool: tool.name };
    const warn = (error: unknown, attempt: number) =>
      this.log.warn('tool.try_failed', { ...about, attempt, ...errorFields(error) });
    try {
      return await Promise.race([
        patiently(this.clock, () => tool.run(parsed.data, context), warn, {
          retryAfterMs: AGAIN_AFTER_MS,
          isPassing: isDatabaseAway,
          signal: timeout.signal,
        }),
        this.clock.sleep(DEADLINE_MS, timeout.signal).then(() => timedOut),
      ]);
    } catch (error) {
      this.log.error('tool.failed', { ...about, ...errorFields(error) });
      return failed;
    } finally {
      timeout.abort();
    }
  }

  /** The record must not cost the caller an answer: a tool runs also when its invocation can't be written down. */
  private recordStart(runId: string, request: ToolRequest, args: unknown, { call }: ToolSituation): Promise<boolean> {
    const { requestId, name } = request;
    const run = {
      id: runId,
      requestId: storable(requestId),
      name: TOOL_NAME.test(name) ? name : 'unnamed',
      arguments: args ?? null,
      startedAt: this.clock.now(),
    };
    return this.written(call.id, () => this.calls.startTool(call, run));
  }

  private async recordEnd(runId: string, ended: ToolEnd, durationMs: number, { call }: ToolSituation): Promise<void> {
    const { status, result } = ended;
    await this.written(call.id, () => this.calls.finishTool(call, runId, { status, result, durationMs }));
  }

  private async written(callId: string, write: () => Promise<void>): Promise<boolean> {
    const warn = (error: unknown, attempt: number) =>
      this.log.warn('tool.record_failed', { callId, attempt, ...errorFields(error) });
    try {
      await patiently(this.clock, write, warn, { retryAfterMs: AT_LEISURE_MS });
      return true;
    } catch {
      this.metrics.recordFailures.inc();
      return false;
    }
  }
}

const timedOut: ToolEnd = {
  status: 'timed_out',
  result: { problem: 'timed_out', message: 'That took too long. Say so, and offer to try once more.' },
};

const failed: ToolEnd = {
  status: 'failed',
  result: {
    problem: 'failed',
    message: 'That did not work because of a fault of ours. Say so, and offer to try once more.',
  },
};

const describe = (error: z.ZodError): string =>
  error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.join('.') || 'arguments'}: ${issue.message}`)
    .join('; ');
