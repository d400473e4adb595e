/** Another clock's time, and ours from before it was asked to after it had answered. */
export interface ClockReading {
  clock: string;
  shownMs: number;
  /** It shows nothing finer than this: a `Date` header has whole seconds. */
  resolutionMs: number;
  sentMs: number;
  receivedMs: number;
}

/** How far the other clock is ahead of ours at least, negative when it is behind: the time on the way proves nothing. */
export function skewMs({ shownMs, resolutionMs, sentMs, receivedMs }: ClockReading): number {
  const latestMs = shownMs + resolutionMs;
  if (shownMs > receivedMs) return shownMs - receivedMs;
  if (latestMs < sentMs) return latestMs - sentMs;
  return 0;
}
