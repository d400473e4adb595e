import { randomUUID } from 'node:crypto';
import { Injectable, Module, type OnModuleInit } from '@nestjs/common';
import { clinicRenamed } from '../../../src/clinics/clinics.jobs.js';
import { ClinicsModule } from '../../../src/clinics/clinics.module.js';
import { ClinicsService } from '../../../src/clinics/clinics.service.js';
import { encodeCursor } from '../../../src/common/http/cursor.codec.js';
import { KeptBlockedNumbers } from '../../../src/clinics/kept-blocked-numbers.repository.js';
import type { PatientId } from '../../../src/common/ids/ids.js';
import { RecordKeepers } from '../../../src/compliance/records/record-keepers.service.js';
import { JobQueue } from '../../../src/jobs/job-queue.service.js';
import { JobsModule } from '../../../src/jobs/jobs.module.js';
import { ApiClient, type PageBody } from '../../support/api-client.js';
import { buildCall, buildClinic, buildPatient, type BuiltClinic } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { grantKey, startApi, type TestApi } from '../../support/test-api.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

let database: TestDatabase;
let clock: ManualClock;
let clinic: BuiltClinic;
let other: BuiltClinic;
let api: TestApi;
let ours: ApiClient;
let theirs: ApiClient;
let tellRenamed: (clinicId: string) => void;
const renamed = new Promise<string>((resolve) => (tellRenamed = resolve));

/** In place of what makes the lines of a clinic. */
@Injectable()
class Listener implements OnModuleInit {
  constructor(private readonly jobs: JobQueue) {}

  onModuleInit(): void {
    this.jobs.handle(clinicRenamed, ({ clinicId }) => {
      tellRenamed(clinicId);
      return Promise.resolve();
    });
  }
}

@Module({ imports: [JobsModule], providers: [Listener] })
class ListenerModule {}

beforeAll(async () => {
  database = await openTestDatabase();
  clock = new ManualClock('2026-11-20T15:00:00Z');
  clinic = await buildClinic(database.prisma);
  other = await buildClinic(database.prisma);
  api = await startApi(database, { imports: [ClinicsModule, ListenerModule], clock });
  ours = new ApiClient(api, await grantKey(database, clinic.clinicId));
  theirs = new ApiClient(api, await grantKey(database, other.clinicId));
});
afterAll(async () => {
  await api.close();
  await database.close();
});

/** What is on record about a clinic's rows of one kind of action. */
async function trail(prefix: string) {
  const entries = await database.prisma.auditEntry.findMany({
    where: { clinicId: clinic.clinicId, action: { startsWith: prefix } },
    orderBy: { seq: 'asc' },
  });
  return entries.map(({ action, detail, patientIds }) => [action, detail, ...patientIds]);
}

describe('the settings of a clinic', () => {
  const path = () => `/api/v1/clinics/${clinic.clinicId}`;
  const change = (body: object) => ours.ask<Record<string, unknown>>('PATCH', path(), body);
  const refused = (body: object) => ours.refusal('PATCH', path(), body);

  it('are those of the clinic that the key is for', async () => {
    const { body: list } = await ours.ask<PageBody<{ id: string }>>('GET', '/api/v1/clinics');
    expect(list).toMatchObject({ items: [{ id: clinic.clinicId, name: 'Test Dental' }], nextCursor: null });
    expect((await ours.ask('GET', path())).body).toEqual(list.items[0]);
    const after = encodeCursor({ id: clinic.clinicId });
    expect((await ours.ask('GET', `/api/v1/clinics?cursor=${after}`)).body).toEqual({ items: [], nextCursor: null });
    expect(list.items[0]).toMatchObject({ slotMinutes: 15, maxConcurrentCalls: null, outboundFromMinute: 540 });
  });

  it('are changed together, for the next call that a running process takes, with their names on record', async () => {
    const before = await api.app.get(ClinicsService).findByNumber(clinic.number);
    expect(before).toMatchObject({ overflow: 'message', deskNumber: null });
    const wanted = {
      deskNumber: '+15125550177',
      overflow: 'ring_desk',
      onCallNumber: '+15125550178',
      acceptsCalls: false,
      afterHours: 'take_messages',
      deskAnswers: 'always',
      transferMode: 'warm',
      transferUnanswered: 'agent',
      recording: 'announced',
      maxCallMinutes: 45,
      maxCallTools: 100,
      maxCallTokens: 500_000,
      maxConcurrentCalls: 3,
      directions: 'Past the mill.',
      parking: 'Behind the house.',
    };
    const { status, body, etag } = await change(wanted);
    expect(status).toBe(200);
    expect(body).toMatchObject(wanted);
    expect(await ours.ask('GET', path())).toEqual({ status: 200, body, etag });
    expect(await api.app.get(ClinicsService).findByNumber(clinic.number)).toMatchObject(wanted);
    expect(await trail('clinic.')).toEqual([['clinic.changed', { fields: Object.keys(wanted).sort().join(' ') }]]);
    const schedule = {
      timeZone: 'America/Chicago',
      address: '2 Elm Street',
      slotMinutes: 10,
      lateCancelMinutes: 0,
      maxOpenAppointments: 2,
      waitlistAnswerMinutes: 90,
      outboundFromMinute: 600,
      outboundUntilMinute: 1200,
    };
    expect((await change(schedule)).body).toMatchObject(schedule);
    await change({ timeZone: 'America/New_York' });
  });

  it.each([
    [{ overflow: 'ring_desk', deskNumber: null }, '/deskNumber'],
    [{ deskNumber: '555' }, '/deskNumber'],
    [{ onCallNumber: '911' }, '/onCallNumber'],
    [{ outboundFromMinute: 1200, outboundUntilMinute: 600 }, '/outboundFromMinute'],
    [{ outboundFromMinute: 479 }, '/outboundFromMinute'],
    [{ outboundUntilMinute: 1261 }, '/outboundUntilMinute'],
    [{ slotMinutes: 7 }, '/slotMinutes'],
    [{ recording: 'secretly' }, '/recording'],
    [{ maxCallMinutes: 241 }, '/maxCallMinutes'],
    [{ maxConcurrentCalls: 0 }, '/maxConcurrentCalls'],
    [{ lateCancelMinutes: -1 }, '/lateCancelMinutes'],
    [{ timeZone: 'America/Springfield' }, '/timeZone'],
    [{ timeZone: '+05:00' }, '/timeZone'],
    [{ name: '  ' }, '/name'],
    [{ address: 'One\nTwo' }, '/address'],
    [{ address: null }, '/address'],
    [{ id: randomUUID(), name: 'Oak Dental' }, ''],
    [{}, ''],
  ])('can not be %j', async (body, field) => {
    expect(await refused(body)).toEqual([400, 'common/invalid_input', field]);
  });

  it('that need each other are looked at as they will be', async () => {
    await change({ overflow: 'message', deskNumber: null });
    expect(await refused({ overflow: 'ring_desk' })).toEqual([400, 'common/invalid_input', '/overflow']);
    expect((await change({ deskNumber: '+15125550177', overflow: 'ring_desk' })).status).toBe(200);
    expect(await refused({ deskNumber: null })).toEqual([400, 'common/invalid_input', '/deskNumber']);
    expect(await refused({ deskNumber: clinic.number })).toEqual([400, 'common/invalid_input', '/deskNumber']);
    expect((await change({ deskNumber: null, overflow: 'voicemail' })).status).toBe(200);
  });

  it('have the clinic’s lines made anew when its name is another', async () => {
    expect((await change({ name: 'Oak Dental' })).body).toMatchObject({ name: 'Oak Dental' });
    expect(await renamed).toBe(clinic.clinicId);
  });

  it('are changed by the first of two who have read the same, and not by the second', async () => {
    expect(await ours.race('PATCH', path(), [{ parking: 'Left.' }, { directions: 'Right.' }])).toEqual([200, 412]);
    expect(await ours.refusal('PATCH', path(), { parking: 'x' }, { 'if-match': 'parking' })).toEqual([
      400,
      'common/invalid_input',
      'If-Match',
    ]);
  });

  it('of another clinic are not there', async () => {
    const nobodys = randomUUID();
    for (const [method, body] of [['GET'], ['PATCH', { name: 'Ours now' }]] as const) {
      expect(await theirs.refusal(method, path(), body)).toEqual([404, 'clinics/not_found']);
      expect(await theirs.refusal(method, `/api/v1/clinics/${nobodys}`, body)).toEqual([404, 'clinics/not_found']);
    }
  });
});

describe('where a clinic’s calls go', () => {
  const path = () => `/api/v1/clinics/${clinic.clinicId}`;
  const change = (body: object) => ours.ask<Record<string, unknown>>('PATCH', path(), body);

  it('is the United States and Canada until it says otherwise, with at most 200 calls a day', async () => {
    expect((await ours.ask('GET', path())).body).toMatchObject({
      dialCountries: ['US', 'CA'],
      dialPrefixes: [],
      maxPlacedCallsPerDay: 200,
    });
    const abroad = { dialCountries: ['US', 'MX'], dialPrefixes: ['+4420'], maxPlacedCallsPerDay: 20 };
    expect((await change(abroad)).body).toMatchObject(abroad);
    for (const [body, field] of [
      [{ dialCountries: ['XX'] }, '/dialCountries/0'],
      [{ dialCountries: 'US' }, '/dialCountries'],
      [{ dialCountries: ['US', 'US'] }, '/dialCountries'],
      [{ dialPrefixes: ['44'] }, '/dialPrefixes/0'],
      [{ maxPlacedCallsPerDay: 5001 }, '/maxPlacedCallsPerDay'],
    ] as const) {
      expect(await ours.refusal('PATCH', path(), body)).toEqual([400, 'common/invalid_input', field]);
    }
  });

  it('is where its desk is: nothing is settled by which calls would be handed to a costly number, or to nowhere', async () => {
    await change({ dialCountries: ['US'], dialPrefixes: [] });
    for (const deskNumber of ['+19005551234', '+870773111632', '+18765551234', '+525512345678']) {
      expect(await ours.refusal('PATCH', path(), { deskNumber })).toEqual([400, 'common/invalid_input', '/deskNumber']);
      expect(await ours.refusal('PATCH', path(), { onCallNumber: deskNumber })).toEqual([
        400,
        'common/invalid_input',
        '/onCallNumber',
      ]);
    }
    expect((await change({ deskNumber: '+525512345678', dialPrefixes: ['+5255'] })).status).toBe(200);
    expect(await ours.refusal('PATCH', path(), { dialPrefixes: [] })).toEqual([
      400,
      'common/invalid_input',
      '/dialPrefixes',
    ]);
    await change({ deskNumber: null, dialPrefixes: [], dialCountries: ['US', 'CA'] });
  });
});

describe('phone numbers', () => {
  const path = '/api/v1/phone-numbers';

  /** What the operator does, who knows whose number it is. */
  const give = (number: string, { clinicId } = clinic) =>
    database.prisma.givenNumber.create({ data: { clinicId, number } });

  it('are added, answered at once, and given up', async () => {
    const number = '+15550108001';
    await give(number);
    const added = await ours.ask('POST', path, { number });
    expect(added).toMatchObject({ status: 201, body: { number } });
    expect(await ours.ask('GET', `${path}/${number}`)).toEqual({ ...added, status: 200 });
    const answers = () => api.app.get(ClinicsService).findByNumber(number);
    expect(await answers()).toMatchObject({ id: clinic.clinicId });
    expect(await ours.ask('DELETE', `${path}/${number}`)).toMatchObject({ status: 204 });
    expect(await answers()).toBeNull();
    expect(await ours.refusal('DELETE', `${path}/${number}`)).toEqual([404, 'clinics/number_not_found']);
    expect(await trail('phone_number.')).toEqual([
      ['phone_number.added', {}],
      ['phone_number.removed', {}],
    ]);
  });

  it('are taken by nobody whom the operator has not given them: another’s is told like nobody’s', async () => {
    const take = (number: string) => ours.ask('POST', path, { number });
    const [others, nobodys] = [await take(other.number), await take('+15550108002')];
    expect(others).toMatchObject({ status: 403, body: { code: 'clinics/number_not_given' } });
    expect(nobodys.body).toEqual(others.body);
    expect(await ours.refusal('POST', path, { number: clinic.number })).toEqual([409, 'clinics/number_taken']);
    for (const method of ['GET', 'DELETE']) {
      expect(await ours.refusal(method, `${path}/${other.number}`)).toEqual([404, 'clinics/number_not_found']);
    }
    expect((await theirs.ask<PageBody<object>>('GET', path)).body.items).toEqual([{ number: other.number }]);
  });

  it('that were given up wait for their clinic, until the operator gives them to another', async () => {
    const number = '+15550108002';
    await database.prisma.phoneNumber.create({ data: { clinicId: clinic.clinicId, number } });
    await ours.ask('DELETE', `${path}/${number}`);
    expect(await theirs.refusal('POST', path, { number })).toEqual([403, 'clinics/number_not_given']);
    expect((await ours.ask('POST', path, { number })).status).toBe(201);
    await ours.ask('DELETE', `${path}/${number}`);
    await database.prisma.phoneNumber.create({ data: { clinicId: other.clinicId, number } });
    expect(await ours.refusal('POST', path, { number })).toEqual([403, 'clinics/number_not_given']);
    expect((await theirs.ask('DELETE', `${path}/${number}`)).status).toBe(204);
  });

  it('given to two clinics are taken by one of them', async () => {
    const number = '+15550108005';
    await Promise.all([clinic, other].map((each) => give(number, each)));
    const answers = await Promise.all([ours, theirs].map((client) => client.ask('POST', path, { number })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    await database.prisma.phoneNumber.delete({ where: { number } });
  });

  it('can not be what they are not, nor what calls are handed to', async () => {
    for (const number of ['555-0100', '+1', '15550108003', 7]) {
      expect(await ours.refusal('POST', path, { number })).toEqual([400, 'common/invalid_input', '/number']);
    }
    await give('+15550108003');
    await ours.ask('PATCH', `/api/v1/clinics/${clinic.clinicId}`, { deskNumber: '+15550108003' });
    expect(await ours.refusal('POST', path, { number: '+15550108003' })).toEqual([
      400,
      'common/invalid_input',
      '/number',
    ]);
    expect(await ours.refusal('GET', `${path}/desk`)).toEqual([400, 'common/invalid_input', 'number']);
  });

  it('stay while a call goes on on them, and go when it is over', async () => {
    const number = '+15550108004';
    await give(number);
    await ours.ask('POST', path, { number });
    const callId = await buildCall(database.prisma, { clinicId: clinic.clinicId, number });
    expect(await ours.refusal('DELETE', `${path}/${number}`)).toEqual([409, 'clinics/number_in_call']);
    const ended = { status: 'completed', outcome: 'answered', endedAt: new Date() };
    await database.prisma.call.update({
      where: { clinicId_id: { clinicId: clinic.clinicId, id: callId } },
      data: ended,
    });
    expect((await ours.ask('DELETE', `${path}/${number}`, undefined, { 'if-match': '*' })).status).toBe(204);
  });

  it('are listed in order, page by page', async () => {
    const added = ['+15550108013', '+15550108011', '+15550108012'];
    for (const number of added) {
      await give(number);
      await ours.ask('POST', path, { number });
    }
    const pages = await ours.pages<{ number: string }>(path, 2);
    expect(pages.map((page) => page.map(({ number }) => number))).toEqual(chunks([...added, clinic.number].sort(), 2));
    const stale = { 'if-match': '"x"' };
    expect(await ours.refusal('DELETE', `${path}/${added[0] ?? ''}`, undefined, stale)).toEqual([
      412,
      'http/precondition_failed',
    ]);
  });
});

describe('blocked numbers', () => {
  const path = '/api/v1/blocked-numbers';
  const block = async (number: string, reason = 'Sells toner.') =>
    (await ours.ask<{ id: string; number: string }>('POST', path, { number, reason })).body;
  const isBlocked = (number: string) => api.app.get(ClinicsService).isBlocked(clinic.clinicId, number);

  it('are added, refused at once, and taken again, with whose number it is on record', async () => {
    const number = '+15125550188';
    const patientId = await buildPatient(database.prisma, clinic, { phone: number });
    const added = await ours.ask<{ id: string }>('POST', path, { number, reason: 'Sells toner.' });
    const { id } = added.body;
    expect(added).toMatchObject({
      status: 201,
      body: { id, number, reason: 'Sells toner.', createdAtLocal: '2026-11-20T10:00:00-05:00' },
    });
    expect(await isBlocked(number)).toBe(true);
    expect(await ours.ask('GET', `${path}/${id}`)).toEqual({ ...added, status: 200 });
    await ours.ask('GET', path);
    expect((await ours.ask('DELETE', `${path}/${id}`)).status).toBe(204);
    expect(await isBlocked(number)).toBe(false);
    expect(await ours.refusal('GET', `${path}/${id}`)).toEqual([404, 'clinics/blocked_number_not_found']);
    expect(await trail('blocked_number')).toEqual([
      ['blocked_number.added', {}, patientId],
      ['blocked_number.read', {}, patientId],
      ['blocked_numbers.listed', { count: 1 }, patientId],
      ['blocked_number.removed', {}, patientId],
    ]);
  });

  it('are blocked once, and not without a reason', async () => {
    const { id } = await block('+15125550189');
    expect(await ours.refusal('POST', path, { number: '+15125550189', reason: 'Again.' })).toEqual([
      409,
      'clinics/already_blocked',
    ]);
    expect(await ours.refusal('POST', path, { number: '+15125550190' })).toEqual([
      400,
      'common/invalid_input',
      '/reason',
    ]);
    expect(await ours.refusal('POST', path, { number: 'anonymous', reason: 'x' })).toEqual([
      400,
      'common/invalid_input',
      '/number',
    ]);
    await ours.ask('DELETE', `${path}/${id}`);
  });

  it('are in no address: a number is no name of theirs, nor is its token', async () => {
    const { id } = await block('+15125550191');
    const { numberIndex } = await database.prisma.blockedNumber.findFirstOrThrow({ where: { id } });
    for (const name of ['+15125550191', numberIndex]) {
      expect(await ours.refusal('DELETE', `${path}/${name}`)).toEqual([400, 'common/invalid_input', 'id']);
    }
    expect(await ours.refusal('GET', `${path}?number=15125550191`)).toEqual([400, 'common/invalid_input', '']);
    expect(api.logLines.join()).not.toContain('15125550191');
    await ours.ask('DELETE', `${path}/${id}`);
  });

  it('stay blocked when their owner is erased, and are told without the number', async () => {
    const { id } = await block('+15125550192');
    const { numberIndex } = await database.prisma.blockedNumber.findFirstOrThrow({ where: { id } });
    const person = { clinicId: clinic.clinicId, patientId: '' as PatientId, callIds: [], numberIndexes: [numberIndex] };
    const kept = new KeptBlockedNumbers(new RecordKeepers());
    await database.prisma.inClinic(clinic.clinicId, (tx) => kept.erase(tx, person));
    expect((await ours.ask('GET', `${path}/${id}`)).body).toMatchObject({ id, number: null, reason: null });
    expect(await isBlocked('+15125550192')).toBe(true);
    await ours.ask('DELETE', `${path}/${id}`);
  });

  it('are listed the newest first, page by page, each by its own clinic', async () => {
    const ids: string[] = [];
    for (const number of ['+15125550193', '+15125550194', '+15125550195']) {
      clock.advance(1000);
      ids.unshift((await block(number)).id);
    }
    const pages = await ours.pages<{ id: string }>(path, 2);
    expect(pages.map((page) => page.map(({ id }) => id))).toEqual(chunks(ids, 2));
    expect((await theirs.ask<PageBody<object>>('GET', path)).body.items).toEqual([]);
    const [id = ''] = ids;
    for (const method of ['GET', 'DELETE']) {
      expect(await theirs.refusal(method, `${path}/${id}`)).toEqual([404, 'clinics/blocked_number_not_found']);
    }
    expect(await ours.refusal('DELETE', `${path}/${id}`, undefined, { 'if-match': '"x"' })).toEqual([
      412,
      'http/precondition_failed',
    ]);
  });
});

/** [1, 2, 3] by 2 is [1, 2], [3]. */
const chunks = <Item>(items: readonly Item[], size: number): Item[][] =>
  items.flatMap((_, index) => (index % size === 0 ? [items.slice(index, index + size)] : []));
