import { randomUUID } from 'node:crypto';
import { CallsModule } from '../../../src/calls/calls.module.js';
import type { CallId } from '../../../src/common/ids/ids.js';
import { buildCall, buildClinic, buildPatient } from '../../support/builders.js';
import { grantKey, startApi, type TestApi } from '../../support/test-api.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

let database: TestDatabase;
let api: TestApi;

beforeEach(async () => {
  database = await openTestDatabase();
  api = await startApi(database, { imports: [CallsModule] });
});

afterEach(async () => {
  await api.close();
  await database.close();
});

it('names those who were verified in a call, or booked in it, and nobody else, to whoever asks who was read about', async () => {
  const { prisma } = database;
  const clinic = await buildClinic(prisma);
  const { clinicId } = clinic;
  const [verified, booked, other] = [
    await buildPatient(prisma, clinic),
    await buildPatient(prisma, clinic, { givenName: 'Bea' }),
    await buildPatient(prisma, clinic, { givenName: 'Cy' }),
  ];
  const [callId, otherCallId] = [await buildCall(prisma, clinic), await buildCall(prisma, clinic)];
  const at = new Date('2026-11-20T15:00:00Z');
  const proves = (id: CallId, patientId: string) =>
    prisma.callIdentity.create({
      data: { clinicId, callId: id, patientId, proof: 'phone_on_file', verifiedAt: at },
    });
  await proves(callId, verified);
  await proves(otherCallId, other);
  await prisma.appointment.create({
    data: {
      ...{ clinicId, id: randomUUID(), patientId: booked, typeId: clinic.typeId },
      ...{ providerId: clinic.providerIds[0] ?? '', operatoryId: clinic.operatoryIds[0] ?? '' },
      ...{ startsAt: at, endsAt: new Date('2026-11-20T16:00:00Z'), status: 'scheduled', callId },
      ...{ createdAt: at, changedAt: at },
    },
  });

  const { callSid } = await prisma.call.findUniqueOrThrow({ where: { clinicId_id: { clinicId, id: callId } } });
  const answer = await api.get(`/api/v1/calls/${callSid}`, await grantKey(database, clinicId));

  expect(answer.status).toBe(200);
  const [entry, ...more] = await prisma.auditEntry.findMany({ where: { clinicId, action: 'call.read' } });
  expect(more).toEqual([]);
  expect(entry).toMatchObject({ subjectKind: 'call', subjectId: callId, callId });
  expect([...(entry?.patientIds ?? [])].sort()).toEqual([verified, booked].sort());
});
