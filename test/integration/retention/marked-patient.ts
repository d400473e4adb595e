import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { Call } from '../../../src/calls/calls.types.js';
import { BlockedNumbers } from '../../../src/clinics/blocked-numbers.service.js';
import { Consents } from '../../../src/compliance/consent/consents.service.js';
import { LegalHolds } from '../../../src/compliance/retention/legal-holds.service.js';
import type { PatientId } from '../../../src/common/ids/ids.js';
import { DeskTasks } from '../../../src/desk/desk-tasks.service.js';
import { BookingTexts } from '../../../src/messaging/booking-texts.service.js';
import { IncomingTexts } from '../../../src/messaging/incoming-texts.service.js';
import { OutboundCalls } from '../../../src/outbound/outbound-calls.service.js';
import type { Appointment } from '../../../src/scheduling/scheduling.types.js';
import { Waitlist } from '../../../src/waitlist/waitlist.service.js';
import { buildPatient } from '../../support/builders.js';
import { newSid } from '../messaging/text-carrier.js';
import { DESK, NOW, type RecordsBench } from './records-bench.js';

/** Stands in everything that the person says or that is written about them. */
const WORD = 'xqzmark';

/** Said wherever they can say something: nobody keeps it. */
export const CARD = '4111 1111 1111 1111';

export const PHONE = '+15125559871';
/** Given on the waiting list, and on no record. */
export const OTHER_PHONE = '+15125559872';

/** Whatever of them is found in a dump identifies them. */
export const MARKS = ['Zyxwilhelm', 'Qorvathsen', '5125559871', '5125559872', '1983-07-19', 'zq.mail', WORD];

export interface MarkedPatient {
  id: PatientId;
  call: Call;
  appointment: Appointment;
  recordingSid: string;
}

/** Somebody about whom everything is kept that can be, by the ways in which the product comes to know it. */
export async function markedPatient(bench: RecordsBench): Promise<MarkedPatient> {
  const { clinic, prisma } = bench;
  const { clinicId } = clinic;
  const name = { givenName: 'Zyxwilhelm', familyName: 'Qorvathsen' };
  const call = await bench.call(PHONE, `Zyxwilhelm Qorvathsen 1983-07-19 ${WORD} ${CARD}`);
  const recordingSid = await bench.recorded(call);
  const birthDate = Temporal.PlainDate.from('1983-07-19');
  const patient = { ...name, familyName: `Qorvathsen ${CARD}`, phone: PHONE, birthDate, email: 'zq.mail@example.test' };
  const appointment = await bench.book(patient, call, 3);
  const id = appointment.patientId;
  await prisma.inClinic(clinicId, async (tx) => {
    const tellDesk = { clinicId, origin: 'message', originKey: randomUUID(), callId: call.id } as const;
    const caller = { callerNumber: PHONE, callerName: `Zyxwilhelm ${CARD}`, note: `${WORD} note ${CARD}` };
    await bench.get(DeskTasks).leave(tx, 'question', { ...tellDesk, ...caller });
    const who = { id: clinicId, name: 'Test Dental', timeZone: clinic.timeZone };
    const news = { clinic: who, appointment, to: PHONE, callId: call.id };
    await bench.get(BookingTexts).confirm(tx, news);
    await bench.get(OutboundCalls).order(tx, {
      ...{ clinicId, to: PHONE, purpose: 'reminder', idempotencyKey: randomUUID(), actor: DESK },
      opening: `Hello Zyxwilhelm, ${WORD} ${CARD}`,
      notBefore: Temporal.Instant.from(NOW).add({ hours: 24 }),
    });
  });
  for (const body of [`${WORD} text ${CARD}`, 'STOP']) {
    const text = { carrierSid: newSid(), from: PHONE, to: clinic.number, body, optOutType: null };
    await bench.get(IncomingTexts).take(text);
  }
  await bench.get(Waitlist).add({
    ...{ clinicId, patient: { id }, typeId: clinic.typeId, providerId: null, appointmentId: null },
    ...{ fromDay: Temporal.PlainDate.from('2026-11-20'), untilDay: Temporal.PlainDate.from('2026-12-20') },
    ...{ weekdays: [1, 2, 3, 4, 5, 6, 7], earliestMinute: 0, latestMinute: 1440, minNoticeMinutes: 120 },
    ...{ phone: OTHER_PHONE, callId: call.id, actor: DESK, now: bench.clock.now() },
  });
  await keptByOthers(bench, id, call);
  await bench.hangUp(call);
  return { id, call, appointment, recordingSid };
}

/** Rows of which the ways in are long, or not built yet. */
async function keptByOthers(bench: RecordsBench, patientId: PatientId, call: Call) {
  const { prisma, clinic } = bench;
  const { clinicId, typeId } = clinic;
  const [at, callId] = [new Date(NOW), call.id];
  await prisma.callIdentity.create({ data: { clinicId, callId, patientId, proof: 'registered', verifiedAt: at } });
  const attempt = { kind: 'details', succeeded: true, callerNumber: PHONE, at };
  await prisma.identityAttempt.create({ data: { clinicId, id: randomUUID(), callId, ...attempt } });
  const code = { codeHash: 'hash', createdAt: at, expiresAt: at };
  await prisma.identityCode.create({ data: { clinicId, id: randomUUID(), callId, patientId, ...code } });
  await bench.get(BlockedNumbers).add({ clinicId, actor: DESK }, { number: PHONE, reason: `${WORD} rude ${CARD}` });
  const signed = { kind: 'paper', reference: `F-${WORD}` } as const;
  await prisma.inClinic(clinicId, (tx) =>
    bench.get(Consents).record(tx, {
      ...{ clinicId, number: PHONE, purpose: 'call', choice: 'given', channel: 'staff', evidence: signed },
      ...{ at: bench.clock.now(), actor: DESK },
    }),
  );
  const recall = { intervalMonths: 6, dueOn: at, status: 'open', createdAt: at };
  await prisma.recall.create({ data: { clinicId, id: randomUUID(), patientId, typeId, ...recall } });
  const representativeId = await buildPatient(prisma, clinic);
  const link = { representativeId, relation: 'guardian', createdAt: at };
  await prisma.patientRepresentative.create({ data: { clinicId, patientId, ...link } });
  const [entry] = await prisma.waitlistEntry.findMany({ where: { clinicId, patientId } });
  if (!entry) throw new Error('not on the waiting list');
  const [providerId, operatoryId] = [clinic.providerIds[0] ?? '', clinic.operatoryIds[0] ?? ''];
  const offered = { startsAt: new Date('2026-11-24T15:00:00Z'), endsAt: new Date('2026-11-24T16:00:00Z') };
  const offer = { phone: OTHER_PHONE, status: 'declined', offeredAt: at, answerBy: at, closedAt: at, ...offered };
  const of = { clinicId, id: randomUUID(), entryId: entry.id, typeId, providerId, operatoryId };
  await prisma.waitlistOffer.create({ data: { ...of, ...offer } });
  const request = { actorId: randomUUID(), keyIndex: 'key', requestIndex: 'request', startedAt: at, finishedAt: at };
  // An answer says again what stands on a record.
  const answer = { status: 201, body: 'Zyxwilhelm' };
  await prisma.idempotentRequest.create({ data: { clinicId, id: randomUUID(), ...request, ...answer } });
  const holds = bench.get(LegalHolds);
  const subject = { kind: 'patient', patientId } as const;
  const hold = await holds.place({ clinicId, subject, reason: `${WORD} ${CARD}`, actor: DESK });
  await holds.release(clinicId, hold.id, DESK);
}
