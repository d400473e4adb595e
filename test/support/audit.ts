import { Temporal } from 'temporal-polyfill';
import type { PrismaService } from '../../src/common/database/prisma.service.js';
import type { ClinicId } from '../../src/common/ids/ids.js';
import { Logger } from '../../src/common/logging/logger.js';
import { AuditLog } from '../../src/compliance/audit-log.service.js';
import { TextAudit } from '../../src/messaging/text-audit.service.js';
import { TextsRepository } from '../../src/messaging/texts.repository.js';

/** The audit log of services that a test puts together by hand. */
export const auditLog = (database: PrismaService): AuditLog => AuditLog.on(database, Logger.create('silent'));

export const textAudit = (database: PrismaService): TextAudit =>
  new TextAudit(new TextsRepository(), auditLog(database));

/** Writes a clinic's first entry, which takes a statement more than those after it: for tests that compare what is done. */
export const beginChain = (database: PrismaService, clinicId: ClinicId): Promise<void> =>
  database.inClinic(clinicId, (tx) =>
    auditLog(database).record(tx, {
      clinicId,
      at: Temporal.Instant.fromEpochMilliseconds(0),
      actor: { kind: 'system', id: 'test' },
      action: 'chain.begun',
      subject: { kind: 'clinic', id: clinicId },
    }),
  );
