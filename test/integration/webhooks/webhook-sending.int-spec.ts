import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../../src/common/database/prisma.service.js';
import { MetricsRegistry } from '../../../src/common/metrics/metrics.js';
import type { AppConfig } from '../../../src/config/app-config.js';
import { WebhookClient } from '../../../src/common/outside/webhook.client.js';
import { webhookBodyOf } from '../../../src/webhooks/webhooks.types.js';
import type { CallId } from '../../../src/common/ids/ids.js';
import { buildCall, buildPatient } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { until } from '../../support/until.js';
import { Receiver, WebhooksBench, type WebhookClinic } from './webhooks-harness.js';

const HOUR_MS = 3_600_000;

let bench: WebhooksBench;
let receiver: Receiver;
let clinic: WebhookClinic;

beforeAll(async () => {
  bench = await WebhooksBench.open();
});
afterAll(() => bench.close());
beforeEach(async () => {
  receiver = await Receiver.open();
  clinic = await bench.newClinic();
});
afterEach(() => receiver.close());

const advance = (duration: Temporal.DurationLike) =>
  bench.clock.advance(Temporal.Duration.from(duration).total('milliseconds'));

/** Events as the database writes them, without what they are about. */
async function happen(
  count = 1,
  database: Pick<Tx, 'deskTask'> = bench.database.prisma,
  callId: CallId | null = null,
): Promise<void> {
  for (let n = 0; n < count; n++) {
    await database.deskTask.create({
      data: {
        clinicId: clinic.clinicId,
        id: randomUUID(),
        callId,
        kind: 'callback',
        origin: 'message',
        status: 'open',
        callerNumber: '+15550100177',
        originKey: randomUUID(),
        createdAt: new Date(bench.clock.nowMs()),
      },
    });
  }
}

describe('a delivery', () => {
  it('is a request that the package of Standard Webhooks verifies', async () => {
    const endpoint = await clinic.create(`${receiver.url}/hooks?a=b`);
    const { id, eventId } = await clinic.test(endpoint.id);
    const { path, headers, body } = await receiver.requests.next();

    expect(path).toBe('/hooks?a=b');
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'webhook-id': eventId });
    const verified = webhookBodyOf('webhook.test').strict().parse(new Webhook(endpoint.secret).verify(body, headers));
    expect(verified).toMatchObject({ id: eventId, clinicId: clinic.clinicId, data: { endpointId: endpoint.id } });
    expect(() => new Webhook(endpoint.secret).verify(body.replace('webhook', 'Webhook'), headers)).toThrow();
    expect(await clinic.settled(id)).toMatchObject({
      attempts: [{ number: 1, statusCode: 200, error: null }],
      nextAttemptAt: null,
    });
  });

  it('is tried ten times, with growing pauses and one id, and then given up', async () => {
    receiver.answerWith(500);
    const endpoint = await clinic.create(receiver.url);
    const { id, eventId } = await clinic.test(endpoint.id);
    const pauses = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];
    for (const [index, pause] of pauses.entries()) {
      const { headers } = await receiver.requests.next();
      expect(headers['webhook-id']).toBe(eventId);
      expect(headers['webhook-timestamp']).toBe(String(Math.floor(bench.clock.nowMs() / 1000)));
      const { attempts, nextAttemptAt, status } = await clinic.tried(id, index + 1);
      expect(status).toBe('pending');
      const last = Temporal.Instant.from(attempts.at(-1)?.at ?? '');
      const waits = last.until(nextAttemptAt ?? '').total('seconds');
      expect(waits).toBeGreaterThanOrEqual(pause);
      expect(waits).toBeLessThanOrEqual(pause * 1.1);
      bench.clock.advance(Math.ceil(waits * 1000));
      bench.look();
    }
    const { attempts } = await clinic.settled(id, 'failed');
    expect(attempts.map(({ statusCode, error }) => [statusCode, error])).toEqual(Array(10).fill([500, 'refused']));
    expect(receiver.requests.all).toHaveLength(10);
    expect((await clinic.endpoint(endpoint.id)).failingSince).toBe(attempts[0]?.at);
  });

  it('is a success as soon as one try is, and the endpoint is well again', async () => {
    receiver.answerWith(503);
    const endpoint = await clinic.create(receiver.url);
    const { id } = await clinic.test(endpoint.id);
    await clinic.tried(id, 1);
    receiver.answerWith(204);
    advance({ seconds: 6 });
    bench.look();
    expect(await clinic.settled(id)).toMatchObject({ attempts: [{ statusCode: 503 }, { statusCode: 204 }] });
    expect((await clinic.endpoint(endpoint.id)).failingSince).toBeNull();
  });

  it('of what is about a patient is in the trail as soon as it may have arrived, once for a while', async () => {
    const { prisma } = bench.database;
    const { clinicId } = clinic;
    const [patientId, callId] = [
      await buildPatient(prisma, { clinicId }),
      await buildCall(prisma, { clinicId, number: '+15550100100' }),
    ];
    const verifiedAt = new Date(bench.clock.nowMs());
    await prisma.callIdentity.create({ data: { clinicId, callId, patientId, proof: 'phone_on_file', verifiedAt } });
    receiver.answerWith(500);
    const endpoint = await clinic.create(receiver.url);
    await happen(1);
    await happen(2, prisma, callId);
    bench.look();
    await until(
      () => clinic.deliveries(),
      (all) =>
        all.length === 3 &&
        all.every(({ nextAttemptAt, attemptCount }) => attemptCount === 1 && nextAttemptAt !== null),
    );
    const sent = () => prisma.auditEntry.findMany({ where: { clinicId, action: 'webhook.sent' } });
    expect(await until(sent, ({ length }) => length > 0)).toMatchObject([
      {
        actorKind: 'system',
        actorId: 'webhooks',
        subjectKind: 'webhook',
        subjectId: endpoint.id,
        patientIds: [patientId],
      },
    ]);
  });

  it('follows no redirect', async () => {
    const elsewhere = await Receiver.open();
    receiver.answerWith(307, { location: elsewhere.url });
    const { id } = await clinic.test((await clinic.create(receiver.url)).id);
    const { attempts } = await clinic.tried(id, 1);
    expect(attempts).toMatchObject([{ statusCode: 307, error: 'redirected' }]);
    expect(elsewhere.requests.all).toEqual([]);
    await elsewhere.close();
  });

  it('takes an answer that would make something else of the connection for none', async () => {
    const odd = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () =>
        socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'),
      );
    });
    await once(odd.listen(0, '127.0.0.1'), 'listening');
    const { id } = await clinic.test(
      (await clinic.create(`http://127.0.0.1:${(odd.address() as AddressInfo).port}`)).id,
    );
    expect((await clinic.tried(id, 1)).attempts).toMatchObject([{ statusCode: null, error: 'unreachable' }]);
    odd.close();
  });

  it('waits ten seconds for an answer', async () => {
    receiver.answer = () => undefined;
    const { id } = await clinic.test((await clinic.create(receiver.url)).id);
    await receiver.requests.next();
    advance({ seconds: 10 });
    const { attempts } = await clinic.tried(id, 1);
    expect(attempts).toMatchObject([{ statusCode: null, error: 'timed_out', durationMs: 10_000 }]);
  });

  it('reads no more than a little of an answer that does not end', async () => {
    let closed!: () => void;
    const isClosed = new Promise<void>((resolve) => (closed = resolve));
    receiver.answer = (_, response) => {
      response.on('close', closed).on('error', () => undefined);
      const flood = () => {
        while (response.write(Buffer.alloc(65_536)));
      };
      response.on('drain', flood);
      flood();
    };
    const { id } = await clinic.test((await clinic.create(receiver.url)).id);
    await isClosed;
    expect(await clinic.settled(id)).toMatchObject({ attempts: [{ statusCode: 200, error: null }] });
  });

  it('says when nobody is there', async () => {
    const { id } = await clinic.test((await clinic.create('http://127.0.0.1:1024')).id);
    const { attempts } = await clinic.tried(id, 1);
    expect(attempts).toMatchObject([{ statusCode: null, error: 'unreachable' }]);
  });

  it('is done again when the process that was at it died', async () => {
    const endpoint = await clinic.create(receiver.url);
    await happen();
    // As the process leaves it that has begun a try and written nothing.
    const inAMinute = new Date(bench.clock.nowMs() + 60_000);
    await bench.database.prisma.webhookDelivery.updateMany({
      where: { endpointId: endpoint.id },
      data: { attempts: 1, dueAt: inAMinute },
    });
    bench.look();
    advance({ minutes: 1 });
    bench.look();
    await receiver.requests.next();
    const [delivery] = await clinic.deliveries();
    expect(await clinic.settled(delivery?.id ?? '')).toMatchObject({ attempts: [{ number: 2, error: null }] });
  });
});

describe('an address of the inside', () => {
  it('is not asked, by number or by a name that leads to it', async () => {
    let connections = 0;
    const inside = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
    const { port } = inside.address() as AddressInfo;
    const client = new WebhookClient({ mode: 'production' } as AppConfig, new ManualClock());
    for (const url of [
      `https://localhost:${port}/`, // by DNS
      `https://127.0.0.1:${port}/`,
      `https://[::ffff:7f00:1]:${port}/`,
      `https://0x7f.1:${port}/`,
      'https://169.254.169.254/',
      'https://10.0.0.1/',
      'https://172.16.0.1/',
      'https://192.168.0.1/',
      'https://100.64.0.1/',
      'https://224.0.0.1/',
      'https://0.0.0.0/',
      'https://[::1]/',
      'https://[fd00::1]/',
      'https://[fe80::1]/',
      'https://[ff02::1]/',
      'https://[64:ff9b::a00:1]/',
    ]) {
      expect([url, await client.post(url, {}, '{}')]).toEqual([url, { statusCode: null, error: 'forbidden_address' }]);
    }
    expect(connections).toBe(0);
    await new Promise<void>((resolve) => inside.close(() => resolve()));
  });
});

describe('an endpoint', () => {
  it('that is slow holds up no other', async () => {
    const slow = await Receiver.open();
    let release!: () => void;
    slow.answer = (_, response) => void (release = () => response.end());
    await clinic.create(slow.url);
    await clinic.create(receiver.url);
    await happen(3);
    bench.look();
    await slow.requests.next();
    for (let n = 0; n < 3; n++) await receiver.requests.next();
    expect(slow.requests.all).toHaveLength(1);
    slow.answerWith(200);
    release();
    for (let n = 0; n < 2; n++) await slow.requests.next();
    await until(
      () => clinic.deliveries('?status=pending'),
      (items) => items.length === 0,
    );
    await slow.close();
  });

  it('can be removed while something happens, which then is not sent', async () => {
    const endpoint = await clinic.create(receiver.url);
    await bench.database.prisma.inClinic(clinic.clinicId, async (tx) => {
      await happen(1, tx);
      expect((await clinic.send('DELETE', `webhooks/${endpoint.id}`)).status).toBe(204);
    });
    bench.look();
    await until(
      () => clinic.deliveries('?status=cancelled'),
      (items) => items.length === 1,
    );
    expect(receiver.requests.all).toEqual([]);
  });

  it('that says 410 Gone is switched off, and nothing else is sent to it', async () => {
    receiver.answerWith(410);
    const endpoint = await clinic.create(receiver.url);
    await happen(2);
    bench.look();
    await receiver.requests.next();
    await until(
      () => clinic.deliveries('?status=pending'),
      (items) => items.length === 0,
    );
    expect((await clinic.deliveries()).map(({ status }) => status).sort()).toEqual(['cancelled', 'failed']);
    expect(await clinic.endpoint(endpoint.id)).toMatchObject({ active: false, disabledReason: 'gone' });
    await happen();
    expect(await clinic.deliveries()).toHaveLength(2);
    expect(receiver.requests.all).toHaveLength(1);
    const disabled = bench.api.logLines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(disabled).toContainEqual(
      expect.objectContaining({ event: 'webhook.disabled', clinicId: clinic.clinicId, reason: 'gone' }),
    );
    const where = { clinicId: clinic.clinicId, action: 'webhook.disabled' };
    expect(await bench.database.prisma.auditEntry.count({ where })).toBe(1);
  });

  it('that fails for five days is switched off, until somebody switches it on again', async () => {
    receiver.answerWith(500);
    const endpoint = await clinic.create(receiver.url);
    const { id } = await clinic.test(endpoint.id);
    await clinic.tried(id, 1);
    advance({ hours: 119 });
    bench.look();
    await clinic.tried(id, 2);
    expect((await clinic.endpoint(endpoint.id)).active).toBe(true);
    advance({ hours: 1 });
    bench.look();
    await clinic.tried(id, 3);
    const off = await until(
      () => clinic.endpoint(endpoint.id),
      ({ active }) => !active,
    );
    expect(off).toMatchObject({ disabledReason: 'failing' });
    expect((await clinic.send('POST', `webhooks/${endpoint.id}/test`)).status).toBe(409);
    expect((await clinic.send('POST', `webhook-deliveries/${id}/replay`)).status).toBe(409);

    receiver.answerWith(200);
    const on = await clinic.send('PATCH', `webhooks/${endpoint.id}`, { active: true });
    expect(await on.json()).toMatchObject({ active: true, disabledReason: null, failingSince: null });
    await clinic.settled((await clinic.test(endpoint.id)).id);
  });
});

it('sends an event once more when it is asked to, with the same id', async () => {
  const endpoint = await clinic.create(receiver.url);
  let release!: () => void;
  receiver.answer = (_, response) => void (release = () => response.end());
  const first = await clinic.test(endpoint.id);
  await receiver.requests.next();
  expect((await clinic.send('POST', `webhook-deliveries/${first.id}/replay`)).status).toBe(409);
  release();
  await clinic.settled(first.id);

  receiver.answerWith(200);
  const response = await clinic.send('POST', `webhook-deliveries/${first.id}/replay`);
  expect(response.status).toBe(202);
  const second = (await response.json()) as { id: string };
  expect(second).toMatchObject({ eventId: first.eventId, replayOf: first.id, status: 'pending', attempts: [] });
  const { headers, body } = await receiver.requests.next();
  expect(headers['webhook-id']).toBe(first.eventId);
  expect(body).toBe(receiver.requests.all[0]?.body);
  await clinic.settled(second.id);
});

it('signs with both secrets for a day after a rotation, then with the new one', async () => {
  const endpoint = await clinic.create(receiver.url);
  const rotated = await clinic.send('POST', `webhooks/${endpoint.id}/secret`);
  expect(rotated.status).toBe(200);
  const { secret } = (await rotated.json()) as { secret: string };
  expect(secret).not.toBe(endpoint.secret);

  await clinic.settled((await clinic.test(endpoint.id)).id);
  const both = await receiver.requests.next();
  expect(both.headers['webhook-signature']?.split(' ')).toHaveLength(2);
  const signedBy = (key: string, { headers, body }: typeof both) => {
    const at = new Date(Number(headers['webhook-timestamp']) * 1000);
    const signature = new Webhook(key).sign(headers['webhook-id'] ?? '', at, body);
    return headers['webhook-signature']?.split(' ').includes(signature);
  };
  for (const key of [endpoint.secret, secret]) expect(signedBy(key, both)).toBe(true);

  bench.clock.advance(24 * HOUR_MS);
  await clinic.settled((await clinic.test(endpoint.id)).id);
  const one = await receiver.requests.next();
  expect(one.headers['webhook-signature']?.split(' ')).toHaveLength(1);
  expect([signedBy(secret, one), signedBy(endpoint.secret, one)]).toEqual([true, false]);
});

it('delivers each event once, however many processes are at it', async () => {
  const second = await WebhooksBench.beside(bench);
  const [endpoints, events] = [4, 12];
  for (let n = 0; n < endpoints; n++) await clinic.create(`${receiver.url}/${n}`);
  await happen(events);
  for (const process of [bench, second]) process.look();
  await until(
    () => clinic.deliveries('?status=pending&limit=200'),
    (items) => items.length === 0,
  );
  const told = receiver.requests.all.map(({ path, headers }) => `${path} ${headers['webhook-id']}`);
  expect(told).toHaveLength(endpoints * events);
  expect(new Set(told).size).toBe(endpoints * events);
  await second.close();
});

it('counts tries by their result, and forgets what is older than a month', async () => {
  const endpoint = await clinic.create(receiver.url);
  await clinic.settled((await clinic.test(endpoint.id)).id);
  const metrics = await bench.api.app.get(MetricsRegistry).metrics();
  expect(metrics).toMatch(/crownline_webhook_attempts_total\{result="delivered"\} [1-9]/);
  expect(metrics).toMatch(/crownline_webhook_oldest_due_seconds \d/);

  advance({ hours: 29 * 24 });
  const kept = await clinic.test(endpoint.id);
  await clinic.settled(kept.id);
  advance({ hours: 25 });
  const left = await until(
    () => clinic.deliveries(),
    (items) => items.length === 1,
  );
  expect(left).toMatchObject([{ id: kept.id }]);
  await clinic.send('DELETE', `webhooks/${endpoint.id}`);
  advance({ hours: 31 * 24 });
  const where = { clinicId: clinic.clinicId };
  await until(
    () => bench.database.prisma.webhookEndpoint.count({ where }),
    (count) => count === 0,
  );
  expect(await bench.database.prisma.webhookAttempt.count({ where })).toBe(0);
});
