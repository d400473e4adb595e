import { CallStation } from '../../../src/simulation/caller/call-station.js';
import { SimulatedDeepgram } from '../../../src/simulation/deepgram/simulated-deepgram.server.js';
import { openSpeech } from '../../support/kept-speech.js';
import { FailoverProxy } from '../../support/failover-proxy.js';
import { ServedClinic } from '../../support/served-clinic.js';
import { openDemoDatabase } from '../../support/demo-database.js';
import type { TestDatabase } from '../../support/test-database.js';

/** The process that carries a call is killed in mid-conversation: another one goes on with it, from what is stored. */

const speech = openSpeech();
let deepgram: SimulatedDeepgram;
let database: TestDatabase;
let proxy: FailoverProxy;
let clinics: ServedClinic[];
let station: CallStation;

beforeAll(async () => {
  deepgram = await SimulatedDeepgram.listen({ speech });
  database = await openDemoDatabase();
  proxy = await FailoverProxy.start();
  const options = { databaseUrl: database.url, agentUrl: deepgram.url, publicUrl: proxy.url };
  clinics = [await ServedClinic.start(options), await ServedClinic.start(options)];
  proxy.upstreamPorts.push(...clinics.map(({ port }) => port));
  const { target } = clinics[1]!;
  station = new CallStation({ ...target, url: proxy.url }, { speech });
});

afterAll(async () => {
  await station.close();
  for (const clinic of clinics) await clinic.stop();
  await proxy.close();
  await deepgram.close();
  await database.close();
  await speech.close();
});

it('survives kill -9 of its process: the same call books the same appointment, and no question is lost', async () => {
  let killed: Promise<void> | null = null;
  const report = await station.call({
    scenario: 'book-cleaning',
    watch: (progress) => {
      // The caller has been told the free times, and is about to choose one.
      if (progress.type !== 'tool' || progress.name !== 'find_slots' || killed) return;
      killed = clinics[0]!.stop('SIGKILL');
      // A process takes a moment to die, in which it still takes connections: a balancer has noticed after the first one.
      proxy.upstreamPorts.shift();
    },
  });

  expect(killed).not.toBeNull();
  // The sentence that was being spoken is all that the record may have lost.
  const failed = report.expectations.filter(({ what, held }) => held === false && !what.startsWith('the record says'));
  const transcript = failed.length > 0 ? report.transcript : [];
  expect({ failed, transcript }).toEqual({ failed: [], transcript: [] });
  expect(report.outcome).toBe('booked');
  const call = await database.prisma.call.findFirstOrThrow({ where: { callSid: report.callSid } });
  expect(call).toMatchObject({ resumes: 1, status: 'completed' });
  const heard = report.transcript.filter(({ who }) => who === 'agent').map(({ text }) => text);
  expect(heard.filter((text) => text.includes('Thank you for calling Maple Street'))).toHaveLength(1);
  expect(heard.join(' ')).toContain('we were cut off');
  expect(await database.prisma.appointment.count({ where: { callId: call.id } })).toBe(1);
});
