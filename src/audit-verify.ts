import { verifyAudit } from './runtime/audit-verify.command.js';
import { runCommand } from './runtime/command.runner.js';

await runCommand('database', verifyAudit);
