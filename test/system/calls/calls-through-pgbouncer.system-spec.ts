import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../../src/config/project-root.js';
import { CallStation } from '../../../src/simulation/caller/call-station.js';
import { ScenariosService } from '../../../src/simulation/caller/scenarios.service.js';
import { SimulatedDeepgram } from '../../../src/simulation/deepgram/simulated-deepgram.server.js';
import { needTool } from '../../support/debian-tool.js';
import { openSpeech } from '../../support/kept-speech.js';
import { PgBouncer } from '../../support/pgbouncer.js';
import { ServedClinic } from '../../support/served-clinic.js';
import { openDemoDatabase } from '../../support/demo-database.js';
import { execute } from '../../support/test-database.js';

needTool('pgbouncer');

const CALLS = 3;
/** Fewer than one server alone asks for. */
const POOL = 4;

/** The last one opened is closed first. */
const opened: { close(): unknown }[] = [];
const keep = <Opened extends { close(): unknown }>(one: Opened): Opened => {
  opened.push(one);
  return one;
};
afterAll(async () => {
  for (const one of opened.reverse()) await one.close();
});

it('books visits by phone behind PgBouncer in transaction mode, and migrates, works on jobs and keeps its audit trail there', async () => {
  const speech = keep(openSpeech());
  const deepgram = keep(await SimulatedDeepgram.listen({ speech }));
  const database = keep(await openDemoDatabase());
  const pooler = keep(await PgBouncer.start(database.url, POOL));
  const more = { DATABASE_DIRECT_URL: database.url };
  const clinic = await ServedClinic.start({ databaseUrl: pooler.url, agentUrl: deepgram.url, more });
  keep({ close: () => clinic.stop() });
  const folder = mkdtempSync(join(tmpdir(), 'crownline-scenarios-'));
  keep({ close: () => rmSync(folder, { recursive: true }) });
  for (let call = 0; call < CALLS; call++) writeScenario(folder, call);
  const station = keep(new CallStation(clinic.target, { speech, scenarios: new ScenariosService(folder) }));

  const reports = await Promise.all(
    Array.from({ length: CALLS }, (_, call) =>
      station.call({
        scenario: `caller-${call}`,
        caller: { name: `Anna ${['Adler', 'Baker', 'Carter'][call]}`, number: `+1512555${1000 + call}` },
      }),
    ),
  );
  expect(reports.map(({ outcome, ok, expectations }) => ({ outcome, failed: ok ? [] : expectations }))).toEqual(
    Array(CALLS).fill({ outcome: 'booked', failed: [] }),
  );
  const [work] = await execute<{ booked: number; jobs: number }>(
    database.url,
    `SELECT (SELECT count(*)::int FROM calls WHERE outcome = 'booked') AS booked,
            (SELECT count(*)::int FROM pgboss.job WHERE state = 'completed') AS jobs`,
  );
  expect(work?.booked).toBe(CALLS);
  expect(work?.jobs).toBeGreaterThan(0);
});

/** Every caller wants a day of their own: none is to be late because of another. */
function writeScenario(folder: string, call: number): void {
  const day = new Date(Date.now() + (35 + call) * 86_400_000);
  while ([0, 6].includes(day.getDay())) day.setDate(day.getDate() + 14 + 1);
  const wish = day.toLocaleDateString('en-US', { month: 'long', day: 'numeric' });
  const text = readFileSync(join(projectRoot, 'scenarios', 'book-cleaning.yaml'), 'utf8');
  const scenario = text
    .replace('name: book-cleaning', `name: caller-${call}`)
    .replace(/some time next week/i, `On ${wish}, please`);
  writeFileSync(join(folder, `caller-${call}.yaml`), scenario.replace(/ +patient: .*\n/, ''));
}
