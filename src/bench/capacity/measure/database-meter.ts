import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import type { Batch } from '../capacity.types.js';
import { readProcStat } from './proc-stat.policy.js';

/** What the database's server has to be started with, so that it counts statements. */
export const COUNTING_SETTINGS = { shared_preload_libraries: 'pg_stat_statements' };

export type DatabaseReading = Pick<
  Batch['used'],
  'databaseCpuSeconds' | 'statements' | 'transactions' | 'rowsWritten' | 'walBytes' | 'transcriptBytes' | 'otherBytes'
>;

/** Tables whose rows end with the retention of transcripts. */
const TRANSCRIPTS = ['turns', 'turn_words', 'tool_invocations', 'slot_offers'];

/** Reads what Postgres has done so far. Counters are read over another database of the same server, so that it counts no reading. */
export class DatabaseMeter {
  private constructor(
    private readonly counters: pg.Client,
    private readonly tables: pg.Client,
    private readonly databaseName: string,
    private readonly serverPid: number,
    readonly version: string,
  ) {}

  /** Of a superuser's address. The server is one that was started with `COUNTING_SETTINGS`, on this machine. */
  static async open(databaseUrl: string): Promise<DatabaseMeter> {
    const beside = new URL(databaseUrl);
    const databaseName = beside.pathname.slice(1);
    beside.pathname = '/postgres';
    const counters = new pg.Client({ connectionString: beside.href });
    const tables = new pg.Client({ connectionString: databaseUrl });
    await counters.connect();
    await tables.connect();
    await counters.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
    const { rows } = await counters.query<{ pid: number; version: string }>(
      `SELECT pg_backend_pid() AS pid, current_setting('server_version') AS version`,
    );
    const [{ pid, version } = { pid: 0, version: '' }] = rows;
    const { parentPid } = readProcStat(await readFile(`/proc/${pid}/stat`, 'utf8'));
    return new DatabaseMeter(counters, tables, databaseName, parentPid, version);
  }

  async read(): Promise<DatabaseReading> {
    const cpuSeconds = await this.cpuSeconds();
    const counted = await this.counters.query<Record<'statements' | 'transactions' | 'rows' | 'wal', string>>(
      `SELECT (SELECT coalesce(sum(calls), 0) FROM pg_stat_statements WHERE dbid = datid AND toplevel) AS statements,
              xact_commit + xact_rollback AS transactions,
              tup_inserted + tup_updated + tup_deleted AS rows,
              pg_current_wal_lsn() - '0/0'::pg_lsn AS wal
       FROM pg_stat_database WHERE datname = $1`,
      [this.databaseName],
    );
    const [row] = counted.rows;
    if (!row) throw new Error('the measured database is not there');
    const sizes = await this.tables.query<Record<'transcripts' | 'others', string>>(
      `SELECT coalesce(sum(bytes) FILTER (WHERE relname = ANY ($1)), 0) AS transcripts,
              coalesce(sum(bytes) FILTER (WHERE relname <> ALL ($1)), 0) AS others
       FROM (SELECT relname, pg_relation_size(oid) + pg_indexes_size(oid)
               + CASE WHEN reltoastrelid = 0 THEN 0 ELSE pg_relation_size(reltoastrelid) END AS bytes
             FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace) AS sizes`,
      [TRANSCRIPTS],
    );
    return {
      databaseCpuSeconds: cpuSeconds,
      statements: Number(row.statements),
      transactions: Number(row.transactions),
      rowsWritten: Number(row.rows),
      walBytes: Number(row.wal),
      transcriptBytes: Number(sizes.rows[0]?.transcripts),
      otherBytes: Number(sizes.rows[0]?.others),
    };
  }

  /** But for the meter's own. */
  async connections(): Promise<number> {
    const { rows } = await this.counters.query<{ count: string }>(
      `SELECT count(*) - 1 AS count FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'`,
      [this.databaseName],
    );
    return Number(rows[0]?.count);
  }

  async close(): Promise<void> {
    await this.tables.end();
    await this.counters.end();
  }

  /** Of the server and of all that it has started: each connection is a process, and those that are over count for the server. */
  private async cpuSeconds(): Promise<number> {
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    const stats = await Promise.all(pids.map((pid) => statOf(Number(pid))));
    const totalMs = stats.reduce((sum, { pid, stat }) => {
      if (pid === this.serverPid) return sum + (stat?.ownCpuMs ?? 0) + (stat?.endedChildrenCpuMs ?? 0);
      return stat?.parentPid === this.serverPid ? sum + stat.ownCpuMs : sum;
    }, 0);
    return totalMs / 1000;
  }
}

/** Without a stat for a process that has ended meanwhile. */
async function statOf(pid: number) {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  return { pid, stat: line === null ? null : readProcStat(line) };
}
