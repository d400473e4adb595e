import { measureCapacity } from './bench/capacity/measure/measure.runner.js';
import { runCommand } from './runtime/command.runner.js';
import { DEMO_PROFILE } from './runtime/demo-clinic.data.js';
import { EmbeddedDatabase } from './runtime/embedded-postgres/embedded-database.js';
import { writeFileSync } from 'node:fs';

await runCommand('nothing', async ({ settings, clock, stopping, print }) => {
  const figures = await measureCapacity(
    { callers: [2], scenarios: [{ name: 'book-cleaning', callsEach: 1 }, { name: 'long-call', callsEach: 1 }], idleMs: 10000, settleMs: 12000 },
    {
      dataDir: settings.dataDir,
      openDatabase: (folder, more) => EmbeddedDatabase.open({ dataDir: folder, clock, databaseName: 'crownline', settings: more }),
      clinicNumber: DEMO_PROFILE.number,
      command: 'x',
      clock, stopping, tell: print,
    },
  );
  writeFileSync('/tmp/w-capacity-figures.json', JSON.stringify(figures, null, 2));
});
