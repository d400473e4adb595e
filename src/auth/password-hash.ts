import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt);

/** What a new hash costs. */
export class PasswordCost {
  constructor(
    readonly N: number,
    readonly r: number,
    readonly p: number,
  ) {}
}

/** 32 MiB and about a tenth of a second; among the settings of OWASP's Password Storage Cheat Sheet. */
export const USUAL_COST = new PasswordCost(2 ** 15, 8, 3);
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** `scrypt$N$r$p$salt$hash`. */
const FORM = /^scrypt\$(\d+)\$(\d+)\$(\d+)\$([\w-]+)\$([\w-]+)$/;

/** What a password is stored as. It says how it was made, so that those of before still open when the cost is raised. */
export async function hashPassword(password: string, cost = USUAL_COST): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  return written(salt, await run(password, salt, cost), cost);
}

/** A hash that no password is known to open, and that costs as much to try as a real one. */
export const nobodysHash = (cost = USUAL_COST): string =>
  written(randomBytes(SALT_BYTES), randomBytes(HASH_BYTES), cost);

function written(salt: Buffer, hash: Buffer, { N, r, p }: PasswordCost): string {
  return ['scrypt', N, r, p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

export async function isPasswordOf(password: string, stored: string): Promise<boolean> {
  const [, N, r, p, salt = '', hash = ''] = FORM.exec(stored) ?? [];
  const expected = Buffer.from(hash, 'base64url');
  const actual = await run(password, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) });
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

/** Made with another cost than new ones are. */
export const isOutdated = (stored: string, { N, r, p } = USUAL_COST): boolean =>
  !stored.startsWith(`scrypt$${N}$${r}$${p}$`);

function run(password: string, salt: Buffer, cost: PasswordCost): Promise<Buffer> {
  // NFKC: one password, however a keyboard composes its letters. Memory is 128·N·r, and a little for the rest.
  return derive(password.normalize('NFKC'), salt, HASH_BYTES, { ...cost, maxmem: 256 * cost.N * cost.r });
}
