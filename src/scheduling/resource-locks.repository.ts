import { Injectable } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import type { ClinicId } from '../common/ids/ids.js';

/**
 * Turns that transactions take at the resources of a clinic, so that none waits for another in a circle.
 *
 * Whoever only adds allocations, in the order of their resources and skipping conflicts, can't deadlock with others of that kind
 * and does not keep them waiting: `shared`. Whoever also takes allocations away (a move, a hold that is used up or has expired)
 * might wait for somebody who waits for them: `exclusive`, alone at its resources. Both ask for all locks before the first change.
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
