import { Temporal } from 'temporal-polyfill';
import { SystemClock } from '../../../src/common/clock/clock.js';
import { CallsModule } from '../../../src/calls/calls.module.js';
import { CallsService } from '../../../src/calls/calls.service.js';
import type { CallSid } from '../../../src/common/ids/ids.js';
import { buildClinic } from '../../support/builders.js';
import { startApi } from '../../support/test-api.js';
import { openTestDatabase } from '../../support/test-database.js';
import { until } from '../../support/until.js';

it('closes a call of which the carrier never said that it ended, once no call can last that long', async () => {
  const database = await openTestDatabase();
  const { clinicId } = await buildClinic(database.prisma);
  const api = await startApi(database, { imports: [CallsModule], clock: new SystemClock() });
  const open = (callSid: string, at: Temporal.Instant) =>
    api.app.get(CallsService).open({ clinicId, callSid: callSid as CallSid, fromNumber: '+1', toNumber: '+2', at });
  const longAgo = Temporal.Now.instant().subtract({ hours: 5 });
  await open('CA1', longAgo);
  await open('CA2', Temporal.Now.instant());
  const forgotten = await until(
    () => database.prisma.call.findFirstOrThrow({ where: { callSid: 'CA1' } }),
    ({ status }) => status === 'completed',
  );
  expect(forgotten).toMatchObject({ outcome: 'failed' });
  expect(await database.prisma.call.findFirst({ where: { callSid: 'CA2' } })).toMatchObject({ endedAt: null });
  await api.close();
  await database.close();
});
