import { AuditVerification } from '../../../src/compliance/audit-verification.service.js';
import { Consents } from '../../../src/compliance/consent/consents.service.js';
import { Erasures } from '../../../src/compliance/erasure/erasure.service.js';
import type { ErasureOutcome } from '../../../src/compliance/erasure/erasure.types.js';
import { LegalHolds } from '../../../src/compliance/retention/legal-holds.service.js';
import { Retention } from '../../../src/compliance/retention/retention.service.js';
import type { PatientId } from '../../../src/common/ids/ids.js';
import { SEALED_OF_PEOPLE } from '../../../src/common/database/sealing/sealed-fields.js';
import { buildPatient } from '../../support/builders.js';
import { logicalDump, openedDump, placesOf } from './logical-dump.js';
import { CARD, markedPatient, MARKS, PHONE, type MarkedPatient } from './marked-patient.js';
import { DESK, RecordsBench } from './records-bench.js';
import { HOW_TO_PLACE, misplaced, textColumns, unfitting } from './text-columns.js';

let bench: RecordsBench;
let marked: MarkedPatient;

beforeAll(async () => {
  bench = await RecordsBench.start();
});
afterAll(() => bench.close());
beforeEach(async () => {
  bench.shelf.clear();
  await bench.newClinic();
  marked = await markedPatient(bench);
});

const erase = (patientId: PatientId = marked.id): Promise<ErasureOutcome> =>
  bench.get(Erasures).erase({ clinicId: bench.clinic.clinicId, patientId, reason: 'asked_by_patient', actor: DESK });

const rawMarks = async () => placesOf(MARKS, await logicalDump(bench.line.databaseUrl));
const openedMarks = async () => placesOf(MARKS, await openedDump(bench.prisma, bench.clinic.clinicId));

describe('every column that can hold words', () => {
  it('is sealed, or of a list of words, or says what it holds', async () => {
    const wrong = misplaced(await textColumns(bench.line.databaseUrl));
    expect(wrong.length > 0 ? [HOW_TO_PLACE, ...wrong] : []).toEqual([]);
  });

  it('holds nothing else than what its place says', async () => {
    const { databaseUrl } = bench.line;
    expect(await unfitting(databaseUrl, await textColumns(databaseUrl))).toEqual([]);
  });

  it('has no card number in it, whoever has written it down', async () => {
    const opened = await openedDump(bench.prisma, bench.clinic.clinicId);
    expect([...opened.values()].join().match(/card number/g)?.length).toBeGreaterThan(10);
    expect(placesOf([CARD], opened)).toEqual([]);
  });
});

describe('erasing a person', () => {
  it('leaves no mark of them in a dump of the database, opened or not, and none at the carrier', async () => {
    // With the keys they are found in every table that may hold them; without the keys in none.
    const before = await openedMarks();
    const tables = new Set(before.map((place) => place.split(':')[0]));
    expect([...tables].sort()).toEqual(Object.keys(SEALED_OF_PEOPLE).sort());
    expect(await rawMarks()).toEqual([]);
    expect(bench.shelf).toContain(marked.recordingSid);

    await bench.cancel(marked.appointment);
    const outcome = await erase();

    expect(outcome).toMatchObject({ kind: 'erased', recordingsLeft: 0 });
    expect(await openedMarks()).toEqual([]);
    expect(await rawMarks()).toEqual([]);
    expect(bench.shelf.size).toBe(0);
    expect(await bench.get(Erasures).remaining(bench.clinic.clinicId, marked.id)).toEqual({});
  });

  it('keeps the bones: visits, calls, the audit trail, and the proof', async () => {
    const { clinicId } = bench.clinic;
    await bench.cancel(marked.appointment);
    await erase();
    const { startsAt, status, patientId } = await bench.prisma.appointment.findFirstOrThrow({
      where: { id: marked.appointment.id },
    });
    expect({ at: startsAt.getTime(), status, patientId }).toEqual({
      at: marked.appointment.startsAt.epochMilliseconds,
      status: 'cancelled',
      patientId: marked.id,
    });
    expect(await bench.prisma.call.findFirst({ where: { id: marked.call.id } })).toMatchObject({ outcome: 'booked' });
    expect(await bench.get(AuditVerification).verify([])).toMatchObject({ ok: true });
    const entry = await bench.prisma.auditEntry.findFirst({ where: { clinicId, action: 'patient.erased' } });
    expect(entry).toMatchObject({ subjectId: marked.id, patientIds: [marked.id], reason: 'asked_by_patient' });
    const proof = await bench.prisma.erasure.findFirst({ where: { clinicId, patientId: marked.id } });
    expect(proof).toMatchObject({ callIds: [marked.call.id], removed: { calls: 1, patients: 1 } });
  });

  it('still honours that they have said STOP', async () => {
    await bench.cancel(marked.appointment);
    await erase();
    const { clinicId } = bench.clinic;
    const last = await bench.prisma.inClinic(clinicId, (tx) =>
      bench.get(Consents).present(tx, clinicId, { number: PHONE, purpose: 'text' }),
    );
    expect(last).toMatchObject({ choice: 'refused', number: null });
  });

  it('leaves nobody about whom something new could be written', async () => {
    await bench.cancel(marked.appointment);
    await erase();
    await expect(bench.book({ id: marked.id }, null, 4)).rejects.toThrow(/the patient was erased/);
  });

  it('is refused for visits to come, and changes nothing', async () => {
    const before = await openedMarks();
    expect(await erase()).toEqual({ kind: 'visits_to_come' });
    expect(await openedMarks()).toEqual(before);
  });

  it('is refused while one of their calls goes on', async () => {
    await bench.cancel(marked.appointment);
    const call = await bench.call(PHONE);
    expect(await erase()).toEqual({ kind: 'in_call' });
    await bench.hangUp(call);
    await bench.prisma.outboundCall.updateMany({ data: { status: 'dialling' } });
    expect(await erase()).toEqual({ kind: 'in_call' });
    await bench.prisma.outboundCall.updateMany({ data: { status: 'gave_up' } });
    expect(await erase()).toMatchObject({ kind: 'erased' });
  });

  it.each(['clinic', 'call', 'patient'] as const)('is refused under a legal hold of the %s', async (kind) => {
    await bench.cancel(marked.appointment);
    const before = await openedMarks();
    const { clinicId } = bench.clinic;
    const subject =
      kind === 'clinic'
        ? { kind }
        : kind === 'call'
          ? { kind, callId: marked.call.id }
          : { kind, patientId: marked.id };
    const hold = await bench.get(LegalHolds).place({ clinicId, subject, reason: 'inquiry', actor: DESK });
    expect(await erase()).toEqual({ kind: 'on_legal_hold' });
    expect((await openedMarks()).filter((place) => !place.startsWith('LegalHold'))).toEqual(
      before.filter((place) => !place.startsWith('LegalHold')),
    );
    await bench.get(LegalHolds).release(clinicId, hold.id, DESK);
    expect(await erase()).toMatchObject({ kind: 'erased' });
  });

  it('is done once, and never of somebody whom the clinic does not have', async () => {
    await bench.cancel(marked.appointment);
    await erase();
    expect(await erase()).toMatchObject({ kind: 'already_erased' });
    await bench.newClinic();
    expect(await erase()).toEqual({ kind: 'unknown_patient' });
  });

  it('leaves what others said and are called', async () => {
    await bench.cancel(marked.appointment);
    const { clinicId } = bench.clinic;
    const other = await buildPatient(bench.prisma, bench.clinic, { givenName: 'Bystander', phone: '+15125550173' });
    const call = await bench.call('+15125550173');
    await bench.hangUp(call);
    await erase();
    expect(await bench.prisma.patient.findFirst({ where: { id: other } })).toMatchObject({ givenName: 'Bystander' });
    expect(await bench.prisma.turn.count({ where: { clinicId, callId: call.id } })).toBe(2);
  });

  it('leaves calls over a number that another patient is reached under, too', async () => {
    await bench.cancel(marked.appointment);
    const { clinicId } = bench.clinic;
    await buildPatient(bench.prisma, bench.clinic, { givenName: 'Spouse', phone: PHONE });
    const call = await bench.call(PHONE);
    await bench.hangUp(call);
    await erase();
    expect(await bench.prisma.turn.count({ where: { clinicId, callId: call.id } })).toBe(2);
    expect(await bench.prisma.turn.count({ where: { clinicId, callId: marked.call.id } })).toBe(0);
  });

  it('tells of recordings that the carrier could not delete, and the daily job deletes them, however new they are', async () => {
    await bench.cancel(marked.appointment);
    bench.carrier.faults.order({ method: 'DELETE', path: /^\/Recordings\//, fault: { kind: 'refused', status: 503 } });
    expect(await erase()).toMatchObject({ kind: 'erased', recordingsLeft: 1 });
    expect(bench.shelf.size).toBe(1);
    await bench.get(Retention).run(bench.clinic.clinicId);
    expect(bench.shelf.size).toBe(0);
    expect(await bench.prisma.recording.count({ where: { clinicId: bench.clinic.clinicId } })).toBe(0);
  });
});
