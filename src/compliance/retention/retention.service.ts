import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { Clock } from '../../common/clock/clock.js';
import { PrismaService, type Tx } from '../../common/database/prisma.service.js';
import type { ClinicId, PatientId } from '../../common/ids/ids.js';
import { Logger } from '../../common/logging/logger.js';
import { AuditLog } from '../audit-log.service.js';
import type { Actor } from '../compliance.types.js';
import type { AgedRecord, RetentionTarget } from '../records/kept-records.port.js';
import { PeopleRepository } from '../records/people.repository.js';
import { RecordKeepers } from '../records/record-keepers.service.js';
import { RETENTION_KINDS, type RetentionKind } from './retention-rules.policy.js';
import { RetentionRepository, type DueRecord, type RunKey } from './retention.repository.js';
import type { RetentionForecast, RetentionRule, RetentionRun } from './retention.types.js';

type Batch = Parameters<RetentionRepository['due']>[3];

/** In one transaction; a call has dozens of turns. */
const BATCH = 50;
const BY_AGE: Actor = { kind: 'system', id: 'retention' };

/** Deletes what has been kept long enough, and proves it. Whatever is done twice is done once. */
@Injectable()
export class Retention {
  constructor(
    private readonly keepers: RecordKeepers,
    private readonly records: RetentionRepository,
    private readonly people: PeopleRepository,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  clinics(tx: Tx): Promise<ClinicId[]> {
    return this.records.clinics(tx);
  }

  rules(clinicId: ClinicId): Promise<RetentionRule[]> {
    return this.database.inClinic(clinicId, (tx) => this.records.rules(tx, clinicId));
  }

  /** What `run` would do at this moment. Changes nothing. */
  forecast(clinicId: ClinicId): Promise<RetentionForecast[]> {
    return this.database.inClinic(clinicId, async (tx) => {
      const forecasts: RetentionForecast[] = [];
      for (const rule of await this.records.rules(tx, clinicId)) {
        const before = this.limitOf(rule.days);
        const counted = await this.count(tx, clinicId, rule, before);
        forecasts.push({ ...rule, before, ...counted });
      }
      return forecasts;
    });
  }

  /** Deletes what is due in a clinic. One that was broken off is gone on with; what could not be deleted is left to the next day. */
  async run(
    clinicId: ClinicId,
    kinds: readonly RetentionKind[] = RETENTION_KINDS,
    by: Actor = BY_AGE,
  ): Promise<RetentionRun[]> {
    const day = this.clock.now().toZonedDateTimeISO('UTC').toPlainDate();
    const ran = new Set<string>();
    for (const { kind, days } of await this.rules(clinicId)) {
      if (!kinds.includes(kind)) continue;
      const key = { clinicId, day, kind };
      const before = this.limitOf(days);
      for (const target of this.keepers.targetsOf(kind)) {
        await this.database.inClinic(clinicId, (tx) => this.records.begin(tx, key, before, this.clock.now()));
        await this.apply(key, target, before, by);
        ran.add(kind);
      }
    }
    const runs = await this.runs(clinicId, day);
    return runs.filter(({ kind }) => ran.has(kind));
  }

  /** Proofs from a day on, the newest first. */
  runs(clinicId: ClinicId, since: Temporal.PlainDate): Promise<RetentionRun[]> {
    return this.database.inClinic(clinicId, (tx) => this.records.runs(tx, clinicId, since));
  }

  /** Until the transaction ends, nothing is deleted by age and no hold is placed in this clinic. */
  takeTurn(tx: Tx, clinicId: ClinicId): Promise<void> {
    return this.records.takeTurn(tx, clinicId);
  }

  private async apply(key: RunKey, target: RetentionTarget, before: Temporal.Instant, by: Actor): Promise<void> {
    const { clinicId, kind } = key;
    let last: AgedRecord | null = null;
    let failed = 0;
    for (;;) {
      const batch: Batch = { before, after: last, limit: BATCH };
      const { due, left }: { due: DueRecord[]; left: number } = target.removeElsewhere
        ? await this.removeEverywhere(key, target, batch, by)
        : { due: await this.removeHere(key, target, batch, by), left: 0 };
      failed += left;
      last = due.at(-1) ?? last;
      if (due.length < BATCH) break;
    }
    if (failed > 0) this.log.warn('retention.not_all_removed', { clinicId, reason: kind, count: failed });
    await this.database.inClinic(clinicId, async (tx) => {
      const { held } = await this.records.count(tx, clinicId, target, before);
      await this.records.finish(tx, key, held, this.clock.now());
    });
  }

  private removeHere(key: RunKey, target: RetentionTarget, batch: Batch, by: Actor): Promise<DueRecord[]> {
    const { clinicId } = key;
    return this.database.inClinic(clinicId, async (tx) => {
      await this.records.takeTurn(tx, clinicId);
      const due = await this.records.due(tx, clinicId, target, batch);
      await this.remove(tx, key, target, due, by);
      return due;
    });
  }

  /** What lies elsewhere goes first: a row that is gone would be the last that knows of it. No transaction waits for the network. */
  private async removeEverywhere(
    key: RunKey,
    target: RetentionTarget,
    batch: Batch,
    by: Actor,
  ): Promise<{ due: DueRecord[]; left: number }> {
    const { clinicId } = key;
    const due = await this.database.inClinic(clinicId, async (tx) => {
      await this.records.takeTurn(tx, clinicId);
      return this.records.due(tx, clinicId, target, batch);
    });
    if (due.length === 0) return { due, left: 0 };
    const ids = due.map(({ id }) => id);
    const gone = new Set(await target.removeElsewhere?.(clinicId, ids));
    const left = ids.filter((id) => !gone.has(id));
    await this.database.inClinic(clinicId, async (tx) => {
      await this.remove(
        tx,
        key,
        target,
        due.filter(({ id }) => gone.has(id)),
        by,
      );
      await this.records.addFailed(tx, key, left);
    });
    return { due, left: left.length };
  }

  private async remove(
    tx: Tx,
    key: RunKey,
    target: RetentionTarget,
    due: readonly DueRecord[],
    by: Actor,
  ): Promise<void> {
    const [first, ...others] = due;
    if (!first) return;
    const { clinicId, kind, day } = key;
    const patientIds = await this.patientsOf(tx, clinicId, due);
    await target.remove(
      tx,
      clinicId,
      due.map(({ id }) => id),
    );
    const idsHash = await this.records.addRemoved(tx, key, [first, ...others]);
    await this.audit.record(tx, {
      clinicId,
      at: this.clock.now(),
      actor: by,
      action: 'retention.removed',
      subject: { kind: 'retention_run', id: `${day.toString()} ${kind}` },
      patientIds,
      detail: { kind, records: due.length, idsHash },
    });
  }

  private async patientsOf(tx: Tx, clinicId: ClinicId, due: readonly DueRecord[]): Promise<PatientId[]> {
    const callIds = due.flatMap(({ callId }) => callId ?? []);
    const named = due.flatMap(({ patientId }) => (patientId as PatientId | null) ?? []);
    return [...named, ...(await this.people.ofCalls(tx, clinicId, callIds))];
  }

  private async count(
    tx: Tx,
    clinicId: ClinicId,
    { kind }: RetentionRule,
    before: Temporal.Instant,
  ): Promise<{ due: number; held: number }> {
    const total = { due: kind === 'audit' ? await this.records.countAudit(tx, clinicId, before) : 0, held: 0 };
    for (const target of this.keepers.targetsOf(kind)) {
      const { due, held } = await this.records.count(tx, clinicId, target, before);
      total.due += due;
      total.held += held;
    }
    return total;
  }

  private limitOf(days: number): Temporal.Instant {
    return this.clock.now().subtract({ hours: days * 24 });
  }
}
