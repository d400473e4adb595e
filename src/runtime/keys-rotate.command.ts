import { parseArgs } from 'node:util';
import { KeyRotation } from '../compliance/key-rotation.service.js';
import type { CommandContext } from './command.runner.js';
import { withDatabase } from './database.command.js';
import { OPERATOR_OPTION, OPERATOR_USAGE, operatorOf } from './operator.js';
import { OperatorError } from './runtime.errors.js';

const USAGE = `npm run keys:rotate -- [--as NAME]

${OPERATOR_USAGE}`;

/** `npm run keys:rotate`: what is sealed under another key than the first of ENCRYPTION_KEYS is sealed under that one. */
export async function rotateKeys(context: CommandContext): Promise<void> {
  const { clock, logger, print, stopping } = context;
  const operator = await operatorOf(context, readArguments().as);
  await withDatabase(context, async (database) => {
    const { currentId: id, otherIds } = database.keys.root;
    try {
      print(
        `Sealing everything under the key "${id}"; this waits a minute and a half for servers to know the new data keys.`,
      );
      const rotation = KeyRotation.on(database, clock, logger, operator);
      const { clinics, rows, retired, unreadable, broken } = await rotation.rotate(stopping);
      print(`${rows} rows of ${clinics} clinics were sealed anew.`);
      if (retired > 0) print(`${retired} old data keys were deleted: nothing needs them any more.`);
      if (broken > 0) {
        print(`The audit trail of ${broken} clinics is not as it was written: npm run audit:verify says where.`);
        process.exitCode = 1;
      }
      if (unreadable > 0) {
        print(`${unreadable} values do not open, and stay as they are: docs/runbook/CrownlineValuesUnreadable.md.`);
        print('Old data keys of their clinics stay as well.');
      }
      if (otherIds.length > 0)
        print(`ENCRYPTION_KEYS may go on without ${otherIds.map((other) => `"${other}"`).join(', ')}.`);
    } catch (error) {
      if (!stopping.aborted) throw error;
      print('Stopped. Run it again: it goes on where it was.');
      process.exitCode = 1;
    }
  });
}

function readArguments() {
  try {
    return parseArgs({ options: OPERATOR_OPTION }).values;
  } catch {
    throw new OperatorError(USAGE);
  }
}
