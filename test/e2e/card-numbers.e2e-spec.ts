import '../support/in-virtual-time.js';
import type { ClinicId } from '../../src/common/ids/ids.js';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FRAME_BYTES, SILENCE_BYTE } from '../../src/audio/frame.types.js';
import { phrasesFolder } from '../../src/conversation/phrases/phrase.library.js';
import { PHRASES } from '../../src/profiles/phrase.catalogue.js';
import { logicalDump, openedDump, placesOf } from '../integration/retention/logical-dump.js';
import { ScriptedCarrierApi } from '../support/scripted-carrier-api.js';
import { ScriptedDeepgram, type ScriptedSession } from '../support/scripted-deepgram.js';
import { SignedCaller, tokenIn, type MediaSocket } from '../support/signed-caller.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';
import { startLine, type TestLine } from '../support/test-line.js';
import { until } from '../support/until.js';

/** Callers who say the number of their card: what they hear, what is recorded, and what is kept of it. */

const NOTICE = PHRASES.en.no_card_numbers;
const notice = readFileSync(join(phrasesFolder, 'no_card_numbers.ulaw'));

let deepgram: ScriptedDeepgram;
let carrier: ScriptedCarrierApi;
let database: TestDatabase;
let line: TestLine;

beforeAll(async () => {
  deepgram = await ScriptedDeepgram.start();
  carrier = await ScriptedCarrierApi.start();
  database = await openTestDatabase();
  line = await startLine({ agentUrl: deepgram.url, carrierUrl: carrier.url, sharing: database });
  await line.database.clinic.updateMany({ data: { recording: 'announced', transferMode: 'warm' } });
});
afterAll(async () => {
  await line.close();
  await database.close();
  await carrier.stop();
  await deepgram.stop();
});

interface Talk {
  caller: SignedCaller;
  media: MediaSocket;
  agent: ScriptedSession;
  settings: Record<string, unknown>;
}

/** Nothing counts as played before `media.playEverything`, until the clock says so. */
async function converse(caller = new SignedCaller(line), token?: string): Promise<Talk> {
  const media = await caller.open();
  media.start(caller.callSid, token ?? (await caller.dial()));
  const agent = await deepgram.nextSession();
  const settings = await agent.open();
  return { caller, media, agent, settings };
}

/** The caller has said that they want something, and is recorded. */
async function recorded(): Promise<Talk> {
  const talk = await converse();
  says(talk, 'A cleaning, please.');
  expect(await asked(talk)).toMatchObject({ RecordingChannels: 'dual' });
  await until(
    () => line.database.recording.count({ where: { call: { callSid: talk.caller.callSid } } }),
    (recordings) => recordings === 1,
  );
  return talk;
}

async function hangsUp({ caller, media }: Talk): Promise<void> {
  media.stop(caller.callSid);
  await media.closing();
  await caller.post('/twilio/voice/status', { CallStatus: 'completed' });
  await line.database.recording.deleteMany();
}

const says = ({ agent }: Talk, ...texts: string[]) => {
  for (const content of texts) {
    agent.send(
      { type: 'UserStartedSpeaking' },
      { type: 'ConversationText', role: 'user', content },
      { type: 'EndOfTurn', trigger: 'model' },
    );
  }
};
const answers = ({ agent }: Talk, content: string, audio = randomBytes(8000)) =>
  agent.send({ type: 'ConversationText', role: 'assistant', content }, audio, { type: 'AgentAudioDone' });

/** The next thing that the carrier is asked to do about the call's recording. */
const asked = async ({ caller }: Talk) =>
  (await carrier.requests.next(({ path }) => path.includes(caller.callSid))).form;
const askedSoFar = ({ caller }: Talk) =>
  carrier.requests.all.filter(({ path }) => path.includes(caller.callSid)).map(({ form }) => form.Status ?? 'started');

const rowOf = ({ caller }: Talk) =>
  line.database.call.findFirstOrThrow({
    where: { callSid: caller.callSid },
    include: { turns: { orderBy: { seq: 'asc' } }, tools: true },
  });
/** The caller's turns as they are stored, once there are so many. */
const callerTurns = async (talk: Talk, count: number): Promise<string[]> => {
  const { turns } = await until(
    () => rowOf(talk),
    (row) => row.turns.filter(({ role }) => role === 'caller').length >= count,
  );
  return turns.filter(({ role }) => role === 'caller').map(({ text }) => text);
};
/** The agent has something to say behind it: one without an answer for so long would be taken for lost. */
const noticeHeard = (talk: Talk, times = 1) => {
  answers(talk, 'I see.', randomBytes(800));
  return until(
    () => rowOf(talk),
    ({ turns }) => turns.filter(({ text, heard }) => text === NOTICE && heard === NOTICE).length === times,
  );
};

let requests = 0;
async function toolAnswer({ agent }: Talk, name: string, args: object): Promise<Record<string, unknown>> {
  const id = `fc_${++requests}`;
  const call = { id, name, arguments: JSON.stringify(args), client_side: true };
  agent.send({ type: 'FunctionCallRequest', functions: [call] });
  const response = await agent.messages.next((message) => message.type === 'FunctionCallResponse' && message.id === id);
  return JSON.parse(response.content as string) as Record<string, unknown>;
}

/** Where any of these digits are, in any column of any table, opened or not; however they are grouped. */
async function digitsLeft(...digits: string[]): Promise<string[]> {
  const plain = (dump: Map<string, string>) =>
    new Map([...dump].map(([place, text]) => [place, text.replaceAll(/(?<=\d)[ .-](?=\d)/g, '')]));
  const { clinicId } = await line.database.phoneNumber.findFirstOrThrow();
  const dumps = [await logicalDump(database.url), await openedDump(line.database, clinicId as ClinicId)].map(plain);
  return dumps.flatMap((dump) => placesOf(digits, dump));
}

async function metric(name: string): Promise<number> {
  const text = await (await fetch(`${line.baseUrl}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\d+)`, 'm').exec(text)?.[1]);
}

it('are asked not to before anybody answers, and are neither recorded nor heard until they have heard it', async () => {
  const talk = await recorded();
  const before = await metric('crownline_card_digits_heard_total');
  const reply = randomBytes(8000);
  says(talk, 'Let me give you my card: four one one one, one one one one, one one one one, one one one one.');
  answers(talk, 'There is no need for that.', reply);
  expect(await asked(talk)).toMatchObject({ Status: 'paused', PauseBehavior: 'silence' });
  const behindClear = () => {
    const { all } = talk.media.received;
    const parts = all.slice(all.findLastIndex(({ event }) => event === 'clear') + 1).flatMap((one) => one.media ?? []);
    return Promise.resolve(Buffer.concat(parts.map(({ payload }) => Buffer.from(payload, 'base64'))));
  };
  const played = await until(behindClear, (audio) => audio.includes(reply));
  expect(played.subarray(0, notice.length).equals(notice)).toBe(true);

  const heardBefore = Buffer.concat(talk.agent.audioFrames.all).length;
  talk.media.audio(Buffer.alloc(FRAME_BYTES, 0x11));
  const withheld = await talk.agent.audio(heardBefore + FRAME_BYTES);
  expect(withheld.subarray(heardBefore).equals(Buffer.alloc(FRAME_BYTES, SILENCE_BYTE))).toBe(true);

  talk.media.playEverything();
  await noticeHeard(talk);
  talk.media.audio(Buffer.alloc(FRAME_BYTES, 0x11));
  await until(
    () => Promise.resolve(Buffer.concat(talk.agent.audioFrames.all)),
    (heard) => heard.includes(Buffer.alloc(FRAME_BYTES, 0x11)),
  );

  // The agent's next line would have brought the recording back, were it not for the card.
  expect(askedSoFar(talk)).toEqual(['started', 'paused']);
  says(talk, 'Okay, sorry. Tuesday at 10:30, please.');
  expect(await asked(talk)).toMatchObject({ Status: 'in-progress' });

  expect(await callerTurns(talk, 3)).toEqual([
    'A cleaning, please.',
    'Let me give you my card: [card number].',
    'Okay, sorry. Tuesday at 10:30, please.',
  ]);
  expect(await metric('crownline_card_digits_heard_total')).toBe(before + 1);
  const { id } = await rowOf(talk);
  const audited = await line.database.auditEntry.findMany({ where: { callId: id, action: 'call.card_digits_heard' } });
  expect(audited).toMatchObject([{ detail: {}, subjectKind: 'call', subjectId: id }]);
  const prompts = talk.agent.messages.all.filter(({ type }) => type === 'UpdatePrompt').map(({ prompt }) => prompt);
  expect(prompts.at(-1)).toContain(`has been told by us: "${NOTICE}"`);
  expect(await digitsLeft('41111111', 'four one one one')).toEqual([]);
  await hangsUp(talk);
});

it('in pieces have what they said before written again, and nothing of what follows is kept', async () => {
  const talk = await recorded();
  says(talk, 'My card is 5555');
  expect(await callerTurns(talk, 2)).toEqual(['A cleaning, please.', 'My card is 5555']);
  says(talk, '5555');
  await asked(talk);
  talk.media.playEverything();
  await noticeHeard(talk);
  says(talk, '5555 4444');
  await noticeHeard(talk, 2);
  says(talk, 'and it expires 11 29, with 737 on the back');
  says(talk, 'Oh. Then I will pay at the desk.');
  const hidden = '[card number]';
  expect(await callerTurns(talk, 6)).toEqual([
    'A cleaning, please.',
    `My card is ${hidden}`,
    hidden,
    hidden,
    hidden,
    'Oh. Then I will pay at the desk.',
  ]);
  expect(await digitsLeft('55555555', '55554444', 'is 5555', 'expires 11', 'with 737')).toEqual([]);
  expect(await asked(talk)).toMatchObject({ Status: 'in-progress' });
  await hangsUp(talk);
});

it('are not recorded from the beginning when a card is their first word', async () => {
  const talk = await converse();
  says(talk, 'My card is 4012 8888 8888 1881.');
  talk.media.playEverything();
  await noticeHeard(talk);
  says(talk, 'A cleaning, please.');
  expect(await asked(talk)).toMatchObject({ RecordingChannels: 'dual' });
  const { id, turns } = await until(
    () => rowOf(talk),
    (row) => row.turns.some(({ text }) => text === 'A cleaning, please.'),
  );
  const begunBy = await line.database.consent.findFirst({ where: { callId: id, purpose: 'recording' } });
  const cleaning = turns.find(({ text }) => text === 'A cleaning, please.');
  expect(begunBy).toMatchObject({ choice: 'given', evidenceId: `${id}/${cleaning?.seq}` });
  await hangsUp(talk);
});

it('are told three times at most, and stay unrecorded', async () => {
  const talk = await recorded();
  talk.media.playEverything();
  for (const times of [1, 2, 3]) {
    says(talk, 'It is 4012 8888 8888 1881.');
    await noticeHeard(talk, times);
  }
  says(talk, 'It is 4012 8888 8888 1881.', 'I want to pay.');
  await callerTurns(talk, 6);
  const { turns } = await rowOf(talk);
  expect(turns.filter(({ text }) => text === NOTICE)).toHaveLength(3);
  expect(
    await until(
      () => Promise.resolve(askedSoFar(talk)),
      ({ length }) => length === 3,
    ),
  ).toEqual(['started', 'paused', 'in-progress']);
  await hangsUp(talk);
});

it('whose line breaks are not known to the next session by their number, and are recorded again once they are done', async () => {
  const talk = await recorded();
  says(talk, 'It is 4111 1111');
  await asked(talk);
  await until(
    () => rowOf(talk),
    ({ turns }) => turns.some(({ text }) => text === NOTICE),
  );
  talk.media.socket.terminate();
  const twiml = await until(
    async () => (await talk.caller.post('/twilio/voice/next')).text(),
    (text) => text.includes('<Stream'),
  );
  const again = await converse(talk.caller, tokenIn(twiml));
  expect(JSON.stringify(again.settings)).toContain('It is [card number]');
  expect(JSON.stringify(again.settings)).not.toContain('4111');
  says(again, 'one one one one one one one one');
  expect((await callerTurns(again, 3)).at(-1)).toBe('[card number]');
  says(again, 'Sorry. Tuesday, please.');
  await until(
    () => Promise.resolve(askedSoFar(again)),
    (all) => all.at(-1) === 'in-progress',
  );
  await hangsUp(again);
});

it('leave nothing of it in what the agent writes down, and the desk is whispered no number of theirs', async () => {
  const talk = await converse();
  const said = 'Can be called at 512 555 0143. She would like to pay with 3782 822463 10005.';
  await toolAnswer(talk, 'take_message', { callerName: 'Nina Sato', message: said });
  await toolAnswer(talk, 'pay with 378282246310005', { card: 378282246310005, nested: [{ pan: '3782-822463-10005' }] });
  const summary = 'Nina, born March 4, 1985, wants to pay with 3782 822463 10005.';
  await toolAnswer(talk, 'transfer_to_human', { reason: 'caller_asked', summary });
  talk.media.playEverything();
  await talk.media.closing();
  const row = await rowOf(talk);
  expect(row.handoverSummary).toBe('Nina, born March 4, 1985, wants to pay with [card number].');
  const task = await line.database.deskTask.findFirstOrThrow({ where: { callId: row.id } });
  expect(task.note).toBe('Can be called at 512 555 0143. She would like to pay with [card number].');
  expect(row.tools.map((tool) => tool.arguments)).toContainEqual({
    card: '[card number]',
    nested: [{ pan: '[card number]' }],
  });

  const dial = await (await talk.caller.post('/twilio/voice/next')).text();
  const address = new URL(/url="([^"]+)"/.exec(dial)?.[1]?.replaceAll('&amp;', '&') ?? '');
  const whisper = await (await talk.caller.post(address.pathname + address.search)).text();
  expect(whisper).toContain('Nina, born [date of birth], wants to pay with [card number].');
  await talk.caller.post('/twilio/sms', {
    MessageSid: `SM${randomBytes(16).toString('hex')}`,
    Body: 'Can I pay with 3782 822463 10005?',
  });
  const text = await line.database.text.findFirstOrThrow({ where: { direction: 'inbound' } });
  expect(text.body).toBe('Can I pay with [card number]?');
  expect(await digitsLeft('378282246310005', '82246310')).toEqual([]);
});

it('who key it in leave nothing of it, as long as a card may be', async () => {
  const talk = await converse();
  const keyed = ['4222222222222', '6011000990139424', '4000000000000000006'];
  for (const digits of keyed) for (const key of `${digits}#`) talk.media.key(key);
  expect(await callerTurns(talk, 3)).toEqual(Array.from({ length: 3 }, () => '[keyed in: not usable]'));
  await hangsUp(talk);
  expect(await digitsLeft(...keyed, '42222222', '60110009', '40000000000')).toEqual([]);
});

it('and say nothing but their own phone number, birth date and member number are not interrupted', async () => {
  const talk = await recorded();
  const texts = [
    'My number is five one two, five five five, oh one four three.',
    'I was born on March fourth, nineteen eighty five.',
    'The fourteenth at ten thirty, for tooth fourteen.',
  ];
  says(talk, ...texts);
  await callerTurns(talk, 4);
  answers(talk, 'And your member number?');
  await until(
    () => rowOf(talk),
    ({ turns }) => turns.some(({ text }) => text.includes('member number')),
  );
  says(talk, 'It is 4111 1111 12.');
  expect(await callerTurns(talk, 5)).toEqual(['A cleaning, please.', ...texts, 'It is 4111 1111 12.']);
  const { turns } = await rowOf(talk);
  expect(turns.some(({ text }) => text === NOTICE)).toBe(false);
  // The question itself pauses the recording, as it does for any member number.
  expect(askedSoFar(talk).filter((status) => status === 'paused').length).toBeLessThanOrEqual(1);
  await hangsUp(talk);
});
