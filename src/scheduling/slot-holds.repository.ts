import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import type { RowPlace } from '../common/http/cursor.codec.js';
import type { AppointmentTypeId, ClinicId, HoldId, OperatoryId, ProviderId } from '../common/ids/ids.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import { Prisma } from '../generated/prisma/client.js';
import type { Credential } from './scheduling.types.js';
import type { ListedHold } from './slot-holds.types.js';

interface HoldRow {
  id: string;
  typeId: string;
  providerId: string;
  providerName: string;
  operatoryId: string;
  startsAt: Date;
  endsAt: Date;
  createdAt: Date;
  expiresAt: Date;
  callId: string | null;
  offerId: string | null;
  apiKeyId: string | null;
  accountId: string | null;
}

const select = Prisma.sql`
  SELECT h.id, h.type_id AS "typeId", h.provider_id AS "providerId", p.name AS "providerName",
    h.operatory_id AS "operatoryId", h.starts_at AS "startsAt", h.ends_at AS "endsAt", h.created_at AS "createdAt",
    h.expires_at AS "expiresAt", h.call_id AS "callId", h.offer_id AS "offerId", h.api_key_id AS "apiKeyId",
    h.account_id AS "accountId"
  FROM holds h JOIN providers p ON p.clinic_id = h.clinic_id AND p.id = h.provider_id`;

/** Holds as the API shows them: whose time has run out is no hold any more, swept or not. */
@Injectable()
export class SlotHoldsRepository {
  async find(tx: Tx, clinicId: ClinicId, id: HoldId, now: Temporal.Instant): Promise<ListedHold | null> {
    const [row] = await tx.$queryRaw<HoldRow[]>`${select}
      WHERE h.clinic_id = ${clinicId}::uuid AND h.id = ${id}::uuid AND h.expires_at > ${toDate(now)}::timestamptz`;
    return row ? toListed(row) : null;
  }

  /** Those of the clinic, by start and id, after a place in that order. */
  async list(
    tx: Tx,
    clinicId: ClinicId,
    now: Temporal.Instant,
    after: RowPlace | null,
    limit: number,
  ): Promise<ListedHold[]> {
    const onwards = after
      ? Prisma.sql`AND (h.starts_at, h.id) > (${new Date(after.atMs)}::timestamptz, ${after.id}::uuid)`
      : Prisma.empty;
    const rows = await tx.$queryRaw<HoldRow[]>`${select}
      WHERE h.clinic_id = ${clinicId}::uuid AND h.expires_at > ${toDate(now)}::timestamptz ${onwards}
      ORDER BY h.starts_at, h.id
      LIMIT ${limit}`;
    return rows.map(toListed);
  }

  /** How many a key or an account has. Until the transaction ends it places no other. */
  async countInTurn(tx: Tx, clinicId: ClinicId, owner: Credential, now: Temporal.Instant): Promise<number> {
    const name = `holds ${clinicId} ${'apiKeyId' in owner ? owner.apiKeyId : owner.accountId}`;
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
    return tx.hold.count({ where: { clinicId, ...owner, expiresAt: { gt: toDate(now) } } });
  }
}

const toListed = (row: HoldRow): ListedHold => ({
  id: row.id as HoldId,
  slot: {
    typeId: row.typeId as AppointmentTypeId,
    providerId: row.providerId as ProviderId,
    providerName: row.providerName,
    operatoryId: row.operatoryId as OperatoryId,
    startsAt: fromDate(row.startsAt),
    endsAt: fromDate(row.endsAt),
  },
  holder: holderOf(row),
  createdAt: fromDate(row.createdAt),
  expiresAt: fromDate(row.expiresAt),
});

function holderOf({ callId, offerId, apiKeyId, accountId }: HoldRow): ListedHold['holder'] {
  if (callId !== null) return { kind: 'call', id: callId };
  if (offerId !== null) return { kind: 'offer', id: offerId };
  if (apiKeyId !== null) return { kind: 'api_key', id: apiKeyId };
  if (accountId !== null) return { kind: 'staff', id: accountId };
  throw new Error('a hold has an owner');
}
