import { phoneOfPerson } from './person-on-duty.policy.js';

const [desk, onCall] = ['+15550100101', '+15550100109'];
const both = { deskNumber: desk, onCallNumber: onCall };

it('is the desk while somebody is there, in an emergency, too', () => {
  expect(phoneOfPerson(both, { deskAnswers: true, isEmergency: true })).toBe(desk);
  expect(phoneOfPerson(both, { deskAnswers: true, isEmergency: false })).toBe(desk);
});

it('is who is on call in an emergency, or the desk after all, and otherwise nobody', () => {
  const away = { deskAnswers: false, isEmergency: true };
  expect(phoneOfPerson(both, away)).toBe(onCall);
  expect(phoneOfPerson({ ...both, onCallNumber: null }, away)).toBe(desk);
  expect(phoneOfPerson({ ...both, deskNumber: null }, away)).toBe(onCall);
  expect(phoneOfPerson({ deskNumber: null, onCallNumber: null }, away)).toBeNull();
  expect(phoneOfPerson(both, { deskAnswers: false, isEmergency: false })).toBeNull();
});
