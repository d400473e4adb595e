import { FairQueue } from './fair-queue.js';

/** Work that goes on until it is told to end, and what has begun so far. */
function bench(limits: Partial<ConstructorParameters<typeof FairQueue>[0]> = {}) {
  const queue = new FairQueue({ atOnce: 1, waitingEach: 3, waitingInAll: 5, ...limits });
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const ask = (name: string) =>
    queue.run(name.slice(0, 1), () => {
      begun.push(name);
      return new Promise<string>((resolve) => ends.push(() => resolve(name)));
    });
  /** The one that began first of those that have not ended. */
  const endOne = async () => {
    ends.shift()?.();
    await new Promise(setImmediate);
  };
  return { ask, begun, endOne };
}

it('does no more at once than it may, and answers what each came to', async () => {
  const { ask, begun, endOne } = bench({ atOnce: 2 });
  const asked = ['a1', 'b1', 'c1'].flatMap((name) => ask(name) ?? []);
  expect(begun).toEqual(['a1', 'b1']);
  await endOne();
  expect(begun).toEqual(['a1', 'b1', 'c1']);
  await endOne();
  await endOne();
  expect(await Promise.all(asked)).toEqual(['a1', 'b1', 'c1']);
});

it('takes next whoever has nothing under way, however much another one has waiting', async () => {
  const { ask, begun, endOne } = bench({ atOnce: 2 });
  for (const name of ['a1', 'a2', 'a3', 'a4', 'a5', 'b1']) void ask(name);
  await endOne();
  expect(begun).toEqual(['a1', 'a2', 'b1']);
});

it('takes those in turn who have as much under way', async () => {
  const { ask, begun, endOne } = bench();
  for (const name of ['a1', 'a2', 'a3', 'b1', 'b2', 'c1']) void ask(name);
  for (let ended = 0; ended < 5; ended++) await endOne();
  expect(begun).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2']);
});

it('lets so many wait of one, and so many in all', () => {
  const { ask } = bench();
  const room = ['a0', 'a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1'].map((name) => ask(name) !== null);
  expect(room).toEqual([true, true, true, true, false, true, true, false]);
});

it('goes on after work that fails', async () => {
  const queue = new FairQueue({ atOnce: 1, waitingEach: 1, waitingInAll: 1 });
  const failed = queue.run('a', () => Promise.reject(new Error('no')));
  const next = queue.run('a', () => Promise.resolve('done'));
  await expect(failed).rejects.toThrow('no');
  expect(await next).toBe('done');
  expect(await queue.run('a', () => Promise.resolve('again'))).toBe('again');
});
