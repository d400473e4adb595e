import { appendFileSync } from 'node:fs';
import type { CallReport } from '../../src/simulation/caller/call-report.types.js';
import type { ChaosCase } from './chaos-cases.js';
import type { ChaosLine } from './chaos-line.js';
import { addToTable, isLost, type ChaosCall, type ChaosRow } from './chaos-table.js';
import {
  heardIn,
  judgeCall,
  SILENCE_AT_MOST_MS,
  silenceAtMostMs,
  transcriptOf,
  type Lateness,
} from './chaos-verdict.js';
import { SLOW_EARS_MS } from './own-lateness.js';
import { until } from './until.js';
import { nextDays } from './wishes.js';

/**
 * What callers hear while something breaks, and what is written down of their calls. `CHAOS_LIVE_CALLS=50` are live when it breaks,
 * `CHAOS_TABLE=file` adds what came of them as docs/chaos.md has it, `CHAOS_STORIES=file` each call as it can be read, and
 * `CHAOS_FAULT=words` plays only the faults whose names have these words in them.
 */

const LIVE_CALLS = Number(process.env.CHAOS_LIVE_CALLS || 5);
const CROWD = 20;
/** Those that ring while it is broken. */
const NEWCOMERS = Math.ceil(LIVE_CALLS / 10);
/** Lines begin so long after one another, so that each meets its fault when its callers are where they are to be. */
const LINES_APART_MS = 5000;
const NEWCOMERS_WITHIN_MS = 8000;

const rows: ChaosRow[] = [];
const stories: string[] = [];

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Played<Line extends ChaosLine> {
  line: Line;
  live: CallReport[];
  newcomers: CallReport[];
  /** Called when all was well again. */
  after: CallReport;
  wasReady: boolean;
  wellAgainMs: number;
  /** Workers that have died. */
  deaths: number;
  /** Null where time waits for whoever is late. */
  lateness: Lateness | null;
}

/** Only one thing breaks at a time: what a worker that starts takes of the machine is no other line's fault. */
class Turns {
  private last: Promise<unknown> = Promise.resolve();

  take<Result>(work: () => Promise<Result>): Promise<Result> {
    const mine = this.last.then(work);
    this.last = mine.catch(() => undefined);
    return mine;
  }
}

const turns = new Turns();

async function play<Line extends ChaosLine>(line: Line, chaos: ChaosCase<Line>, wish: number): Promise<Played<Line>> {
  const deathsBefore = line.deaths;
  const measured = await line.measured();
  const placed = (count: number, first: number, withinMs: number) =>
    Array.from({ length: count }, async (_, index) => {
      await sleep((index * withinMs) / count);
      return line.call(first + index, wish);
    });
  const live = Promise.all(placed(LIVE_CALLS, 0, line.callersWithinMs - chaos.lastsMs));
  await until(
    () => line.liveCalls(),
    (count) => count === LIVE_CALLS,
  );
  const { newcomers, wasReady, wellAgainMs } = await turns.take(async () => {
    await chaos.begin(line);
    const newcomers = Promise.all(placed(NEWCOMERS, LIVE_CALLS, Math.min(chaos.lastsMs, NEWCOMERS_WITHIN_MS)));
    const asked = sleep(chaos.lastsMs / 2).then(() => line.readiness());
    await sleep(chaos.lastsMs);
    await chaos.end?.(line);
    const endedAtMs = Date.now();
    await line.isWell();
    return { newcomers, wasReady: (await asked).isReady, wellAgainMs: Date.now() - endedAtMs };
  });
  // A crowd that goes on is reason enough for a word about waiting, on the machine that carries its callers as well.
  if (LIVE_CALLS > CROWD) await Promise.all([live, newcomers]);
  const after = line.call(LIVE_CALLS + NEWCOMERS, wish);
  const reports = { live: await live, newcomers: await newcomers, after: await after };
  return { line, ...reports, wasReady, wellAgainMs, deaths: line.deaths - deathsBefore, lateness: await measured() };
}

async function judged(
  { database }: ChaosLine,
  reports: readonly CallReport[],
  silenceAtMost: number,
): Promise<ChaosCall[]> {
  const calls: ChaosCall[] = [];
  for (const report of reports) {
    calls.push({ report, verdict: await judgeCall(database.prisma, report, silenceAtMost) });
  }
  return calls;
}

/** Enough to see what went wrong. */
function story(line: ChaosLine, { report, verdict }: ChaosCall): string {
  return [
    `outcome ${report.outcome}, longest silence ${report.longestSilenceMs} ms`,
    ...verdict.untruths,
    ...verdict.unrecorded.map((sentence) => `not on record: ${sentence}`),
    ...verdict.unexplained.map(({ ms, after }) => `${ms} ms of silence after "${after}"`),
    ...heardIn(report).askedAgain.map((question) => `asked again: ${question}`),
    transcriptOf(report),
    ...verdict.recorded,
    ...line.logOf(verdict.callId),
  ].join('\n');
}

type Open<Line> = (callers: number, wishes: readonly string[]) => Promise<Line>;

/** For each list a line, on which they are played one after the other. */
export function playFaults<Line extends ChaosLine>(
  lists: readonly (readonly ChaosCase<Line>[])[],
  open: Open<Line>,
): void {
  const chosen = (faults: readonly ChaosCase<Line>[]) =>
    faults.filter(({ fault }) => fault.includes(process.env.CHAOS_FAULT ?? ''));
  // One crowd is all that a machine has room for.
  const perLine = (LIVE_CALLS > CROWD ? [lists.flat()] : lists).map(chosen).filter((faults) => faults.length > 0);
  const lines: Line[] = [];
  const rounds = new Map<ChaosCase<Line>, Promise<Played<Line>>>();

  beforeAll(async () => {
    const wishesOf = (faults: readonly unknown[]) => nextDays(faults.length).map((day) => `${day} in the morning`);
    lines.push(...(await Promise.all(perLine.map((faults) => open(LIVE_CALLS + NEWCOMERS + 1, wishesOf(faults))))));
    perLine.forEach((faults, index) => {
      let before: Promise<unknown> = sleep(index * LINES_APART_MS);
      faults.forEach((chaos, wish) => {
        const round = before.then(() => play(lines[index]!, chaos, wish));
        rounds.set(chaos, round);
        before = round.catch(() => undefined);
      });
    });
  }, 240_000);

  afterAll(async () => {
    if (process.env.CHAOS_TABLE) addToTable(process.env.CHAOS_TABLE, rows);
    if (process.env.CHAOS_STORIES) appendFileSync(process.env.CHAOS_STORIES, `${stories.join('\n\n')}\n\n`);
    await Promise.all(lines.map((line) => line.close()));
  });

  describe.each(perLine.flat().map((chaos) => ({ ...chaos, chaos })))('while $fault', ({ chaos }) => {
    const { fault, may } = chaos;

    it(`costs none of ${LIVE_CALLS} callers more than it may`, async () => {
      const { line, wasReady, wellAgainMs, deaths, lateness, ...played } = await rounds.get(chaos)!;
      const storiesOf = (calls: readonly ChaosCall[]): string[] => calls.map((call) => story(line, call));
      const reports = [...played.live, ...played.newcomers, played.after];
      const silenceAtMost = lateness ? silenceAtMostMs(reports, lateness) : SILENCE_AT_MOST_MS;
      const live = await judged(line, played.live, silenceAtMost + may.beSilentMs);
      const newcomers = await judged(line, played.newcomers, silenceAtMost + may.beSilentMs);
      const [after] = (await judged(line, [played.after], silenceAtMost)) as [ChaosCall];
      const calls = [...live, ...newcomers];
      rows.push({ fault, calls, wasReady, wellAgainMs });
      stories.push(`# ${fault}`, ...storiesOf(calls), '## when all was well again', story(line, after));

      // Of none, whatever the fault.
      expect(storiesOf(calls.filter(({ verdict }) => verdict.untruths.length > 0))).toEqual([]);
      expect(storiesOf(calls.filter(({ verdict }) => verdict.unexplained.length > 0))).toEqual([]);
      expect(storiesOf(calls.filter(isLost))).toEqual([]);
      expect(deaths).toBe(may.deaths);
      // Whoever is not ready gets no calls, and callers no words.
      if (may.deaths === 0) expect(wasReady).toBe(true);
      // Of this one.
      const mustBook = [
        ...(may.leaveMessage === 'live' ? [] : live),
        ...(may.leaveMessage === 'nobody' ? newcomers : []),
      ];
      expect(storiesOf(mustBook.filter(({ verdict }) => !verdict.reachedGoal))).toEqual([]);
      const heard = (call: ChaosCall) => heardIn(call.report);
      const isOnRecord = ({ verdict }: ChaosCall) => verdict.unrecorded.length === 0;
      if (may.deaths === 0) expect(storiesOf(calls.filter((call) => !isOnRecord(call)))).toEqual([]);
      if (!may.hearOfIt && (lateness?.callersMs ?? 0) < SLOW_EARS_MS)
        expect(storiesOf(calls.filter((call) => heard(call).hold))).toEqual([]);
      if (may.hearOfIt !== true) expect(storiesOf(calls.filter((call) => heard(call).apology))).toEqual([]);
      if (!may.beAskedAgain) expect(storiesOf(calls.filter((call) => heard(call).askedAgain.length > 0))).toEqual([]);
      // And then nobody would know that there was one.
      const isClean = after.verdict.reachedGoal && !heard(after).hold && !heard(after).apology;
      expect(isClean ? '' : story(line, after)).toBe('');
      expect(after.verdict.untruths).toEqual([]);
      expect(after.verdict.unexplained).toEqual([]);
    }, 600_000);
  });
}
