import { storable } from './storable.policy.js';

it('takes out what no Postgres text can hold, and nothing else', () => {
  expect(storable('Zed \ud83d Mar\0r')).toBe('Zed  Marr');
  expect(storable('Zoë 🦷 ça va\n')).toBe('Zoë 🦷 ça va\n');
});
