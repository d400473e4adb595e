import { createApp } from '../../src/app.js';
import { planRuns, type PlannedRun } from '../../src/evals/stage/run-plan.policy.js';
import { Stage, WEEK_BEGINS_AT } from '../../src/evals/stage/stage.js';
import { VirtualHost } from '../../src/evals/stage/virtual-host.js';
import { GROUPS } from '../../src/simulation/caller/scenario.types.js';
import { ScenariosService } from '../../src/simulation/caller/scenarios.service.js';
import { openSpeech } from '../support/kept-speech.js';
import { openTestDatabase } from '../support/test-database.js';

/**
 * Whole calls: a simulated patient, the carrier, the server, Postgres and the voice agent, over real sockets and in virtual time.
 * Each scenario is judged by what the database holds and by what each side heard. `npm run evals` plays them again and again.
 */

/** Without those that others call for, as a rival. */
const NAMES = new ScenariosService().names().filter((name) => !name.endsWith('-rival'));
/** All of them, on both drivers, would take seven times as long: `npm run evals` plays them. Beside those that are named, one of sixteen. */
const EVERY = 16;
const withShareOf = (first: number, named: readonly string[]): string[] =>
  NAMES.filter((name, index) => named.includes(name) || index % EVERY === first);

const PLAYED = withShareOf(0, [
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
]);

/** What depends on who hears, thinks and speaks. */
const PLAYED_ON_THE_PIPELINE = withShareOf(3, [
  'slot-taken',
  'guardian-asks',
  'cannot-breathe',
  'transfer-warm',
  'interrupt-twice',
  'backchannel',
  'keyed-birth-date',
  'spanish-message',
  'hostile-huge-arguments',
]);

it('some of every group are played', () => {
  const scenarios = new ScenariosService();
  expect(new Set(PLAYED.map((name) => scenarios.load(name).group))).toEqual(new Set(GROUPS));
});

describe.each([
  ['deepgram', PLAYED],
  ['pipeline', PLAYED_ON_THE_PIPELINE],
] as const)('on the driver %s', (driver, played) => {
  let host: VirtualHost;
  let stage: Stage;

  beforeAll(async () => {
    host = new VirtualHost(createApp, WEEK_BEGINS_AT, openSpeech());
    stage = await Stage.open({
      driver,
      databases: { create: openTestDatabase, close: () => Promise.resolve() },
      host,
    });
  });
  afterAll(() => stage.close());

  it('the scenarios hold', async () => {
    const failed: object[] = [];
    const play = async ({ scenario, run, startsAfterMs }: PlannedRun): Promise<void> => {
      await host.clock.sleep(startsAfterMs);
      const { failures, transcript } = await stage.play(scenario, run);
      if (failures.length > 0) failed.push({ scenario, failures, transcript });
    };
    const all = planRuns(NAMES, played, { first: 1, count: 1 }).map(play);
    await Promise.race([Promise.all(all), host.passing]);
    expect(failed).toEqual([]);
  }, 300_000);

  it('nothing of any caller is in the log', async () => {
    const log = (await stage.logs()).join('\n');
    expect(log).toContain('call.');
    for (const mark of ['Maria', 'Lopez', '5125550', 'leaning', 'crown']) expect(log).not.toContain(mark);
  });
});
