import { createHash, createHmac } from 'node:crypto';
import type { RootKeys } from '../common/crypto/root-keys.js';

/** An entry as it is chained: everything that the row says. */
export interface ChainedContent {
  clinicId: string;
  /** From 1, without gaps. */
  seq: number;
  id: string;
  /** ISO 8601 in UTC, with milliseconds. */
  at: string;
  actorKind: string;
  actorId: string;
  action: string;
  subjectKind: string;
  subjectId: string;
  patientIds: readonly string[];
  callId: string | null;
  reason: string | null;
  /** From where somebody acted; null for the product itself and for a call. */
  address: string | null;
  requestId: string | null;
  detail: Readonly<Record<string, unknown>>;
}

/** Where a clinic's chain ends. */
export interface ChainEnd {
  seq: number;
  hash: string;
}

/** What proves that we have written a hash: an HMAC under a key that is not in the database. */
export interface Proof {
  mac: string;
  keyId: string;
}

/** An entry with its place in the chain of its clinic. */
export interface ChainedEntry {
  content: ChainedContent;
  hash: string;
  proof: Proof;
}

/** The end of a chain as it can be kept elsewhere: later it proves that nothing before it was cut off or written anew. */
export interface SignedHead extends ChainEnd, Proof {
  clinicId: string;
}

/** The end of a chain that has no entry yet. */
export const NOTHING_YET: ChainEnd = { seq: 0, hash: '0'.repeat(64) };

/**
 * SHA-256 over the hash of the entry before and all of this one: whoever changes an entry changes all hashes after it. What was written
 * before there were addresses says none; it has the shorter list, and so has every entry that says none. So what the list holds follows
 * from the entry alone, and an address can be neither added, changed nor taken away.
 */
export function hashAfter(previous: string, content: ChainedContent): string {
  const said = JSON.stringify([
    content.clinicId,
    content.seq,
    content.id,
    content.at,
    content.actorKind,
    content.actorId,
    content.action,
    content.subjectKind,
    content.subjectId,
    [...content.patientIds].sort(),
    content.callId,
    content.reason,
    // The database keeps no order of names.
    Object.entries(content.detail).sort(([one], [other]) => (one < other ? -1 : 1)),
    ...(content.address === null && content.requestId === null ? [] : [content.address, content.requestId]),
  ]);
  return createHash('sha256').update(`${previous}\n${said}`).digest('hex');
}

/** What we prove to have written. Where a chain ends is exported, and said again each time; an entry is for ever. */
export type Provable = 'entry' | 'head' | 'verified' | 'check' | 'anchored';

/**
 * Each sort is proven apart, so that no proof of one counts for another. The parts hold no `|`.
 * @throws EncryptionKeyMissingError for a `keyId` that is not among the root keys.
 */
export function prove(
  keys: RootKeys,
  what: Provable,
  parts: readonly (string | number)[],
  keyId = keys.currentId,
): Proof {
  const mac = createHmac('sha256', keys.derive('audit', keyId)).update([what, ...parts].join('|'));
  return { mac: mac.digest('hex'), keyId };
}

/** Whether we have written it, under a key that we still have: anybody can name a key that nobody has. */
export const isProven = (keys: RootKeys, what: Provable, parts: readonly (string | number)[], proof: Proof): boolean =>
  keys.has(proof.keyId) && prove(keys, what, parts, proof.keyId).mac === proof.mac;

export const partsOf = (clinicId: string, { seq, hash }: ChainEnd) => [clinicId, seq, hash];

/** Where a chain ends, as two rows say it: they are written together. Neither is there before the first entry. */
export interface ChainRows {
  head: (ChainEnd & Proof) | null;
  last: (ChainEnd & Proof) | null;
}

/** Whether a chain ends where we have left it. Only such an end may be gone on from, signed, or given away. */
export function endsAsWritten(keys: RootKeys, clinicId: string, { head, last }: ChainRows): boolean {
  if (!head || !last) return head === last;
  return (
    head.seq === last.seq &&
    head.hash === last.hash &&
    isProven(keys, 'head', partsOf(clinicId, head), head) &&
    isProven(keys, 'entry', partsOf(clinicId, last), last)
  );
}

/** The action of an entry by which a rotation says that all before it were as they were written, by the keys of then. */
export const KEYS_ROTATED = 'keys.rotated';

/** The action of an entry that was appended to an end which its writer could not take for ours. */
export const HEAD_FORGED = 'audit.head_forged';

/**
 * How far a rotation vouches for entries whose keys are gone; null for an entry that does not. It says which hash it goes on from, and
 * that hash covers everything before it.
 */
export function vouchedUpTo(keys: RootKeys, { content, hash, proof }: ChainedEntry): number | null {
  const { sealedSeq, sealedHash } = content.detail;
  if (content.action !== KEYS_ROTATED || sealedSeq !== content.seq - 1 || typeof sealedHash !== 'string') return null;
  if (hashAfter(sealedHash, content) !== hash) return null;
  return isProven(keys, 'entry', partsOf(content.clinicId, { seq: content.seq, hash }), proof) ? sealedSeq : null;
}
