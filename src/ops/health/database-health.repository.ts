import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { migrationNames } from '../../common/database/migration.runner.js';
import { PrismaService } from '../../common/database/prisma.service.js';

const ANSWER_WITHIN_MS = 2000;
const OF_LATE_MS = 30_000;

/** `behind`: it lacks what this code was written for, as one does that was restored from before an update. */
export type DatabaseState = 'up' | 'behind' | 'no answer';

@Injectable()
export class DatabaseHealth implements OnModuleInit {
  private newest = '';
  private refused = { count: 0, seenAtMs: -Infinity };

  constructor(
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  async onModuleInit(): Promise<void> {
    this.newest = (await migrationNames()).at(-1) ?? '';
  }

  /** Told of a database that answers: what it did with the transactions of late. */
  writes(): 'taken' | 'refused' {
    const { full, read_only: readOnly } = this.database.refused;
    const count = full + readOnly;
    if (count > this.refused.count) this.refused = { count, seenAtMs: this.clock.nowMs() };
    return this.clock.nowMs() - this.refused.seenAtMs < OF_LATE_MS ? 'refused' : 'taken';
  }

  async state(): Promise<DatabaseState> {
    const limit = new AbortController();
    const asked = this.database.$queryRaw<{ done: boolean }[]>`
      SELECT EXISTS (
        SELECT 1 FROM _prisma_migrations
        WHERE migration_name = ${this.newest} AND finished_at IS NOT NULL AND rolled_back_at IS NULL
      ) AS done`.then(
      ([row]) => (row?.done ? 'up' : 'behind'),
      () => 'no answer' as const,
    );
    const late = this.clock.sleep(ANSWER_WITHIN_MS, limit.signal).then(() => 'no answer' as const);
    const state = await Promise.race([asked, late]);
    limit.abort();
    return state;
  }
}
