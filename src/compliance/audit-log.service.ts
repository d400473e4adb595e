import { Injectable } from '@nestjs/common';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { currentRequest } from '../common/http/request-id.js';
import type { ClinicId } from '../common/ids/ids.js';
import { Logger } from '../common/logging/logger.js';
import {
  endsAsWritten,
  hashAfter,
  HEAD_FORGED,
  NOTHING_YET,
  partsOf,
  prove,
  type ChainedEntry,
  type ChainEnd,
  type ChainRows,
} from './audit-chain.js';
import { AuditRepository, toContent } from './audit.repository.js';
import type { AuditEntry } from './compliance.types.js';
import { restOf, viewingOf, type Viewing } from './viewing.policy.js';
import { ViewingsRepository } from './viewings.repository.js';

/** An entry that is to be written. */
interface Waiting extends AuditEntry {
  /** It vouches for all entries before it. */
  seals?: boolean;
  /** What it may go on with. None for an act. */
  viewing?: Viewing;
}

/**
 * Who read or did what to which record, when and why. Entries can be neither changed nor removed; the database refuses it, and
 * each is chained to the one before, so that whoever goes around the database is found out (docs/compliance.md).
 */
@Injectable()
export class AuditLog {
  private readonly waiting = new WeakMap<Tx, Waiting[]>();

  constructor(
    private readonly entries: AuditRepository,
    private readonly viewings: ViewingsRepository,
    private readonly database: PrismaService,
    private readonly log: Logger,
  ) {}

  /** For a command, which has no modules. */
  static on(database: PrismaService, logger: Logger): AuditLog {
    return new AuditLog(new AuditRepository(), new ViewingsRepository(), database, logger);
  }

  /**
   * Written in the caller's transaction, so that an act and its entry are stored together or not at all; at its very end, because
   * those who write to one clinic's chain wait for each other until their transactions are over.
   */
  record(tx: Tx, said: Waiting): Promise<void> {
    const entry = inRequest(said);
    const waiting = this.waiting.get(tx);
    if (waiting) {
      waiting.push(entry);
    } else {
      const entries = [entry];
      this.database.atEnd(tx, () => this.write(tx, entries));
      this.waiting.set(tx, entries);
    }
    return Promise.resolve();
  }

  /**
   * The same for what screens and programs look at again and again: of a viewing that goes on only what is new is written
   * (viewing.policy.ts), and whoever looks on waits for nobody.
   */
  viewed(tx: Tx, said: AuditEntry): Promise<void> {
    const entry = inRequest(said);
    return this.record(tx, { ...entry, viewing: viewingOf(entry) });
  }

  private async write(tx: Tx, all: readonly Waiting[]): Promise<void> {
    const entries: Waiting[] = [];
    for (const entry of all) entries.push(...(await this.unsaid(tx, entry)));
    // In the order of their ids: two transactions that write to the same chains never wait for each other crosswise.
    const clinicIds = [...new Set(entries.map(({ clinicId }) => clinicId))].sort();
    for (const clinicId of clinicIds) {
      await this.append(
        tx,
        clinicId,
        entries.filter((entry) => entry.clinicId === clinicId),
      );
    }
  }

  private async unsaid(tx: Tx, entry: Waiting): Promise<Waiting[]> {
    if (!entry.viewing) return [entry];
    const rest = restOf(entry, await this.viewings.named(tx, entry.clinicId, entry.viewing));
    return rest ? [rest] : [];
  }

  private async append(tx: Tx, clinicId: ClinicId, entries: readonly Waiting[]): Promise<void> {
    const { root } = this.database.keys;
    const found = await this.entries.lockEnd(tx, clinicId);
    const { head, last } = found;
    const forged = !endsAsWritten(root, clinicId, found);
    if (forged) this.log.error('audit.head_forged', { clinicId, count: last?.seq ?? 0 });
    // Behind all that is there: of a chain that was cut off the gap stays.
    let end: ChainEnd = (last && last.seq >= (head?.seq ?? 0) ? last : head) ?? NOTHING_YET;
    const chained = [...(forged ? forgery(clinicId, entries, found) : []), ...entries].map(
      (entry: Waiting): ChainedEntry => {
        const vouching = entry.seals && !forged && { sealedSeq: end.seq, sealedHash: end.hash };
        const content = toContent({ ...entry, detail: { ...entry.detail, ...(vouching || {}) } }, end.seq + 1);
        end = { seq: content.seq, hash: hashAfter(end.hash, content) };
        return { content, hash: end.hash, proof: prove(root, 'entry', partsOf(clinicId, end)) };
      },
    );
    await this.entries.append(tx, clinicId, chained, { ...end, ...prove(root, 'head', partsOf(clinicId, end)) });
  }
}

/** With where it was done from, and in which request. */
function inRequest(entry: Waiting): Waiting {
  const request = currentRequest();
  if (!request) return entry;
  for (const id of entry.patientIds ?? []) request.patientIds.add(id);
  return { address: request.address, requestId: request.requestId, ...entry };
}

/** It keeps what was found: whoever has a key that this process does not know yet can say later that it was ours all the same. */
const forgery = (clinicId: ClinicId, [next]: readonly AuditEntry[], { head }: ChainRows): AuditEntry[] =>
  next
    ? [
        {
          clinicId,
          at: next.at,
          actor: { kind: 'system', id: 'audit' },
          action: HEAD_FORGED,
          subject: { kind: 'clinic', id: clinicId },
          detail: head ? { headSeq: head.seq, headHash: head.hash, headMac: head.mac, headKeyId: head.keyId } : {},
        },
      ]
    : [];
