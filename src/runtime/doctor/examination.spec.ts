import { ManualClock } from '../../../test/support/manual-clock.js';
import { failed, ok, skipped, warning } from './doctor.types.js';
import { Examination } from './examination.js';

const limitMs = 5_000;

describe('an examination', () => {
  it('lets no check hide the others: neither one that throws nor one that hangs', async () => {
    const clock = new ManualClock();
    const examination = new Examination(clock);
    let stopped = false;
    examination.start({
      name: 'throws',
      limitMs,
      examine: () => {
        throw new TypeError('quotes a secret');
      },
    });
    examination.start({
      name: 'hangs',
      limitMs,
      examine: (signal) => new Promise(() => signal.addEventListener('abort', () => (stopped = true))),
    });
    examination.start({ name: 'works', limitMs, examine: () => Promise.resolve(ok('fine')) });
    await Promise.resolve();
    clock.advance(limitMs);

    const [thrown, hung, working] = await examination.results();
    expect(thrown).toMatchObject({ status: 'failed', detail: expect.stringContaining('TypeError') });
    expect(JSON.stringify(thrown)).not.toContain('secret');
    expect(hung).toMatchObject({ status: 'failed', detail: 'no answer within 5 s' });
    expect(stopped).toBe(true);
    expect(working).toEqual({ name: 'works', status: 'ok', detail: 'fine', fix: null });
  });

  it.each([
    ['not what depends on a check that failed', failed('broken', 'mend it'), false],
    ['not what depends on a skipped check', skipped('nothing there'), false],
    ['what depends on a check with a warning', warning('odd', 'look'), true],
    ['what depends on a check that is well', ok('fine'), true],
  ])('examines %s', async (_, finding, examined) => {
    const examination = new Examination(new ManualClock());
    const after = examination.start({ name: 'ground', limitMs, examine: () => Promise.resolve(finding) });
    examination.start({ name: 'house', limitMs, after, examine: () => Promise.resolve(ok('stands')) });

    const [, house] = await examination.results();
    expect(house?.detail).toBe(examined ? 'stands' : 'not examined, see "ground"');
  });
});
