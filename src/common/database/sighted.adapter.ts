import { AsyncLocalStorage } from 'node:async_hooks';
import { PrismaPg } from '@prisma/adapter-pg';

/** May do what the product does, within the clinic that a transaction is for. The owner of the tables steps into it. */
export const APP_ROLE = 'crownline_app';

/** Whose rows the transaction may see that is about to begin. It is taken once: what else begins meanwhile sees nothing. */
const about = new AsyncLocalStorage<{ sight: string | null }>();

/** @param begin begins one transaction, of which `sight` holds: a clinic's id, or `*` for every clinic */
export const beginningWith = <Result>(sight: string, begin: () => Promise<Result>): Promise<Result> =>
  about.run({ sight }, begin);

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>;
type Begun = Awaited<ReturnType<Adapter['startTransaction']>>;

const TEXT = { scalarType: 'string', arity: 'scalar' } as const;

/**
 * Says at the beginning of a transaction whose rows it may see, below the client: as a statement of the client's own it would
 * cost each step of a call as much again as what the step is there for.
 */
export class SightedPg extends PrismaPg {
  override async connect(): Promise<Adapter> {
    const adapter = await super.connect();
    const start = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (isolationLevel) => {
      const transaction = await start(isolationLevel);
      const beginning = about.getStore();
      if (!beginning?.sight) return transaction;
      const { sight } = beginning;
      beginning.sight = null;
      await limit(transaction, sight);
      return transaction;
    };
    return adapter;
  }
}

async function limit(transaction: Begun, sight: string): Promise<void> {
  try {
    await transaction.executeRaw({
      // Both end with the transaction, so that poolers may hand the connection on after it.
      sql: `SELECT set_config('role', '${APP_ROLE}', true), set_config('crownline.clinic', $1, true)`,
      args: [sight],
      argTypes: [TEXT],
    });
  } catch (error) {
    // A connection that is gone can't be rolled back; the server has done it.
    await transaction.executeRaw({ sql: 'ROLLBACK', args: [], argTypes: [] }).catch(() => undefined);
    await transaction.rollback(); // no more than giving the connection back
    throw error;
  }
}
