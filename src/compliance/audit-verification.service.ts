import { Injectable } from '@nestjs/common';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import type { ClinicId } from '../common/ids/ids.js';
import { hashAfter, NOTHING_YET, proveEntry, proveHead, type ChainEnd, type SignedHead } from './audit-chain.js';
import type { AuditFault } from './audit-faults.types.js';
import { HEAD_FORGED } from './audit-log.service.js';
import { AuditTrailRepository, type StoredEntry } from './audit-trail.repository.js';

export interface FirstBad {
  clinicId: string;
  seq: number;
  /** Null where there is no entry. */
  id: string | null;
  fault: AuditFault;
}

export interface Verified {
  ok: boolean;
  /** Entries that were read. */
  checked: number;
  firstBad: FirstBad | null;
}

/** Of one clinic's chain, from somewhere on. */
export interface VerifiedPart extends Verified {
  /** The last entry that was verified. */
  end: ChainEnd;
  /** False when more entries follow, which were not read. */
  complete: boolean;
}

/** Which part of a chain is read: the whole of it when nothing is said. */
export interface ChainPart {
  /** Ends that were kept: each must still be a part of the chain. */
  kept?: readonly ChainEnd[];
  /** Where an earlier verification ended. That entry must be there still. */
  after?: ChainEnd;
  /** At most so many entries. */
  most?: number;
  /** Read, and proven in one go: a process that carries calls takes few. */
  atATime?: number;
}

const AT_A_TIME = 1000;

/** Reads the chains from their beginnings, and finds the first entry of the first clinic that is not as it was written. */
@Injectable()
export class AuditVerification {
  constructor(
    private readonly database: PrismaService,
    private readonly trail: AuditTrailRepository,
  ) {}

  /** For a command, which has no modules. */
  static on(database: PrismaService): AuditVerification {
    return new AuditVerification(database, new AuditTrailRepository());
  }

  /** @param kept ends that were exported earlier: each must still be a part of its chain. */
  async verify(kept: readonly SignedHead[] = []): Promise<Verified> {
    let checked = 0;
    const clinicIds = await this.clinics();
    const all = [...new Set([...clinicIds, ...kept.map(({ clinicId }) => clinicId as ClinicId)])].sort();
    for (const clinicId of all) {
      const ours = kept.filter((head) => head.clinicId === clinicId);
      const outcome = await this.verifyClinic(clinicId, { kept: ours });
      checked += outcome.checked;
      if (outcome.firstBad) return { ok: false, checked, firstBad: outcome.firstBad };
    }
    return { ok: true, checked, firstBad: null };
  }

  /** That have a chain, or something of one. */
  clinics(): Promise<ClinicId[]> {
    return this.database.acrossClinics((tx) => this.trail.clinics(tx));
  }

  /** Where every chain ends now. */
  heads(): Promise<SignedHead[]> {
    return this.database.acrossClinics((tx) => this.trail.heads(tx));
  }

  /** One clinic's chain, or a part of it. */
  async verifyClinic(clinicId: ClinicId, part: ChainPart): Promise<VerifiedPart> {
    const { kept = [], after = NOTHING_YET, most = Infinity, atATime = AT_A_TIME } = part;
    let end: ChainEnd = after;
    const told = (firstBad: FirstBad | null, complete = true): VerifiedPart => ({
      ok: firstBad === null,
      checked: end.seq - after.seq,
      firstBad,
      end,
      complete,
    });
    const bad = (seq: number, fault: AuditFault, id: string | null = null) => told({ clinicId, seq, id, fault });
    // Read first: what is written while this goes on lies behind it.
    const { head, last } = await this.within(clinicId, (tx) => this.trail.endOf(tx, clinicId));
    if (after.seq > last) return bad(last + 1, 'cut_off');
    const before = await this.entryAt(clinicId, after.seq);
    if (after.seq > 0 && !before) return bad(after.seq, 'missing');
    if (before && before.hash !== after.hash) return bad(after.seq, 'altered', before.content.id);

    let proven = after.seq;
    const until = Math.min(last, after.seq + most);
    while (end.seq < until) {
      const limit = Math.min(atATime, until - end.seq);
      const entries = await this.within(clinicId, (tx) => this.trail.after(tx, clinicId, end.seq, limit));
      if (entries.length === 0) return bad(end.seq + 1, 'cut_off');
      for (const entry of entries) {
        const fault = this.faultOf(entry, end);
        if (fault)
          return fault === 'missing' ? bad(end.seq + 1, fault) : bad(entry.content.seq, fault, entry.content.id);
        end = { seq: entry.content.seq, hash: entry.hash };
        if (this.keys.has(entry.proof.keyId)) proven = end.seq;
        const known = kept.find(({ seq }) => seq === end.seq);
        if (known && known.hash !== end.hash) return bad(end.seq, 'altered', entry.content.id);
      }
    }
    if (end.seq < last) return told(null, false);
    const longest = Math.max(head?.seq ?? 0, ...kept.map(({ seq }) => seq));
    if (end.seq < longest) return bad(end.seq + 1, 'cut_off');
    if (last > (head?.seq ?? 0)) return bad((head?.seq ?? 0) + 1, 'after_the_end');
    if (head && !this.isOurs(clinicId, head)) return bad(head.seq, 'head_forged');
    if (proven < end.seq && !(head && this.keys.has(head.keyId))) return bad(end.seq, 'unprovable');
    return told(null);
  }

  private async entryAt(clinicId: ClinicId, seq: number): Promise<StoredEntry | null> {
    if (seq === 0) return null;
    const [entry] = await this.within(clinicId, (tx) => this.trail.after(tx, clinicId, seq - 1, 1));
    return entry?.content.seq === seq ? entry : null;
  }

  private faultOf({ content, hash, proof }: StoredEntry, before: ChainEnd): AuditFault | null {
    if (content.seq !== before.seq + 1) return 'missing';
    if (hashAfter(before.hash, content) !== hash) return 'altered';
    // An entry under a key that is gone is proven by those after it, whose hashes cover it.
    const known = this.keys.has(proof.keyId);
    const end = { seq: content.seq, hash };
    if (known && proveEntry(this.keys, content.clinicId, end, proof.keyId).mac !== proof.mac) return 'forged';
    return content.action === HEAD_FORGED ? 'head_forged' : null;
  }

  private isOurs(clinicId: ClinicId, head: SignedHead): boolean {
    return !this.keys.has(head.keyId) || proveHead(this.keys, clinicId, head, head.keyId).mac === head.mac;
  }

  private within<Result>(clinicId: ClinicId, read: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.database.inClinic(clinicId, read);
  }

  private get keys() {
    return this.database.keys.root;
  }
}
