import { createApp } from './app.js';
import { runCommand } from './runtime/command.runner.js';
import { serveWith } from './runtime/server.command.js';

await runCommand('server', serveWith(createApp));
