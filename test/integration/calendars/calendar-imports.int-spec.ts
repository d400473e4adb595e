import type { ServerResponse } from 'node:http';
import { CalendarsModule } from '../../../src/calendars/calendars.module.js';
import type { CalendarImportId, ProviderId } from '../../../src/common/ids/ids.js';
import { Arrivals } from '../../support/arrivals.js';
import { buildCall, buildClinic, type BuiltClinic } from '../../support/builders.js';
import { someoneWaitsForLock } from '../../support/interleaving.js';
import { cancelVisit, putHold, putVisit, spelled, takenBy } from '../../support/schedule-rows.js';
import { grantKey, startApi } from '../../support/test-api.js';
import { execute, openTestDatabase } from '../../support/test-database.js';
import { until } from '../../support/until.js';
import {
  actor,
  CalendarBench,
  calendarOf,
  openOutsideCalendar,
  withEvents,
  type OutsideCalendar,
} from './calendars-harness.js';

const ALL = { providerId: null, after: null, limit: 100 };

let bench: CalendarBench;
let outside: OutsideCalendar;
let clinic: BuiltClinic;

beforeAll(async () => {
  bench = await CalendarBench.open(await openTestDatabase());
});
afterAll(() => bench.close());
beforeEach(async () => {
  outside = await openOutsideCalendar();
  clinic = await buildClinic(bench.database.prisma);
});
afterEach(() => outside.close());

const taken = async () => spelled(await takenBy(bench.database.url, clinic.providerIds[0] as string));

/** Readings of an import that are ordered and not done. */
const ordered = async (id: CalendarImportId) =>
  execute<{ data: { lastReadAt: string | null }; wait: string }>(
    bench.database.url,
    `SELECT data, round(extract(epoch FROM start_after - created_on)) AS wait FROM pgboss.job
     WHERE name = 'calendars.read' AND state IN ('created', 'retry') AND data->>'importId' = '${id}'`,
  );

const done = (id: CalendarImportId) =>
  execute(
    bench.database.url,
    `SELECT 1 FROM pgboss.job WHERE name = 'calendars.read' AND state = 'completed' AND data->>'importId' = '${id}'`,
  );

describe('busy time from a calendar outside', () => {
  it('is taken, follows the calendar, and is free again when the import is removed', async () => {
    outside.answer = withEvents(
      ['stays', '2026-11-24T14:00:00Z', '2026-11-24T15:00:00Z'],
      ['moves', '2026-11-24T16:00:00Z', '2026-11-24T17:00:00Z'],
      ['goes', '2026-11-24T18:00:00Z', '2026-11-24T19:00:00Z'],
    );
    const id = await bench.add(clinic, outside.url);
    expect(await taken()).toEqual([
      'blockout 11-24T14:00 to 11-24T15:00',
      'blockout 11-24T16:00 to 11-24T17:00',
      'blockout 11-24T18:00 to 11-24T19:00',
    ]);
    outside.answer = withEvents(
      ['stays', '2026-11-24T14:00:00Z', '2026-11-24T15:00:00Z'],
      ['moves', '2026-11-24T16:30:00Z', '2026-11-24T17:30:00Z'],
      ['comes', '2026-11-24T17:00:00Z', '2026-11-24T18:00:00Z'],
    );
    await bench.readAgain(clinic, id);
    expect(await taken()).toEqual([
      'blockout 11-24T14:00 to 11-24T15:00',
      'blockout 11-24T16:30 to 11-24T17:30',
      'blockout 11-24T17:30 to 11-24T18:00',
    ]);
    const changes = await bench.database.prisma.auditEntry.findMany({
      where: { action: 'calendar_import.changed', subjectId: id },
      orderBy: { seq: 'asc' },
    });
    expect(changes.map(({ detail }) => detail)).toMatchObject([
      { added: 3, moved: 0, gone: 0 },
      { added: 1, moved: 1, gone: 1 },
    ]);
    const removal = { clinicId: clinic.clinicId, id, actor, now: bench.clock.now() };
    await bench.imports.remove(removal);
    await expect(bench.imports.remove(removal)).rejects.toMatchObject({ code: 'calendars/link_not_found' });
    expect(await taken()).toEqual([]);
    expect((await bench.row(clinic, id)).url).toBe('');
    expect(await bench.imports.list(clinic.clinicId, ALL)).toEqual([]);
  });

  it('goes around visits: the desk hears once, without what the appointment is, and the rest is taken later', async () => {
    const visit = await putVisit(bench.database.prisma, clinic, '2026-11-24T15:00:00Z', '2026-11-24T16:00:00Z');
    outside.answer = withEvents(['doctor', '2026-11-24T14:30:00Z', '2026-11-24T17:00:00Z']);
    const id = await bench.add(clinic, outside.url);
    expect(await taken()).toEqual([
      'blockout 11-24T14:30 to 11-24T15:00',
      'visit 11-24T15:00 to 11-24T16:00',
      'blockout 11-24T16:00 to 11-24T17:00',
    ]);
    await bench.readAgain(clinic, id);
    const tasks = await bench.tasks(clinic);
    expect(tasks).toMatchObject([{ kind: 'collision', origin: 'calendar', status: 'open', callerNumber: null }]);
    expect(tasks[0]?.note).toContain('visits begin: Tue, Nov 24, 10:00');
    expect(JSON.stringify(tasks)).not.toMatch(/Colonoscopy|Marsh/);
    await cancelVisit(bench.database.prisma, clinic, visit);
    await bench.readAgain(clinic, id);
    expect(await taken()).toEqual([
      'blockout 11-24T14:30 to 11-24T15:00',
      'blockout 11-24T15:00 to 11-24T16:00',
      'blockout 11-24T16:00 to 11-24T17:00',
    ]);
    expect(await bench.tasks(clinic)).toHaveLength(1);
  });

  it('tells the desk again when the appointment is moved onto another visit', async () => {
    await putVisit(bench.database.prisma, clinic, '2026-11-24T15:00:00Z', '2026-11-24T16:00:00Z');
    await putVisit(bench.database.prisma, clinic, '2026-11-25T15:00:00Z', '2026-11-25T16:00:00Z');
    outside.answer = withEvents(['doctor', '2026-11-24T15:00:00Z', '2026-11-24T16:00:00Z']);
    const id = await bench.add(clinic, outside.url);
    outside.answer = withEvents(['doctor', '2026-11-25T15:00:00Z', '2026-11-25T16:00:00Z']);
    await bench.readAgain(clinic, id);
    expect((await bench.tasks(clinic)).map(({ note }) => /Nov \d+/.exec(note ?? '')?.[0])).toEqual([
      'Nov 24',
      'Nov 25',
    ]);
  });

  it('lets callers decide, and takes what they leave', async () => {
    const callId = await buildCall(bench.database.prisma, clinic);
    const expiresAt = bench.clock.now().add({ minutes: 10 }).toString();
    await putHold(bench.database.prisma, clinic, callId, '2026-11-24T15:00:00Z', '2026-11-24T16:00:00Z', expiresAt);
    outside.answer = withEvents(['doctor', '2026-11-24T15:00:00Z', '2026-11-24T17:00:00Z']);
    const id = await bench.add(clinic, outside.url);
    expect(await taken()).toEqual(['hold 11-24T15:00 to 11-24T16:00', 'blockout 11-24T16:00 to 11-24T17:00']);
    expect(await bench.tasks(clinic)).toEqual([]);
    await bench.readAgain(clinic, id);
    expect(await taken()).toEqual(['blockout 11-24T15:00 to 11-24T16:00', 'blockout 11-24T16:00 to 11-24T17:00']);
  });

  it('stays when another calendar that says the same is removed', async () => {
    outside.answer = withEvents(['doctor', '2026-11-24T15:00:00Z', '2026-11-24T16:00:00Z']);
    const first = await bench.add(clinic, `${outside.url}/first`);
    await bench.add(clinic, `${outside.url}/second`);
    expect(await taken()).toEqual(['blockout 11-24T15:00 to 11-24T16:00']);
    await bench.imports.remove({ clinicId: clinic.clinicId, id: first, actor, now: bench.clock.now() });
    expect(await taken()).toEqual(['blockout 11-24T15:00 to 11-24T16:00']);
  });
});

describe('a reading', () => {
  it('orders the next one for a quarter of an hour later, once, whatever is done twice', async () => {
    outside.answer = withEvents();
    const id = await bench.add(clinic, outside.url);
    const first = await ordered(id);
    expect(first).toHaveLength(1);
    expect(Number(first[0]?.wait)).toBeGreaterThanOrEqual(900);
    expect(Number(first[0]?.wait)).toBeLessThanOrEqual(961);
    const asked = outside.requests.length;
    // A job that was done, and is handed out again.
    await bench.order(clinic, id, null);
    const other = await bench.add(clinic, `${outside.url}/other`);
    await until(
      () => ordered(other),
      (jobs) => jobs.length === 1,
    );
    expect(await ordered(id)).toEqual(first);
    expect(outside.requests.slice(asked).map(({ path }) => path)).toEqual(['/other']);
  });

  it('that two processes do at the same time counts once', async () => {
    outside.answer = withEvents();
    const id = await bench.add(clinic, outside.url);
    const { lastReadAt } = await bench.row(clinic, id);
    const before = await ordered(id);
    const other = await startApi(bench.database, { imports: [CalendarsModule], clock: bench.clock });
    const held: ServerResponse[] = [];
    const asked = new Arrivals<void>();
    outside.answer = (_, response) => {
      held.push(response);
      asked.push();
    };
    bench.clock.advance(900_000);
    for (let order = 0; order < 2; order++) await bench.order(clinic, id, lastReadAt);
    await asked.next();
    await asked.next();
    for (const response of held) response.end(calendarOf([]));
    await until(
      () => done(id),
      (jobs) => jobs.length === 3,
    );
    await other.close();
    expect(await ordered(id)).toHaveLength(before.length + 1);
  });

  it('is not ordered again for an import that is removed', async () => {
    outside.answer = withEvents();
    const id = await bench.add(clinic, outside.url);
    await bench.imports.remove({ clinicId: clinic.clinicId, id, actor, now: bench.clock.now() });
    const asked = outside.requests.length;
    const { lastReadAt } = await bench.row(clinic, id);
    await bench.order(clinic, id, lastReadAt);
    await bench.add(clinic, `${outside.url}/other`);
    expect(outside.requests.slice(asked).map(({ path }) => path)).toEqual(['/other']);
  });

  it('asks only whether anything is new, but for the first of a day', async () => {
    const body = calendarOf([['doctor', '2026-11-24T15:00:00Z', '2026-11-24T17:00:00Z']]);
    outside.answer = (request, response) => {
      if (request.headers['if-none-match'] === '"v1"') return void response.writeHead(304).end();
      response.writeHead(200, { etag: '"v1"', 'last-modified': 'Fri, 20 Nov 2026 10:00:00 GMT' }).end(body);
    };
    const visit = await putVisit(bench.database.prisma, clinic, '2026-11-24T15:00:00Z', '2026-11-24T16:00:00Z');
    const id = await bench.add(clinic, outside.url);
    await cancelVisit(bench.database.prisma, clinic, visit);
    await bench.readAgain(clinic, id);
    expect(outside.requests.at(-1)?.headers).toMatchObject({
      'if-none-match': '"v1"',
      'if-modified-since': 'Fri, 20 Nov 2026 10:00:00 GMT',
      'accept-encoding': 'identity',
    });
    // Nothing is new there, and yet there is less in its way here.
    expect(await taken()).toEqual(['blockout 11-24T15:00 to 11-24T16:00', 'blockout 11-24T16:00 to 11-24T17:00']);
    await bench.readAgain(clinic, id, { hours: 24 });
    expect(outside.requests.at(-1)?.headers).not.toHaveProperty('if-none-match');
    expect(await taken()).toHaveLength(2);
  });

  it('that fails leaves everything as it was; the third in a row is told to the desk', async () => {
    outside.answer = withEvents(['doctor', '2026-11-24T15:00:00Z', '2026-11-24T17:00:00Z']);
    const id = await bench.add(clinic, outside.url);
    const before = await taken();
    const waits: number[] = [];
    const failing: OutsideCalendar['answer'][] = [
      (_, response) => void response.writeHead(500).end(),
      (_, response) => void response.writeHead(200).end('<html>Sign in</html>'),
      (request) => void request.socket.destroy(),
      (_, response) =>
        void response.writeHead(200, { 'content-length': 1000 }).write('BEGIN:VCAL', () => response.destroy()),
    ];
    const troubles: (string | null)[] = [];
    const tasks: number[] = [];
    for (const answer of failing) {
      outside.answer = answer;
      troubles.push((await bench.readAgain(clinic, id)).lastError);
      waits.push(Math.max(...(await ordered(id)).map(({ wait }) => Math.floor(Number(wait) / 900))));
      tasks.push((await bench.tasks(clinic)).length);
    }
    expect(tasks).toEqual([0, 0, 1, 1]);
    expect(troubles).toEqual(['refused', 'not_a_calendar', 'unreachable', 'unreachable']);
    expect(waits).toEqual([1, 2, 4, 8]);
    expect(await taken()).toEqual(before);
    expect(await bench.tasks(clinic)).toMatchObject([{ kind: 'calendar_unreadable' }]);
    const [listed] = await bench.imports.list(clinic.clinicId, ALL);
    expect(listed).toMatchObject({ failures: 4, trouble: 'unreachable', host: new URL(outside.url).host });
    outside.answer = withEvents();
    expect(await bench.readAgain(clinic, id)).toMatchObject({ failures: 0, lastError: null });
    expect(await taken()).toEqual([]);
  });

  it('that fails takes what has become free all the same', async () => {
    const visit = await putVisit(bench.database.prisma, clinic, '2026-11-24T15:00:00Z', '2026-11-24T16:00:00Z');
    outside.answer = withEvents(['doctor', '2026-11-24T15:00:00Z', '2026-11-24T17:00:00Z']);
    const id = await bench.add(clinic, outside.url);
    await cancelVisit(bench.database.prisma, clinic, visit);
    outside.answer = (_, response) => void response.writeHead(500).end();
    expect(await bench.readAgain(clinic, id)).toMatchObject({ failures: 1, lastError: 'refused' });
    expect(await taken()).toEqual(['blockout 11-24T15:00 to 11-24T16:00', 'blockout 11-24T16:00 to 11-24T17:00']);
    expect((await bench.tasks(clinic)).map(({ kind }) => kind)).toEqual(['collision']);
  });

  it('takes every event beside one of an odd year', async () => {
    outside.answer = (_, response) =>
      void response
        .writeHead(200)
        .end(
          calendarOf([['doctor', '2026-11-24T15:00:00Z', '2026-11-24T17:00:00Z']]).replace(
            'END:VCALENDAR',
            'BEGIN:VEVENT\r\nUID:odd\r\nDTSTART:00000101T000000\r\nDTEND:20261123T150000Z\r\nEND:VEVENT\r\nEND:VCALENDAR',
          ),
        );
    const id = await bench.add(clinic, outside.url);
    expect(await bench.row(clinic, id)).toMatchObject({ failures: 0, lastError: null });
    expect(await taken()).toEqual([
      expect.stringMatching(/^blockout .* to 11-23T15:00$/),
      'blockout 11-24T15:00 to 11-24T17:00',
    ]);
  });

  it('that the database refuses is one that failed, and orders the next', async () => {
    await execute(
      bench.database.url,
      `ALTER TABLE blockouts ADD CONSTRAINT refused CHECK (lower(during) <> '2026-12-24T15:00:00Z')`,
    );
    outside.answer = withEvents(['doctor', '2026-11-24T15:00:00Z', '2026-11-24T17:00:00Z']);
    const id = await bench.add(clinic, outside.url);
    const before = await ordered(id);
    outside.answer = withEvents(['doctor', '2026-12-24T15:00:00Z', '2026-12-24T17:00:00Z']);
    expect(await bench.readAgain(clinic, id)).toMatchObject({ failures: 1, lastError: 'not_kept' });
    await execute(bench.database.url, 'ALTER TABLE blockouts DROP CONSTRAINT refused');
    expect(await ordered(id)).toHaveLength(before.length + 1);
    expect(await taken()).toEqual(['blockout 11-24T15:00 to 11-24T17:00']);
    expect(bench.api.logLines.join('')).toContain('calendars.not_kept');
    expect(await bench.readAgain(clinic, id)).toMatchObject({ failures: 0, lastError: null });
    expect(await taken()).toEqual(['blockout 12-24T15:00 to 12-24T17:00']);
  });

  it('says nothing of the address or the events in the log', async () => {
    outside.answer = withEvents(['doctor', '2026-11-24T15:00:00Z', '2026-11-24T17:00:00Z']);
    const id = await bench.add(clinic, `${outside.url}/private-0c5d`);
    outside.answer = (_, response) => void response.writeHead(500).end();
    await bench.readAgain(clinic, id);
    expect(bench.api.logLines.join('')).not.toMatch(/private-0c5d|Colonoscopy|doctor/);
  });
});

describe('an import', () => {
  const request = (url: string, providerId = clinic.providerIds[0] as ProviderId) => ({
    clinicId: clinic.clinicId,
    providerId,
    url,
    actor,
    now: bench.clock.now(),
  });

  it('of one address for one provider is one', async () => {
    outside.answer = withEvents();
    const id = await bench.add(clinic, outside.url);
    expect(await bench.imports.add(request(outside.url))).toMatchObject({ isNew: false, added: { id } });
    expect(await ordered(id)).toHaveLength(1);
  });

  it('is a new one when the one before is removed while it is looked for', async () => {
    outside.answer = withEvents();
    const before = await bench.add(clinic, outside.url);
    const { url } = bench.database;
    await execute(
      url,
      `CREATE FUNCTION wait_here() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN PERFORM pg_advisory_xact_lock(1); RETURN NULL; END $$`,
    );
    await execute(url, 'CREATE TRIGGER wait_here AFTER INSERT ON calendar_imports EXECUTE FUNCTION wait_here()');
    // In an object, since the transaction must end before the promise does.
    const { added } = await bench.database.prisma.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(1)`;
      const added = bench.imports.add(request(outside.url));
      await someoneWaitsForLock(url);
      await bench.imports.remove({ clinicId: clinic.clinicId, id: before, actor, now: bench.clock.now() });
      return { added };
    });
    const { id } = (await added).added;
    await execute(url, 'DROP FUNCTION wait_here CASCADE');
    expect(id).not.toBe(before);
    expect((await bench.imports.list(clinic.clinicId, ALL)).map((listed) => listed.id)).toEqual([id]);
  });

  it('is refused for an address that is none, and for whom the clinic does not have', async () => {
    const other = await buildClinic(bench.database.prisma);
    await expect(bench.imports.add(request('ftp://calendar.example.com'))).rejects.toMatchObject({
      issues: [{ field: '/url' }],
    });
    await expect(bench.imports.add(request(outside.url, other.providerIds[0]))).rejects.toMatchObject({
      code: 'scheduling/resource_not_found',
    });
    outside.answer = withEvents();
    const id = await bench.add(clinic, outside.url);
    const theirs = { clinicId: other.clinicId, id, actor, now: bench.clock.now() };
    await expect(bench.imports.remove(theirs)).rejects.toMatchObject({ code: 'calendars/link_not_found' });
  });
});

describe('by the API', () => {
  const PATH = '/api/v1/calendar-imports';
  let key: Record<string, string>;
  beforeEach(async () => {
    key = await grantKey(bench.database, clinic.clinicId);
  });
  const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await bench.api.send(method, path, body, { ...key, ...headers });
    const text = await response.text();
    return {
      status: response.status,
      etag: response.headers.get('etag') ?? '',
      ...(text ? { item: JSON.parse(text) as Record<string, unknown> } : {}),
    };
  };
  const wanted = (url: string) => ({ providerId: clinic.providerIds[0], url });
  /** Once its calendar was read. */
  const readItem = (id: unknown) =>
    until(
      () => send('GET', `${PATH}/${String(id)}`),
      ({ item }) => item?.['lastReadAt'] !== null,
    );

  it('an import is added once, shows how its last reading went and not its address, and is removed', async () => {
    outside.answer = withEvents(['doctor', '2026-11-24T14:00:00Z', '2026-11-24T15:00:00Z']);
    const added = await send('POST', PATH, wanted(`${outside.url}/secret.ics`), { 'idempotency-key': 'one' });
    expect(added).toMatchObject({
      status: 201,
      item: { providerId: clinic.providerIds[0], host: new URL(outside.url).host },
    });
    expect(await send('POST', PATH, wanted(`${outside.url}/secret.ics`), { 'idempotency-key': 'one' })).toEqual(added);
    expect(await send('POST', PATH, wanted(`${outside.url}/secret.ics`))).toMatchObject({ status: 200 });
    const id = added.item?.['id'] as CalendarImportId;
    const { item } = await readItem(id);
    expect(item).toMatchObject({ id, trouble: null, failures: 0, timeZone: 'America/New_York' });
    outside.answer = (_, response) => void response.writeHead(403).end();
    await bench.readAgain(clinic, id);
    const listed = await send('GET', `${PATH}?providerId=${clinic.providerIds[0]}`);
    expect(listed.item).toMatchObject({ items: [{ id, trouble: 'refused', failures: 1 }], nextCursor: null });
    expect(JSON.stringify(listed)).not.toContain('secret');
    expect(await taken()).toHaveLength(1);
    expect(await send('DELETE', `${PATH}/${id}`)).toMatchObject({ status: 204 });
    expect(await taken()).toEqual([]);
    for (const [method, body] of [['GET'], ['DELETE'], ['PATCH', { url: 'https://example.com/a.ics' }]] as const) {
      expect(await send(method, `${PATH}/${id}`, body)).toMatchObject({
        status: 404,
        item: { code: 'calendars/link_not_found' },
      });
    }
  });

  it('gets another address, of which all is read anew, and keeps what it has until then', async () => {
    outside.answer = withEvents(['old', '2026-11-24T14:00:00Z', '2026-11-24T15:00:00Z']);
    const { item } = await send('POST', PATH, wanted(`${outside.url}/old.ics`));
    const id = item?.['id'] as CalendarImportId;
    const { etag } = await readItem(id);
    const path = `${PATH}/${id}`;
    expect((await send('PATCH', path, { url: 'ftp://example.com' })).status).toBe(400);
    expect((await send('PATCH', path, { url: `${outside.url}/new.ics` }, { 'if-match': '"stale"' })).status).toBe(412);
    let answerNew = () => undefined as void;
    const asked = new Promise<void>((resolve) => {
      outside.answer = (request, response) => {
        answerNew = () => withEvents(['new', '2026-11-25T14:00:00Z', '2026-11-25T15:00:00Z'])(request, response);
        resolve();
      };
    });
    const changed = await send('PATCH', path, { url: `${outside.url}/new.ics` }, { 'if-match': etag });
    expect(changed).toMatchObject({ status: 200, item: { id, trouble: null, lastReadAt: null } });
    await asked;
    expect(outside.requests.at(-1)?.path).toBe('/new.ics');
    expect(await taken()).toEqual(['blockout 11-24T14:00 to 11-24T15:00']);
    answerNew();
    await readItem(id);
    expect(await taken()).toEqual(['blockout 11-25T14:00 to 11-25T15:00']);
    outside.answer = withEvents();
    const other = await send('POST', PATH, wanted(`${outside.url}/other.ics`));
    const clash = await send('PATCH', path, { url: `${outside.url}/other.ics` });
    expect(clash).toMatchObject({ status: 409, item: { code: 'calendars/imported_already' } });
    expect((await send('PATCH', path, { url: `${outside.url}/new.ics` })).item).toMatchObject({ id });
    await readItem(other.item?.['id']);
  });

  it('ignores what was read at an address that it no longer has', async () => {
    let answerOld = () => undefined as void;
    const asked = new Promise<void>((resolve) => {
      outside.answer = (request, response) => {
        answerOld = () => withEvents(['old', '2026-11-24T14:00:00Z', '2026-11-24T15:00:00Z'])(request, response);
        resolve();
      };
    });
    const { item } = await send('POST', PATH, wanted(`${outside.url}/old.ics`));
    const id = item?.['id'] as CalendarImportId;
    await asked;
    outside.answer = withEvents();
    await send('PATCH', `${PATH}/${id}`, { url: `${outside.url}/new.ics` });
    answerOld();
    await readItem(id);
    await until(
      () => done(id),
      (jobs) => jobs.length === 2,
    );
    expect(await taken()).toEqual([]);
  });

  it('is nobody else’s, and each change stands in the trail', async () => {
    outside.answer = withEvents();
    const { item } = await send('POST', PATH, wanted(outside.url));
    const id = item?.['id'] as CalendarImportId;
    await readItem(id);
    const other = await grantKey(bench.database, (await buildClinic(bench.database.prisma)).clinicId);
    for (const [method, body] of [['GET'], ['PATCH', { url: outside.url }], ['DELETE']] as const) {
      expect((await send(method, `${PATH}/${id}`, body, other)).status).toBe(404);
    }
    expect((await send('POST', PATH, wanted(outside.url), other)).status).toBe(404);
    expect((await send('GET', PATH, undefined, other)).item).toMatchObject({ items: [] });
    await send('PATCH', `${PATH}/${id}`, { url: `${outside.url}/b` });
    await send('DELETE', `${PATH}/${id}`);
    const entries = await bench.database.prisma.auditEntry.findMany({
      where: { subjectId: id, action: { startsWith: 'calendar_import.' } },
      orderBy: { seq: 'asc' },
    });
    expect(entries.map(({ action, actorKind }) => [action, actorKind])).toEqual([
      ['calendar_import.added', 'api_key'],
      ['calendar_import.readdressed', 'api_key'],
      ['calendar_import.removed', 'api_key'],
    ]);
    expect(JSON.stringify(entries)).not.toContain(new URL(outside.url).host);
  });
});
