import pg from 'pg';
import type { Clock } from '../../common/clock/clock.js';

/** pg-boss goes by the database's own clock, which knows of no other time than the real one. */
const OF_THE_QUEUE = /\bpgboss\./;
const NOW = 'now()';

/** By the names of databases. */
const clocks = new Map<string, Clock>();
let isWatching = false;

/**
 * From now on the job queue in this database goes by this clock, for whoever asks from within this process. Everything else that the
 * product asks of the database has the time as a parameter.
 *
 * @returns ends it
 */
export function queueGoesBy(clock: Clock, databaseUrl: string): () => void {
  const name = new URL(databaseUrl).pathname.slice(1);
  clocks.set(name, clock);
  if (!isWatching) watchClients();
  return () => void clocks.delete(name);
}

function watchClients(): void {
  isWatching = true;
  const prototype = pg.Client.prototype as unknown as Record<'query', (...given: unknown[]) => unknown>;
  const { query } = prototype;
  prototype.query = function (this: pg.Client, question: unknown, ...given: unknown[]) {
    const clock = clocks.get(this.database ?? '');
    return query.call(this, clock ? at(clock, question) : question, ...given);
  };
}

function at(clock: Clock, question: unknown): unknown {
  if (typeof question === 'string') return OF_THE_QUEUE.test(question) ? stamped(clock, question) : question;
  const { text, values, name } = (question ?? {}) as Partial<pg.QueryConfig>;
  if (typeof text !== 'string' || !OF_THE_QUEUE.test(text) || !text.includes(NOW)) return question;
  if (!values?.length) return { ...(question as object), text: stamped(clock, text) };
  return {
    ...(question as object),
    // It stands for another text where the clock is the database's own.
    name: name && `${name}_virtual`,
    text: text.replaceAll(NOW, `$${values.length + 1}::timestamptz`),
    values: [...(values as unknown[]), nowIn(clock)],
  };
}

const stamped = (clock: Clock, sql: string): string => sql.replaceAll(NOW, `'${nowIn(clock)}'::timestamptz`);

const nowIn = (clock: Clock): string => clock.now().toString({ smallestUnit: 'millisecond' });
