import { AsyncLocalStorage } from 'node:async_hooks';
import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';

/** May do what the product does, within the clinic that a transaction is for. The owner of the tables steps into it. */
export const APP_ROLE = 'crownline_app';

/** Whose rows the transaction may see that is about to begin. It is taken once: what else begins meanwhile sees nothing. */
const about = new AsyncLocalStorage<{ sight: string | null }>();

/** @param begin begins one transaction, of which `sight` holds: a clinic's id, or `*` for every clinic */
export const beginningWith = <Result>(sight: string, begin: () => Promise<Result>): Promise<Result> =>
  about.run({ sight }, begin);

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>;
type Begun = Awaited<ReturnType<Adapter['startTransaction']>>;
type Query = Parameters<Begun['queryRaw']>[0];

const TEXT = { scalarType: 'string', arity: 'scalar' } as const;

/**
 * A process that is cut off from its database can't take back what it has begun, and what that has locked would stay so for hours: the
 * server itself ends a transaction of which it hears nothing for so long. As long as a transaction may take.
 */
const ABANDONED_AFTER_MS = 10_000;

/** Of no clinic. */
const NOTHING = '';

/**
 * Says at the beginning of a transaction whose rows it may see, below the client: as a statement of the client's own it would
 * cost each step of a call as much again as what the step is there for. Nothing is said of a connection: behind a pooler the next
 * transaction runs on another one.
 */
export class SightedPg extends PrismaPg {
  /** @param outside what happens outside of the product's transactions: the product sees nothing there, the owner all rows */
  constructor(
    pool: pg.Pool,
    private readonly outside: 'sees_nothing' | 'sees_all',
  ) {
    super(pool, { disposeExternalPool: true });
  }

  override async connect(): Promise<Adapter> {
    const adapter = await super.connect();
    const start = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (isolationLevel) => {
      const transaction = await start(isolationLevel);
      const sight = this.sightOfNext();
      if (sight !== null) await limit(transaction, sight);
      return transaction;
    };
    if (this.outside === 'sees_nothing') {
      adapter.queryRaw = (query) => alone(start, (transaction) => transaction.queryRaw(query));
      adapter.executeRaw = (query) => alone(start, (transaction) => transaction.executeRaw(query));
    }
    return adapter;
  }

  private sightOfNext(): string | null {
    const beginning = about.getStore();
    const sight = beginning?.sight ?? (this.outside === 'sees_nothing' ? NOTHING : null);
    if (beginning) beginning.sight = null;
    return sight;
  }
}

/** A statement in a transaction of its own, which sees nothing. */
async function alone<Result>(
  start: Adapter['startTransaction'],
  run: (transaction: Begun) => Promise<Result>,
): Promise<Result> {
  const transaction = await start();
  await limit(transaction, NOTHING);
  try {
    const result = await run(transaction);
    await transaction.executeRaw(plain('COMMIT'));
    await transaction.commit(); // no more than giving the connection back
    return result;
  } catch (error) {
    await abandon(transaction);
    throw error;
  }
}

async function limit(transaction: Begun, sight: string): Promise<void> {
  try {
    // All end with the transaction, so that poolers may hand the connection on after it.
    await transaction.executeRaw(
      plain(
        `SELECT set_config('role', '${APP_ROLE}', true), set_config('crownline.clinic', $1, true),
           set_config('idle_in_transaction_session_timeout', '${ABANDONED_AFTER_MS}', true)`,
        sight,
      ),
    );
  } catch (error) {
    await abandon(transaction);
    throw error;
  }
}

async function abandon(transaction: Begun): Promise<void> {
  // A connection that is gone can't be rolled back; the server has done it.
  await transaction.executeRaw(plain('ROLLBACK')).catch(() => undefined);
  await transaction.rollback(); // no more than giving the connection back
}

const plain = (sql: string, ...args: string[]): Query => ({ sql, args, argTypes: args.map(() => TEXT) });
