import { enrolmentOf, hashRecoveryCode, newRecoveryCodes, newTotpSecret, stepOf } from './totp.js';

// RFC 6238, appendix B, cut to six digits.
const RFC_SECRET = Buffer.from('12345678901234567890');

it.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [20_000_000_000, '353130'],
])('at %d seconds takes the code of the standard', (seconds, code) => {
  expect(stepOf(RFC_SECRET, code, seconds * 1000)).toBe(Math.floor(seconds / 30));
});

it('takes a code one step early or late, and names its own step', () => {
  expect(stepOf(RFC_SECRET, '287082', 89_000)).toBe(1);
  expect(stepOf(RFC_SECRET, '287082', 29_000)).toBe(1);
  expect(stepOf(RFC_SECRET, '287082', 90_000)).toBeNull();
  expect(stepOf(RFC_SECRET, '287083', 59_000)).toBeNull();
});

it('hands apps what they need', () => {
  const secret = newTotpSecret();
  const { secret: base32, uri } = enrolmentOf(secret, 'ana@desk.example');
  expect(base32).toMatch(/^[A-Z2-7]{32}$/);
  expect(new URL(uri).searchParams.get('secret')).toBe(base32);
  expect(uri).toContain('issuer=Crownline');
});

it('makes ten recovery codes, each its own', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) expect(code).toMatch(/^[a-z2-7]{4}(-[a-z2-7]{4}){3}$/);
  expect(new Set(codes.map(hashRecoveryCode)).size).toBe(10);
});
