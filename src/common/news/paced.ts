import type { Clock } from '../clock/clock.js';

/** Something that is done at once when asked for, and then not again for a while: who asks meanwhile is served together, at its end. */
export class Paced {
  private isResting = false;
  private isAskedFor = false;

  constructor(
    private readonly clock: Clock,
    private readonly restMs: number,
    private readonly run: () => void,
  ) {}

  ask(): void {
    if (this.isResting) {
      this.isAskedFor = true;
      return;
    }
    this.isResting = true;
    this.isAskedFor = false;
    this.clock.after(this.restMs, () => {
      this.isResting = false;
      if (this.isAskedFor) this.ask();
    });
    this.run();
  }
}
