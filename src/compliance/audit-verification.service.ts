import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import type { ClinicId } from '../common/ids/ids.js';
import type { Anchor } from './audit-anchors/audit-anchor.types.js';
import { signHead } from './audit-anchors/head-signature.js';
import {
  endsAsWritten,
  hashAfter,
  HEAD_FORGED,
  isProven,
  NOTHING_YET,
  partsOf,
  vouchedUpTo,
  type ChainedContent,
  type ChainedEntry,
  type ChainEnd,
} from './audit-chain.js';
import { AuditChecksRepository } from './audit-checks/audit-checks.repository.js';
import type { AuditFault } from './audit-faults.types.js';
import { AuditTrailRepository } from './audit-trail.repository.js';

export interface FirstBad {
  clinicId: string;
  seq: number;
  /** Null where there is no entry. */
  id: string | null;
  fault: AuditFault;
}

/** What says that all chains were verified in an hour was not written by us. */
export interface ForgedCheck {
  hour: Temporal.Instant;
  fault: 'check_forged';
}

export interface Verified {
  ok: boolean;
  /** Entries that were read. */
  checked: number;
  firstBad: FirstBad | ForgedCheck | null;
}

/** Of one clinic's chain, from somewhere on. */
export interface VerifiedPart {
  ok: boolean;
  /** Entries that were read. */
  checked: number;
  firstBad: FirstBad | null;
  /** The last entry that was verified. */
  end: ChainEnd;
  /** False when more entries follow, which were not read. */
  complete: boolean;
}

/** Whether the entries are, whatever is said of earlier verifications. */
export const isAsWritten = ({ firstBad }: VerifiedPart): boolean => !firstBad || firstBad.fault === 'mark_forged';

/** Which part of a chain is read: the whole of it when nothing is said. */
export interface ChainPart {
  /** Ends that are known from elsewhere: each must still be a part of the chain. */
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
/** Reads the chains from their beginnings, and finds the first entry of the first clinic that is not as it was written. */
@Injectable()
export class AuditVerification {
  constructor(
    private readonly database: PrismaService,
    private readonly trail: AuditTrailRepository,
    private readonly checks: AuditChecksRepository,
  ) {}

  /** For a command, which has no modules. */
  static on(database: PrismaService): AuditVerification {
    return new AuditVerification(database, new AuditTrailRepository(), new AuditChecksRepository());
  }

  /** @param kept ends that were taken out of the database earlier. */
  async verify(kept: readonly (ChainEnd & { clinicId: string })[] = []): Promise<Verified> {
    let checked = 0;
    const clinicIds = await this.clinics();
    const all = [...new Set([...clinicIds, ...kept.map(({ clinicId }) => clinicId as ClinicId)])].sort();
    for (const clinicId of all) {
      const ours = kept.filter((head) => head.clinicId === clinicId);
      const outcome = await this.verifyAgain(clinicId, { isWhole: true, kept: ours });
      checked += outcome.checked;
      if (outcome.firstBad) return { ok: false, checked, firstBad: outcome.firstBad };
    }
    const [forged] = await this.forgedChecks();
    return { ok: !forged, checked, firstBad: forged ? { hour: forged, fault: 'check_forged' } : null };
  }

  /** That have a chain, or something of one. */
  clinics(): Promise<ClinicId[]> {
    return this.database.acrossClinics((tx) => this.trail.clinics(tx));
  }

  /** Where every chain ends now, for whoever keeps it elsewhere. */
  async heads(at: Temporal.Instant): Promise<Anchor[]> {
    const heads: Anchor[] = [];
    for (const clinicId of await this.clinics()) {
      const head = await this.signedHead(clinicId, at);
      if (head) heads.push(head);
    }
    return heads;
  }

  /**
   * Where a chain ends, signed; null when we have not left it there, or when an end that was kept is no part of it any more. What we sign
   * is believed.
   */
  signedHead(clinicId: ClinicId, at: Temporal.Instant, kept: readonly ChainEnd[] = []): Promise<Anchor | null> {
    return this.within(clinicId, async (tx) => {
      const end = await this.trail.endOf(tx, clinicId);
      if (!end.head || !endsAsWritten(this.keys, clinicId, end)) return null;
      for (const { seq, hash } of kept) {
        const [entry] = await this.trail.after(tx, clinicId, seq - 1, 1);
        if (entry?.content.seq !== seq || entry.hash !== hash) return null;
      }
      return signHead(this.keys, clinicId, end.head, at);
    });
  }

  /** Hours of which somebody else says that all chains were verified in them, or what was found; the newest first. */
  async forgedChecks(most?: number): Promise<Temporal.Instant[]> {
    const found = await this.database.acrossClinics((tx) => this.checks.finished(tx, this.keys, most));
    return found.filter(({ isOurs }) => !isOurs).map(({ hour }) => hour);
  }

  /**
   * One clinic's chain from where it was verified last, or the whole of it. What says how far that was is believed when it is ours only;
   * when it is not the whole is read, and it is the fault that is told if there is no other.
   */
  async verifyAgain(
    clinicId: ClinicId,
    { isWhole, kept = [], atATime }: { isWhole: boolean; kept?: readonly ChainEnd[]; atATime?: number },
  ): Promise<VerifiedPart> {
    const mark = await this.within(clinicId, (tx) => this.checks.mark(tx, this.keys, clinicId));
    const verified = await this.verifyClinic(clinicId, {
      ...(mark?.isOurs && !isWhole ? { after: mark.end } : {}),
      kept: mark?.isOurs ? [...kept, mark.end] : kept,
      ...(atATime === undefined ? {} : { atATime }),
    });
    if (!mark || mark.isOurs || !verified.ok) return verified;
    return { ...verified, ok: false, firstBad: { clinicId, seq: mark.end.seq, id: null, fault: 'mark_forged' } };
  }

  /** To be called with the end of what was found as it was written, the whole of it. */
  async keepMark(clinicId: ClinicId, end: ChainEnd, at: Temporal.Instant): Promise<void> {
    await this.within(clinicId, (tx) => this.checks.keepMark(tx, this.keys, clinicId, end, at));
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
    const lastSeq = last?.seq ?? 0;
    if (after.seq > lastSeq) return bad(lastSeq + 1, 'cut_off');
    const behind = [after, ...kept.filter(({ seq }) => seq <= after.seq)].filter(({ seq }) => seq > 0);
    for (const known of behind) {
      const entry = await this.entryAt(clinicId, known.seq);
      if (!entry) return bad(known.seq, 'missing');
      if (entry.hash !== known.hash) return bad(known.seq, 'altered', entry.content.id);
    }

    const ahead = new Map<number, string[]>();
    for (const { seq, hash } of kept) ahead.set(seq, [...(ahead.get(seq) ?? []), hash]);
    const vouched = await this.vouchedUpTo(clinicId);
    const until = Math.min(lastSeq, after.seq + most);
    while (end.seq < until) {
      const limit = Math.min(atATime, until - end.seq);
      const entries = await this.within(clinicId, (tx) => this.trail.after(tx, clinicId, end.seq, limit));
      if (entries.length === 0) return bad(end.seq + 1, 'cut_off');
      for (const entry of entries) {
        const fault = this.faultOf(entry, end, vouched);
        if (fault)
          return fault === 'missing' ? bad(end.seq + 1, fault) : bad(entry.content.seq, fault, entry.content.id);
        end = { seq: entry.content.seq, hash: entry.hash };
        if (ahead.get(end.seq)?.some((hash) => hash !== end.hash)) return bad(end.seq, 'altered', entry.content.id);
      }
    }
    if (end.seq < lastSeq) return told(null, false);
    const longest = kept.reduce((longest, { seq }) => Math.max(longest, seq), head?.seq ?? 0);
    if (end.seq < longest) return bad(end.seq + 1, 'cut_off');
    if (lastSeq > (head?.seq ?? 0)) return bad((head?.seq ?? 0) + 1, 'after_the_end');
    const isOurs = head === null || isProven(this.keys, 'head', partsOf(clinicId, head), head);
    if (head && !(isOurs && head.hash === end.hash)) return bad(head.seq, 'head_forged');
    return told(null);
  }

  private async entryAt(clinicId: ClinicId, seq: number): Promise<ChainedEntry | null> {
    const [entry] = await this.within(clinicId, (tx) => this.trail.after(tx, clinicId, seq - 1, 1));
    return entry?.content.seq === seq ? entry : null;
  }

  /** Up to where entries may be under keys that are gone. That the chain leads there is found when it is read. */
  private async vouchedUpTo(clinicId: ClinicId): Promise<number> {
    const rotations = await this.within(clinicId, (tx) => this.trail.rotations(tx, clinicId));
    return Math.max(0, ...rotations.map((entry) => vouchedUpTo(this.keys, entry) ?? 0));
  }

  private faultOf(entry: ChainedEntry, before: ChainEnd, vouched: number): AuditFault | null {
    const { content, hash, proof } = entry;
    if (content.seq !== before.seq + 1) return 'missing';
    if (hashAfter(before.hash, content) !== hash) return 'altered';
    const isVouched = content.seq <= vouched;
    if (!this.keys.has(proof.keyId)) {
      if (!isVouched) return 'unprovable';
    } else if (!isProven(this.keys, 'entry', partsOf(content.clinicId, { seq: content.seq, hash }), proof))
      return 'forged';
    return content.action === HEAD_FORGED && !this.wasOurs(content, before, isVouched) ? 'head_forged' : null;
  }

  /** Whether an end that its finder could not take for ours was ours: they had not been given its key. */
  private wasOurs({ clinicId, detail }: ChainedContent, before: ChainEnd, isVouched: boolean): boolean {
    const { headSeq, headHash, headMac, headKeyId } = detail;
    if (headSeq !== before.seq || headHash !== before.hash) return false;
    if (typeof headMac !== 'string' || typeof headKeyId !== 'string') return false;
    if (!this.keys.has(headKeyId)) return isVouched;
    return isProven(this.keys, 'head', partsOf(clinicId, before), { mac: headMac, keyId: headKeyId });
  }

  private within<Result>(clinicId: ClinicId, read: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.database.inClinic(clinicId, read);
  }

  private get keys() {
    return this.database.keys.root;
  }
}
