import { randomUUID } from 'node:crypto';
import { Consents } from '../../../src/compliance/consent/consents.service.js';
import { MessagingModule } from '../../../src/messaging/messaging.module.js';
import { buildCall, buildClinic, buildPatient, type BuiltClinic } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { grantKey, startApi, type TestApi } from '../../support/test-api.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

const PHONE = '+15125550143';
let database: TestDatabase;
let clock: ManualClock;
let api: TestApi;
let clinic: BuiltClinic;
let key: { authorization: string };
let theirs: { authorization: string };

beforeAll(async () => {
  database = await openTestDatabase();
  clock = new ManualClock();
  api = await startApi(database, { imports: [MessagingModule], clock });
});
afterAll(async () => {
  await api.close();
  await database.close();
});
beforeEach(async () => {
  clinic = await buildClinic(database.prisma);
  key = await grantKey(database, clinic.clinicId);
  theirs = await grantKey(database, (await buildClinic(database.prisma)).clinicId);
});

interface Message {
  id: string;
  status: string;
  body: string | null;
}
async function send(body: object, headers: Record<string, string> = {}) {
  const response = await api.send('POST', '/api/v1/messages', body, { ...key, ...headers });
  return { status: response.status, message: (await response.json()) as Message & { code: string } };
}
async function list(query = '', headers = key) {
  const response = await api.get(`/api/v1/messages${query}`, headers);
  return (await response.json()) as { items: Message[]; nextCursor: string | null };
}
const texts = () => database.prisma.text.findMany({ where: { clinicId: clinic.clinicId } });
const jobs = (textId: string) =>
  database.prisma.$queryRaw<unknown[]>`SELECT FROM pgboss.job WHERE data->>'textId' = ${textId}`;
const entries = (action: string) =>
  database.prisma.auditEntry.findMany({ where: { clinicId: clinic.clinicId, action }, orderBy: { seq: 'desc' } });

async function stored(changes: Partial<Parameters<typeof database.prisma.text.create>[0]['data']> = {}) {
  clock.advance(1000);
  const id = randomUUID();
  const at = new Date(clock.nowMs());
  await database.prisma.text.create({
    data: {
      ...{ clinicId: clinic.clinicId, id, direction: 'outbound', kind: 'confirmation', status: 'sent' },
      ...{ ourNumber: clinic.number, theirNumber: PHONE, body: 'See you.', idempotencyKey: id },
      ...{ createdAt: at, updatedAt: at },
      ...changes,
    } as Parameters<typeof database.prisma.text.create>[0]['data'],
  });
  return id;
}

describe('a text of the staff', () => {
  it('goes into the outbox, once, with who wrote it', async () => {
    const patientId = await buildPatient(database.prisma, clinic, { phone: PHONE });
    const once = { 'idempotency-key': randomUUID() };
    const { status, message } = await send({ patientId, body: 'Your card 4111 1111 1111 1111 is here.' }, once);
    expect([status, message]).toEqual([
      202,
      expect.objectContaining({
        ...{ direction: 'outbound', kind: 'staff', status: 'queued', theirNumber: PHONE, ourNumber: clinic.number },
        ...{ body: 'Your card [card number] is here.', segments: 1, timeZone: 'America/New_York' },
      }),
    ]);
    expect((await send({ patientId, body: 'Your card 4111 1111 1111 1111 is here.' }, once)).message).toEqual(message);
    expect(await texts()).toHaveLength(1);
    expect(await jobs(message.id)).toHaveLength(1);
    expect(await entries('text.queued')).toMatchObject([{ actorKind: 'api_key', patientIds: [patientId] }]);
    const read = await api.get(`/api/v1/messages/${message.id}`, key);
    expect(await read.json()).toEqual(message);
    expect(await entries('text.read')).toMatchObject([{ subjectId: message.id, patientIds: [patientId] }]);
  });

  it('is not written for who wants no texts, nor where the clinic’s don’t go, nor for a clinic without a number', async () => {
    await database.prisma.inClinic(clinic.clinicId, (tx) =>
      api.app.get(Consents, { strict: false }).record(tx, {
        clinicId: clinic.clinicId,
        ...{ number: PHONE, purpose: 'text', choice: 'refused', channel: 'text', at: clock.now() },
        ...{ evidence: { kind: 'text', id: 'x' }, actor: { kind: 'system', id: 'test' } },
      }),
    );
    expect(await send({ to: PHONE, body: 'Hello.' })).toMatchObject({
      status: 409,
      message: { code: 'messaging/unwanted' },
    });
    expect(await send({ to: '+18765551234', body: 'Hello.' })).toMatchObject({
      status: 409,
      message: { code: 'messaging/out_of_bounds' },
    });
    await database.prisma.phoneNumber.deleteMany({ where: { clinicId: clinic.clinicId } });
    expect(await send({ to: '+15125550144', body: 'Hello.' })).toMatchObject({
      status: 409,
      message: { code: 'messaging/no_number' },
    });
    expect(await texts()).toEqual([]);
  });

  it.each([
    ['nobody', { body: 'Hello.' }, 'to'],
    ['two at once', { to: PHONE, patientId: randomUUID(), body: 'Hello.' }, 'to'],
    ['a number that is none', { to: '555', body: 'Hello.' }, 'to'],
    ['somebody unknown', { patientId: randomUUID(), body: 'Hello.' }, 'patientId'],
    ['too long', { to: PHONE, body: 'a'.repeat(613) }, 'body'],
    ['too long with an emoji', { to: PHONE, body: `${'a'.repeat(267)}🦷` }, 'body'],
  ])('is refused for %s', async (_what, body, field) => {
    const { status, message } = await send(body);
    expect([status, message]).toEqual([
      400,
      expect.objectContaining({ errors: [expect.objectContaining({ field: `/${field}` })] }),
    ]);
  });

  it('does not go to a patient without a number, or to the clinic itself', async () => {
    const patientId = await buildPatient(database.prisma, clinic);
    expect((await send({ patientId, body: 'Hello.' })).status).toBe(400);
    expect((await send({ to: clinic.number, body: 'Hello.' })).status).toBe(400);
    expect((await send({ to: PHONE, body: 'a'.repeat(612) })).status).toBe(202);
  });
});

describe('the list of texts', () => {
  it('is the newest first, page by page, and shows codes to nobody', async () => {
    const patientId = await buildPatient(database.prisma, clinic, { phone: PHONE });
    const [first, code, last] = [
      await stored(),
      await stored({ kind: 'code', status: 'queued', body: 'Your code is 123456.' }),
      await stored({ direction: 'inbound', kind: 'received', status: 'received', body: 'C' }),
    ];
    const begin = await list('?limit=2');
    expect(begin.items.map(({ id, body }) => [id, body])).toEqual([
      [last, 'C'],
      [code, null],
    ]);
    const rest = await list(`?limit=2&cursor=${begin.nextCursor}`);
    expect([rest.items.map(({ id }) => id), rest.nextCursor]).toEqual([[first], null]);
    expect(await entries('texts.listed')).toMatchObject([{ patientIds: [patientId] }]);
  });

  it('is filtered, and is of one clinic', async () => {
    const callId = await buildCall(database.prisma, clinic);
    const { callSid } = await database.prisma.call.findFirstOrThrow({ where: { id: callId } });
    const about = await stored({ callId, kind: 'details' });
    const received = await stored({ direction: 'inbound', kind: 'received', status: 'received' });
    const { createdAt } = await database.prisma.text.findFirstOrThrow({ where: { id: received } });
    for (const query of [`callSid=${callSid}`, 'kind=details', 'direction=outbound', 'status=sent']) {
      expect([query, (await list(`?${query}`)).items.map(({ id }) => id)]).toEqual([query, [about]]);
    }
    expect((await list(`?createdAfter=${createdAt.toISOString()}`)).items.map(({ id }) => id)).toEqual([received]);
    expect((await list(`?createdBefore=${createdAt.toISOString()}`)).items.map(({ id }) => id)).toEqual([about]);
    expect((await list(`?appointmentId=${randomUUID()}`)).items).toEqual([]);
    expect((await list('', theirs)).items).toEqual([]);
    expect((await api.get(`/api/v1/messages/${about}`, theirs)).status).toBe(404);
    expect((await api.get('/api/v1/messages?to=5125550143', key)).status).toBe(400);
  });
});
