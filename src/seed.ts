import { seedDatabase } from './runtime/database.command.js';
import { runCommand } from './runtime/command.runner.js';

await runCommand('database', seedDatabase);
