import pg from 'pg';
import { isConnectionSpoilt } from './database.errors.js';

/**
 * A connection that ends itself once it is of no more use: whoever gets it next from the pool would fail as well, or wait as long. Nobody
 * else ends it: a network that is split tells no one, and a server that another one has taken over from goes on answering.
 */
export class WaryClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const ask = this.query.bind(this) as (...question: unknown[]) => unknown;
    const askWarily = (...question: unknown[]): unknown => {
      const answer = ask(...question);
      if (answer instanceof Promise) answer.catch((error: unknown) => this.endIfSpoilt(error));
      return answer;
    };
    this.query = askWarily as typeof this.query;
  }

  private endIfSpoilt(error: unknown): void {
    if (isConnectionSpoilt(error)) this.end().catch(() => undefined);
  }
}
