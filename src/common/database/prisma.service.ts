import type { OnModuleDestroy } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient, Prisma } from '../../generated/prisma/client.js';
import type { AppConfig } from '../../config/app-config.js';

/** Inside `database.$transaction(async (tx) => …)`, or the database itself: repositories take either. */
export type Tx = Prisma.TransactionClient;

export class PrismaService extends PrismaClient implements OnModuleDestroy {
  constructor(config: Pick<AppConfig, 'databaseUrl'>) {
    super({ adapter: new PrismaPg({ connectionString: config.databaseUrl, max: 10 }) });
  }

  async onModuleDestroy(): Promise<void> {
    await this.$disconnect();
  }
}
