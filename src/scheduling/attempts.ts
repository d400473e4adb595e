import type { PrismaService, Tx } from '../common/database/prisma.service.js';
import type { ClinicId } from '../common/ids/ids.js';

/** Each attempt looks for other chairs and helpers than the one before; whoever loses this often is told that the time is taken. */
const MAX_ATTEMPTS = 8;

/** Thrown to undo a transaction: what it wanted has just been taken, and perhaps there is another way. */
export class LostError extends Error {
  constructor() {
    super('taken by another transaction');
  }
}

/** Thrown to undo a transaction whose outcome changes nothing. */
class UndoneError extends Error {
  constructor() {
    super('nothing to be done');
  }
}

/**
 * Tries `work` in transactions of their own until it has not lost against another one; null when it always has. An outcome that
 * `changes` nothing leaves nothing behind, such as a patient who was registered for it.
 */
export async function inAttempts<Outcome>(
  database: PrismaService,
  clinicId: ClinicId,
  changes: (outcome: Outcome) => boolean,
  work: (tx: Tx, isRetry: boolean) => Promise<Outcome>,
): Promise<Outcome | null> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    let without: { outcome: Outcome } | null = null;
    try {
      return await database.inClinic(clinicId, async (tx) => {
        const outcome = await work(tx, attempt > 1);
        if (changes(outcome)) return outcome;
        without = { outcome };
        throw new UndoneError();
      });
    } catch (error) {
      if (error instanceof UndoneError && without) return (without as { outcome: Outcome }).outcome;
      if (!(error instanceof LostError)) throw error;
    }
  }
  return null;
}
