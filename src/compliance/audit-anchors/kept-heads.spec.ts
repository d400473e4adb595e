import { createPublicKey, verify } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { RootKeys } from '../../common/crypto/root-keys.js';
import { partsOf, prove } from '../audit-chain.js';
import { signatureOf, signHead, signingKeys } from './head-signature.js';
import { keptHeads } from './kept-heads.js';

const OLD = { id: 'old', key: Buffer.alloc(32, 'old') };
const NEW = { id: 'new', key: Buffer.alloc(32, 'new') };
const keys = new RootKeys([NEW, OLD]);
const CLINIC = '6ba7b810-9dad-41d1-80b4-00c04fd430c8';
const end = { seq: 12, hash: 'a'.repeat(64) };
const at = Temporal.Instant.from('2026-11-20T15:00:00Z');
const signed = signHead(keys, CLINIC, end, at);

const problem = (heads: readonly object[], by = keys) =>
  keptHeads(by, heads.map((head) => JSON.stringify(head)).join('\n')).problem;

it('a signed end is checked with the published key and nothing of ours', () => {
  const [jwk] = signingKeys(keys).keys;
  const text = `crownline audit head|${CLINIC}|12|${end.hash}|2026-11-20T15:00:00Z`;
  const publicKey = createPublicKey({ key: { ...jwk }, format: 'jwk' });
  expect(signed).toMatchObject({ clinicId: CLINIC, ...end, keyId: jwk?.kid });
  expect(verify(null, Buffer.from(text), publicKey, Buffer.from(signed.signature, 'base64url'))).toBe(true);
});

it.each([
  ['seq', 13],
  ['hash', 'b'.repeat(64)],
  ['at', '2026-11-21T15:00:00Z'],
  ['clinicId', '6ba7b810-9dad-41d1-80b4-00c04fd430c9'],
  ['keyId', 'old'],
])('an end whose %s was changed was not signed by us', (name, value) => {
  expect(signatureOf(keys, { ...signed, [name]: value })).toBe('forged');
  expect(problem([signed, { ...signed, [name]: value }])).toMatch('was not signed by us');
});

it('ends are taken as lines, and as the list of before there were signatures', () => {
  const proven = { clinicId: CLINIC, ...end, ...prove(keys, 'head', partsOf(CLINIC, end)) };
  expect(keptHeads(keys, `${JSON.stringify(signed)}\n`).heads).toEqual([signed]);
  expect(keptHeads(keys, JSON.stringify([proven])).heads).toEqual([proven]);
  expect(keptHeads(keys, JSON.stringify([{ ...proven, seq: 13 }])).problem).toMatch('was not signed by us');
});

it('ends of a key that is gone are compared beside others, and are nothing alone', () => {
  const before = signHead(keys, CLINIC, end, at, 'old');
  const rotated = new RootKeys([NEW]);
  expect(problem([before, signed], rotated)).toBeNull();
  expect(problem([before], rotated)).toMatch('ENCRYPTION_KEYS');
});

it.each(['', '[]', '{}', 'null', '[1]', 'no json', JSON.stringify({ clinicId: CLINIC, ...end, keyId: 'new' })])(
  '%j is no file of ends',
  (text) => {
    expect(keptHeads(keys, text).problem).toMatch('holds no ends');
  },
);
