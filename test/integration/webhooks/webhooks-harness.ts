import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SystemClock } from '../../../src/common/clock/clock.js';
import type { ClinicId } from '../../../src/common/ids/ids.js';
import type { DeliveryDetail, DeliveryItem } from '../../../src/webhooks/deliveries.types.js';
import type { WebhookItem, WebhookWithSecret } from '../../../src/webhooks/endpoints.types.js';
import { WebhookSender } from '../../../src/webhooks/webhook-sender.runner.js';
import { WebhooksModule } from '../../../src/webhooks/webhooks.module.js';
import { Arrivals } from '../../support/arrivals.js';
import { buildClinic } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { grantKey, startApi, type TestApi } from '../../support/test-api.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { until } from '../../support/until.js';

export interface Received {
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** A server outside that is told what happens. */
export class Receiver {
  readonly requests = new Arrivals<Received>();
  /** What it answers from now on. */
  answer: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => void response.end();
  url = '';

  private readonly server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = request.headers as Record<string, string>;
      this.requests.push({ path: request.url ?? '', headers, body: Buffer.concat(chunks).toString() });
      this.answer(request, response);
    });
  });

  static async open(): Promise<Receiver> {
    const receiver = new Receiver();
    await new Promise<void>((resolve) => receiver.server.listen(0, '127.0.0.1', resolve));
    receiver.url = `http://127.0.0.1:${(receiver.server.address() as AddressInfo).port}`;
    return receiver;
  }

  answerWith(status: number, headers: Record<string, string> = {}): void {
    this.answer = (_, response) => void response.writeHead(status, headers).end();
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.closeAllConnections();
      this.server.close(() => resolve());
    });
  }
}

/** A server with its webhooks, in a time that stands still until the test moves it. */
export class WebhooksBench {
  private constructor(
    readonly database: TestDatabase,
    readonly clock: ManualClock,
    readonly api: TestApi,
    private readonly ownsDatabase: boolean,
  ) {}

  /** It begins now: receivers check by the machine's time that a request is new. */
  static async open(): Promise<WebhooksBench> {
    const clock = new ManualClock(new SystemClock().now());
    return WebhooksBench.start(await openTestDatabase(), clock, true);
  }

  /** Another process on the same database. */
  static beside({ database, clock }: WebhooksBench): Promise<WebhooksBench> {
    return WebhooksBench.start(database, clock, false);
  }

  private static async start(database: TestDatabase, clock: ManualClock, ownsDatabase: boolean) {
    const api = await startApi(database, { imports: [WebhooksModule], clock });
    return new WebhooksBench(database, clock, api, ownsDatabase);
  }

  async newClinic(): Promise<WebhookClinic> {
    const { clinicId } = await buildClinic(this.database.prisma);
    return new WebhookClinic(this, clinicId, await grantKey(this.database, clinicId));
  }

  look(): void {
    this.api.app.get(WebhookSender).look();
  }

  async close(): Promise<void> {
    await this.api.close();
    if (this.ownsDatabase) await this.database.close();
  }
}

/** What a clinic's key does with webhooks. */
export class WebhookClinic {
  constructor(
    private readonly bench: WebhooksBench,
    readonly clinicId: ClinicId,
    private readonly key: { authorization: string },
  ) {}

  send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return this.bench.api.send(method, `/api/v1/${path}`, body, { ...this.key, ...headers });
  }

  async create(url: string, events: string[] = ['task.created']): Promise<WebhookWithSecret> {
    const response = await this.send('POST', 'webhooks', { url, events });
    expect(response.status).toBe(201);
    return (await response.json()) as WebhookWithSecret;
  }

  async endpoint(id: string): Promise<WebhookItem> {
    return (await (await this.send('GET', `webhooks/${id}`)).json()) as WebhookItem;
  }

  async test(id: string): Promise<DeliveryDetail> {
    const response = await this.send('POST', `webhooks/${id}/test`);
    expect(response.status).toBe(202);
    return (await response.json()) as DeliveryDetail;
  }

  async delivery(id: string): Promise<DeliveryDetail> {
    return (await (await this.send('GET', `webhook-deliveries/${id}`)).json()) as DeliveryDetail;
  }

  async deliveries(query = ''): Promise<DeliveryItem[]> {
    const response = await this.send('GET', `webhook-deliveries${query}`);
    return ((await response.json()) as { items: DeliveryItem[] }).items;
  }

  /** The delivery once its result is written. */
  settled(id: string, status: DeliveryItem['status'] = 'delivered'): Promise<DeliveryDetail> {
    return until(
      () => this.delivery(id),
      (delivery) => delivery.status === status,
    );
  }

  tried(id: string, attempts: number): Promise<DeliveryDetail> {
    return until(
      () => this.delivery(id),
      (delivery) => delivery.attempts.length === attempts,
    );
  }
}
