import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { CallsModule } from '../../../src/calls/calls.module.js';
import { CallsService } from '../../../src/calls/calls.service.js';
import type { CallSid, TextId } from '../../../src/common/ids/ids.js';
import { DeskModule } from '../../../src/desk/desk.module.js';
import { DeskTasks } from '../../../src/desk/desk-tasks.service.js';
import { IncomingTexts } from '../../../src/messaging/incoming-texts.service.js';
import { MessagingModule } from '../../../src/messaging/messaging.module.js';
import { TextReceipts } from '../../../src/messaging/text-receipts.service.js';
import { Texts } from '../../../src/messaging/texts.service.js';
import { BookingsService } from '../../../src/scheduling/bookings.service.js';
import { MovesService } from '../../../src/scheduling/moves.service.js';
import { SchedulingModule } from '../../../src/scheduling/scheduling.module.js';
import type { Appointment, StatusChange } from '../../../src/scheduling/scheduling.types.js';
import { VisitsService } from '../../../src/scheduling/visits.service.js';
import { CHOSEN_EVENT_TYPES, webhookBodyOf, type WebhookEventType } from '../../../src/webhooks/webhooks.types.js';
import { buildClinic, buildPatient, type BuiltClinic } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { startApi, type TestApi } from '../../support/test-api.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { buildVisit } from '../../support/visits.js';
import { booked, DESK, NOW, RECEPTIONIST, requestFor, slotAt } from '../scheduling/scheduling-harness.js';

// The parts of the product that change the rows know nothing of webhooks, and are not told of them here.

let database: TestDatabase;
let clock: ManualClock;
let api: TestApi;
let clinic: BuiltClinic;

beforeAll(async () => {
  database = await openTestDatabase();
  clock = new ManualClock(NOW);
  api = await startApi(database, { imports: [SchedulingModule, CallsModule, DeskModule, MessagingModule], clock });
});
afterAll(async () => {
  await api.close();
  await database.close();
});
beforeEach(async () => {
  clinic = await buildClinic(database.prisma);
});

const get: TestApi['app']['get'] = (token: never) => api.app.get(token, { strict: false });

async function subscribe(events: readonly string[] = CHOSEN_EVENT_TYPES, { clinicId } = clinic, active = true) {
  const id = randomUUID();
  await database.prisma.webhookEndpoint.create({
    data: {
      clinicId,
      id,
      url: 'http://127.0.0.1:1',
      events: [...events],
      active,
      secret: 'whsec_c2VjcmV0',
      createdAt: new Date(clock.nowMs()),
    },
  });
  return id;
}

/** What was written down for a clinic since the last time it was asked, each as its receivers will be told. */
async function told({ clinicId } = clinic) {
  const rows = await database.prisma.webhookEvent.findMany({ where: { clinicId } });
  await database.prisma.webhookEvent.deleteMany({ where: { clinicId } });
  return rows.map(({ id, type, at, data }) => {
    const body = { id, type, timestamp: at.toISOString(), clinicId, data };
    // Nothing else is said than what the schema of the type names.
    const schema = webhookBodyOf(type as WebhookEventType);
    const read = schema.strict().parse({ ...body, data: schema.shape.data.strict().parse(data) });
    const told: Record<string, unknown> = read.data;
    return { type: read.type, at: at.toISOString(), data: told };
  });
}

const PATIENT = { givenName: 'Wilhelmina', familyName: 'Quillfeather', phone: '+15550100177' };

const book = async (local = '2026-11-24T10:00', changes = {}): Promise<Appointment> =>
  booked(await get(BookingsService).book(requestFor(clinic, slotAt(clinic, local), { patient: PATIENT, ...changes })));

const visitChange = ({ id }: Pick<Appointment, 'id'>) => ({
  clinicId: clinic.clinicId,
  appointmentId: id,
  callId: null,
  actor: DESK,
  now: NOW,
});

const become = (visit: Pick<Appointment, 'id'>, to: StatusChange['to'], now = NOW) =>
  get(VisitsService).changeStatus({ ...visitChange(visit), to, now });

async function openCall() {
  const { call } = await get(CallsService).open({
    clinicId: clinic.clinicId,
    callSid: `CA${randomUUID().replaceAll('-', '')}` as CallSid,
    fromNumber: '+15550100177',
    toNumber: clinic.number,
    at: clock.now(),
  });
  return call;
}

describe('appointments', () => {
  it('are told of when they are booked, by whatever call', async () => {
    await subscribe();
    const call = await openCall();
    const visit = await book('2026-11-24T10:00', { callId: call.id });
    expect(await told()).toEqual([
      {
        type: 'appointment.booked',
        at: '2026-11-20T15:00:00.000Z',
        data: {
          appointmentId: visit.id,
          status: 'scheduled',
          previousStatus: null,
          startsAt: '2026-11-24T15:00:00.000Z',
          endsAt: '2026-11-24T16:00:00.000Z',
          patientId: visit.patientId,
          providerId: visit.providerId,
          operatoryId: visit.operatoryId,
          typeId: clinic.typeId,
          movedFrom: null,
          cancelledBy: null,
          callId: call.id,
          callSid: call.callSid,
        },
      },
    ]);
  });

  it('are told of once when they are moved, with what they were', async () => {
    await subscribe();
    const visit = await book();
    await told();
    const outcome = await get(MovesService).move({
      ...visitChange(visit),
      slot: slotAt(clinic, '2026-11-25T11:00'),
      idempotencyKey: randomUUID(),
      by: 'patient',
      actor: RECEPTIONIST,
    });
    expect(outcome.kind).toBe('moved');
    expect(await told()).toMatchObject([
      { type: 'appointment.moved', data: { movedFrom: visit.id, status: 'scheduled', patientId: visit.patientId } },
    ]);
  });

  it('are told of when they are cancelled, and by whom', async () => {
    await subscribe();
    const visit = await book();
    await told();
    await get(VisitsService).cancel({ ...visitChange(visit), by: 'patient', actor: RECEPTIONIST });
    expect(await told()).toMatchObject([
      {
        type: 'appointment.cancelled',
        data: { status: 'cancelled', previousStatus: 'scheduled', cancelledBy: 'patient' },
      },
    ]);
  });

  it('are told of with every status, also when it is taken back', async () => {
    await subscribe();
    const visit = await book();
    const begun = visit.startsAt.add({ minutes: 1 });
    for (const to of ['confirmed', 'scheduled', 'no_show', 'arrived', 'seated', 'completed', 'seated'] as const) {
      await become(visit, to, begun);
    }
    const types = (await told()).map(({ type, data }) => `${type} ${String(data.previousStatus)}`);
    expect(types.sort()).toEqual([
      'appointment.arrived no_show',
      'appointment.booked null',
      'appointment.completed seated',
      'appointment.confirmed scheduled',
      'appointment.no_show scheduled',
      'appointment.reopened confirmed',
      'appointment.seated arrived',
      'appointment.seated completed',
    ]);
  });

  it('are told of when they are asked for, and when that is granted', async () => {
    await subscribe();
    const patientId = await buildPatient(database.prisma, clinic);
    const id = await buildVisit(database.prisma, clinic, { patientId, local: '2026-11-24T10:00', status: 'requested' });
    expect(await told()).toMatchObject([{ type: 'appointment.requested', data: { appointmentId: id } }]);
    await become({ id }, 'scheduled');
    expect(await told()).toMatchObject([{ type: 'appointment.booked', data: { previousStatus: 'requested' } }]);
  });

  it('are told of when only their time or place is another one, and not when nothing that is told has changed', async () => {
    await subscribe();
    const { id } = await book();
    await told();
    const endsAt = new Date('2026-11-24T16:30:00Z');
    await database.prisma.appointment.updateMany({ where: { id }, data: { endsAt } });
    expect(await told()).toMatchObject([{ type: 'appointment.changed', data: { endsAt: endsAt.toISOString() } }]);
    await database.prisma.appointment.updateMany({ where: { id }, data: { endsAt, late: true } });
    expect(await told()).toEqual([]);
  });
});

it('tells of a call once it is over, once', async () => {
  await subscribe();
  const call = await openCall();
  expect(await told()).toEqual([]);
  clock.advance(60_000);
  await get(CallsService).close(call, 'caller_hung_up');
  await get(CallsService).close(call, 'failed');
  expect(await told()).toMatchObject([
    {
      type: 'call.completed',
      data: {
        callId: call.id,
        callSid: call.callSid,
        direction: 'inbound',
        outcome: 'caller_hung_up',
        answeredAt: null,
      },
    },
  ]);
});

it('tells of tasks that are opened, done and opened again', async () => {
  await subscribe();
  const call = await openCall();
  await database.prisma.inClinic(clinic.clinicId, (tx) =>
    get(DeskTasks).askToCallBack(tx, {
      clinicId: clinic.clinicId,
      origin: 'message',
      originKey: 'x',
      callId: call.id,
      callerNumber: PATIENT.phone,
      callerName: PATIENT.givenName,
      note: 'Wants Dr. Rivera.',
    }),
  );
  const { id } = await database.prisma.deskTask.findFirstOrThrow({ where: { clinicId: clinic.clinicId } });
  expect(await told()).toMatchObject([
    {
      type: 'task.created',
      data: { taskId: id, kind: 'callback', status: 'open', callSid: call.callSid, doneAt: null },
    },
  ]);
  const doneAt = new Date(clock.nowMs());
  await database.prisma.deskTask.updateMany({ where: { id }, data: { status: 'done', doneAt } });
  expect(await told()).toMatchObject([{ type: 'task.done', data: { taskId: id, doneAt: doneAt.toISOString() } }]);
  await database.prisma.deskTask.updateMany({ where: { id }, data: { status: 'open', doneAt: null } });
  expect(await told()).toMatchObject([{ type: 'task.reopened', data: { taskId: id } }]);
});

it('tells of texts: received, with the carrier, arrived, and lost', async () => {
  await subscribe();
  const sid = () => `SM${randomUUID().replaceAll('-', '')}`;
  const text = { from: PATIENT.phone, to: clinic.number, body: 'Is Wilhelmina due?', optOutType: null };
  await get(IncomingTexts).take({ ...text, carrierSid: sid() });
  const received = (await told()).filter(({ type }) => type.startsWith('message'));
  expect(received).toMatchObject([{ type: 'message.received', data: { direction: 'inbound', status: 'received' } }]);

  const queue = (idempotencyKey: string) =>
    database.prisma.inClinic(clinic.clinicId, (tx) =>
      get(Texts).queue(tx, {
        clinicId: clinic.clinicId,
        kind: 'details',
        to: PATIENT.phone,
        body: 'Test Dental: 1 Test Street.',
        idempotencyKey,
      }),
    );
  await queue('sent');
  expect(await told()).toEqual([]);
  const { id } = await database.prisma.text.findFirstOrThrow({ where: { idempotencyKey: 'sent' } });
  const ref = { clinicId: clinic.clinicId, textId: id as TextId };
  const MessageSid = sid();
  for (const MessageStatus of ['sent', 'delivered']) {
    await get(TextReceipts).take(ref, { MessageSid, MessageStatus, ErrorCode: undefined });
  }
  expect((await told()).map(({ type, data }) => [type, data.messageId]).sort()).toEqual([
    ['message.delivered', id],
    ['message.sent', id],
  ]);
  await queue('lost');
  const lost = await database.prisma.text.findFirstOrThrow({ where: { idempotencyKey: 'lost' } });
  await get(TextReceipts).take(
    { ...ref, textId: lost.id as TextId },
    { MessageSid: sid(), MessageStatus: 'undelivered', ErrorCode: '30003' },
  );
  expect(await told()).toMatchObject([
    { type: 'message.failed', data: { status: 'undelivered', errorCode: '30003', messageId: lost.id } },
  ]);
});

it('says nothing that names anybody', async () => {
  await subscribe();
  const visit = await book();
  await get(VisitsService).cancel({ ...visitChange(visit), by: 'clinic' });
  const text = JSON.stringify(await database.prisma.webhookEvent.findMany({ where: { clinicId: clinic.clinicId } }));
  expect(text).toContain(visit.id);
  for (const mark of [PATIENT.givenName, PATIENT.familyName, '5550100177']) expect(text).not.toContain(mark);
});

describe('what is written', () => {
  const count = ({ clinicId } = clinic) => database.prisma.webhookEvent.count({ where: { clinicId } });

  it('is one event and a delivery for each endpoint that wants it', async () => {
    const both = [await subscribe(['appointment.booked']), await subscribe(['appointment.booked', 'call.completed'])];
    await subscribe(['appointment.cancelled']);
    await book();
    const [event, ...others] = await database.prisma.webhookEvent.findMany({
      where: { clinicId: clinic.clinicId },
      include: { deliveries: true },
    });
    expect(others).toEqual([]);
    expect(event?.deliveries.map(({ endpointId }) => endpointId).sort()).toEqual(both.sort());
    expect(event?.deliveries).toMatchObject([{ status: 'pending' }, { status: 'pending' }]);
  });

  it('is nothing where no endpoint wants it, or none is active, or only another clinic has one', async () => {
    const other = await buildClinic(database.prisma);
    await subscribe(CHOSEN_EVENT_TYPES, other);
    await book('2026-11-24T10:00');
    await subscribe(CHOSEN_EVENT_TYPES, clinic, false);
    await book('2026-11-24T11:00');
    await subscribe(['call.completed']);
    await book('2026-11-24T12:00');
    expect([await count(), await count(other)]).toEqual([0, 0]);
  });

  it('is gone with a change that is rolled back', async () => {
    await subscribe();
    const patientId = await buildPatient(database.prisma, clinic);
    const undone = database.prisma.inClinic(clinic.clinicId, async (tx) => {
      const change = Temporal.Instant.from('2026-11-24T15:00:00Z');
      const at = new Date(change.epochMilliseconds);
      await tx.appointment.create({
        data: {
          clinicId: clinic.clinicId,
          id: randomUUID(),
          patientId,
          typeId: clinic.typeId,
          providerId: clinic.providerIds[0] ?? '',
          operatoryId: clinic.operatoryIds[0] ?? '',
          startsAt: at,
          endsAt: new Date(at.getTime() + 3_600_000),
          status: 'scheduled',
          createdAt: at,
          changedAt: at,
        },
      });
      expect(await tx.webhookEvent.count({ where: { clinicId: clinic.clinicId } })).toBe(1);
      throw new Error('changed our mind');
    });
    await expect(undone).rejects.toThrow('changed our mind');
    expect(await count()).toBe(0);
  });
});
