import pg from 'pg';
import type { Clock } from '../../common/clock/clock.js';
import type { SeededRandom } from '../../common/random/seeded-random.js';

/** What goes wrong between this process and a database. */
export type DatabaseTrouble =
  /** Every question takes so much longer. */
  | { kind: 'slow'; ms: number }
  /** Connections break, and none can be had. */
  | { kind: 'gone' }
  /** Of so many in a hundred transactions the answer to COMMIT is lost with its connection, although they were committed. */
  | { kind: 'forgetful'; percent: number };

type Ask = (this: pg.Client, ...given: unknown[]) => unknown;
type Callback = (error: Error | null, ...answer: unknown[]) => void;

/** By the names of databases. */
const faulty = new Map<string, FaultyDatabase>();
let isWatching = false;

/**
 * A database as this process has it when something is wrong with it, or with the network before it. What it costs is waited for on
 * the clock: to a virtual clock a question that has not been sent yet is nothing under way.
 */
export class FaultyDatabase {
  private trouble: DatabaseTrouble | null = null;
  private readonly clients = new Set<pg.Client>();
  /** When the last question of a connection will have been sent: none overtakes another. */
  private readonly sent = new WeakMap<pg.Client, Promise<void>>();

  /** From now on all connections of this process to it pass by here. */
  static at(databaseUrl: string, clock: Clock, random: SeededRandom): FaultyDatabase {
    const name = new URL(databaseUrl).pathname.slice(1);
    const database = new FaultyDatabase(name, clock, random);
    faulty.set(name, database);
    if (!isWatching) watchClients();
    return database;
  }

  private constructor(
    private readonly name: string,
    private readonly clock: Clock,
    private readonly random: SeededRandom,
  ) {}

  /** Null: all is well again. Connections that are broken stay so. */
  become(trouble: DatabaseTrouble | null): void {
    this.trouble = trouble;
    if (trouble?.kind === 'gone') for (const client of this.clients) breakOff(client);
  }

  /** Connections are as they really are. */
  close(): void {
    this.trouble = null;
    faulty.delete(this.name);
  }

  connect(client: pg.Client, given: unknown[], connect: Ask): unknown {
    if (this.trouble?.kind === 'gone') return failed(given, connectionError('ECONNREFUSED'));
    this.clients.add(client);
    client.once('end', () => this.clients.delete(client));
    return connect.apply(client, given);
  }

  query(client: pg.Client, given: unknown[], query: Ask): unknown {
    const before = this.sent.get(client);
    const { trouble } = this;
    if (trouble?.kind === 'slow' || before) return this.late(client, given, query, before);
    if (trouble?.kind === 'forgetful' && isCommit(given[0]) && this.random.below(100) < trouble.percent)
      return this.forgotten(client, given, query);
    return query.apply(client, given);
  }

  private late(client: pg.Client, given: unknown[], query: Ask, before: Promise<void> | undefined): unknown {
    const { trouble } = this;
    const ms = trouble?.kind === 'slow' ? trouble.ms : 0;
    const turn = (before ?? Promise.resolve()).then(() => (ms > 0 ? this.clock.sleep(ms) : undefined));
    this.sent.set(client, turn);
    void turn.then(() => {
      if (this.sent.get(client) === turn) this.sent.delete(client);
    });
    const answer = turn.then(() => query.apply(client, given));
    return callbackOf(given) ? undefined : answer;
  }

  /** It is done, and nobody is told. */
  private forgotten(client: pg.Client, given: unknown[], query: Ask): unknown {
    const lost = connectionError('ECONNRESET');
    const callback = callbackOf(given);
    if (!callback) {
      return (query.apply(client, given) as Promise<unknown>).then(() => {
        breakOff(client);
        throw lost;
      });
    }
    const swallow: Callback = () => {
      breakOff(client);
      callback(lost);
    };
    return query.apply(client, [...given.slice(0, -1), swallow]);
  }
}

function watchClients(): void {
  isWatching = true;
  const prototype = pg.Client.prototype as unknown as Record<'query' | 'connect', Ask>;
  const { query, connect } = prototype;
  const databaseOf = (client: pg.Client) => faulty.get(client.database ?? '');
  prototype.query = function (...given) {
    const database = databaseOf(this);
    // An object that is its own question has its own way of answering; the product asks none.
    return database && !isSubmittable(given[0]) ? database.query(this, given, query) : query.apply(this, given);
  };
  prototype.connect = function (...given) {
    const database = databaseOf(this);
    return database ? database.connect(this, given, connect) : connect.apply(this, given);
  };
}

/** As a network does: without a word to either end. */
function breakOff(client: pg.Client): void {
  const { connection } = client as unknown as { connection?: { stream?: { destroy(): void } } };
  connection?.stream?.destroy();
}

function failed(given: unknown[], error: Error): unknown {
  const callback = callbackOf(given);
  if (!callback) return Promise.reject(error);
  process.nextTick(callback, error);
  return undefined;
}

const callbackOf = (given: unknown[]): Callback | null => {
  const last = given.at(-1);
  return typeof last === 'function' ? (last as Callback) : null;
};

const connectionError = (code: string): Error => Object.assign(new Error(`the database is away: ${code}`), { code });

const isSubmittable = (question: unknown): boolean =>
  typeof question === 'object' && question !== null && 'submit' in question;

function isCommit(question: unknown): boolean {
  const text = typeof question === 'string' ? question : ((question as { text?: unknown } | null)?.text ?? '');
  return typeof text === 'string' && /^\s*COMMIT\b/i.test(text);
}
