import { addClinic } from './runtime/clinic-add.command.js';
import { runCommand } from './runtime/command.runner.js';

await runCommand('database', addClinic);
