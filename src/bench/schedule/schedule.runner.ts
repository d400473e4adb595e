import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { BenchContext, BenchRow, BenchSize, Round } from '../bench.types.js';
import { median, rowOf } from '../summary.policy.js';
import { PracticeServer } from './practice-server.js';
import { FIRST_DAY } from './practices.repository.js';

const SECTION = 'Finding and booking, on a database of many clinics';
/** A caller's question: when in these two weeks? */
const WINDOW_DAYS = 14;
const FIRST = Temporal.PlainDate.from(FIRST_DAY);
const NOW = FIRST.toZonedDateTime('America/New_York').toInstant();

interface Sample {
  findMs: number;
  bookMs: number;
}

/** How long a search and a booking take at one clinic when there are others: the same work beside a database of one. */
export async function measureSchedule(
  { rounds, schedule }: BenchSize,
  { openDatabase, clock, stopping, tell }: BenchContext,
): Promise<BenchRow[]> {
  const opened: { close(): Promise<void> }[] = [];
  try {
    const servers: PracticeServer[] = [];
    for (const clinics of schedule.clinics) {
      stopping.throwIfAborted();
      tell(`Filling the schedules of ${clinics === 1 ? 'one clinic' : `${clinics} clinics`} …`);
      const database = await openDatabase(`clinics_${clinics}`);
      opened.push(database);
      const server = await PracticeServer.open(database.url, { clinics, days: schedule.days }, clock);
      opened.push(server);
      servers.push(server);
    }
    tell('Finding and booking …');
    const measured: Sample[][][] = servers.map(() => []);
    let turn = 0;
    for (let round = 0; round < rounds; round++) {
      measured.forEach((samples) => samples.push([]));
      for (let sample = 0; sample < schedule.samples; sample++, turn++) {
        for (const [index, server] of servers.entries()) {
          stopping.throwIfAborted();
          measured[index]?.[round]?.push(await findAndBook(server, turn, schedule.days));
        }
      }
    }
    return rowsOf(schedule.clinics, measured);
  } finally {
    for (const one of opened.reverse()) await one.close();
  }
}

/** At another clinic and in another fortnight each time. */
async function findAndBook(
  { practices, finding, bookings }: PracticeServer,
  turn: number,
  days: number,
): Promise<Sample> {
  const practice = practices[turn % practices.length];
  if (!practice) throw new Error('a database without clinics');
  const from = FIRST.add({ days: 1 + ((turn * 31) % Math.max(1, days - WINDOW_DAYS)) });
  const window = { from, to: from.add({ days: WINDOW_DAYS - 1 }) };
  const startMs = performance.now();
  const found = await finding.findOffers({ ...practice, window, now: NOW, offers: 3 });
  const foundMs = performance.now();
  if (found.kind === 'none') throw new Error('no time is left to book');
  const [slot] = found.slots;
  if (!slot) throw new Error('offers without a time');
  const bookedMs = performance.now();
  const outcome = await bookings.book({
    clinicId: practice.clinicId,
    slot,
    patient: { givenName: 'Ada', familyName: `Marsh ${turn}`, phone: null },
    callId: null,
    actor: { kind: 'api_key', id: 'bench' },
    idempotencyKey: randomUUID(),
    now: NOW,
  });
  if (outcome.kind !== 'booked') throw new Error(`an offered time is ${outcome.kind}`);
  return { findMs: foundMs - startMs, bookMs: performance.now() - bookedMs };
}

function rowsOf([one = 1, ...many]: readonly number[], [alone = [], ...others]: readonly Sample[][][]): BenchRow[] {
  const row = (what: string, timeOf: (sample: Sample) => number) =>
    many.map((clinics, index) => {
      const rounds = alone.map((samples, round): Round => ({
        value: median((others[index]?.[round] ?? []).map(timeOf)),
        baseline: median(samples.map(timeOf)),
      }));
      const title = { section: SECTION, name: `${what}, ${clinics} clinics`, unit: 'ms' };
      return rowOf(
        { ...title, against: one === 1 ? 'the same with one clinic' : `the same with ${one} clinics` },
        rounds,
      );
    });
  return [...row('offers in a fortnight', ({ findMs }) => findMs), ...row('a booking', ({ bookMs }) => bookMs)];
}
