import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { QUESTIONS, type Question } from './measured-process.types.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const ANSWERS: Record<Question, () => number> = {
  [QUESTIONS.cpu]: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
  [QUESTIONS.liveBytes]: () => {
    collectGarbage();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  },
};

/**
 * Loaded ahead of a measured process's own script (`node --import`): tells what the process uses, without a request that would cost
 * it something, and ends the process when the bench is gone.
 */
process.on('message', (message) => {
  const answer = ANSWERS[message as Question] as (() => number) | undefined;
  if (answer) process.send?.(answer());
});
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
