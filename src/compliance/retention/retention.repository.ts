import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../common/database/prisma.service.js';
import type { ClinicId } from '../../common/ids/ids.js';
import { fromDateColumn, toDateColumn } from '../../common/time/date-column.js';
import { fromDate, toDate } from '../../common/time/instant-date.js';
import type { RetentionRun as RunRow } from '../../generated/prisma/client.js';
import type { AgedRecord, RetentionTarget } from '../records/kept-records.port.js';
import { RETENTION_KINDS, RETENTION_LIMITS, type RetentionKind } from './retention-rules.policy.js';
import type { ChosenRule } from './retention-rules.types.js';
import type { RunListQuery, RunPlace } from './retention-runs.types.js';
import type { RetentionRule, RetentionRun } from './retention.types.js';

/** Names a run: what it has done is one row, however often it was broken off. */
export interface RunKey {
  clinicId: ClinicId;
  /** In UTC. */
  day: Temporal.PlainDate;
  kind: RetentionKind;
}

export interface DueRecord extends AgedRecord {
  callId: string | null;
  patientId: string | null;
}

const NOTHING_REMOVED = '0'.repeat(64);
/** Enough to look into; the number of failures tells the rest. */
const MAX_FAILED_IDS = 100;

@Injectable()
export class RetentionRepository {
  async clinics(tx: Tx): Promise<ClinicId[]> {
    const rows = await tx.clinic.findMany({ select: { id: true }, orderBy: { id: 'asc' } });
    return rows.map(({ id }) => id as ClinicId);
  }

  /** Until the transaction ends, nobody else deletes by age or places a hold in this clinic. */
  async takeTurn(tx: Tx, clinicId: ClinicId): Promise<void> {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`retention ${clinicId}`}, 0))`;
  }

  /** What holds for each kind. */
  async rules(tx: Tx, clinicId: ClinicId): Promise<RetentionRule[]> {
    const chosen = await this.chosenRules(tx, clinicId);
    return RETENTION_KINDS.map((kind) => ({
      kind,
      days: chosen.find((rule) => rule.kind === kind)?.days ?? RETENTION_LIMITS[kind].usual,
    }));
  }

  async chosenRules(tx: Tx, clinicId: ClinicId): Promise<ChosenRule[]> {
    const rows = await tx.retentionRule.findMany({ where: { clinicId } });
    return rows.map(({ kind, days, floorDays, changedAt }) => ({
      kind: kind as RetentionKind,
      days,
      floorDays,
      changedAt: fromDate(changedAt),
    }));
  }

  async setRule(
    tx: Tx,
    clinicId: ClinicId,
    { kind, ...chosen }: Omit<ChosenRule, 'changedAt'>,
    at: Temporal.Instant,
  ): Promise<void> {
    const change = { ...chosen, changedAt: toDate(at) };
    await tx.retentionRule.upsert({
      where: { clinicId_kind: { clinicId, kind } },
      create: { clinicId, kind, ...change },
      update: change,
    });
  }

  /** Old enough and under no hold, oldest first. */
  async due(
    tx: Tx,
    clinicId: ClinicId,
    target: RetentionTarget,
    { before, after, limit }: { before: Temporal.Instant; after: AgedRecord | null; limit: number },
  ): Promise<DueRecord[]> {
    const { at, id } = after ?? { at: new Date(0), id: '00000000-0000-0000-0000-000000000000' };
    return tx.$queryRaw<DueRecord[]>`
      SELECT id, at, call_id AS "callId", patient_id AS "patientId" FROM (${target.records(clinicId)}) AS kept
      WHERE at < ${toDate(before)}::timestamptz AND (at, id) > (${at}::timestamptz, ${id}::uuid) AND NOT held
        AND NOT EXISTS (SELECT FROM held_clinics WHERE clinic_id = ${clinicId}::uuid)
      ORDER BY at, id LIMIT ${limit}`;
  }

  async count(
    tx: Tx,
    clinicId: ClinicId,
    target: RetentionTarget,
    before: Temporal.Instant,
  ): Promise<{ due: number; held: number }> {
    const [counted] = await tx.$queryRaw<[{ due: number; held: number }]>`
      SELECT count(*) FILTER (WHERE NOT spared)::integer AS due, count(*) FILTER (WHERE spared)::integer AS held
      FROM (
        SELECT held OR EXISTS (SELECT FROM held_clinics WHERE clinic_id = ${clinicId}::uuid) AS spared
        FROM (${target.records(clinicId)}) AS kept WHERE at < ${toDate(before)}::timestamptz) AS old`;
    return counted;
  }

  async countAudit(tx: Tx, clinicId: ClinicId, before: Temporal.Instant): Promise<number> {
    return tx.auditEntry.count({ where: { clinicId, at: { lt: toDate(before) } } });
  }

  /** Begins a run, or goes on with the one that was begun on this day. */
  async begin(tx: Tx, { clinicId, day, kind }: RunKey, before: Temporal.Instant, at: Temporal.Instant): Promise<void> {
    await tx.$executeRaw`
      INSERT INTO retention_runs (clinic_id, day, kind, before, ids_hash, started_at)
      VALUES (${clinicId}::uuid, ${toDateColumn(day)}::date, ${kind}, ${toDate(before)}::timestamptz, ${NOTHING_REMOVED},
        ${toDate(at)}::timestamptz)
      ON CONFLICT (clinic_id, day, kind) DO UPDATE SET failed = 0, failed_ids = '{}', finished_at = NULL`;
  }

  /** To be called in the transaction that has removed them. Answers the hash over all that the run has removed. */
  async addRemoved(tx: Tx, key: RunKey, removed: readonly [AgedRecord, ...AgedRecord[]]): Promise<string> {
    const where = { clinicId_day_kind: { ...key, day: toDateColumn(key.day) } };
    const { idsHash, oldestAt, newestAt } = await tx.retentionRun.findUniqueOrThrow({ where });
    const times = [...removed.map(({ at }) => at), ...[oldestAt, newestAt].filter((at) => at !== null)];
    const hash = hashAfter(
      idsHash,
      removed.map(({ id }) => id),
    );
    await tx.retentionRun.update({
      where,
      data: {
        removed: { increment: removed.length },
        idsHash: hash,
        oldestAt: times.reduce((one, other) => (one < other ? one : other)),
        newestAt: times.reduce((one, other) => (one > other ? one : other)),
      },
    });
    return hash;
  }

  async addFailed(tx: Tx, { clinicId, day, kind }: RunKey, ids: readonly string[]): Promise<void> {
    await tx.$executeRaw`
      UPDATE retention_runs
      SET failed = failed + ${ids.length}, failed_ids = (failed_ids || ${[...ids]}::uuid[])[1:${MAX_FAILED_IDS}]
      WHERE clinic_id = ${clinicId}::uuid AND day = ${toDateColumn(day)}::date AND kind = ${kind}`;
  }

  async finish(tx: Tx, key: RunKey, held: number, at: Temporal.Instant): Promise<void> {
    await tx.retentionRun.update({
      where: { clinicId_day_kind: { ...key, day: toDateColumn(key.day) } },
      data: { held, finishedAt: toDate(at) },
    });
  }

  /** The newest first. */
  async runs(tx: Tx, clinicId: ClinicId, since: Temporal.PlainDate): Promise<RetentionRun[]> {
    const rows = await tx.retentionRun.findMany({
      where: { clinicId, day: { gte: toDateColumn(since) } },
      orderBy: [{ day: 'desc' }, { kind: 'asc' }],
    });
    return rows.map(toRun);
  }

  /** Those of a kind, or between two days, both included; the newest first. */
  async listRuns(
    tx: Tx,
    clinicId: ClinicId,
    { kind, from, to }: Pick<RunListQuery, 'kind' | 'from' | 'to'>,
    { after, limit }: { after: RunPlace | null; limit: number },
  ): Promise<RetentionRun[]> {
    const day = after && toDateColumn(after.day);
    const rows = await tx.retentionRun.findMany({
      where: {
        clinicId,
        ...(kind === undefined ? {} : { kind }),
        day: { ...(from ? { gte: toDateColumn(from) } : {}), ...(to ? { lte: toDateColumn(to) } : {}) },
        ...(after && day ? { OR: [{ day: { lt: day } }, { day, kind: { lt: after.kind } }] } : {}),
      },
      orderBy: [{ day: 'desc' }, { kind: 'desc' }],
      take: limit,
    });
    return rows.map(toRun);
  }

  /** False when the day was ordered already. */
  async order(tx: Tx, day: Temporal.PlainDate, at: Temporal.Instant): Promise<boolean> {
    const { count } = await tx.retentionDay.createMany({
      data: { day: toDateColumn(day), orderedAt: toDate(at) },
      skipDuplicates: true,
    });
    return count === 1;
  }
}

/** Whoever has the ids can check that they are those that were removed. */
const hashAfter = (hash: string, ids: readonly string[]): string =>
  createHash('sha256')
    .update(`${hash}\n${ids.join(',')}`)
    .digest('hex');

const toRun = (row: RunRow): RetentionRun => ({
  kind: row.kind as RetentionKind,
  day: fromDateColumn(row.day),
  before: fromDate(row.before),
  removed: row.removed,
  held: row.held,
  failed: row.failed,
  failedIds: row.failedIds,
  oldestAt: row.oldestAt && fromDate(row.oldestAt),
  newestAt: row.newestAt && fromDate(row.newestAt),
  idsHash: row.idsHash,
  finishedAt: row.finishedAt && fromDate(row.finishedAt),
});
