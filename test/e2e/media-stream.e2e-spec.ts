import '../support/in-virtual-time.js';
import { randomBytes } from 'node:crypto';
import { ScriptedDeepgram, type ScriptedSession } from '../support/scripted-deepgram.js';
import { MediaSocket, SignedCaller, newCallSid, tokenIn } from '../support/signed-caller.js';
import { startLine, type TestLine } from '../support/test-line.js';
import { until } from '../support/until.js';

/** The carrier's side of the line, driven by hand: what a well-behaved carrier sends, and what nobody should. */

let deepgram: ScriptedDeepgram;
let line: TestLine;

beforeAll(async () => {
  deepgram = await ScriptedDeepgram.start();
  line = await startLine({ agentUrl: deepgram.url });
});

beforeEach(() => deepgram.forgetSessions());
afterAll(async () => {
  await line.close();
  await deepgram.stop();
});

const frame = (): Buffer => Buffer.from(randomBytes(160));

/** A call in conversation, both ends in hand. */
async function conversation(): Promise<{ caller: SignedCaller; media: MediaSocket; agent: ScriptedSession }> {
  const caller = new SignedCaller(line);
  const media = await caller.connect();
  const agent = await deepgram.nextSession();
  await agent.open();
  return { caller, media, agent };
}

/** Another call that must not notice anything. */
async function untouched(disturb: () => Promise<void>): Promise<void> {
  const { media, agent } = await conversation();
  await disturb();
  const said = frame();
  media.audio(said);
  expect(await agent.audio(160)).toEqual(said);
  const spoken = frame();
  agent.send(spoken);
  expect(await media.agentAudio(160)).toEqual(spoken);
  media.socket.close();
}

async function metric(name: string): Promise<number> {
  const text = await (await fetch(`${line.baseUrl}/metrics`)).text();
  const lines = text.split('\n').filter((row) => row.startsWith(name));
  return lines.reduce((sum, row) => sum + Number(row.split(' ').at(-1)), 0);
}

const callRow = (callSid: string) => line.database.call.findFirstOrThrow({ where: { callSid } });

/** Waits until so many turns of the call are stored. */
const turnsOf = (caller: SignedCaller, turns: number) =>
  until(
    () => line.database.turn.count({ where: { call: { callSid: caller.callSid } } }),
    (count) => count === turns,
  );

describe('the webhook of an incoming call', () => {
  it('answers with a stream to our media socket, a place to ask for the next step, and nothing personal', async () => {
    const caller = new SignedCaller(line);
    const response = await caller.post('/twilio/voice');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/xml');
    const twiml = await response.text();
    expect(twiml).toContain(`<Connect action="${line.baseUrl}/twilio/voice/next" method="POST">`);
    expect(twiml).toContain(`<Stream url="${caller.mediaUrl}">`);
    expect(twiml).not.toContain('5550142233');
  });

  it('is refused when its signature is missing, false, or covers something else, and nothing is written', async () => {
    const before = await metric('crownline_webhooks_total{route="/twilio/voice",result="forged"}');
    const caller = new SignedCaller(line);
    expect((await caller.post('/twilio/voice', {}, '')).status).toBe(403);
    expect((await caller.post('/twilio/voice', {}, 'AAAA')).status).toBe(403);
    const other = new SignedCaller({ baseUrl: 'https://elsewhere.example', clinicNumber: line.clinicNumber });
    const forged = await fetch(`${line.baseUrl}/twilio/voice`, {
      method: 'POST',
      body: new URLSearchParams(other.fields()),
    });
    expect(forged.status).toBe(403);
    expect(forged.headers.get('content-type')).toContain('application/problem+json');
    expect(await line.database.call.count({ where: { callSid: caller.callSid } })).toBe(0);
    expect(await metric('crownline_webhooks_total{route="/twilio/voice",result="forged"}')).toBe(before + 3);
  });

  it('makes one call when it is delivered twice, and both of its tokens work once', async () => {
    const caller = new SignedCaller(line);
    await caller.dial();
    await caller.dial();
    expect(await line.database.call.count({ where: { callSid: caller.callSid } })).toBe(1);
  });

  it('is refused when it is replayed after the call', async () => {
    const { caller, media } = await conversation();
    media.stop(caller.callSid);
    await until(
      () => callRow(caller.callSid),
      (row) => row.status === 'completed',
    );
    expect((await caller.post('/twilio/voice')).status).toBe(403);
  });

  it('politely refuses a number that is nobody’s, and writes nothing', async () => {
    const caller = new SignedCaller({ baseUrl: line.baseUrl, clinicNumber: '+15005550000' });
    const twiml = await (await caller.post('/twilio/voice')).text();
    expect(twiml).toMatch(/<Say>.*not in service.*<\/Say><Hangup\/>/);
    expect(await line.database.call.count({ where: { callSid: caller.callSid } })).toBe(0);
  });

  it('that makes no sense gets 400 with the field named', async () => {
    const caller = new SignedCaller(line, 'nonsense');
    const response = await caller.post('/twilio/voice');
    expect(response.status).toBe(400);
    expect(JSON.stringify(await response.json())).toContain('CallSid');
  });
});

describe('a conversation', () => {
  it('passes every byte both ways, in order', async () => {
    const { media, agent } = await conversation();
    const said = Array.from({ length: 200 }, frame);
    for (const part of said) media.audio(part);
    expect(await agent.audio(200 * 160)).toEqual(Buffer.concat(said));
    const spoken = [randomBytes(1), randomBytes(159), randomBytes(5001), randomBytes(160)];
    agent.send(...spoken);
    expect(await media.agentAudio(5321)).toEqual(Buffer.concat(spoken));
    media.socket.close();
  });

  it('keeps what the caller says before the agent is there', async () => {
    const caller = new SignedCaller(line);
    const media = await caller.connect();
    const said = Array.from({ length: 50 }, frame);
    for (const part of said) media.audio(part);
    const agent = await deepgram.nextSession();
    await agent.open();
    expect(await agent.audio(50 * 160)).toEqual(Buffer.concat(said));
    media.socket.close();
  });

  it('clears the carrier’s queue when the caller speaks, and sends nothing of the cut reply after it', async () => {
    const { media, agent } = await conversation();
    agent.send({ type: 'ConversationText', role: 'assistant', content: 'A long reply.' }, randomBytes(1600));
    await media.agentAudio(1600);
    const cut = randomBytes(320);
    const next = randomBytes(480);
    agent.send(
      { type: 'UserStartedSpeaking' },
      cut,
      { type: 'ConversationText', role: 'user', content: 'Wait.' },
      next,
    );
    await media.received.next((message) => message.event === 'clear');
    // In between they are told that an AI speaks: they have not heard the greeting.
    let after = Buffer.alloc(0);
    while (!after.includes(next)) after = Buffer.concat([after, await media.agentAudio(160)]);
    expect(after.includes(cut)).toBe(false);
    media.socket.close();
  });

  it('stores of a cut reply only what was heard', async () => {
    const { caller, media, agent } = await conversation();
    agent.send({ type: 'ConversationText', role: 'assistant', content: 'Nobody hears this.' });
    agent.send({ type: 'UserStartedSpeaking' }, { type: 'ConversationText', role: 'user', content: 'Hello?' });
    const read = async () => (await (await line.api(`/api/v1/calls/${caller.callSid}`)).json()) as { turns: object[] };
    const { turns } = await until(read, (call) => call.turns.length >= 2);
    expect(turns.slice(0, 2)).toMatchObject([
      { seq: 1, role: 'agent', text: 'Nobody hears this.', heard: '', interrupted: true },
      { seq: 2, role: 'caller', text: 'Hello?', heard: 'Hello?', interrupted: false },
    ]);
    media.socket.close();
  });

  it('answers every tool request, whatever it is', async () => {
    const { media, agent } = await conversation();
    const requests: [string, string][] = [
      ['no_such_tool', '{}'],
      ['find_slots', 'no json'],
      ['find_slots', '{"appointmentType":"Cleaning","when":"\\u0000tomorrow"}'],
      ['find_slots', JSON.stringify({ appointmentType: 'x'.repeat(20_000), when: '' })],
      ['book_appointment', '{"slotId":"slot-99","patientName":"Dana Whitfield"}'],
    ];
    const functions = requests.map(([name, args], index) => ({
      id: `fc_${index}`,
      name,
      arguments: args,
      client_side: true,
    }));
    agent.send({ type: 'FunctionCallRequest', functions });
    const answers = new Map<string, { problem?: string }>();
    while (answers.size < requests.length) {
      const answer = await agent.received('FunctionCallResponse');
      answers.set(answer.id as string, JSON.parse(answer.content as string) as { problem?: string });
    }
    expect(answers.get('fc_0')?.problem).toBe('unknown_tool');
    expect(answers.get('fc_1')?.problem).toBe('invalid_arguments');
    expect(answers.get('fc_3')?.problem).toBe('invalid_arguments');
    expect(answers.get('fc_4')?.problem).toBe('unknown_slot');
    media.socket.close();
  });
});

describe('a media socket', () => {
  it('is not opened without the signature of exactly its address', async () => {
    const caller = new SignedCaller(line);
    await expect(MediaSocket.open(caller.mediaUrl, 'AAAA')).rejects.toThrow('403');
    await expect(caller.open(caller.mediaUrl.replace('ws:', 'http:'))).rejects.toThrow('403');
    await expect(caller.open(`${caller.mediaUrl}?token=x`)).rejects.toThrow('403');
  });

  it.each([
    ['no token', () => ''],
    ['a made-up token', () => 'made-up'],
    ['a token of nobody', () => `00000000-0000-4000-8000-000000000000.${'x'.repeat(32)}`],
  ])('is closed as a policy violation with %s', async (_what, token) => {
    await untouched(async () => {
      const caller = new SignedCaller(line);
      await caller.dial();
      const media = await caller.open();
      media.start(caller.callSid, token());
      expect(await media.closing()).toBe(1008);
    });
  });

  it('is closed when it brings the token of another call', async () => {
    const token = await new SignedCaller(line).dial();
    const caller = new SignedCaller(line);
    await caller.dial();
    const media = await caller.open();
    media.start(caller.callSid, token);
    expect(await media.closing()).toBe(1008);
  });

  it('is closed when its token was used before, and the first socket stays', async () => {
    const caller = new SignedCaller(line);
    const token = await caller.dial();
    const first = await caller.open();
    first.start(caller.callSid, token);
    const agent = await deepgram.nextSession();
    await agent.open();
    const second = await caller.open();
    second.start(caller.callSid, token);
    expect(await second.closing()).toBe(1008);
    const said = frame();
    first.audio(said);
    expect(await agent.audio(160)).toEqual(said);
    first.socket.close();
  });

  it('takes over from an older one when it brings a fresh token for the same call', async () => {
    const { caller, media } = await conversation();
    const fresh = tokenIn(await (await caller.post('/twilio/voice/next')).text());
    const second = await caller.open();
    second.start(caller.callSid, fresh);
    await media.closing();
    const agent = await deepgram.nextSession();
    await agent.open();
    const said = frame();
    second.audio(said);
    expect(await agent.audio(160)).toEqual(said);
    second.socket.close();
  });

  it('opens one agent session, however many starts it sends', async () => {
    const { caller, media, agent } = await conversation();
    const sessions = deepgram.upgrades.all.length;
    media.start(caller.callSid, 'again');
    const said = frame();
    media.audio(said);
    expect(await agent.audio(160)).toEqual(said);
    expect(deepgram.upgrades.all.length).toBe(sessions);
    media.socket.close();
  });

  it.each([
    ['binary frames', (media: MediaSocket) => media.socket.send(randomBytes(160))],
    ['text that is no JSON', (media: MediaSocket) => media.socket.send('}{')],
    ['audio that is no base64', (media: MediaSocket) => media.send({ event: 'media', media: { payload: '###' } })],
  ])('counts and skips %s', async (_what, send) => {
    const { media, agent } = await conversation();
    const before = await metric('crownline_media_malformed_frames_total');
    send(media);
    const said = frame();
    media.audio(said);
    expect(await agent.audio(160)).toEqual(said);
    expect(await metric('crownline_media_malformed_frames_total')).toBe(before + 1);
    media.socket.close();
  });

  it('counts media that comes before its start', async () => {
    const caller = new SignedCaller(line);
    const token = await caller.dial();
    const before = await metric('crownline_media_malformed_frames_total');
    const media = await caller.open();
    media.audio(frame());
    media.start(caller.callSid, token);
    await deepgram.nextSession();
    expect(await metric('crownline_media_malformed_frames_total')).toBe(before + 1);
    media.socket.close();
  });

  it('is closed alone by a flood of malformed frames, and the caller is connected again', async () => {
    await untouched(async () => {
      const { caller, media } = await conversation();
      for (let sent = 0; sent <= 50; sent += 1) media.socket.send('garbage');
      expect(await media.closing()).toBe(1008);
      expect(await (await caller.post('/twilio/voice/next')).text()).toContain('<Stream');
    });
  });

  it('is closed alone by a message of a megabyte', async () => {
    await untouched(async () => {
      const { media } = await conversation();
      media.socket.send('x'.repeat(1_000_000));
      expect(await media.closing()).toBe(1009);
    });
  });
});

describe('the end of a call', () => {
  it('closes the row when the carrier says stop, and the agent’s session with it', async () => {
    const { caller, media, agent } = await conversation();
    media.stop(caller.callSid);
    const row = await until(
      () => callRow(caller.callSid),
      (call) => call.status === 'completed',
    );
    expect(row).toMatchObject({ outcome: 'caller_hung_up' });
    await agent.closed;
    expect(await (await caller.post('/twilio/voice/next')).text()).toContain('<Hangup/>');
  });

  it('closes the row when the carrier reports it, once, however often it does', async () => {
    const { caller, agent } = await conversation();
    expect((await caller.post('/twilio/voice/status', { CallStatus: 'completed' })).status).toBe(204);
    const row = await until(
      () => callRow(caller.callSid),
      (call) => call.status === 'completed',
    );
    await caller.post('/twilio/voice/status', { CallStatus: 'completed' });
    expect(await callRow(caller.callSid)).toEqual(row);
    await agent.closed;
  });

  it('is over for good when the carrier reports its end before it asks what to do', async () => {
    const caller = new SignedCaller(line);
    expect((await caller.post('/twilio/voice/status', { CallStatus: 'completed' })).status).toBe(204);
    expect((await caller.post('/twilio/voice')).status).toBe(403);
    expect(await callRow(caller.callSid)).toMatchObject({ status: 'completed', outcome: 'caller_hung_up' });
  });

  it('connects the caller again when the socket drops, at most three times, and tells the agent where it stood', async () => {
    const { caller, media, agent } = await conversation();
    agent.send({ type: 'ConversationText', role: 'user', content: 'A cleaning, please.' });
    await until(
      () => line.database.turn.count({ where: { call: { callSid: caller.callSid } } }),
      (count) => count === 1,
    );
    media.socket.terminate();
    let token = tokenIn(await (await caller.post('/twilio/voice/next')).text());
    for (let resume = 1; resume <= 3; resume += 1) {
      const again = await caller.open();
      again.start(caller.callSid, token);
      const session = await deepgram.nextSession();
      const settings = (await session.open()) as unknown as {
        agent: { greeting?: string; context: { messages: object[] } };
      };
      expect(settings.agent.greeting).toBeUndefined();
      expect(settings.agent.context.messages[0]).toEqual({
        type: 'History',
        role: 'user',
        content: 'A cleaning, please.',
      });
      again.socket.terminate();
      const twiml = await (await caller.post('/twilio/voice/next')).text();
      if (resume < 3) token = tokenIn(twiml);
      else expect(twiml).toContain('<Dial');
    }
    expect(await callRow(caller.callSid)).toMatchObject({ status: 'in_progress', nextStep: 'transfer', resumes: 3 });
  });

  it('hears the farewell to its end before the line closes', async () => {
    const { caller, media, agent } = await conversation();
    const request = { id: 'fc_1', name: 'end_call', arguments: '{}', client_side: true };
    agent.send({ type: 'FunctionCallRequest', functions: [request] });
    await agent.received('FunctionCallResponse');
    agent.send({ type: 'ConversationText', role: 'assistant', content: 'Goodbye.' }, randomBytes(800), {
      type: 'AgentAudioDone',
    });
    const { mark } = await media.received.next((message) => message.event === 'mark');
    expect(media.socket.readyState).toBe(media.socket.OPEN);
    media.mark(mark?.name ?? '');
    expect(await media.closing()).toBe(1000);
    expect(await callRow(caller.callSid)).toMatchObject({
      status: 'completed',
      outcome: 'answered',
      nextStep: 'hang_up',
    });
    expect(await (await caller.post('/twilio/voice/next')).text()).toContain('<Hangup/>');
  });
});

describe('trouble with the provider', () => {
  it('that refuses our key is not asked again: the caller gets the clinic’s overflow choice', async () => {
    const refusing = await ScriptedDeepgram.start();
    refusing.refuse(401);
    const other = await startLine({ agentUrl: refusing.url });
    const caller = new SignedCaller(other);
    const media = await caller.connect();
    expect(await media.closing()).toBe(1000);
    expect(refusing.upgrades.all).toHaveLength(1);
    expect(await (await caller.post('/twilio/voice/next')).text()).toMatch(/<Gather.*<Say>/);
    await other.close();
    await refusing.stop();
  });

  it('that drops the session in mid-call is fetched back with the conversation so far', async () => {
    const { caller, media, agent } = await conversation();
    agent.send({ type: 'ConversationText', role: 'user', content: 'Next Tuesday.' });
    await turnsOf(caller, 1);
    agent.drop();
    const again = await deepgram.nextSession();
    const settings = await again.open();
    expect(JSON.stringify(settings)).toContain('Next Tuesday.');
    expect(await again.received('InjectUserMessage')).toMatchObject({ content: 'Next Tuesday.' });
    const said = frame();
    media.audio(said);
    expect((await again.audio(160)).subarray(-160)).toEqual(said);
    media.socket.close();
  });
});

describe('admission', () => {
  it('speaks the overflow choice when the process is full, and again takes calls when one has ended', async () => {
    const full = await startLine({ agentUrl: deepgram.url, maxConcurrentCalls: 1 });
    await full.database.clinic.updateMany({ data: { overflow: 'message' } });
    const first = new SignedCaller(full);
    const media = await first.connect();
    await (await deepgram.nextSession()).open();
    const second = new SignedCaller(full);
    expect(await (await second.post('/twilio/voice')).text()).toMatch(/<Say>.*call again/);
    expect(await full.database.call.findFirst({ where: { callSid: second.callSid } })).toMatchObject({
      outcome: 'overflow',
    });
    media.stop(first.callSid);
    await until(
      async () => (await new SignedCaller(full, newCallSid()).post('/twilio/voice')).text(),
      (twiml) => twiml.includes('<Stream'),
    );
    await full.close();
  });

  it('keeps a place for a call that has lost its stream, also when new callers have taken all of them', async () => {
    const full = await startLine({ agentUrl: deepgram.url, maxConcurrentCalls: 1 });
    const first = new SignedCaller(full);
    const lost = await first.connect();
    await (await deepgram.nextSession()).open();
    lost.socket.terminate();
    const ring = async () => (await new SignedCaller(full, newCallSid()).post('/twilio/voice')).text();
    await until(ring, (twiml) => twiml.includes('<Stream'));
    expect(await (await first.post('/twilio/voice/next')).text()).toContain('<Stream');
    expect(await ring()).not.toContain('<Stream');
    await full.close();
  });
});

it('says nothing of anybody in its log', () => {
  const log = line.logLines.join('');
  expect(log).toContain('call.connected');
  for (const mark of ['5550142233', 'cleaning', 'Whitfield', 'Tuesday', 'Goodbye']) expect(log).not.toContain(mark);
});
