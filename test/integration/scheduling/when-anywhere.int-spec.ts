import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const SAID = [
  ...['tomorrow', 'next Friday', 'Friday', 'the 1st', 'November 24 at 3', '12/31', 'next weekend', 'in two weeks'],
  ...['Tuesday the 24th', 'from the 5th to the 9th of December', 'mañana por la mañana', 'el 24 de noviembre'],
];
/** Around changes of the clocks, ends of a year, and moments at which it is another day elsewhere. */
const MOMENTS = ['2026-03-08T06:59:00Z', '2026-11-01T05:30:00Z', '2026-11-21T03:30:00Z', '2027-01-01T04:30:00Z'];

/** What a process whose own clock is set to a zone takes the words for. */
function understoodIn(zone: string): string {
  const { PATH, TEST_BUILD } = process.env;
  if (!TEST_BUILD) throw new Error('no build: only integration and e2e tests get one');
  const module = pathToFileURL(join(TEST_BUILD, 'scheduling/spoken/when.policy.js')).href;
  const program = `
    import { Temporal } from 'temporal-polyfill';
    import { resolveWhen } from ${JSON.stringify(module)};
    const openingHours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, startMinute: 480, endMinute: 1080 }));
    const place = { timeZone: 'America/New_York', openingHours, overrides: [], closures: [] };
    const outcomes = ${JSON.stringify(MOMENTS)}.flatMap((at) =>
      ${JSON.stringify(SAID)}.map((text) => resolveWhen(text, Temporal.Instant.from(at), place)));
    console.log(new Date(0).getHours() + JSON.stringify(outcomes));`;
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    env: { PATH, TZ: zone },
    encoding: 'utf8',
  });
  return output.trim();
}

it('takes words for the same whatever the zone of the server', () => {
  const zones = ['UTC', 'Pacific/Auckland', 'America/Los_Angeles', 'Australia/Lord_Howe'].map(understoodIn);
  const [first, ...others] = zones.map((output) => output.replace(/^\d+/, ''));
  // The zones were really set.
  expect(new Set(zones.map((output) => /^\d+/.exec(output)?.[0])).size).toBeGreaterThan(2);
  for (const other of others) expect(other).toBe(first);
  expect(JSON.parse(first ?? '[]')).toHaveLength(SAID.length * MOMENTS.length);
});
