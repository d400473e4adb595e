const SOON_MS = 20;
/** Who has waited for seconds may wait for a twentieth of that again: a read may cost more than all that it waits for. */
const OF_THE_WAIT = 0.05;

/** Reads until it holds. For what happens in another process and can't be awaited; the test's own limit ends it. */
export async function until<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  const beganMs = performance.now();
  for (;;) {
    const value = await read();
    if (holds(value)) return value;
    const pauseMs = Math.max(SOON_MS, OF_THE_WAIT * (performance.now() - beganMs));
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
