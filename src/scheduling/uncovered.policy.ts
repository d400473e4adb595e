import { overlapping, united, without, type Stretch } from './stretches.policy.js';

/**
 * The pieces that blockouts have still to take of their resource: whatever of them is not taken yet, by a visit, by a hold or by
 * another of them. Where blockouts overlap, the one that begins first takes the time.
 *
 * @param taken in any order, may overlap
 */
export function uncoveredPieces<Blockout extends Stretch>(
  blockouts: readonly Blockout[],
  taken: readonly Stretch[],
): { blockout: Blockout; piece: Stretch }[] {
  const apart = united(taken);
  let coveredUntilMs = -Infinity;
  return [...blockouts]
    .sort((a, b) => a.fromMs - b.fromMs)
    .flatMap((blockout) => {
      const rest = { fromMs: Math.max(blockout.fromMs, coveredUntilMs), toMs: blockout.toMs };
      coveredUntilMs = Math.max(coveredUntilMs, blockout.toMs);
      if (rest.fromMs >= rest.toMs) return [];
      return without([rest], overlapping(apart, rest)).map((piece) => ({ blockout, piece }));
    });
}
