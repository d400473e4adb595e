import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { Clock, type Cancel } from '../../common/clock/clock.js';
import { PrismaService } from '../../common/database/prisma.service.js';
import type { ClinicId } from '../../common/ids/ids.js';
import { errorFields, Logger } from '../../common/logging/logger.js';
import { JobQueue } from '../../jobs/job-queue.service.js';
import { AuditVerification } from '../audit-verification.service.js';
import { nextHour, readsWhole } from './audit-check.policy.js';
import { auditCheck } from './audit-checks.jobs.js';
import { AuditChecksMetrics } from './audit-checks.metrics.js';
import { AuditChecksRepository } from './audit-checks.repository.js';

/** Beside calls: a thousand entries keep the process from everything else for a moment that callers would hear. */
const AT_A_TIME = 100;

/** So soon every process tells what one of them has found. */
const LOOK_EVERY_MS = 60_000;

/** Verifies the chains of all clinics every hour, by whichever process gets to it: what was written since, and once a week the whole. */
@Injectable()
export class AuditChecks implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  private stopLooking: Cancel = () => undefined;
  private looking: Promise<void> | null = null;

  constructor(
    private readonly verification: AuditVerification,
    private readonly checks: AuditChecksRepository,
    private readonly metrics: AuditChecksMetrics,
    private readonly jobs: JobQueue,
    private readonly database: PrismaService,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(auditCheck, ({ hour }) => this.check(Temporal.Instant.from(hour)));
  }

  /** Not waited for: calls are taken without it, too. */
  onApplicationBootstrap(): void {
    const warn = (error: unknown) => this.log.warn('audit.check_unknown', errorFields(error));
    void this.orderNext().catch((error: unknown) => this.log.warn('audit.check_not_ordered', errorFields(error)));
    void this.look().catch(warn);
    this.stopLooking = this.clock.every(LOOK_EVERY_MS, () => void this.look().catch(warn));
  }

  onApplicationShutdown(): void {
    this.stopLooking();
  }

  /** Every process orders the hour that it sees coming; the first one has. Hours in which nothing ran are not made up for. */
  private orderNext(): Promise<void> {
    const now = this.clock.now();
    const hour = nextHour(now);
    return this.database.acrossClinics(async (tx) => {
      if (!(await this.checks.order(tx, hour, now))) return;
      await this.jobs.enqueue(tx, auditCheck, { hour: hour.toString() }, { at: hour });
    });
  }

  /** One at a time: a database that is slow is not asked more and more. */
  private look(): Promise<void> {
    this.looking ??= this.showLast().finally(() => (this.looking = null));
    return this.looking;
  }

  private async showLast(): Promise<void> {
    const last = await this.database.acrossClinics((tx) => this.checks.lastFinished(tx));
    if (last) this.metrics.show(last);
  }

  /** A chain that does not hold is told of every hour: it stays broken, and nobody is to think that it was mended. */
  private async check(hour: Temporal.Instant): Promise<void> {
    await this.orderNext();
    let broken = 0;
    for (const clinicId of await this.clinics()) {
      if (!(await this.holds(clinicId, readsWhole(clinicId, hour)))) broken += 1;
    }
    const finished = { finishedAt: this.clock.now(), broken };
    await this.database.acrossClinics((tx) => this.checks.finish(tx, hour, finished));
    await this.showLast();
  }

  /** Also those whose chain is gone. */
  private async clinics(): Promise<ClinicId[]> {
    const verified = await this.database.acrossClinics((tx) => this.checks.clinics(tx));
    return [...new Set([...verified, ...(await this.verification.clinics())])].sort();
  }

  private async holds(clinicId: ClinicId, isWhole: boolean): Promise<boolean> {
    const known = await this.database.inClinic(clinicId, (tx) => this.checks.verifiedEnd(tx, clinicId));
    const part = isWhole ? { kept: [known] } : { after: known };
    const { firstBad, end } = await this.verification.verifyClinic(clinicId, { ...part, atATime: AT_A_TIME });
    if (firstBad) {
      this.log.error('audit.chain_broken', { clinicId, reason: firstBad.fault });
      return false;
    }
    if (end.seq > known.seq)
      await this.database.inClinic(clinicId, (tx) => this.checks.keepEnd(tx, clinicId, end, this.clock.now()));
    return true;
  }
}
