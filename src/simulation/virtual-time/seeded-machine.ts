import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { SeededRandom } from '../../common/random/seeded-random.js';

/**
 * From now on everything in this process that the machine would leave to chance follows from one number: ids, tokens, keys, jitters.
 * For processes that only play, never for one that serves anybody.
 *
 * @returns ends it
 */
export function seedMachine(seed: number): () => void {
  const { randomUUID, randomBytes, randomFillSync, randomInt } = crypto;
  const { random } = Math;
  // A stream for each kind: one more id somewhere does not change every jitter after it.
  const ids = new SeededRandom(seed);
  const bytes = new SeededRandom(seed ^ 0x5eed);
  const numbers = new SeededRandom(seed ^ 0xd1ce);
  const fill = <View extends NodeJS.ArrayBufferView>(view: View): View => {
    const all = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    for (let i = 0; i < all.length; i++) all[i] = bytes.below(256);
    return view;
  };
  Object.assign(crypto, {
    randomUUID: () => ids.uuid(),
    randomBytes: (size: number, callback?: (error: null, filled: Buffer) => void) => {
      const filled = fill(Buffer.alloc(size));
      if (!callback) return filled;
      process.nextTick(callback, null, filled);
      return undefined;
    },
    randomFillSync: (view: NodeJS.ArrayBufferView, offset = 0, size = view.byteLength - offset) => {
      fill(new Uint8Array(view.buffer, view.byteOffset + offset, size));
      return view;
    },
    randomInt: (low: number, high?: number) =>
      high === undefined ? numbers.below(low) : low + numbers.below(high - low),
  });
  syncBuiltinESMExports();
  Math.random = () => numbers.next();
  return () => {
    Object.assign(crypto, { randomUUID, randomBytes, randomFillSync, randomInt });
    syncBuiltinESMExports();
    Math.random = random;
  };
}
