import { migrateDatabase } from './runtime/database.command.js';
import { runCommand } from './runtime/command.runner.js';

await runCommand('database', migrateDatabase);
