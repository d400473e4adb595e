import { randomBytes } from 'node:crypto';
import { hashSecret } from '../common/crypto/secret-token.js';

/** Tells a Crownline key from other secrets, to people and to scanners for leaked ones. */
const SCHEME = 'cl_';
const SECRET_BYTES = 24;
const SHOWN_CHARACTERS = 8;

/** A new key of the REST API. It is shown once; only its hash and prefix are kept. */
export const newApiKey = (): string => SCHEME + randomBytes(SECRET_BYTES).toString('base64url');

/** How keys are stored. */
export const hashApiKey = (key: string): string => hashSecret(key);

/** Enough of a key for people to tell theirs apart, too little to use it. */
export const apiKeyPrefix = (key: string): string => key.slice(0, SCHEME.length + SHOWN_CHARACTERS);
