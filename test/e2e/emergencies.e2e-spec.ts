import '../support/in-virtual-time.js';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { phrasesFolder } from '../../src/conversation/phrases/phrase.library.js';
import { textSha256 } from '../../src/conversation/phrases/text-sha256.js';
import { AgentSettings } from '../../src/profiles/agent-profile.types.js';
import { PHRASES, type PhraseId } from '../../src/profiles/phrase.catalogue.js';
import { ScriptedDeepgram, type ScriptedSession } from '../support/scripted-deepgram.js';
import { SignedCaller, tokenIn, type MediaSocket } from '../support/signed-caller.js';
import { startLine, type TestLine } from '../support/test-line.js';
import { until } from '../support/until.js';

/** Callers in danger, and an agent that does the wrong thing. */

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

const shipped = (id: PhraseId): Buffer => readFileSync(join(phrasesFolder, `${id}.ulaw`));

const userStarts = { type: 'UserStartedSpeaking' };
const userSays = (content: string, languages: string[] = []) => [
  { type: 'ConversationText', role: 'user', content, languages },
  { type: 'EndOfTurn', trigger: 'model' },
];
const agentSays = (content: string, audio = randomBytes(8000)) => [
  { type: 'ConversationText', role: 'assistant', content },
  audio,
  { type: 'AgentAudioDone' },
];
const BLEEDING = "I had a tooth pulled and it won't stop bleeding.";

interface InDanger {
  caller: SignedCaller;
  media: MediaSocket;
  agent: ScriptedSession;
}

/** Nothing counts as played before `media.playEverything`, until the clock says so. */
async function converse(caller = new SignedCaller(line), token?: string): Promise<InDanger> {
  const media = await caller.open();
  media.start(caller.callSid, token ?? (await caller.dial()));
  const agent = await deepgram.nextSession();
  await agent.open();
  return { caller, media, agent };
}

const isClear = ({ event }: { event: string }): boolean => event === 'clear';
const clearsOf = ({ media }: InDanger): number => media.received.all.filter(isClear).length;

/** So much of what the carrier was given after it was told `clears` times to drop what it had. */
async function behindClear(call: InDanger, bytes: number, clears = 1): Promise<Buffer> {
  const queued = () => {
    const { all } = call.media.received;
    const parts = all.slice(all.findLastIndex(isClear) + 1).flatMap(({ media }) => media?.payload ?? []);
    return Promise.resolve(Buffer.concat(parts.map((payload) => Buffer.from(payload, 'base64'))));
  };
  return until(queued, ({ length }) => clearsOf(call) === clears && length >= bytes);
}

let requests = 0;
/** The agent says something to it, so that it is not taken for lost while the advice is heard. */
async function answerTo({ agent }: InDanger, name: string, args: object = {}): Promise<Record<string, unknown>> {
  const id = `fc_${++requests}`;
  agent.send({
    type: 'FunctionCallRequest',
    functions: [{ id, name, arguments: JSON.stringify(args), client_side: true }],
  });
  const response = await agent.messages.next((message) => message.type === 'FunctionCallResponse' && message.id === id);
  agent.send(...agentSays('I see.', randomBytes(800)));
  return JSON.parse(response.content as string) as Record<string, unknown>;
}

const rowOf = ({ caller }: InDanger) =>
  line.database.call.findFirstOrThrow({ where: { callSid: caller.callSid }, include: { turns: true } });
const heard = (call: InDanger) =>
  until(
    () => rowOf(call),
    ({ emergencyHeardAt }) => emergencyHeardAt !== null,
  );

const book = { slotId: 'slot-1', patientName: 'Nina Sato' };

it('hears first aid before a word of an agent that books at once, and nothing is booked before it was heard', async () => {
  const call = await converse();
  const reply = randomBytes(8000);
  const advice = shipped('emergency_bleeding');
  call.agent.send(userStarts, ...userSays(BLEEDING), ...agentSays('I can book you at nine.', reply));
  const audio = await behindClear(call, advice.length + reply.length);
  expect(audio.subarray(0, advice.length).equals(advice)).toBe(true);
  expect(audio.subarray(advice.length).equals(reply)).toBe(true);

  expect(await answerTo(call, 'book_appointment', book)).toMatchObject({ problem: 'emergency_first' });
  expect(await answerTo(call, 'find_slots', { appointmentType: 'Emergency visit', when: 'today' })).toMatchObject({
    problem: 'emergency_first',
  });
  const found = await until(
    () => rowOf(call),
    ({ emergency }) => emergency !== null,
  );
  expect(found).toMatchObject({ emergency: 'bleeding', emergencyHeardAt: null });

  const partly = async () => {
    call.media.mark('t0.0'); // what was cleared comes back, too, and says nothing
    return rowOf(call);
  };
  await until(partly, ({ turns }) => turns.some(({ text, heard: part }) => text.startsWith('Press') && part !== ''));
  expect(await answerTo(call, 'book_appointment', book)).toMatchObject({ problem: 'emergency_first' });

  call.media.playEverything();
  const { id } = await heard(call);
  expect(await answerTo(call, 'book_appointment', book)).toMatchObject({ problem: 'unknown_slot' });
  const tasks = await line.database.deskTask.findMany({ where: { callId: id } });
  expect(tasks).toMatchObject([{ kind: 'emergency', callerNumber: '+15550142233' }]);
  const prompts = call.agent.messages.all.filter(({ type }) => type === 'UpdatePrompt').map(({ prompt }) => prompt);
  expect(prompts.at(-1)).toContain(`has been told by us: "${PHRASES.en.emergency_bleeding}"`);
  call.media.socket.close();
});

it('is not hung up on by the agent, before the advice nor after it, until they take leave themselves', async () => {
  const call = await converse();
  call.agent.send(userStarts, ...userSays('My throat is closing up.'));
  expect(await answerTo(call, 'end_call')).toMatchObject({ problem: 'emergency_first' });
  call.media.playEverything();
  await heard(call);
  expect(await answerTo(call, 'end_call')).toMatchObject({ problem: 'emergency_first' });
  call.agent.send(userStarts, ...userSays('Okay, I am calling an ambulance. Goodbye.'));
  expect(await answerTo(call, 'end_call')).toMatchObject({ ending: true });
  call.media.socket.close();
});

it('who speaks over the advice hears it once more, and to its end', async () => {
  const call = await converse();
  const advice = shipped('emergency_911');
  call.agent.send(userStarts, ...userSays('My cheek is swollen.'), ...agentSays('Since when?'));
  call.agent.send(userStarts, ...userSays('Since Monday, and I have a fever.'));
  expect((await behindClear(call, advice.length, 2)).equals(advice)).toBe(true);
  call.agent.send(userStarts, ...userSays('Is that bad?'), ...agentSays('Let me see.'));
  expect((await behindClear(call, advice.length, 3)).subarray(0, advice.length).equals(advice)).toBe(true);

  call.agent.send(userStarts, ...userSays('Hello?'), ...agentSays('I am here.'));
  await until(
    () => rowOf(call),
    ({ turns }) => turns.some(({ text }) => text === 'Hello?'),
  );
  expect(clearsOf(call)).toBe(3);
  call.media.playEverything();
  await heard(call);
  const wholly = async () => {
    const { turns } = await rowOf(call);
    return turns.flatMap(({ text, heard: part }) => (text === PHRASES.en.emergency_911 ? [part === text] : []));
  };
  const said = await until(wholly, (all) => all.at(-1) === true); // it is written by the second
  expect(said).toEqual([false, true]);
  call.media.socket.close();
});

it('whose line breaks before the advice was heard is told on the next stream, and not once more after that', async () => {
  const call = await converse();
  const advice = shipped('emergency_911');
  call.agent.send(userStarts, ...userSays('I got punched and I can not close my mouth.'));
  await behindClear(call, advice.length);
  await until(
    () => rowOf(call),
    ({ emergency }) => emergency === 'jaw_injury',
  );
  call.media.socket.terminate();
  const resume = async () => {
    const twiml = await until(
      async () => (await call.caller.post('/twilio/voice/next')).text(),
      (text) => text.includes('<Stream'),
    );
    return converse(call.caller, tokenIn(twiml));
  };
  const again = await resume();
  expect((await again.media.agentAudio(advice.length)).equals(advice)).toBe(true);
  again.agent.send(...agentSays('Are you all right?'));
  again.media.playEverything();
  await heard(again);
  again.media.socket.terminate();
  const third = await resume();
  expect(await answerTo(third, 'end_call')).toMatchObject({ problem: 'emergency_first' });
  expect((await rowOf(third)).turns.filter(({ text }) => text === PHRASES.en.emergency_911)).toHaveLength(2);
  third.media.socket.close();
});

it('is told in the language that they speak', async () => {
  const { clinicId } = await line.database.phoneNumber.findFirstOrThrow();
  const [voice = ''] = AgentSettings.parse({}).voices.es;
  const audio = randomBytes(16_000);
  const row = { clinicId, voice, textSha256: textSha256(PHRASES.es.emergency_911), audio, createdAt: new Date() };
  await line.database.phraseAudio.create({ data: row });
  const call = await converse();
  call.agent.send(userStarts, ...userSays('Mi hijo no puede respirar.', ['es']));
  expect((await behindClear(call, audio.length)).equals(audio)).toBe(true);
  call.media.socket.close();
});

it('whose words were missed is told all the same, once the agent asks what to do', async () => {
  const call = await converse();
  call.agent.send(userStarts, ...userSays('He was playing hockey, and then the front one was on the ice.'));
  const advice = shipped('first_aid_tooth');
  const answer = await answerTo(call, 'urgent_care', { problem: 'knocked_out_tooth' });
  expect(answer).toMatchObject({ told: PHRASES.en.first_aid_tooth });
  expect((await behindClear(call, advice.length)).subarray(0, advice.length).equals(advice)).toBe(true);
  expect(await answerTo(call, 'book_appointment', book)).toMatchObject({ problem: 'emergency_first' });
  call.media.socket.close();
});

it('is put through to a person at any time, behind the advice', async () => {
  const call = await converse();
  call.agent.send(userStarts, ...userSays(BLEEDING));
  expect(await answerTo(call, 'transfer_to_human', { reason: 'caller_asked' })).toBeDefined();
  call.media.playEverything();
  await call.media.closing();
  expect(await rowOf(call)).toMatchObject({ handoverReason: 'emergency' });
  expect(await (await call.caller.post('/twilio/voice/next')).text()).toContain('<Dial');
});
