import { MessageChannel } from 'node:worker_threads';

/**
 * Keeps the process alive until the returned function is called. The clock's timers don't, and between two steps of a
 * start or a stop nothing else may be open: Node would end in the middle, without a word.
 */
export function holdOpen(): () => void {
  const { port1 } = new MessageChannel();
  port1.ref();
  return () => port1.close();
}
