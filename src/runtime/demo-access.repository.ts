import type { Temporal } from 'temporal-polyfill';
import { apiKeyPrefix, hashApiKey } from '../auth/api-key.js';
import type { PrismaService } from '../common/database/prisma.service.js';
import { toDate } from '../common/time/instant-date.js';

/**
 * Lets the demo's API key in at the clinic that answers the returned number: the first one of the directory.
 * Nulls when the database has no clinic with a number.
 */
export async function grantDemoAccess(
  database: PrismaService,
  apiKey: string,
  now: Temporal.Instant,
): Promise<{ clinicNumber: string | null; deskNumber: string | null }> {
  // The directory has the lines of all clinics, and the key may have been another one's.
  return database.acrossClinics(async (tx) => {
    const line = await tx.phoneNumber.findFirst({ orderBy: { number: 'asc' }, include: { clinic: true } });
    if (!line) return { clinicNumber: null, deskNumber: null };
    const { clinicId } = line;
    const keyHash = hashApiKey(apiKey);
    await tx.apiKey.upsert({
      where: { keyHash },
      create: { keyHash, clinicId, name: 'demo', prefix: apiKeyPrefix(apiKey), role: 'owner', createdAt: toDate(now) },
      update: { clinicId },
    });
    return { clinicNumber: line.number, deskNumber: line.clinic.deskNumber };
  });
}
