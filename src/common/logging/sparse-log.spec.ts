import { ManualClock } from '../../../test/support/manual-clock.js';
import { Logger } from './logger.js';
import { SparseLog } from './sparse-log.js';

function openLog() {
  const lines: { event: string; level: number; reason?: string; count?: number }[] = [];
  const logger = Logger.create('trace', { write: (line: string) => void lines.push(JSON.parse(line) as never) });
  const clock = new ManualClock();
  const log = new SparseLog(logger, clock);
  return { log, clock, events: () => lines.splice(0).map(({ event, reason, count }) => [event, reason, count]) };
}

it('writes some lines of an address, then one that says how many it left out, and begins again', () => {
  const { log, clock, events } = openLog();
  for (let time = 0; time < 2; time++) {
    for (let line = 0; line < 1000; line++) log.warn('auth.sign_in_refused', '192.0.2.1');
    expect(events()).toEqual(Array(5).fill(['auth.sign_in_refused', undefined, undefined]));
    clock.advance(60_000);
    expect(events()).toEqual([['log.lines_left_out', 'auth.sign_in_refused', 995]]);
  }
});

it('shows what others cause beside one who floods, up to a number of lines in all', () => {
  const { log, clock, events } = openLog();
  for (let line = 0; line < 100; line++) log.warn('webhook.forged', '192.0.2.1');
  log.warn('webhook.forged', '192.0.2.2');
  log.error('http.request_failed', '192.0.2.1');
  expect(events()).toHaveLength(7);
  for (let address = 0; address < 100_000; address++) log.warn('webhook.forged', `2001:db8::${address}`);
  expect(events()).toHaveLength(54);
  clock.advance(60_000);
  expect(events()).toEqual([['log.lines_left_out', 'webhook.forged', 95 + 100_000 - 54]]);
});

it('says nothing of a minute in which nothing was left out, and all that is left when the process ends', () => {
  const { log, clock, events } = openLog();
  log.warn('media.refused', '192.0.2.1');
  clock.advance(60_000);
  expect(events()).toHaveLength(1);
  for (let line = 0; line < 7; line++) log.warn('media.refused', '192.0.2.1');
  log.onApplicationShutdown();
  expect(events().at(-1)).toEqual(['log.lines_left_out', 'media.refused', 2]);
  clock.advance(60_000);
  expect(events()).toEqual([]);
});
