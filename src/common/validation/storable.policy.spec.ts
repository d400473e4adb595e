import { readable, storable } from './storable.policy.js';

it('takes out what no Postgres text can hold, and nothing else', () => {
  expect(storable('Zed \ud83d Mar\0r')).toBe('Zed  Marr');
  expect(storable('Zoë 🦷 ça va\n')).toBe('Zoë 🦷 ça va\n');
});

it('takes out what changes how a text is read, and leaves its lines', () => {
  expect(readable('Ada\u202eevil\u2069\u0007 Mar\0sh\n\tשלום')).toBe('Adaevil Marsh\n\tשלום');
});
