import type { Clock } from '../../common/clock/clock.js';
import type { AgentStage } from '../voice-agent.port.js';

/** The times of one reply, each told once. They count from the end of the caller's turn, but for `speech`. */
export class ReplyTimes {
  readonly #told = new Set<AgentStage>();

  constructor(
    private readonly sinceMs: number,
    private readonly clock: Clock,
    private readonly onTime: (stage: AgentStage, ms: number) => void,
  ) {}

  reached(stage: Exclude<AgentStage, 'speech'>): void {
    this.#tell(stage, Math.max(0, this.clock.nowMs() - this.sinceMs));
  }

  /** The reply is about to be heard. `speechMs`: from its first text to that. */
  audible(speechMs: number): void {
    this.#tell('speech', speechMs);
    this.reached('total');
  }

  #tell(stage: AgentStage, ms: number): void {
    if (this.#told.has(stage)) return;
    this.#told.add(stage);
    this.onTime(stage, ms);
  }
}
