/** Deepgram takes 20 `Flush` a minute on a stream and ignores what is beyond; a second more, since messages bunch up on their way. */
const FLUSHES_MAX = 20;
const WINDOW_MS = 61_000;

/** So many are kept for the ends of utterances: an end that is not flushed may never be heard. */
const KEPT_FOR_ENDS = 6;

/** When the flushes of the present stream were sent, oldest first. */
export type FlushLog = readonly number[];

export function flushed(log: FlushLog, atMs: number): FlushLog {
  return [...recent(log, atMs), atMs];
}

/** Whether text may be flushed though more of its utterance is to come. */
export function mayFlushEarly(log: FlushLog, atMs: number): boolean {
  return recent(log, atMs).length < FLUSHES_MAX - KEPT_FOR_ENDS;
}

/** Whether the stream takes a flush at all. Once it does, it does so later too, as long as none is sent. */
export function mayFlush(log: FlushLog, atMs: number): boolean {
  return recent(log, atMs).length < FLUSHES_MAX;
}

function recent(log: FlushLog, atMs: number): number[] {
  return log.filter((sentAtMs) => atMs - sentAtMs < WINDOW_MS);
}
