import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import pg from 'pg';
import { Temporal } from 'temporal-polyfill';
import { queueGoesBy } from '../../../src/simulation/virtual-time/database-time.js';
import { LockWaits } from '../../../src/simulation/virtual-time/lock-waits.js';
import { VirtualClock } from '../../../src/simulation/virtual-time/virtual-clock.js';
import { WorkUnderWay } from '../../../src/simulation/virtual-time/work-under-way.js';
import { FaultyLink } from '../../support/faulty-link.js';
import { openEmptyDatabase, type EmptyDatabase } from '../../support/test-database.js';

/** What is under way in a process is never overtaken by a timer: on a real Postgres and real sockets, each time a timer is due at once. */

const START = Temporal.Instant.from('2027-03-02T16:00:00Z');
const work = WorkUnderWay.watch();
let database: EmptyDatabase;
let clock: VirtualClock;
let passing: Promise<void>;
let server: Server;
/** The server's ends of connections. */
let accepted: Socket[];

beforeAll(async () => {
  database = await openEmptyDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  accepted = [];
  server = createServer((socket) => accepted.push(socket.on('error', () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  clock = new VirtualClock(START, work);
  clock.every(1, () => undefined); // there is always a timer that is due
  passing = clock.pass();
});
afterEach(async () => {
  clock.stop();
  await passing;
  for (const socket of accepted) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

const connected = async (): Promise<{ near: Socket; far: Socket }> => {
  const near = connect((server.address() as AddressInfo).port, '127.0.0.1');
  await Promise.all([once(near, 'connect'), once(server, 'connection')]);
  return { near, far: accepted.at(-1)! };
};

/** How much time goes by until it is settled. */
async function passesDuring(work: () => Promise<unknown>): Promise<number> {
  await clock.sleep(1); // it begins with a timer, as all does in this time
  const beginsMs = clock.nowMs();
  await work();
  return clock.nowMs() - beginsMs;
}

const connectedClient = async (): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  return client;
};

it('waits for the answer of a query, and for connections to the database', async () => {
  expect(
    await passesDuring(async () => {
      const client = await connectedClient();
      await client.query('SELECT pg_sleep(0.2)');
      await expect(client.query('SELECT nonsense')).rejects.toThrow();
      await new Promise<void>((resolve) => client.query('SELECT 1', () => resolve()));
      await client.end();
    }),
  ).toBe(0);
});

it('waits for a notification that somebody listens for', async () => {
  const [listener, speaker] = [await connectedClient(), await connectedClient()];
  await listener.query('LISTEN news');
  for (let i = 0; i < 20; i += 1) {
    const passed = await passesDuring(async () => {
      const heard = once(listener, 'notification');
      await speaker.query("SELECT pg_notify('news', '')");
      await heard;
    });
    expect(passed).toBe(0);
  }
  await listener.end();
  await speaker.end();
});

it('waits for a connection that is being made, and for bytes on their way, however many and in whatever pieces', async () => {
  expect(await passesDuring(connected)).toBe(0);
  const { near, far } = await connected();
  const bytes = 20 * 1024 * 1024;
  const passed = await passesDuring(async () => {
    let arrived = 0;
    const all = new Promise<void>((resolve) =>
      far.on('data', (chunk) => {
        arrived += chunk.length;
        if (arrived === bytes + 100) resolve();
      }),
    );
    near.write(Buffer.alloc(bytes));
    for (let i = 0; i < 100; i += 1) near.write('.');
    await all;
  });
  expect(passed).toBe(0);
  near.destroy();
});

it('does not wait for a peer that does not read, nor for bytes that are held back', async () => {
  const { near, far } = await connected();
  far.on('data', () => undefined);
  far.pause();
  near.write('nobody reads this');
  await clock.sleep(1000);
  far.resume();
  near.cork();
  near.write('not yet');
  await clock.sleep(1000);
  near.uncork();
  near.destroy();
});

it('waits for a name that is looked up', async () => {
  const port = (server.address() as AddressInfo).port;
  expect(
    await passesDuring(async () => {
      const near = connect({ port, host: 'localhost', family: 4 });
      await once(near, 'connect');
      near.destroy();
    }),
  ).toBe(0);
});

it('does not wait for a connection that has been broken off while something was on its way', async () => {
  const { near, far } = await connected();
  near.write(Buffer.alloc(5_000_000));
  far.destroy();
  near.on('error', () => undefined);
  await clock.sleep(1000);
});

it('tells the time to what the job queue asks of its database, and to nobody else', async () => {
  const leave = queueGoesBy(clock, database.url);
  const client = await connectedClient();
  await client.query('CREATE SCHEMA pgboss; CREATE TABLE pgboss.job (at timestamptz)');
  await client.query('INSERT INTO pgboss.job VALUES (now())');
  await client.query({ text: 'INSERT INTO pgboss.job VALUES (now() + $1::interval)', values: ['1 hour'] });
  const { rows } = await client.query<{ at: Date }>('SELECT at FROM pgboss.job ORDER BY at');
  const [now, later] = rows.map(({ at }) => at.getTime());
  expect(now).toBeGreaterThanOrEqual(START.epochMilliseconds);
  expect(now).toBeLessThanOrEqual(clock.nowMs());
  expect(later! - now!).toBeGreaterThanOrEqual(3_600_000);
  const other = await client.query<{ at: Date }>('SELECT now() AS at');
  expect(other.rows[0]!.at.getTime()).toBeLessThan(START.epochMilliseconds);
  leave();
  await client.query('DELETE FROM pgboss.job; INSERT INTO pgboss.job VALUES (now())');
  const real = await client.query<{ at: Date }>('SELECT at FROM pgboss.job');
  expect(real.rows[0]!.at.getTime()).toBeLessThan(START.epochMilliseconds);
  await client.end();
});

describe('on a link that fails', () => {
  const ROUND_TRIP_MS = 200;
  const PATIENCE_MS = 5000;
  let link: FaultyLink;

  const throughLink = async (): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: link.through(database.url), query_timeout: PATIENCE_MS });
    await client.connect();
    return client;
  };

  beforeEach(async () => {
    link = await FaultyLink.to(Number(new URL(database.url).port), work);
  });
  afterEach(() => link.close());

  it('waits for an answer as long as the link takes, and for what Postgres does not at all', async () => {
    const client = await throughLink();
    link.become({ kind: 'slow', roundTripMs: ROUND_TRIP_MS });
    expect(await passesDuring(() => client.query('SELECT pg_sleep(0.2)'))).toBe(ROUND_TRIP_MS);
    link.become({ kind: 'pass' });
    expect(await passesDuring(() => client.query('SELECT pg_sleep(0.2)'))).toBe(0);
    await client.end();
  });

  it('does not wait for an answer that never comes, nor for a connection that does not come about', async () => {
    const client = await throughLink();
    link.become({ kind: 'split' });
    const asked = () => expect(client.query('SELECT 1')).rejects.toThrow('timeout');
    expect(await passesDuring(asked)).toBe(PATIENCE_MS);
    const late = new pg.Client({ connectionString: link.through(database.url), connectionTimeoutMillis: PATIENCE_MS });
    expect(await passesDuring(() => expect(late.connect()).rejects.toThrow('timeout'))).toBe(PATIENCE_MS);
    await client.end();
  });

  it('does not wait for who waits for a lock of somebody who waits for time, or is held up', async () => {
    const endAsking = work.asksForLocks(database.url);
    const [holder, waiter] = [await throughLink(), await throughLink()];
    await waiter.query('CREATE TABLE wanted (id int)');
    await holder.query('BEGIN; LOCK TABLE wanted');
    link.become({ kind: 'slow', roundTripMs: ROUND_TRIP_MS });
    const passed = await passesDuring(async () => {
      const waits = waiter.query('SELECT * FROM wanted');
      await clock.sleep(ROUND_TRIP_MS);
      await holder.query('COMMIT');
      await waits;
    });
    expect(passed).toBe(2 * ROUND_TRIP_MS);
    link.become({ kind: 'pass' });
    await holder.end();
    await waiter.end();
    await endAsking();
  });

  it('answers a question about locks that is under way when it stops asking', async () => {
    const lockWaits = new LockWaits(database.url);
    await lockWaits.processes(); // from here on it is connected
    const asked = lockWaits.processes();
    await lockWaits.close();
    await expect(asked).resolves.toEqual(new Set());
  });
});
