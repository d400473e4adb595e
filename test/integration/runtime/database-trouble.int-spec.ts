import '../../support/in-virtual-time.js';
import { query } from '../../../src/runtime/doctor/database-access.js';
import { databaseTrouble, isDatabaseTrouble } from '../../../src/runtime/doctor/database-trouble.presenter.js';
import { FaultyLink } from '../../support/faulty-link.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

/** What is said to whoever starts a server, or asks the doctor, of a database that there is no talking to. */

const WITHIN_MS = 6000;

let database: TestDatabase;
let link: FaultyLink;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  link = await FaultyLink.to(Number(new URL(database.url).port));
});
afterEach(() => link.close());

async function troubleOf(work: Promise<unknown>): Promise<string> {
  const beganAtMs = Date.now();
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(Date.now() - beganAtMs).toBeLessThan(WITHIN_MS);
  expect(isDatabaseTrouble(error)).toBe(true);
  return databaseTrouble(error).detail;
}

it('a server that is frozen is one that gives no answer, found out in seconds', async () => {
  link.become({ kind: 'split' });
  expect(await troubleOf(query(link.through(database.url), (client) => client.query('SELECT 1')))).toContain(
    'no answer',
  );
});

it('so is one that freezes while it is asked', async () => {
  const asking = query(link.through(database.url), (client) => {
    link.become({ kind: 'split' });
    return client.query('SELECT 1');
  });
  expect(await troubleOf(asking)).toContain('no answer');
});

it.each([
  ['nothing listens there', { port: '1' }],
  ['no database of this name', { pathname: '/never' }],
])('one of which %s is told apart', async (words, elsewhere) => {
  const url = Object.assign(new URL(database.url), elsewhere).href;
  expect(await troubleOf(query(url, (client) => client.query('SELECT 1')))).toContain(words);
});

it('a statement that is wrong is none of its troubles', async () => {
  const error: unknown = await query(database.url, (client) => client.query('SELECT nonsense')).catch(
    (reason: unknown) => reason,
  );
  expect(isDatabaseTrouble(error)).toBe(false);
});
