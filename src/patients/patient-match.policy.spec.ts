import { Temporal } from 'temporal-polyfill';
import type { PatientId } from '../common/ids/ids.js';
import { matchPatient, nameKey } from './patient-match.policy.js';

it.each([
  ['Zoë', 'zoe'],
  ["  O'Brien-Smith ", 'obrien smith'],
  ['O’Brien', 'obrien'],
  ['Müller', 'muller'],
  ['St. John', 'st john'],
  ['李 小龙', '李 小龙'],
  ['', ''],
])('reduces "%s" to "%s"', (name, key) => {
  expect(nameKey(name)).toBe(key);
});

const patient = (id: string, givenName: string, familyName: string, birthDate: string | null = null) => ({
  id: id as PatientId,
  givenName,
  familyName,
  birthDate: birthDate === null ? null : Temporal.PlainDate.from(birthDate),
});

it('finds the one of a family who is calling', () => {
  const family = [patient('1', 'Ada', 'Marsh'), patient('2', 'Bea', 'Marsh')];
  expect(matchPatient({ givenName: 'BEA', familyName: 'marsh' }, family)?.id).toBe('2');
  expect(matchPatient({ givenName: 'Be', familyName: 'Marsh' }, family)).toBeNull();
});

it('takes the oldest record when two are alike, and none whose birth date says otherwise', () => {
  const alike = [patient('1', 'Ada', 'Marsh', '1950-01-01'), patient('2', 'Ada', 'Marsh')];
  const born = (date: string) => ({ givenName: 'Ada', familyName: 'Marsh', birthDate: Temporal.PlainDate.from(date) });
  expect(matchPatient({ givenName: 'Ada', familyName: 'Marsh' }, alike)?.id).toBe('1');
  expect(matchPatient(born('1950-01-01'), alike)?.id).toBe('1');
  expect(matchPatient(born('1980-01-01'), alike)?.id).toBe('2');
});

it('does not match a name that has no letters', () => {
  expect(matchPatient({ givenName: '?', familyName: '-' }, [patient('1', '!', '.')])).toBeNull();
});
