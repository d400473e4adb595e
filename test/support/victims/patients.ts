import { randomUUID } from 'node:crypto';
import { buildPatient } from '../builders.js';
import type { VictimsOf } from './victims.types.js';

/** Patients, and what waits for them. */
export const patientVictims: VictimsOf = async (database, victim) => {
  const ofVictim = { clinicId: victim };
  const patientId = await buildPatient(database, ofVictim, { phone: '+15125550143' });
  const representativeId = await buildPatient(database, ofVictim);
  const { id: typeId } = await database.appointmentType.findFirstOrThrow({ where: ofVictim });
  const [entryId, recallId, consentId] = [randomUUID(), randomUUID(), randomUUID()];
  const at = new Date(0);
  await database.patientRepresentative.create({
    data: { ...ofVictim, patientId, representativeId, relation: 'guardian', createdAt: at },
  });
  await database.waitlistEntry.create({
    data: {
      ...{ ...ofVictim, id: entryId, patientId, typeId, phone: '+15125550143', status: 'waiting', createdAt: at },
      fromDay: new Date('2026-11-24'),
      untilDay: new Date('2026-12-24'),
    },
  });
  await database.recall.create({
    data: {
      ...{ ...ofVictim, id: recallId, patientId, typeId, intervalMonths: 6, status: 'open', createdAt: at },
      dueOn: new Date('2027-01-10'),
    },
  });
  await database.consent.create({
    data: {
      ...{ ...ofVictim, id: consentId, purpose: 'text', choice: 'given', number: '+15125550143', channel: 'staff', at },
      ...{ evidenceKind: 'paper', evidenceId: '', evidenceReference: 'F-1' },
    },
  });
  return {
    parameters: {
      '/api/v1/patients/:id': { theirs: patientId, nobodys: randomUUID() },
      '/api/v1/patients/:id/representatives/:representativeId': { theirs: representativeId, nobodys: randomUUID() },
      '/api/v1/waitlist-entries/:id': { theirs: entryId, nobodys: randomUUID() },
      '/api/v1/recalls/:id': { theirs: recallId, nobodys: randomUUID() },
      '/api/v1/consents/:id': { theirs: consentId, nobodys: randomUUID() },
    },
    bodies: {
      'POST /api/v1/patients': { givenName: 'Eve', familyName: 'Stone' },
      'POST /api/v1/patients/search': { phone: '+15125550143' },
      'PATCH /api/v1/patients/:id': { givenName: 'Eve' },
      'PUT /api/v1/patients/:id/representatives/:representativeId': { relation: 'guardian' },
      'POST /api/v1/patients/:id/erasure': { reason: 'other' },
      'POST /api/v1/waitlist-entries': { patientId, typeId, fromDay: '2026-11-24', untilDay: '2026-12-24' },
      'POST /api/v1/recalls': { patientId, typeId, intervalMonths: 6 },
      'PATCH /api/v1/recalls/:id': { dueOn: '2027-02-01' },
      // Another number: what a stranger enters is shown to them.
      'POST /api/v1/consents': { phone: '+15125550177', purpose: 'text', choice: 'given', evidence: { kind: 'word' } },
      'POST /api/v1/consents/search': { phone: '+15125550143' },
    },
  };
};
