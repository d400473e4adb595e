import { parseArgs } from 'node:util';
import { NewClinic } from '../clinics/clinic-settings.types.js';
import { NewClinics } from '../clinics/new-clinics.service.js';
import { InvalidInputError } from '../common/errors/domain.error.js';
import { phoneNumber } from '../common/validation/field.types.js';
import type { CommandContext } from './command.runner.js';
import { withDatabase } from './database.command.js';
import { OPERATOR_OPTION, OPERATOR_USAGE, operatorOf } from './operator.js';
import { OperatorError } from './runtime.errors.js';

const USAGE = `npm run clinic:add -- --name NAME --time-zone ZONE --address ADDRESS [--number NUMBER] [--as NAME]

  --name NAME          the clinic's name, as callers hear it
  --time-zone ZONE     its IANA name, such as America/Chicago
  --address ADDRESS    where it is, as callers hear it
  --number NUMBER      its line, if it is at no carrier: E.164. \`npm run twilio:setup\` brings one from Twilio
${OPERATOR_USAGE}`;

/** `npm run clinic:add`: adds a clinic and prints its id, by which its first owner is invited. */
export async function addClinic(context: CommandContext, words = process.argv.slice(2)): Promise<void> {
  const { clinic, number, as } = readArguments(words);
  const operator = await operatorOf(context, as);
  await withDatabase(context, async (database) => {
    const clinics = NewClinics.on(database, context.clock, context.logger);
    const id = await clinics.add(clinic, operator, number).catch((error: unknown) => {
      if (!(error instanceof InvalidInputError)) throw error;
      const isTaken = error.issues.some(({ field }) => field === '/number');
      throw new OperatorError(
        isTaken ? `${number} is another clinic's` : `${clinic.timeZone} is no time zone\n\n${USAGE}`,
      );
    });
    context.print(id);
  });
}

function readArguments(words: string[]): { clinic: NewClinic; number: string | null; as: string | undefined } {
  const options = {
    ...OPERATOR_OPTION,
    name: { type: 'string' },
    'time-zone': { type: 'string' },
    address: { type: 'string' },
    number: { type: 'string' },
  } as const;
  try {
    const { 'time-zone': timeZone, number, as, ...rest } = parseArgs({ args: words, options }).values;
    return {
      clinic: NewClinic.parse({ ...rest, timeZone }),
      number: phoneNumber.optional().parse(number) ?? null,
      as,
    };
  } catch {
    throw new OperatorError(USAGE);
  }
}
