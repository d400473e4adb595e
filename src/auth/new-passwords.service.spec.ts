import { NewPasswords } from './new-passwords.service.js';

const passwords = new NewPasswords();
const ana = { email: 'ana.moss@riverdesk.example', names: ['Ana Moss', 'Elm Street Dental'] };
const verdict = (password: string) =>
  passwords.check(password, ana).then(
    () => 'taken',
    (error: { extensions: { rule: string } }) => error.extensions.rule,
  );

it.each([
  ['password1234', 'common'],
  ['P@ssw0rd1234', 'common'],
  ['qwertyuiop12', 'common'],
  ['123456789012', 'common'],
  ['aaaaaaaaaaaa', 'common'],
  ['iloveyou1234', 'common'],
  ['trustno1trustno1', 'common'],
  ['ana.moss@riverdesk.example', 'personal'],
  ['AnaMossRiverdesk', 'personal'],
  ['anamoss2026!', 'personal'],
  ['riverdesk-ana', 'personal'],
  ['Elm Street Dental', 'personal'],
  ['elmstreetdental1', 'personal'],
  ['Crownline2026!', 'personal'],
  ['correct horse battery', 'taken'],
  ['xkq7-tram-ovid', 'taken'],
  ['moss grows north of elm', 'taken'],
  ['Zähne putzen um sieben', 'taken'],
])('judges %j as %s', async (password, expected) => {
  expect(await verdict(password)).toBe(expected);
});

it('judges a long one by its beginning', async () => {
  expect(await verdict('p4ssw0rd'.repeat(25))).toBe('common');
  expect(await verdict(`xkq7-tram-ovid ${'x'.repeat(180)}`)).toBe('taken');
});

it('names the rule, and never the password', async () => {
  const refused = passwords.check('secretmarksecretmark', { email: 'secretmark@desk.example', names: [] });
  await expect(refused).rejects.toMatchObject({ code: 'auth/password_refused' });
  const error = await refused.catch((thrown: unknown) => thrown as Error);
  expect(JSON.stringify([error, (error as Error).message])).not.toContain('secretmark');
});
