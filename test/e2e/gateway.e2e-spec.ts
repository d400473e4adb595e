import '../support/in-virtual-time.js';
import { randomBytes } from 'node:crypto';
import { converse, type Conversation } from '../support/conversation.js';
import { ScriptedDeepgram, type ClientJson } from '../support/scripted-deepgram.js';
import { startLine, type TestLine } from '../support/test-line.js';
import { until } from '../support/until.js';

/** What a call does when its provider, its caller or its carrier does not what it should: both ends driven by hand. */

let deepgram: ScriptedDeepgram;
let elsewhere: ScriptedDeepgram;
let line: TestLine;

beforeAll(async () => {
  deepgram = await ScriptedDeepgram.start();
  elsewhere = await ScriptedDeepgram.start();
  line = await startLine({ agentUrl: deepgram.url, agentFallbackUrl: elsewhere.url });
});

afterAll(async () => {
  await line.close();
  await deepgram.stop();
  await elsewhere.stop();
});

const conversation = (): Promise<Conversation> => converse(line, deepgram);

/** Loud enough to be taken for a voice, and told apart from any other. */
const voice = (ms: number): Buffer[] =>
  Array.from({ length: ms / 20 }, () => Buffer.from(randomBytes(160).map((byte) => byte & 0x9f)));

const userStarts = { type: 'UserStartedSpeaking' };
const userSays = (content: string, languages: string[] = []) => [
  { type: 'ConversationText', role: 'user', content, languages },
  { type: 'EndOfTurn', trigger: 'model' },
];
const agentSays = (content: string, bytes = 8000) => [
  { type: 'ConversationText', role: 'assistant', content },
  randomBytes(bytes),
];
const done = { type: 'AgentAudioDone' };
const asks = (id: string, name: string, args: object = {}) => ({
  type: 'FunctionCallRequest',
  functions: [{ id, name, arguments: JSON.stringify(args), client_side: true }],
});

const turnsOf = async ({ caller }: Conversation) => {
  const turns = await line.database.turn.findMany({
    where: { call: { callSid: caller.callSid } },
    orderBy: { seq: 'asc' },
  });
  return turns.map(({ role, text }) => `${role}: ${text}`);
};
const stored = (call: Conversation, text: string) =>
  until(
    () => turnsOf(call),
    (turns) => turns.some((turn) => turn.endsWith(text)),
  );

describe('a noise of the caller’s', () => {
  it('that cuts a reply which was there whole has its rest said', async () => {
    const call = await conversation();
    const { media, agent } = call;
    agent.send(...agentSays('Monday at nine is free. Would that suit you?', 40_000), done);
    await media.agentAudio(40_000);
    for (const frame of voice(200)) media.audio(frame);
    agent.send(userStarts);
    await media.received.next(({ event }) => event === 'clear');
    const { message } = await agent.received('InjectAgentMessage');
    expect(message).toBe('Monday at nine is free. Would that suit you?');
    media.socket.close();
  });

  it('that cuts a reply of which only the agent knows the rest has the agent go on', async () => {
    const { media, agent } = await conversation();
    agent.send(...agentSays('Monday at nine is free.', 40_000));
    await media.agentAudio(40_000);
    for (const frame of voice(200)) media.audio(frame);
    agent.send(userStarts);
    expect(await agent.received('InjectUserMessage')).toMatchObject({ content: 'Please go on.' });
    media.socket.close();
  });

  it('that takes back a request has the caller’s turn answered all the same', async () => {
    const { media, agent } = await conversation();
    agent.send(userStarts, ...userSays('Do you have anything on Monday?'));
    agent.send(asks('fc_1', 'find_slots', { when: 'Monday', appointmentType: 'Cleaning' }));
    for (const frame of voice(200)) media.audio(frame);
    agent.send(userStarts, { type: 'FunctionCallCancelled', functions: [{ id: 'fc_1', name: 'find_slots' }] });
    expect(await agent.received('InjectUserMessage')).toMatchObject({ content: 'Do you have anything on Monday?' });
    media.socket.close();
  });
});

describe('a turn that the provider does not end', () => {
  it('is ended by us, after the caller has been given time to think', async () => {
    const call = await conversation();
    const { media, agent } = call;
    for (const frame of voice(1000)) media.audio(frame);
    agent.send(userStarts);
    await stored(call, 'Mm-hmm.');
    await agent.received('ForceEndTurn');
    agent.send(...userSays('I need a cleaning'), ...agentSays('When?'), done);
    await stored(call, 'When?');
    media.socket.close();
  });
});

describe('a sentence that is being said while the session is lost', () => {
  it('is given to the next session from its beginning, and nothing is said over the caller', async () => {
    const { media, agent } = await conversation();
    agent.send(userStarts, ...userSays('Hello.'), ...agentSays('Hello.'), done);
    await media.agentAudio(8000);
    const [before, after] = [voice(1000), voice(500)];
    for (const frame of before) media.audio(frame);
    agent.send(userStarts);
    await agent.audio(8000);
    agent.reset();
    for (const frame of after) media.audio(frame);
    const again = await deepgram.nextSession();
    await again.open();
    const said = Buffer.concat([...before, ...after]);
    expect((await again.audio(said.length)).subarray(-said.length)).toEqual(said);
    expect(again.messages.all.map(({ type }) => type)).toEqual(['Settings']);
    media.socket.close();
  });
});

describe('what was changed while nobody waited for it', () => {
  it('is told to the agent with its next instructions', async () => {
    const { media, agent } = await conversation();
    agent.send(userStarts, ...userSays('Please have somebody call me.'));
    const message = { callerName: 'Nina Sato', message: 'Wants to be called back.' };
    agent.send(asks('fc_1', 'take_message', message), userStarts);
    agent.send({ type: 'FunctionCallCancelled', functions: [{ id: 'fc_1', name: 'take_message' }] });
    const { prompt } = (await agent.received('UpdatePrompt')) as ClientJson & { prompt: string };
    expect(prompt).toMatch(/Done in this call so far:\n- take_message .*Nina Sato/);
    media.socket.close();
  });
});

describe('a caller who speaks Spanish', () => {
  it('is heard, answered and spoken to in Spanish from then on', async () => {
    const { media, agent } = await conversation();
    agent.send(userStarts, ...userSays('Buenos días, quisiera una cita.', ['es']));
    const listen = (await agent.received('UpdateListen')) as unknown as {
      listen: { provider: { language_hints: string[] } };
    };
    expect(listen.listen.provider.language_hints[0]).toBe('es');
    const spoken = (await agent.received('UpdateSpeak')) as unknown as { speak: { provider: { model: string } }[] };
    expect(spoken.speak[0]?.provider.model).toMatch(/-es$/);
    const { prompt } = (await agent.received('UpdatePrompt')) as ClientJson & { prompt: string };
    expect(prompt).toContain('- Speak Spanish.');
    media.socket.close();
  });
});

describe('a session that will soon be ended by its provider', () => {
  it('is replaced at a quiet moment, with the conversation so far and without a word', async () => {
    const call = await conversation();
    const { media, agent } = call;
    agent.send(userStarts, ...userSays('A cleaning, please.'), ...agentSays('When?'), done);
    await stored(call, 'When?');
    agent.send({ type: 'Warning', code: 'MAXIMUM_SESSION_LENGTH_APPROACHING', description: '5 minutes are left' });
    const again = await deepgram.nextSession();
    expect(JSON.stringify(await again.open())).toContain('A cleaning, please.');
    const said = voice(20)[0] as Buffer;
    media.audio(said);
    expect((await again.audio(160)).subarray(-160)).toEqual(said);
    expect(again.messages.all.map(({ type }) => type)).toEqual(['Settings']);
    expect(await agent.closed).toBe(1000);
    media.socket.close();
  });
});

describe('a turn that is never answered', () => {
  it('is given to a new session', async () => {
    const call = await conversation();
    const { agent, media } = call;
    agent.send(userStarts, ...userSays('A cleaning, please.'));
    const again = await deepgram.nextSession();
    await again.open();
    expect(await again.received('InjectUserMessage')).toMatchObject({ content: 'A cleaning, please.' });
    expect(await turnsOf(call)).toContain('agent: One moment, please.');
    media.socket.close();
  });
});

describe('a lead-in whose audio goes on after the tool has been answered', () => {
  it('is no reply: a session that takes over is given the caller’s turn', async () => {
    const { agent, media } = await conversation();
    agent.send(userStarts, ...userSays('Do you have anything on Monday?'));
    agent.send(asks('fc_1', 'find_slots', { when: 'Monday', appointmentType: 'Cleaning' }));
    agent.send(...agentSays('Let me have a look.'));
    await agent.received('FunctionCallResponse');
    agent.send(randomBytes(8000), done);
    await media.agentAudio(16_000);
    agent.close(1011);
    const again = await deepgram.nextSession();
    await again.open();
    expect(await again.received('InjectUserMessage')).toMatchObject({ content: 'Do you have anything on Monday?' });
    media.socket.close();
  });
});

describe('a lead-in that is cut after the tool has been answered', () => {
  it('was not heard to its end, and of the reply behind it nothing was', async () => {
    const call = await conversation();
    const { agent, media } = call;
    agent.send(userStarts, ...userSays('Do you have anything on Monday?'));
    agent.send(asks('fc_1', 'find_slots', { when: 'Monday', appointmentType: 'Cleaning' }));
    agent.send(...agentSays('Let me have a look at the schedule.', 4000));
    await agent.received('FunctionCallResponse');
    agent.send(randomBytes(12_000), ...agentSays('Monday at nine is free.', 40_000), done);
    await media.agentAudio(56_000);
    await new Promise((resolve) => setTimeout(resolve, 1000)); // of the two seconds that the lead-in takes
    agent.send(userStarts);
    await media.received.next(({ event }) => event === 'clear');
    await stored(call, 'Monday at nine is free.');
    const heard = await until(
      () => line.database.turn.findMany({ where: { call: { callSid: call.caller.callSid } }, orderBy: { seq: 'asc' } }),
      (turns) => turns.at(-1)?.interrupted === true,
    );
    expect(heard.slice(-2).map((turn) => turn.heard)).toEqual([expect.stringMatching(/^Let me have a( look)?$/), '']);
    media.socket.close();
  });
});

describe('a carrier that stalls', () => {
  it('does not let the provider go without audio: it hears silence', async () => {
    const { agent, media } = await conversation();
    media.audio(voice(20)[0] as Buffer);
    await agent.audio(160);
    const silence = await agent.audioFrames.next((frame) => frame.every((code) => code === 0xff));
    expect(silence.length).toBeGreaterThan(0);
    media.socket.close();
  });
});

describe('the record of a call', () => {
  it('knows how the caller sounded, which profile the call ran, and where the time of an answer went', async () => {
    const call = await conversation();
    const { caller, agent, media } = call;
    for (const frame of voice(600)) {
      media.audio(frame);
      await new Promise((resolve) => setTimeout(resolve, 20)); // the line is judged by when its packets come
    }
    await agent.audio(4800);
    agent.send(userStarts, ...userSays('A cleaning, please.'), ...agentSays('When?'), done);
    await stored(call, 'When?');
    media.stop(caller.callSid);
    const detail = await until(
      async () => (await line.api(`/api/v1/calls/${caller.callSid}`)).json() as Promise<Record<string, unknown>>,
      (found) => found.audioHealth !== null,
    );
    expect(detail.agentProfileVersion).toBe(1);
    expect(detail.audioHealth).toMatchObject({ issues: expect.any(Array) as unknown[] });
    const answer = (detail.turns as { text: string; stages: Record<string, number> | null }[]).at(-1);
    expect(answer?.stages).toMatchObject({
      endOfTurnMs: expect.any(Number) as number,
      toCarrierMs: expect.any(Number) as number,
    });
  });
});

describe('another provider', () => {
  it('takes the call, with the conversation so far, when the first can not be had, and keeps it', async () => {
    const call = await conversation();
    const { agent, media } = call;
    agent.send(userStarts, ...userSays('A cleaning, please.'));
    await stored(call, 'A cleaning, please.');
    deepgram.refuse(402);
    agent.reset();
    const other = await elsewhere.nextSession();
    expect(JSON.stringify(await other.open())).toContain('A cleaning, please.');
    await other.received('InjectUserMessage');
    deepgram.recover();
    other.reset();
    const again = await elsewhere.nextSession();
    await again.open();
    media.socket.close();
  });
});
