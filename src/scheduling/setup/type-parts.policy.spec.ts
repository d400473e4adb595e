import type { RolePart } from '../role-demands.policy.js';
import { wrongParts } from './type-parts.policy.js';

const part = (role: RolePart['role'], fromMinute: number, toMinute: number): RolePart => ({
  role,
  fromMinute,
  toMinute,
});

it('lets somebody come and go, and several work at a time', () => {
  const parts = [part('hygienist', 0, 30), part('hygienist', 30, 60), part('dentist', 20, 40)];
  expect(wrongParts(parts, 60)).toEqual([]);
  expect(wrongParts([], 60)).toEqual([]);
});

it('names each part that is none, ends after the visit, or needs somebody twice', () => {
  const parts = [
    part('dentist', 10, 30),
    part('dentist', 29, 40),
    part('assistant', 20, 20),
    part('hygienist', 30, 61),
    part('dentist', 0, 10),
  ];
  expect(wrongParts(parts, 60).map(({ field }) => field)).toEqual([
    '/parts/1',
    '/parts/2/toMinute',
    '/parts/3/toMinute',
  ]);
});
