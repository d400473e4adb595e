import { RetentionSchedule } from '../../../src/compliance/retention/retention-schedule.service.js';
import { until } from '../../support/until.js';
import { RecordsBench } from './records-bench.js';

let bench: RecordsBench;

beforeAll(async () => {
  bench = await RecordsBench.start();
  await bench.newClinic();
});
afterAll(() => bench.close());

const ordered = () =>
  bench.prisma.$queryRaw<{ day: string; at: Date }[]>`
    SELECT data->>'day' AS day, start_after AS at FROM pgboss.job WHERE name = 'retention.day' ORDER BY 1`;

it('orders every day once, whoever sees it coming, and each day the next one and a run in every clinic', async () => {
  const [first] = await until(ordered, ({ length }) => length > 0);
  expect(first?.day).toBe('2026-11-21');
  const schedule = bench.get(RetentionSchedule);
  schedule.onApplicationBootstrap();
  schedule.onApplicationBootstrap();
  // The day has come.
  await bench.prisma.$executeRaw`UPDATE pgboss.job SET start_after = now() WHERE name = 'retention.day'`;
  await until(
    () => bench.prisma.retentionRun.findMany({ where: { finishedAt: { not: null } } }),
    (runs) => new Set(runs.map(({ clinicId }) => clinicId)).has(bench.clinic.clinicId),
  );
  const days = await until(ordered, ({ length }) => length > 1);
  expect(days.map(({ day }) => day)).toEqual(['2026-11-21', '2026-11-22']);
});
