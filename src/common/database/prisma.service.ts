import type { OnApplicationShutdown } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient, Prisma } from '../../generated/prisma/client.js';
import type { AppConfig } from '../../config/app-config.js';

/** Inside `database.$transaction(async (tx) => …)`, or the database itself: repositories take either. */
export type Tx = Prisma.TransactionClient;

/** Of one process. Fifty calls that all book in the same second were measured to need about this many. */
const MAX_CONNECTIONS = 20;
/**
 * A burst may queue this long for a connection: Prisma's own two seconds turned bursts into errors. A server that takes no
 * connection at all in that time is away: requests say so instead of piling up.
 */
const MAX_WAIT_MS = 5000;
const MAX_TRANSACTION_MS = 10_000;

export class PrismaService extends PrismaClient implements OnApplicationShutdown {
  constructor(config: Pick<AppConfig, 'databaseUrl'>) {
    super({
      adapter: new PrismaPg({
        connectionString: config.databaseUrl,
        max: MAX_CONNECTIONS,
        connectionTimeoutMillis: MAX_WAIT_MS,
        query_timeout: MAX_TRANSACTION_MS,
      }),
      transactionOptions: { maxWait: MAX_WAIT_MS, timeout: MAX_TRANSACTION_MS },
    });
  }

  /** After everybody else: calls that end while the process does are still written down. */
  async onApplicationShutdown(): Promise<void> {
    await this.$disconnect();
  }
}
