import '../support/in-virtual-time.js';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallReport } from '../../src/simulation/caller/call-report.types.js';
import { CallStation } from '../../src/simulation/caller/call-station.js';
import { ScenariosService } from '../../src/simulation/caller/scenarios.service.js';
import type { Breakage } from '../../src/simulation/deepgram/deepgram-faults.types.js';
import { SimulatedDeepgram } from '../../src/simulation/deepgram/simulated-deepgram.server.js';
import { SimulatedLlm } from '../../src/simulation/llm/simulated-llm.server.js';
import { openSpeech } from '../support/kept-speech.js';
import { buildFirst, buildMore, type ChaosClinic } from '../support/chaos-clinics.js';
import { judgeCall, SILENCE_AT_MOST_MS, transcriptOf } from '../support/chaos-verdict.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';
import { AUTH_TOKEN, startLine, type TestLine } from '../support/test-line.js';

/** The Voice Agent is gone in the middle of calls and stays away: they go on at our own pipeline, as if nothing had been. */

const LLM_KEY = 'key-of-the-model';
/** At any time some calls are at their beginning, and some near their end. */
const CALLS = 10;
const CALL_EVERY_MS = 2_500;
const GONE_AFTER_MS = CALLS * CALL_EVERY_MS;
/** How sessions are lost when a service goes away: it says so, it does not, or nothing comes any more. */
const ENDS: readonly Breakage[] = [{ closeCode: 1011 }, { closeCode: 1006 }, 'half_open'];

/** Nobody here answers a question twice, or asks what was said. */
const SCENARIO = `
name: answers-once
summary: Books a visit, and answers every question once.
group: faults
caller: { name: Anna Adler, number: '+15125550100', voice: rms }
rules:
  - { hear: how (can|may) i help, say: 'Hi, I would like to book a filling, please.' }
  - { hear: when would|(what|which) (day|time)|day and time, say: 'Some time next week, please.' }
  - { hear: which (one|of|works|would)|work for you, say: 'The first one, please.' }
  - { hear: (full|first|last) name|name please, say: 'My name is {name}.' }
  - { hear: anything else, say: 'No, thank you. Goodbye.' }
expect:
  outcome: booked
  appointment: { type: filling }
`;

const speech = openSpeech();
let folder: string;
let database: TestDatabase;
let deepgram: SimulatedDeepgram;
let llm: SimulatedLlm;
let line: TestLine;
/** One call each, so that nobody takes another's time. */
let clinics: ChaosClinic[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'crownline-failover-'));
  writeFileSync(join(folder, 'answers-once.yaml'), SCENARIO);
  database = await openTestDatabase();
  const first = await buildFirst(database.prisma);
  deepgram = await SimulatedDeepgram.listen({ speech });
  llm = await SimulatedLlm.listen({ apiKey: LLM_KEY });
  const model = { provider: 'open_ai', apiKey: LLM_KEY, baseUrl: llm.baseUrlFor('open_ai'), names: [] } as const;
  line = await startLine({ agentUrl: deepgram.url, model, sharing: database });
  clinics = await buildMore(database.prisma, first, CALLS);
});
afterAll(async () => {
  await line.close();
  await llm.close();
  await deepgram.close();
  await database.close();
  await speech.close();
  rmSync(folder, { recursive: true });
});

/** From now on there is no Voice Agent, while speech is understood and spoken as before. */
function theAgentIsGone(): void {
  deepgram.faults.outage = { with: 503, only: ['agent'] };
  deepgram.liveSessions.forEach((session, index) => session.break(ENDS[index % ENDS.length] ?? 'half_open'));
}

/** Questions that came again when they had been answered. One that was being said as the agent went may come again. */
function askedAgain({ transcript }: CallReport): string[] {
  const asked = new Set<string>();
  const answered = new Set<string>();
  const again: string[] = [];
  for (const { who, text } of transcript) {
    if (who === 'caller') asked.forEach((question) => answered.add(question));
    for (const [sentence] of who === 'agent' ? text.matchAll(/[^.!?]+\?/g) : []) {
      const question = sentence.trim();
      if (answered.has(question)) again.push(question);
      asked.add(question);
    }
  }
  return again;
}

it('keeps every call going, with what was said, without a question that was answered or two seconds of silence', async () => {
  const scenarios = new ScenariosService(folder);
  setTimeout(theAgentIsGone, GONE_AFTER_MS);

  const reports = await Promise.all(
    clinics.map(async ({ number: clinicNumber, apiKey }, index) => {
      await new Promise((resolve) => setTimeout(resolve, index * CALL_EVERY_MS));
      const target = { url: line.baseUrl, twilioAuthToken: AUTH_TOKEN, clinicNumber, apiKey };
      const station = new CallStation(target, { speech, scenarios });
      const report = await station.call({ scenario: 'answers-once' });
      await station.close();
      return report;
    }),
  );

  const judged = await Promise.all(
    reports.map(async (report) => ({ report, verdict: await judgeCall(database.prisma, report, SILENCE_AT_MOST_MS) })),
  );
  const wrong = judged
    .map(({ report, verdict }) => ({
      untruths: verdict.untruths,
      unexplained: verdict.unexplained,
      silent: [report.longestSilenceMs].filter((ms) => ms > SILENCE_AT_MOST_MS),
      askedAgain: askedAgain(report),
      failed: report.expectations.filter(({ held }) => held === false).map(({ what, found }) => `${what}: ${found}`),
      transcript: transcriptOf(report),
      recorded: verdict.recorded,
    }))
    .filter(({ transcript: _, recorded: __, ...wrongs }) => Object.values(wrongs).some((list) => list.length > 0));
  expect(wrong).toEqual([]);

  // Those that were under way have moved, and no call has come back.
  const opened = line.logLines
    .map((row) => JSON.parse(row) as { event: string; driver?: string })
    .filter(({ event }) => event === 'agent.session_opened')
    .map(({ driver }) => driver);
  expect(new Set(opened)).toEqual(new Set(['deepgram', 'pipeline']));
  expect(opened.lastIndexOf('deepgram')).toBeLessThan(opened.indexOf('pipeline'));
});
