const KINDS = ['unhandledRejection', 'uncaughtException'] as const;

/** Errors that nobody has caught: kept, in place of what Node would do about them, which is to end the process. */
export function catchStrays(): { caught: string[]; release: () => void } {
  const caught: string[] = [];
  const keep = (error: unknown) =>
    void caught.push(error instanceof Error ? (error.stack ?? error.message) : 'an error');
  for (const kind of KINDS) process.on(kind, keep);
  return {
    caught,
    release: () => {
      for (const kind of KINDS) process.off(kind, keep);
    },
  };
}
