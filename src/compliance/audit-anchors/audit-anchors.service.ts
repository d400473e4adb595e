import { fileURLToPath } from 'node:url';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { Clock, type Cancel } from '../../common/clock/clock.js';
import { PrismaService } from '../../common/database/prisma.service.js';
import { errorFields, Logger } from '../../common/logging/logger.js';
import { WebhookClient } from '../../common/outside/webhook.client.js';
import { AppConfig } from '../../config/app-config.js';
import { JobQueue } from '../../jobs/job-queue.service.js';
import { AuditVerification } from '../audit-verification.service.js';
import type { AnchorTarget } from './anchor-target.port.js';
import type { Anchor } from './audit-anchor.types.js';
import { auditAnchor } from './audit-anchors.jobs.js';
import { AuditAnchorsMetrics } from './audit-anchors.metrics.js';
import { AuditAnchorsRepository } from './audit-anchors.repository.js';
import { FileAnchorsDriver } from './file-anchors.driver.js';
import { WebhookAnchorsDriver } from './webhook-anchors.driver.js';

/** So soon every process tells what one of them has done. */
const LOOK_EVERY_MS = 60_000;

/**
 * Takes the ends of all chains out of the database, by whichever process gets to it: who sets the database back, or removes a chain, can't
 * do it there. An end that is not ours, or that does not go on from what was kept before, is not signed: what was kept goes on to speak
 * against it.
 */
@Injectable()
export class AuditAnchors implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  private readonly targets: readonly AnchorTarget[];
  private readonly everyMs: number;
  private stopLooking: Cancel = () => undefined;

  constructor(
    { auditAnchors }: AppConfig,
    client: WebhookClient,
    private readonly verification: AuditVerification,
    private readonly anchors: AuditAnchorsRepository,
    private readonly metrics: AuditAnchorsMetrics,
    private readonly jobs: JobQueue,
    private readonly database: PrismaService,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {
    const { targets = [], everyMs = 0, secret = '' } = auditAnchors ?? {};
    this.everyMs = everyMs;
    this.targets = targets.map((address, index) => {
      const kind = address.startsWith('file:') ? 'file' : 'webhook';
      const before = targets.slice(0, index).filter((other) => other.startsWith('file:') === (kind === 'file')).length;
      const name = before === 0 ? kind : `${kind}-${before + 1}`;
      return kind === 'file'
        ? new FileAnchorsDriver(name, fileURLToPath(address))
        : new WebhookAnchorsDriver(name, address, secret, client, clock);
    });
    for (const { name } of this.targets) metrics.anchoredAt.set({ target: name }, 0);
  }

  onModuleInit(): void {
    if (this.targets.length > 0)
      this.jobs.handle(auditAnchor, ({ target, due }) => this.anchor(target, Temporal.Instant.from(due)));
  }

  /** Not waited for: calls are taken without it, too. */
  onApplicationBootstrap(): void {
    const warn = (error: unknown) => this.log.warn('audit.anchors_unknown', errorFields(error));
    for (const target of this.targets)
      void this.orderNext(target, this.clock.now()).catch((error: unknown) =>
        this.log.warn('audit.anchor_not_ordered', { reason: target.name, ...errorFields(error) }),
      );
    void this.show().catch(warn);
    this.stopLooking = this.clock.every(LOOK_EVERY_MS, () => void this.show().catch(warn));
  }

  onApplicationShutdown(): void {
    this.stopLooking();
  }

  /** What was kept last of each clinic, wherever it can be read. What does not fit there is for whoever compares it with the chains. */
  async kept(): Promise<Anchor[]> {
    const kept: Anchor[] = [];
    for (const target of this.targets) {
      try {
        kept.push(...((await target.newest?.())?.values() ?? []));
      } catch (error) {
        this.log.warn('audit.anchors_unreadable', { reason: target.name, ...errorFields(error) });
      }
    }
    return kept;
  }

  /** Every process orders the time that it sees coming; the first one has. */
  private orderNext({ name }: AnchorTarget, after: Temporal.Instant): Promise<void> {
    const dueAt = Temporal.Instant.fromEpochMilliseconds(
      (Math.floor(after.epochMilliseconds / this.everyMs) + 1) * this.everyMs,
    );
    return this.database.acrossClinics(async (tx) => {
      if (!(await this.anchors.order(tx, name, dueAt, after))) return;
      await this.jobs.enqueue(tx, auditAnchor, { target: name, due: dueAt.toString() }, { at: dueAt });
    });
  }

  private async anchor(name: string, due: Temporal.Instant): Promise<void> {
    const target = this.targets.find((one) => one.name === name);
    if (!target) return;
    // Whose clock is behind that of whoever has ordered this one does not order it once more.
    const now = this.clock.now();
    await this.orderNext(target, Temporal.Instant.compare(now, due) < 0 ? due : now);
    const known = (await target.newest?.()) ?? new Map<string, Anchor>();
    const at = this.clock.now();
    const anchors: Anchor[] = [];
    for (const clinicId of await this.verification.clinics()) {
      const before = known.get(clinicId);
      const head = await this.verification.signedHead(clinicId, at, before ? [before] : []);
      if (!head) this.log.error('audit.anchor_withheld', { clinicId, reason: name });
      else if (head.seq !== before?.seq) anchors.push(head);
    }
    await target.write(anchors);
    await this.database.acrossClinics((tx) => this.anchors.keep(tx, this.database.keys.root, name, at));
    await this.show();
  }

  private async show(): Promise<void> {
    for (const { name } of this.targets) {
      const at = await this.database.acrossClinics((tx) => this.anchors.lastAt(tx, this.database.keys.root, name));
      this.metrics.anchoredAt.set({ target: name }, (at?.epochMilliseconds ?? 0) / 1000);
    }
  }
}
