import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { RootKeys } from '../../common/crypto/root-keys.js';
import type { Tx } from '../../common/database/prisma.service.js';
import { fromDate, toDate } from '../../common/time/instant-date.js';
import { isProven, prove } from '../audit-chain.js';

@Injectable()
export class AuditAnchorsRepository {
  /** False when it has been ordered. A time that is further away than it would be now is nobody's any more. */
  async order(tx: Tx, target: string, dueAt: Temporal.Instant, after: Temporal.Instant): Promise<boolean> {
    const ordered = await tx.$executeRaw`
      INSERT INTO audit_anchors AS known (target, due_at) VALUES (${target}, ${toDate(dueAt)})
      ON CONFLICT (target) DO UPDATE SET due_at = EXCLUDED.due_at
      WHERE known.due_at <= ${toDate(after)} OR known.due_at > EXCLUDED.due_at`;
    return ordered === 1;
  }

  async keep(tx: Tx, keys: RootKeys, target: string, at: Temporal.Instant): Promise<void> {
    const proof = prove(keys, 'anchored', [target, toDate(at).toISOString()]);
    await tx.auditAnchor.updateMany({ where: { target }, data: { anchoredAt: toDate(at), ...proof } });
  }

  /** Null when it never was, or nobody but us says so. */
  async lastAt(tx: Tx, keys: RootKeys, target: string): Promise<Temporal.Instant | null> {
    const row = await tx.auditAnchor.findUnique({ where: { target } });
    if (!row?.anchoredAt || row.mac === null || row.keyId === null) return null;
    const proof = { mac: row.mac, keyId: row.keyId };
    return isProven(keys, 'anchored', [target, row.anchoredAt.toISOString()], proof) ? fromDate(row.anchoredAt) : null;
  }
}
