import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../src/config/project-root.js';
import type { CallReport } from '../../src/simulation/caller/call-report.types.js';
import { CallStation } from '../../src/simulation/caller/call-station.js';
import { ScenariosService } from '../../src/simulation/caller/scenarios.service.js';
import { SimulatedDeepgram } from '../../src/simulation/deepgram/simulated-deepgram.server.js';
import { openSpeech } from './kept-speech.js';
import { buildFirst, buildMore, type ChaosClinic } from './chaos-clinics.js';
import { FaultyLink } from './faulty-link.js';
import { patientScenario } from './patient-scenario.js';
import { ServedClinic } from './served-clinic.js';
import { execute, openTestDatabase, type TestDatabase } from './test-database.js';
import { until } from './until.js';

export const WORKERS = 2;

/** Small, so that one that forgets nothing has soon used it up; some three times what a worker needs that has half of the callers. */
const heapMegabytes = (callers: number): number => 280 + 10 * callers;

/** What a server does to itself, in `process-faults.mjs`. */
export type ProcessFault =
  { kind: 'clock'; ms: number } | { kind: 'stall'; ms: number } | { kind: 'leak' | 'slow_leak' };

/** Every table has to ask whether there is room: a switch stands in for the disk. */
const DISK = `
  CREATE SCHEMA chaos;
  CREATE TABLE chaos.disk AS SELECT false AS is_full;
  CREATE FUNCTION chaos.need_room() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN
      IF (SELECT is_full FROM chaos.disk) THEN
        RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full';
      END IF;
      RETURN NULL;
    END $$`;

/**
 * A line of two workers, its database behind a link that can fail, its provider, and callers: each has a clinic of their own, so that
 * none is in another's way.
 */
export class ChaosLine {
  private constructor(
    readonly database: TestDatabase,
    readonly link: FaultyLink,
    readonly provider: SimulatedDeepgram,
    private readonly served: ServedClinic,
    private readonly stations: CallStation[],
    private readonly folder: string,
    private readonly closeSpeech: () => Promise<void>,
  ) {}

  /** `wishes`: what callers may ask for. */
  static async open(callers: number, wishes: readonly string[]): Promise<ChaosLine> {
    const folder = mkdtempSync(join(tmpdir(), 'crownline-chaos-'));
    wishes.forEach((wish, index) =>
      writeFileSync(join(folder, `wish-${index}.yaml`), patientScenario(`wish-${index}`, wish)),
    );
    const speech = openSpeech();
    const provider = await SimulatedDeepgram.listen({ speech });
    const database = await openTestDatabase();
    const link = await FaultyLink.to(Number(new URL(database.url).port));
    const first = await buildFirst(database.prisma);
    const preload = pathToFileURL(join(projectRoot, 'test/support/process-faults.mjs')).href;
    const served = await ServedClinic.start({
      databaseUrl: link.through(database.url),
      agentUrl: provider.url,
      more: {
        WORKERS: String(WORKERS),
        LOG_LEVEL: 'info',
        MAX_CONCURRENT_CALLS: String(4 * callers),
        FAULT_FILE: join(folder, 'fault.json'),
        NODE_OPTIONS: `--import ${preload} --max-old-space-size=${heapMegabytes(callers)}`,
      },
    });
    const clinics = await buildMore(database.prisma, first, callers);
    await database.prisma.clinic.updateMany({ data: { overflow: 'voicemail' } });
    await letTheDiskFill(database.url);
    const scenarios = new ScenariosService(folder);
    const stationOf = ({ number, apiKey }: ChaosClinic) =>
      new CallStation(
        { ...served.target, clinicNumber: number, apiKey, carrierApiUrl: undefined },
        { speech, scenarios },
      );
    const stations = clinics.map(stationOf);
    return new ChaosLine(database, link, provider, served, stations, folder, () => speech.close());
  }

  /** A caller asks for the wish of that place in the list; each has one call at a time. */
  call(caller: number, wish: number): Promise<CallReport> {
    const station = this.stations[caller];
    if (!station) throw new Error('there are not so many callers');
    const given = ['Anna', 'Boris', 'Clara', 'David', 'Elena', 'Frank', 'Grace', 'Henry', 'Irene', 'Jonas'][
      caller % 10
    ];
    const number = `+1512${String(5_550_000 + 100 * wish + caller)}`;
    return station.call({ scenario: `wish-${wish}`, caller: { name: `${given} Adler`, number } });
  }

  /** That have an agent. */
  liveCalls(): Promise<number> {
    return Promise.resolve(this.provider.liveSessions.length);
  }

  /** See `ServedClinic`. */
  latestMs(): Promise<number> {
    return this.served.latestMs();
  }

  get workers(): number[] {
    const ended = this.pidsOf('worker.ended');
    return this.pidsOf('worker.listening').filter((pid) => !ended.includes(pid));
  }

  /** Workers that have died since the line was opened. */
  get deaths(): number {
    return this.pidsOf('worker.ended').length;
  }

  /** Resolves when a worker has noticed that it has little room left, and has ended. */
  async hasLeft(): Promise<void> {
    await until(
      () => Promise.resolve(this.pidsOf('process.heap_nearly_full')),
      (leaving) => leaving.length > 0 && leaving.every((pid) => this.pidsOf('worker.ended').includes(pid)),
    );
  }

  /** To every process of the server, or to one. */
  befall(fault: ProcessFault, pids: readonly number[] = [this.served.pid, ...this.workers]): void {
    writeFileSync(join(this.folder, 'fault.json'), JSON.stringify(fault));
    for (const pid of pids) process.kill(pid, 'SIGUSR2');
  }

  /** As a server becomes when another one takes over from it. Connections that began as such stay what they are. */
  async becomeReadOnly(): Promise<void> {
    const { pathname } = new URL(this.database.url);
    const name = pathname.slice(1);
    await this.elsewhere(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
    await this.elsewhere(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
  }

  async becomeWritable(): Promise<void> {
    await this.elsewhere(
      `ALTER DATABASE ${new URL(this.database.url).pathname.slice(1)} RESET default_transaction_read_only`,
    );
  }

  async fillDisk(isFull: boolean): Promise<void> {
    await execute(this.database.url, `UPDATE chaos.disk SET is_full = ${isFull}`);
  }

  /** Resolves when every worker says that it is ready and finds its provider, and nothing that is due waits. */
  async isWell(): Promise<void> {
    await until(
      () => Promise.resolve(this.workers.length),
      (count) => count === WORKERS,
    );
    // Connections are dealt to the workers in turn.
    for (let inARow = 0; inARow < 2 * WORKERS;) inARow = (await this.looksWell()) ? inARow + 1 : 0;
    await until(
      () => this.dueJobs(),
      (count) => count === 0,
    );
  }

  async close(): Promise<void> {
    for (const station of this.stations) await station.close();
    await this.served.stop();
    await this.link.close();
    await this.provider.close();
    await this.database.close();
    await this.closeSpeech();
    rmSync(this.folder, { recursive: true });
  }

  /** Everything that was logged of a call. */
  logOf(callId: string): string[] {
    return this.served.printed.split('\n').filter((line) => line.includes(callId));
  }

  private looksWell(): Promise<boolean> {
    return new Promise((resolve) => {
      const request = get(`${this.served.target.url}/health/ready`, { agent: false, timeout: 5000 }, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => resolve(response.statusCode === 200 && text.includes('"circuits":"closed"')));
      });
      request.on('timeout', () => request.destroy());
      request.on('error', () => resolve(false));
    });
  }

  private async dueJobs(): Promise<number> {
    const [row] = await execute<{ count: number }>(
      this.database.url,
      `SELECT count(*)::int AS count FROM pgboss.job WHERE state < 'active' AND start_after < now()`,
    );
    return row?.count ?? 0;
  }

  private async elsewhere(statement: string): Promise<void> {
    await execute(Object.assign(new URL(this.database.url), { pathname: '/postgres' }).href, statement);
  }

  private pidsOf(event: string): number[] {
    return this.served.printed
      .split('\n')
      .filter((line) => line.includes(`"event":"${event}"`))
      .map((line) => (JSON.parse(line) as { pid: number }).pid);
  }
}

/** Once the server runs: it makes tables of its own. */
async function letTheDiskFill(url: string): Promise<void> {
  await execute(url, DISK);
  const tables = await execute<{ name: string }>(
    url,
    `SELECT oid::regclass::text AS name FROM pg_class
     WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace IN ('public'::regnamespace, 'pgboss'::regnamespace)`,
  );
  for (const { name } of tables) {
    await execute(
      url,
      `CREATE TRIGGER need_room BEFORE INSERT OR UPDATE ON ${name} EXECUTE FUNCTION chaos.need_room()`,
    );
  }
}
