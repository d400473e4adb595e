import { Injectable, Module, type OnModuleInit } from '@nestjs/common';
import { JobQueue } from '../../../src/jobs/job-queue.service.js';
import { JobsModule } from '../../../src/jobs/jobs.module.js';
import { profilePublished, type PublishedProfile } from '../../../src/profiles/profile-published.job.js';
import { ProfilesModule } from '../../../src/profiles/profiles.module.js';
import { Arrivals } from '../../support/arrivals.js';
import { buildClinic, type BuiltClinic } from '../../support/builders.js';
import { grantKey, startApi, type TestApi } from '../../support/test-api.js';
import type { TestDatabase } from '../../support/test-database.js';

const PATH = '/api/v1/agent-profiles';

/** Takes note of what was published, as whoever makes things ready for a new version does. */
@Injectable()
class Listener implements OnModuleInit {
  readonly published = new Arrivals<PublishedProfile>();

  constructor(private readonly jobs: JobQueue) {}

  onModuleInit(): void {
    this.jobs.handle(profilePublished, (profile) => {
      this.published.push(profile);
      return Promise.resolve();
    });
  }
}

@Module({ imports: [JobsModule], providers: [Listener] })
class ListenerModule {}

export interface Answer {
  status: number;
  json: Record<string, unknown>;
}

/** The profiles of one clinic, as a client of the API has them. */
export interface ProfilesClient {
  clinic: BuiltClinic;
  get(path?: string): Promise<Answer>;
  post(path: string, body?: unknown): Promise<Answer>;
  patch(version: number, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  remove(version: number, headers?: Record<string, string>): Promise<Answer>;
  /** Of a version as it is read. */
  etagOf(version: number): Promise<string>;
  /** A new draft; answers its version. */
  draft(body?: object): Promise<number>;
}

export class ProfilesBench {
  private constructor(
    readonly api: TestApi,
    readonly database: TestDatabase,
  ) {}

  static async start(database: TestDatabase): Promise<ProfilesBench> {
    return new ProfilesBench(await startApi(database, { imports: [ProfilesModule, ListenerModule] }), database);
  }

  get published(): Arrivals<PublishedProfile> {
    return this.api.app.get(Listener, { strict: false }).published;
  }

  close(): Promise<void> {
    return this.api.close();
  }

  /** A clinic whose version 1 is published. */
  async clinic(): Promise<ProfilesClient> {
    const clinic = await buildClinic(this.database.prisma);
    const key = await grantKey(this.database, clinic.clinicId);
    return clientOf(clinic, (await this.api.app.getUrl()) + PATH, key);
  }
}

/** `url`: of the list of versions. */
export function clientOf(clinic: BuiltClinic, url: string, key: { authorization: string }): ProfilesClient {
  const ask = async (
    method: string,
    path: string,
    body?: unknown,
    more: Record<string, string> = {},
  ): Promise<Answer> => {
    const headers = { ...key, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...more };
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(url + path, { method, headers, ...content });
    const text = await response.text();
    return { status: response.status, json: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> };
  };
  const post = (path: string, body?: unknown) => ask('POST', path, body);
  return {
    clinic,
    post,
    get: (path = '') => ask('GET', path),
    patch: (version, body, headers) => ask('PATCH', `/${version}`, body, headers),
    remove: (version, headers) => ask('DELETE', `/${version}`, undefined, headers),
    async etagOf(version) {
      const { headers } = await fetch(`${url}/${version}`, { headers: key });
      return headers.get('etag') ?? '';
    },
    async draft(body = {}) {
      const { status, json } = await post('', body);
      if (status !== 201) throw new Error(`HTTP ${status}: ${JSON.stringify(json)}`);
      return json['version'] as number;
    },
  };
}
