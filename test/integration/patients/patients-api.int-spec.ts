import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { MetricsRegistry } from '../../../src/common/metrics/metrics.js';
import { PatientsService } from '../../../src/patients/patients.service.js';
import { buildClinic, buildPatient } from '../../support/builders.js';
import { someoneWaitsForLock } from '../../support/interleaving.js';
import { execute } from '../../support/test-database.js';
import { PatientsBench } from './patients-harness.js';

const ADA = { givenName: 'Ada', familyName: 'Marsh', phone: '+15125550143', birthDate: '1990-04-12' };
const UUID = expect.stringMatching(/^[0-9a-f-]{36}$/) as string;

let bench: PatientsBench;
beforeAll(async () => {
  bench = await PatientsBench.start();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.newClinic();
});

const register = async (details: object = ADA): Promise<string> => {
  const { status, body } = await bench.ask('POST', 'patients', details);
  if (status !== 201) throw new Error(JSON.stringify(body));
  return String(body.id);
};
const found = async (by: object): Promise<unknown[]> => {
  const { status, body } = await bench.ask<{ items: { id: unknown }[] }>('POST', 'patients/search', by);
  expect(status).toBe(200);
  return body.items.map(({ id }) => id);
};
const row = (id: string) => bench.prisma.patient.findFirstOrThrow({ where: { id, clinicId: bench.clinic.clinicId } });

describe('a patient', () => {
  it('is registered and read in the promised shape, and each look is on record', async () => {
    const made = await bench.ask('POST', 'patients', { ...ADA, email: 'ada@example.com', knownSince: '2020-02-29' });
    expect(made).toMatchObject({ status: 201 });
    expect(made.body).toEqual({
      id: UUID,
      ...ADA,
      email: 'ada@example.com',
      knownSince: '2020-02-29',
      createdAt: '2026-11-20T15:00:00Z',
      createdAtLocal: '2026-11-20T10:00:00-05:00',
      erasedAt: null,
      erasedAtLocal: null,
      timeZone: 'America/New_York',
    });
    const id = String(made.body.id);
    const read = await bench.ask('GET', `patients/${id}`);
    expect(read).toEqual({ ...made, status: 200 });
    for (const action of ['patient.registered', 'patient.read']) expect(await bench.named(action)).toEqual([id]);
  });

  it('is not registered twice, but for another birth date or another name', async () => {
    const id = await register();
    const again = await bench.ask('POST', 'patients', { ...ADA, birthDate: null, givenName: 'ADA' });
    expect([again.status, bench.code(again)]).toEqual([409, 'patients/on_file']);
    expect(again.body.detail).toContain(id);
    await register({ ...ADA, birthDate: '2015-04-12' });
    await register({ ...ADA, givenName: 'Ben' });
  });

  it('is registered once by the desk and a call at the same moment', async () => {
    const { clinicId } = bench.clinic;
    const patients = bench.api.app.get(PatientsService, { strict: false });
    const introduced = { ...ADA, birthDate: Temporal.PlainDate.from(ADA.birthDate), clinicId, now: bench.clock.now() };
    await Promise.all([
      bench.ask('POST', 'patients', ADA),
      bench.prisma.inClinic(clinicId, (tx) => patients.findOrRegister(tx, introduced)),
      bench.ask('POST', 'patients', ADA),
    ]);
    expect(await bench.prisma.patient.count({ where: { clinicId } })).toBe(1);
  });

  it.each([
    [{ phone: '5125550143' }, '/phone'],
    [{ phone: 'call me' }, '/phone'],
    [{ birthDate: '2026-11-21' }, '/birthDate'],
    [{ birthDate: '2026-02-30' }, '/birthDate'],
    [{ birthDate: '1066-10-14' }, '/birthDate'],
    [{ knownSince: '2027-01-01' }, '/knownSince'],
    [{ email: 'nobody' }, '/email'],
    [{ givenName: '  ' }, '/givenName'],
    [{ familyName: 'a\u0000b' }, '/familyName'],
    [{ familyName: '\ud800' }, '/familyName'],
    [{ familyName: 'x'.repeat(101) }, '/familyName'],
    [{ colour: 'blue' }, ''],
    [{ id: randomUUID() }, ''],
  ])('is refused with %j', async (change, field) => {
    const made = await bench.ask('POST', 'patients', { ...ADA, ...change });
    expect([made.status, bench.fields(made)]).toEqual([400, [field]]);
    const id = await register();
    const changed = await bench.ask('PATCH', `patients/${id}`, change);
    expect([changed.status, bench.fields(changed)]).toEqual([400, [field]]);
    expect(await bench.named('patient.changed')).toBeUndefined();
  });

  it('may be born today, by the clock of the clinic', async () => {
    // Late in the evening in New York it is tomorrow in UTC.
    bench.clock.advance(13 * 3_600_000);
    const made = await bench.ask('POST', 'patients', { ...ADA, birthDate: '2026-11-21' });
    const today = await bench.ask('POST', 'patients', { ...ADA, birthDate: '2026-11-20' });
    expect([made.status, today.status]).toEqual([400, 201]);
  });
});

describe('a change', () => {
  it('keeps what it does not name, and what they are found by follows', async () => {
    const id = await register();
    const changed = await bench.ask('PATCH', `patients/${id}`, { familyName: 'Lövelace', phone: '+15125550199' });
    expect(changed).toMatchObject({
      status: 200,
      body: { givenName: 'Ada', familyName: 'Lövelace', phone: '+15125550199', birthDate: ADA.birthDate },
    });
    expect((await bench.ask('GET', `patients/${id}`)).body).toEqual(changed.body);
    expect(await bench.named('patient.changed')).toEqual([id]);
    const { birthDate } = ADA;
    expect(await found({ phone: '+15125550199' })).toEqual([id]);
    expect(await found({ phone: '+15125550199', birthDate })).toEqual([id]);
    expect(await found({ familyName: 'lovelace', birthDate })).toEqual([id]);
    expect(await found({ phone: ADA.phone })).toEqual([]);
    expect(await found({ familyName: ADA.familyName, birthDate })).toEqual([]);
    await bench.ask('PATCH', `patients/${id}`, { birthDate: '1991-05-13' });
    expect(await found({ familyName: 'Lövelace', birthDate: '1991-05-13' })).toEqual([id]);
    expect(await found({ phone: '+15125550199', birthDate })).toEqual([]);
  });

  it('does not make one person of two records', async () => {
    await register();
    const twin = await register({ ...ADA, phone: null });
    const merged = await bench.ask('PATCH', `patients/${twin}`, { phone: ADA.phone });
    expect([merged.status, merged.body.code]).toEqual([409, 'patients/on_file']);
    expect((await bench.ask('PATCH', `patients/${twin}`, { email: 'ada@example.com' })).status).toBe(200);
  });

  it('of the number is one of the waiting list, too, where that is the number', async () => {
    const id = await register();
    const waits = async (typeId = bench.clinic.typeId) =>
      (
        await bench.ask('POST', 'waitlist-entries', {
          patientId: id,
          typeId,
          fromDay: '2026-11-21',
          untilDay: '2026-12-20',
        })
      ).body.id as string;
    const entry = await waits();
    await bench.ask('PATCH', `patients/${id}`, { phone: '+15125550177' });
    expect((await bench.ask('GET', `waitlist-entries/${entry}`)).body).toMatchObject({
      status: 'waiting',
      phone: '+15125550177',
    });
    await bench.ask('PATCH', `patients/${id}`, { phone: null });
    expect((await bench.ask('GET', `waitlist-entries/${entry}`)).body).toMatchObject({ status: 'removed' });
  });

  it('to nothing takes what they were found by away', async () => {
    const id = await register();
    const changed = await bench.ask('PATCH', `patients/${id}`, { phone: null, birthDate: null, email: null });
    expect(changed.body).toMatchObject({ phone: null, birthDate: null, email: null });
    expect(await row(id)).toMatchObject({ phoneIndex: null, phoneBirthIndex: null, familyBirthIndex: null });
  });

  it('is made only if nobody else has changed what was read', async () => {
    const id = await register();
    const { etag } = await bench.ask('GET', `patients/${id}`);
    const change = (email: string) => bench.ask('PATCH', `patients/${id}`, { email }, { 'if-match': etag });
    // Both have come as far as the row before either can change it.
    const both = await bench.prisma
      .$transaction(async (tx) => {
        await tx.$executeRaw`SELECT FROM patients WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
        const asked = [change('one@example.com'), change('two@example.com')];
        await someoneWaitsForLock(bench.database.url, 2);
        return asked;
      })
      .then((asked) => Promise.all(asked));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    const winner = both.find(({ status }) => status === 200);
    expect((await row(id)).email).toBe(winner?.body.email);
    const fresh = await bench.ask('PATCH', `patients/${id}`, { email: null }, { 'if-match': winner?.etag ?? '' });
    expect(fresh.status).toBe(200);
  });

  it('names something', async () => {
    const empty = await bench.ask('PATCH', `patients/${await register()}`, {});
    expect([empty.status, bench.fields(empty)]).toEqual([400, ['']]);
  });
});

describe('a search', () => {
  it('finds the family under a number, and one of them by the birth date', async () => {
    const ada = await register();
    bench.clock.advance(1000);
    const ben = await register({ ...ADA, givenName: 'Ben', birthDate: '2015-01-02' });
    await register({ ...ADA, phone: '+15125550144', givenName: 'Cleo' });
    expect(await found({ phone: ADA.phone })).toEqual([ben, ada]);
    expect(await bench.named('patients.searched')).toEqual([ben, ada]);
    expect(await found({ phone: ADA.phone, birthDate: '2015-01-02' })).toEqual([ben]);
    expect(await found({ familyName: 'MARSH', birthDate: '2015-01-02' })).toEqual([ben]);
    const first = await bench.ask<{ items: object[]; nextCursor: string }>('POST', 'patients/search', {
      phone: ADA.phone,
      limit: 1,
    });
    expect(first.body.items).toMatchObject([{ id: ben }]);
    expect(await found({ phone: ADA.phone, limit: 1, cursor: first.body.nextCursor })).toEqual([ada]);
  });

  it.each([
    [{}, '/phone'],
    [{ familyName: 'Marsh' }, '/phone'],
    [{ birthDate: '1990-04-12' }, '/phone'],
    [{ phone: ADA.phone, familyName: 'Marsh' }, '/phone'],
    [{ phone: '5125550143' }, '/phone'],
    [{ givenName: 'Ada', birthDate: '1990-04-12' }, ''],
  ])('by %j is refused', async (by, field) => {
    const refused = await bench.ask('POST', 'patients/search', by);
    expect([refused.status, bench.fields(refused).at(0)]).toEqual([400, field]);
  });
});

it('lists patients in pages, the newest first, each once, and refuses what it does not know', async () => {
  for (const givenName of ['A', 'B', 'C', 'D', 'E']) await register({ ...ADA, givenName });
  bench.clock.advance(1000);
  const last = await register({ ...ADA, givenName: 'F' });
  const pages = await bench.pages('patients', 2);
  expect(pages.map(({ length }) => length)).toEqual([2, 2, 2]);
  const ids = pages.flat().map(({ id }) => id);
  expect(ids[0]).toBe(last);
  expect(new Set(ids).size).toBe(6);
  for (const query of ['phone=%2B15125550143', 'sort=name', 'limit=0', 'cursor=x']) {
    expect((await bench.ask('GET', `patients?${query}`)).status).toBe(400);
  }
});

describe('representatives', () => {
  it('are named, told, changed and taken back', async () => {
    const child = await register({ ...ADA, givenName: 'Ben', birthDate: '2015-01-02' });
    const mother = await register();
    const path = `patients/${child}/representatives/${mother}`;
    const named = await bench.ask('PUT', path, { relation: 'guardian' });
    expect(named.status).toBe(200);
    expect(named.body).toEqual({
      patientId: child,
      representativeId: mother,
      givenName: 'Ada',
      familyName: 'Marsh',
      relation: 'guardian',
      createdAt: '2026-11-20T15:00:00Z',
      createdAtLocal: expect.stringContaining('-05:00') as string,
      timeZone: 'America/New_York',
    });
    expect((await bench.named('representative.named'))?.sort()).toEqual([child, mother].sort());
    expect(await bench.ask('GET', path)).toEqual(named);
    expect(await bench.pages(`patients/${child}/representatives`, 1)).toEqual([[named.body]]);
    const changed = await bench.ask('PUT', path, { relation: 'authorised' }, { 'if-match': named.etag });
    expect(changed.body).toEqual({ ...named.body, relation: 'authorised' });
    expect((await bench.ask('DELETE', path, undefined, { 'if-match': named.etag })).status).toBe(412);
    expect((await bench.ask('DELETE', path, undefined, { 'if-match': changed.etag })).status).toBe(204);
    expect((await bench.ask('DELETE', path)).status).toBe(404);
    expect(await bench.pages(`patients/${child}/representatives`, 1)).toEqual([[]]);
  });

  it('are listed in pages', async () => {
    const child = await register({ ...ADA, givenName: 'Ben' });
    for (const givenName of ['Ada', 'Cleo', 'Dora']) {
      await bench.ask('PUT', `patients/${child}/representatives/${await register({ ...ADA, givenName })}`, {
        relation: 'authorised',
      });
    }
    const pages = await bench.pages(`patients/${child}/representatives`, 2);
    expect(pages.map(({ length }) => length)).toEqual([2, 1]);
    expect(new Set(pages.flat().map(({ givenName }) => givenName))).toEqual(new Set(['Ada', 'Cleo', 'Dora']));
  });

  it('are patients of this clinic, other people, and in a relation', async () => {
    const id = await register();
    const elsewhere = await buildPatient(bench.prisma, await buildClinic(bench.prisma));
    const put = (who: string, relation = 'guardian') =>
      bench.ask('PUT', `patients/${id}/representatives/${who}`, { relation });
    const [foreign, nobody] = [await put(elsewhere), await put(randomUUID())];
    expect([foreign.status, nobody.status]).toEqual([404, 404]);
    expect(foreign.body).toEqual(nobody.body);
    expect((await put(id)).status).toBe(400);
    expect((await put(elsewhere, 'friend')).status).toBe(400);
  });
});

describe('a record of which something does not open', () => {
  const tamper = (id: string, column: string) =>
    execute(bench.database.url, `UPDATE patients SET ${column} = 's1.1.${'A'.repeat(40)}' WHERE id = '${id}'`);

  it('is shown without it, among all the others, and the operator is told', async () => {
    const [broken, whole] = [await register(), await register({ ...ADA, givenName: 'Ben' })];
    for (const column of ['given_name', 'birth_date']) await tamper(broken, column);
    const shown = { id: broken, givenName: null, birthDate: null, familyName: 'Marsh', phone: ADA.phone };
    const unreadable = ['givenName', 'birthDate'];
    const { status, body } = await bench.ask<{ items: object[] }>('GET', 'patients');
    expect([status, body.items]).toMatchObject([
      200,
      [
        { id: whole, givenName: 'Ben' },
        { ...shown, unreadable },
      ],
    ]);
    expect(body.items[0]).not.toHaveProperty('unreadable');
    expect(await found({ phone: ADA.phone })).toEqual([whole, broken]);
    expect(await bench.ask('GET', `patients/${broken}`)).toMatchObject({ status: 200, body: { ...shown, unreadable } });

    const lines = bench.api.logLines.filter((line) => line.includes('database.value_unreadable'));
    expect(lines.filter((line) => line.includes(broken))).toHaveLength(2);
    expect(lines.join()).toContain('patients.given_name');
    const scraped = await bench.api.app.get(MetricsRegistry, { strict: false }).metrics();
    expect(scraped).toMatch(/crownline_unreadable_values_total\{table="patients"\} [1-9]/);
    expect(scraped).toContain('crownline_unreadable_values_total{table="texts"} 0');
  });

  it('keeps it until somebody enters all of it anew', async () => {
    const id = await register();
    for (const column of ['given_name', 'birth_date']) await tamper(id, column);
    const before = await execute(bench.database.url, `SELECT * FROM patients WHERE id = '${id}'`);
    for (const changes of [{ email: 'ada@example.com' }, { givenName: 'Ada' }]) {
      const refused = await bench.ask('PATCH', `patients/${id}`, changes);
      expect([refused.status, bench.code(refused)]).toEqual([503, 'crypto/seal_broken']);
    }
    expect(await execute(bench.database.url, `SELECT * FROM patients WHERE id = '${id}'`)).toEqual(before);
    const { givenName, birthDate } = ADA;
    expect(await bench.ask('PATCH', `patients/${id}`, { givenName, birthDate })).toMatchObject({
      status: 200,
      body: ADA,
    });
    expect((await bench.ask('GET', `patients/${id}`)).body).not.toHaveProperty('unreadable');
  });

  it('is nobody’s proof of identity, and leaves a caller with the same number theirs', async () => {
    const [broken, whole] = [await register(), await register({ ...ADA, givenName: 'Ben' })];
    await tamper(broken, 'given_name');
    const { clinicId } = bench.clinic;
    const patients = bench.api.app.get(PatientsService, { strict: false });
    const birthDate = Temporal.PlainDate.from(ADA.birthDate);
    const candidates = await bench.prisma.inClinic(clinicId, (tx) =>
      patients.candidates(tx, clinicId, { name: 'Ben Marsh', birthDate, phone: ADA.phone }),
    );
    expect(candidates.map(({ id }) => id)).toEqual([whole]);
  });
});

it('takes ids in capitals, as other systems write them, and the trail stays whole', async () => {
  const id = await register();
  const capitals = id.toUpperCase();
  expect((await bench.ask('GET', `patients/${capitals}`)).body.id).toBe(id);
  expect((await bench.ask('PATCH', `patients/${capitals}`, { email: null })).status).toBe(200);
  const own = await bench.ask('PUT', `patients/${id}/representatives/${capitals}`, { relation: 'parent' });
  expect(own.status).toBe(400);
  const verified = await bench.ask('POST', 'audit-entries/verification', {});
  expect(verified.body).toMatchObject({ ok: true, firstBad: null });
});

it('shows another clinic nothing, and names nobody in logs', async () => {
  const id = await register({ ...ADA, email: 'ada@example.com' });
  await bench.ask('PATCH', `patients/${id}`, { phone: 'nonsense 5125550143' });
  const [other] = [await buildClinic(bench.prisma)];
  const stranger = await bench.keyOf('owner', other.clinicId);
  for (const [method, path, body] of [
    ['GET', ''],
    ['PATCH', '', { givenName: 'Eve' }],
    ['GET', '/representatives'],
    ['PUT', `/representatives/${randomUUID()}`, { relation: 'guardian' }],
  ] as const) {
    const theirs = await bench.ask(method, `patients/${id}${path}`, body, stranger);
    const nobodys = await bench.ask(method, `patients/${randomUUID()}${path}`, body, stranger);
    expect(theirs).toEqual({ ...nobodys, etag: theirs.etag });
    expect(theirs.status).toBe(404);
  }
  expect((await bench.ask('POST', 'patients/search', { phone: ADA.phone }, stranger)).body).toMatchObject({
    items: [],
  });
  const log = bench.api.logLines.join('\n');
  for (const mark of ['Ada', 'Marsh', '5550143', '1990-04-12', 'ada@example.com']) expect(log).not.toContain(mark);
});
