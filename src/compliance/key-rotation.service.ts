import type { Clock } from '../common/clock/clock.js';
import { resealAccounts } from '../common/crypto/account-secrets.js';
import { KEYS_SETTLE_MS } from '../common/crypto/key-ring.js';
import type { PrismaService } from '../common/database/prisma.service.js';
import { resealClinic, type Resealed } from '../common/database/sealing/resealing.js';
import type { ClinicId } from '../common/ids/ids.js';
import type { Logger } from '../common/logging/logger.js';
import { AuditLog } from './audit-log.service.js';
import { KEYS_ROTATED } from './audit-chain.js';
import { AuditChecksRepository } from './audit-checks/audit-checks.repository.js';
import { AuditVerification, isAsWritten } from './audit-verification.service.js';
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
  /** Clinics whose audit trail was not as it was written: nobody vouches for it, and without the old key it can't be proven. */
  broken: number;
}

/**
 * Brings everything under the first key of ENCRYPTION_KEYS, so that the others can be taken out, and under data keys that are new as
 * well; the old ones are deleted. Servers go on meanwhile. Whatever stops it, it is begun again: what is done stays, and what is left
 * is seen from the rows.
 */
export class KeyRotation {
  constructor(
    private readonly database: PrismaService,
    private readonly verification: AuditVerification,
    private readonly checks: AuditChecksRepository,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly log: Logger,
    private readonly by: Actor = { kind: 'system', id: 'keys' },
  ) {}

  /** For a command, which has no modules. */
  static on(database: PrismaService, clock: Clock, log: Logger, by?: Actor): KeyRotation {
    const audit = AuditLog.on(database, log);
    const checks = new AuditChecksRepository();
    return new KeyRotation(database, AuditVerification.on(database), checks, audit, clock, log, by);
  }

  /** @param settleMs after so long nothing is written under keys that servers have read before. */
  async rotate(signal: AbortSignal, settleMs = KEYS_SETTLE_MS): Promise<Rotated> {
    const { keys } = this.database;
    const clinics = new Map<ClinicId, { newest: number; rows: number }>();
    let madeAtMs = 0;
    for (const clinicId of new Set([...(await keys.clinics()), ...(await this.verification.clinics())])) {
      signal.throwIfAborted();
      await keys.of(clinicId); // one that has sealed nothing yet gets its keys now
      const renewed = await keys.renew(clinicId);
      madeAtMs = Math.max(madeAtMs, renewed.madeAtMs);
      const { rows } = await resealClinic(keys, clinicId, renewed.newest, 'pass_over');
      clinics.set(clinicId, { newest: renewed.newest, rows });
    }
    await this.clock.sleep(Math.max(0, madeAtMs + settleMs - this.clock.now().epochMilliseconds), signal);
    const rotated: Rotated = { clinics: clinics.size, rows: 0, retired: 0, unreadable: 0, broken: 0 };
    for (const [clinicId, clinic] of clinics) {
      signal.throwIfAborted();
      const { rows, unreadable } = await this.finish(clinicId, clinic.newest);
      clinic.rows += rows;
      const retired = unreadable === 0 ? await keys.retire(clinicId, clinic.newest) : 0;
      if (!(await this.sealTrail(clinicId, { ...clinic, retired }))) rotated.broken += 1;
      rotated.rows += clinic.rows;
      rotated.retired += retired;
      rotated.unreadable += unreadable;
    }
    await this.database.acrossClinics((tx) => this.checks.proveAnew(tx, keys.root));
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

  /**
   * An entry under the new key vouches for all entries before it, which nothing else does when the old key is gone. So they are read
   * first, while both keys are there: a trail that somebody has changed is not vouched for. False for such a one.
   */
  private async sealTrail(
    clinicId: ClinicId,
    { newest, rows, retired }: { newest: number; rows: number; retired: number },
  ): Promise<boolean> {
    const verified = await this.verification.verifyAgain(clinicId, { isWhole: true });
    const { end, firstBad } = verified;
    const seals = isAsWritten(verified);
    if (firstBad) this.log.error('audit.chain_broken', { clinicId, reason: firstBad.fault });
    if (rows === 0 && retired === 0 && seals && end.seq === 0) return true;
    await this.database.inClinic(clinicId, (tx) =>
      this.audit.record(tx, {
        clinicId,
        at: this.clock.now(),
        actor: this.by,
        action: KEYS_ROTATED,
        subject: { kind: 'clinic', id: clinicId },
        detail: { dataKey: newest, rows, retired },
        seals,
      }),
    );
    if (seals && end.seq > 0) await this.verification.keepMark(clinicId, end, this.clock.now());
    return seals;
  }
}
