import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import { PrismaService } from '../common/database/prisma.service.js';
import type { Principal } from '../common/http/access.decorators.js';
import type { ClinicId } from '../common/ids/ids.js';
import type { Anchor, SigningKeys } from './audit-anchors/audit-anchor.types.js';
import { signHead, signingKeys } from './audit-anchors/head-signature.js';
import {
  endsAsWritten,
  NOTHING_YET,
  type ChainedEntry,
  type ChainEnd,
  type ChainRows,
  type Proof,
  type SignedHead,
} from './audit-chain.js';
import { AuditEntriesRepository } from './audit-entries.repository.js';
import type { AuditExportLine, AuditExportQuery } from './audit-entries.types.js';
import { AuditLog } from './audit-log.service.js';
import { AuditTrailRepository } from './audit-trail.repository.js';

/** In one transaction, and in memory. */
const AT_A_TIME = 500;

/** An unbroken part of a chain, and what is needed to check it elsewhere. */
interface Part {
  clinicId: ClinicId;
  first: number | null;
  last: number | null;
  before: string | null;
  head: SignedEnd | null;
}

type SignedEnd = SignedHead & { [Part in 'at' | 'signature']: Anchor[Part] | null };

/** Gives a clinic's audit trail away, line by line: however long it is, some hundred entries are in memory. */
@Injectable()
export class AuditExport {
  constructor(
    private readonly trail: AuditTrailRepository,
    private readonly entries: AuditEntriesRepository,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** Which entries there are is settled at once, and so is the entry about it; it lies behind them. */
  async export(principal: Principal, range: AuditExportQuery): Promise<AsyncIterable<string>> {
    return this.lines(await this.begin(principal, range));
  }

  signingKeys(): SigningKeys {
    return signingKeys(this.database.keys.root);
  }

  private begin({ clinicId, actor }: Principal, range: AuditExportQuery): Promise<Part> {
    return this.database.inClinic(clinicId, async (tx) => {
      const end = await this.trail.endOf(tx, clinicId);
      const found = await this.entries.partOf(tx, clinicId, range);
      const { first = null, last = null } = found ?? {};
      const [previous] = first === null || first === 1 ? [] : await this.trail.after(tx, clinicId, first - 2, 1);
      await this.audit.record(tx, {
        clinicId,
        at: this.clock.now(),
        actor,
        action: 'audit.exported',
        subject: { kind: 'clinic', id: clinicId },
        detail: { first, last },
      });
      const before = first === null ? null : (previous?.hash ?? NOTHING_YET.hash);
      return { clinicId, first, last, before, head: end.head && this.signed(clinicId, end, end.head) };
    });
  }

  /** What we sign is believed elsewhere: an end that is not ours is given away as it is. */
  private signed(clinicId: ClinicId, end: ChainRows, head: ChainEnd & Proof): SignedEnd {
    const { root } = this.database.keys;
    const { seq, hash, mac, keyId } = head;
    const isOurs = endsAsWritten(root, clinicId, end);
    const { at, signature } = isOurs
      ? signHead(root, clinicId, head, this.clock.now(), keyId)
      : { at: null, signature: null };
    return { clinicId, seq, hash, mac, keyId, at, signature };
  }

  private async *lines({ clinicId, first, last, before, head }: Part): AsyncIterable<string> {
    yield lineOf({ kind: 'range', clinicId, first, last, before });
    let seq = (first ?? 1) - 1;
    while (last !== null && seq < last) {
      const from = seq;
      const limit = Math.min(AT_A_TIME, last - from);
      const entries = await this.database.inClinic(clinicId, (tx) => this.trail.after(tx, clinicId, from, limit));
      // Of a chain that was broken since.
      if (entries.length === 0) break;
      yield entries.map((entry) => lineOf(toLine(entry))).join('');
      seq = entries.at(-1)?.content.seq ?? last;
    }
    if (head) yield lineOf({ kind: 'head', ...head });
  }
}

const lineOf = (line: AuditExportLine): string => `${JSON.stringify(line)}\n`;

function toLine({ content, hash, proof }: ChainedEntry): AuditExportLine {
  const { clinicId: _, ...entry } = content;
  return {
    kind: 'entry',
    ...entry,
    actorKind: entry.actorKind as Extract<AuditExportLine, { kind: 'entry' }>['actorKind'],
    patientIds: [...entry.patientIds],
    detail: entry.detail as Extract<AuditExportLine, { kind: 'entry' }>['detail'],
    hash,
    ...proof,
  };
}
