import type { PrismaService } from '../../src/common/database/prisma.service.js';
import { Logger } from '../../src/common/logging/logger.js';
import { AuditLog } from '../../src/compliance/audit-log.service.js';
import { AuditRepository } from '../../src/compliance/audit.repository.js';
import { TextAudit } from '../../src/messaging/text-audit.service.js';
import { TextsRepository } from '../../src/messaging/texts.repository.js';

/** The audit log of services that a test puts together by hand. */
export const auditLog = (database: PrismaService): AuditLog =>
  new AuditLog(new AuditRepository(), database, Logger.create('silent'));

export const textAudit = (database: PrismaService): TextAudit =>
  new TextAudit(new TextsRepository(), auditLog(database));
