import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { PatientId } from '../common/ids/ids.js';
import { nameInOnePiece, nameKey } from '../common/validation/name-key.policy.js';
import { isNamed, matchPatient, wordRuns } from './patient-match.policy.js';

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

it('takes each run of words for a name of its own', () => {
  expect(wordRuns('Zoë de la Cruz').sort()).toEqual(
    ['zoe', 'zoede', 'zoedela', 'zoedelacruz', 'de', 'dela', 'delacruz', 'la', 'lacruz', 'cruz'].sort(),
  );
  expect(wordRuns('Jo Jo')).toEqual(['jo', 'jojo']);
  expect(wordRuns(' ?! ')).toEqual([]);
});

it('has the family name among the runs of whatever somebody is called, said in either order', () => {
  const word = fc.oneof(
    fc.constantFrom('Mc', 'de la', "O'Brien-Smith", 'Müller', '李', 'St.', 'İnci', 'ﬁsher'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
  );
  const name = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(name, name, (givenName, familyName) => {
      fc.pre(nameKey(familyName) !== '');
      for (const said of [`${givenName} ${familyName}`, `${familyName}, ${givenName}`]) {
        expect(isNamed({ givenName, familyName }, said)).toBe(true);
        expect(wordRuns(said).map(nameInOnePiece)).toContain(nameInOnePiece(familyName));
      }
    }),
  );
});
