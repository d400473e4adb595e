import pg from 'pg';

export interface Statement {
  text: string;
  values: unknown[];
}

type Query = (this: pg.Client, query: unknown, ...others: unknown[]) => unknown;

/** What this process asks its databases while `work` is done: their plans are looked at afterwards. */
export async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const { query } = prototype;
  const asked: Statement[] = [];
  prototype.query = function (statement, ...others) {
    const { text = statement, values = others[0] } = Object(statement) as Partial<Statement>;
    if (typeof text === 'string') asked.push({ text, values: Array.isArray(values) ? values : [] });
    return query.call(this, statement, ...others);
  };
  try {
    await work();
  } finally {
    prototype.query = query;
  }
  return asked;
}
