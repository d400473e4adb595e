import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import type { CallId, ClinicId } from '../common/ids/ids.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import type { DialRules } from '../common/validation/dialled-number.js';
import type { OutboundCall as OutboundCallRow } from '../generated/prisma/client.js';
import type { OutboundCall, OutboundCallId, OutboundKey } from './outbound.types.js';

/** What the policy has to know of the clinic and of the number. */
export interface DialingRules {
  acceptsCalls: boolean;
  /** IANA. */
  timeZone: string;
  fromMinute: number;
  untilMinute: number;
  isBlocked: boolean;
  places: DialRules;
  maxPlacedCallsPerDay: number;
}

/** Each process waits for one turn at a time, and turns are a second apart. */
const LONGEST_TURN_SECONDS = 60;

type Changes = Partial<Pick<OutboundCall, 'status' | 'reason' | 'attempts' | 'busyAnswers' | 'dueAt' | 'callId'>>;

const byKey = ({ clinicId, id }: OutboundKey) => ({ clinicId_id: { clinicId, id } });

@Injectable()
export class OutboundRepository {
  /** The numbers of the clinic, in order. */
  async ownNumbers(tx: Tx, clinicId: ClinicId): Promise<string[]> {
    const rows = await tx.phoneNumber.findMany({ where: { clinicId }, orderBy: { number: 'asc' } });
    return rows.map(({ number }) => number);
  }

  /** False when the clinic has used the key before. */
  async insert(tx: Tx, call: OutboundCall, idempotencyKey: string): Promise<boolean> {
    const { dueAt, createdAt, ...rest } = call;
    const times = { notBefore: toDate(dueAt), createdAt: toDate(createdAt), updatedAt: toDate(createdAt) };
    const { count } = await tx.outboundCall.createMany({
      data: { ...rest, ...times, idempotencyKey },
      skipDuplicates: true,
    });
    return count === 1;
  }

  async findByIdempotencyKey(tx: Tx, clinicId: ClinicId, idempotencyKey: string): Promise<OutboundCall> {
    const key = { clinicId, idempotencyKey };
    return toOutboundCall(await tx.outboundCall.findUniqueOrThrow({ where: { clinicId_idempotencyKey: key } }));
  }

  async find(tx: Tx, key: OutboundKey): Promise<{ order: OutboundCall; callSid: string | null } | null> {
    const row = await tx.outboundCall.findUnique({
      where: byKey(key),
      include: { call: { select: { callSid: true } } },
    });
    return row && { order: toOutboundCall(row), callSid: row.call?.callSid ?? null };
  }

  /** Until the transaction ends, whoever else wants to change this order waits. */
  async lock(tx: Tx, key: OutboundKey): Promise<OutboundCall | null> {
    await tx.$executeRaw`
      SELECT FROM outbound_calls WHERE clinic_id = ${key.clinicId}::uuid AND id = ${key.id}::uuid FOR NO KEY UPDATE`;
    const row = await tx.outboundCall.findUnique({ where: byKey(key) });
    return row && toOutboundCall(row);
  }

  async update(tx: Tx, key: OutboundKey, changes: Changes, now: Temporal.Instant): Promise<void> {
    const { dueAt, ...rest } = changes;
    await tx.outboundCall.update({
      where: byKey(key),
      data: { ...rest, ...(dueAt ? { notBefore: toDate(dueAt) } : {}), updatedAt: toDate(now) },
    });
  }

  /** Until the transaction ends, no process decides about another dial: the pace and the caps hold over all of them. */
  async lockDialling(tx: Tx): Promise<void> {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('outbound dialling', 0))`;
  }

  /**
   * When the last dial was, or is to be, whoever ordered it: the carrier counts by account. One look at the index per
   * status. A turn far ahead is that of a process whose clock is wrong, and holds nobody up.
   */
  async lastDialAt(tx: Tx, now: Temporal.Instant): Promise<Temporal.Instant | null> {
    const latest = toDate(now.add({ seconds: LONGEST_TURN_SECONDS }));
    const [row] = await tx.$queryRaw<{ last: Date | null }[]>`
      SELECT max(latest.at) AS last
      FROM unnest(ARRAY['dialling', 'in_progress', 'completed', 'gave_up']) AS dialled (status),
        LATERAL (
          SELECT max(not_before) AS at FROM outbound_calls
          WHERE status = dialled.status AND not_before <= ${latest}::timestamptz
        ) AS latest`;
    return row?.last ? fromDate(row.last) : null;
  }

  async rules(tx: Tx, { clinicId, theirNumber }: OutboundCall): Promise<DialingRules> {
    const clinic = await tx.clinic.findUniqueOrThrow({ where: { id: clinicId } });
    const blocked = await tx.blockedNumber.count({ where: { clinicId, number: theirNumber } });
    return {
      acceptsCalls: clinic.acceptsCalls,
      timeZone: clinic.timeZone,
      fromMinute: clinic.outboundFromMinute,
      untilMinute: clinic.outboundUntilMinute,
      isBlocked: blocked > 0,
      places: clinic,
      maxPlacedCallsPerDay: clinic.maxPlacedCallsPerDay,
    };
  }

  /** When the clinic placed the call that is so many calls back, the latest being 1; null when it has placed fewer since then. */
  async placedAt(tx: Tx, order: OutboundKey, back: number, since: Temporal.Instant): Promise<Temporal.Instant | null> {
    const { clinicId, id } = order;
    const [row] = await tx.$queryRaw<{ at: Date }[]>`
      SELECT at FROM (
        SELECT started_at AS at FROM calls
        WHERE clinic_id = ${clinicId}::uuid AND direction = 'outbound' AND started_at > ${toDate(since)}::timestamptz
        UNION ALL
        SELECT not_before FROM outbound_calls
        WHERE clinic_id = ${clinicId}::uuid AND status = 'dialling' AND call_id IS NULL AND id <> ${id}::uuid
      ) AS placed
      ORDER BY at DESC OFFSET ${back - 1} LIMIT 1`;
    return row ? fromDate(row.at) : null;
  }

  async places(tx: Tx, clinicId: ClinicId): Promise<DialRules> {
    const select = { dialCountries: true, dialPrefixes: true };
    return tx.clinic.findUniqueOrThrow({ where: { id: clinicId }, select });
  }

  /** Attempts of this clinic to reach the number: those the carrier has named, and those it has yet to name. */
  async attemptsSince(tx: Tx, order: OutboundCall, since: Temporal.Instant): Promise<Temporal.Instant[]> {
    const { clinicId, theirNumber } = order;
    const named = await tx.call.findMany({
      where: { clinicId, direction: 'outbound', toNumber: theirNumber, startedAt: { gte: toDate(since) } },
      select: { startedAt: true },
    });
    const unnamed = await tx.outboundCall.findMany({
      where: { clinicId, theirNumber, status: 'dialling', callId: null, id: { not: order.id } },
      select: { notBefore: true },
    });
    return [...named.map((row) => row.startedAt), ...unnamed.map((row) => row.notBefore)].map(fromDate);
  }

  async clinicName(tx: Tx, clinicId: ClinicId): Promise<string> {
    return (await tx.clinic.findUniqueOrThrow({ where: { id: clinicId }, select: { name: true } })).name;
  }

  /** The order for which a call was placed; null for any other call. */
  async findByCall(tx: Tx, clinicId: ClinicId, callId: CallId, theirNumber: string): Promise<OutboundCall | null> {
    // The number is named for its index.
    const row = await tx.outboundCall.findFirst({ where: { clinicId, theirNumber, callId } });
    return row && toOutboundCall(row);
  }
}

const toOutboundCall = (row: OutboundCallRow): OutboundCall => ({
  clinicId: row.clinicId as ClinicId,
  id: row.id as OutboundCallId,
  purpose: row.purpose as OutboundCall['purpose'],
  ourNumber: row.ourNumber,
  theirNumber: row.theirNumber,
  opening: row.opening,
  machineMessage: row.machineMessage,
  status: row.status as OutboundCall['status'],
  reason: row.reason as OutboundCall['reason'],
  attempts: row.attempts,
  maxAttempts: row.maxAttempts,
  busyAnswers: row.busyAnswers,
  dueAt: fromDate(row.notBefore),
  callId: row.callId as CallId | null,
  agentProfileVersion: row.agentProfileVersion,
  createdAt: fromDate(row.createdAt),
});
