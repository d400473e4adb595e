import type { AgentLink } from '../../agent/voice-agent.port.js';
import type { Clock } from '../../common/clock/clock.js';
import { canonicalJson } from './canonical-json.policy.js';
import type { ToolRequest } from './tool.runner.js';
import type { ToolEnd, ToolSequel } from './tool.types.js';

/** What was looked up is true for a while. */
const READ_GOOD_FOR_MS = 30_000;

export interface ToolDeskListener {
  /** A request is open. Every one is followed by exactly one `onFinished`. */
  onStarted(): void;
  /** `answered`: the agent has the result. Otherwise nobody waits for it any more. */
  onFinished(answered: boolean): void;
  /** What the call does now that the agent has its answer. */
  onSequel(sequel: ToolSequel): void;
  /** Something was done of which the agent does not know: whoever asked for it was interrupted. */
  onDoneUnnoticed(done: DoneUnnoticed): void;
}

export interface DoneUnnoticed {
  name: string;
  argumentsJson: string;
  resultJson: string;
}

interface Run {
  readonly mutates: boolean;
  readonly ending: Promise<ToolEnd>;
  end: ToolEnd | null;
  endedAtMs: number;
  /** The agent has read the result. */
  told: boolean;
}

/**
 * The agent's requests to use a tool. A caller who interrupts makes the provider take its request back; the run goes on all the
 * same, so that no write is torn and nothing has to be looked up twice: the request that follows, word for word the same, gets
 * the result of the first. What was changed meanwhile the agent is told in another way.
 */
export class ToolDesk {
  private readonly open = new Map<string, string>();
  private readonly runs = new Map<string, Run>();

  constructor(
    private readonly clock: Clock,
    private readonly listener: ToolDeskListener,
  ) {}

  /** Resolves when the run has ended, answered or not. Never rejects unless `run` does. */
  async handle(
    request: ToolRequest,
    mutates: boolean,
    link: AgentLink | null,
    run: () => Promise<ToolEnd>,
  ): Promise<void> {
    const { requestId } = request;
    const key = `${request.name} ${canonicalJson(request.argumentsJson)}`;
    this.open.set(requestId, key);
    this.listener.onStarted();
    const shared = this.reusable(key) ?? this.begin(key, mutates, run);
    const end = await shared.ending;
    if (!this.open.delete(requestId)) return this.endedUnnoticed(request, key, shared, end);
    const followsUp = end.then && !shared.told;
    shared.told = true;
    link?.answerTool(requestId, JSON.stringify(end.result));
    this.listener.onFinished(true);
    if (followsUp && end.then) this.listener.onSequel(end.then);
  }

  /** The provider has taken the request back. */
  cancel(requestId: string): void {
    if (this.open.delete(requestId)) this.listener.onFinished(false);
  }

  /** The session that asked is gone. */
  abandon(): void {
    for (const requestId of [...this.open.keys()]) this.cancel(requestId);
  }

  private begin(key: string, mutates: boolean, run: () => Promise<ToolEnd>): Run {
    const begun: Run = { mutates, ending: run(), end: null, endedAtMs: 0, told: false };
    this.runs.set(key, begun);
    void begun.ending.then(
      (end) => {
        begun.end = end;
        begun.endedAtMs = this.clock.nowMs();
      },
      () => this.runs.delete(key),
    );
    return begun;
  }

  /** A run that goes on, or one whose result nobody has read and which still holds. */
  private reusable(key: string): Run | null {
    const run = this.runs.get(key);
    if (!run) return null;
    if (run.end === null) return run;
    // Why something was refused may be over: it costs nothing to try again.
    if (run.told || run.end.status !== 'succeeded') return null;
    return run.mutates || this.clock.nowMs() - run.endedAtMs < READ_GOOD_FOR_MS ? run : null;
  }

  private endedUnnoticed({ name, argumentsJson }: ToolRequest, key: string, run: Run, end: ToolEnd): void {
    if (!run.mutates || run.told || end.status !== 'succeeded' || [...this.open.values()].includes(key)) return;
    this.listener.onDoneUnnoticed({ name, argumentsJson, resultJson: JSON.stringify(end.result) });
  }
}
