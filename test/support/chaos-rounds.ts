import { appendFileSync } from 'node:fs';
import type { CallReport } from '../../src/simulation/caller/call-report.types.js';
import type { ChaosCase } from './chaos-cases.js';
import { ChaosLine } from './chaos-line.js';
import { addToTable, isLost, type ChaosCall, type ChaosRow } from './chaos-table.js';
import { heardIn, judgeCall, silenceAtMostMs, transcriptOf } from './chaos-verdict.js';
import { OwnLateness, SLOW_EARS_MS } from './own-lateness.js';
import { until } from './until.js';
import { nextDays } from './wishes.js';

/**
 * What callers hear while something breaks, and what is written down of their calls. `CHAOS_LIVE_CALLS=50` are live when it breaks,
 * `CHAOS_TABLE=file` adds what came of them as docs/chaos.md has it, `CHAOS_STORIES=file` each call as it can be read.
 */

const LIVE_CALLS = Number(process.env.CHAOS_LIVE_CALLS || 8);
const CROWD = 20;
/** Those that ring while it is broken. */
const NEWCOMERS = Math.max(2, Math.round(LIVE_CALLS / 10));
/** From the first caller to the end of the fault: it meets callers at each place of the conversation, up to the choice of a time. */
const CALLERS_WITHIN_MS = 20_000;
const NEWCOMERS_WITHIN_MS = 8000;

const rows: ChaosRow[] = [];
const stories: string[] = [];
let line: ChaosLine;

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Played {
  live: CallReport[];
  newcomers: CallReport[];
  /** Called when all was well again. */
  after: CallReport;
  wellAgainMs: number;
}

async function play(chaos: ChaosCase, wish: number): Promise<Played> {
  const placed = (count: number, first: number, withinMs: number) =>
    Array.from({ length: count }, async (_, index) => {
      await sleep((index * withinMs) / count);
      return line.call(first + index, wish);
    });
  const live = Promise.all(placed(LIVE_CALLS, 0, CALLERS_WITHIN_MS - chaos.lastsMs));
  await until(
    () => line.liveCalls(),
    (count) => count === LIVE_CALLS,
  );
  await chaos.begin(line);
  const newcomers = Promise.all(placed(NEWCOMERS, LIVE_CALLS, Math.min(chaos.lastsMs, NEWCOMERS_WITHIN_MS)));
  await sleep(chaos.lastsMs);
  await chaos.end?.(line);
  const endedAtMs = Date.now();
  await line.isWell();
  const wellAgainMs = Date.now() - endedAtMs;
  // A crowd that goes on is reason enough for a word about waiting, on the machine that carries its callers as well.
  if (LIVE_CALLS > CROWD) await Promise.all([live, newcomers]);
  const after = line.call(LIVE_CALLS + NEWCOMERS, wish);
  return { live: await live, newcomers: await newcomers, after: await after, wellAgainMs };
}

async function judged(reports: readonly CallReport[], silenceAtMost: number): Promise<ChaosCall[]> {
  const calls: ChaosCall[] = [];
  for (const report of reports) {
    calls.push({ report, verdict: await judgeCall(line.database.prisma, report, silenceAtMost) });
  }
  return calls;
}

/** Enough to see what went wrong. */
function story({ report, verdict }: ChaosCall): string {
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

const storiesOf = (calls: readonly ChaosCall[]): string[] => calls.map(story);

/** One after the other, on one line. */
export function playFaults(faults: readonly ChaosCase[]): void {
  beforeAll(async () => {
    const wishes = nextDays(faults.length).map((day) => `${day} in the morning`);
    line = await ChaosLine.open(LIVE_CALLS + NEWCOMERS + 1, wishes);
  }, 120_000);

  afterAll(async () => {
    if (process.env.CHAOS_TABLE) addToTable(process.env.CHAOS_TABLE, rows);
    if (process.env.CHAOS_STORIES) appendFileSync(process.env.CHAOS_STORIES, `${stories.join('\n\n')}\n\n`);
    await line.close();
  });

  describe.each(faults.map((chaos, wish) => ({ ...chaos, chaos, wish })))('while $fault', ({ chaos, wish }) => {
    const { fault, may } = chaos;

    it(`costs none of ${LIVE_CALLS} callers more than it may`, async () => {
      const deathsBefore = line.deaths;
      await line.latestMs();
      const own = new OwnLateness();
      const { wellAgainMs, ...played } = await play(chaos, wish);
      const reports = [...played.live, ...played.newcomers, played.after];
      const callersMs = own.stop();
      const silenceAtMost = silenceAtMostMs(reports, { serverMs: await line.latestMs(), callersMs });
      const live = await judged(played.live, silenceAtMost + may.beSilentMs);
      const newcomers = await judged(played.newcomers, silenceAtMost + may.beSilentMs);
      const [after] = (await judged([played.after], silenceAtMost)) as [ChaosCall];
      const calls = [...live, ...newcomers];
      rows.push({ fault, calls, wellAgainMs });
      stories.push(`# ${fault}`, ...storiesOf(calls), '## when all was well again', story(after));

      // Of none, whatever the fault.
      expect(storiesOf(calls.filter(({ verdict }) => verdict.untruths.length > 0))).toEqual([]);
      expect(storiesOf(calls.filter(({ verdict }) => verdict.unexplained.length > 0))).toEqual([]);
      expect(storiesOf(calls.filter(isLost))).toEqual([]);
      expect(line.deaths - deathsBefore).toBe(may.deaths);
      // Of this one.
      const mustBook = [
        ...(may.leaveMessage === 'live' ? [] : live),
        ...(may.leaveMessage === 'nobody' ? newcomers : []),
      ];
      expect(storiesOf(mustBook.filter(({ verdict }) => !verdict.reachedGoal))).toEqual([]);
      const heard = (call: ChaosCall) => heardIn(call.report);
      const isOnRecord = ({ verdict }: ChaosCall) => verdict.unrecorded.length === 0;
      if (may.deaths === 0) expect(storiesOf(calls.filter((call) => !isOnRecord(call)))).toEqual([]);
      if (!may.hearOfIt && callersMs < SLOW_EARS_MS)
        expect(storiesOf(calls.filter((call) => heard(call).hold))).toEqual([]);
      if (may.hearOfIt !== true) expect(storiesOf(calls.filter((call) => heard(call).apology))).toEqual([]);
      if (!may.beAskedAgain) expect(storiesOf(calls.filter((call) => heard(call).askedAgain.length > 0))).toEqual([]);
      // And then nobody would know that there was one.
      const isClean = after.verdict.reachedGoal && !heard(after).hold && !heard(after).apology;
      expect(isClean ? '' : story(after)).toBe('');
      expect(after.verdict.untruths).toEqual([]);
      expect(after.verdict.unexplained).toEqual([]);
    }, 240_000);
  });
}
