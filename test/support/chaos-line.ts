import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GIVEN } from '../../src/chaos/plan/callers.builder.js';
import type { CallReport } from '../../src/simulation/caller/call-report.types.js';
import { CallStation, type CallTarget } from '../../src/simulation/caller/call-station.js';
import { ScenariosService } from '../../src/simulation/caller/scenarios.service.js';
import { SimulatedDeepgram } from '../../src/simulation/deepgram/simulated-deepgram.server.js';
import type { Speech } from '../../src/simulation/speech/speech.types.js';
import { buildMore, type ChaosClinic } from './chaos-clinics.js';
import type { Lateness } from './chaos-verdict.js';
import { openSpeech } from './kept-speech.js';
import { patientScenario } from './patient-scenario.js';
import { execute, openTestDatabase, type TestDatabase } from './test-database.js';
import { until } from './until.js';

/** What a line has before there is a server. */
export interface ChaosParts {
  /** Of the scenarios, and of whatever else there is. */
  folder: string;
  speech: Speech;
  provider: SimulatedDeepgram;
  database: TestDatabase;
}

/** `wishes`: what callers may ask for. */
export async function openParts(wishes: readonly string[]): Promise<ChaosParts> {
  const folder = mkdtempSync(join(tmpdir(), 'crownline-chaos-'));
  wishes.forEach((wish, index) =>
    writeFileSync(join(folder, `wish-${index}.yaml`), patientScenario(`wish-${index}`, wish)),
  );
  const speech = openSpeech();
  return { folder, speech, provider: await SimulatedDeepgram.listen({ speech }), database: await openTestDatabase() };
}

/** A server with its database, its provider and its callers: each has a clinic of their own, so that none is in another's way. */
export abstract class ChaosLine {
  readonly database: TestDatabase;
  readonly provider: SimulatedDeepgram;
  private readonly stations: CallStation[] = [];

  protected constructor(
    protected readonly parts: ChaosParts,
    private readonly target: Omit<CallTarget, 'clinicNumber' | 'apiKey'>,
  ) {
    this.database = parts.database;
    this.provider = parts.provider;
  }

  /** From the first caller to the end of a fault: it meets callers at different places of the conversation. */
  abstract readonly callersWithinMs: number;

  /** Processes of the server that have died since the line was opened. */
  abstract readonly deaths: number;

  /** Everything that was logged. */
  protected abstract readonly logLines: string[];

  /** Begins to measure how late both ends of the line are; null where time waits for whoever is late. */
  abstract measured(): Promise<() => Promise<Lateness | null>>;

  /** Once the server runs, and has made the lines of the first clinic audible. */
  protected async invite(callers: number, first: ChaosClinic): Promise<void> {
    const { database, speech, folder } = this.parts;
    const scenarios = new ScenariosService(folder);
    for (const { number, apiKey } of await buildMore(database.prisma, first, callers)) {
      this.stations.push(new CallStation({ ...this.target, clinicNumber: number, apiKey }, { speech, scenarios }));
    }
    await database.prisma.clinic.updateMany({ data: { overflow: 'voicemail' } });
  }

  /** A caller asks for the wish of that place in the list; each has one call at a time. */
  call(caller: number, wish: number): Promise<CallReport> {
    const station = this.stations[caller];
    if (!station) throw new Error('there are not so many callers');
    const number = `+1512${String(5_550_000 + 100 * wish + caller)}`;
    return station.call({
      scenario: `wish-${wish}`,
      caller: { name: `${GIVEN[caller % GIVEN.length]} Adler`, number },
    });
  }

  /** That have an agent. */
  liveCalls(): Promise<number> {
    return Promise.resolve(this.provider.liveSessions.length);
  }

  /** Resolves when the server says that it is ready and finds its provider, and nothing that is due waits. */
  async isWell(): Promise<void> {
    await until(
      () => this.looksWell(),
      (isWell) => isWell,
    );
    await until(
      () => this.dueJobs(),
      (count) => count === 0,
    );
  }

  async close(): Promise<void> {
    for (const station of this.stations) await station.close();
    await this.closeServer();
    await this.provider.close();
    await this.database.close();
    await this.parts.speech.close();
    rmSync(this.parts.folder, { recursive: true });
  }

  /** Everything that was logged of a call. */
  logOf(callId: string): string[] {
    return this.logLines.filter((line) => line.includes(callId));
  }

  protected abstract closeServer(): Promise<void>;

  protected async looksWell(): Promise<boolean> {
    const { isReady, told } = await this.readiness();
    return isReady && told.includes('"circuits":"closed"') && told.includes('"answers":true');
  }

  /** Of whoever answers: of several workers, the next one. */
  readiness(): Promise<{ isReady: boolean; told: string }> {
    return new Promise((resolve) => {
      const request = get(`${this.target.url}/health/ready`, { agent: false, timeout: 5000 }, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => resolve({ isReady: response.statusCode === 200, told: text }));
      });
      request.on('timeout', () => request.destroy());
      request.on('error', (error) => resolve({ isReady: false, told: error.message }));
    });
  }

  private async dueJobs(): Promise<number> {
    const [row] = await execute<{ count: number }>(
      this.database.url,
      `SELECT count(*)::int AS count FROM pgboss.job WHERE state < 'active' AND start_after < now()`,
    );
    return row?.count ?? 0;
  }
}
