import { ManualClock } from '../../../test/support/manual-clock.js';
import { FrameTicker } from './frame-ticker.js';

/** A clock whose timers fire late, as they do in a busy process. */
class LateClock extends ManualClock {
  constructor(private readonly delaysMs: number[]) {
    super();
  }

  override after(ms: number, run: () => void) {
    return super.after(Math.max(ms, 0) + (this.delaysMs.shift() ?? 0), run);
  }
}

function listen(clock: ManualClock): { ticker: FrameTicker; dueMs: number[]; stop: () => void } {
  const startMs = clock.nowMs();
  const ticker = new FrameTicker(clock);
  const dueMs: number[] = [];
  const stop = ticker.subscribe((due) => dueMs.push(due - startMs));
  return { ticker, dueMs, stop };
}

describe('FrameTicker', () => {
  it('beats every 20 ms', () => {
    const clock = new ManualClock();
    const { dueMs } = listen(clock);
    clock.advance(100);
    expect(dueMs).toEqual([20, 40, 60, 80, 100]);
  });

  it('keeps to the absolute schedule when its timers come late: nothing drifts and no beat is lost', () => {
    const clock = new LateClock([7, 13, 19, 3, 11, 17]);
    const { dueMs } = listen(clock);
    clock.advance(10_000);
    expect(dueMs).toHaveLength(500);
    expect(dueMs.at(-1)).toBe(10_000);
  });

  it('lets in what arrived during a stall before it catches up', () => {
    const clock = new LateClock([65]);
    const order: string[] = [];
    const ticker = new FrameTicker(clock);
    ticker.subscribe(() => order.push('beat'));
    const arrivedMs = 85; // the timer fires late, at 85 ms: data that is waiting then comes first
    clock.advance(arrivedMs - 1);
    clock.after(1, () => order.push('data'));
    clock.advance(1);
    expect(order).toEqual(['data', 'beat', 'beat', 'beat', 'beat']);
  });

  it('lets no time pass on the lines while the process is held up', () => {
    const clock = new LateClock([0, 700]);
    const { ticker, dueMs } = listen(clock);
    const startMs = clock.nowMs();
    clock.advance(780); // due at 40, it comes at 740
    expect(dueMs).toEqual([20, 40, 60, 80]);
    expect(ticker.nowMs() - startMs).toBe(80);
    clock.advance(40);
    expect(dueMs).toEqual([20, 40, 60, 80, 100, 120]);
  });

  it('rests while nobody listens', () => {
    const clock = new ManualClock();
    const { stop } = listen(clock);
    clock.advance(40);
    stop();
    expect(clock.pendingTimers).toBe(0);
  });

  it('has one timer for any number of listeners', () => {
    const clock = new ManualClock();
    const ticker = new FrameTicker(clock);
    for (let listeners = 0; listeners < 50; listeners++) ticker.subscribe(() => undefined);
    expect(clock.pendingTimers).toBe(1);
    clock.advance(20);
    expect(clock.pendingTimers).toBe(1);
  });

  it('goes on with one timer when the last listener leaves and another comes within one beat', () => {
    const clock = new ManualClock();
    const ticker = new FrameTicker(clock);
    const dueMs: number[] = [];
    const startMs = clock.nowMs();
    const stop = ticker.subscribe(() => {
      stop();
      ticker.subscribe((due) => dueMs.push(due - startMs));
    });
    clock.advance(60);
    expect(dueMs).toEqual([40, 60]);
    expect(clock.pendingTimers).toBe(1);
  });
});
