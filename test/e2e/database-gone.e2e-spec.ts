import '../support/in-virtual-time.js';
import { CallStation } from '../../src/simulation/caller/call-station.js';
import { SimulatedDeepgram } from '../../src/simulation/deepgram/simulated-deepgram.server.js';
import { openSpeech } from '../support/kept-speech.js';
import { SILENCE_AT_MOST_MS } from '../support/chaos-verdict.js';
import { FailoverProxy } from '../support/failover-proxy.js';
import { SignedCaller, tokenIn } from '../support/signed-caller.js';
import { execute, openTestDatabase, type TestDatabase } from '../support/test-database.js';
import { API_KEY, AUTH_TOKEN, startLine, type TestLine } from '../support/test-line.js';

/** Calls whose database is gone for a while: nobody is cut off, nobody hears nothing, and the visit is booked all the same. */

const GONE_MS = 5000;

const speech = openSpeech();
let database: TestDatabase;
let proxy: FailoverProxy;
let port: number;
let deepgram: SimulatedDeepgram;
let line: TestLine;

beforeAll(async () => {
  database = await openTestDatabase();
  proxy = await FailoverProxy.start();
  port = Number(new URL(database.url).port);
  proxy.upstreamPorts.push(port);
  deepgram = await SimulatedDeepgram.listen({ speech });
  const url = Object.assign(new URL(database.url), { host: new URL(proxy.url).host }).href;
  line = await startLine({ agentUrl: deepgram.url, sharing: { ...database, url } });
});
afterAll(async () => {
  await line.close();
  await deepgram.close();
  await proxy.close();
  await database.close();
  await speech.close();
});

function takeAway(): void {
  proxy.upstreamPorts.splice(0);
  proxy.cut();
}
const giveBack = () => void proxy.upstreamPorts.push(port);

it('keeps a caller with words who rings meanwhile, and takes the call when it is asked again', async () => {
  const caller = new SignedCaller(line);
  takeAway();
  const first = await (await caller.post('/twilio/voice')).text();
  expect(first).toMatch(/<Say>One moment.*<Pause length="1"\/><Redirect/);
  const again = /<Redirect[^>]*>([^<]+)</.exec(first)?.[1]?.replace(line.baseUrl, '') ?? '';
  expect(await (await caller.post(again)).text()).toContain('attempt=3');
  giveBack();
  const media = await caller.open();
  media.start(caller.callSid, tokenIn(await (await caller.post(again)).text()));
  media.stop(caller.callSid);
  await media.closing();
});

it('has on record a caller who hung up before it was back', async () => {
  const caller = new SignedCaller(line);
  takeAway();
  await caller.post('/twilio/voice');
  setTimeout(giveBack, GONE_MS);
  expect((await caller.post('/twilio/voice/status', { CallStatus: 'completed' })).status).toBe(204);
  const calls = await database.prisma.call.findMany({ where: { callSid: caller.callSid } });
  expect(calls).toMatchObject([{ status: 'completed', outcome: 'caller_hung_up' }]);
});

it('gives up in the end, politely, and remembers what the carrier told only once', async () => {
  const caller = new SignedCaller(line);
  takeAway();
  const dialled = { DialCallStatus: 'no-answer', DialBridged: 'false' };
  const first = await (await caller.post('/twilio/voice/next', dialled)).text();
  expect(first).toContain('DialCallStatus=no-answer');
  // A number that this process has never read.
  const elsewhere = await caller.post('/twilio/voice/next?attempt=8', { To: '+15125559999' });
  expect(await elsewhere.text()).toMatch(/<Say>.*went wrong.*<Hangup\/>/);
  giveBack();
});

describe('after a while', () => {
  const offer = (overflow: 'message' | 'voicemail' | 'ring_desk') =>
    database.prisma.clinic.updateMany({ data: { overflow, deskNumber: DESK } });
  const DESK = '+15125550177';
  const xml = async (answer: Promise<Response>) => (await answer).text();

  beforeAll(() =>
    execute(
      database.url,
      `CREATE FUNCTION has_no_room() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
       CREATE TRIGGER has_no_room BEFORE INSERT OR UPDATE ON calls EXECUTE FUNCTION has_no_room();
       ALTER TABLE calls DISABLE TRIGGER has_no_room`,
    ),
  );
  const fill = (isFull: boolean) =>
    execute(database.url, `ALTER TABLE calls ${isFull ? 'ENABLE' : 'DISABLE'} TRIGGER has_no_room`);

  it('asks a caller to wait twice for a database that is full, and then takes their message', async () => {
    await offer('voicemail');
    await fill(true);
    const caller = new SignedCaller(line);
    expect(await xml(caller.post('/twilio/voice'))).toMatch(/One moment.*attempt=2</);
    expect(await xml(caller.post('/twilio/voice?attempt=2'))).toMatch(/One moment.*attempt=3</);
    const instead = await xml(caller.post('/twilio/voice?attempt=3'));
    expect(instead).toMatch(/Nobody is available.*<Record /);
    expect(instead).not.toContain('recordingStatusCallback');
    expect(await (await line.api('/metrics')).text()).toMatch(
      /crownline_database_refusals_total\{reason="full"\} [1-9]/,
    );

    expect(await xml(line.api('/health/ready'))).toContain('"writes":"refused"');

    await fill(false);
    const left = { RecordingSid: `RE${'0'.repeat(32)}`, RecordingDuration: '7' };
    expect(await xml(caller.post('/twilio/voice/voicemail', left))).toContain('We will call you back');
    const { id } = await database.prisma.call.findFirstOrThrow({ where: { callSid: caller.callSid } });
    expect(await database.prisma.deskTask.count({ where: { callId: id } })).toBe(1);
  });

  it('says that nobody can take the call, where the clinic wants no more than that', async () => {
    await offer('message');
    await fill(true);
    const said = await xml(new SignedCaller(line).post('/twilio/voice?attempt=3'));
    await fill(false);
    expect(said).toMatch(/can't take your call right now.*<Hangup\/>|can&apos;t take your call right now.*<Hangup\/>/);
  });

  it('puts a caller through whose database is gone, and offers voicemail where nobody picks up', async () => {
    await offer('ring_desk');
    const caller = new SignedCaller(line);
    await (await caller.post('/twilio/voice')).text(); // whose number it is has been read
    takeAway();
    const next = (attempt: number, more = {}) => xml(caller.post(`/twilio/voice/next?attempt=${attempt}`, more));
    expect(await next(5)).toContain('One moment');
    expect(await next(6)).toMatch(new RegExp(`<Dial .*${DESK.replace('+', '\\+')}`));
    const unanswered = { DialCallStatus: 'no-answer', DialBridged: 'false' };
    expect(await next(6, unanswered)).toContain('<Record ');
    const answered = { DialCallStatus: 'completed', DialBridged: 'true' };
    expect(await next(6, answered)).toMatch(/<Response><Hangup\/><\/Response>/);
    giveBack();
  });
});

it('costs a call in mid-conversation nothing but a moment', async () => {
  const target = { url: line.baseUrl, twilioAuthToken: AUTH_TOKEN, clinicNumber: line.clinicNumber, apiKey: API_KEY };
  const station = new CallStation(target, { speech });
  let gone = false;
  const report = await station.call({
    scenario: 'book-cleaning',
    watch: (progress) => {
      if (gone || progress.type !== 'tool' || progress.name !== 'find_slots') return;
      gone = true;
      takeAway();
      setTimeout(giveBack, GONE_MS);
    },
  });
  await station.close();
  expect(gone).toBe(true);
  expect(report.outcome).toBe('booked');
  expect(report.longestSilenceMs).toBeLessThanOrEqual(SILENCE_AT_MOST_MS);
  // The record is whole: what was said while the database was gone was written when it was back.
  expect(report.expectations.filter(({ held }) => held === false)).toEqual([]);
});
