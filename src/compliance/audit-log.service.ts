import { Injectable } from '@nestjs/common';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { currentRequest } from '../common/http/request-id.js';
import type { ClinicId } from '../common/ids/ids.js';
import { Logger } from '../common/logging/logger.js';
import { hashAfter, NOTHING_YET, proveEntry, proveHead, type ChainEnd, type Proof } from './audit-chain.js';
import { AuditRepository, toContent, type ChainedEntry } from './audit.repository.js';
import type { AuditEntry } from './compliance.types.js';
import { restOf, viewingOf, type Viewing } from './viewing.policy.js';

/** What the chain itself has to say: its end was written by somebody else. Verification names the entry. */
export const HEAD_FORGED = 'audit.head_forged';

/** What a transaction is going to write, and the viewing that it may go on with; null for an act. */
interface Noted {
  entry: AuditEntry;
  viewing: Viewing | null;
}

/**
 * Who read or did what to which record, when and why. Entries can be neither changed nor removed; the database refuses it, and
 * each is chained to the one before, so that whoever goes around the database is found out (docs/compliance.md).
 */
@Injectable()
export class AuditLog {
  private readonly waiting = new WeakMap<Tx, Noted[]>();

  constructor(
    private readonly entries: AuditRepository,
    private readonly database: PrismaService,
    private readonly log: Logger,
  ) {}

  /** For a command, which has no modules. */
  static on(database: PrismaService, logger: Logger): AuditLog {
    return new AuditLog(new AuditRepository(), database, logger);
  }

  /**
   * Written in the caller's transaction, so that an act and its entry are stored together or not at all; at its very end, because
   * those who write to one clinic's chain wait for each other until their transactions are over.
   */
  record(tx: Tx, entry: AuditEntry): Promise<void> {
    return this.note(tx, { entry: inRequest(entry), viewing: null });
  }

  /**
   * The same for what screens and programs look at again and again: of a viewing that goes on only what is new is written
   * (viewing.policy.ts).
   */
  viewed(tx: Tx, viewed: AuditEntry): Promise<void> {
    const entry = inRequest(viewed);
    return this.note(tx, { entry, viewing: viewingOf(entry) });
  }

  private note(tx: Tx, noted: Noted): Promise<void> {
    const waiting = this.waiting.get(tx);
    if (waiting) {
      waiting.push(noted);
    } else {
      const notes = [noted];
      this.database.atEnd(tx, () => this.write(tx, notes));
      this.waiting.set(tx, notes);
    }
    return Promise.resolve();
  }

  private async write(tx: Tx, notes: readonly Noted[]): Promise<void> {
    // In the order of their ids: two transactions that write to the same chains never wait for each other crosswise.
    const clinicIds = [...new Set(notes.map(({ entry }) => entry.clinicId))].sort();
    for (const clinicId of clinicIds) {
      await this.append(
        tx,
        clinicId,
        notes.filter(({ entry }) => entry.clinicId === clinicId),
      );
    }
  }

  private async append(tx: Tx, clinicId: ClinicId, notes: readonly Noted[]): Promise<void> {
    const { root } = this.database.keys;
    const viewings = notes.map(({ viewing }) => viewing);
    const { head, named } = await this.entries.lockHead(tx, clinicId, viewings);
    const entries = notes.flatMap(({ entry }, place) => restOf(entry, named.get(place) ?? null) ?? []);
    if (entries.length === 0) return;
    const forged = head !== null && !this.isOurs(clinicId, head);
    if (forged) this.log.error('audit.head_forged', { clinicId, count: head.seq });
    let end: ChainEnd = head ?? NOTHING_YET;
    const chained = [...(forged ? forgery(clinicId, entries) : []), ...entries].map((entry): ChainedEntry => {
      const content = toContent(entry, end.seq + 1);
      end = { seq: content.seq, hash: hashAfter(end.hash, content) };
      return { content, hash: end.hash, proof: proveEntry(root, clinicId, end) };
    });
    await this.entries.append(tx, clinicId, chained, { ...end, ...proveHead(root, clinicId, end) });
  }

  private isOurs(clinicId: ClinicId, head: ChainEnd & Proof): boolean {
    const { root } = this.database.keys;
    // A head of a key that is gone can't be checked; the entries after it are chained to it all the same.
    return !root.has(head.keyId) || proveHead(root, clinicId, head, head.keyId).mac === head.mac;
  }
}

/** With where it was done from, and in which request. */
function inRequest(entry: AuditEntry): AuditEntry {
  const request = currentRequest();
  if (!request) return entry;
  for (const id of entry.patientIds ?? []) request.patientIds.add(id);
  return { address: request.address, requestId: request.requestId, ...entry };
}

const forgery = (clinicId: ClinicId, [next]: readonly AuditEntry[]): AuditEntry[] =>
  next
    ? [
        {
          clinicId,
          at: next.at,
          actor: { kind: 'system', id: 'audit' },
          action: HEAD_FORGED,
          subject: { kind: 'clinic', id: clinicId },
        },
      ]
    : [];
