import { Injectable } from '@nestjs/common';
import { PrismaService } from '../common/database/prisma.service.js';
import type { Principal } from '../common/http/access.decorators.js';
import type { ClinicId } from '../common/ids/ids.js';

@Injectable()
export class ApiKeysRepository {
  constructor(private readonly database: PrismaService) {}

  async findLive(keyHash: string): Promise<Principal | null> {
    const row = await this.database.apiKey.findUnique({ where: { keyHash, revokedAt: null } });
    return row && { clinicId: row.clinicId as ClinicId, actorId: row.prefix };
  }
}
