import { RecordKeepersModule } from './record-keepers.module.js';
import { runCommand } from './runtime/command.runner.js';
import { retentionWith } from './runtime/records.command.js';

await runCommand('server', retentionWith(RecordKeepersModule));
