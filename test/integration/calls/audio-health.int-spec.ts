import { FRAME_BYTES, SILENCE_BYTE } from '../../../src/audio/frame.types.js';
import type { AudioTally } from '../../../src/audio/audio-health.types.js';
import { CallerAudioHealth } from '../../../src/audio/caller-audio.meter.js';
import type { CallDetail } from '../../../src/calls/call-detail.types.js';
import { CallsModule } from '../../../src/calls/calls.module.js';
import { CallsService } from '../../../src/calls/calls.service.js';
import type { CallSid } from '../../../src/common/ids/ids.js';
import { MetricsRegistry } from '../../../src/common/metrics/metrics.js';
import { buildClinic } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { grantKey, startApi, type TestApi } from '../../support/test-api.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

let database: TestDatabase;
let api: TestApi;
const clock = new ManualClock();

beforeEach(async () => {
  database = await openTestDatabase();
  api = await startApi(database, { imports: [CallsModule], clock });
});

afterEach(async () => {
  await api.close();
  await database.close();
});

async function openCall() {
  const { clinicId } = await buildClinic(database.prisma);
  const calls = api.app.get(CallsService);
  const { call } = await calls.open({
    ...{ clinicId, callSid: 'CA1' as CallSid, fromNumber: '+1', toNumber: '+2', at: clock.now() },
  });
  const authorization = await grantKey(database, clinicId);
  const shown = async () =>
    ((await (await api.get('/api/v1/calls/CA1', authorization)).json()) as CallDetail).audioHealth;
  return { calls, call, shown, metrics: () => api.app.get(MetricsRegistry).metrics() };
}

/** A stream in which the caller was silent, then spoke. */
function stream(silentFrames: number, spokenFrames: number): AudioTally {
  const health = new CallerAudioHealth();
  for (let i = 1; i <= silentFrames + spokenFrames; i++) {
    health.callerFrame(Buffer.alloc(FRAME_BYTES, i <= silentFrames ? SILENCE_BYTE : 0x20), 1_000_000 + i * 20);
  }
  return health.tally();
}

it('shows how the caller sounded, and nothing before a stream of the call has ended', async () => {
  const { calls, call, shown } = await openCall();
  expect(await shown()).toBeNull();
  await calls.addAudio(call, new CallerAudioHealth().tally()); // a socket that was gone before anything came
  expect(await shown()).toBeNull();

  await calls.addAudio(call, stream(300, 100));
  expect(await shown()).toEqual({
    issues: [],
    ...{ callerMs: 8000, speechMs: 2000, speechDbfs: -12, noiseDbfs: -80, peakDbfs: -12.5 },
    ...{ clippedPerMille: 0, silencePerMille: 750, missingMs: 0, stalls: 0, echoLagMs: null },
  });
});

it('adds up the streams of a call, also two that end at once', async () => {
  const { calls, call, shown } = await openCall();
  await Promise.all(Array.from({ length: 10 }, (_, i) => calls.addAudio(call, stream(600, i))));
  expect(await shown()).toMatchObject({ callerMs: 120_900, speechMs: 900, issues: [] });
});

it('counts every issue once a call', async () => {
  const { calls, call, shown, metrics } = await openCall();
  await calls.addAudio(call, stream(600, 0));
  await calls.addAudio(call, stream(600, 0));
  expect(await shown()).toMatchObject({ issues: ['one_way'] });
  const text = await metrics();
  expect(text).toContain('crownline_call_audio_issues_total{issue="one_way"} 1');
  expect(text.match(/crownline_call_audio_issues_total\{/g)).toHaveLength(1);
});
