import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { hashSecret } from '../common/crypto/secret-token.js';

const PERIOD_SECONDS = 30;
const SECRET_BYTES = 20;
/** Of the code: a phone's clock may be half a minute off, and people take a moment to type. */
const WINDOW = 1;
const RECOVERY_CODES = 10;
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** RFC 6238 with what every app knows: SHA-1, six digits, thirty seconds. */
const totpOf = (secret: Buffer, label = ''): TOTP =>
  new TOTP({
    issuer: 'Crownline',
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_SECONDS,
    secret: new Secret({ buffer: Uint8Array.from(secret).buffer }),
  });

export const newTotpSecret = (): Buffer => randomBytes(SECRET_BYTES);

/** What an app needs to make the codes. */
export function enrolmentOf(secret: Buffer, email: string): { secret: string; uri: string } {
  const totp = totpOf(secret, email);
  return { secret: totp.secret.base32, uri: totp.toString() };
}

/** The step of thirty seconds that a code is of; null when it is of none that is near. */
export function stepOf(secret: Buffer, code: string, nowMs: number): number | null {
  const delta = totpOf(secret).validate({ token: code, timestamp: nowMs, window: WINDOW });
  return delta === null ? null : Math.floor(nowMs / 1000 / PERIOD_SECONDS) + delta;
}

/** Each of 80 random bits, in groups that can be typed from paper. */
export const newRecoveryCodes = (): string[] => Array.from({ length: RECOVERY_CODES }, newRecoveryCode);

function newRecoveryCode(): string {
  const letters = Array.from(randomBytes(16), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return (letters.match(/.{4}/g) ?? []).join('-');
}

/** Random enough that nobody finds a code by its hash. */
export const hashRecoveryCode = (code: string): string => hashSecret(code);
