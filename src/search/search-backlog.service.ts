import { Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import type { ClinicId } from '../common/ids/ids.js';
import { errorFields, Logger } from '../common/logging/logger.js';
import { JobQueue } from '../jobs/job-queue.service.js';
import { readBacklog } from './search-backlog.jobs.js';
import {
  SearchBacklogRepository,
  type Backlog,
  type UnreadText,
  type UnreadTurn,
} from './search-backlog.repository.js';
import { SearchIndexRepository } from './search-index.repository.js';
import { tsvectorOf } from './search-tokens.builder.js';

/** In one transaction: a call that writes one of these turns waits for no more than that. */
const BATCH = 100;
/** In one run of the job, so that a process that is stopped leaves little undone. */
const BATCHES_A_RUN = 50;
/** By then no server of the version before runs any more, and what it wrote can be read. */
const AGAIN_AFTER = { hours: 24 };

/**
 * Makes tokens of what was said and texted before there were any. It can be stopped at any moment: what is left to do is seen from
 * the rows.
 */
@Injectable()
export class SearchBacklog implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    private readonly backlog: SearchBacklogRepository,
    private readonly index: SearchIndexRepository,
    private readonly jobs: JobQueue,
    private readonly database: PrismaService,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(readBacklog, ({ clinicId }) => this.read(clinicId as ClinicId));
  }

  /** Not waited for: calls are taken without it, too. One job too many finds nothing to do. */
  onApplicationBootstrap(): void {
    const ordered = this.database.acrossClinics(async (tx) => {
      for (const backlog of await this.backlog.all(tx)) await this.order(tx, backlog);
    });
    ordered.catch((error: unknown) => this.log.warn('search.backlog_not_ordered', errorFields(error)));
  }

  private async read(clinicId: ClinicId): Promise<void> {
    const backlog = await this.database.inClinic(clinicId, (tx) => this.backlog.find(tx, clinicId));
    if (!backlog) return;
    const isDue = Temporal.Instant.compare(dueAt(backlog, this.clock), this.clock.now()) <= 0;
    // The queue goes by another clock: it may be early.
    if (!isDue) return this.database.inClinic(clinicId, (tx) => this.order(tx, backlog));
    const left = (await this.readTurns(clinicId)) || (await this.readTexts(clinicId));
    if (!left) return this.finish(backlog);
    await this.database.inClinic(clinicId, (tx) => this.order(tx, backlog));
  }

  private readTurns(clinicId: ClinicId): Promise<boolean> {
    return this.inBatches<UnreadTurn>(clinicId, async (tx, last) => {
      const sealer = await tx.$sealer(clinicId);
      const unread = await this.backlog.turns(tx, clinicId, last, BATCH);
      const turns = unread.map(({ text, ...turn }) => ({ ...turn, tokens: tsvectorOf(sealer, text) }));
      await this.index.addTurns(tx, clinicId, turns);
      return unread;
    });
  }

  private readTexts(clinicId: ClinicId): Promise<boolean> {
    return this.inBatches<UnreadText>(clinicId, async (tx, last) => {
      const sealer = await tx.$sealer(clinicId);
      const unread = await this.backlog.texts(tx, clinicId, last, BATCH);
      const texts = unread.map(({ body, ...text }) => ({ ...text, tokens: tsvectorOf(sealer, body) }));
      await this.index.addTexts(tx, clinicId, texts);
      return unread;
    });
  }

  /** A batch after the other, as many as a run may have. True when there may be more. */
  private async inBatches<Row>(
    clinicId: ClinicId,
    read: (tx: Tx, last: Row | null) => Promise<Row[]>,
  ): Promise<boolean> {
    let last: Row | null = null;
    for (let batch = 0; batch < BATCHES_A_RUN; batch++) {
      const rows: Row[] = await this.database.inClinic(clinicId, (tx) => read(tx, last));
      if (rows.length < BATCH) return false;
      last = rows.at(-1) ?? null;
    }
    return true;
  }

  private finish({ clinicId, readAt }: Backlog): Promise<void> {
    return this.database.inClinic(clinicId, async (tx) => {
      if (readAt !== null) return this.backlog.remove(tx, clinicId);
      const now = this.clock.now();
      await this.backlog.setRead(tx, clinicId, now);
      await this.order(tx, { clinicId, readAt: now });
    });
  }

  private order(tx: Tx, backlog: Backlog): Promise<void> {
    return this.jobs.enqueue(tx, readBacklog, { clinicId: backlog.clinicId }, { at: dueAt(backlog, this.clock) });
  }
}

const dueAt = ({ readAt }: Backlog, clock: Clock): Temporal.Instant => readAt?.add(AGAIN_AFTER) ?? clock.now();
