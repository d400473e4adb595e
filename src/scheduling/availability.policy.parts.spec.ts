import { Temporal } from 'temporal-polyfill';
import {
  chair,
  hours,
  instant,
  MONDAY,
  NOW,
  person,
  scheduleOf,
  startsIn,
  taken,
} from '../../test/support/schedules.js';
import type { OperatoryId, ProviderId } from '../common/ids/ids.js';
import { openSlots, placementAt } from './availability.policy.js';
import type { Schedule } from './availability.types.js';
import type { Taken, TypeRules } from './scheduling.types.js';

const OSEI = person('osei');
const LIND = person('lind');
const CHAIR_1 = chair('chair-1');
const CHAIR_2 = chair('chair-2');

describe('the parts of a visit', () => {
  /** An hour in the chair: the dentist for the middle of it, an assistant at both ends. */
  const crown: Partial<TypeRules> = {
    durationMinutes: 60,
    demands: [
      { role: 'dentist', stretches: [{ fromMinute: 15, toMinute: 45 }] },
      {
        role: 'assistant',
        stretches: [
          { fromMinute: 0, toMinute: 15 },
          { fromMinute: 45, toMinute: 60 },
        ],
      },
    ],
  };
  const ANA = person('ana', 'assistant');
  const team = (options: Partial<Schedule> = {}, type: Partial<TypeRules> = {}) =>
    scheduleOf({ providers: [ANA, LIND, OSEI], ...options, type: { ...crown, ...type } });
  const at = (time: string, length = 60) => ({
    providerId: OSEI.id,
    operatoryId: CHAIR_1.id,
    startsAt: instant(`2026-11-23T${time}-05:00`),
    endsAt: instant(`2026-11-23T${time}-05:00`).add({ minutes: length }),
  });
  const told = (schedule: Schedule, busy: Taken[], wanted = at('09:00')) => {
    const placement = placementAt(schedule, busy, wanted, NOW);
    if (placement.kind !== 'possible') return placement.kind;
    const clock = (time: Temporal.Instant) =>
      time.toZonedDateTimeISO('America/New_York').toPlainTime().toString().slice(0, 5);
    return placement.allotments.map((one) => `${one.resourceId} ${clock(one.startsAt)}-${clock(one.endsAt)}`);
  };

  it('take each person for their own stretches and the chair with setup and cleanup, in the order of ids', () => {
    expect(told(team({}, { setupMinutes: 10, cleanupMinutes: 5 }), [])).toEqual([
      'ana 09:00-09:15',
      'ana 09:45-10:00',
      'chair-1 08:50-10:05',
      'osei 09:15-09:45',
    ]);
  });

  it('leave each person to others for the rest', () => {
    const elsewhere = [
      taken('osei', '09:00', '09:15'),
      taken('osei', '09:45', '10:00'),
      taken('ana', '09:15', '09:45'),
    ];
    expect(told(team(), elsewhere)).toHaveLength(4);
    expect(told(team(), [taken('osei', '09:30', '09:45')])).toBe('taken');
    expect(told(team(), [taken('ana', '09:50', '09:55')])).toBe('taken');
  });

  it('are done by whoever of the role works and is free', () => {
    const providers = [ANA, person('bo', 'assistant'), OSEI];
    const busy = [taken('ana', '09:50', '09:55')];
    expect(told(team({ providers }), busy)).toContain('bo 09:00-09:15');
    expect(told(team({ providers: [person('ana', 'assistant', hours(540, 590)), OSEI] }), [])).toBe('refused');
    expect(startsIn(team({ providers: [OSEI] }), MONDAY)).toEqual([]);
  });

  it('need the chair free for setup and cleanup too, which may lie outside opening hours', () => {
    const schedule = team({ providers: [ANA, OSEI] }, { setupMinutes: 30, cleanupMinutes: 30 });
    expect(told(schedule, [])).toContain('chair-1 08:30-10:30');
    expect(told(schedule, [taken(CHAIR_1.id, '10:15', '10:45')])).toBe('taken');
    expect(told(schedule, [taken(CHAIR_1.id, '08:00', '08:30'), taken(CHAIR_1.id, '10:30', '10:45')])).toHaveLength(4);
    expect(startsIn(schedule, MONDAY)).toEqual(['09:00', '09:15', '09:30', '09:45', '10:00']);
  });

  it('need the patient’s whole time within opening hours, whoever is there', () => {
    expect(told(team(), [], at('08:45'))).toBe('refused');
    expect(told(team(), [], at('10:15'))).toBe('refused');
    const demands: TypeRules['demands'] = [{ role: 'dentist', stretches: [{ fromMinute: 0, toMinute: 15 }] }];
    const split = team({ openingHours: [...hours(540, 570), ...hours(575, 660)] }, { demands });
    expect(told(split, [])).toBe('refused');
    expect(startsIn(split, MONDAY)).not.toContain('09:00');
  });

  it('are led only by those who may', () => {
    const only = team({}, { onlyProviderIds: [LIND.id] });
    expect(told(only, [])).toBe('refused');
    const leads = [...openSlots(only, [], { window: MONDAY, now: NOW })].map(({ providerId }) => providerId);
    expect(new Set(leads)).toEqual(new Set(['lind']));
    const asked = [...openSlots(team(), [], { window: MONDAY, providerId: OSEI.id, now: NOW })];
    expect(new Set(asked.map(({ providerId }) => providerId))).toEqual(new Set(['osei']));
  });
});

describe('placementAt', () => {
  const schedule = scheduleOf({ operatories: [CHAIR_1, CHAIR_2] });
  const [slot] = openSlots(schedule, [], { window: MONDAY, now: NOW });
  if (!slot) throw new Error('the clinic is open on that Monday');

  it('keeps the wanted chair, and takes another of its kind only when that one is gone', () => {
    const second = { ...slot, operatoryId: CHAIR_2.id };
    expect(placementAt(schedule, [], second, NOW)).toMatchObject({ kind: 'possible', operatoryId: CHAIR_2.id });
    const gone = [taken(CHAIR_2.id, '09:00', '09:15')];
    expect(placementAt(schedule, gone, second, NOW)).toMatchObject({ kind: 'possible', operatoryId: CHAIR_1.id });
    expect(placementAt(schedule, [...gone, taken(CHAIR_1.id, '09:00', '09:15')], second, NOW)).toEqual({
      kind: 'taken',
    });
  });

  it('refuses another length, another provider, another chair, another start, and what is over', () => {
    const kind = (change: Partial<typeof slot>, now = NOW) =>
      placementAt(schedule, [], { ...slot, ...change }, now).kind;
    expect(kind({})).toBe('possible');
    expect(kind({ endsAt: slot.endsAt.add({ minutes: 15 }) })).toBe('refused');
    expect(kind({ providerId: 'nobody' as ProviderId })).toBe('refused');
    expect(kind({ operatoryId: 'chair-9' as OperatoryId })).toBe('refused');
    const later = (duration: { minutes?: number; seconds?: number; hours?: number }) => ({
      startsAt: slot.startsAt.add(duration),
      endsAt: slot.endsAt.add(duration),
    });
    expect(kind(later({ minutes: 5 }))).toBe('refused');
    expect(kind(later({ seconds: 1 }))).toBe('refused');
    expect(kind(later({ hours: 24 * 70 }))).toBe('refused');
    expect(kind({}, slot.startsAt.add({ seconds: 1 }))).toBe('refused');
  });
});
