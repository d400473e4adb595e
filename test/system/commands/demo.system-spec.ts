import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../support/command.js';
import { freePort } from '../../support/free-port.js';
import { ServerProcess } from '../../support/server-process.js';

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

async function api<Answer>(path: string, change?: object): Promise<Answer> {
  const { url, apiKey } = JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8')) as Access;
  const response = await fetch(`${url}/api/v1${path}`, {
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    ...(change && { method: 'PATCH', body: JSON.stringify(change) }),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}

type Items<Item> = { items: Item[] };

async function appointments() {
  type Visit = { callSid: string | null; type: string; patient: { id: string; name: string } };
  return (await api<Items<Visit>>('/appointments?limit=200')).items;
}

it('shows a call from its greeting to its appointment, as any later one, leaves nothing behind, and keeps the data', async () => {
  const first = ServerProcess.start({ DATA_DIR: dataDir, PORT: String(await freePort()), DEMO_CALL: 'on' });
  await first.started();
  // Usually it is four, which somebody who called each time would have before long.
  const [clinic] = (await api<Items<{ id: string }>>('/clinics')).items;
  await api(`/clinics/${clinic?.id}`, { maxOpenAppointments: 1 });
  const another = runCommand('call.js', dataDir, ['--json']);
  await first.says('stays up');
  expect(first.printed).toMatch(/agent +Thank you for calling Maple Street Dental/);
  expect(first.printed).toMatch(/tool +book_appointment: succeeded/);
  expect(first.printed).toMatch(/outcome +booked/);
  expect(first.printed).not.toContain('✗');
  expect(await another).toMatchObject({ code: 0 });
  const booked = (await appointments()).filter(({ callSid }) => callSid !== null);
  const hers = { type: 'Cleaning', patient: { name: 'Maria Lopez' } };
  expect(booked).toMatchObject([hers, hers]);
  expect(new Set(booked.map(({ patient }) => patient.id)).size).toBe(2);

  expect(await first.signal('SIGINT')).toBe(0);
  expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);

  const second = ServerProcess.start({ DATA_DIR: dataDir, PORT: String(await freePort()), DEMO_CALL: 'off' });
  await second.started();
  expect((await appointments()).filter(({ callSid }) => callSid !== null)).toEqual(booked);
  expect(await second.signal('SIGTERM')).toBe(0);
});
