import type { Clock } from '../common/clock/clock.js';
import { resealAccounts } from '../common/crypto/account-secrets.js';
import { KEYS_ARE_FRESH_MS } from '../common/crypto/key-ring.js';
import type { PrismaService } from '../common/database/prisma.service.js';
import { resealClinic } from '../common/database/sealing/resealing.js';
import type { ClinicId } from '../common/ids/ids.js';
import type { Logger } from '../common/logging/logger.js';
import { AuditLog } from './audit-log.service.js';
import { AuditTrailRepository } from './audit-trail.repository.js';
import type { Actor } from './compliance.types.js';

/** What a rotation has done. */
export interface Rotated {
  clinics: number;
  /** Rows that were sealed anew. */
  rows: number;
}

/**
 * Brings everything under the first key of ENCRYPTION_KEYS, so that the others can be taken out. Servers go on meanwhile. Whatever
 * stops it, it is begun again: what is done stays, and what is left is seen from the rows.
 */
export class KeyRotation {
  constructor(
    private readonly database: PrismaService,
    private readonly trail: AuditTrailRepository,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly by: Actor = { kind: 'system', id: 'keys' },
  ) {}

  /** For a command, which has no modules. */
  static on(database: PrismaService, clock: Clock, log: Logger, by?: Actor): KeyRotation {
    const audit = AuditLog.on(database, log);
    return new KeyRotation(database, new AuditTrailRepository(), audit, clock, by);
  }

  /** @param freshMs for how long a server may go on with keys that it has read before. */
  async rotate(signal: AbortSignal, freshMs = KEYS_ARE_FRESH_MS): Promise<Rotated> {
    const { keys } = this.database;
    const clinics = new Map<ClinicId, { newest: number; rows: number }>();
    let madeAtMs = 0;
    const audited = await this.database.acrossClinics((tx) => this.trail.clinics(tx));
    for (const clinicId of new Set([...(await keys.clinics()), ...audited])) {
      signal.throwIfAborted();
      await keys.of(clinicId); // one that has sealed nothing yet gets its keys now
      const renewed = await keys.renew(clinicId);
      madeAtMs = Math.max(madeAtMs, renewed.madeAtMs);
      const rows = await resealClinic(keys, clinicId, renewed.newest, 'pass_over');
      clinics.set(clinicId, { newest: renewed.newest, rows });
    }
    await this.clock.sleep(Math.max(0, madeAtMs + freshMs - this.clock.now().epochMilliseconds), signal);
    let rows = 0;
    for (const [clinicId, clinic] of clinics) {
      signal.throwIfAborted();
      // What servers have sealed with the old key since, and what somebody was working on.
      clinic.rows += await resealClinic(keys, clinicId, clinic.newest, 'wait');
      await this.record(clinicId, clinic);
      rows += clinic.rows;
    }
    rows += await resealAccounts(keys);
    return { clinics: clinics.size, rows };
  }

  /** The entry is under the new key, and proves all entries before it when the old key is gone. */
  private async record(clinicId: ClinicId, { newest, rows }: { newest: number; rows: number }): Promise<void> {
    await this.database.inClinic(clinicId, async (tx) => {
      const { head } = await this.trail.endOf(tx, clinicId);
      if (rows === 0 && (head === null || head.keyId === this.database.keys.root.currentId)) return;
      await this.audit.record(tx, {
        clinicId,
        at: this.clock.now(),
        actor: this.by,
        action: 'keys.rotated',
        subject: { kind: 'clinic', id: clinicId },
        detail: { dataKey: newest, rows },
      });
    });
  }
}
