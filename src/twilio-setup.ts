import { parseArgs } from 'node:util';
import { runCommand } from './runtime/command.runner.js';
import { OPERATOR_OPTION, OPERATOR_USAGE, operatorOf } from './runtime/operator.js';
import { OperatorError } from './runtime/runtime.errors.js';
import { askYesOrNo, isTerminal } from './runtime/twilio-setup/terminal.js';
import { setUpNumber } from './runtime/twilio-setup/twilio-setup.command.js';

const USAGE = `npm run twilio:setup -- [--number NUMBER] [--clinic NAME] [--yes] [--as NAME]

  --number NUMBER  which of the account's numbers; the only one when left out
  --clinic NAME    name or id of the clinic that answers it; the only one when left out
  --yes            goes ahead without asking, after saying what changes
${OPERATOR_USAGE}`;

function readArguments() {
  try {
    return parseArgs({
      options: {
        number: { type: 'string' },
        clinic: { type: 'string' },
        yes: { type: 'boolean', default: false },
        ...OPERATOR_OPTION,
      },
    }).values;
  } catch (error) {
    throw new OperatorError(`${error instanceof Error ? error.message : 'unknown option'}\n\n${USAGE}`);
  }
}

await runCommand('database', async (context) => {
  const { number, clinic, yes, as } = readArguments();
  const operator = await operatorOf(context, as);
  const ask = isTerminal() ? (question: string) => askYesOrNo(question, context.stopping) : null;
  await setUpNumber(context, { number, clinic, operator, confirm: yes ? () => Promise.resolve(true) : ask });
});
