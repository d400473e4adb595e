import { Injectable } from '@nestjs/common';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import type { ClinicId } from '../common/ids/ids.js';
import { hashAfter, NOTHING_YET, proveEntry, proveHead, type ChainEnd, type SignedHead } from './audit-chain.js';
import { HEAD_FORGED } from './audit-log.service.js';
import { AuditTrailRepository, type StoredEntry } from './audit-trail.repository.js';

/** What is wrong with the first entry that does not fit. */
export type AuditFault =
  /** It says something else than it did, or is not the one that was written here. */
  | 'altered'
  /** There was one with this number. */
  | 'missing'
  /** Nobody who has our key has written it. */
  | 'forged'
  /** The chain goes on after the entry that was the last. */
  | 'after_the_end'
  /** The chain ends before the entry that was the last. */
  | 'cut_off'
  /** What says where the chain ends was not written by us. */
  | 'head_forged'
  /** Every key that could prove it is gone. */
  | 'unprovable';

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
    const clinicIds = await this.database.acrossClinics((tx) => this.trail.clinics(tx));
    const all = [...new Set([...clinicIds, ...kept.map(({ clinicId }) => clinicId as ClinicId)])].sort();
    for (const clinicId of all) {
      const ours = kept.filter((head) => head.clinicId === clinicId);
      const outcome = await this.verifyClinic(clinicId, ours);
      checked += outcome.checked;
      if (outcome.firstBad) return { ok: false, checked, firstBad: outcome.firstBad };
    }
    return { ok: true, checked, firstBad: null };
  }

  /** Where every chain ends now. */
  heads(): Promise<SignedHead[]> {
    return this.database.acrossClinics((tx) => this.trail.heads(tx));
  }

  private async verifyClinic(clinicId: ClinicId, kept: readonly SignedHead[]): Promise<Verified> {
    const bad = (seq: number, fault: AuditFault, id: string | null = null): Verified => ({
      ok: false,
      checked: end.seq,
      firstBad: { clinicId, seq, id, fault },
    });
    let end: ChainEnd = NOTHING_YET;
    let proven = NOTHING_YET.seq;
    // Read first: what is written while this goes on lies behind it.
    const { head, last } = await this.within(clinicId, (tx) => this.trail.endOf(tx, clinicId));
    for (;;) {
      const entries = await this.within(clinicId, (tx) => this.trail.after(tx, clinicId, end.seq, AT_A_TIME));
      for (const entry of entries) {
        const fault = this.faultOf(entry, end);
        if (fault)
          return fault === 'missing' ? bad(end.seq + 1, fault) : bad(entry.content.seq, fault, entry.content.id);
        end = { seq: entry.content.seq, hash: entry.hash };
        if (this.keys.has(entry.proof.keyId)) proven = end.seq;
        const before = kept.find(({ seq }) => seq === end.seq);
        if (before && before.hash !== end.hash) return bad(end.seq, 'altered', entry.content.id);
      }
      if (entries.length < AT_A_TIME) break;
    }
    const longest = Math.max(head?.seq ?? 0, ...kept.map(({ seq }) => seq));
    if (end.seq < longest) return bad(end.seq + 1, 'cut_off');
    if (last > (head?.seq ?? 0)) return bad((head?.seq ?? 0) + 1, 'after_the_end');
    if (head && !this.isOurs(clinicId, head)) return bad(head.seq, 'head_forged');
    if (proven < end.seq && !(head && this.keys.has(head.keyId))) return bad(end.seq, 'unprovable');
    return { ok: true, checked: end.seq, firstBad: null };
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
