import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { hashApiKey, newApiKey } from '../../../src/auth/api-key.js';
import type { KeyRole } from '../../../src/common/http/access.policy.js';
import { RecallsModule } from '../../../src/recalls/recalls.module.js';
import { RecordKeepersModule } from '../../../src/record-keepers.module.js';
import { WaitlistModule } from '../../../src/waitlist/waitlist.module.js';
import { buildClinic, type BuiltClinic } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { startApi, type TestApi } from '../../support/test-api.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

/** Friday, ten in the morning in New York. */
export const NOW = '2026-11-20T15:00:00Z';

export interface Answer<Body = Record<string, unknown>> {
  status: number;
  etag: string;
  body: Body;
}

export interface Problem {
  code: string;
  errors?: { field: string; detail: string }[];
}

/** The API of patients and what waits for them, on a clock that stands still, for a clinic of its own in each test. */
export class PatientsBench {
  clinic!: BuiltClinic;
  private key!: { authorization: string };

  private constructor(
    readonly database: TestDatabase,
    readonly clock: ManualClock,
    readonly api: TestApi,
  ) {}

  static async start(): Promise<PatientsBench> {
    const database = await openTestDatabase();
    const clock = new ManualClock(NOW);
    const imports = [WaitlistModule, RecallsModule, RecordKeepersModule];
    return new PatientsBench(database, clock, await startApi(database, { imports, clock }));
  }

  async close(): Promise<void> {
    await this.api.close();
    await this.database.close();
  }

  get prisma() {
    return this.database.prisma;
  }

  /** On that Friday again. */
  async newClinic(): Promise<BuiltClinic> {
    this.clock.stall(Temporal.Instant.from(NOW).epochMilliseconds - this.clock.nowMs());
    this.clinic = await buildClinic(this.prisma);
    this.key = await this.keyOf('owner');
    return this.clinic;
  }

  /** A new key for the clinic. */
  async keyOf(role: KeyRole, clinicId = this.clinic.clinicId): Promise<{ authorization: string }> {
    const key = newApiKey();
    await this.prisma.apiKey.create({
      data: {
        clinicId,
        id: randomUUID(),
        keyHash: hashApiKey(key),
        name: 'test',
        prefix: 'cl_',
        role,
        createdAt: new Date(0),
      },
    });
    return { authorization: `Bearer ${key}` };
  }

  async ask<Body = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    const response = await this.api.send(method, `/api/v1/${path}`, body, { ...this.key, ...headers });
    const text = await response.text();
    return {
      status: response.status,
      etag: response.headers.get('etag') ?? '',
      body: (text === '' ? {} : JSON.parse(text)) as Body,
    };
  }

  /** For what is no JSON. */
  raw(path: string, key = this.key): Promise<Response> {
    return this.api.get(`/api/v1/${path}`, key);
  }

  /** All items of a list, asked for page by page. */
  async pages(path: string, limit: number): Promise<Record<string, unknown>[][]> {
    const pages: Record<string, unknown>[][] = [];
    let cursor: string | null = null;
    do {
      const query: string = `${path.includes('?') ? '&' : '?'}limit=${limit}${cursor ? `&cursor=${cursor}` : ''}`;
      const page: Answer<{ items: Record<string, unknown>[]; nextCursor: string | null }> = await this.ask(
        'GET',
        path + query,
      );
      if (page.status !== 200) throw new Error(JSON.stringify(page.body));
      pages.push(page.body.items);
      cursor = page.body.nextCursor;
    } while (cursor !== null);
    return pages;
  }

  /** Patients whom the last entry of this kind names. */
  async named(action: string): Promise<string[] | undefined> {
    const entry = await this.prisma.auditEntry.findFirst({
      where: { clinicId: this.clinic.clinicId, action },
      orderBy: { seq: 'desc' },
    });
    return entry?.patientIds;
  }

  /** Fields that can't be used, each once. */
  fields({ body }: Answer): string[] {
    return [...new Set((body as unknown as Problem).errors?.map(({ field }) => field))];
  }

  code({ body }: Answer): string {
    return (body as unknown as Problem).code;
  }
}
