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

/** @throws EncryptionKeyMissingError for a `keyId` that is not among the root keys. */
export const proveEntry = (keys: RootKeys, clinicId: string, end: ChainEnd, keyId = keys.currentId): Proof =>
  prove(keys, 'entry', clinicId, end, keyId);

/** A head can be kept elsewhere: as long as it fits, nothing up to its entry was cut off. */
export const proveHead = (keys: RootKeys, clinicId: string, end: ChainEnd, keyId = keys.currentId): Proof =>
  prove(keys, 'head', clinicId, end, keyId);

function prove(keys: RootKeys, what: string, clinicId: string, { seq, hash }: ChainEnd, keyId: string): Proof {
  const mac = createHmac('sha256', keys.derive('audit', keyId)).update(`${what}|${clinicId}|${seq}|${hash}`);
  return { mac: mac.digest('hex'), keyId };
}
