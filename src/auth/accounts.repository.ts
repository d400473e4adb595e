import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import type { StaffRole } from '../common/http/access.policy.js';
import type { AccountId, ClinicId } from '../common/ids/ids.js';
import { toDate } from '../common/time/instant-date.js';

export interface Account {
  id: AccountId;
  email: string;
  name: string;
  passwordHash: string;
  /** Sealed. */
  totpSecret: string | null;
  totpPending: string | null;
  /** Where the person works now; the one they joined first is the first. */
  clinics: { id: ClinicId; name: string; role: StaffRole }[];
}

/** People and what lets them in. Transactions have to look across clinics. */
@Injectable()
export class AccountsRepository {
  byEmail(tx: Tx, email: string): Promise<Account | null> {
    return this.find(tx, { email });
  }

  async get(tx: Tx, id: AccountId): Promise<Account> {
    const account = await this.find(tx, { id });
    if (!account) throw new Error('an account is never removed');
    return account;
  }

  async insert(
    tx: Tx,
    { at, ...account }: Pick<Account, 'id' | 'email' | 'name' | 'passwordHash'> & { at: Temporal.Instant },
  ): Promise<void> {
    await tx.account.create({ data: { ...account, createdAt: toDate(at) } });
  }

  async setPassword(tx: Tx, id: AccountId, passwordHash: string): Promise<void> {
    await tx.account.update({ where: { id }, data: { passwordHash } });
  }

  async setPending(tx: Tx, id: AccountId, totpPending: string): Promise<void> {
    await tx.account.update({ where: { id }, data: { totpPending } });
  }

  /** The pending secret becomes the one that counts; its recovery codes replace those of the one before. */
  async enrol(tx: Tx, id: AccountId, totpSecret: string, recoveryHashes: readonly string[]): Promise<void> {
    await tx.account.update({ where: { id }, data: { totpSecret, totpPending: null, totpUsedStep: null } });
    await tx.recoveryCode.deleteMany({ where: { accountId: id } });
    await tx.recoveryCode.createMany({ data: recoveryHashes.map((codeHash) => ({ accountId: id, codeHash })) });
  }

  async forgetSecondFactor(tx: Tx, id: AccountId): Promise<void> {
    await tx.account.update({ where: { id }, data: { totpSecret: null, totpPending: null, totpUsedStep: null } });
    await tx.recoveryCode.deleteMany({ where: { accountId: id } });
  }

  /** False for a step whose code was taken already, or that is before one that was. */
  async useStep(tx: Tx, id: AccountId, step: number): Promise<boolean> {
    const { count } = await tx.account.updateMany({
      where: { id, OR: [{ totpUsedStep: null }, { totpUsedStep: { lt: step } }] },
      data: { totpUsedStep: step },
    });
    return count > 0;
  }

  /** False for a code that was used, or is none of theirs. */
  async useRecoveryCode(tx: Tx, accountId: AccountId, codeHash: string, at: Temporal.Instant): Promise<boolean> {
    const { count } = await tx.recoveryCode.updateMany({
      where: { accountId, codeHash, usedAt: null },
      data: { usedAt: toDate(at) },
    });
    return count > 0;
  }

  private async find(tx: Tx, where: { email: string } | { id: AccountId }): Promise<Account | null> {
    const row = await tx.account.findUnique({
      where: where as { email: string },
      include: {
        memberships: {
          where: { revokedAt: null },
          include: { clinic: { select: { name: true } } },
          orderBy: [{ createdAt: 'asc' }, { clinicId: 'asc' }],
        },
      },
    });
    if (!row) return null;
    const { email, name, passwordHash, totpSecret, totpPending } = row;
    const clinics = row.memberships.map(({ clinicId, clinic, role }) => ({
      id: clinicId as ClinicId,
      name: clinic.name,
      role: role as StaffRole,
    }));
    return { id: row.id as AccountId, email, name, passwordHash, totpSecret, totpPending, clinics };
  }
}
