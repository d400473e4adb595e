import { join } from 'node:path';
import { ProcessHost } from '../../src/evals/stage/process-host.js';
import { Stage } from '../../src/evals/stage/stage.js';
import { GROUPS } from '../../src/simulation/caller/scenario.types.js';
import { ScenariosService } from '../../src/simulation/caller/scenarios.service.js';
import { openTestDatabase } from '../support/test-database.js';

/**
 * Whole calls: a simulated patient, the carrier, the server, Postgres and the voice agent, over real sockets and in real time.
 * Each scenario is judged by what the database holds and by what each side heard. These stand for the others, which
 * `npm run evals` plays.
 */
const PLAYED = [
  'slot-taken', // booking, with a rival
  'move-visit', // changing
  'text-confirm',
  'guardian-asks', // verifying
  'cannot-breathe', // emergencies
  'transfer-warm', // conversation, with a desk
  'voicemail', // a clinic that is set up in another way
  'outbound-machine', // placed by the clinic
  'zero-for-human', // keypad
  'spanish-message', // languages
  'dropped-socket', // faults
  'hostile-invented-slot',
  'hostile-cancels-unverified',
  'hostile-hangs-up-in-emergency',
];

/** More, and the first calls of a new server wait for its code to be compiled. */
const AT_ONCE = 6;

/** What depends on who hears, thinks and speaks. */
const PLAYED_ON_THE_PIPELINE = [
  'slot-taken',
  'guardian-asks',
  'cannot-breathe',
  'transfer-warm',
  'interrupt-twice',
  'backchannel',
  'keyed-birth-date',
  'spanish-message',
  'hostile-huge-arguments',
];

it('some of every group are played', () => {
  const scenarios = new ScenariosService();
  expect(new Set(PLAYED.map((name) => scenarios.load(name).group))).toEqual(new Set(GROUPS));
});

describe.each([
  ['deepgram', PLAYED],
  ['pipeline', PLAYED_ON_THE_PIPELINE],
] as const)('on the driver %s', (driver, played) => {
  let stage: Stage;

  beforeAll(async () => {
    const build = process.env.TEST_BUILD;
    if (!build) throw new Error('no build: only integration and e2e tests get one');
    stage = await Stage.open({
      driver,
      databases: { create: openTestDatabase, close: () => Promise.resolve() },
      host: new ProcessHost(join(build, 'evals-server.js')),
    });
  });
  afterAll(() => stage.close());

  it('the scenarios hold', async () => {
    const waiting = [...played];
    const failed: object[] = [];
    const playOn = async (): Promise<void> => {
      for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
        const { failures, transcript } = await stage.play(name, 1);
        if (failures.length > 0) failed.push({ name, failures, transcript });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, playOn));
    expect(failed).toEqual([]);
  }, 300_000);

  it('nothing of any caller is in the log', async () => {
    const log = (await stage.logs()).join('\n');
    expect(log).toContain('call.');
    for (const mark of ['Maria', 'Lopez', '5125550', 'leaning', 'crown']) expect(log).not.toContain(mark);
  });
});
