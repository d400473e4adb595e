import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { CallsModule } from '../../../src/calls/calls.module.js';
import { AgentSettings } from '../../../src/profiles/agent-profile.types.js';
import { AgentProfiles } from '../../../src/profiles/agent-profiles.service.js';
import { ProfilesModule } from '../../../src/profiles/profiles.module.js';
import { grantKey, startApi } from '../../support/test-api.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { clientOf, ProfilesBench, type ProfilesClient } from './profiles-harness.js';

let database: TestDatabase;
let bench: ProfilesBench;
let profiles: ProfilesClient;

beforeAll(async () => {
  database = await openTestDatabase();
  bench = await ProfilesBench.start(database);
});
beforeEach(async () => {
  profiles = await bench.clinic();
});
afterAll(async () => {
  await bench.close();
  await database.close();
});

const rows = () =>
  database.prisma.agentProfile.findMany({
    where: { clinicId: profiles.clinic.clinicId },
    orderBy: { version: 'asc' },
  });
const states = async () => (await rows()).map(({ version, status }) => `${version} ${status}`);

describe('a draft', () => {
  it('begins as what is published, with the changes that came with it', async () => {
    const { status, json } = await profiles.post('', { settings: { audio: { gainDb: 3 } }, note: 'Louder.' });
    expect(status).toBe(201);
    expect(json).toEqual({
      version: 2,
      status: 'draft',
      note: 'Louder.',
      createdAt: '2026-11-20T15:00:00Z',
      createdAtLocal: '2026-11-20T10:00:00-05:00',
      publishedAt: null,
      publishedAtLocal: null,
      timeZone: 'America/New_York',
      settings: AgentSettings.parse({ greetings: { en: 'Thank you for calling Test Dental.' }, audio: { gainDb: 3 } }),
      warnings: [{ field: '/greetings/en', detail: expect.stringContaining('AI') as string }],
    });
    expect(await profiles.get('/2')).toEqual({ status: 200, json });
  });

  it('begins as an older version when that is asked for: the way back', async () => {
    await profiles.draft({ settings: { greetings: { en: 'Second.' } } });
    await profiles.post('/2/publish');
    const { json } = await profiles.post('', { from: 1 });
    expect(json).toMatchObject({ version: 3, settings: { greetings: { en: 'Thank you for calling Test Dental.' } } });
    expect((await profiles.get('/3/compare?with=1')).json).toEqual({ version: 3, with: 1, differences: [] });
    expect((await profiles.get('/3/compare?with=2')).json).toMatchObject({
      differences: [{ path: '/greetings/en', value: 'Thank you for calling Test Dental.', otherValue: 'Second.' }],
    });
  });

  it('is changed in part, and keeps its note unless that is changed', async () => {
    await profiles.draft({ settings: { tools: ['end_call'] }, note: 'First try.' });
    const first = await profiles.patch(2, { settings: { tools: null, prompt: { persona: 'Your name is Ava.' } } });
    expect(first).toMatchObject({
      status: 200,
      json: { note: 'First try.', settings: { tools: null, prompt: { persona: 'Your name is Ava.', style: null } } },
    });
    const second = await profiles.patch(2, { note: null });
    expect(second.json).toMatchObject({ note: null, settings: { prompt: { persona: 'Your name is Ava.' } } });
  });

  it('tells what is hardly meant', async () => {
    const { json } = await profiles.post('', { settings: { greetings: { en: null, es: 'Hola.' } } });
    expect(json['warnings']).toEqual([{ field: '/greetings/es', detail: expect.stringContaining('never') as string }]);
  });

  it('that is deleted leaves the list, keeps its number, and changes no more', async () => {
    await profiles.draft();
    await profiles.draft();
    expect((await profiles.remove(2)).status).toBe(204);
    expect((await profiles.get()).json['items']).toMatchObject([{ version: 3 }, { version: 1 }]);
    expect((await profiles.get('/2')).json).toMatchObject({ status: 'discarded' });
    expect(await profiles.draft({ from: 2 })).toBe(4);
    for (const answer of [
      await profiles.remove(2),
      await profiles.patch(2, { note: null }),
      await profiles.post('/2/publish'),
    ]) {
      expect(answer).toMatchObject({
        status: 409,
        json: { code: 'profiles/not_a_draft', detail: 'version 2 is discarded, and no draft' },
      });
    }
  });
});

describe('publishing', () => {
  it('retires what was published, gives calls the new version, and tells whoever has to make things ready', async () => {
    await profiles.draft({ settings: { greetings: { en: 'Second.' } } });
    const { clinicId } = profiles.clinic;
    const forCall = async (version: number | null) =>
      bench.api.app.get(AgentProfiles, { strict: false }).forCall(clinicId, version);
    expect(await forCall(null)).toMatchObject({ version: 1 });
    const { status, json } = await profiles.post('/2/publish');
    expect([status, json['status']]).toEqual([200, 'published']);
    expect(await states()).toEqual(['1 retired', '2 published']);
    expect(await forCall(null)).toMatchObject({ version: 2, settings: { greetings: { en: 'Second.' } } });
    expect(await forCall(1)).toMatchObject({ version: 1, status: 'retired' });
    expect(await bench.published.next((told) => told.clinicId === clinicId)).toEqual({ clinicId, version: 2 });
  });

  it('is for drafts: what is published, or was, answers a conflict that says so', async () => {
    await profiles.draft();
    await profiles.post('/2/publish');
    for (const [version, status] of [
      [1, 'retired'],
      [2, 'published'],
    ] as const) {
      for (const answer of [
        await profiles.post(`/${version}/publish`),
        await profiles.patch(version, { settings: { audio: { gainDb: 1 } } }),
        await profiles.remove(version),
      ]) {
        expect(answer).toMatchObject({
          status: 409,
          json: { code: 'profiles/not_a_draft', detail: `version ${version} is ${status}, and no draft` },
        });
      }
    }
  });

  it('of two drafts at once leaves one published, whichever was later', async () => {
    const versions = [await profiles.draft(), await profiles.draft(), await profiles.draft()];
    const answers = await Promise.all(versions.map((version) => profiles.post(`/${version}/publish`)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const after = await rows();
    expect(after.filter(({ status }) => status === 'published')).toHaveLength(1);
    expect(after.filter(({ status }) => status === 'retired')).toHaveLength(3);
  });

  it('of one draft twice at once publishes it once', async () => {
    await profiles.draft();
    const answers = await Promise.all([1, 2, 3, 4].map(() => profiles.post('/2/publish')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect(await states()).toEqual(['1 retired', '2 published']);
    const where = { clinicId: profiles.clinic.clinicId, action: 'agent_profile.published' };
    expect(await database.prisma.auditEntry.count({ where })).toBe(1);
  });

  it('and changing a draft at once never changes what is published', async () => {
    for (let version = 2; version < 8; version++) {
      await profiles.draft();
      const [published, changed] = await Promise.all([
        profiles.post(`/${version}/publish`),
        profiles.patch(version, { settings: { audio: { gainDb: 5 } } }),
      ]);
      expect([200, 409]).toContain(changed.status);
      const now = (await profiles.get(`/${version}`)).json;
      expect(now).toEqual({ ...published.json, status: now['status'] });
    }
  });

  it('needs nobody who listens', async () => {
    const api = await startApi(database, { imports: [ProfilesModule, CallsModule] });
    const { clinic } = profiles;
    const elsewhere = clientOf(
      clinic,
      `${await api.app.getUrl()}/api/v1/agent-profiles`,
      await grantKey(database, clinic.clinicId),
    );
    const version = await elsewhere.draft();
    expect((await elsewhere.post(`/${version}/publish`)).status).toBe(200);
    await api.close();
  });
});

describe('rolling back', () => {
  it('publishes what an older version said as a new one, with a note, and tells whoever has to make things ready', async () => {
    await profiles.draft({ settings: { greetings: { en: 'Second.' } } });
    await profiles.post('/2/publish');
    await profiles.draft({ note: 'Not finished.' });
    const { status, json } = await profiles.post('/1/roll-back', { note: 'Callers were confused.' });
    expect(status).toBe(201);
    expect(json).toMatchObject({
      version: 4,
      status: 'published',
      note: 'Callers were confused.',
      settings: { greetings: { en: 'Thank you for calling Test Dental.' } },
    });
    expect(await profiles.get('/4')).toEqual({ status: 200, json });
    expect(await states()).toEqual(['1 retired', '2 retired', '3 draft', '4 published']);
    const { clinicId } = profiles.clinic;
    expect(await bench.published.next((told) => told.clinicId === clinicId && told.version === 4)).toBeDefined();
    const entries = await database.prisma.auditEntry.findMany({
      where: { clinicId, subjectKind: 'agent_profile', subjectId: '4' },
      orderBy: { seq: 'asc' },
    });
    expect(entries.map(({ action, detail }) => [action, detail])).toEqual([
      ['agent_profile.drafted', { from: 1 }],
      ['agent_profile.published', { replaces: 2 }],
    ]);
  });

  it('needs no body, and is for versions that calls have used before', async () => {
    await profiles.draft();
    await profiles.post('/2/publish');
    await profiles.draft();
    await profiles.draft();
    await profiles.remove(4);
    for (const [version, is] of [
      [2, 'published'],
      [3, 'draft'],
      [4, 'discarded'],
    ] as const) {
      expect(await profiles.post(`/${version}/roll-back`)).toMatchObject({
        status: 409,
        json: { code: 'profiles/not_retired', detail: `version ${version} is ${is}, and none of before` },
      });
    }
    expect((await profiles.post('/9/roll-back', {})).status).toBe(404);
    expect((await profiles.post('/1/roll-back')).status).toBe(201);
  });
});

describe('a change that depends on what was read', () => {
  it('is made when nothing has changed since, and refused when something has', async () => {
    await profiles.draft({ note: 'First.' });
    const read = await profiles.etagOf(2);
    const mine = await profiles.patch(2, { note: 'Mine.' }, { 'if-match': read });
    expect(mine).toMatchObject({ status: 200, json: { note: 'Mine.' } });
    const late = await profiles.patch(2, { note: 'Theirs.' }, { 'if-match': read });
    expect([late.status, late.json['code']]).toEqual([412, 'http/precondition_failed']);
    expect((await profiles.remove(2, { 'if-match': read })).status).toBe(412);
    expect((await profiles.remove(2, { 'if-match': await profiles.etagOf(2) })).status).toBe(204);
  });

  it('says what is to change', async () => {
    await profiles.draft();
    expect((await profiles.patch(2, {})).status).toBe(400);
  });
});

it('gives out numbers without gaps, however many drafts are made at once', async () => {
  const versions = await Promise.all(Array.from({ length: 12 }, () => profiles.draft()));
  expect(versions.sort((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
});

it('lists the newest first, page by page, without the settings', async () => {
  for (const note of ['two', 'three', 'four', 'five']) await profiles.draft({ note });
  const first = (await profiles.get('?limit=2')).json;
  expect(first['items']).toMatchObject([
    { version: 5, status: 'draft', note: 'five', publishedAt: null },
    { version: 4, status: 'draft', note: 'four', publishedAt: null },
  ]);
  expect(JSON.stringify(first)).not.toContain('settings');
  const second = (await profiles.get(`?limit=2&cursor=${String(first['nextCursor'])}`)).json;
  expect(second['items']).toMatchObject([{ version: 3 }, { version: 2 }]);
  const third = (await profiles.get(`?limit=2&cursor=${String(second['nextCursor'])}`)).json;
  expect(third).toMatchObject({ items: [{ version: 1, status: 'published' }], nextCursor: null });
});

it('a clinic that has published nothing runs the defaults, and drafts from them', async () => {
  const { clinicId } = profiles.clinic;
  await database.prisma.$executeRaw`ALTER TABLE agent_profiles DISABLE TRIGGER agent_profiles_immutable`;
  await database.prisma.agentProfile.deleteMany({ where: { clinicId } });
  await database.prisma.$executeRaw`ALTER TABLE agent_profiles ENABLE TRIGGER agent_profiles_immutable`;
  const defaults = await bench.api.app.get(AgentProfiles, { strict: false }).forCall(clinicId, null);
  expect(defaults).toMatchObject({ version: null, settings: AgentSettings.parse({}) });
  expect((await profiles.post('', {})).json).toMatchObject({ version: 1, settings: AgentSettings.parse({}) });
});

it('a version that something newer has written is read as far as it is understood', async () => {
  const { clinicId } = profiles.clinic;
  const settings = { greetings: { en: 'From the future.' }, ambience: 'birds' };
  await database.prisma.agentProfile.create({
    data: { clinicId, version: 2, status: 'draft', settings, createdAt: new Date() },
  });
  expect((await profiles.get('/2')).json['settings']).toEqual(
    AgentSettings.parse({ greetings: { en: 'From the future.' } }),
  );
});

describe('what can not be', () => {
  it.each<[unknown, string]>([
    [{ from: 99 }, '/from'],
    [{ from: 0 }, '/from'],
    [{ settings: [] }, '/settings'],
    [{ settings: { turnTaking: { endConfidence: 2 } } }, '/settings/turnTaking/endConfidence'],
    [{ settings: { turnTaking: { endConfidence: 0.5, eagerConfidence: 0.6 } } }, '/settings/turnTaking'],
    [{ settings: { tools: ['open_door'] } }, '/settings/tools/0'],
    [{ settings: { colour: 'blue' } }, '/settings'],
    [{ note: '\u0000' }, '/note'],
    [{ note: 'x'.repeat(501) }, '/note'],
    [{ nonsense: true }, ''],
  ])('as in %j is refused by its field', async (body, field) => {
    const { status, json } = await profiles.post('', body);
    expect([status, json['code']]).toEqual([400, 'common/invalid_input']);
    expect(json['errors']).toMatchObject([{ field }]);
    expect(await rows()).toHaveLength(1);
  });

  it('is not half done: a change with one bad setting changes nothing', async () => {
    await profiles.draft();
    const before = await rows();
    const bad = { settings: { audio: { gainDb: 2 }, languages: [] }, note: 'New.' };
    expect((await profiles.patch(2, bad)).status).toBe(400);
    expect(await rows()).toEqual(before);
  });

  it.each(['/0', '/one', '/1.5', '/99999999999', '/1/compare', '/1/compare?with=x', '/1/compare?with=7', '?cursor=x'])(
    'GET %s is a bad request',
    async (path) => {
      expect((await profiles.get(path)).status).toBe(400);
    },
  );

  it('is found by nobody: versions that are not there, and those of others', async () => {
    await profiles.draft();
    const stranger = await bench.clinic();
    for (const answer of [
      await profiles.get('/9'),
      await profiles.patch(9, { note: null }),
      await profiles.remove(9),
      await profiles.post('/9/publish'),
      await profiles.get('/9/compare?with=1'),
      await stranger.get('/2'),
      await stranger.patch(2, { note: null }),
      await stranger.remove(2),
      await stranger.post('/2/publish'),
    ]) {
      expect(answer).toMatchObject({ status: 404, json: { code: 'profiles/not_found' } });
    }
    expect(await states()).toEqual(['1 published', '2 draft']);
    const nobody = clientOf(profiles.clinic, `${await bench.api.app.getUrl()}/api/v1/agent-profiles`, {
      authorization: 'Bearer cl_nobody',
    });
    expect((await nobody.get()).status).toBe(401);
  });
});

it('writes down who did what to which version, and nothing of what it says', async () => {
  await profiles.draft({ settings: { greetings: { en: 'Marked greeting.' } }, note: 'Marked note.' });
  await profiles.patch(2, { settings: { prompt: { persona: 'Marked persona.' } } });
  await profiles.draft({ from: 2 });
  await profiles.remove(3);
  await profiles.post('/2/publish');
  const entries = await database.prisma.auditEntry.findMany({
    where: { clinicId: profiles.clinic.clinicId, subjectKind: 'agent_profile' },
    orderBy: { seq: 'asc' },
  });
  const told = entries.map(({ action, subjectId, detail }) => [action, subjectId, detail]);
  expect(told).toHaveLength(5);
  expect(told).toEqual(
    expect.arrayContaining([
      ['agent_profile.drafted', '2', { from: 1 }],
      ['agent_profile.changed', '2', {}],
      ['agent_profile.drafted', '3', { from: 2 }],
      ['agent_profile.discarded', '3', {}],
      ['agent_profile.published', '2', { replaces: 1 }],
    ]),
  );
  expect(new Set(entries.map(({ actorKind }) => actorKind))).toEqual(new Set(['api_key']));
  expect(
    JSON.stringify(entries.map(({ seq, ...entry }) => [Number(seq), entry])) + bench.api.logLines.join(''),
  ).not.toContain('Marked');
});

it('is described in the OpenAPI document, with every setting', () => {
  const { paths } = SwaggerModule.createDocument(bench.api.app, new DocumentBuilder().addBearerAuth().build());
  const ours = Object.entries(paths).filter(([path]) => path.startsWith('/api/v1/agent-profiles'));
  const routes = ours.flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path.replace('/api/v1/agent-profiles', '')}`),
  );
  expect(routes.sort()).toEqual([
    'delete /{version}',
    'get ',
    'get /{version}',
    'get /{version}/compare',
    'patch /{version}',
    'post ',
    'post /{version}/publish',
    'post /{version}/roll-back',
  ]);
  const shown = JSON.stringify(paths['/api/v1/agent-profiles/{version}']?.get);
  for (const setting of Object.keys(AgentSettings.parse({}))) expect(shown).toContain(`"${setting}"`);
});
