import { instant } from './instant.types.js';

it.each([
  ['2026-11-24T09:30:00-06:00', '2026-11-24T15:30:00Z'],
  ['2026-11-24T15:30:00.123456789Z', '2026-11-24T15:30:00.123Z'],
])('reads %s', (text, expected) => {
  expect(instant.parse(text).toString()).toBe(expected);
});

it.each([
  '2026-11-24T15:30:00',
  '2026-11-24',
  '2026-11-24T15:30:00.1234567890Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '2026-13-24T15:30:00Z',
])('refuses %s', (text) => {
  expect(instant.safeParse(text).success).toBe(false);
});
