import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { auditLog } from '../audit.js';
import { buildPatient } from '../builders.js';
import type { VictimsOf } from './victims.types.js';

const RANGE = '?from=2026-11-01&to=2026-11-30';

export const oversightVictims: VictimsOf = async (database, victim) => {
  const patientId = await buildPatient(database, { clinicId: victim });
  const holdId = randomUUID();
  await database.legalHold.create({
    data: {
      clinicId: victim,
      id: holdId,
      patientId,
      reason: 'An inquiry.',
      placedAt: new Date(0),
      placedByKind: 'staff',
      placedById: 'ana',
    },
  });
  await database.inClinic(victim, (tx) =>
    auditLog(database).record(tx, {
      clinicId: victim,
      at: Temporal.Instant.from('2026-11-20T15:00:00Z'),
      actor: { kind: 'staff', id: 'ana' },
      action: 'patient.read',
      subject: { kind: 'patient', id: patientId },
      patientIds: [patientId],
    }),
  );
  const { id: entryId } = await database.auditEntry.findFirstOrThrow({
    where: { clinicId: victim, subjectId: patientId },
  });
  return {
    parameters: {
      '/api/v1/audit-entries/:id': { theirs: entryId, nobodys: randomUUID() },
      '/api/v1/legal-holds/:id': { theirs: holdId, nobodys: randomUUID() },
      // Every clinic has the same kinds: there is none of the victim's own.
      '/api/v1/retention-rules/:kind': { theirs: 'their_notes', nobodys: 'other_notes' },
    },
    queries: {
      'GET /api/v1/access-reports/patients': '?actorKind=staff&actorId=ana',
      'GET /api/v1/statistics/calls': RANGE,
      'GET /api/v1/statistics/appointments': RANGE,
      'GET /api/v1/statistics/receptionist': RANGE,
    },
    bodies: {
      'PATCH /api/v1/agent-profiles/:version': { note: 'Mine.' },
      'PATCH /api/v1/api-keys/:id': { name: 'Mine' },
      'PATCH /api/v1/staff/:id': { role: 'clinician' },
      'PUT /api/v1/retention-rules/:kind': { days: 400 },
      'POST /api/v1/access-reports/review/confirmations': { fingerprint: '0'.repeat(64) },
      'POST /api/v1/legal-holds': { subject: { kind: 'patient', patientId }, reason: 'Mine.' },
    },
  };
};
