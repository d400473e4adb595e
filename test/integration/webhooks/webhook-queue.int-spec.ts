import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { toDate } from '../../../src/common/time/instant-date.js';
import { WebhookQueueRepository } from '../../../src/webhooks/webhook-queue.repository.js';
import { buildClinic } from '../../support/builders.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

const NOW = Temporal.Instant.from('2026-11-20T15:00:00Z');
const later = (seconds: number) => NOW.add({ seconds });

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

it('knows what is due the longest, and what will be due next', async () => {
  const { clinicId } = await buildClinic(database.prisma);
  const endpoint = { clinicId, id: randomUUID(), active: true, createdAt: toDate(NOW), events: ['task.created'] };
  await database.prisma.webhookEndpoint.create({ data: { ...endpoint, url: 'https://hooks.test', secret: 'whsec_' } });
  const event = { clinicId, id: randomUUID(), type: 'task.created', at: toDate(NOW), data: {} };
  await database.prisma.webhookEvent.create({ data: event });
  const dueTimes = (horizonSeconds: number) =>
    database.prisma.acrossClinics((tx) => new WebhookQueueRepository().dueTimes(tx, NOW, later(horizonSeconds)));
  expect(await dueTimes(5)).toEqual({ oldest: null, next: null });

  const delivery = { clinicId, endpointId: endpoint.id, eventId: event.id, eventType: event.type, attempts: 0 };
  for (const seconds of [4, -2, 3, 0, 60]) {
    const times = { dueAt: toDate(later(seconds)), createdAt: toDate(NOW) };
    await database.prisma.webhookDelivery.create({
      data: { ...delivery, ...times, id: randomUUID(), status: 'pending' },
    });
  }
  expect(await dueTimes(5)).toEqual({ oldest: later(-2), next: later(3) });
  expect(await dueTimes(2)).toEqual({ oldest: later(-2), next: null });
});
