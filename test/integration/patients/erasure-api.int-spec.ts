import { randomUUID } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { LegalHolds } from '../../../src/compliance/retention/legal-holds.service.js';
import type { PatientId } from '../../../src/common/ids/ids.js';
import { buildClinic, buildPatient } from '../../support/builders.js';
import { buildVisit } from '../../support/visits.js';
import { PatientsBench } from './patients-harness.js';

let bench: PatientsBench;
let patientId: PatientId;
beforeAll(async () => {
  bench = await PatientsBench.start();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.newClinic();
  patientId = await buildPatient(bench.prisma, bench.clinic, { phone: '+15125550143' });
});

const erase = (id: string = patientId) => bench.ask('POST', `patients/${id}/erasure`, { reason: 'asked_by_patient' });

describe('an erasure', () => {
  it('answers what was removed, and is proven afterwards', async () => {
    const erased = await erase();
    expect(erased.status).toBe(200);
    const { id: keyId } = await bench.prisma.apiKey.findFirstOrThrow({ where: { clinicId: bench.clinic.clinicId } });
    expect(erased.body).toMatchObject({
      patientId,
      erasedAt: '2026-11-20T15:00:00Z',
      erasedAtLocal: '2026-11-20T10:00:00-05:00',
      erasedBy: { kind: 'api_key', id: keyId },
      reason: 'asked_by_patient',
      removed: { patients: 1, visits: expect.any(Number) as number },
      recordingsLeft: 0,
    });
    expect((await bench.ask('GET', `patients/${patientId}/erasure`)).body).toEqual(erased.body);
    for (const action of ['patient.erased', 'erasure.read']) expect(await bench.named(action)).toEqual([patientId]);
    const again = await erase();
    expect([again.status, bench.code(again)]).toEqual([409, 'compliance/already_erased']);
  });

  it('leaves a tombstone, which is found by nothing and takes nothing', async () => {
    const other = await buildPatient(bench.prisma, bench.clinic);
    await erase();
    const { status, body } = await bench.ask('GET', `patients/${patientId}`);
    expect([status, body]).toMatchObject([
      200,
      { id: patientId, givenName: null, familyName: null, phone: null, erasedAt: '2026-11-20T15:00:00Z' },
    ]);
    expect((await bench.pages('patients', 50)).flat()).toMatchObject([{ id: other }]);
    expect((await bench.ask('POST', 'patients/search', { phone: '+15125550143' })).body).toMatchObject({ items: [] });
    const { typeId } = bench.clinic;
    const wish = { patientId, typeId, fromDay: '2026-11-20', untilDay: '2026-12-01' };
    for (const refused of [
      await bench.ask('PATCH', `patients/${patientId}`, { givenName: 'Ada' }),
      await bench.ask('PUT', `patients/${patientId}/representatives/${other}`, { relation: 'authorised' }),
      await bench.ask('PUT', `patients/${other}/representatives/${patientId}`, { relation: 'authorised' }),
      await bench.ask('POST', 'waitlist-entries', wish),
      await bench.ask('POST', 'recalls', { patientId, typeId, intervalMonths: 6 }),
    ]) {
      expect([refused.status, bench.code(refused)]).toEqual([409, 'patients/erased']);
    }
  });

  it('takes the answers along that were kept for requests which are sent again', async () => {
    const register = () =>
      bench.ask('POST', 'patients', { givenName: 'Zoë', familyName: 'Quill' }, { 'idempotency-key': 'one' });
    const { body } = await register();
    expect((await erase(String(body.id))).body).toMatchObject({ removed: { idempotent_requests: 1 } });
    const again = await register();
    expect([again.status, bench.code(again)]).toEqual([409, 'http/outcome_unknown']);
  });

  it('is refused under a legal hold, and with a visit to come', async () => {
    const subject = { kind: 'patient', patientId } as const;
    const actor = { kind: 'staff', id: 'ana' } as const;
    const { clinicId } = bench.clinic;
    const holds = bench.api.app.get(LegalHolds, { strict: false });
    const { id: holdId } = await holds.place({ clinicId, subject, reason: 'A court asks.', actor });
    const held = await erase();
    expect([held.status, bench.code(held)]).toEqual([409, 'compliance/on_legal_hold']);
    await holds.release(clinicId, holdId, actor);
    await buildVisit(bench.prisma, bench.clinic, { patientId, local: '2026-11-24T09:00' });
    const booked = await erase();
    expect([booked.status, bench.code(booked)]).toEqual([409, 'compliance/visits_to_come']);
    expect((await bench.ask('GET', `patients/${patientId}/erasure`)).status).toBe(404);
    expect((await bench.ask('GET', `patients/${patientId}`)).body).toMatchObject({ givenName: 'Ada', erasedAt: null });
  });

  it.each([{}, { reason: 'because' }, { reason: 'ordered', note: 'Ada Marsh' }])(
    'is not ordered by %j',
    async (body) => {
      expect((await bench.ask('POST', `patients/${patientId}/erasure`, body)).status).toBe(400);
      expect((await bench.ask('GET', `patients/${patientId}`)).body).toMatchObject({ erasedAt: null });
    },
  );

  it("is no matter of another clinic's", async () => {
    const elsewhere = await buildPatient(bench.prisma, await buildClinic(bench.prisma));
    const [theirs, nobodys] = [await erase(elsewhere), await erase(randomUUID())];
    expect([theirs.status, nobodys.status]).toEqual([404, 404]);
    expect(theirs.body).toEqual(nobodys.body);
    expect((await bench.prisma.patient.findFirstOrThrow({ where: { id: elsewhere } })).erasedAt).toBeNull();
  });
});

describe('an archive', () => {
  it('is the one that the command writes, and leaves an entry', async () => {
    const answer = await bench.raw(`patients/${patientId}/export`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/zip');
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="patient-${patientId}.zip"`);
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    const record = JSON.parse(strFromU8(files['record.json'] ?? new Uint8Array())) as { patientId: string };
    expect(record.patientId).toBe(patientId);
    expect(strFromU8(files['record.html'] ?? new Uint8Array())).toContain('Marsh');
    expect(await bench.named('patient.exported')).toEqual([patientId]);
  });

  it('is for owners, and of their own patients', async () => {
    const desk = await bench.keyOf('front_desk');
    expect((await bench.raw(`patients/${patientId}/export`, desk)).status).toBe(403);
    const other = await bench.keyOf('owner', (await buildClinic(bench.prisma)).clinicId);
    expect((await bench.raw(`patients/${patientId}/export`, other)).status).toBe(404);
  });
});
