import { AsyncLocalStorage } from 'node:async_hooks';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { seeing } from './sight.js';
import { isPooled, WaryClient } from './wary.client.js';

/** Whose rows the transaction may see that is about to begin. It is taken once: what else begins meanwhile sees nothing. */
const about = new AsyncLocalStorage<{ sight: string | null }>();

/** @param begin begins one transaction, of which `sight` holds: a clinic's id, or `*` for every clinic */
export const beginningWith = <Result>(sight: string, begin: () => Promise<Result>): Promise<Result> =>
  about.run({ sight }, begin);

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>;
type Begun = Awaited<ReturnType<Adapter['startTransaction']>>;
type Query = Parameters<Begun['queryRaw']>[0];

/**
 * A process that is cut off from its database can't take back what it has begun, and what that has locked would stay so for hours: the
 * server itself ends a transaction of which it hears nothing for so long. As long as a transaction may take.
 */
const ABANDONED_AFTER_MS = 10_000;

/** Of no clinic. */
const NOTHING = '';

/** What the client says in one breath with the BEGIN that follows. */
const beginning = new AsyncLocalStorage<string>();

/** All of it ends with the transaction. */
const limits = (sight: string) =>
  `${seeing(sight)}; SET LOCAL idle_in_transaction_session_timeout = ${ABANDONED_AFTER_MS}`;

/**
 * Says at the beginning of a transaction whose rows it may see, below Prisma, and together with BEGIN: as a statement of its own it
 * would cost each step of a call as much again as what the step is there for. Nothing is said of a connection: behind a pooler the
 * next transaction runs on another one.
 */
export class SightedPg extends PrismaPg {
  /**
   * @param pool of `SightedClient`s
   * @param outside what happens outside of the product's transactions: the product sees nothing there, the owner all rows
   */
  constructor(
    pool: pg.Pool,
    private readonly outside: 'sees_nothing' | 'sees_all',
  ) {
    super(pool, { disposeExternalPool: true });
  }

  override async connect(): Promise<Adapter> {
    const adapter = await super.connect();
    const start = adapter.startTransaction.bind(adapter);
    const startWith = (sight: string) => beginning.run(limits(sight), () => start());
    adapter.startTransaction = (isolationLevel) => {
      const sight = this.sightOfNext();
      if (sight === null) return start(isolationLevel);
      // It would come after what is said with BEGIN, and be refused.
      if (isolationLevel) throw new Error('transactions of the product have the isolation level of the database');
      return startWith(sight);
    };
    if (this.outside === 'sees_nothing') {
      adapter.queryRaw = (query) => alone(startWith(NOTHING), (transaction) => transaction.queryRaw(query));
      adapter.executeRaw = (query) => alone(startWith(NOTHING), (transaction) => transaction.executeRaw(query));
    }
    return adapter;
  }

  private sightOfNext(): string | null {
    const next = about.getStore();
    const sight = next?.sight ?? (this.outside === 'sees_nothing' ? NOTHING : null);
    if (next) next.sight = null;
    return sight;
  }
}

/** A statement in a transaction of its own. */
async function alone<Result>(begun: Promise<Begun>, run: (transaction: Begun) => Promise<Result>): Promise<Result> {
  const transaction = await begun;
  try {
    const result = await run(transaction);
    await transaction.executeRaw(plain('COMMIT'));
    await transaction.commit(); // no more than giving the connection back
    return result;
  } catch (error) {
    // A connection that is gone can't be rolled back; the server has done it.
    await transaction.executeRaw(plain('ROLLBACK')).catch(() => undefined);
    await transaction.rollback(); // no more than giving the connection back
    throw error;
  }
}

const plain = (sql: string): Query => ({ sql, args: [], argTypes: [] });

/** Prisma writes another text for each length of a list. A connection names the first texts that it meets; the server plans others each time. */
const MAX_NAMED = 400;

interface Asked {
  name?: string;
  text: string;
  values?: unknown[];
}

/**
 * Prisma has it say BEGIN, and the job queue asks it as well. Statements with values are named, so that the server parses and plans them once for a connection and not each
 * time: a tenth of what a statement costs both sides. Never behind a pooler, which hands connections on.
 */
export class SightedClient extends WaryClient {
  private keepsStatements = false;
  /** By their texts. */
  private readonly names = new Map<string, string>();

  /** For `pg.Pool`, of a connection that is new. */
  static verify(this: void, client: pg.PoolClient, done: (error?: Error) => void): void {
    isPooled(client).then((pooled) => {
      (client as pg.PoolClient & SightedClient).keepsStatements = !pooled;
      done();
    }, done);
  }

  override query(...question: unknown[]): never {
    const [asked, values, ...others] = question;
    if (isStatement(asked)) return super.query(this.worded(asked), ...question.slice(1));
    if (typeof asked === 'string' && Array.isArray(values))
      return super.query(this.worded({ text: asked, values }), ...others);
    return super.query(...question);
  }

  /** Hot path: most statements pass as they are, or with a name. */
  private worded(asked: Asked): Asked {
    const said = asked.text === 'BEGIN' ? beginning.getStore() : undefined;
    if (said !== undefined) return { ...asked, text: `BEGIN; ${said}` };
    const name = this.keepsStatements && asked.values?.length ? this.nameOf(asked.text) : undefined;
    return name === undefined ? asked : { ...asked, name };
  }

  private nameOf(text: string): string | undefined {
    const known = this.names.get(text);
    if (known !== undefined || this.names.size === MAX_NAMED) return known;
    const name = `crownline_${this.names.size}`;
    this.names.set(text, name);
    return name;
  }
}

const isStatement = (asked: unknown): asked is Asked =>
  asked instanceof Object && 'text' in asked && typeof asked.text === 'string';
