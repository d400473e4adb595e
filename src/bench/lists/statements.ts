import pg from 'pg';

export interface Statement {
  text: string;
  values: unknown[];
}

type Query = (this: pg.Client, query: unknown, ...others: unknown[]) => unknown;

/** What this process asks its databases while `work` is done, but for the jobs' queue, which asks whenever it likes. */
export async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const { query } = prototype;
  const asked: Statement[] = [];
  prototype.query = function (statement, ...others) {
    const { text = statement, values = others[0] } = Object(statement) as Partial<Statement>;
    if (typeof text === 'string' && !text.includes('pgboss'))
      asked.push({ text, values: Array.isArray(values) ? values : [] });
    return query.call(this, statement, ...others);
  };
  try {
    await work();
  } finally {
    prototype.query = query;
  }
  return asked;
}
