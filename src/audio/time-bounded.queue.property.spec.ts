import fc from 'fast-check';
import { BYTES_PER_MS } from './frame.types.js';
import { TimeBoundedQueue } from './time-bounded.queue.js';

type Step = { take: boolean; bytes: number };
const steps = fc.array(fc.record({ take: fc.boolean(), bytes: fc.integer({ min: 1, max: 800 }) }), { maxLength: 200 });

/** Frames are told apart by their first bytes. */
function frameOf(serial: number, bytes: number): Buffer {
  const frame = Buffer.alloc(bytes);
  frame.writeUIntLE(serial & 0xff, 0, 1);
  return frame;
}

describe('the time-bounded queue', () => {
  it('gives frames back in order, the newest that fit, and accounts for every millisecond', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 400 }), (script: Step[], capacityMs) => {
        const queue = new TimeBoundedQueue(capacityMs);
        const capacityBytes = capacityMs * BYTES_PER_MS;
        let expected: Buffer[] = [];
        let droppedBytes = 0;
        let droppedFrames = 0;
        script.forEach(({ take, bytes }, serial) => {
          if (take) return expect(queue.shift()).toBe(expected.shift());
          const frame = frameOf(serial, bytes);
          const droppedMs = queue.push(frame);
          const kept = [...expected, frame];
          let drop = 0;
          while (kept.slice(drop).reduce((sum, one) => sum + one.length, 0) > capacityBytes) drop++;
          const dropped = kept.slice(0, drop).reduce((sum, one) => sum + one.length, 0);
          expected = kept.slice(drop);
          droppedBytes += dropped;
          droppedFrames += drop;
          expect(droppedMs).toBe(dropped / BYTES_PER_MS);
          expect(queue.heldMs).toBeLessThanOrEqual(capacityMs);
        });
        expect(queue.droppedMs).toBe(droppedBytes / BYTES_PER_MS);
        expect(queue.droppedFrames).toBe(droppedFrames);
        for (const frame of expected) expect(queue.shift()).toBe(frame);
        expect(queue.isEmpty).toBe(true);
      }),
    );
  });

  it('is empty after it was cleared, and counts no drop for that', () => {
    const queue = new TimeBoundedQueue(100);
    queue.push(Buffer.alloc(160));
    queue.clear();

    expect([queue.isEmpty, queue.heldMs, queue.droppedFrames, queue.shift()]).toEqual([true, 0, 0, undefined]);
  });

  it('can not be made without room', () => {
    expect(() => new TimeBoundedQueue(0)).toThrow(RangeError);
  });
});
