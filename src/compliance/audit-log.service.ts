import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import { AuditRepository } from './audit.repository.js';
import type { AuditEntry } from './compliance.types.js';

/** Who did what to which record, and when. Entries can be neither changed nor removed; the database refuses it. */
@Injectable()
export class AuditLog {
  constructor(private readonly entries: AuditRepository) {}

  /** Writes in the caller's transaction, so that an act and its entry are stored together or not at all. */
  record(tx: Tx, entry: AuditEntry): Promise<void> {
    return this.entries.insert(tx, randomUUID(), entry);
  }
}
