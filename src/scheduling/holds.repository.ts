import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import type { AppointmentTypeId, CallId, ClinicId, HoldId, OperatoryId, ProviderId } from '../common/ids/ids.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import { Prisma } from '../generated/prisma/client.js';
import { stretchesOf } from './allocations.repository.js';
import type { Allotment, Credential, Hold, HoldOwner, OwnHolds } from './scheduling.types.js';

/** A hold with all that it takes. */
export interface HeldTime extends Hold {
  allotments: Allotment[];
}

interface HeldRow {
  id: string;
  typeId: string;
  providerId: string;
  operatoryId: string;
  startsAt: Date;
  endsAt: Date;
  expiresAt: Date;
  allotments: { resourceId: string; startsAt: string; endsAt: string }[];
}

/**
 * Whoever deletes several holds locks all of them, in the order of their ids, before the first one goes; so does the trigger that
 * frees what an ended call held.
 */
@Injectable()
export class HoldsRepository {
  /** The oldest first; those that have expired as well, as long as nobody has swept them. */
  async of(tx: Tx, clinicId: ClinicId, owner: OwnHolds): Promise<HeldTime[]> {
    const rows = await tx.$queryRaw<HeldRow[]>`
      SELECT h.id, h.type_id AS "typeId", h.provider_id AS "providerId", h.operatory_id AS "operatoryId",
        h.starts_at AS "startsAt", h.ends_at AS "endsAt", h.expires_at AS "expiresAt",
        (SELECT coalesce(jsonb_agg(jsonb_build_object(
            'resourceId', a.resource_id, 'startsAt', lower(a.during), 'endsAt', upper(a.during))
            ORDER BY a.resource_id, a.during), '[]')
          FROM allocations a WHERE a.clinic_id = h.clinic_id AND a.hold_id = h.id) AS allotments
      FROM holds h
      WHERE h.clinic_id = ${clinicId}::uuid AND ${ownedBy(owner)}
      ORDER BY h.created_at, h.id`;
    return rows.map(toHeldTime);
  }

  async insert(
    tx: Tx,
    clinicId: ClinicId,
    owner: HoldOwner | Credential,
    { id, slot, expiresAt }: Hold,
    now: Temporal.Instant,
  ): Promise<void> {
    await tx.hold.createMany({
      data: {
        clinicId,
        id,
        callId: 'callId' in owner ? owner.callId : null,
        offerId: 'offerId' in owner ? owner.offerId : null,
        apiKeyId: 'apiKeyId' in owner ? owner.apiKeyId : null,
        accountId: 'accountId' in owner ? owner.accountId : null,
        typeId: slot.typeId,
        providerId: slot.providerId,
        operatoryId: slot.operatoryId,
        startsAt: toDate(slot.startsAt),
        endsAt: toDate(slot.endsAt),
        createdAt: toDate(now),
        expiresAt: toDate(expiresAt),
      },
    });
  }

  /** Until the transaction ends nobody frees it; false when somebody has. */
  async lock(tx: Tx, clinicId: ClinicId, id: HoldId): Promise<boolean> {
    const rows = await tx.$queryRaw<unknown[]>`
      SELECT FROM holds WHERE clinic_id = ${clinicId}::uuid AND id = ${id}::uuid FOR UPDATE`;
    return rows.length === 1;
  }

  /** With what they take, unless that was passed on. */
  async delete(tx: Tx, clinicId: ClinicId, ids: readonly HoldId[]): Promise<void> {
    if (ids.length > 0) await this.deleteWhere(tx, clinicId, Prisma.sql`h.id = ANY (${ids}::uuid[])`);
  }

  /**
   * The same for somebody who wants to take their time and so must not wait for whoever is just ending or using one of them: false
   * when somebody is, or has.
   */
  async sweep(tx: Tx, clinicId: ClinicId, ids: readonly HoldId[]): Promise<boolean> {
    if (ids.length === 0) return true;
    const swept = await this.deleteWhere(
      tx,
      clinicId,
      Prisma.sql`h.id = ANY (${ids}::uuid[])`,
      Prisma.sql`SKIP LOCKED`,
    );
    return swept === ids.length;
  }

  async deleteOf(tx: Tx, clinicId: ClinicId, owner: HoldOwner): Promise<void> {
    await this.deleteWhere(tx, clinicId, ownedBy(owner));
  }

  /** Those that have expired and take some of the time. */
  async expiredIn(tx: Tx, clinicId: ClinicId, time: readonly Allotment[], now: Temporal.Instant): Promise<HoldId[]> {
    const wanted = Prisma.join(stretchesOf(time).map((stretch) => Prisma.sql`(${stretch})`));
    const rows = await tx.$queryRaw<{ id: HoldId }[]>`
      SELECT DISTINCT h.id
      FROM (VALUES ${wanted}) AS wanted (resource_id, during)
      JOIN allocations a ON a.resource_id = wanted.resource_id AND a.during && wanted.during
      JOIN holds h ON h.clinic_id = a.clinic_id AND h.id = a.hold_id
      WHERE a.clinic_id = ${clinicId}::uuid AND a.released_at IS NULL AND h.expires_at <= ${toDate(now)}::timestamptz`;
    return rows.map(({ id }) => id);
  }

  /** False when the call is over. Until the transaction ends, it neither ends nor holds anything else. */
  async lockCall(tx: Tx, clinicId: ClinicId, callId: CallId): Promise<boolean> {
    const rows = await tx.$queryRaw<unknown[]>`
      SELECT FROM calls WHERE clinic_id = ${clinicId}::uuid AND id = ${callId}::uuid AND ended_at IS NULL
      FOR NO KEY UPDATE`;
    return rows.length === 1;
  }

  private deleteWhere(tx: Tx, clinicId: ClinicId, condition: Prisma.Sql, locked = Prisma.empty): Promise<number> {
    // The array is complete, and so everything locked, before the first row is deleted.
    return tx.$executeRaw`
      DELETE FROM holds WHERE clinic_id = ${clinicId}::uuid AND id = ANY (ARRAY(
        SELECT h.id FROM holds h WHERE h.clinic_id = ${clinicId}::uuid AND ${condition} ORDER BY h.id FOR UPDATE ${locked}))`;
  }
}

function ownedBy(owner: OwnHolds): Prisma.Sql {
  if ('callId' in owner) return Prisma.sql`h.call_id = ${owner.callId}::uuid`;
  if ('offerId' in owner) return Prisma.sql`h.offer_id = ${owner.offerId}::uuid`;
  return Prisma.sql`h.id = ${owner.holdId}::uuid`;
}

const toHeldTime = (row: HeldRow): HeldTime => ({
  id: row.id as HoldId,
  slot: {
    typeId: row.typeId as AppointmentTypeId,
    providerId: row.providerId as ProviderId,
    operatoryId: row.operatoryId as OperatoryId,
    startsAt: fromDate(row.startsAt),
    endsAt: fromDate(row.endsAt),
  },
  expiresAt: fromDate(row.expiresAt),
  allotments: row.allotments.map(({ resourceId, startsAt, endsAt }) => ({
    resourceId,
    startsAt: Temporal.Instant.from(startsAt),
    endsAt: Temporal.Instant.from(endsAt),
  })),
});
