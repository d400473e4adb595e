import { createHash, randomBytes } from 'node:crypto';

/** 256 bits. */
const BYTES = 32;

/** A secret that lets somebody in: a session's, or an invitation's. Only its hash is kept. */
export const newSecretToken = (): string => randomBytes(BYTES).toString('base64url');

/** A plain hash does: what is hashed is random, so there is nothing to guess that salt could slow down. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');
