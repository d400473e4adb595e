import { Turnstile } from './turnstile.js';

const settle = () => new Promise((resolve) => setImmediate(resolve));

it('lets so many through at once, and the others after them, in their order', async () => {
  const turnstile = new Turnstile(2);
  const begun: number[] = [];
  const finish: (() => void)[] = [];
  const passed = [0, 1, 2, 3].map((index) =>
    turnstile.pass(async () => {
      begun.push(index);
      await new Promise<void>((resolve) => (finish[index] = resolve));
      return index;
    }),
  );
  await settle();
  expect(begun).toEqual([0, 1]);
  finish[1]?.();
  await settle();
  expect(begun).toEqual([0, 1, 2]);
  finish[0]?.();
  await settle();
  finish[2]?.();
  finish[3]?.();
  expect(await Promise.all(passed)).toEqual([0, 1, 2, 3]);
});

it('lets the next one through when one fails', async () => {
  const turnstile = new Turnstile(1);
  const failed = turnstile.pass(() => Promise.reject(new Error('no')));
  const next = turnstile.pass(() => Promise.resolve('yes'));
  await expect(failed).rejects.toThrow('no');
  expect(await next).toBe('yes');
  expect(await turnstile.pass(() => Promise.resolve('again'))).toBe('again');
});
