import { parseArgs } from 'node:util';
import { z } from 'zod';
import { invitationLink } from '../auth/invitation-link.policy.js';
import { AccessNotFoundError } from '../auth/auth.errors.js';
import { Invitations } from '../auth/invitations.service.js';
import { SecondFactorCare } from '../auth/second-factor-care.service.js';
import { InviteBody } from '../auth/staff.types.js';
import type { PrismaService } from '../common/database/prisma.service.js';
import { SCOPES } from '../common/http/access.policy.js';
import type { Actor } from '../compliance/compliance.types.js';
import type { ClinicId } from '../common/ids/ids.js';
import { publicUrlOf } from './composition.builder.js';
import type { CommandContext } from './command.runner.js';
import { withDatabase } from './database.command.js';
import { OPERATOR_OPTION, OPERATOR_USAGE, operatorOf } from './operator.js';
import { OperatorError } from './runtime.errors.js';

const USAGE = `npm run staff:invite -- --clinic ID --email ADDRESS [--role ROLE] [--reset-second-factor] [--as NAME]

  --clinic ID            the clinic's id
  --email ADDRESS        whom to invite
  --role ROLE            owner, front_desk, clinician or auditor; owner when left out
  --reset-second-factor  for somebody who works there and has lost phone and recovery codes, where no other owner can:
                         they sign in with their password and enrol again. Be sure that it is they who ask.
${OPERATOR_USAGE}`;

const Arguments = InviteBody.extend({
  clinic: z.uuid(),
  'reset-second-factor': z.boolean(),
  as: z.string().optional(),
});

/**
 * `npm run staff:invite`: prints the link by which somebody joins a clinic, which is how its first owner comes in; or lets its last
 * owner in again.
 */
export async function inviteStaff(context: CommandContext, words = process.argv.slice(2)): Promise<void> {
  const { clinic, email, role, 'reset-second-factor': lost, as } = readArguments(words);
  const actor = await operatorOf(context, as);
  const clinicId = clinic as ClinicId;
  await withDatabase(context, async (database) => {
    if (!(await database.inClinic(clinicId, (tx) => tx.clinic.findUnique({ where: { id: clinicId } })))) {
      throw new OperatorError(`there is no clinic ${clinicId}`);
    }
    if (lost) {
      await resetSecondFactor(context, database, { clinicId, actor }, email);
      return;
    }
    const invitations = Invitations.on(database, context.clock, context.logger);
    const { invitation, token } = await invitations.invite({ clinicId, actor, scopes: SCOPES }, { email, role });
    context.print(`Good once, until ${invitation.expiresAt.toString()}:`);
    context.print(invitationLink(publicUrlOf(context.settings), token));
  });
}

async function resetSecondFactor(
  { clock, logger, print }: CommandContext,
  database: PrismaService,
  of: { clinicId: ClinicId; actor: Actor },
  email: string,
): Promise<void> {
  try {
    await SecondFactorCare.on(database, clock, logger).resetFor(email, of);
  } catch (error) {
    if (error instanceof AccessNotFoundError)
      throw new OperatorError(`nobody of this address works for ${of.clinicId}`);
    throw error;
  }
  print('Done. All their sessions have ended; at the next sign-in they enrol again.');
}

function readArguments(words: string[]): z.infer<typeof Arguments> {
  const options = {
    ...OPERATOR_OPTION,
    clinic: { type: 'string' },
    email: { type: 'string' },
    role: { type: 'string', default: 'owner' },
    'reset-second-factor': { type: 'boolean', default: false },
  } as const;
  try {
    return Arguments.parse(parseArgs({ args: words, options }).values);
  } catch {
    throw new OperatorError(USAGE);
  }
}
