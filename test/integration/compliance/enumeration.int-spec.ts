import { isDeepStrictEqual } from 'node:util';
import pg from 'pg';
import { hashApiKey, newApiKey } from '../../../src/auth/api-key.js';
import { RouteAccessCheck, type Route } from '../../../src/auth/route-access.service.js';
import { ClinicSealer } from '../../../src/common/crypto/clinic-sealer.js';
import { KEY_SCOPES } from '../../../src/common/http/access.policy.js';
import type { ClinicId } from '../../../src/common/ids/ids.js';
import { buildClinic } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { startLine, type TestLine } from '../../support/test-line.js';
import { VICTIMS } from '../../support/victims/index.js';
import type { Victims } from '../../support/victims/victims.types.js';
import { useIdentity } from '../identity/identity-harness.js';

/**
 * Nobody finds out who is a patient, or what another clinic has, by how they are refused: not by the words, and not by the work
 * that a refusal takes. What a caller is told has tests of its own (identity); here it is what is unsealed for it.
 */

/** Of an answer: what is another one each time, whatever was asked for. */
const ASIDE = ['date', 'x-request-id', 'ratelimit'];

/** What was asked of the database, and how often something was sealed, opened or looked up, while something ran. */
async function workOf<Result>(run: () => Promise<Result>) {
  const sent = jest.spyOn(pg.Client.prototype, 'query');
  const sealing = (['seal', 'open', 'index'] as const).map((name) => jest.spyOn(ClinicSealer.prototype, name));
  try {
    const answer = await run();
    const asked = (sent.mock.calls as unknown[][])
      .map(([query]) => (typeof query === 'string' ? query : (query as { text: string }).text))
      .filter((query) => !query.includes('pgboss')) // the queue asks whenever it likes
      .sort();
    const [sealed, opened, lookedUp] = sealing.map(({ mock }) => mock.calls.length);
    return { answer, asked, sealed, opened, lookedUp };
  } finally {
    for (const spy of [sent, ...sealing]) spy.mockRestore();
  }
}

describe('over REST', () => {
  let line: TestLine;
  let stranger: string;
  /** By the path up to a parameter: what is there in another clinic, and what is nowhere. */
  let named: Victims['parameters'];
  let queries: Record<string, string>;

  beforeAll(async () => {
    line = await startLine({ agentUrl: 'ws://127.0.0.1:1', clock: new ManualClock() });
    const { database } = line;
    const { clinicId } = await database.phoneNumber.findFirstOrThrow();
    const areas = await Promise.all(VICTIMS.map((victimsOf) => victimsOf(database, clinicId as ClinicId)));
    named = Object.assign({}, ...areas.map(({ parameters }) => parameters)) as typeof named;
    queries = Object.assign({}, ...areas.map((area) => area.queries ?? {})) as typeof queries;
    const key = newApiKey();
    stranger = `Bearer ${key}`;
    await database.apiKey.create({
      data: {
        ...{ keyHash: hashApiKey(key), clinicId: (await buildClinic(database)).clinicId, name: 'test', prefix: 'cl_' },
        ...{ scopes: [...KEY_SCOPES], createdAt: new Date(0) },
      },
    });
  });
  afterAll(() => line.close());

  /**
   * One after the other, until they took the same or have been asked ten times: a process has other things to do as well, which
   * now and then fall into one of the two. What differs each time differs here.
   */
  async function sideBySide<Result>(
    one: () => Promise<Result>,
    other: () => Promise<Result>,
  ): Promise<[Result, Result]> {
    for (let tries = 1; ; tries += 1) {
      const both: [Result, Result] = [await one(), await other()];
      if (tries === 10 || isDeepStrictEqual(...both)) return both;
    }
  }

  function filled(path: string, which: 'theirs' | 'nobodys'): string {
    return [...path.matchAll(/:\w+/g)].reduce((full, { 0: name, index }) => {
      const row = named[path.slice(0, index + name.length)];
      if (!row) throw new Error(`what can ${path} be asked for? Say it in test/support/victims`);
      return full.replace(name, row[which]);
    }, path);
  }

  async function ask(path: string) {
    const response = await fetch(line.baseUrl + path, { headers: { authorization: stranger } });
    const headers = [...response.headers].filter(([name]) => !ASIDE.includes(name));
    return { status: response.status, headers, body: await response.text() };
  }

  it("another clinic's row is answered like one that is nowhere, with the same work, on every route that reads one", async () => {
    const reads = ({ method, path, access }: Route) => method === 'GET' && path.includes(':') && access !== 'public';
    const paths = line.app
      .get(RouteAccessCheck)
      .routes()
      .filter(reads)
      .map(({ path }) => path);
    expect(paths.length).toBeGreaterThanOrEqual(4);
    for (const path of paths) {
      const query = queries[`GET ${path}`] ?? '';
      const [theirs, nobodys] = [filled(path, 'theirs') + query, filled(path, 'nobodys') + query];
      const [unknown, known] = await sideBySide(
        () => workOf(() => ask(nobodys)),
        () => workOf(() => ask(theirs)),
      );
      expect([path, known]).toEqual([path, unknown]);
      expect([path, unknown.answer.status]).toEqual([path, 404]);
    }
  });
});

describe('over the phone', () => {
  const bench = useIdentity();
  const MARIA = { name: 'Maria Lopez', birthDate: '1985-03-04', phone: '+15125550143' };
  const SAID = { callerName: 'Maria Lopez', birthDate: '1985-03-04', phone: '512 555 0143' };

  /**
   * In a call of its own. What is opened differs by the few fields of whoever was found by name and birth date, which takes
   * microseconds; the answer is kept back to an even time (identity/verify-identity), and the database is asked the same.
   */
  async function attempt(said: Record<string, string>) {
    const caller = await bench.call();
    const { opened: _, ...work } = await workOf(() => caller.verify(said));
    return work;
  }

  it.each([
    ['the phone is another', SAID, { phone: '512 555 0199' }],
    ['the birth date is another', SAID, { birthDate: '1985-04-03' }],
    ['the name is another', SAID, { callerName: 'Ana Lopez' }],
  ])('a patient of whom %s takes the work of nobody', async (_, right, wrong) => {
    await attempt(right); // loads the clinic's keys
    const unknown = await attempt(right);
    await bench.person(MARIA);
    const known = await attempt({ ...right, ...wrong });
    expect(known).toEqual(unknown);
    expect(known.answer.result).toMatchObject({ problem: 'not_verified' });
  });

  it("another clinic's patient takes the work of nobody", async () => {
    await attempt(SAID);
    const unknown = await attempt(SAID);
    await bench.elsewhere(() => bench.person(MARIA));
    expect(await attempt(SAID)).toEqual(unknown);
  });
});
