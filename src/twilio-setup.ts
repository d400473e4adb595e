import { parseArgs } from 'node:util';
import { runCommand } from './runtime/command.runner.js';
import { OperatorError } from './runtime/runtime.errors.js';
import { askYesOrNo, isTerminal } from './runtime/twilio-setup/terminal.js';
import { setUpNumber } from './runtime/twilio-setup/twilio-setup.command.js';

const USAGE = `npm run twilio:setup -- [--number NUMBER] [--clinic NAME] [--yes]

  --number NUMBER  which of the account's numbers; the only one when left out
  --clinic NAME    name or id of the clinic that answers it; the only one when left out
  --yes            goes ahead without asking, after saying what changes`;

function readArguments() {
  try {
    return parseArgs({
      options: {
        number: { type: 'string' },
        clinic: { type: 'string' },
        yes: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new OperatorError(`${error instanceof Error ? error.message : 'unknown option'}\n\n${USAGE}`);
  }
}

await runCommand('database', async (context) => {
  const { number, clinic, yes } = readArguments();
  const ask = isTerminal() ? (question: string) => askYesOrNo(question, context.stopping) : null;
  await setUpNumber(context, { number, clinic, confirm: yes ? () => Promise.resolve(true) : ask });
});
