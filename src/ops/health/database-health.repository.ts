import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { PrismaService } from '../../common/database/prisma.service.js';

const ANSWER_WITHIN_MS = 2000;

@Injectable()
export class DatabaseHealth {
  constructor(
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  async answers(): Promise<boolean> {
    const limit = new AbortController();
    const answered = this.database.$queryRaw`SELECT 1`.then(
      () => true,
      () => false,
    );
    const late = this.clock.sleep(ANSWER_WITHIN_MS, limit.signal).then(() => false);
    const result = await Promise.race([answered, late]);
    limit.abort();
    return result;
  }
}
