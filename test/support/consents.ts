import { randomUUID } from 'node:crypto';
import type { PrismaService } from '../../src/common/database/prisma.service.js';

/** Somebody told the clinic's staff that they do not want it. */
export async function refuseContact(
  prisma: PrismaService,
  { at, ...about }: { clinicId: string; number: string; purpose: 'text' | 'call'; at: Date },
): Promise<void> {
  const evidence = { evidenceKind: 'desk_task', evidenceId: randomUUID() };
  await prisma.consent.create({
    data: { ...about, id: randomUUID(), choice: 'refused', channel: 'staff', ...evidence, at },
  });
}
