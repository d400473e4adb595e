import fc from 'fast-check';
import { united, without, type Stretch } from './stretches.policy.js';
import { uncoveredPieces } from './uncovered.policy.js';

const stretch = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 20 }))
  .map(([fromMs, length]): Stretch => ({ fromMs, toMs: fromMs + length }));
const stretches = fc.array(stretch, { maxLength: 12 });

it('takes exactly what blockouts want and nobody has, no moment twice, each within its own', () => {
  fc.assert(
    fc.property(stretches, stretches, (blockouts, taken) => {
      const pieces = uncoveredPieces(blockouts, taken);
      for (const { blockout, piece } of pieces) {
        expect(blockout.fromMs <= piece.fromMs && piece.fromMs < piece.toMs && piece.toMs <= blockout.toMs).toBe(true);
      }
      const all = pieces.map(({ piece }) => piece).sort((a, b) => a.fromMs - b.fromMs);
      all.slice(1).forEach((piece, index) => expect(piece.fromMs).toBeGreaterThanOrEqual(all[index]?.toMs ?? NaN));
      expect(united(all)).toEqual(without(united(blockouts), united(taken)));
    }),
  );
});
