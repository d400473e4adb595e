import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { afterPlace } from '../common/database/after-place.js';
import type { Tx } from '../common/database/prisma.service.js';
import type { RelaxableRole, StaffRole } from '../common/http/access.policy.js';
import type { RowPlace } from '../common/http/cursor.codec.js';
import type { AccountId, ClinicId, InvitationId } from '../common/ids/ids.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import type {
  Account as AccountRow,
  Invitation as InvitationRow,
  Membership as MembershipRow,
} from '../generated/prisma/client.js';
import type { Invitation, Member } from './staff.types.js';

@Injectable()
export class StaffRepository {
  /** In the order in which they joined. */
  async members(
    tx: Tx,
    clinicId: ClinicId,
    { after, limit }: { after: RowPlace | null; limit: number },
  ): Promise<Member[]> {
    const rows = await tx.membership.findMany({
      where: {
        clinicId,
        revokedAt: null,
        ...afterPlace(after, 'asc', { at: 'createdAt', id: 'accountId' }),
      },
      include: { account: true },
      orderBy: [{ createdAt: 'asc' }, { accountId: 'asc' }],
      take: limit,
    });
    return rows.map(toMember);
  }

  async member(tx: Tx, clinicId: ClinicId, accountId: string): Promise<Member | null> {
    const row = await tx.membership.findUnique({
      where: { clinicId_accountId: { clinicId, accountId }, revokedAt: null },
      include: { account: true },
    });
    return row && toMember(row);
  }

  async isMember(tx: Tx, clinicId: ClinicId, email: string): Promise<boolean> {
    return (await tx.membership.count({ where: { clinicId, revokedAt: null, account: { email } } })) > 0;
  }

  /** Until the transaction ends, nobody else changes what this person may do there. */
  async lockMember(tx: Tx, clinicId: ClinicId, accountId: string): Promise<void> {
    await tx.$executeRaw`
      SELECT FROM memberships WHERE clinic_id = ${clinicId}::uuid AND account_id = ${accountId}::uuid FOR NO KEY UPDATE`;
  }

  /** Whom the clinic lets in with a password alone. */
  async passwordOnlyRoles(tx: Tx, id: ClinicId): Promise<RelaxableRole[]> {
    const select = { passwordOnlyRoles: true };
    const { passwordOnlyRoles } = await tx.clinic.findUniqueOrThrow({ where: { id }, select });
    return passwordOnlyRoles as RelaxableRole[];
  }

  /** Those who change it come one after the other. */
  async lockPolicy(tx: Tx, id: ClinicId): Promise<void> {
    await tx.$executeRaw`SELECT FROM clinics WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  }

  async setPasswordOnlyRoles(tx: Tx, id: ClinicId, roles: readonly RelaxableRole[]): Promise<void> {
    await tx.clinic.update({ where: { id }, data: { passwordOnlyRoles: [...roles] }, select: { id: true } });
  }

  async setRole(tx: Tx, clinicId: ClinicId, accountId: string, role: StaffRole): Promise<void> {
    await tx.membership.update({ where: { clinicId_accountId: { clinicId, accountId } }, data: { role } });
  }

  /** Those who change who is an owner come one after the other. */
  async lockOwners(tx: Tx, clinicId: ClinicId): Promise<AccountId[]> {
    const rows = await tx.$queryRaw<{ id: AccountId }[]>`
      SELECT account_id AS id FROM memberships
      WHERE clinic_id = ${clinicId}::uuid AND role = 'owner' AND revoked_at IS NULL ORDER BY account_id FOR UPDATE`;
    return rows.map(({ id }) => id);
  }

  /** Somebody who was there before comes back. */
  async join(tx: Tx, invited: Invitation, accountId: AccountId, at: Temporal.Instant): Promise<void> {
    const { clinicId, role } = invited;
    const joined = { role, createdAt: toDate(at), revokedAt: null };
    await tx.membership.upsert({
      where: { clinicId_accountId: { clinicId, accountId } },
      create: { clinicId, accountId, ...joined },
      update: joined,
    });
  }

  /** False when nobody of this id works there. */
  async remove(tx: Tx, clinicId: ClinicId, accountId: string, at: Temporal.Instant): Promise<boolean> {
    const { count } = await tx.membership.updateMany({
      where: { clinicId, accountId, revokedAt: null },
      data: { revokedAt: toDate(at) },
    });
    return count > 0;
  }

  async insertInvitation(
    tx: Tx,
    { createdAt, expiresAt, ...invitation }: Invitation,
    tokenHash: string,
  ): Promise<void> {
    await tx.invitation.create({
      data: { ...invitation, tokenHash, createdAt: toDate(createdAt), expiresAt: toDate(expiresAt) },
    });
  }

  /** Those that can still be accepted, the newest first. */
  async openInvitations(
    tx: Tx,
    clinicId: ClinicId,
    now: Temporal.Instant,
    { after, limit }: { after: RowPlace | null; limit: number },
  ): Promise<Invitation[]> {
    const rows = await tx.invitation.findMany({
      where: {
        clinicId,
        ...open(now),
        ...afterPlace(after, 'desc'),
      },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit,
    });
    return rows.map(toInvitation);
  }

  async openInvitationsTo(tx: Tx, clinicId: ClinicId, email: string, now: Temporal.Instant): Promise<Invitation[]> {
    const rows = await tx.invitation.findMany({ where: { clinicId, email, ...open(now) } });
    return rows.map(toInvitation);
  }

  async openInvitation(tx: Tx, clinicId: ClinicId, id: string, now: Temporal.Instant): Promise<Invitation | null> {
    const row = await tx.invitation.findFirst({ where: { clinicId, id, ...open(now) } });
    return row && toInvitation(row);
  }

  /** Until the transaction ends, nobody accepts or withdraws it. */
  async lockInvitation(tx: Tx, clinicId: ClinicId, id: string): Promise<void> {
    await tx.$executeRaw`
      SELECT FROM invitations WHERE clinic_id = ${clinicId}::uuid AND id = ${id}::uuid FOR NO KEY UPDATE`;
  }

  async findOpenInvitation(
    tx: Tx,
    tokenHash: string,
    now: Temporal.Instant,
  ): Promise<(Invitation & { clinicName: string }) | null> {
    const include = { clinic: { select: { name: true } } };
    const row = await tx.invitation.findFirst({ where: { tokenHash, ...open(now) }, include });
    return row && { ...toInvitation(row), clinicName: row.clinic.name };
  }

  /** False when somebody else has accepted or withdrawn it in the meantime. */
  async accept(tx: Tx, { clinicId, id }: Invitation, now: Temporal.Instant): Promise<boolean> {
    const { count } = await tx.invitation.updateMany({
      where: { clinicId, id, ...open(now) },
      data: { acceptedAt: toDate(now) },
    });
    return count > 0;
  }

  async withdraw(tx: Tx, { clinicId, id }: { clinicId: ClinicId; id: string }, now: Temporal.Instant): Promise<void> {
    await tx.invitation.updateMany({ where: { clinicId, id, ...open(now) }, data: { revokedAt: toDate(now) } });
  }
}

const open = (now: Temporal.Instant) => ({ acceptedAt: null, revokedAt: null, expiresAt: { gt: toDate(now) } });

const toMember = ({ account, role, createdAt }: MembershipRow & { account: AccountRow }): Member => ({
  id: account.id as AccountId,
  name: account.name,
  email: account.email,
  role: role as StaffRole,
  joinedAt: fromDate(createdAt),
  hasSecondFactor: account.totpSecret !== null,
});

const toInvitation = (row: InvitationRow): Invitation => ({
  clinicId: row.clinicId as ClinicId,
  id: row.id as InvitationId,
  email: row.email,
  role: row.role as StaffRole,
  createdAt: fromDate(row.createdAt),
  expiresAt: fromDate(row.expiresAt),
});
