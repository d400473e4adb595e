import '../support/in-virtual-time.js';
import { randomBytes } from 'node:crypto';
import { converse } from '../support/conversation.js';
import { ScriptedDeepgram } from '../support/scripted-deepgram.js';
import { SignedCaller } from '../support/signed-caller.js';
import { startLine, type TestLine } from '../support/test-line.js';

/** What callers get while no voice agent can be had. The carrier's side is driven by hand. */

let deepgram: ScriptedDeepgram;
let line: TestLine;

beforeEach(async () => {
  deepgram = await ScriptedDeepgram.start();
  line = await startLine({ agentUrl: deepgram.url });
});
afterEach(async () => {
  await line.close();
  await deepgram.stop();
});

type ClinicChoices = Parameters<TestLine['database']['clinic']['updateMany']>[0]['data'];
const chooses = (choices: ClinicChoices) => line.database.clinic.updateMany({ data: choices });
const ring = async (caller = new SignedCaller(line)) => (await caller.post('/twilio/voice')).text();
const next = async (caller: SignedCaller, fields = {}) => (await caller.post('/twilio/voice/next', fields)).text();
const callRow = (caller: SignedCaller) => line.database.call.findFirstOrThrow({ where: { callSid: caller.callSid } });

const conversation = () => converse(line, deepgram);

/** Our key is refused from now on; one caller has found out. */
async function keyIsRefused(): Promise<void> {
  deepgram.refuse(401);
  const unlucky = new SignedCaller(line);
  const media = await unlucky.connect();
  await media.closing();
  await next(unlucky);
}

async function metric(name: string): Promise<number> {
  const text = await (await fetch(`${line.baseUrl}/metrics`)).text();
  return Number(
    text
      .split('\n')
      .find((row) => row.startsWith(name))
      ?.split(' ')
      .at(-1) ?? NaN,
  );
}

describe('a caller who rings while the voice agent refuses us', () => {
  it('gets the clinic’s overflow choice at once, without a stream, and is counted', async () => {
    await keyIsRefused();
    const dialled = deepgram.upgrades.all.length;
    const twiml = await ring();
    expect(twiml).toMatch(/<Gather.*<Say>/);
    expect(twiml).not.toContain('<Stream');
    expect(deepgram.upgrades.all).toHaveLength(dialled);
    expect(await metric('crownline_calls_not_admitted_total{reason="agent_unavailable"}')).toBe(1);
    expect(await metric('crownline_agent_circuit_open{route="deepgram"}')).toBe(1);
    expect(await metric('crownline_agent_needs_attention{route="deepgram",reason="credentials"}')).toBe(1);
    expect(line.logLines.filter((row) => row.includes('"agent.needs_attention"'))).toHaveLength(1);
  });

  it('hears words and is let go when the clinic chose words', async () => {
    await chooses({ overflow: 'message' });
    await keyIsRefused();
    const caller = new SignedCaller(line);
    expect(await ring(caller)).toMatch(/<Say>.*call again.*<\/Say><Hangup\/>/);
    expect(await callRow(caller)).toMatchObject({ status: 'completed', outcome: 'overflow' });
  });
});

describe('a call that was in conversation before', () => {
  it('and has lost its stream is not connected to nobody, however often the carrier asks', async () => {
    const { caller, media } = await conversation();
    await keyIsRefused();
    media.socket.terminate();
    for (let asked = 0; asked < 3; asked++) {
      const twiml = await next(caller);
      expect(twiml).toMatch(/<Gather.*<Say>/);
      expect(twiml).not.toContain('<Stream');
    }
    expect(await callRow(caller)).toMatchObject({ nextStep: 'overflow', resumes: 1 });
  });

  it('goes on while its own session lasts', async () => {
    const { media } = await conversation();
    await keyIsRefused();
    expect(media.socket.readyState).toBe(media.socket.OPEN);
    media.socket.close();
  });

  it('and came back from a desk that did not answer is not sent to that desk again', async () => {
    await chooses({
      overflow: 'ring_desk',
      deskNumber: '+15550100101',
      deskAnswers: 'always',
      transferMode: 'cold',
      transferUnanswered: 'agent',
    });
    const { caller, media } = await conversation();
    media.key('0');
    await media.closing();
    expect(await next(caller)).toContain('<Dial');
    await keyIsRefused();
    const twiml = await next(caller, { DialCallStatus: 'no-answer', DialBridged: 'false' });
    expect(twiml).toContain('<Record');
    expect(twiml).not.toContain('<Dial');
    expect(await callRow(caller)).toMatchObject({ nextStep: 'voicemail' });
  });
});

describe('a second address of the voice agent', () => {
  it('takes the calls while the first refuses', async () => {
    const second = await ScriptedDeepgram.start();
    void everySessionSpeaks(second);
    const both = await startLine({ agentUrl: deepgram.url, agentFallbackUrl: second.url });
    deepgram.refuse(401);
    const first = new SignedCaller(both);
    const unlucky = await first.connect();
    await deepgram.upgrades.next();
    const caller = new SignedCaller(both);
    const media = await caller.connect();
    expect(await media.agentAudio(WORDS.length)).toEqual(WORDS);
    expect(deepgram.upgrades.all).toHaveLength(1);
    media.stop(caller.callSid);
    unlucky.stop(first.callSid);
    await both.close();
    await second.stop();
  });
});

const WORDS = Buffer.from(randomBytes(1600));

async function everySessionSpeaks(at: ScriptedDeepgram): Promise<never> {
  for (;;) await (await at.nextSession()).open(WORDS);
}
