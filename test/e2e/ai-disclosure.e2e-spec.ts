import '../support/in-virtual-time.js';
import { buildClinic } from '../support/builders.js';
import { ScriptedDeepgram, type ClientJson, type ScriptedSession } from '../support/scripted-deepgram.js';
import { SignedCaller, tokenIn, type MediaSocket } from '../support/signed-caller.js';
import { startLine, type TestLine } from '../support/test-line.js';
import { until } from '../support/until.js';

/** Whoever calls learns that an AI speaks, and that they have heard it is on record: judged by what the provider is asked to say, and by the rows. */

const GREETING = 'Thank you for calling Maple Street Dental. This is Ava, the AI assistant. How can I help you today?';
const OURS = "I'm the clinic's AI assistant.";
/** Half a minute: nobody hears a sentence of it by the clock while a test runs. */
const LONG = Buffer.alloc(30 * 8000, 0x55);

let deepgram: ScriptedDeepgram;
let line: TestLine;

beforeAll(async () => {
  deepgram = await ScriptedDeepgram.start();
  line = await startLine({ agentUrl: deepgram.url });
});
afterAll(async () => {
  await line.close();
  await deepgram.stop();
});

interface Talk {
  caller: SignedCaller;
  media: MediaSocket;
  agent: ScriptedSession;
  settings: ClientJson;
}

async function talk(caller = new SignedCaller(line), twiml?: string): Promise<Talk> {
  const document = twiml ?? (await (await caller.post('/twilio/voice')).text());
  const media = await caller.open();
  media.start(caller.callSid, tokenIn(document));
  const agent = await deepgram.nextSession();
  return { caller, media, agent, settings: await agent.open() };
}

const greetingIn = ({ settings }: Talk) => (settings as { agent?: { greeting?: string } }).agent?.greeting;
const says = ({ agent }: Talk, role: 'user' | 'assistant', content: string) =>
  agent.send({ type: 'ConversationText', role, content });
/** The provider says its greeting; how much of it is heard is the test's business. */
const greets = (call: Talk, greeting: string) => {
  says(call, 'assistant', greeting);
  call.agent.send(LONG, { type: 'AgentAudioDone' });
};
const rowOf = ({ caller }: Talk) => line.database.call.findFirstOrThrow({ where: { callSid: caller.callSid } });
const turns = async (call: Talk) => {
  const { clinicId, id: callId } = await rowOf(call);
  return line.database.turn.findMany({ where: { clinicId, callId }, orderBy: { seq: 'asc' } });
};
const disclosures = async (call: Talk) => {
  const { clinicId, id: callId } = await rowOf(call);
  return line.database.consent.findMany({ where: { clinicId, callId, purpose: 'ai_disclosure' } });
};
const told = (call: Talk) =>
  until(
    () => disclosures(call),
    (rows) => rows.length > 0,
  );
async function closed(call: Talk): Promise<void> {
  call.media.stop(call.caller.callSid);
  await call.caller.post('/twilio/voice/status', { CallStatus: 'completed' });
  await until(
    () => rowOf(call),
    ({ status }) => status === 'completed',
  );
}

it('is in the first words, on record once they were heard, and not told again to whoever is connected again', async () => {
  const call = await talk();
  expect(greetingIn(call)).toBe(GREETING);
  greets(call, GREETING);
  await until(
    () => turns(call),
    (stored) => stored.length >= 1,
  );
  expect(await disclosures(call)).toEqual([]);
  call.media.playEverything();
  const [row] = await told(call);
  const { id, agentProfileVersion } = await rowOf(call);
  expect(row).toMatchObject({
    choice: 'given',
    channel: 'call',
    number: '+15550142233',
    wordingId: 'profile_greeting',
    wordingVersion: agentProfileVersion,
    wordingLanguage: 'en',
    evidenceKind: 'turn',
    evidenceId: `${id}/1`,
  });

  call.media.socket.terminate();
  const again = await talk(call.caller, await (await call.caller.post('/twilio/voice/next')).text());
  expect(greetingIn(again)).toBeUndefined();
  again.media.playEverything();
  says(again, 'user', 'A cleaning, please.');
  greets(again, 'Which day would suit you?');
  await until(
    () => turns(again),
    (stored) => stored.some(({ heard }) => heard === 'Which day would suit you?'),
  );
  expect((await turns(again)).filter(({ text }) => text.includes('AI assistant'))).toHaveLength(1);
  await closed(again);
  expect(await disclosures(again)).toHaveLength(1);
});

it('is not on record of somebody who hung up before it was heard', async () => {
  const call = await talk();
  greets(call, GREETING);
  await until(
    () => turns(call),
    (stored) => stored.length >= 1,
  );
  await closed(call);
  expect(await disclosures(call)).toEqual([]);
});

it('is said whatever greeting a clinic has chosen, in words that are on record', async () => {
  const other = await buildClinic(line.database, {
    greeting: 'Thank you for calling Test Dental. What can I do for you?',
  });
  const call = await talk(new SignedCaller({ baseUrl: line.baseUrl, clinicNumber: other.number }));
  const greeting = `Thank you for calling Test Dental. ${OURS} What can I do for you?`;
  expect(greetingIn(call)).toBe(greeting);
  call.media.playEverything();
  greets(call, greeting);
  expect(await told(call)).toMatchObject([{ wordingId: 'ai_disclosure', wordingVersion: 1, wordingLanguage: 'en' }]);
  await closed(call);
});

it('is made up for, before the next reply, to a caller who talked over it', async () => {
  const call = await talk();
  greets(call, GREETING);
  await call.media.received.next(({ event }) => event === 'mark');
  call.agent.send({ type: 'UserStartedSpeaking' });
  await call.media.received.next(({ event }) => event === 'clear');
  says(call, 'user', 'Hi, I need a cleaning.');
  call.media.playEverything();
  expect(await told(call)).toMatchObject([{ wordingId: 'ai_disclosure', evidenceId: `${(await rowOf(call)).id}/3` }]);
  says(call, 'user', 'On Tuesday.');
  greets(call, 'In the morning?');
  await until(
    () => turns(call),
    (stored) => stored.length >= 5,
  );
  expect((await turns(call)).map(({ role, text }) => [role, text])).toEqual([
    ['agent', GREETING],
    ['caller', 'Hi, I need a cleaning.'],
    ['agent', OURS],
    ['caller', 'On Tuesday.'],
    ['agent', 'In the morning?'],
  ]);
  await closed(call);
});
