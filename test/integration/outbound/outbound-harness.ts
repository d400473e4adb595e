import { randomBytes } from 'node:crypto';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Temporal } from 'temporal-polyfill';
import twilio from 'twilio';
import { AuthModule } from '../../../src/auth/auth.module.js';
import { CallsService } from '../../../src/calls/calls.service.js';
import type { Call } from '../../../src/calls/calls.types.js';
import { CommonModule } from '../../../src/common/common.module.js';
import { HttpModule } from '../../../src/common/http/http.module.js';
import { SystemClock } from '../../../src/common/clock/clock.js';
import { Logger } from '../../../src/common/logging/logger.js';
import { MetricsRegistry } from '../../../src/common/metrics/metrics.js';
import { NestLogger } from '../../../src/common/logging/nest-logger.js';
import { News } from '../../../src/common/news/news.service.js';
import type { AppConfig } from '../../../src/config/app-config.js';
import { ConfigurationModule } from '../../../src/config/configuration.module.js';
import { OutboundCalls } from '../../../src/outbound/outbound-calls.service.js';
import { OutboundLine, OutboundSwitchboard } from '../../../src/outbound/outbound-line.port.js';
import { OutboundModule } from '../../../src/outbound/outbound.module.js';
import type { NewOutboundCall, OutboundCall } from '../../../src/outbound/outbound.types.js';
import { CarrierRestServer } from '../../../src/simulation/carrier/rest/carrier-rest.server.js';
import { MessageCenter } from '../../../src/simulation/carrier/rest/messages/message-center.js';
import { newIncomingNumber } from '../../../src/simulation/carrier/rest/numbers/incoming-number.types.js';
import { WebhookClient } from '../../../src/simulation/carrier/webhook.client.js';
import { buildClinic, type BuiltClinic, type ClinicOptions } from '../../support/builders.js';
import { ACCOUNT_SID, AUTH_TOKEN, sid } from '../../support/carrier-rest-bench.js';
import { freePort } from '../../support/free-port.js';
import { ManualClock } from '../../support/manual-clock.js';
import { asProduct, TEST_KEYS, type TestDatabase } from '../../support/test-database.js';
import { NOBODYS_AGENT } from '../../support/test-api.js';
import { until } from '../../support/until.js';
import { PaperCalls } from './paper-calls.js';

const { getExpectedTwilioSignature } = twilio as unknown as {
  getExpectedTwilioSignature: (token: string, url: string, params: Record<string, string>) => string;
};

/** A Thursday noon in New York. */
export const NOON = Temporal.Instant.from('2026-01-15T17:00:00Z');

/** Carries conversations on paper. */
class PaperLine extends OutboundLine {
  readonly connected: string[] = [];
  readonly over: string[] = [];
  broken = false;

  constructor(private readonly calls: CallsService) {
    super();
  }

  connect(call: Call): Promise<string> {
    if (this.broken) return Promise.reject(new Error('no line'));
    this.connected.push(call.callSid);
    return Promise.resolve('<Response><Connect><Stream url="wss://clinic.example/media"/></Connect></Response>');
  }

  async ended(call: Call): Promise<void> {
    this.over.push(call.callSid);
    await this.calls.close(call, 'answered');
  }
}

/** The carrier's REST API, and who it has been asked to call. */
export async function startCarrier(): Promise<{ rest: CarrierRestServer; calls: PaperCalls; own(n: string): void }> {
  const clock = new SystemClock();
  const calls = new PaperCalls(() => clock.now());
  const numbers: ReturnType<typeof newIncomingNumber>[] = [];
  const webhooks = new WebhookClient(
    AUTH_TOKEN,
    (url) => url,
    clock,
    () => sid(''),
  );
  const messages = new MessageCenter({ accountSid: ACCOUNT_SID, numbers, webhooks, clock, newSid: sid });
  const rest = await CarrierRestServer.listen({
    accountSid: ACCOUNT_SID,
    authToken: AUTH_TOKEN,
    calls,
    messages,
    numbers,
    clock,
  });
  const own = (phoneNumber: string) =>
    void numbers.push(newIncomingNumber({ sid: sid('PN'), phoneNumber, createdAt: clock.now() }));
  return { rest, calls, own };
}

export type Carrier = Awaited<ReturnType<typeof startCarrier>>;

/** One process that places calls. */
export class OutboundBench {
  private constructor(
    readonly server: NestExpressApplication,
    readonly baseUrl: string,
    readonly database: TestDatabase,
    readonly clock: ManualClock,
    readonly carrier: Carrier,
    readonly line: PaperLine,
    readonly logLines: string[],
  ) {}

  static async start(
    database: TestDatabase,
    carrier: Carrier,
    clock: ManualClock = new ManualClock(NOON),
  ): Promise<OutboundBench> {
    const logLines: string[] = [];
    const logger = Logger.create('trace', { write: (line: string) => void logLines.push(line) });
    const port = await freePort();
    const baseUrl = `http://127.0.0.1:${port}`;
    const config = {
      mode: 'test',
      publicUrl: baseUrl,
      databaseUrl: asProduct(database.url),
      encryptionKeys: TEST_KEYS,
      twilio: { accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, apiUrl: carrier.rest.url },
      agent: NOBODYS_AGENT,
    } as AppConfig;
    @Module({
      imports: [
        ConfigurationModule.register(config),
        CommonModule.register({ clock, logger }),
        HttpModule,
        AuthModule,
        OutboundModule,
      ],
    })
    class BenchModule {}

    const app = await NestFactory.create<NestExpressApplication>(BenchModule, {
      logger: new NestLogger(logger),
      bodyParser: false,
      abortOnError: false,
    });
    app.useBodyParser('json');
    app.useBodyParser('urlencoded', { extended: false });
    const line = new PaperLine(app.get(CallsService, { strict: false }));
    app.get(OutboundSwitchboard, { strict: false }).plugIn(line);
    await app.listen(port, '127.0.0.1');
    return new OutboundBench(app, baseUrl, database, clock, carrier, line, logLines);
  }

  close(): Promise<void> {
    return this.server.close();
  }

  metrics(): Promise<string> {
    return this.server.get(MetricsRegistry, { strict: false }).metrics();
  }

  async clinic(options: ClinicOptions = {}): Promise<BuiltClinic> {
    const clinic = await buildClinic(this.database.prisma, options);
    this.carrier.own(clinic.number);
    return clinic;
  }

  order(clinic: BuiltClinic, changes: Partial<NewOutboundCall> = {}): Promise<OutboundCall> {
    const outbound = this.server.get(OutboundCalls, { strict: false });
    const wanted: NewOutboundCall = {
      clinicId: clinic.clinicId,
      to: PATIENT,
      purpose: 'reminder',
      opening: 'Hello, this is Test Dental with a reminder.',
      idempotencyKey: randomBytes(8).toString('hex'),
      actor: { kind: 'system', id: 'test' },
      ...changes,
    };
    return this.database.prisma.inClinic(clinic.clinicId, (tx) => outbound.order(tx, wanted));
  }

  openingFor(call: Parameters<OutboundCalls['openingFor']>[0]): Promise<string | null> {
    return this.server.get(OutboundCalls, { strict: false }).openingFor(call);
  }

  row({ clinicId, id }: Pick<OutboundCall, 'clinicId' | 'id'>) {
    return this.database.prisma.outboundCall.findUniqueOrThrow({
      where: { clinicId_id: { clinicId, id } },
      include: { call: true },
    });
  }

  /** The order, once its row says this. */
  when(order: OutboundCall, status: string, attempts?: number) {
    return until(
      () => this.row(order),
      (row) => row.status === status && (attempts === undefined || row.attempts === attempts),
    );
  }

  /** The order once it is ringing, and the carrier has named the call. */
  async ringing(order: OutboundCall, attempts = 1): Promise<string> {
    const { call } = await until(
      () => this.row(order),
      (row) => row.status === 'dialling' && row.attempts === attempts && row.call !== null,
    );
    return call?.callSid ?? '';
  }

  audits(order: OutboundCall) {
    return this.database.prisma.auditEntry.findMany({
      where: { clinicId: order.clinicId, subjectKind: 'outbound_call', subjectId: order.id },
      orderBy: { seq: 'asc' },
    });
  }

  /** Time passes for the server, and for its queue of jobs, which lives by the database's clock. */
  async advance(duration: { minutes: number }): Promise<void> {
    this.clock.advance(duration.minutes * 60_000);
    await this.database.prisma.$executeRaw`UPDATE pgboss.job SET start_after = now() WHERE state = 'created'`;
    this.server.get(News, { strict: false }).tell('jobs');
  }

  async logged(event: string): Promise<void> {
    await until(
      () => Promise.resolve(this.logLines.join('')),
      (log) => log.includes(event),
    );
  }

  /** A webhook of the carrier about a call that was placed for the order. */
  async post(
    order: OutboundCall,
    what: Webhook,
    callSid: string,
    fields: Record<string, string> = {},
  ): Promise<string> {
    const ref = `${order.clinicId}.${order.id}`;
    const path = what === 'amd' ? `amd?call=${ref}` : `outbound/${ref}${what === 'answered' ? '' : `/${what}`}`;
    const url = `${this.baseUrl}/twilio/voice/${path}`;
    const body: Record<string, string> = { CallSid: callSid, AccountSid: ACCOUNT_SID, ...fields };
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'x-twilio-signature': getExpectedTwilioSignature(AUTH_TOKEN, url, body) },
      body: new URLSearchParams(body),
    });
    if (response.status >= 300) throw new Error(`HTTP ${response.status} for ${what}`);
    return response.text();
  }

  report(order: OutboundCall, callSid: string, CallStatus: string): Promise<string> {
    return this.post(order, 'status', callSid, { CallStatus });
  }

  detect(order: OutboundCall, callSid: string, AnsweredBy: string): Promise<string> {
    return this.post(order, 'amd', callSid, { AnsweredBy, MachineDetectionDuration: '4210' });
  }
}

export type Webhook = 'answered' | 'status' | 'message' | 'amd';

export const PATIENT = '+12125550143';
