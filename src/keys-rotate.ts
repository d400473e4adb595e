import { runCommand } from './runtime/command.runner.js';
import { rotateKeys } from './runtime/keys-rotate.command.js';

await runCommand('database', rotateKeys);
