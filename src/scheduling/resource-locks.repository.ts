import { Injectable } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import type { ClinicId } from '../common/ids/ids.js';

/**
 * Turns that transactions take at the resources of a clinic, so that none waits for another in a circle. Everybody asks in this
 * order, once, and leaves out what they don't need:
 *
 * 1. whoever holds something: the row of the call, the entry of the waiting list, or the turn of a key or an account
 * 2. the patient's number, then the patient (row)
 * 3. the idempotency key (the new visit's row), and rows that go with the visit, such as texts and jobs
 * 4. turns at all resources at which time is taken
 * 5. the visit that changes (row), then its hold (row); for holds in the way nobody waits, but tries again from the start
 * 6. allocations: what goes before, then what comes, by resource and time
 * 7. what else goes: holds (rows, by id), allocations
 * 8. what nobody waits for, and last the audit entry
 *
 * Whoever inserts into an exclusion constraint waits for others who have inserted there, or are deleting there, until they
 * commit. Those who only take time do so in one order, so they can't wait in a circle: they share turns (`shared`). Whoever has
 * given time back before may keep somebody waiting whom they wait for themselves: their turn is theirs alone (`exclusive`).
 * Whoever only gives time back, or does so when there is nothing more to take, waits for nobody afterwards: no turn is needed.
 */
@Injectable()
export class ResourceLocks {
  /** Until the transaction ends. */
  async take(tx: Tx, clinicId: ClinicId, resourceIds: readonly string[], mode: 'shared' | 'exclusive'): Promise<void> {
    const names = [...new Set(resourceIds)].sort().map((id) => `resource ${clinicId} ${id}`);
    if (mode === 'shared') {
      await tx.$executeRaw`
        SELECT pg_advisory_xact_lock_shared(hashtextextended(name, 0)) FROM unnest(${names}::text[]) AS name`;
    } else {
      await tx.$executeRaw`
        SELECT pg_advisory_xact_lock(hashtextextended(name, 0)) FROM unnest(${names}::text[]) AS name`;
    }
  }
}
