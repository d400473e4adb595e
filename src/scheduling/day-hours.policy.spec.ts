import { Temporal } from 'temporal-polyfill';
import type { AppointmentId } from '../common/ids/ids.js';
import { visitsOutside, type VisitTime } from './day-hours.policy.js';
import { localDay } from './local-time.policy.js';

const ZONE = 'America/New_York';
const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime(ZONE).epochMilliseconds;
const visit = (id: string, from: string, to: string): VisitTime => ({
  id: id as AppointmentId,
  fromMs: at(from),
  toMs: at(to),
});
const day = localDay(Temporal.PlainDate.from('2026-12-24'), ZONE);
const morning = { startMinute: 540, endMinute: 720 };

it.each([
  ['fills them', '09:00', '12:00', []],
  ['begins before them', '08:45', '10:00', ['v']],
  ['ends after them', '11:30', '12:15', ['v']],
  ['lies before them', '07:00', '08:00', ['v']],
])('a visit that %s', (_how, from, to, outside) => {
  expect(visitsOutside([visit('v', `2026-12-24T${from}`, `2026-12-24T${to}`)], [morning], day)).toEqual(outside);
});

it('counts hours that touch as one, and those with a break between as two', () => {
  const over = [visit('v', '2026-12-24T11:30', '2026-12-24T12:30')];
  expect(visitsOutside(over, [{ startMinute: 720, endMinute: 900 }, morning], day)).toEqual([]);
  expect(visitsOutside(over, [{ startMinute: 735, endMinute: 900 }, morning], day)).toEqual(['v']);
});

it('looks at this day alone, and names a visit once', () => {
  const times = [
    visit('overnight', '2026-12-23T23:30', '2026-12-24T00:30'),
    visit('before', '2026-12-23T22:00', '2026-12-24T00:00'),
    visit('twice', '2026-12-24T10:00', '2026-12-24T10:15'),
    visit('twice', '2026-12-24T10:45', '2026-12-24T11:00'),
  ];
  expect(visitsOutside(times, [], day)).toEqual(['overnight', 'twice']);
  expect(visitsOutside(times, [{ startMinute: 0, endMinute: 660 }], day)).toEqual([]);
});
