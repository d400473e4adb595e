import { runCommand } from './runtime/command.runner.js';
import { inviteStaff } from './runtime/staff-invite.command.js';

await runCommand('database', inviteStaff);
