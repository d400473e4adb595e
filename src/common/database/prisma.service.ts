import type { OnApplicationShutdown } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient, Prisma } from '../../generated/prisma/client.js';
import type { AppConfig } from '../../config/app-config.js';

/** Inside `database.$transaction(async (tx) => …)`, or the database itself: repositories take either. */
export type Tx = Prisma.TransactionClient;

export class PrismaService extends PrismaClient implements OnApplicationShutdown {
  constructor(config: Pick<AppConfig, 'databaseUrl'>) {
    super({ adapter: new PrismaPg({ connectionString: config.databaseUrl, max: 10 }) });
  }

  /** After everybody else: calls that end while the process does are still written down. */
  async onApplicationShutdown(): Promise<void> {
    await this.$disconnect();
  }
}
