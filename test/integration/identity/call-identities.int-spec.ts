import { randomUUID } from 'node:crypto';
import type { AppointmentId, PatientId } from '../../../src/common/ids/ids.js';
import type { VerifiedPatient } from '../../../src/identity/identity.types.js';
import { booked, NOW, requestFor, slotAt } from '../scheduling/scheduling-harness.js';
import { useIdentity, type Caller } from './identity-harness.js';

const bench = useIdentity();

const MARIA = { name: 'Maria Lopez', birthDate: '1985-03-04', phone: '+15125550143' };
const RIGHT = { callerName: 'Maria Lopez', birthDate: '1985-03-04', phone: MARIA.phone };
const UNKNOWN = randomUUID();

let maria: PatientId;
let jon: PatientId;
let caller: Caller;
beforeEach(async () => {
  maria = await bench.person(MARIA);
  jon = await bench.person({ ...MARIA, name: 'Jon Lopez', birthDate: '1984-01-01' });
  caller = await bench.call();
  await caller.verify(RIGHT);
});

const access = () => ({ clinicId: bench.clinic.clinicId, callId: caller.callId, tool: 'list_appointments', now: NOW });
const patient = (patientId: string): Promise<VerifiedPatient | null> =>
  bench.identities.requirePatient({ ...access(), patientId });
const visit = (appointmentId: string) => bench.identities.requireVisit({ ...access(), appointmentId });

const book = async (patientId: PatientId, local: string, callId: Caller['callId'] | null) =>
  booked(
    await bench.scheduling.bookings.book({
      ...requestFor(bench.clinic, slotAt(bench.clinic, local)),
      patient: { id: patientId },
      callId,
    }),
  );

const refusals = async () =>
  (await bench.audited('patient.access_refused')).map(({ detail, subjectId }) => ({ detail, subjectId }));

it('opens a verified patient, with how they are reached', async () => {
  expect(await patient(maria)).toEqual({
    patientId: maria,
    givenName: 'Maria',
    familyName: 'Lopez',
    phone: MARIA.phone,
    proof: 'phone_on_file',
  });
  expect(await patient(maria.toUpperCase())).toMatchObject({ patientId: maria });
  expect(await refusals()).toEqual([]);
});

it('refuses everybody else, writes it down, and names only a patient of this clinic', async () => {
  const elsewhere = await bench.elsewhere(() => bench.person(MARIA));
  const ids = [jon, elsewhere, UNKNOWN, 'patient-1', '', "' OR true --", `${maria}\n`];
  for (const id of ids) expect(await patient(id)).toBeNull();
  const refused = (detail: object) => ({ detail: { tool: 'list_appointments', ...detail }, subjectId: caller.callId });
  expect(await refusals()).toEqual([refused({ patientId: jon }), ...ids.slice(1).map(() => refused({}))]);
  expect(await bench.counted('crownline_patient_access_refused_total')).toEqual({ list_appointments: ids.length });
});

it('refuses a patient of another call, and all of them before anybody is verified', async () => {
  caller = await bench.call();
  expect(await patient(maria)).toBeNull();
  expect(await refusals()).toHaveLength(1);
});

it('opens visits of a verified patient and those that this call has booked', async () => {
  const theirs = await book(maria, '2026-11-23T10:00', null);
  const bookedHere = await book(jon, '2026-11-24T10:00', caller.callId);
  expect(await visit(theirs.id)).toMatchObject({ id: theirs.id, patientId: maria });
  expect(await visit(bookedHere.id)).toMatchObject({ id: bookedHere.id, patientId: jon });
  expect(await refusals()).toEqual([]);
  const shown = await bench.audited('appointment.read');
  expect(shown.map(({ subjectId, patientIds, callId }) => ({ subjectId, patientIds, callId }))).toEqual([
    { subjectId: theirs.id, patientIds: [maria], callId: caller.callId },
    { subjectId: bookedHere.id, patientIds: [jon], callId: caller.callId },
  ]);
});

it('refuses visits of others, booked by nobody or in another call, like one that does not exist', async () => {
  const byTheDesk = await book(jon, '2026-11-23T10:00', null);
  const another = await bench.call();
  const inAnotherCall = await book(jon, '2026-11-24T10:00', another.callId);
  const ids = [byTheDesk.id, inAnotherCall.id, UNKNOWN as AppointmentId, 'visit-1'];
  for (const id of ids) expect(await visit(id)).toBeNull();
  const refused = (detail: object) => ({ detail: { tool: 'list_appointments', ...detail }, subjectId: caller.callId });
  expect(await refusals()).toEqual([
    refused({ appointmentId: byTheDesk.id }),
    refused({ appointmentId: inAnotherCall.id }),
    refused({}),
    refused({}),
  ]);
});
