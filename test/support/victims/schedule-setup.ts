import { randomUUID } from 'node:crypto';
import type { OperatoryId, ProviderId } from '../../../src/common/ids/ids.js';
import { buildAppointmentType, buildBlockout, buildOperatory, buildProvider } from '../builders.js';
import type { VictimsOf } from './victims.types.js';

const DAY = '2026-12-24';

/** Who works when, where and at what. */
export const scheduleSetupVictims: VictimsOf = async (database, victim) => {
  const ofVictim = { clinicId: victim };
  const providerId: ProviderId = await buildProvider(database, ofVictim, { name: 'Dr. Victim' });
  const operatoryId: OperatoryId = await buildOperatory(database, ofVictim, { name: "Victim's room" });
  const typeId = await buildAppointmentType(database, ofVictim, { typeName: "Victim's type" });
  const weeklyId = randomUUID();
  await database.hoursOverride.create({ data: { ...ofVictim, id: randomUUID(), providerId, day: new Date(DAY) } });
  await buildBlockout(database, ofVictim, operatoryId, `${DAY}T14:00:00Z`, `${DAY}T15:00:00Z`);
  const { id: blockoutId } = await database.blockout.findFirstOrThrow({
    where: { ...ofVictim, resourceId: operatoryId },
  });
  await database.weeklyBlockout.create({
    data: {
      ...{ ...ofVictim, id: weeklyId, resourceId: providerId, weekday: 1, startsMinute: 720, endsMinute: 780 },
      ...{ kind: 'busy', reason: 'break' },
    },
  });
  const [feedId, importId] = [randomUUID(), randomUUID()];
  const calendar = { ...ofVictim, providerId, createdAt: new Date(0) };
  await database.calendarFeed.create({ data: { ...calendar, id: feedId, secretHash: feedId } });
  await database.calendarImport.create({
    data: { ...calendar, id: importId, url: 'https://calendar.example.com/v.ics' },
  });
  const stretch = { startsAt: `${DAY}T15:00:00Z`, endsAt: `${DAY}T16:00:00Z` };
  return {
    parameters: {
      '/api/v1/providers/:id': { theirs: providerId, nobodys: randomUUID() },
      '/api/v1/operatories/:id': { theirs: operatoryId, nobodys: randomUUID() },
      '/api/v1/appointment-types/:id': { theirs: typeId, nobodys: randomUUID() },
      '/api/v1/hours-overrides/:id': { theirs: `${DAY}_${providerId}`, nobodys: `${DAY}_${randomUUID()}` },
      '/api/v1/blockouts/:id': { theirs: blockoutId, nobodys: randomUUID() },
      '/api/v1/weekly-blockouts/:id': { theirs: weeklyId, nobodys: randomUUID() },
      '/api/v1/calendar-feeds/:id': { theirs: feedId, nobodys: randomUUID() },
      '/api/v1/calendar-imports/:id': { theirs: importId, nobodys: randomUUID() },
    },
    bodies: {
      'POST /api/v1/providers': { name: 'Dr. Stone', role: 'dentist' },
      'PATCH /api/v1/providers/:id': { name: 'Dr. Stone' },
      'PUT /api/v1/providers/:id/working-hours': { validFrom: DAY, hours: [] },
      'POST /api/v1/operatories': { name: 'Room', kind: 'treatment' },
      'PATCH /api/v1/operatories/:id': { name: 'Room' },
      'POST /api/v1/appointment-types': {
        ...{ name: 'Whitening', description: 'Teeth are whitened.', durationMinutes: 30, providerRole: 'dentist' },
        ...{ operatoryKind: 'treatment', providerIds: [providerId] },
      },
      'PATCH /api/v1/appointment-types/:id': { name: 'Whitening' },
      'POST /api/v1/hours-overrides': { day: DAY, providerId, hours: [] },
      'PATCH /api/v1/hours-overrides/:id': { hours: [{ startMinute: 540, endMinute: 600 }] },
      'POST /api/v1/blockouts': { resourceId: providerId, ...stretch, reason: 'meeting' },
      'POST /api/v1/weekly-blockouts': {
        ...{ resourceId: providerId, weekday: 2, startMinute: 720, endMinute: 780 },
        ...{ validFrom: DAY, reason: 'break' },
      },
      'PATCH /api/v1/weekly-blockouts/:id': { validUntil: DAY },
      'POST /api/v1/calendar-feeds': { providerId },
      'POST /api/v1/calendar-imports': { providerId, url: 'https://calendar.example.com/w.ics' },
      'PATCH /api/v1/calendar-imports/:id': { url: 'https://calendar.example.com/x.ics' },
    },
  };
};
