import { Temporal } from 'temporal-polyfill';
import type { ClinicId } from '../common/ids/ids.js';
import { withoutWords, WITHHELD } from './audit-words.policy.js';
import type { AuditEntry } from './compliance.types.js';

const entry = (given: Partial<AuditEntry>): AuditEntry => ({
  clinicId: '3a3c5c9e-8a53-4a8e-9a3a-7f0f0b3f5c11' as ClinicId,
  at: Temporal.Instant.from('2026-11-20T15:00:00Z'),
  actor: { kind: 'staff', id: 'desk' },
  action: 'thing.done',
  subject: { kind: 'thing', id: '8' },
  ...given,
});
const said = (value: string) => withoutWords(entry({ detail: { value } })).detail?.value;

it.each([
  '3a3c5c9e-8a53-4a8e-9a3a-7f0f0b3f5c11',
  '11111111-1111-1111-1111-111111111111',
  'CA0123456789abcdef0123456789abcdef/12',
  '2026-11-20T15:00:00.123Z',
  '2026-11-20',
  'America/New_York',
  'ai_disclosure/3/en',
  '',
])('an id, a time, a zone, a word of a list enters the trail: "%s"', (value) => {
  expect(said(value)).toBe(value);
});

it.each(['They moved away.', 'Ada Marsh', 'ada@example.com', '+15125550143', '512-555-0143', '4111111111111111', 'á'])(
  'what a person said, is called or is reached under does not: "%s"',
  (value) => {
    expect(said(value)).toBe(WITHHELD);
    expect(withoutWords(entry({ subject: { kind: 'consent', id: value } })).subject.id).toBe(WITHHELD);
  },
);

it('names of fields stand side by side where a detail is a list, and a clinic’s own number names its row', () => {
  const detail = { fields: 'birthDate phone', value: 'birthDate phone' };
  expect(withoutWords(entry({ detail })).detail).toEqual({ fields: 'birthDate phone', value: WITHHELD });
  const own = { kind: 'phone_number', id: '+15550100001' };
  expect(withoutWords(entry({ subject: own })).subject).toEqual(own);
});
