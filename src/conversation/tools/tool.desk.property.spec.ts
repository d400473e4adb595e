import fc from 'fast-check';
import { ManualClock } from '../../../test/support/manual-clock.js';
import type { AgentLink } from '../../agent/voice-agent.port.js';
import { ToolDesk, type DoneUnnoticed } from './tool.desk.js';
import type { ToolEnd, ToolSequel } from './tool.types.js';

type Act =
  | { act: 'request'; wish: number }
  | { act: 'cancel'; request: number }
  | { act: 'end'; run: number; status: ToolEnd['status'] }
  | { act: 'lose session' }
  | { act: 'wait' };

const acts = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ act: fc.constant('request' as const), wish: fc.nat(3) }) },
    { weight: 2, arbitrary: fc.record({ act: fc.constant('cancel' as const), request: fc.nat(12) }) },
    {
      weight: 4,
      arbitrary: fc.record({
        act: fc.constant('end' as const),
        run: fc.nat(8),
        status: fc.constantFrom<ToolEnd['status']>('succeeded', 'rejected', 'failed', 'timed_out'),
      }),
    },
    { weight: 1, arbitrary: fc.constantFrom<Act>({ act: 'lose session' }, { act: 'wait' }) },
  ),
  { maxLength: 30 },
);

/** Wishes 0 and 1 look something up, 2 and 3 change something. */
const writes = (wish: number): boolean => wish >= 2;

interface Story {
  /** What became of each request, in order. */
  answers: string[];
  finished: { answered: number; unanswered: number };
  requested: number;
  /** Started runs by wish. */
  runs: { wish: number; status: ToolEnd['status'] | null }[];
  /** A write was begun while the same one was still going on. */
  overlaps: boolean;
  sequels: ToolSequel[];
  unnoticed: DoneUnnoticed[];
  open: number;
}

async function play(sequence: readonly Act[]): Promise<Story> {
  const clock = new ManualClock();
  const story: Story = {
    answers: [],
    finished: { answered: 0, unanswered: 0 },
    requested: 0,
    runs: [],
    overlaps: false,
    sequels: [],
    unnoticed: [],
    open: 0,
  };
  const ends: ((status: ToolEnd['status']) => void)[] = [];
  const desk = new ToolDesk(clock, {
    onStarted: () => (story.open += 1),
    onFinished: (answered) => {
      story.open -= 1;
      story.finished[answered ? 'answered' : 'unanswered'] += 1;
    },
    onSequel: (sequel) => story.sequels.push(sequel),
    onDoneUnnoticed: (done) => story.unnoticed.push(done),
  });
  const link: Pick<AgentLink, 'answerTool'> = { answerTool: (requestId) => story.answers.push(requestId) };
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const begin = (wish: number) =>
    new Promise<ToolEnd>((resolve) => {
      const run: Story['runs'][number] = { wish, status: null };
      story.overlaps ||= writes(wish) && story.runs.some((other) => other.wish === wish && other.status === null);
      story.runs.push(run);
      ends.push((status) => {
        if (run.status === null) run.status = status;
        resolve({ status, result: { run: ends.length } });
      });
    });

  for (const step of sequence) {
    switch (step.act) {
      case 'request': {
        const request = {
          requestId: `r${story.requested++}`,
          name: `tool${step.wish}`,
          argumentsJson: '{"b":1,"a":2}',
        };
        void desk.handle(request, writes(step.wish), link as AgentLink, () => begin(step.wish));
        break;
      }
      case 'cancel':
        desk.cancel(`r${step.request}`);
        break;
      case 'end':
        ends[step.run]?.(step.status);
        break;
      case 'lose session':
        desk.abandon();
        break;
      case 'wait':
        clock.advance(31_000);
    }
    await settle();
  }
  for (const end of ends) end('succeeded');
  await settle();
  return story;
}

it('finishes every request exactly once, answered or not, whatever the timing', async () => {
  await fc.assert(
    fc.asyncProperty(acts, async (sequence) => {
      const story = await play(sequence);
      expect(story.open).toBe(0);
      expect(story.finished.answered + story.finished.unanswered).toBe(story.requested);
      expect(new Set(story.answers).size).toBe(story.answers.length);
      expect(story.answers).toHaveLength(story.finished.answered);
    }),
  );
});

it('answers no request after it was taken back, nor after its session was lost', async () => {
  await fc.assert(
    fc.asyncProperty(acts, async (sequence) => {
      const story = await play([...sequence, { act: 'lose session' }]);
      const later = await play([...sequence, { act: 'lose session' }, { act: 'end', run: 0, status: 'succeeded' }]);
      expect(later.answers).toEqual(story.answers);
    }),
  );
});

it('runs every write to its end, and never twice at a time', async () => {
  await fc.assert(
    fc.asyncProperty(acts, async (sequence) => {
      const { runs, overlaps } = await play(sequence);
      expect(overlaps).toBe(false);
      expect(runs.every(({ status }) => status !== null)).toBe(true);
    }),
  );
  const twice: Act[] = [
    { act: 'request', wish: 2 },
    { act: 'cancel', request: 0 },
    { act: 'request', wish: 2 },
  ];
  expect((await play(twice)).runs).toHaveLength(1);
});

const interrupted = (wish: number): Act[] => [
  { act: 'request', wish },
  { act: 'cancel', request: 0 },
  { act: 'end', run: 0, status: 'succeeded' },
];

it('gives the result of an interrupted request to the one that follows, and looks nothing up twice', async () => {
  const read = await play([...interrupted(0), { act: 'request', wish: 0 }]);
  expect(read).toMatchObject({ answers: ['r1'] });
  expect(read.runs).toHaveLength(1);
  const write = await play([...interrupted(2), { act: 'wait' }, { act: 'request', wish: 2 }]);
  expect(write).toMatchObject({ answers: ['r1'] });
  expect(write.runs).toHaveLength(1);
});

it('looks again when what was found is old, was read already, or was no result', async () => {
  const old = await play([...interrupted(0), { act: 'wait' }, { act: 'request', wish: 0 }]);
  expect(old.runs).toHaveLength(2);
  const read = await play([
    { act: 'request', wish: 0 },
    { act: 'end', run: 0, status: 'succeeded' },
    { act: 'request', wish: 0 },
  ]);
  expect(read.runs).toHaveLength(2);
  const failed = await play([
    { act: 'request', wish: 0 },
    { act: 'cancel', request: 0 },
    { act: 'end', run: 0, status: 'failed' },
    { act: 'request', wish: 0 },
  ]);
  expect(failed.runs).toHaveLength(2);
});

it('tells of what was changed while nobody waited for it any more, and of nothing else', async () => {
  expect((await play(interrupted(2))).unnoticed).toEqual([
    { name: 'tool2', argumentsJson: '{"b":1,"a":2}', resultJson: '{"run":1}' },
  ]);
  expect((await play(interrupted(0))).unnoticed).toEqual([]);
  const asked: Act[] = [
    { act: 'request', wish: 2 },
    { act: 'cancel', request: 0 },
    { act: 'request', wish: 2 },
    { act: 'end', run: 0, status: 'succeeded' },
  ];
  expect(await play(asked)).toMatchObject({ unnoticed: [], answers: ['r1'] });
});

it('follows what a tool leads to once, and only when the agent has its answer', async () => {
  const clock = new ManualClock();
  const sequels: ToolSequel[] = [];
  const desk = new ToolDesk(clock, {
    onStarted: () => undefined,
    onFinished: () => undefined,
    onSequel: (sequel) => sequels.push(sequel),
    onDoneUnnoticed: () => undefined,
  });
  const hangUp: ToolEnd = { status: 'succeeded', result: {}, then: { type: 'end_call' } };
  const request = (requestId: string) => ({ requestId, name: 'end_call', argumentsJson: '' });
  const cancelled = desk.handle(request('a'), false, null, () => Promise.resolve(hangUp));
  desk.cancel('a');
  await cancelled;
  expect(sequels).toEqual([]);
  const both = [
    desk.handle(request('b'), false, null, () => Promise.resolve(hangUp)),
    desk.handle(request('c'), false, null, () => Promise.resolve(hangUp)),
  ];
  await Promise.all(both);
  expect(sequels).toEqual([{ type: 'end_call' }]);
});
