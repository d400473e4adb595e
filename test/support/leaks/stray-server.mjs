import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

// The built server, in which errors get loose whose messages quote a patient. Plain JavaScript: it runs without a compiler.

const load = (module) => import(pathToFileURL(join(process.env.TEST_BUILD, module)).href);
const { createApp } = await load('app.js');
const { runCommand } = await load('runtime/command.runner.js');
const { serveWith } = await load('runtime/server.command.js');

const mark = process.env.STRAY_MARK;

/** As a library would have it: the message, a stack that quotes it, a code and fields of its own, and a cause. */
function stray() {
  const message = `violates: (${mark})\n    at ${mark} (/x/src/${mark}.ts:1:1)`;
  return Object.assign(new Error(message, { cause: new Error(mark) }), { code: mark, detail: mark, meta: { mark } });
}

process.on('SIGUSR2', () => {
  void Promise.reject(stray());
  void Promise.reject(mark);
  process.emitWarning(mark);
  setTimeout(() => {
    throw stray();
  });
});

/** A leak on purpose, in whatever a process shows of itself. */
process.on('SIGWINCH', () => {
  process.title = mark;
  process.stdout.write(`${mark}\n`);
  process.stderr.write(`planted\n`);
});

await runCommand('server', async (context) => {
  await serveWith(createApp)(context);
  throw stray();
});
