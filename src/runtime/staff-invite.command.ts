import { parseArgs } from 'node:util';
import { z } from 'zod';
import { invitationLink } from '../auth/invitation-link.policy.js';
import { Invitations } from '../auth/invitations.service.js';
import { InviteBody } from '../auth/staff.types.js';
import type { ClinicId } from '../common/ids/ids.js';
import { publicUrlOf } from './composition.builder.js';
import type { CommandContext } from './command.runner.js';
import { withDatabase } from './database.command.js';
import { OperatorError } from './runtime.errors.js';

const USAGE = `npm run staff:invite -- --clinic ID --email ADDRESS [--role ROLE]

  --clinic ID      the clinic's id
  --email ADDRESS  whom to invite
  --role ROLE      owner, front_desk, clinician or auditor; owner when left out`;

const Arguments = InviteBody.extend({ clinic: z.uuid() });

/** `npm run staff:invite`: prints the link by which somebody joins a clinic. It is how its first owner comes in. */
export async function inviteStaff(context: CommandContext, words = process.argv.slice(2)): Promise<void> {
  const { clinic, email, role } = readArguments(words);
  const clinicId = clinic as ClinicId;
  await withDatabase(context, async (database) => {
    if (!(await database.inClinic(clinicId, (tx) => tx.clinic.findUnique({ where: { id: clinicId } })))) {
      throw new OperatorError(`there is no clinic ${clinicId}`);
    }
    const actor = { kind: 'system', id: 'operator' } as const;
    const invitations = Invitations.on(database, context.clock, context.logger);
    const { invitation, token } = await invitations.invite({ clinicId, actor }, { email, role });
    context.print(`Good once, until ${invitation.expiresAt.toString()}:`);
    context.print(invitationLink(publicUrlOf(context.settings), token));
  });
}

function readArguments(words: string[]): z.infer<typeof Arguments> {
  const options = {
    clinic: { type: 'string' },
    email: { type: 'string' },
    role: { type: 'string', default: 'owner' },
  } as const;
  try {
    return Arguments.parse(parseArgs({ args: words, options }).values);
  } catch {
    throw new OperatorError(USAGE);
  }
}
