import { parseArgs } from 'node:util';
import { NewClinic } from '../clinics/clinic-settings.types.js';
import { NewClinics } from '../clinics/new-clinics.service.js';
import { InvalidInputError } from '../common/errors/domain.error.js';
import type { CommandContext } from './command.runner.js';
import { withDatabase } from './database.command.js';
import { OPERATOR_OPTION, OPERATOR_USAGE, operatorOf } from './operator.js';
import { OperatorError } from './runtime.errors.js';

const USAGE = `npm run clinic:add -- --name NAME --time-zone ZONE --address ADDRESS [--as NAME]

  --name NAME          the clinic's name, as callers hear it
  --time-zone ZONE     its IANA name, such as America/Chicago
  --address ADDRESS    where it is, as callers hear it
${OPERATOR_USAGE}`;

/** `npm run clinic:add`: adds a clinic and prints its id, by which its first owner is invited. */
export async function addClinic(context: CommandContext, words = process.argv.slice(2)): Promise<void> {
  const { clinic, as } = readArguments(words);
  const operator = await operatorOf(context, as);
  await withDatabase(context, async (database) => {
    const clinics = NewClinics.on(database, context.clock, context.logger);
    const id = await clinics.add(clinic, operator).catch((error: unknown) => {
      throw error instanceof InvalidInputError
        ? new OperatorError(`${clinic.timeZone} is no time zone\n\n${USAGE}`)
        : error;
    });
    context.print(id);
  });
}

function readArguments(words: string[]): { clinic: NewClinic; as: string | undefined } {
  const options = {
    ...OPERATOR_OPTION,
    name: { type: 'string' },
    'time-zone': { type: 'string' },
    address: { type: 'string' },
  } as const;
  try {
    const { 'time-zone': timeZone, as, ...rest } = parseArgs({ args: words, options }).values;
    return { clinic: NewClinic.parse({ ...rest, timeZone }), as };
  } catch {
    throw new OperatorError(USAGE);
  }
}
