import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { Clock, type Cancel } from '../../common/clock/clock.js';
import { PrismaService } from '../../common/database/prisma.service.js';
import type { ClinicId } from '../../common/ids/ids.js';
import { errorFields, Logger } from '../../common/logging/logger.js';
import { JobQueue } from '../../jobs/job-queue.service.js';
import { AuditAnchors } from '../audit-anchors/audit-anchors.service.js';
import type { ChainEnd } from '../audit-chain.js';
import { AuditVerification, isAsWritten } from '../audit-verification.service.js';
import { nextHour, readsWhole } from './audit-check.policy.js';
import { auditCheck } from './audit-checks.jobs.js';
import { AuditChecksMetrics } from './audit-checks.metrics.js';
import { AuditChecksRepository } from './audit-checks.repository.js';

/** Beside calls: a thousand entries keep the process from everything else for a moment that callers would hear. */
const AT_A_TIME = 100;

/** Of a week: what they have found is shown to whoever asks since when the trail was good. */
const CHECKS_LOOKED_AT = 168;

/** So soon every process tells what one of them has found. */
const LOOK_EVERY_MS = 60_000;

/** Verifies the chains of all clinics every hour, by whichever process gets to it: what was written since, and once a week the whole. */
@Injectable()
export class AuditChecks implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  private stopLooking: Cancel = () => undefined;
  private looking: Promise<void> | null = null;

  constructor(
    private readonly verification: AuditVerification,
    private readonly anchors: AuditAnchors,
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
  private orderNext(done?: Temporal.Instant): Promise<void> {
    const now = this.clock.now();
    // Whose clock is behind that of whoever has ordered this one does not order it once more.
    const hour = nextHour(done && Temporal.Instant.compare(now, done) < 0 ? done : now);
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
    const [last] = await this.database.acrossClinics((tx) => this.checks.finished(tx, this.database.keys.root, 1));
    if (last) this.metrics.show(last.isOurs ? last : { ...last, broken: Math.max(1, last.broken) });
  }

  /** A chain that does not hold is told of every hour: it stays broken, and nobody is to think that it was mended. */
  private async check(hour: Temporal.Instant): Promise<void> {
    await this.orderNext(hour);
    let broken = 0;
    const kept = await this.anchors.kept();
    const known = kept.map(({ clinicId }) => clinicId as ClinicId);
    for (const clinicId of new Set([...(await this.verification.clinics()), ...known])) {
      const ends = kept.filter((anchor) => anchor.clinicId === clinicId);
      if (!(await this.holds(clinicId, readsWhole(clinicId, hour), ends))) broken += 1;
    }
    const forged = await this.verification.forgedChecks(CHECKS_LOOKED_AT);
    if (forged.length > 0) this.log.error('audit.check_forged', { count: forged.length });
    const finished = { finishedAt: this.clock.now(), broken: broken + Math.min(1, forged.length) };
    await this.database.acrossClinics((tx) => this.checks.finish(tx, this.database.keys.root, hour, finished));
    await this.showLast();
  }

  private async holds(clinicId: ClinicId, isWhole: boolean, kept: readonly ChainEnd[]): Promise<boolean> {
    const verified = await this.verification.verifyAgain(clinicId, { isWhole, kept, atATime: AT_A_TIME });
    const { firstBad, end, checked } = verified;
    if (firstBad) this.log.error('audit.chain_broken', { clinicId, reason: firstBad.fault });
    if (isAsWritten(verified) && checked > 0) await this.verification.keepMark(clinicId, end, this.clock.now());
    return !firstBad;
  }
}
