import { RecordKeepersModule } from './record-keepers.module.js';
import { runCommand } from './runtime/command.runner.js';
import { exportPatientWith } from './runtime/records.command.js';

await runCommand('database', exportPatientWith(RecordKeepersModule));
