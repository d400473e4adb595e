import { cpus, loadavg, totalmem } from 'node:os';
import type { Clock } from '../../../common/clock/clock.js';
import type { Scenario } from '../../../simulation/caller/scenario.types.js';
import { ScenariosService } from '../../../simulation/caller/scenarios.service.js';
import { Premises } from '../../lines/premises.js';
import type { Batch, Figures, MeasurePlan } from '../capacity.types.js';
import { BatchRunner, type BatchWish } from './batch.runner.js';
import { COUNTING_SETTINGS, DatabaseMeter } from './database-meter.js';
import { MeasuredServer } from './measured-server.js';
import { objectionsTo } from './objections.policy.js';

export interface MeasureContext {
  dataDir: string;
  /** A database server of its own, in a folder that is gone in the end. */
  openDatabase: (folder: string, settings: Record<string, string>) => Promise<{ url: string; close(): Promise<void> }>;
  clinicNumber: string;
  command: string;
  clock: Clock;
  stopping: AbortSignal;
  tell: (line: string) => void;
}

/** @throws AbortError when it is asked to stop */
export async function measureCapacity(plan: MeasurePlan, context: MeasureContext): Promise<Figures> {
  const { dataDir, clock, stopping, tell } = context;
  const loadWhenItBegan = loadavg()[0] ?? 0;
  return Premises.open(dataDir, 'capacity', async (premises) => {
    try {
      tell('Starting a database and the server …');
      const { url: databaseUrl } = premises.keep(await context.openDatabase(premises.folder, COUNTING_SETTINGS));
      const server = await MeasuredServer.open(premises, { databaseUrl, clinicNumber: context.clinicNumber }, clock);
      const meter = premises.keep(await DatabaseMeter.open(databaseUrl));
      const batches = await play(plan, new BatchRunner(server, meter, clock, stopping), tell);
      const measured = {
        measuredOn: clock.now().toString().slice(0, 10),
        command: context.command,
        machine: { ...describeMachine(), postgresVersion: meter.version, loadWhenItBegan },
        batches,
      };
      return { provisional: objectionsTo(measured), ...measured };
    } finally {
      await premises.close();
    }
  });
}

async function play(plan: MeasurePlan, runner: BatchRunner, tell: (line: string) => void): Promise<Batch[]> {
  const scenarios = new ScenariosService();
  const loaded = plan.scenarios.map(({ name, callsEach }) => ({ scenario: scenarios.load(name), callsEach }));
  const wish = (scenario: Scenario | null, callers: number, callsEach: number): BatchWish => {
    return { scenario, callers, callsEach, idleMs: plan.idleMs, settleMs: plan.settleMs };
  };
  if (plan.warmUpCallers > 0) {
    tell('Warming up …');
    await runner.run(wish(loaded.at(-1)?.scenario ?? null, plan.warmUpCallers, 1));
  }
  tell('Nobody calls …');
  const batches = [await runner.run(wish(null, 0, 0))];
  for (const callers of plan.callers) {
    for (const { scenario, callsEach } of loaded) {
      tell(`${callers} at once, ${scenario.name} …`);
      const batch = await runner.run(wish(scenario, callers, callsEach));
      const { calls, callsBooked, callMinutes, durationSeconds, used } = batch;
      tell(
        `  ${calls} calls (${callsBooked} booked) of ${callMinutes.toFixed(1)} min in ${durationSeconds.toFixed(0)} s: ` +
          `${used.serverCpuSeconds.toFixed(2)} s of CPU, ${used.statements} statements`,
      );
      batches.push(batch);
    }
  }
  return batches;
}

function describeMachine() {
  const all = cpus();
  return {
    cores: all.length,
    model: all[0]?.model.trim() ?? 'unknown',
    memoryBytes: totalmem(),
    platform: `${process.platform} ${process.arch}`,
    nodeVersion: process.versions.node,
  };
}
