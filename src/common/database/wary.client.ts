import pg from 'pg';
import { isConnectionSpoilt } from './database.errors.js';

/**
 * A connection that ends itself once it is of no more use: whoever gets it next from the pool would fail as well, or wait as long. Nobody
 * else ends it: a network that is split tells no one, and a server that another one has taken over from goes on answering.
 */
export class WaryClient extends pg.Client {
  /** One for all forms in which a question can be asked; each caller's types are those of `pg.Client`. */
  override query(...question: unknown[]): never {
    const ask = super.query.bind(this) as (...question: unknown[]) => unknown;
    const answer = ask(...question);
    if (answer instanceof Promise) answer.catch((error: unknown) => this.endIfSpoilt(error));
    return answer as never;
  }

  private endIfSpoilt(error: unknown): void {
    if (isConnectionSpoilt(error)) this.end().catch(() => undefined);
  }
}

/** A pooler gives out keys of its own. Nothing may be left on its connections, which are somebody else's a moment later. */
export async function isPooled(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]?.pid !== backendPidOf(client);
}

/** Of the server's process, as the server told it when the connection began. The types don't know of it. */
export const backendPidOf = (client: pg.ClientBase): number | null =>
  (client as pg.ClientBase & { processID: number | null }).processID;
