import { join } from 'node:path';
import { createApp } from '../../../src/app.js';
import { ProcessHost } from '../../../src/evals/stage/process-host.js';
import { Stage, WEEK_BEGINS_AT } from '../../../src/evals/stage/stage.js';
import type { StageHost } from '../../../src/evals/stage/stage-host.js';
import type { RunResult } from '../../../src/evals/stage/stage.types.js';
import { VirtualHost } from '../../../src/evals/stage/virtual-host.js';
import { openSpeech } from '../../support/kept-speech.js';
import { fromEnvironment, openTestDatabase } from '../../support/test-database.js';

/** One call is played twice: in real time by a server in a process of its own, and in virtual time. Both are the same call. */

const SCENARIO = 'book-cleaning';

async function played(driver: 'deepgram' | 'pipeline', host: StageHost): Promise<RunResult> {
  const stage = await Stage.open({
    driver,
    databases: { create: openTestDatabase, close: () => Promise.resolve() },
    host,
  });
  try {
    return await stage.play(SCENARIO, 1);
  } finally {
    await stage.close();
  }
}

it.each(['deepgram', 'pipeline'] as const)('the two worlds agree on the driver %s', async (driver) => {
  const real = await played(driver, new ProcessHost(join(fromEnvironment('TEST_BUILD'), 'evals-server.js')));
  const virtual = await played(driver, new VirtualHost(createApp, WEEK_BEGINS_AT, openSpeech()));
  // What is heard in real time may lack a word on a busy machine; what was said and done may not differ.
  expect(storyOf(real)).toEqual(storyOf(virtual));
  expect(virtual).toMatchObject({ ok: true, failures: [], report: { outcome: 'booked' } });
});

const storyOf = ({ tools, report: { outcome, turns } }: RunResult) => ({
  outcome,
  tools,
  turns: turns.map(({ role, text }) => ({ role, text })),
});
