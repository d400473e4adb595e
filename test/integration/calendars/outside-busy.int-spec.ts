import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { CalendarsModule } from '../../../src/calendars/calendars.module.js';
import type { OutsideEvent } from '../../../src/scheduling/blockouts.types.js';
import { OutsideBusyTime } from '../../../src/scheduling/outside-busy.service.js';
import { common, united, without, type Stretch } from '../../../src/scheduling/stretches.policy.js';
import { buildClinic, type BuiltClinic } from '../../support/builders.js';
import { putVisit, takenBy } from '../../support/schedule-rows.js';
import { startApi, type TestApi } from '../../support/test-api.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

const HALF_HOUR_MS = 1_800_000;
const now = Temporal.Instant.from('2026-11-20T15:00:00Z');
const startMs = Date.parse('2026-11-20T05:00:00Z');
const span = { fromMs: startMs, toMs: startMs + 100 * HALF_HOUR_MS };

let database: TestDatabase;
let api: TestApi;
let busyTime: OutsideBusyTime;

beforeAll(async () => {
  database = await openTestDatabase();
  api = await startApi(database, { imports: [CalendarsModule] });
  busyTime = api.app.get(OutsideBusyTime, { strict: false });
});
afterAll(async () => {
  await api.close();
  await database.close();
});

const stretch = (from: number, length: number): Stretch => ({
  fromMs: startMs + from * HALF_HOUR_MS,
  toMs: startMs + (from + length) * HALF_HOUR_MS,
});
/** Some begin before the span. */
const times = fc
  .tuple(fc.integer({ min: -4, max: 90 }), fc.integer({ min: 1, max: 8 }))
  .filter(([from, length]) => from + length > 0)
  .map(([from, length]) => stretch(from, length));
const reading = fc
  .array(times, { maxLength: 10 })
  .map((events) => events.map((time, index): OutsideEvent => ({ key: `event ${index}`, ...time })));
const plan = fc.record({
  visits: fc.array(times, { maxLength: 8 }),
  readings: fc.array(fc.tuple(fc.constantFrom(0, 1), fc.option(reading)), { minLength: 1, maxLength: 4 }),
  removed: fc.boolean(),
});

async function addImport({ clinicId, providerIds: [providerId] }: BuiltClinic): Promise<string> {
  const id = randomUUID();
  await database.prisma.calendarImport.create({
    data: { clinicId, id, providerId: providerId as string, url: `https://example.com/${id}`, createdAt: new Date(0) },
  });
  return id;
}

it('leaves a provider taken exactly when calendars or visits say so, and by one of them at a time', async () => {
  await fc.assert(
    fc.asyncProperty(plan, async ({ visits, readings, removed }) => {
      const clinic = await buildClinic(database.prisma);
      const { clinicId } = clinic;
      const [providerId] = clinic.providerIds;
      if (!providerId) throw new Error('nobody works here');
      const visited = visits.filter((one, index) =>
        visits.slice(0, index).every((other) => common([one], [other]).length === 0),
      );
      for (const { fromMs, toMs } of visited) {
        await putVisit(database.prisma, clinic, new Date(fromMs).toISOString(), new Date(toMs).toISOString());
      }
      const imports = [await addImport(clinic), await addImport(clinic)];
      const said: OutsideEvent[][] = [[], []];
      for (const [which, events] of readings) {
        const { collisions } = await database.prisma.inClinic(clinicId, async (tx) => {
          await busyTime.takeTurn(tx, { clinicId, providerId });
          return busyTime.apply(tx, { clinicId, providerId, importId: imports[which] as string, span, events, now });
        });
        if (events) said[which] = events;
        const coming = visited.filter(({ toMs }) => toMs > now.epochMilliseconds);
        const colliding = (said[which] ?? []).filter((event) => common([event], coming).length > 0);
        expect(collisions.map(({ event }) => event.key).sort()).toEqual(colliding.map(({ key }) => key).sort());
      }
      if (removed) {
        await database.prisma.inClinic(clinicId, async (tx) => {
          await busyTime.takeTurn(tx, { clinicId, providerId });
          await busyTime.free(tx, { clinicId, providerId }, imports[0] as string, now);
        });
        said[0] = [];
      }
      const rows = await takenBy(database.url, providerId);
      expect(rows.filter(({ why }) => why === 'visit').map(({ fromMs, toMs }) => ({ fromMs, toMs }))).toEqual(
        [...visited].sort((a, b) => a.fromMs - b.fromMs),
      );
      // What is over is let go of when an import is removed, and not taken again.
      const from = removed ? now.epochMilliseconds : span.fromMs;
      const within = (all: readonly Stretch[]) => common(united(all), [{ fromMs: from, toMs: span.toMs }]);
      const busy = within(said.flat());
      const blocked = within(rows.filter(({ why }) => why === 'blockout'));
      expect(blocked).toEqual(without(busy, united(visited)));
      rows.slice(1).forEach((row, index) => expect(row.fromMs).toBeGreaterThanOrEqual(rows[index]?.toMs ?? NaN));
    }),
    { numRuns: 30 },
  );
});
