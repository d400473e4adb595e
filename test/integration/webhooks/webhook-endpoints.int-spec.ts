import { randomUUID } from 'node:crypto';
import { Receiver, WebhooksBench, type WebhookClinic } from './webhooks-harness.js';

const URL_OF_SOMEBODY = 'https://hooks.example.com/crownline?key=between-us';

let bench: WebhooksBench;
let clinic: WebhookClinic;

beforeAll(async () => {
  bench = await WebhooksBench.open();
});
afterAll(() => bench.close());
beforeEach(async () => {
  clinic = await bench.newClinic();
});

describe('an endpoint', () => {
  it('shows its secret once, and is sealed', async () => {
    const { secret, ...item } = await clinic.create(URL_OF_SOMEBODY, ['appointment.booked']);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(item).toMatchObject({
      url: URL_OF_SOMEBODY,
      events: ['appointment.booked'],
      active: true,
      description: null,
    });
    expect(await clinic.endpoint(item.id)).toEqual(item);
    const list = (await (await clinic.send('GET', 'webhooks')).json()) as { items: unknown[] };
    expect(list.items).toEqual([item]);

    const [row] = await bench.database.prisma.$queryRaw<{ url: string; secret: string }[]>`
      SELECT url, secret FROM webhook_endpoints WHERE id = ${item.id}::uuid`;
    expect([row?.url, row?.secret]).toEqual([expect.stringMatching(/^s1\./), expect.stringMatching(/^s1\./)]);
    const trail = await bench.database.prisma.auditEntry.findMany({ where: { clinicId: clinic.clinicId } });
    expect(trail).toMatchObject([{ action: 'webhook.created', subjectId: item.id }]);
    for (const mark of [secret, 'between-us']) {
      expect(JSON.stringify([trail, bench.api.logLines])).not.toContain(mark);
    }
  });

  it('is changed only as it was read, where that is asked', async () => {
    const { id } = await clinic.create(URL_OF_SOMEBODY);
    const etag = (await clinic.send('GET', `webhooks/${id}`)).headers.get('etag') ?? '';
    const change = { events: ['call.completed'], description: 'Our own' };
    const changed = await clinic.send('PATCH', `webhooks/${id}`, change, { 'if-match': etag });
    expect([changed.status, await changed.json()]).toEqual([200, expect.objectContaining(change)]);
    for (const [method, body] of [['PATCH', { active: false }], ['DELETE']] as const) {
      expect((await clinic.send(method, `webhooks/${id}`, body, { 'if-match': etag })).status).toBe(412);
    }
    expect(await clinic.endpoint(id)).toMatchObject({ active: true, ...change });
  });

  it('that is switched off or removed gets nothing that is on its way', async () => {
    const receiver = await Receiver.open();
    receiver.answerWith(500);
    const [off, gone] = [await clinic.create(receiver.url), await clinic.create(receiver.url)];
    const deliveries = [await clinic.test(off.id), await clinic.test(gone.id)];
    for (const { id } of deliveries) await clinic.tried(id, 1);
    expect((await clinic.send('PATCH', `webhooks/${off.id}`, { active: false })).status).toBe(200);
    expect((await clinic.send('DELETE', `webhooks/${gone.id}`)).status).toBe(204);
    for (const { id } of deliveries) expect((await clinic.delivery(id)).status).toBe('cancelled');
    expect((await clinic.send('GET', `webhooks/${gone.id}`)).status).toBe(404);
    expect((await clinic.send('DELETE', `webhooks/${gone.id}`)).status).toBe(404);
    expect((await clinic.send('POST', `webhooks/${off.id}/test`)).status).toBe(409);
    await receiver.close();
  });

  it.each([
    ['http', { url: 'http://hooks.example.com/' }, '/url'],
    ['a number of a network', { url: 'https://10.0.0.1/' }, '/url'],
    ['credentials', { url: 'https://a:b@hooks.example.com/' }, '/url'],
    ['a port of the system', { url: 'https://hooks.example.com:25/' }, '/url'],
    ['no type', { events: [] }, '/events'],
    ['a type twice', { events: ['task.done', 'task.done'] }, '/events'],
    ['a type that is not chosen', { events: ['webhook.test'] }, '/events/0'],
    ['a field that is not known', { secret: 'mine' }, ''],
  ])('is refused with %s', async (_, wrong, field) => {
    const body = { url: URL_OF_SOMEBODY, events: ['task.done'], ...wrong };
    const response = await clinic.send('POST', 'webhooks', body);
    const problem = (await response.json()) as { errors: { field: string }[] };
    expect([response.status, problem.errors.map(({ field }) => field)]).toEqual([400, [field]]);
  });

  it('is one of twenty at most', async () => {
    for (let n = 0; n < 20; n++) await clinic.create(URL_OF_SOMEBODY);
    const response = await clinic.send('POST', 'webhooks', { url: URL_OF_SOMEBODY, events: ['task.done'] });
    expect([response.status, await response.json()]).toEqual([
      409,
      expect.objectContaining({ code: 'webhooks/too_many' }),
    ]);
    const first = (await (await clinic.send('GET', 'webhooks?limit=15')).json()) as {
      items: { id: string }[];
      nextCursor: string;
    };
    const rest = (await (
      await clinic.send('GET', `webhooks?limit=15&cursor=${first.nextCursor}`)
    ).json()) as typeof first;
    expect([first.items.length, rest.items.length, rest.nextCursor]).toEqual([15, 5, null]);
    expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(20);
  });
});

it('lists deliveries by endpoint, status and type, page by page, in both directions', async () => {
  const receiver = await Receiver.open();
  const [first, second] = [await clinic.create(receiver.url), await clinic.create(receiver.url)];
  const sent: string[] = [];
  for (const { id } of [first, second, first, second]) {
    bench.clock.advance(1000);
    sent.push((await clinic.settled((await clinic.test(id)).id)).id);
  }
  const ids = async (query: string) => (await clinic.deliveries(query)).map(({ id }) => id);
  expect(await ids('')).toEqual([...sent].reverse());
  expect(await ids('?sort=createdAt')).toEqual(sent);
  expect(await ids(`?endpointId=${first.id}&sort=createdAt`)).toEqual([sent[0], sent[2]]);
  expect(await ids('?status=delivered&eventType=webhook.test')).toHaveLength(4);
  expect(await ids('?status=failed')).toEqual([]);
  expect(await ids('?eventType=call.completed')).toEqual([]);
  for (const sort of ['createdAt', '-createdAt']) {
    const response = await clinic.send('GET', `webhook-deliveries?sort=${sort}&limit=3`);
    const { nextCursor } = (await response.json()) as { nextCursor: string };
    const last = sort === 'createdAt' ? sent[3] : sent[0];
    expect(await ids(`?sort=${sort}&limit=3&cursor=${nextCursor}`)).toEqual([last]);
  }
  expect((await clinic.send('GET', 'webhook-deliveries?patient=1')).status).toBe(400);
  await receiver.close();
});

it("answers another clinic's key as if there were nothing", async () => {
  const receiver = await Receiver.open();
  const other = await bench.newClinic();
  const { id } = await clinic.create(receiver.url);
  const delivery = await clinic.settled((await clinic.test(id)).id);
  const body = { description: 'mine now' };
  for (const [method, path, sent] of [
    ['GET', 'webhooks/:id'],
    ['PATCH', 'webhooks/:id', body],
    ['DELETE', 'webhooks/:id'],
    ['POST', 'webhooks/:id/secret'],
    ['POST', 'webhooks/:id/test'],
    ['GET', 'webhook-deliveries/:delivery'],
    ['POST', 'webhook-deliveries/:delivery/replay'],
  ] as const) {
    const [theirs, nobodys] = [
      await other.send(method, path.replace(':id', id).replace(':delivery', delivery.id), sent),
      await other.send(method, path.replace(/:\w+/, randomUUID()), sent),
    ];
    expect([path, theirs.status, await theirs.text()]).toEqual([path, 404, await nobodys.text()]);
  }
  expect(await other.deliveries(`?endpointId=${id}`)).toEqual([]);
  expect(await (await other.send('GET', 'webhooks')).json()).toEqual({ items: [], nextCursor: null });
  expect(await clinic.endpoint(id)).toMatchObject({ active: true, description: null });
  await receiver.close();
});
