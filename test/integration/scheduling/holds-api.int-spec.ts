import { randomUUID } from 'node:crypto';
import type { AccountId, HoldId, PatientId } from '../../../src/common/ids/ids.js';
import { Precondition } from '../../../src/common/http/etag.js';
import { scopesOf } from '../../../src/common/http/access.policy.js';
import { AppointmentItem } from '../../../src/scheduling/appointment-list.types.js';
import { HoldItem, HoldPage } from '../../../src/scheduling/slot-holds.types.js';
import { SlotHolds } from '../../../src/scheduling/slot-holds.service.js';
import { buildCall, buildClinic } from '../../support/builders.js';
import { grantKey } from '../../support/test-api.js';
import { at, patientIn, shaped, useDeskApi, type Answer, type Key } from './desk-api-harness.js';
import { slotAt } from './scheduling-harness.js';

const desk = useDeskApi();
const TEN = '2026-11-24T10:00';

let wish: { typeId: string; providerId: string | undefined; startsAt: string };
let patientId: PatientId;

beforeEach(async () => {
  wish = { typeId: desk.clinic.typeId, providerId: desk.clinic.providerIds[0], startsAt: at(desk, TEN) };
  patientId = await patientIn(desk);
});

const hold = (more: object = {}, headers: Key = {}): Promise<Answer> =>
  desk.ask('POST', '/holds', { ...wish, ...more }, headers);
const book = (more: object = {}, headers: Key = {}): Promise<Answer> =>
  desk.ask('POST', '/appointments', { ...wish, patientId, ...more }, headers);

async function held(more: object = {}): Promise<HoldItem> {
  const answer = await hold(more);
  expect(answer.status).toBe(201);
  return shaped(HoldItem, answer);
}

const TAKEN = { status: 409, body: { code: 'scheduling/slot_taken' } };
const GONE = { status: 409, body: { code: 'scheduling/hold_gone' } };
const NOT_FOUND = { status: 404, body: { code: 'scheduling/hold_not_found' } };

it('keeps a time for some minutes, from everybody', async () => {
  const item = await held();
  expect(item).toMatchObject({
    startsAtLocal: '2026-11-24T10:00:00-05:00',
    endsAtLocal: '2026-11-24T11:00:00-05:00',
    heldBy: { kind: 'api_key' },
    createdAt: desk.clock.now().toString(),
    expiresAt: desk.clock.now().add({ minutes: 5 }).toString(),
    provider: { id: wish.providerId, name: 'Dr. 1' },
    operatory: { name: 'Room 1' },
  });
  const colleague = await grantKey(desk.database, desk.clinic.clinicId);
  for (const headers of [desk.key, colleague]) {
    expect(await hold({}, headers)).toMatchObject(TAKEN);
    const refused = await book({}, headers);
    expect(refused).toMatchObject({ ...TAKEN, body: { alternatives: [{}, {}, {}] } });
  }
  const one = await desk.ask('GET', `/holds/${item.id}`);
  expect(shaped(HoldItem, one)).toEqual(item);
  expect(shaped(HoldPage, await desk.ask('GET', '/holds', undefined, colleague)).items).toEqual([item]);
});

it('is used up by the booking that names it, in the room that was held', async () => {
  const [, operatoryId] = desk.clinic.operatoryIds;
  const { id } = await held({ operatoryId });
  const visit = shaped(AppointmentItem, await book({ holdId: id }));
  expect(visit).toMatchObject({ operatoryId, startsAt: wish.startsAt });
  expect(await desk.ask('GET', `/holds/${id}`)).toMatchObject(NOT_FOUND);
  expect(await book({ holdId: id, patientId: await patientIn(desk) })).toMatchObject(GONE);
});

it('takes a visit along to its new time', async () => {
  const { id } = shaped(AppointmentItem, await book({ startsAt: at(desk, '2026-11-23T09:00') }));
  const { id: holdId } = await held();
  expect(await desk.ask('POST', `/appointments/${id}/move`, { startsAt: wish.startsAt })).toMatchObject(TAKEN);
  const moved = await desk.ask('POST', `/appointments/${id}/move`, { startsAt: wish.startsAt, holdId });
  expect(moved).toMatchObject({ status: 201, body: { startsAt: wish.startsAt, movedFrom: id } });
});

it("stands in nobody's way once it has expired, and gives no claim", async () => {
  const { id } = await held({ forMinutes: 1 });
  desk.clock.advance(60_000);
  expect(await desk.ask('GET', `/holds/${id}`)).toMatchObject(NOT_FOUND);
  expect(shaped(HoldPage, await desk.ask('GET', '/holds')).items).toEqual([]);
  expect(await book({ holdId: id })).toMatchObject(GONE);
  await held();
  expect(await desk.database.prisma.hold.count({ where: { id } })).toBe(0);
});

it('is of another time, type, provider or room than the booking', async () => {
  const { id: holdId } = await held();
  const [, providerId] = desk.clinic.providerIds;
  const [, operatoryId] = desk.clinic.operatoryIds;
  for (const other of [{ startsAt: at(desk, '2026-11-24T10:15') }, { providerId }, { operatoryId }]) {
    const refused = { status: 400, body: { errors: [{ field: '/holdId' }] } };
    expect(await book({ holdId, ...other })).toMatchObject(refused);
  }
  expect(await book({ holdId: randomUUID() })).toMatchObject(GONE);
});

describe('releasing', () => {
  it('frees the time at once', async () => {
    const { id } = await held();
    const { etag } = await desk.ask('GET', `/holds/${id}`);
    const stale = { 'if-match': '"stale"' };
    expect((await desk.ask('DELETE', `/holds/${id}`, undefined, stale)).status).toBe(412);
    expect((await desk.ask('DELETE', `/holds/${id}`, undefined, { 'if-match': etag })).status).toBe(204);
    expect(await desk.ask('DELETE', `/holds/${id}`)).toMatchObject(NOT_FOUND);
    expect((await book()).status).toBe(201);
  });

  it("is up to who holds it, and needs a hold of the clinic's own", async () => {
    const { id } = await held();
    const ofAnother = { status: 409, body: { code: 'scheduling/hold_of_another' } };
    const colleague = await grantKey(desk.database, desk.clinic.clinicId);
    expect(await desk.ask('DELETE', `/holds/${id}`, undefined, colleague)).toMatchObject(ofAnother);
    expect(await book({ holdId: id }, colleague)).toMatchObject(ofAnother);
    const elsewhere = await grantKey(desk.database, (await buildClinic(desk.database.prisma)).clinicId);
    expect(await desk.ask('DELETE', `/holds/${id}`, undefined, elsewhere)).toMatchObject(NOT_FOUND);
    expect(shaped(HoldPage, await desk.ask('GET', '/holds', undefined, elsewhere)).items).toEqual([]);
  });
});

it("shows callers' holds, which are theirs to keep", async () => {
  const { clinicId } = desk.clinic;
  const callId = await buildCall(desk.database.prisma, desk.clinic);
  const now = desk.clock.now();
  const slot = slotAt(desk.clinic, TEN);
  await desk.scheduling.holds.hold({ clinicId, owner: { callId }, slot, expiresAt: now.add({ minutes: 9 }), now });
  const [item] = shaped(HoldPage, await desk.ask('GET', '/holds')).items;
  expect(item).toMatchObject({ heldBy: { kind: 'call', id: callId } });
  expect((await desk.ask('DELETE', `/holds/${item?.id ?? ''}`)).status).toBe(409);
  expect(await book()).toMatchObject(TAKEN);
});

it('comes in pages in order of time', async () => {
  const times = ['2026-11-25T09:00', '2026-11-24T12:00', '2026-11-24T09:00'];
  for (const local of times) await held({ startsAt: at(desk, local) });
  const first = shaped(HoldPage, await desk.ask('GET', '/holds?limit=2'));
  const second = shaped(HoldPage, await desk.ask('GET', `/holds?limit=2&cursor=${first.nextCursor ?? ''}`));
  expect([...first.items, ...second.items].map(({ startsAt }) => startsAt)).toEqual(
    times.map((local) => at(desk, local)).reverse(),
  );
  expect(second.nextCursor).toBeNull();
});

it('is refused when a key holds too many, two at once included', async () => {
  const { id } = await held();
  const row = await desk.database.prisma.hold.findFirstOrThrow({ where: { id } });
  await desk.database.prisma.hold.createMany({
    data: Array.from({ length: 48 }, () => ({ ...row, id: randomUUID() })),
  });
  const times = ['2026-11-24T12:00', '2026-11-24T14:00'];
  const answers = await Promise.all(times.map((local) => hold({ startsAt: at(desk, local) })));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'scheduling/too_many_holds' });
  desk.clock.advance(5 * 60_000);
  await held({ startsAt: at(desk, '2026-11-24T15:00') });
});

it('is one of two for one time', async () => {
  const answers = await Promise.all([hold(), hold({ providerId: desk.clinic.providerIds[0] })]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
});

it('may be held by somebody of the staff, and stands in the trail', async () => {
  const { clinicId } = desk.clinic;
  const id = randomUUID() as AccountId;
  const createdAt = new Date(0);
  const account = { id, email: `${id}@desk.example`, name: 'Ana', passwordHash: 'scrypt$', createdAt };
  await desk.database.prisma.account.create({ data: account });
  await desk.database.prisma.membership.create({ data: { clinicId, accountId: id, role: 'front_desk', createdAt } });
  const principal = { clinicId, actor: { kind: 'staff' as const, id }, scopes: scopesOf('front_desk'), sessionId: id };
  const holds = desk.api.app.get(SlotHolds);
  const slot = slotAt(desk.clinic, TEN);
  const item = await holds.hold(principal, {
    typeId: slot.typeId,
    providerId: slot.providerId,
    startsAt: slot.startsAt,
    forMinutes: 30,
  });
  expect(item).toMatchObject({
    heldBy: { kind: 'staff', id },
    expiresAt: desk.clock.now().add({ minutes: 30 }).toString(),
  });
  expect((await desk.ask('DELETE', `/holds/${item.id}`)).status).toBe(409);
  await holds.release(principal, item.id as HoldId, Precondition.NONE);
  const entries = await desk.database.prisma.auditEntry.findMany({
    where: { subjectId: item.id },
    orderBy: { seq: 'asc' },
  });
  expect(entries.map(({ action, actorId }) => [action, actorId])).toEqual([
    ['hold.placed', id],
    ['hold.released', id],
  ]);
});

it.each([
  [{ forMinutes: 0 }, '/forMinutes'],
  [{ forMinutes: 31 }, '/forMinutes'],
  [{ startsAt: '2026-11-24T10:00' }, '/startsAt'],
  [{ startsAt: '2026-11-20T14:45:00Z' }, '/startsAt'],
  [{ providerId: randomUUID() }, '/providerId'],
  [{ providerId: undefined }, '/providerId'],
  [{ operatoryId: randomUUID() }, '/operatoryId'],
  [{ note: 'x' }, ''],
])('refuses %j', async (more, field) => {
  expect(await hold(more)).toMatchObject({ status: 400, body: { errors: [{ field }] } });
});
