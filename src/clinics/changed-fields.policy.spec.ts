import { changedFields, fieldNames } from './changed-fields.policy.js';

interface Settings {
  name: string;
  deskNumber: string | null;
  slotMinutes: number;
}

const now: Settings = { name: 'Elm Dental', deskNumber: null, slotMinutes: 15 };

it('leaves out what is so already, and what is not asked for', () => {
  expect(changedFields(now, { name: 'Elm Dental', slotMinutes: 10 })).toEqual({ slotMinutes: 10 });
  expect(changedFields(now, { name: undefined, deskNumber: null })).toEqual({});
  expect(changedFields<Settings>({ ...now, deskNumber: '+15550100101' }, { deskNumber: null })).toEqual({
    deskNumber: null,
  });
});

it('names fields in one order, without their values', () => {
  expect(fieldNames({ slotMinutes: 10, name: 'Oak Dental' })).toBe('name slotMinutes');
});
