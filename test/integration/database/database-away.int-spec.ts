import { DeskModule } from '../../../src/desk/desk.module.js';
import { buildClinic } from '../../support/builders.js';
import { FailoverProxy } from '../../support/failover-proxy.js';
import { grantKey, startApi } from '../../support/test-api.js';
import { openTestDatabase } from '../../support/test-database.js';

it('a request that finds no database is told so and when to come again; the next one finds it back', async () => {
  const database = await openTestDatabase();
  const key = await grantKey(database, (await buildClinic(database.prisma)).clinicId);
  const proxy = await FailoverProxy.start();
  const port = Number(new URL(database.url).port);
  proxy.upstreamPorts.push(port);
  const url = Object.assign(new URL(database.url), { host: new URL(proxy.url).host }).href;
  const api = await startApi({ ...database, url }, { imports: [DeskModule] });
  expect((await api.get('/api/v1/tasks', key)).status).toBe(200);

  proxy.upstreamPorts.splice(0);
  proxy.cut();
  const away = await api.get('/api/v1/tasks', key);
  expect(away.status).toBe(503);
  expect(Number(away.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await away.json()).toMatchObject({ code: 'database/unavailable' });

  proxy.upstreamPorts.push(port);
  expect((await api.get('/api/v1/tasks', key)).status).toBe(200);
  await api.close();
  await proxy.close();
  await database.close();
});
