import type { Clock } from '../common/clock/clock.js';
import { resealAccounts } from '../common/crypto/account-secrets.js';
import { KEYS_SETTLE_MS } from '../common/crypto/key-ring.js';
import type { PrismaService } from '../common/database/prisma.service.js';
import { resealClinic, type Resealed } from '../common/database/sealing/resealing.js';
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
  /** Data keys that nothing needs any more, and that are gone. */
  retired: number;
  /** Values that do not open. While a clinic has some, its old data keys stay: one of them may be what opens them. */
  unreadable: number;
}

/**
 * Brings everything under the first key of ENCRYPTION_KEYS, so that the others can be taken out, and under data keys that are new as
 * well; the old ones are deleted. Servers go on meanwhile. Whatever stops it, it is begun again: what is done stays, and what is left
 * is seen from the rows.
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

  /** @param settleMs after so long nothing is written under keys that servers have read before. */
  async rotate(signal: AbortSignal, settleMs = KEYS_SETTLE_MS): Promise<Rotated> {
    const { keys } = this.database;
    const clinics = new Map<ClinicId, { newest: number; rows: number }>();
    let madeAtMs = 0;
    const audited = await this.database.acrossClinics((tx) => this.trail.clinics(tx));
    for (const clinicId of new Set([...(await keys.clinics()), ...audited])) {
      signal.throwIfAborted();
      await keys.of(clinicId); // one that has sealed nothing yet gets its keys now
      const renewed = await keys.renew(clinicId);
      madeAtMs = Math.max(madeAtMs, renewed.madeAtMs);
      const { rows } = await resealClinic(keys, clinicId, renewed.newest, 'pass_over');
      clinics.set(clinicId, { newest: renewed.newest, rows });
    }
    await this.clock.sleep(Math.max(0, madeAtMs + settleMs - this.clock.now().epochMilliseconds), signal);
    const rotated: Rotated = { clinics: clinics.size, rows: 0, retired: 0, unreadable: 0 };
    for (const [clinicId, clinic] of clinics) {
      signal.throwIfAborted();
      const { rows, unreadable } = await this.finish(clinicId, clinic.newest);
      clinic.rows += rows;
      const retired = unreadable === 0 ? await keys.retire(clinicId, clinic.newest) : 0;
      await this.record(clinicId, { ...clinic, retired });
      rotated.rows += clinic.rows;
      rotated.retired += retired;
      rotated.unreadable += unreadable;
    }
    rotated.rows += await resealAccounts(keys);
    return rotated;
  }

  /** What servers have sealed with the old key since, and what somebody was working on, until nothing is left. */
  private async finish(clinicId: ClinicId, newest: number): Promise<Resealed> {
    for (let rows = 0; ;) {
      const pass = await resealClinic(this.database.keys, clinicId, newest, 'wait');
      rows += pass.rows;
      if (pass.rows === 0) return { rows, unreadable: pass.unreadable };
    }
  }

  /** The entry is under the new key, and proves all entries before it when the old key is gone. */
  private async record(
    clinicId: ClinicId,
    { newest, rows, retired }: { newest: number; rows: number; retired: number },
  ): Promise<void> {
    await this.database.inClinic(clinicId, async (tx) => {
      const { head } = await this.trail.endOf(tx, clinicId);
      if (rows === 0 && retired === 0 && (head === null || head.keyId === this.database.keys.root.currentId)) return;
      await this.audit.record(tx, {
        clinicId,
        at: this.clock.now(),
        actor: this.by,
        action: 'keys.rotated',
        subject: { kind: 'clinic', id: clinicId },
        detail: { dataKey: newest, rows, retired },
      });
    });
  }
}
