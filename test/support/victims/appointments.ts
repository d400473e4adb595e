import { randomUUID } from 'node:crypto';
import { buildPatient } from '../builders.js';
import type { VictimsOf } from './victims.types.js';

const STARTS_AT = '2026-11-24T15:00:00Z';

/** A visit and a hold, at a time that the rules may not allow: strangers must not get as far as that. */
export const appointmentVictims: VictimsOf = async (database, victim) => {
  const ofVictim = { clinicId: victim };
  const [appointmentId, holdId] = [randomUUID(), randomUUID()];
  const type = await database.appointmentType.findFirstOrThrow({ where: ofVictim });
  const provider = await database.provider.findFirstOrThrow({ where: ofVictim });
  const operatory = await database.operatory.findFirstOrThrow({ where: ofVictim });
  const key = await database.apiKey.findFirstOrThrow({ where: ofVictim });
  const patientId = await buildPatient(database, ofVictim);
  const at = new Date(0);
  const time = {
    ...ofVictim,
    typeId: type.id,
    providerId: provider.id,
    operatoryId: operatory.id,
    startsAt: new Date(STARTS_AT),
    endsAt: new Date('2026-11-24T16:00:00Z'),
    createdAt: at,
  };
  await database.appointment.create({
    data: { ...time, id: appointmentId, patientId, status: 'scheduled', changedAt: at },
  });
  await database.hold.create({
    data: { ...time, id: holdId, apiKeyId: key.id, expiresAt: new Date('2027-01-01T00:00:00Z') },
  });
  return {
    parameters: {
      '/api/v1/appointments/:id': { theirs: appointmentId, nobodys: randomUUID() },
      '/api/v1/holds/:id': { theirs: holdId, nobodys: randomUUID() },
    },
    bodies: {
      'POST /api/v1/appointments/:id/move': { startsAt: STARTS_AT },
      'POST /api/v1/appointments/:id/cancel': { by: 'clinic' },
      'POST /api/v1/appointments/:id/status': { status: 'confirmed' },
    },
  };
};
