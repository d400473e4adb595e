import { parseScenario } from '../../simulation/caller/scenarios.service.js';
import type { EvalRun } from '../report/report.types.js';
import type { RunResult } from '../stage/stage.types.js';
import { playAll, type Play } from './playbill.runner.js';

const scenarios = ['first', 'second'].map((name) =>
  parseScenario(
    `${name}.yaml`,
    `{ name: ${name}, summary: a test, group: faults, caller: { name: Maria Lopez, number: '+15125550143', voice: rms }, expect: { outcome: booked } }`,
  ),
);
/** What a stage tells of a run of which nothing but its end is of interest here. */
const passed = (scenario: string, run: number) =>
  ({
    scenario,
    run,
    group: 'faults',
    ok: true,
    failures: [],
    transcript: ['agent: Hello.'],
    report: { expectations: [], turns: [] },
  }) as unknown as RunResult;

const playWith = (
  play: Play,
  more: { parallel?: number; stopping?: AbortSignal; onRun?: (run: EvalRun) => void } = {},
) =>
  playAll(
    {
      scenarios,
      firstRun: 1,
      repeat: 3,
      parallel: 2,
      onRun: () => undefined,
      stopping: new AbortController().signal,
      ...more,
    },
    play,
  );

it('plays every scenario so often, all of them once before any is played again', async () => {
  const begun: string[] = [];
  const runs = await playWith((name, run) => {
    begun.push(`${name} ${run}`);
    return Promise.resolve(passed(name, run));
  });
  expect(begun).toEqual(['first 1', 'second 1', 'first 2', 'second 2', 'first 3', 'second 3']);
  expect(runs.map(({ scenario, run }) => `${scenario} ${run}`).sort()).toEqual(begun.toSorted());
});

it('has never more calls at once than it may', async () => {
  let open = 0;
  let most = 0;
  const play: Play = async (name, run) => {
    most = Math.max(most, ++open);
    await Promise.resolve();
    open -= 1;
    return passed(name, run);
  };
  await playWith(play, { parallel: 3 });
  expect(most).toBe(3);
});

it('takes a run that can not be played for one that failed, and goes on', async () => {
  const told: boolean[] = [];
  const play: Play = (name, run) =>
    name === 'first' ? Promise.reject(new Error('no such patient')) : Promise.resolve(passed(name, run));
  const runs = await playWith(play, { onRun: ({ ok }) => told.push(ok) });
  expect(told).toHaveLength(6);
  const failed = runs.filter(({ ok }) => !ok);
  expect(failed.map(({ scenario, group, run, failures }) => ({ scenario, group, run, failures }))).toEqual(
    [1, 2, 3].map((run) => ({
      scenario: 'first',
      group: 'faults',
      run,
      failures: ['it could not be played: no such patient'],
    })),
  );
});

it('ends at once when it is asked to, without the results of runs that were under way', async () => {
  const stop = new AbortController();
  const told: EvalRun[] = [];
  const never = playWith(() => new Promise(() => undefined), {
    stopping: stop.signal,
    onRun: (run) => void told.push(run),
  });
  stop.abort();
  await expect(never).rejects.toThrow('aborted');
  expect(told).toEqual([]);
});

it('shows what the record says where the caller could make out no words', async () => {
  const play: Play = (scenario, run) => {
    const result = passed(scenario, run);
    const turns = [
      { role: 'agent', text: 'Hello.' },
      { role: 'caller', text: 'Hi.' },
    ];
    return Promise.resolve({
      ...result,
      transcript: ['caller: Hi.'],
      report: { expectations: [], turns } as unknown as RunResult['report'],
    });
  };
  const [run] = await playWith(play);
  expect(run?.transcript).toEqual(['agent: Hello.', 'caller: Hi.']);
});
