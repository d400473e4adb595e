import type { CreateApp } from '../../common/common.module.js';
import type { AppConfig } from '../../config/app-config.js';
import { ScenariosService } from '../../simulation/caller/scenarios.service.js';
import { seedMachine } from '../../simulation/virtual-time/seeded-machine.js';
import type { PlannedRun } from './run-plan.policy.js';
import { Stage, WEEK_BEGINS_AT } from './stage.js';
import { stageDatabasesAt } from './stage-databases.js';
import type { RunResult } from './stage.types.js';
import { VirtualHost } from './virtual-host.js';

/** What a process is told to play. */
export interface PlayerOrder {
  driver: AppConfig['agent']['driver'];
  /** The folder of the scenario files; null for the project's. */
  scenarios: string | null;
  /** Of the server that has the databases. */
  databaseUrl: string;
  runs: readonly PlannedRun[];
}

/** What it answers for each of them. */
export type PlayedRun = { scenario: string; run: number } & ({ result: RunResult } | { error: string });

/** Plays on a stage in this very process, in virtual time, what the process before it orders, and tells how each run went. */
export function playAsOrdered(createApp: CreateApp): void {
  process.once('message', (order) => void play(createApp, order as PlayerOrder).finally(() => process.exit()));
  process.once('disconnect', () => process.exit()); // nobody is left to tell
}

async function play(createApp: CreateApp, { driver, scenarios, databaseUrl, runs }: PlayerOrder): Promise<void> {
  const firstMs = Math.min(...runs.map(({ startsAfterMs }) => startsAfterMs));
  seedMachine(runs[0]?.run ?? 0);
  const host = new VirtualHost(createApp, WEEK_BEGINS_AT.add({ milliseconds: firstMs }));
  const stage = await Stage.open({
    driver,
    host,
    scenarios: new ScenariosService(...(scenarios === null ? [] : [scenarios])),
    databases: stageDatabasesAt(databaseUrl),
  });
  const playOne = async ({ scenario, run, startsAfterMs }: PlannedRun): Promise<void> => {
    await host.clock.sleep(startsAfterMs - firstMs);
    const played = await Promise.race([stage.play(scenario, run).then((result) => ({ result })), stuck(host)]).catch(
      (error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }),
    );
    await tell({ scenario, run, ...played });
  };
  await Promise.all(runs.map(playOne));
  await stage.close();
}

const stuck = ({ passing }: VirtualHost): Promise<never> => passing.then(() => Promise.reject(new Error('time ended')));

const tell = (played: PlayedRun): Promise<void> =>
  new Promise((resolve) => process.send?.(played, undefined, {}, () => resolve()) ?? resolve());
