import { Temporal } from 'temporal-polyfill';
import { buildDemoHouse } from '../../runtime/demo-clinic.builder.js';
import { given } from '../../simulation/caller/given.types.js';
import { buildGiven, dateOf, GivenError } from './given.builder.js';

/** A Tuesday, ten o'clock in New York. */
const NOW = Temporal.Instant.from('2027-03-02T15:00:00Z');
const HOUSE = buildDemoHouse(NOW);
const build = (yaml: object) => buildGiven(HOUSE, given.parse(yaml), NOW);
const local = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(HOUSE.timeZone).toPlainDateTime().toString();

const MARIA = { name: 'Ana Maria Lopez', phone: '+15125550143', birthDate: '1985-03-04' };
const LEO = { name: 'Leo Lopez', phone: '+15125550143', birthDate: '2017-06-01', guardian: 'Ana Maria Lopez' };

describe('the days of a scenario', () => {
  it.each([
    ['the next Friday', { weekday: 5 }, '2027-03-05'],
    ['a Tuesday in a week, on a Tuesday', { weekday: 2 }, '2027-03-09'],
    ['the Monday after this one', { weekday: 1 }, '2027-03-08'],
    ['in three days', { inDays: 3 }, '2027-03-05'],
    ['today', { inDays: 0 }, '2027-03-02'],
  ])('may be %s', (_, day, date) => {
    expect(dateOf(day, Temporal.PlainDate.from('2027-03-02')).toString()).toBe(date);
  });
});

describe('what a scenario gives', () => {
  it('is patients, and who speaks for them', () => {
    const { patients, representatives } = build({ patients: [MARIA, { ...LEO, known: false }] });
    expect(patients).toMatchObject([
      { givenName: 'Ana Maria', familyName: 'Lopez', phone: '+15125550143' },
      { givenName: 'Leo', familyName: 'Lopez', knownSince: null },
    ]);
    expect(patients[0]?.knownSince).not.toBeNull();
    expect(representatives).toEqual([
      { patientId: patients[1]?.id, representativeId: patients[0]?.id, relation: 'guardian' },
    ]);
  });

  it('is visits, which take everybody and everything that they need', () => {
    const visits = [
      { patient: 'Leo Lopez', type: 'Child checkup', at: 'friday 09:00', with: 'Grace Kim' },
      { patient: 'Ana Maria Lopez', type: 'Cleaning', at: '+14 10:00' },
    ];
    const [checkup, cleaning] = build({ patients: [MARIA, LEO], visits }).visits;
    const nameOf = (id: string | undefined) => HOUSE.providers.find((provider) => provider.id === id)?.name;
    expect(local(checkup!.startsAt)).toBe('2027-03-05T09:00:00');
    expect(nameOf(checkup?.providerId)).toBe('Grace Kim');
    // A hygienist, a dentist at the end, and a chair.
    expect(new Set(checkup?.allocations.map(({ resourceId }) => resourceId)).size).toBe(3);
    // The clocks have been put forward meanwhile.
    expect(local(cleaning!.startsAt)).toBe('2027-03-16T10:00:00');
    expect(cleaning?.startsAt.toString()).toBe('2027-03-16T14:00:00Z');
  });

  it('gives two visits at one time to two people, and the time of one that was given up to others', () => {
    const at = { type: 'Cleaning', at: '+1 10:00' };
    const patients = [MARIA, LEO];
    const both = build({ patients, visits: patients.map(({ name }) => ({ ...at, patient: name })) }).visits;
    expect(new Set(both.flatMap(({ allocations }) => allocations.map(({ resourceId }) => resourceId))).size).toBe(4);

    const visits = ['cancelled', 'scheduled'].map((status) => ({
      ...at,
      patient: LEO.name,
      with: 'Tom Okafor',
      status,
    }));
    const [given, kept] = build({ patients, visits }).visits;
    expect(given?.releasedAt).not.toBeNull();
    expect(kept?.releasedAt).toBeNull();
  });

  it.each([
    ['Cleaning', '+1 10:00', 'Grace Kim', 'nobody and no room is free then'], // a Wednesday, on which she is off
    ['Cleaning', '+1 10:00', 'Dr. Who', 'nobody at the clinic is called Dr. Who'],
    ['Scrubbing', '+1 10:00', undefined, 'the clinic has no such type of visit'],
    ['Cleaning', 'sunday 10:00', undefined, 'nobody and no room is free then'],
  ])('can not be a %s at %s with %s', (type, at, who, reason) => {
    const visit = { patient: LEO.name, type, at, ...(who ? { with: who } : {}) };
    expect(() => build({ patients: [MARIA, LEO], visits: [visit] })).toThrow(GivenError);
    expect(() => build({ patients: [MARIA, LEO], visits: [visit] })).toThrow(reason);
  });

  it('leaves nobody any time up to a day, but for the visits that are there', () => {
    const visits = [{ patient: MARIA.name, type: 'Cleaning', at: '+1 10:00', with: 'Tom Okafor' }];
    const { busy, visits: placed } = build({ patients: [MARIA], visits, fullUntil: '+2' });
    expect(new Set(busy.map(({ resourceId }) => resourceId)).size).toBe(HOUSE.providers.length);
    const tom = busy.filter(({ resourceId }) => resourceId === placed[0]?.providerId);
    expect(tom.map(({ from, to }) => [local(from), local(to)])).toEqual([
      ['2027-03-02T00:00:00', '2027-03-03T10:00:00'],
      ['2027-03-03T11:00:00', '2027-03-05T00:00:00'],
    ]);
  });
});
