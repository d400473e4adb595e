import { z } from 'zod';
import { MAX_SEQ } from '../audit-trail.types.js';

/** Where a clinic's chain ended at a time, in a form that whoever has our public key can check without us. */
export const Anchor = z.object({
  clinicId: z.uuid(),
  seq: z.int().min(1).max(MAX_SEQ),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime().describe('When it was signed.'),
  keyId: z.string(),
  signature: z
    .string()
    .regex(/^[\w-]{86}$/)
    .describe('Ed25519, base64url, over the text `crownline audit head|clinicId|seq|hash|at`.'),
});
export type Anchor = z.infer<typeof Anchor>;

export const SigningKeys = z
  .object({
    keys: z.array(
      z.object({
        kty: z.literal('OKP'),
        crv: z.literal('Ed25519'),
        x: z.string().describe('The public key, base64url.'),
        kid: z.string().describe('`keyId` of what it has signed.'),
        use: z.literal('sig'),
        alg: z.literal('EdDSA'),
      }),
    ),
  })
  .describe('A JWK Set (RFC 7517). Keep it: a key that was taken out of use is not in it any more.');
export type SigningKeys = z.infer<typeof SigningKeys>;
