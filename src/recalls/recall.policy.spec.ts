import { Temporal } from 'temporal-polyfill';
import type { AppointmentId } from '../common/ids/ids.js';
import type { AppointmentStatus } from '../scheduling/scheduling.types.js';
import { isSameState, recallFrom, withContact, withInterval } from './recall.policy.js';
import type { RecallState, VisitOfType } from './recalls.types.js';

const NOW = Temporal.Instant.from('2026-11-20T15:00:00Z');
const TERMS = { typeMonths: 6, timeZone: 'America/New_York', now: NOW };

const visit = (status: AppointmentStatus, startsAt: string, id = `${status} ${startsAt}`): VisitOfType => ({
  id: id as AppointmentId,
  startsAt: Temporal.Instant.from(startsAt),
  status,
});
const day = (text: string) => Temporal.PlainDate.from(text);

/** What is known after a visit on 1 May. */
const KNOWN: RecallState = {
  intervalMonths: 6,
  dueOn: day('2026-11-01'),
  lastVisitOn: day('2026-05-01'),
  status: 'open',
  contactedAt: null,
  contacts: 0,
  appointmentId: null,
};
const COMPLETED = visit('completed', '2026-05-01T14:00:00Z');

it('is due so many months after the last visit that took place, on the clinic’s own calendar', () => {
  const visits = [visit('completed', '2025-02-01T15:00:00Z'), visit('completed', '2026-06-01T02:30:00Z')];
  expect(recallFrom(null, visits, TERMS)).toMatchObject({ dueOn: day('2026-11-30'), lastVisitOn: day('2026-05-31') });
});

it.each([
  ['2026-01-31T15:00:00Z', 1, '2026-02-28'],
  ['2024-01-31T15:00:00Z', 1, '2024-02-29'],
  ['2024-02-29T15:00:00Z', 12, '2025-02-28'],
  ['2026-08-31T15:00:00Z', 6, '2027-02-28'],
  ['2026-12-15T15:00:00Z', 1, '2027-01-15'],
])('a visit at %s and %i months come to %s', (startsAt, typeMonths, dueOn) => {
  expect(recallFrom(null, [visit('completed', startsAt)], { ...TERMS, typeMonths })?.dueOn).toEqual(day(dueOn));
});

it('is none for a type that is not repeated, or that the patient never had', () => {
  expect(recallFrom(null, [COMPLETED], { ...TERMS, typeMonths: null })).toBeNull();
  expect(recallFrom(null, [visit('scheduled', '2026-12-01T15:00:00Z')], TERMS)).toBeNull();
});

it('keeps what was agreed with the patient, whatever the type says since', () => {
  const known = withInterval(KNOWN, 3, day('2026-11-20'));
  expect(known.dueOn).toEqual(day('2026-08-01'));
  for (const typeMonths of [12, null]) {
    expect(recallFrom(known, [COMPLETED], { ...TERMS, typeMonths })).toMatchObject({ dueOn: day('2026-08-01') });
  }
});

it('counts from today for somebody who has had no such visit, until they had one', () => {
  const known = withInterval(null, 3, day('2026-11-30'));
  expect(recallFrom(known, [], { ...TERMS, typeMonths: null })).toMatchObject({
    ...{ dueOn: day('2027-02-28'), lastVisitOn: null, status: 'open' },
  });
  expect(recallFrom(known, [COMPLETED], TERMS)).toMatchObject({ dueOn: day('2026-08-01') });
});

it('keeps a day that was agreed, until another visit has taken place or another interval is agreed', () => {
  const agreed: RecallState = { ...KNOWN, dueOn: day('2027-01-15') };
  const ahead = visit('scheduled', '2026-12-01T15:00:00Z');
  for (const visits of [[], [COMPLETED], [COMPLETED, ahead]]) {
    expect(recallFrom(agreed, visits, TERMS)).toMatchObject({ dueOn: day('2027-01-15') });
  }
  const next = visit('completed', '2026-11-19T15:00:00Z');
  expect(recallFrom(agreed, [COMPLETED, next], TERMS)).toMatchObject({ dueOn: day('2027-05-19') });
  const shorter = withInterval(agreed, 3, day('2026-11-20'));
  expect(recallFrom(shorter, [COMPLETED], TERMS)).toMatchObject({ dueOn: day('2026-08-01') });
});

it.each(['requested', 'scheduled', 'confirmed'] as const)('is booked while a visit ahead is %s', (status) => {
  const next = visit(status, '2026-12-01T15:00:00Z');
  const later = visit('scheduled', '2027-01-10T15:00:00Z');
  expect(recallFrom(KNOWN, [later, COMPLETED, next], TERMS)).toMatchObject({
    status: 'booked',
    appointmentId: next.id,
  });
});

it('is booked while the patient is there, and open when nobody noted that they came', () => {
  const atHalfPastNine = (status: AppointmentStatus) => [COMPLETED, visit(status, '2026-11-20T14:30:00Z')];
  expect(recallFrom(KNOWN, atHalfPastNine('arrived'), TERMS)?.status).toBe('booked');
  expect(recallFrom(KNOWN, atHalfPastNine('seated'), TERMS)?.status).toBe('booked');
  expect(recallFrom(KNOWN, atHalfPastNine('scheduled'), TERMS)?.status).toBe('open');
});

it.each(['cancelled', 'no_show', 'rescheduled'] as const)('is as before when the visit is %s', (status) => {
  const given = [COMPLETED, visit(status, '2026-12-01T15:00:00Z')];
  const booked: RecallState = { ...KNOWN, status: 'booked', appointmentId: 'x' as AppointmentId };
  expect(recallFrom(booked, given, TERMS)).toEqual(KNOWN);
  const contacted = withContact(booked, NOW);
  expect(recallFrom(contacted, given, TERMS)).toMatchObject({ status: 'contacted', contacts: 1, appointmentId: null });
});

it('counts a contact once, and from zero after the next visit', () => {
  const later = NOW.add({ hours: 1 });
  const once = withContact(KNOWN, NOW);
  expect(withContact(once, NOW)).toEqual(once);
  const twice = withContact(once, later);
  expect(recallFrom(twice, [COMPLETED], TERMS)).toMatchObject({ status: 'contacted', contacts: 2, contactedAt: later });
  const next = visit('completed', '2026-11-19T15:00:00Z');
  expect(recallFrom(twice, [COMPLETED, next], TERMS)).toMatchObject({
    ...{ status: 'open', contacts: 0, contactedAt: null, dueOn: day('2027-05-19') },
  });
});

it('stays stopped through visits, and goes on when an interval is agreed', () => {
  const stopped: RecallState = { ...KNOWN, status: 'stopped' };
  const visits = [COMPLETED, visit('scheduled', '2026-12-01T15:00:00Z')];
  expect(recallFrom(stopped, visits, TERMS)).toMatchObject({ status: 'stopped', appointmentId: null });
  expect(recallFrom(withInterval(stopped, 4, day('2026-11-20')), visits, TERMS)?.status).toBe('booked');
});

it('tells states apart by every part', () => {
  const variants: RecallState[] = [
    KNOWN,
    { ...KNOWN, intervalMonths: 5 },
    { ...KNOWN, dueOn: day('2026-11-02') },
    { ...KNOWN, lastVisitOn: null },
    { ...KNOWN, status: 'stopped' },
    { ...KNOWN, contactedAt: NOW },
    { ...KNOWN, contacts: 1 },
    { ...KNOWN, appointmentId: 'x' as AppointmentId },
  ];
  for (const [i, a] of variants.entries()) {
    for (const [j, b] of variants.entries()) expect(isSameState(a, { ...b })).toBe(i === j);
  }
});
