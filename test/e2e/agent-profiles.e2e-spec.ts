import '../support/in-virtual-time.js';
import { CarrierLine, type Listener } from '../support/carrier-line.js';
import { until } from '../support/until.js';

/** From a draft to what callers hear, and back, through the booted server and both stand-ins. */

const MINE = '+12125550199';

let clinic: CarrierLine;

beforeAll(async () => {
  clinic = await CarrierLine.start();
});
afterAll(() => clinic.close());

const post = (path: string, body: object = {}) => clinic.post<{ version: number }>(`agent-profiles${path}`, body);
const callsIn = () => clinic.callsIn('+12125550111');

/** Listens until the word is said, hangs up, and answers the version that the record names. */
async function versionHeard({ call, party }: Listener, lastWord: string): Promise<number> {
  await party.words.next((word) => word.startsWith(lastWord));
  call.hangUp();
  await call.ended;
  const record = await until(
    () => clinic.get<{ status: string; agentProfileVersion: number }>(`calls/${call.callSid}`),
    ({ status }) => status === 'completed',
  );
  return record.agentProfileVersion;
}

it('a draft is heard by whoever tries it, then by every caller, and the way back is a draft of the old one', async () => {
  const greetings = { en: 'Good day from the new version.' };
  expect(await post('', { settings: { greetings }, note: 'Friendlier.' })).toMatchObject({
    status: 201,
    json: { version: 2, status: 'draft' },
  });

  const rung = clinic.picksUp(MINE);
  const order = await post('/2/test-calls', { to: MINE });
  expect(order).toMatchObject({ status: 202, json: { purpose: 'profile_test', agentProfileVersion: 2 } });
  const tester = await rung;
  const caller = callsIn();
  expect(await versionHeard(tester, 'version')).toBe(2);
  expect(tester.party.heard()).toContain('Good day from the new');
  expect(await versionHeard(caller, 'Ava')).toBe(1);

  expect((await post('/2/publish')).status).toBe(200);
  const next = callsIn();
  expect(await versionHeard(next, 'version')).toBe(2);
  expect(next.party.heard()).not.toContain('Ava');

  expect((await post('', { from: 1, note: 'Back.' })).json).toMatchObject({ version: 3 });
  expect((await post('/3/publish')).json).toMatchObject({ status: 'published' });
  expect(await versionHeard(callsIn(), 'Ava')).toBe(3);
  expect(clinic.line.logLines.join('')).not.toContain(MINE.slice(2));
});

it('a call that goes on keeps the version that it began with', async () => {
  const before = callsIn();
  await before.party.words.next((word) => word.startsWith('Ava'));
  const draft = await post('', { settings: { greetings: { en: 'This is newer.' } } });
  const { version } = draft.json;
  await post(`/${version}/publish`);
  const began = await versionHeard(callsIn(), 'newer');
  expect(began).toBe(version);
  before.call.hangUp();
  await before.call.ended;
  expect(await clinic.get(`calls/${before.call.callSid}`)).toMatchObject({ agentProfileVersion: version - 1 });
});
