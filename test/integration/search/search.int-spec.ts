import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { hashApiKey, newApiKey } from '../../../src/auth/api-key.js';
import type { Call } from '../../../src/calls/calls.types.js';
import { CallsService } from '../../../src/calls/calls.service.js';
import { ClinicsRepository } from '../../../src/clinics/clinics.repository.js';
import { ClinicsService } from '../../../src/clinics/clinics.service.js';
import { SystemClock } from '../../../src/common/clock/clock.js';
import { PrismaService } from '../../../src/common/database/prisma.service.js';
import type { Scope } from '../../../src/common/http/access.policy.js';
import type { ClinicId } from '../../../src/common/ids/ids.js';
import { Logger } from '../../../src/common/logging/logger.js';
import { Erasures } from '../../../src/compliance/erasure/erasure.service.js';
import { KeyRotation } from '../../../src/compliance/key-rotation.service.js';
import { Retention } from '../../../src/compliance/retention/retention.service.js';
import type { AppConfig } from '../../../src/config/app-config.js';
import { JobQueue } from '../../../src/jobs/job-queue.service.js';
import { IncomingTexts } from '../../../src/messaging/incoming-texts.service.js';
import { Texts } from '../../../src/messaging/texts.service.js';
import { readBacklog } from '../../../src/search/search-backlog.jobs.js';
import { SearchRepository } from '../../../src/search/search.repository.js';
import { SearchService } from '../../../src/search/search.service.js';
import { SearchBody, type SearchPage } from '../../../src/search/search.types.js';
import { auditLog } from '../../support/audit.js';
import { buildCall, buildClinic, buildPatient } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { searchIndex } from '../../support/search.js';
import { execute, openTestDatabase, TEST_KEYS } from '../../support/test-database.js';
import { until } from '../../support/until.js';
import { newSid } from '../messaging/text-carrier.js';
import { DESK, NOW, RecordsBench } from '../retention/records-bench.js';

const PHONE = '+15125550171';
const DAY_MS = 24 * 3_600_000;

let bench: RecordsBench;
let key: string;

beforeAll(async () => {
  bench = await RecordsBench.start();
});
afterAll(() => bench.close());
beforeEach(async () => {
  bench.clock.stall(Date.parse(NOW) - bench.clock.nowMs());
  await bench.newClinic();
  key = await keyWith('calls:read', 'messages:read');
});

async function keyWith(...scopes: Scope[]): Promise<string> {
  const made = newApiKey();
  const { clinicId } = bench.clinic;
  await bench.prisma.apiKey.create({
    data: { keyHash: hashApiKey(made), clinicId, name: 'test', prefix: 'cl_', scopes, createdAt: new Date(0) },
  });
  return made;
}

const ask = (body: object, by = key) =>
  fetch(`${bench.line.baseUrl}/api/v1/search`, {
    method: 'POST',
    headers: { authorization: `Bearer ${by}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

async function search(query: string, options: object = {}, by = key): Promise<SearchPage> {
  const response = await ask({ query, ...options }, by);
  expect(response.status).toBe(200);
  return (await response.json()) as SearchPage;
}

const found = async (query: string, options: object = {}, by = key) =>
  (await search(query, options, by)).items.map(({ excerpt }) => excerpt).sort();

/** A call of which nothing is written yet. It is over, unless it is to go on: its turns are found from its end on. */
async function newCall({ goesOn = false } = {}): Promise<Call> {
  const { clinicId, number } = bench.clinic;
  const id = await buildCall(bench.prisma, { clinicId, number });
  if (!goesOn) {
    const data = { status: 'completed', outcome: 'answered', endedAt: new Date(NOW) };
    await bench.prisma.call.update({ where: { clinicId_id: { clinicId, id } }, data });
  }
  const call = await bench.get(CallsService).find(clinicId, id);
  if (!call) throw new Error('the call is not there');
  return call;
}

const say = (call: Call, seq: number, text: string) =>
  bench.get(CallsService).saveTurn(call, {
    ...{ seq, role: 'caller', text, heard: text, interrupted: false },
    ...{ startedAt: bench.clock.now(), latencyMs: null, stages: null },
  });

const write = (body: string, from = PHONE) =>
  bench.get(IncomingTexts).take({ carrierSid: newSid(), from, to: bench.clinic.number, body, optOutType: null });

/** Everything that was said and texted in the clinic. */
async function everything(clinicId: ClinicId): Promise<string[]> {
  const turns = await bench.prisma.turn.findMany({ where: { clinicId } });
  const texts = await bench.prisma.text.findMany({ where: { clinicId } });
  return [...turns.map(({ text }) => text), ...texts.map(({ body }) => body)];
}

/** The clinic's tokens as they lie in the database. */
const stored = async () =>
  JSON.stringify([
    await execute(bench.line.databaseUrl, `SELECT * FROM turn_words WHERE clinic_id = '${bench.clinic.clinicId}'`),
    await execute(bench.line.databaseUrl, `SELECT * FROM text_words WHERE clinic_id = '${bench.clinic.clinicId}'`),
  ]);

const wordsLeft = async (clinicId: ClinicId) => ({
  turns: await bench.prisma.turnWords.count({ where: { clinicId } }),
  texts: await bench.prisma.textWords.count({ where: { clinicId } }),
});

describe('a search', () => {
  const VOCABULARY = [
    ...['Señora', 'mañana', 'MUELA', 'muelas', 'dolor', 'dolores', "don't", 'O’Brien', 'obrien', 'root', 'canal'],
    ...['root-canal', '12', '123', 'niño', 'ano', 'año', 'Ｆull', 'x', '½', 'implant', 'implants', '“tooth”'],
  ];
  const SEPARATORS = [' ', ' ', ' ', ', ', ' — ', '\n', '. ', ' ¿'];
  const said = fc
    .array(fc.tuple(fc.constantFrom(...VOCABULARY), fc.constantFrom(...SEPARATORS)), { minLength: 1, maxLength: 12 })
    .map((pieces) => pieces.flat().join(''));
  const word = fc.constantFrom(...VOCABULARY.filter((one) => !/[“-]/.test(one)));
  const term = fc.oneof(
    word,
    fc.tuple(word, word).map(([one, other]) => `"${one} ${other}"`),
    fc.tuple(word, word, word).map((words) => `"${words.join(', ')}"`),
    fc
      .tuple(word, fc.nat(8))
      .map(([one, more]) => `${one.slice(0, 3 + more)}*`)
      .filter((prefix) => flat(prefix).replaceAll(' ', '').length >= 3 && !/[½']/.test(prefix)),
  );
  const query = fc.array(term, { minLength: 1, maxLength: 3 });

  /** Written down once more, in another way than the product does it. */
  const flat = (text: string) =>
    text
      .replaceAll('½', '1 2')
      .normalize('NFKD')
      .replace(/[\u0300-\u036f'’]/g, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
  const has = (text: string, asked: string): boolean => {
    const words = ` ${flat(text)} `;
    if (asked.endsWith('*')) return words.includes(` ${flat(asked)}`);
    if (asked.startsWith('"')) return words.includes(` ${flat(asked)} `);
    return flat(asked)
      .split(' ')
      .every((one) => words.includes(` ${one} `));
  };

  it('finds exactly what a look at every text finds', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(said, { minLength: 3, maxLength: 8 }),
        fc.array(said, { maxLength: 3 }),
        fc.array(query, { minLength: 6, maxLength: 6 }),
        async (turns, texts, queries) => {
          await bench.newClinic();
          key = await keyWith('calls:read', 'messages:read');
          const call = await newCall();
          for (const [index, text] of turns.entries()) await say(call, index + 1, text);
          for (const [index, text] of texts.entries()) await write(text, `+1512555017${index}`);
          const all = await everything(bench.clinic.clinicId);
          for (const terms of queries) {
            const { items } = await search(terms.join(' '), { limit: 200 });
            const expected = all.filter((text) => terms.every((asked) => has(text, asked)));
            expect({ terms, count: items.length }).toEqual({ terms, count: expected.length });
          }
        },
      ),
      { numRuns: 8 },
    );
  });

  it('finds what was said in a call from its end on, and what is written of it later', async () => {
    const call = await newCall({ goesOn: true });
    await say(call, 1, 'My filling fell out.');
    expect(await found('filling')).toEqual([]);
    await bench.get(CallsService).close(call, 'answered');
    expect(await found('filling')).toEqual(['My filling fell out.']);
    await say(call, 2, 'The filling on the left.');
    expect(await found('filling')).toEqual(['My filling fell out.', 'The filling on the left.']);
  });

  it('finds words whatever their case and marks, phrases in their order, and beginnings', async () => {
    const call = await newCall();
    await say(call, 1, 'Me duele la muela desde ayer por la mañana.');
    await say(call, 2, 'I need a root canal, not a canal root.');
    await write('Can I have a filling on the root?');
    const [first, second, third] = [
      'Me duele la muela desde ayer por la mañana.',
      'I need a root canal, not a canal root.',
      'Can I have a filling on the root?',
    ];
    expect(await found('MANANA muela')).toEqual([first]);
    expect(await found('mañana')).toEqual([first]);
    expect(await found('root')).toEqual([third, second]);
    expect(await found('"root canal"')).toEqual([second]);
    expect(await found('"canal root" need')).toEqual([second]);
    expect(await found('"root filling"')).toEqual([]);
    expect(await found('fill*')).toEqual([third]);
    expect(await found('filling*')).toEqual([third]);
    expect(await found('fillin')).toEqual([]);
    expect(await found('root muela')).toEqual([]);
  });

  it('tells where and when, the newest first, page by page', async () => {
    const call = await newCall();
    await say(call, 1, 'tooth one');
    bench.clock.stall(60_000);
    await say(call, 2, 'tooth two');
    bench.clock.stall(60_000);
    await write('tooth three');
    const { items, nextCursor, timeZone, kinds } = await search('tooth', { limit: 2 });
    const { id: messageId } = await bench.prisma.text.findFirstOrThrow({
      where: { clinicId: bench.clinic.clinicId, direction: 'inbound' },
    });
    expect({ items, timeZone, kinds }).toEqual({
      timeZone: 'America/New_York',
      kinds: ['turn', 'message'],
      items: [
        {
          kind: 'message',
          messageId,
          at: '2026-11-20T15:02:00Z',
          atLocal: '2026-11-20T10:02:00-05:00',
          excerpt: 'tooth three',
        },
        {
          kind: 'turn',
          callSid: call.callSid,
          seq: 2,
          at: '2026-11-20T15:01:00Z',
          atLocal: '2026-11-20T10:01:00-05:00',
          excerpt: 'tooth two',
        },
      ],
    });
    const last = await search('tooth', { limit: 2, cursor: nextCursor });
    expect(last).toMatchObject({ items: [{ seq: 1, excerpt: 'tooth one' }], nextCursor: null });
    expect(await found('tooth', { from: '2026-11-20T10:01:00-05:00', to: '2026-11-20T15:02:00Z' })).toEqual([
      'tooth two',
    ]);
    expect(await found('tooth', { kinds: ['message'] })).toEqual(['tooth three']);
  });

  it('goes through hits of one moment without losing or repeating any', async () => {
    const calls = [await newCall(), await newCall()];
    for (const [index, call] of calls.entries()) {
      for (let seq = 1; seq <= 4; seq++) await say(call, seq, `tooth ${index} ${seq}`);
    }
    const all: string[] = [];
    let cursor: string | null = null;
    do {
      const page: SearchPage = await search('tooth', { limit: 3, ...(cursor ? { cursor } : {}) });
      all.push(...page.items.map(({ excerpt }) => excerpt));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(all).toHaveLength(8);
    expect(new Set(all).size).toBe(8);
  });

  it('knows a turn as it was said in the end', async () => {
    const call = await newCall();
    await say(call, 1, 'my card is four one one');
    await say(call, 1, 'my card is gone');
    expect(await found('card')).toEqual(['my card is gone']);
    expect(await found('four')).toEqual([]);
  });

  it('finds for a credential what it may read, and nothing for one that may read neither', async () => {
    await say(await newCall(), 1, 'tooth said');
    await write('tooth written');
    expect(await found('tooth', {}, await keyWith('calls:read'))).toEqual(['tooth said']);
    expect(await found('tooth', {}, await keyWith('messages:read'))).toEqual(['tooth written']);
    expect(await search('tooth', { kinds: ['turn'] }, await keyWith('messages:read'))).toMatchObject({
      kinds: [],
      items: [],
    });
    const refused = await ask({ query: 'tooth' }, await keyWith('tasks:read'));
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ detail: 'this needs: calls:read or messages:read' });
  });

  it('finds nothing of another clinic, not even by its own tokens', async () => {
    const { clinicId } = bench.clinic;
    await say(await newCall(), 1, 'tooth');
    const token = (await bench.prisma.$sealer(clinicId)).index('word', 'tooth');
    const inside = (of: ClinicId) =>
      bench.prisma.inClinic(of, (tx) => tx.$queryRaw`SELECT * FROM turns_with(${clinicId}::uuid, ${token}::tsquery)`);
    expect(await inside(clinicId)).toHaveLength(1);
    await bench.newClinic();
    key = await keyWith('calls:read', 'messages:read');
    expect(await found('tooth')).toEqual([]);
    expect(await inside(bench.clinic.clinicId)).toEqual([]);
  });

  it('is written down with whose data it showed and how much, and without a word of what was looked for', async () => {
    const { clinicId } = bench.clinic;
    const call = await newCall();
    const [patientId, texter] = [
      await buildPatient(bench.prisma, bench.clinic),
      await buildPatient(bench.prisma, bench.clinic, { phone: PHONE }),
    ];
    const proof = { clinicId, callId: call.id, patientId, proof: 'registered', verifiedAt: new Date(NOW) };
    await bench.prisma.callIdentity.create({ data: proof });
    await say(call, 1, 'xanthodontous');
    await say(call, 2, 'not that');
    await write('xanthodontous too');
    await found('xanthodontous');
    await found('unfindable');
    const entries = await bench.prisma.auditEntry.findMany({
      where: { clinicId, action: 'records.searched' },
      orderBy: { seq: 'asc' },
    });
    expect(entries).toMatchObject([
      { subjectKind: 'clinic', subjectId: clinicId, detail: { kinds: 'turn message', hits: 2 } },
      { patientIds: [], detail: { kinds: 'turn message', hits: 0 } },
    ]);
    expect([...(entries[0]?.patientIds ?? [])].sort()).toEqual([patientId, texter].sort());
    expect(
      JSON.stringify([entries, bench.line.logLines], (_, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      ),
    ).not.toMatch(/xanthodontous|unfindable/);
  });

  it.each([
    [{ query: '"tooth' }, '/query'],
    [{ query: 'to*' }, '/query'],
    [{ query: ' ' }, '/query'],
    [{ query: 'tooth', kinds: [] }, '/kinds'],
    [{ query: 'tooth', from: '2026-11-20' }, '/from'],
    [{ query: 'tooth', to: '0000-01-01T00:00:00Z' }, '/to'],
    [{ query: 'tooth', cursor: 'x' }, '/cursor'],
    [{}, '/query'],
  ])('refuses %j', async (body, field) => {
    const response = await ask(body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ field }] });
  });
});

describe('the index', () => {
  it('has no word of what was said, and a token of each word and each beginning', async () => {
    await say(await newCall(), 1, 'Wilhelmina said wilhelmina');
    await write('Quillfeather');
    // Long words: short ones turn up in tokens by chance.
    expect((await stored()).match(/wilhelmina|quillfeather/gi)).toBeNull();
    const [{ tokens } = { tokens: '' }] = await execute<{ tokens: string }>(
      bench.line.databaseUrl,
      `SELECT tokens::text FROM turn_words WHERE clinic_id = '${bench.clinic.clinicId}'`,
    );
    const sealer = await bench.prisma.$sealer(bench.clinic.clinicId);
    const whole = sealer.index('word', 'wilhelmina');
    expect(tokens).toContain(`'${whole}':1,3`);
    expect(tokens.split(' ')).toHaveLength(2 + 'wilhelmin'.length - 2 + 1);
  });

  it('has no token of a code', async () => {
    const { clinicId } = bench.clinic;
    await bench.prisma.inClinic(clinicId, (tx) =>
      bench.get(Texts).queue(tx, {
        ...{ clinicId, kind: 'code', to: PHONE, body: 'Your code is 482913.', idempotencyKey: randomUUID() },
      }),
    );
    expect(await wordsLeft(clinicId)).toEqual({ turns: 0, texts: 0 });
  });

  it('goes with what is too old to be kept', async () => {
    const { clinicId } = bench.clinic;
    const call = await newCall();
    await say(call, 1, 'tooth');
    await write('tooth');
    await bench.hangUp(call);
    bench.clock.stall(91 * DAY_MS);
    await bench.get(Retention).run(clinicId, ['transcripts']);
    expect(await found('tooth')).toEqual(['tooth']);
    expect((await wordsLeft(clinicId)).turns).toBe(0);
    bench.clock.stall(3650 * DAY_MS);
    await bench.get(Retention).run(clinicId, ['texts']);
    expect(await found('tooth')).toEqual([]);
    expect(await wordsLeft(clinicId)).toEqual({ turns: 0, texts: 0 });
  });

  it('goes with a person who is erased', async () => {
    const { clinicId } = bench.clinic;
    const patientId = await buildPatient(bench.prisma, bench.clinic, { phone: PHONE });
    const call = await bench.call(PHONE, 'tooth');
    await bench.hangUp(call);
    await write('tooth');
    expect(await found('tooth')).not.toEqual([]);
    const outcome = await bench.get(Erasures).erase({ clinicId, patientId, reason: 'asked_by_patient', actor: DESK });
    expect(outcome).toMatchObject({ kind: 'erased' });
    expect(await wordsLeft(clinicId)).toEqual({ turns: 0, texts: 0 });
  });
});

it('finds after a rotation of the keys what was said before it and after it', async () => {
  const [old] = TEST_KEYS;
  const next = { id: 'next', key: Buffer.alloc(32, 'the next key') };
  const database = await openTestDatabase();
  const clock = new ManualClock(NOW);
  const opened: PrismaService[] = [];
  const under = (...encryptionKeys: AppConfig['encryptionKeys']) => {
    opened.push(new PrismaService({ databaseUrl: database.url, encryptionKeys }));
    return opened.at(-1) ?? database.prisma;
  };
  const clinic = await buildClinic(database.prisma);
  const { clinicId } = clinic;
  const callId = await buildCall(database.prisma, clinic);
  const say = (prisma: PrismaService, seq: number, text: string) =>
    prisma.inClinic(clinicId, async (tx) => {
      const startedAt = clock.now();
      const turn = { role: 'caller', text, heard: text, interrupted: false, startedAt: new Date(NOW) };
      await tx.turn.create({ data: { clinicId, callId, seq, ...turn } });
      await searchIndex().turnSaved(tx, { clinicId, callId }, { seq, text, startedAt });
    });
  await say(under(old), 1, 'tooth before');
  const [both, log] = [under(next, old), Logger.create('silent')];
  await KeyRotation.on(both, new SystemClock(), log).rotate(new AbortController().signal, 0);
  const renewed = under(next);
  await say(renewed, 2, 'tooth after');

  const clinics = new ClinicsService(new ClinicsRepository(), renewed, clock);
  const service = new SearchService(new SearchRepository(), clinics, auditLog(renewed), renewed, clock);
  const actor = { kind: 'staff', id: randomUUID() } as const;
  const { items } = await service.search(
    { clinicId, actor, scopes: ['calls:read'], sessionId: null },
    SearchBody.parse({ query: 'tooth' }),
  );
  expect(items.map(({ excerpt }) => excerpt)).toEqual(['tooth after', 'tooth before']);
  for (const prisma of opened) await prisma.onApplicationShutdown();
  await database.close();
});

describe('what was there before the index', () => {
  /** As a server of the version before has left it. */
  async function oldRows(turns: number): Promise<ClinicId> {
    const { clinicId } = bench.clinic;
    const { id: callId } = await newCall();
    const turn = { clinicId, callId, role: 'caller', text: 'old tooth', heard: '', interrupted: false };
    const at = { startedAt: new Date(NOW) };
    await bench.prisma.turn.createMany({
      data: Array.from({ length: turns }, (_, index) => ({ ...turn, ...at, seq: index + 1 })),
    });
    await write('old tooth, written');
    await bench.prisma.$executeRaw`DELETE FROM text_words WHERE clinic_id = ${clinicId}::uuid`;
    return clinicId;
  }
  const readAt = async (clinicId: ClinicId) =>
    (await bench.prisma.searchBacklog.findUnique({ where: { clinicId } }))?.readAt?.toISOString();
  const order = (clinicId: ClinicId) =>
    bench.prisma.inClinic(clinicId, (tx) => bench.get(JobQueue).enqueue(tx, readBacklog, { clinicId }));

  it('is read by a job, batch by batch, and once more on the next day', async () => {
    const clinicId = await oldRows(230);
    await bench.prisma.searchBacklog.create({ data: { clinicId } });
    expect(await found('old')).toEqual([]);
    await order(clinicId);
    await until(
      () => readAt(clinicId),
      (at) => at !== undefined,
    );
    expect(await readAt(clinicId)).toBe(new Date(NOW).toISOString());
    expect((await wordsLeft(clinicId)).turns).toBe(230);
    expect(await found('"old tooth" written')).toEqual(['old tooth, written']);
    expect((await search('old', { limit: 200, kinds: ['turn'] })).nextCursor).not.toBeNull();

    // A server of the version before was still there, and wrote one.
    const later = await oldRows(1);
    bench.clock.stall(DAY_MS);
    await order(clinicId);
    await until(
      () => bench.prisma.searchBacklog.count({ where: { clinicId } }),
      (count) => count === 0,
    );
    expect((await wordsLeft(later)).turns).toBe(231);
  });

  it('leaves alone what was said since', async () => {
    const clinicId = await oldRows(1);
    const call = await newCall();
    await say(call, 1, 'new tooth');
    await bench.prisma.searchBacklog.create({ data: { clinicId } });
    await order(clinicId);
    await until(
      () => readAt(clinicId),
      (at) => at !== undefined,
    );
    expect(await found('tooth', { kinds: ['turn'] })).toEqual(['new tooth', 'old tooth']);
  });
});
