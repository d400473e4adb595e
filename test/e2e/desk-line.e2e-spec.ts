import '../support/in-virtual-time.js';
import { randomUUID } from 'node:crypto';
import { converse } from '../support/conversation.js';
import { ScriptedDeepgram, type ScriptedSession } from '../support/scripted-deepgram.js';
import { newCallSid, SignedCaller, tokenIn } from '../support/signed-caller.js';
import { startLine, type TestLine } from '../support/test-line.js';
import { until } from '../support/until.js';

/** What the carrier is told beside the agent: the desk, voicemail, the menu. The carrier's side is driven by hand. */

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

type ClinicChoices = Parameters<TestLine['database']['clinic']['updateMany']>[0]['data'];

const DESK = '+15550100101';
const usual: ClinicChoices = {
  overflow: 'menu',
  deskNumber: DESK,
  deskAnswers: 'always',
  transferMode: 'warm',
  transferUnanswered: 'voicemail',
  acceptsCalls: true,
  maxConcurrentCalls: null,
};
const chooses = (choices: ClinicChoices) => line.database.clinic.updateMany({ data: { ...usual, ...choices } });
beforeEach(() => chooses({}));

/** Waits until the caller has been told these words, whoever spoke them. */
const says = (caller: SignedCaller, words: string) =>
  until(
    () => line.database.turn.findMany({ where: { call: { callSid: caller.callSid }, role: 'agent' } }),
    (turns) => turns.filter(({ text }) => text.includes(words)).length === 1,
  );

const callRow = (callSid: string) => line.database.call.findFirstOrThrow({ where: { callSid } });
const twimlOf = async (caller: SignedCaller, path: string, fields: Record<string, string> = {}) =>
  (await caller.post(path, fields)).text();
const attribute = (twiml: string, name: string) =>
  new RegExp(`${name}="([^"]+)"`).exec(twiml)?.[1]?.replaceAll('&amp;', '&') ?? '';
/** What the carrier signs and posts to: no origin, no fragment. */
const pathOf = (url: string) => url.replace(line.baseUrl, '').replace(/#.*/, '');

const conversation = () => converse(line, deepgram);

/** A call that is to be put through, its stream closed by us. */
async function handedOver(
  summary = 'A question about a bill.',
): Promise<{ caller: SignedCaller; agent: ScriptedSession }> {
  const { caller, media, agent } = await conversation();
  const args = JSON.stringify({ reason: 'caller_asked', summary });
  const request = { id: 'fc_1', name: 'transfer_to_human', arguments: args, client_side: true };
  agent.send({ type: 'FunctionCallRequest', functions: [request] });
  await agent.received('FunctionCallResponse');
  await agent.closed; // nobody listens to a caller who waits for a person
  expect(await media.closing()).toBe(1000);
  return { caller, agent };
}

describe('a hand-over', () => {
  it('rings the desk, whispers who and why, and puts through whoever accepts with the key', async () => {
    const { caller } = await handedOver();
    const dial = await twimlOf(caller, '/twilio/voice/next');
    expect(dial).toContain(`>${DESK}</Number>`);
    const whisper = pathOf(attribute(dial, 'url'));
    const desk = new SignedCaller(line, newCallSid());
    const said = await twimlOf(desk, whisper);
    expect(said).toMatch(/The caller asked for a person\. A question about a bill\..*Press 1/);
    const accepted = await twimlOf(desk, pathOf(attribute(said, 'action')), { Digits: '1' });
    expect(accepted).toContain('<Response/>');
    const after = await twimlOf(caller, '/twilio/voice/next', { DialCallStatus: 'completed', DialBridged: 'true' });
    expect(after).toContain('<Hangup/>');
    expect(await callRow(caller.callSid)).toMatchObject({
      status: 'completed',
      outcome: 'transferred',
      handoverReason: 'caller_asked',
      handoverStatus: 'accepted',
    });
  });

  it('goes to voicemail when the desk hangs up in the whisper, which the carrier calls completed', async () => {
    const { caller } = await handedOver();
    const dial = await twimlOf(caller, '/twilio/voice/next');
    const desk = new SignedCaller(line, newCallSid());
    const said = await twimlOf(desk, pathOf(attribute(dial, 'url')));
    expect(await twimlOf(desk, pathOf(attribute(said, 'action')), { Digits: '2' })).toContain('<Hangup/>');
    const refused = { DialCallStatus: 'completed', DialBridged: 'false' };
    expect(await twimlOf(caller, '/twilio/voice/next', refused)).toContain('<Record');
    expect(await callRow(caller.callSid)).toMatchObject({ handoverStatus: 'unanswered', nextStep: 'voicemail' });
  });

  it.each(['no-answer', 'busy', 'failed'])(
    'that is %s leads back to the agent, which says so',
    async (DialCallStatus) => {
      await chooses({ transferUnanswered: 'agent', transferMode: 'cold' });
      const { caller } = await handedOver();
      await twimlOf(caller, '/twilio/voice/next');
      const token = tokenIn(await twimlOf(caller, '/twilio/voice/next', { DialCallStatus, DialBridged: 'false' }));
      const media = await caller.open();
      media.start(caller.callSid, token);
      const agent = await deepgram.nextSession();
      await agent.open();
      await says(caller, 'nobody at the front desk could take your call');
      await until(
        () => callRow(caller.callSid),
        (row) => row.handoverStatus === 'returned' && row.resumes === 0,
      );
      media.stop(caller.callSid);
    },
  );

  it('is accepted, when it is cold, as soon as the desk picks up, also when the caller hangs up later', async () => {
    await chooses({ transferMode: 'cold' });
    const { caller } = await handedOver();
    const dial = await twimlOf(caller, '/twilio/voice/next');
    expect(dial).not.toContain('whisper');
    const desk = new SignedCaller(line, newCallSid());
    const status = pathOf(attribute(dial, 'statusCallback'));
    expect((await desk.post(status, { CallStatus: 'in-progress' })).status).toBe(204);
    await caller.post('/twilio/voice/status', { CallStatus: 'completed' });
    expect(await callRow(caller.callSid)).toMatchObject({ outcome: 'transferred' });
  });

  it('counts as hung up by the caller who does not wait for an answer', async () => {
    const { caller } = await handedOver();
    await twimlOf(caller, '/twilio/voice/next');
    await caller.post('/twilio/voice/status', { CallStatus: 'completed' });
    expect(await callRow(caller.callSid)).toMatchObject({ outcome: 'caller_hung_up', handoverStatus: 'ringing' });
  });

  it('is the same document again when the carrier asks twice', async () => {
    const { caller } = await handedOver();
    const once = await twimlOf(caller, '/twilio/voice/next');
    expect(await twimlOf(caller, '/twilio/voice/next')).toBe(once);
  });

  it('of one call says nothing to who names another', async () => {
    const { caller } = await handedOver();
    const whisper = pathOf(attribute(await twimlOf(caller, '/twilio/voice/next'), 'url'));
    const foreign = whisper.replace(/call=[^.]+/, `call=${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}`);
    expect(await twimlOf(new SignedCaller(line), foreign)).not.toContain('bill');
    expect((await new SignedCaller(line).post('/twilio/voice/whisper?call=1')).status).toBe(400);
  });
});

describe('the keypad', () => {
  it('fetches a person with zero, from the first second on: before there is an agent', async () => {
    const absent = await ScriptedDeepgram.start(); // takes the connection, and never says a word
    const early = await startLine({ agentUrl: absent.url });
    const caller = new SignedCaller(early);
    const media = await caller.connect();
    media.playEverything();
    media.key('0');
    expect(await media.closing()).toBe(1000);
    expect(await twimlOf(caller, '/twilio/voice/next')).toContain(DESK);
    expect(await early.database.call.findFirst()).toMatchObject({ handoverReason: 'keypad' });
    await early.close();
    await absent.stop();
  });

  it('leaves a reply in the middle, of which so much is on record as its audio can have said', async () => {
    const { caller, media, agent } = await conversation();
    const says = (role: string, content: string) => ({ type: 'ConversationText', role, content });
    const left = "I'm sorry, I can't help with that. I can help with something else.";
    agent.send(says('assistant', left), Buffer.alloc(4000));
    media.key('5');
    media.key('#');
    await agent.received('InjectUserMessage');
    agent.send(says('user', 'I pressed 5.'), says('assistant', 'What can I do?'), Buffer.alloc(8000));
    agent.send({ type: 'AgentAudioDone' });
    const { id: callId } = await callRow(caller.callSid);
    const turns = await until(
      () => line.database.turn.findMany({ where: { callId, role: 'agent' }, orderBy: { seq: 'asc' } }),
      (all) => all.at(-1)?.heard === 'What can I do?',
    );
    expect(turns.at(-2)).toMatchObject({ text: left, heard: "I'm", interrupted: true });
    media.socket.terminate();
  });

  it('gives what is keyed in to the tools, and neither to the agent nor to the record', async () => {
    const { caller, media, agent } = await conversation();
    const ask = (id: string, name: string, args: object) =>
      agent.send({
        type: 'FunctionCallRequest',
        functions: [{ id, name, arguments: JSON.stringify(args), client_side: true }],
      });
    ask('fc_1', 'request_keypad_entry', { field: 'phone' });
    await agent.received('FunctionCallResponse');
    for (const digit of '5125550188') media.key(digit);
    const told = await agent.received('InjectUserMessage');
    expect(told).toMatchObject({ content: 'I have keyed in my phone number.' });
    ask('fc_2', 'take_message', { callerName: 'Ada Marsh', message: 'A crown came off.', phone: 'keyed' });
    await agent.received('FunctionCallResponse');
    expect(await line.database.deskTask.findFirst({ where: { call: { callSid: caller.callSid } } })).toMatchObject({
      origin: 'message',
      callerNumber: '+15125550188',
    });
    const call = { call: { callSid: caller.callSid } };
    const kept = [
      await line.database.turn.findMany({ where: call }),
      await line.database.toolInvocation.findMany({ where: call }),
      await line.database.auditEntry.findMany(),
    ];
    expect(JSON.stringify(kept) + line.logLines.join('')).not.toContain('5550188');
    media.stop(caller.callSid);
    await until(
      () => callRow(caller.callSid),
      (row) => row.outcome === 'message_taken',
    );
  });
});

describe('when no agent can be had', () => {
  const refused = async (): Promise<SignedCaller> => {
    const caller = new SignedCaller(line);
    await chooses({ acceptsCalls: false });
    return caller;
  };

  it('a menu leads to the desk or to voicemail, and silence to voicemail', async () => {
    const caller = await refused();
    const menu = await twimlOf(caller, '/twilio/voice');
    expect(menu).toMatch(/<Gather.*press 1.*press 2.*<Redirect/);
    expect(await twimlOf(caller, '/twilio/voice/menu', { Digits: '1' })).toContain(DESK);
    const other = new SignedCaller(line);
    await twimlOf(other, '/twilio/voice');
    expect(await twimlOf(other, '/twilio/voice/menu', { Digits: '2' })).toContain('<Record');
    expect(await twimlOf(other, '/twilio/voice/menu')).toContain('<Record');
  });

  it('the desk rings, and voicemail follows when nobody answers there', async () => {
    const caller = await refused();
    await chooses({ acceptsCalls: false, overflow: 'ring_desk' });
    expect(await twimlOf(caller, '/twilio/voice')).toContain(DESK);
    const unanswered = { DialCallStatus: 'no-answer', DialBridged: 'false' };
    expect(await twimlOf(caller, '/twilio/voice/next', unanswered)).toContain('<Record');
  });

  it('the desk does not ring at a number that the clinic’s calls don’t go to, however it got there', async () => {
    const caller = await refused();
    await chooses({ acceptsCalls: false, overflow: 'ring_desk', deskNumber: '+19005550101' });
    expect(await twimlOf(caller, '/twilio/voice')).toContain('<Record');
    expect(line.logLines.join('')).toContain('"event":"desk.out_of_bounds"');
  });

  it('the desk does not ring while nobody is there', async () => {
    const caller = await refused();
    await chooses({ acceptsCalls: false, overflow: 'ring_desk', deskAnswers: 'opening_hours' });
    await line.database.openingHours.deleteMany();
    expect(await twimlOf(caller, '/twilio/voice')).toContain('<Record');
  });
});

describe('voicemail', () => {
  const RECORDING = `RE${'a'.repeat(32)}`;
  const leaving = async (): Promise<{ caller: SignedCaller; action: string; report: string }> => {
    await chooses({ acceptsCalls: false, overflow: 'voicemail' });
    const caller = new SignedCaller(line);
    const twiml = await twimlOf(caller, '/twilio/voice');
    return {
      caller,
      action: pathOf(attribute(twiml, 'action')),
      report: pathOf(attribute(twiml, 'recordingStatusCallback')),
    };
  };
  const tasks = (caller: SignedCaller) =>
    line.database.deskTask.findMany({ where: { call: { callSid: caller.callSid } } });

  it('leaves a recording and one task for the desk, in whatever order and how often the carrier reports', async () => {
    const { caller, action, report } = await leaving();
    const sid = `RE${caller.callSid.slice(2)}`;
    const recorded = {
      RecordingSid: sid,
      RecordingStatus: 'completed',
      RecordingDuration: '7',
      RecordingSource: 'RecordVerb',
    };
    expect((await caller.post(report, recorded)).status).toBe(204);
    expect(await twimlOf(caller, action, { RecordingSid: sid, RecordingDuration: '7' })).toMatch(/call you back/);
    await twimlOf(caller, action, { RecordingSid: sid, RecordingDuration: '7' });
    await caller.post(report, recorded);
    expect(await tasks(caller)).toMatchObject([
      { origin: 'voicemail', recordingSid: sid, callerNumber: '+15550142233' },
    ]);
    expect(await callRow(caller.callSid)).toMatchObject({ status: 'completed', outcome: 'message_taken' });
    expect(await line.database.recording.findMany({ where: { recordingSid: sid } })).toMatchObject([
      { kind: 'voicemail', status: 'completed', durationSeconds: 7 },
    ]);
  });

  it('of a caller who hung up on it counts too, when it is reported after the end of the call', async () => {
    const { caller, action } = await leaving();
    await caller.post('/twilio/voice/status', { CallStatus: 'completed' });
    expect(await callRow(caller.callSid)).toMatchObject({ outcome: 'caller_hung_up' });
    await twimlOf(caller, action, { RecordingSid: RECORDING, RecordingDuration: '3', Digits: 'hangup' });
    expect(await callRow(caller.callSid)).toMatchObject({ outcome: 'message_taken' });
  });

  it('that stayed empty leaves no task', async () => {
    const { caller, action } = await leaving();
    expect(await twimlOf(caller, action)).toMatch(/didn't get a message/);
    expect(await tasks(caller)).toEqual([]);
    expect(await callRow(caller.callSid)).toMatchObject({ outcome: 'overflow' });
  });

  /** The carrier has no recording, for the reason that its code says. */
  const reportsNone = async (sid: string, ErrorCode: string) => {
    const { caller, report } = await leaving();
    const none = { RecordingSid: sid, RecordingStatus: 'absent', RecordingSource: 'RecordVerb', ErrorCode };
    await caller.post(report, none);
    return line.database.recording.findFirst({ where: { recordingSid: sid } });
  };
  const timesLogged = () => line.logLines.join('').split('recording.absent').length - 1;

  it('in which nothing was said is no failure', async () => {
    const before = timesLogged();
    expect(await reportsNone(`RE${'c'.repeat(32)}`, '0')).toMatchObject({ status: 'absent' });
    expect(timesLogged()).toBe(before);
  });

  it('whose recording failed is noticed', async () => {
    const before = timesLogged();
    expect(await reportsNone(`RE${'b'.repeat(32)}`, '13')).toMatchObject({ status: 'absent', errorCode: '13' });
    expect(timesLogged()).toBe(before + 1);
  });
});

describe('who is not wanted', () => {
  it('hears so: a number that calls without end', async () => {
    const { id } = await line.database.clinic.findFirstOrThrow();
    const From = '+15550142277';
    const earlier = () => ({
      clinicId: id,
      id: randomUUID(),
      callSid: newCallSid(),
      direction: 'inbound',
      status: 'completed',
      fromNumber: From,
      toNumber: line.clinicNumber,
      resumes: 0,
      startedAt: new Date(),
      endedAt: new Date(),
    });
    await line.database.call.createMany({ data: Array.from({ length: 1000 }, earlier) });
    const caller = new SignedCaller(line);
    expect(await twimlOf(caller, '/twilio/voice', { From })).toMatch(/<Say>.*too many calls.*<\/Say><Hangup\/>/);
    expect(await callRow(caller.callSid)).toMatchObject({ outcome: 'refused' });
  });

  it('is asked at the beginning of a call: one that goes on is taken up, whom the desk has blocked meanwhile', async () => {
    const { id } = await line.database.clinic.findFirstOrThrow();
    const From = '+15550142288';
    const caller = new SignedCaller(line);
    expect(await twimlOf(caller, '/twilio/voice', { From })).toContain('<Connect');
    const blocked = { clinicId: id, number: From, reason: 'abuse', createdAt: new Date(0) };
    await line.database.blockedNumber.create({ data: blocked });
    expect(await twimlOf(caller, '/twilio/voice/next', { From })).toContain('<Connect');
    expect(await twimlOf(new SignedCaller(line), '/twilio/voice', { From })).not.toContain('<Connect');
  });

  it('hears so: a blocked number, and a clinic that is full', async () => {
    const { id } = await line.database.clinic.findFirstOrThrow();
    const blocked = { clinicId: id, number: '+15550142299', reason: 'abuse', createdAt: new Date(0) };
    await line.database.blockedNumber.create({ data: blocked });
    const caller = new SignedCaller(line);
    expect(await twimlOf(caller, '/twilio/voice', { From: blocked.number })).toMatch(/<Say>.*<\/Say><Hangup\/>/);
    expect(await callRow(caller.callSid)).toMatchObject({ outcome: 'refused' });

    await line.database.call.updateMany({
      where: { endedAt: null },
      data: { status: 'completed', endedAt: new Date() },
    });
    await chooses({ maxConcurrentCalls: 1, overflow: 'message' });
    await new SignedCaller(line).dial();
    expect(await twimlOf(new SignedCaller(line), '/twilio/voice')).toMatch(/<Say>.*call again/);
  });
});

describe('outside of opening hours', () => {
  it('takes messages only, where the clinic wants it so', async () => {
    await chooses({ afterHours: 'take_messages', deskAnswers: 'opening_hours' });
    const hours = await line.database.openingHours.findMany();
    await line.database.openingHours.deleteMany();
    const caller = new SignedCaller(line);
    const media = await caller.connect();
    const settings = JSON.stringify(await (await deepgram.nextSession()).open());
    expect(settings).toContain('You take messages only');
    expect(settings).toContain('"take_message"');
    for (const absent of ['"book_appointment"', '"find_slots"']) expect(settings).not.toContain(absent);
    media.stop(caller.callSid);
    await line.database.openingHours.createMany({ data: hours });
  });
});

describe('a word for a person', () => {
  it('is enough: the agent is not asked what it thinks of it', async () => {
    const { caller, media, agent } = await conversation();
    agent.send({ type: 'ConversationText', role: 'user', content: 'Representative!' });
    expect(await media.closing()).toBe(1000);
    expect(await twimlOf(caller, '/twilio/voice/next')).toContain(DESK);
    expect(await callRow(caller.callSid)).toMatchObject({ handoverReason: 'caller_asked' });
  });

  it('is not needed after three turns that were not understood', async () => {
    const { caller, media, agent } = await conversation();
    for (let turn = 0; turn < 3; turn += 1) {
      agent.send({ type: 'ConversationText', role: 'user', content: 'Mumble.' });
      agent.send({ type: 'ConversationText', role: 'assistant', content: "Sorry, I didn't catch that." });
    }
    expect(await media.closing()).toBe(1000);
    await twimlOf(caller, '/twilio/voice/next');
    expect(await callRow(caller.callSid)).toMatchObject({ handoverReason: 'failed_turns' });
  });

  it.each([
    ['of who is on call', '+15550100109', '+15550100109'],
    ['of the desk, where nobody is on call', null, DESK],
  ])('in an emergency makes the phone ring at any hour: %s', async (_whose, onCallNumber, rings) => {
    await chooses({ deskAnswers: 'opening_hours', transferMode: 'cold', afterHours: 'answer', onCallNumber });
    const hours = await line.database.openingHours.findMany();
    await line.database.openingHours.deleteMany();
    const { caller, media, agent } = await conversation();
    const ask = (id: string, reason: string) =>
      agent.send({
        type: 'FunctionCallRequest',
        functions: [{ id, name: 'transfer_to_human', arguments: JSON.stringify({ reason }), client_side: true }],
      });
    ask('fc_1', 'caller_asked');
    expect(await agent.received('FunctionCallResponse')).toMatchObject({
      content: expect.stringContaining('take a message') as string,
    });
    ask('fc_2', 'emergency');
    await media.closing();
    const next = await twimlOf(caller, '/twilio/voice/next');
    await line.database.openingHours.createMany({ data: hours });
    expect(next).toContain(rings);
  });
});

describe('a call that lasts too long', () => {
  it('is announced, then ended with a goodbye, and is on record as such', async () => {
    const caller = new SignedCaller(line);
    const token = await caller.dial();
    const { id, maxCallMinutes } = await line.database.clinic.findFirstOrThrow();
    const begun = new Date(Date.now() - maxCallMinutes * 60_000 + 15_000); // fifteen seconds are left
    const call = { clinicId: id, callSid: caller.callSid };
    await line.database.call.updateMany({ where: call, data: { startedAt: begun } });
    const { id: callId } = await line.database.call.findFirstOrThrow({ where: call });
    const said = { role: 'caller', text: 'One moment.', heard: 'One moment.', interrupted: false };
    await line.database.turn.create({ data: { clinicId: id, callId, seq: 1, ...said, startedAt: new Date() } });
    const media = await caller.open();
    media.playEverything();
    media.start(caller.callSid, token);
    const agent = await deepgram.nextSession();
    await agent.open();
    agent.send({ type: 'ConversationText', role: 'assistant', content: 'Sure.' }, Buffer.alloc(800), {
      type: 'AgentAudioDone',
    });
    await says(caller, 'one more minute');
    expect(await media.closing()).toBe(1000);
    await says(caller, 'end this call now');
    expect(await callRow(caller.callSid)).toMatchObject({ status: 'completed', outcome: 'time_limit' });
  });
});

describe('the fallback address', () => {
  it('takes a call up wherever it stood: at its beginning, or in its middle', async () => {
    const caller = new SignedCaller(line);
    expect(await twimlOf(caller, '/twilio/voice/fallback', { ErrorCode: '11200' })).toContain('<Stream');
    const media = await caller.connect();
    await (await deepgram.nextSession()).open();
    media.socket.terminate();
    expect(await twimlOf(caller, '/twilio/voice/fallback', { ErrorCode: '11205' })).toContain('<Stream');
    expect(await callRow(caller.callSid)).toMatchObject({ resumes: 1 });
    await caller.post('/twilio/voice/status', { CallStatus: 'completed' });
    expect(await twimlOf(caller, '/twilio/voice/fallback', { ErrorCode: '11205' })).toContain('<Hangup/>');
  });
});

describe('a stream that stops as soon as it starts', () => {
  it('ends the call all the same', async () => {
    const caller = new SignedCaller(line);
    const media = await caller.connect();
    media.stop(caller.callSid);
    await until(
      () => callRow(caller.callSid),
      ({ outcome }) => outcome === 'caller_hung_up',
    );
  });
});

it('writes nothing about anybody into its log', () => {
  const log = line.logLines.join('');
  for (const mark of ['5550142233', 'Marsh', 'crown', 'bill']) expect(log).not.toContain(mark);
});

// Last: it uses up what this address may do wrong in a minute.
it('turns an address that keeps forging away, and goes on serving the carrier from there', async () => {
  const caller = new SignedCaller(line);
  const statuses: number[] = [];
  for (let tries = 0; tries < 40; tries += 1) statuses.push((await caller.post('/twilio/voice', {}, 'forged')).status);
  expect(statuses.slice(0, 30)).toEqual(Array<number>(30).fill(403));
  expect(statuses.at(-1)).toBe(429);
  expect(await twimlOf(caller, '/twilio/voice')).toContain('<Stream');
});
