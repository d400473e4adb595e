import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import type { RootKeys } from '../../common/crypto/root-keys.js';
import type { ChainEnd } from '../audit-chain.js';
import type { Anchor, SigningKeys } from './audit-anchor.types.js';

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410, section 7). */
const PKCS8_BEGINNING = Buffer.from('302e020100300506032b657004220420', 'hex');

/** @param keyId of a root key; the current one when not given. */
export function signHead(
  keys: RootKeys,
  clinicId: string,
  { seq, hash }: ChainEnd,
  signedAt: Temporal.Instant,
  keyId = keys.currentId,
): Anchor {
  const head = { clinicId, seq, hash, at: signedAt.toString(), keyId };
  return { ...head, signature: sign(null, textOf(head), privateKey(keys, keyId)).toString('base64url') };
}

/** `unknown`: under a key that we don't have, so it may be anybody's. */
export function signatureOf(keys: RootKeys, anchor: Anchor): 'ours' | 'unknown' | 'forged' {
  if (!keys.has(anchor.keyId)) return 'unknown';
  const signature = Buffer.from(anchor.signature, 'base64url');
  return verify(null, textOf(anchor), publicKey(keys, anchor.keyId), signature) ? 'ours' : 'forged';
}

export const signingKeys = (keys: RootKeys): SigningKeys => ({
  keys: [keys.currentId, ...keys.otherIds].map((kid) => ({
    kty: 'OKP',
    crv: 'Ed25519',
    x: publicKey(keys, kid).export({ format: 'jwk' }).x ?? '',
    kid,
    use: 'sig',
    alg: 'EdDSA',
  })),
});

const textOf = ({ clinicId, seq, hash, at }: Omit<Anchor, 'keyId' | 'signature'>): Buffer =>
  Buffer.from(`crownline audit head|${clinicId}|${seq}|${hash}|${at}`);

const privateKey = (keys: RootKeys, keyId: string): KeyObject =>
  createPrivateKey({
    key: Buffer.concat([PKCS8_BEGINNING, keys.derive('audit_heads', keyId)]),
    format: 'der',
    type: 'pkcs8',
  });

const publicKey = (keys: RootKeys, keyId: string): KeyObject => createPublicKey(privateKey(keys, keyId));
