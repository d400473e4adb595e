import { CapacityUsageError, runCapacity } from './bench/capacity/capacity.command.js';
import { runCommand } from './runtime/command.runner.js';
import { DEMO_PROFILE } from './runtime/demo-clinic.data.js';
import { EmbeddedDatabase } from './runtime/embedded-postgres/embedded-database.js';

await runCommand('nothing', async ({ settings, clock, stopping, print }) => {
  try {
    await runCapacity(process.argv.slice(2), {
      dataDir: settings.dataDir,
      openDatabase: (folder, more) =>
        EmbeddedDatabase.open({ dataDir: folder, clock, databaseName: 'crownline', settings: more }),
      clinicNumber: DEMO_PROFILE.number,
      clock,
      stopping,
      tell: (line) => void process.stderr.write(`${line}\n`),
      print,
    });
  } catch (error) {
    // Whatever fails once it was asked to stop, fails because of that.
    if (!(error instanceof CapacityUsageError) && !stopping.aborted) throw error;
    if (error instanceof CapacityUsageError) process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
});
