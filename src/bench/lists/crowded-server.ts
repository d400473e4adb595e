import { randomBytes, randomUUID } from 'node:crypto';
import type { NestExpressApplication } from '@nestjs/platform-express';
import pg from 'pg';
import { createApp } from '../../app.js';
import { apiKeyPrefix, hashApiKey, newApiKey } from '../../auth/api-key.js';
import type { Clock } from '../../common/clock/clock.js';
import type { ApiDocument } from '../../common/http/openapi/api-document.builder.js';
import { Logger } from '../../common/logging/logger.js';
import type { AppConfig } from '../../config/app-config.js';
import { fillCrowded, type Crowd } from './crowded.repository.js';

const NOWHERE = '127.0.0.1:9';
/** One credential may ask so many times a minute; the bench asks oftener. */
const KEYS = 4;

/** A whole server in this process, on a database in which a lot has happened, and somebody with a key for one of its clinics. */
export class CrowdedServer {
  private asked = 0;

  private constructor(
    readonly clinicId: string,
    /** The owner's connection, for looking at plans. */
    readonly database: pg.Client,
    private readonly app: NestExpressApplication,
    private readonly url: string,
    private readonly keys: readonly string[],
  ) {}

  static async open(databaseUrl: string, crowd: Crowd, clock: Clock): Promise<CrowdedServer> {
    const config = configFor(databaseUrl);
    const clinicId = await fillCrowded(config, crowd);
    const database = new pg.Client({ connectionString: databaseUrl });
    await database.connect();
    const keys = Array.from({ length: KEYS }, () => newApiKey());
    for (const key of keys) {
      await database.query(
        `INSERT INTO api_keys (clinic_id, id, key_hash, name, prefix, role, created_at)
         VALUES ($1, $2, $3, 'bench', $4, 'owner', now())`,
        [clinicId, randomUUID(), hashApiKey(key), apiKeyPrefix(key)],
      );
    }
    const app = await createApp(config, Logger.create('silent'), clock);
    await app.listen(0, config.host);
    return new CrowdedServer(clinicId, database, app, await app.getUrl(), keys);
  }

  async document(): Promise<ApiDocument> {
    return (await (await fetch(`${this.url}/docs-json`)).json()) as ApiDocument;
  }

  /** @throws Error when the answer is none of a list */
  async get(path: string): Promise<{ items: unknown[]; nextCursor: string | null }> {
    const response = await fetch(this.url + path, {
      headers: { authorization: `Bearer ${this.keys[this.asked++ % KEYS]}` },
    });
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as { items: unknown[]; nextCursor: string | null };
  }

  async close(): Promise<void> {
    await this.database.end();
    await this.app.close();
  }
}

/** Of vendors there are none: nobody calls. */
const configFor = (databaseUrl: string): AppConfig => ({
  mode: 'test',
  host: '127.0.0.1',
  port: 0,
  publicUrl: `http://${NOWHERE}`,
  trustedProxies: 0,
  logLevel: 'silent',
  databaseUrl,
  encryptionKeys: [{ id: 'bench', key: randomBytes(32) }],
  twilio: { accountSid: `AC${'0'.repeat(32)}`, authToken: 'bench', apiUrl: `http://${NOWHERE}` },
  agent: {
    driver: 'deepgram',
    deepgram: {
      apiKey: 'bench',
      url: `ws://${NOWHERE}`,
      fallbackUrl: null,
      listenUrl: `ws://${NOWHERE}/v2/listen`,
      speakUrl: `ws://${NOWHERE}`,
    },
    model: null,
  },
  maxConcurrentCalls: 1,
  drainMs: 0,
});
