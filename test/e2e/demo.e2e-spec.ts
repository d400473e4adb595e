import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/free-port.js';
import { ServerProcess } from '../support/server-process.js';

/** What a newcomer does: `npm start` with no keys and no database, Ctrl-C, and once more. */

let dataDir: string;

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'crownline-demo-'));
});

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

interface Access {
  url: string;
  apiKey: string;
}

async function appointments(): Promise<{ callSid: string | null; type: string; patient: { name: string } }[]> {
  const { url, apiKey } = JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8')) as Access;
  const response = await fetch(`${url}/api/v1/appointments?limit=200`, {
    headers: { authorization: `Bearer ${apiKey}` },
  });
  return ((await response.json()) as { items: Awaited<ReturnType<typeof appointments>> }).items;
}

it('shows a call from its greeting to its appointment, leaves nothing behind, and keeps the data', async () => {
  const first = ServerProcess.start({ DATA_DIR: dataDir, PORT: String(await freePort()), DEMO_CALL: 'on' });
  await first.says('stays up');
  expect(first.printed).toMatch(/agent +Thank you for calling Maple Street Dental/);
  expect(first.printed).toMatch(/tool +book_appointment: succeeded/);
  expect(first.printed).toMatch(/outcome +booked/);
  expect(first.printed).not.toContain('✗');
  const booked = (await appointments()).filter(({ callSid }) => callSid !== null);
  expect(booked).toMatchObject([{ type: 'Cleaning', patient: { name: 'Maria Lopez' } }]);

  expect(await first.signal('SIGINT')).toBe(0);
  expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);

  const second = ServerProcess.start({ DATA_DIR: dataDir, PORT: String(await freePort()), DEMO_CALL: 'off' });
  await second.started();
  expect((await appointments()).filter(({ callSid }) => callSid !== null)).toEqual(booked);
  expect(await second.signal('SIGTERM')).toBe(0);
});
