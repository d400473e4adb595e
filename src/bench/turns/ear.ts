import { SILENCE_BYTE } from '../../audio/frame.types.js';
import type { Clock } from '../../common/clock/clock.js';
import { FrameTicker } from '../../simulation/carrier/frame-ticker.js';
import { PhoneLine } from '../../simulation/carrier/phone-line.js';
import type { BenchCall, FarEnd } from '../lines/bench-call.js';

type Heard = Pick<BenchCall<FarEnd>, 'onAudio' | 'onMark' | 'onClear' | 'echoMark'>;

/** The caller at the carrier's end: hears what is queued at the pace of a telephone, in packets of 20 ms. */
export class Ear {
  onAudible: () => void = () => undefined;
  onClear: () => void = () => undefined;
  /** When the last packet with anything of a reply in it had been played to its end. */
  heardUntilMs = 0;
  private readonly line: PhoneLine;
  private readonly ticker: FrameTicker;

  constructor(
    call: Heard,
    private readonly clock: Clock,
  ) {
    this.ticker = new FrameTicker(clock);
    this.line = new PhoneLine(this.ticker, ({ heard }) => this.hear(heard));
    this.line.attach({ onMarkReached: (name) => call.echoMark(name) });
    call.onAudio = (audio) => void this.line.play(audio);
    call.onMark = (name) => this.line.mark(name);
    call.onClear = () => {
      this.line.clear();
      this.onClear();
    };
  }

  close(): void {
    this.line.close();
  }

  private hear(heard: Buffer): void {
    if (heard.every((byte) => byte === SILENCE_BYTE)) return;
    // The line's time stands still while this process is held up; answers are timed by the clock.
    this.heardUntilMs = this.line.lastBeatMs + this.clock.nowMs() - this.ticker.nowMs();
    this.onAudible();
  }
}
