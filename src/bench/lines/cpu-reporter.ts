import { CPU_QUESTION } from './measured-process.types.js';

/**
 * Loaded ahead of a measured process's own script (`node --import`): tells what the process has used of a core, without a request
 * that would cost it something, and ends the process when the bench is gone.
 */
process.on('message', (message) => {
  if (message !== CPU_QUESTION) return;
  const { user, system } = process.cpuUsage();
  process.send?.((user + system) / 1000);
});
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
