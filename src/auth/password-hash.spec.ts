import { randomBytes, scryptSync } from 'node:crypto';
import { hashPassword, isOutdated, isPasswordOf, nobodysHash } from './password-hash.js';

it('knows the password again and no other, and salts each hash', async () => {
  const stored = await hashPassword('correct horse battery');
  expect(stored).toMatch(/^scrypt\$32768\$8\$3\$/);
  expect(stored).not.toContain('correct');
  expect(await hashPassword('correct horse battery')).not.toBe(stored);
  expect(await isPasswordOf('correct horse battery', stored)).toBe(true);
  expect(await isPasswordOf('correct horse batterz', stored)).toBe(false);
  expect(isOutdated(stored)).toBe(false);
});

it('takes a letter for the same however it is composed', async () => {
  const stored = await hashPassword('caf\u00e9 au lait, two');
  expect(await isPasswordOf('cafe\u0301 au lait, two', stored)).toBe(true);
});

it('has a hash for those who are nobody, in the same form', async () => {
  expect(nobodysHash()).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
  expect(await isPasswordOf('', nobodysHash())).toBe(false);
});

it('opens a hash of another cost, and says that it should be made anew', async () => {
  const salt = randomBytes(16);
  const hash = scryptSync('an old password', salt, 32, { N: 1024, r: 8, p: 1 });
  const stored = `scrypt$1024$8$1$${salt.toString('base64url')}$${hash.toString('base64url')}`;
  expect(await isPasswordOf('an old password', stored)).toBe(true);
  expect(await isPasswordOf('another password', stored)).toBe(false);
  expect(isOutdated(stored)).toBe(true);
});
