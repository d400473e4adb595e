import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import type { Tries } from './lock-out.policy.js';

@Injectable()
export class SignInTriesRepository {
  /** Those who try under the same key at the same time come one after the other, up to the end of their transactions. */
  async lock(tx: Tx, key: string, now: Temporal.Instant): Promise<Tries> {
    // In one statement, which also holds a row that was there: between two of them whoever succeeds may take it away.
    const [row] = await tx.$queryRaw<[{ failures: number; lastAt: Date; lockedUntil: Date | null }]>`
      INSERT INTO sign_in_tries (key, failures, last_at) VALUES (${key}, 0, ${toDate(now)}::timestamptz)
      ON CONFLICT (key) DO UPDATE SET key = EXCLUDED.key
      RETURNING failures, last_at AS "lastAt", locked_until AS "lockedUntil"`;
    return {
      failures: row.failures,
      lastAt: fromDate(row.lastAt),
      lockedUntil: row.lockedUntil && fromDate(row.lockedUntil),
    };
  }

  async store(tx: Tx, key: string, { failures, lastAt, lockedUntil }: Tries): Promise<void> {
    const data = { failures, lastAt: toDate(lastAt), lockedUntil: lockedUntil && toDate(lockedUntil) };
    await tx.signInTries.update({ where: { key }, data });
  }

  async forget(tx: Tx, key: string): Promise<void> {
    await tx.signInTries.deleteMany({ where: { key } });
  }

  /** A try that was counted has not failed. Any lock is of its own making: it was not locked when it began. */
  async takeBack(tx: Tx, key: string): Promise<void> {
    await tx.signInTries.updateMany({
      where: { key, failures: { gt: 0 } },
      data: { failures: { decrement: 1 }, lockedUntil: null },
    });
  }

  async forgetBefore(tx: Tx, before: Temporal.Instant): Promise<void> {
    await tx.signInTries.deleteMany({ where: { lastAt: { lt: toDate(before) } } });
  }
}
