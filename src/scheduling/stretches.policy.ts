/** A stretch of time, [fromMs, toMs) since the epoch or since whatever both sides count from. */
export interface Stretch {
  fromMs: number;
  toMs: number;
}

/** The same time in order and apart: what overlaps or touches is one, what is empty is left out. */
export function united(stretches: readonly Stretch[]): Stretch[] {
  const apart: Stretch[] = [];
  const inOrder = stretches.filter(({ fromMs, toMs }) => fromMs < toMs).sort((a, b) => a.fromMs - b.fromMs);
  for (const { fromMs, toMs } of inOrder) {
    const last = apart.at(-1);
    if (last && fromMs <= last.toMs) last.toMs = Math.max(last.toMs, toMs);
    else apart.push({ fromMs, toMs });
  }
  return apart;
}

/** What both have; each is united. */
export function common(some: readonly Stretch[], others: readonly Stretch[]): Stretch[] {
  return some.flatMap((one) =>
    others
      .map((other) => ({ fromMs: Math.max(one.fromMs, other.fromMs), toMs: Math.min(one.toMs, other.toMs) }))
      .filter(({ fromMs, toMs }) => fromMs < toMs),
  );
}

/** What is left of the one without the other; both are united. */
export function without(whole: readonly Stretch[], cut: readonly Stretch[]): Stretch[] {
  if (cut.length === 0) return [...whole];
  return whole.flatMap((one) => {
    const left: Stretch[] = [];
    let fromMs = one.fromMs;
    for (const hole of cut) {
      if (hole.toMs <= fromMs) continue;
      if (hole.fromMs >= one.toMs) break;
      if (hole.fromMs > fromMs) left.push({ fromMs, toMs: hole.fromMs });
      fromMs = hole.toMs;
    }
    if (fromMs < one.toMs) left.push({ fromMs, toMs: one.toMs });
    return left;
  });
}

/** Those of united ones that overlap [fromMs, toMs). */
export function overlapping(apart: readonly Stretch[], { fromMs, toMs }: Stretch): readonly Stretch[] {
  const first = firstEndingAfter(apart, fromMs);
  let end = first;
  while (end < apart.length && (apart[end] as Stretch).fromMs < toMs) end++;
  return apart.slice(first, end);
}

export const contains = (outer: Stretch, inner: Stretch): boolean =>
  outer.fromMs <= inner.fromMs && inner.toMs <= outer.toMs;

export const isApartFrom = (others: readonly Stretch[], time: Stretch): boolean =>
  others.every((one) => one.toMs <= time.fromMs || time.toMs <= one.fromMs);

export const shifted = ({ fromMs, toMs }: Stretch, byMs: number): Stretch => ({
  fromMs: fromMs + byMs,
  toMs: toMs + byMs,
});

/** By halves: a year of appointments is asked for each of its days. */
function firstEndingAfter(apart: readonly Stretch[], atMs: number): number {
  let [low, high] = [0, apart.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((apart[middle] as Stretch).toMs <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
