import '../support/in-virtual-time.js';
import { randomBytes } from 'node:crypto';
import { CallsService } from '../../src/calls/calls.service.js';
import { ClinicsService } from '../../src/clinics/clinics.service.js';
import { Clock } from '../../src/common/clock/clock.js';
import type { CallSid, ClinicId } from '../../src/common/ids/ids.js';
import { Logger } from '../../src/common/logging/logger.js';
import { ConversationMetrics } from '../../src/conversation/conversation.metrics.js';
import { CallLimits } from '../../src/conversation/limits/call-limits.js';
import { CallTools } from '../../src/conversation/tools/call-tools.js';
import { defineTool, succeeded } from '../../src/conversation/tools/tool.types.js';
import { z } from 'zod';
import { converse, type Conversation } from '../support/conversation.js';
import { ScriptedDeepgram, type ClientJson } from '../support/scripted-deepgram.js';
import { startLine, type TestLine } from '../support/test-line.js';
import { until } from '../support/until.js';

/** What one call may take of tools and of the model, with a model that takes all it can get. */

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

const LIMITS = { maxCallTools: 60, maxCallTokens: 2_000_000 };
afterEach(() => line.database.clinic.updateMany({ data: LIMITS }));

const userStarts = { type: 'UserStartedSpeaking' };
const userSays = (content: string) => [
  userStarts,
  { type: 'ConversationText', role: 'user', content, languages: [] },
  { type: 'EndOfTurn', trigger: 'model' },
];
const agentSays = (content: string) => [
  { type: 'ConversationText', role: 'assistant', content },
  randomBytes(1600),
  { type: 'AgentAudioDone' },
];

interface Answered {
  id: string;
  content: string;
}

/** What the model is answered to requests that it makes all at once, by their ids. */
async function ask({ agent }: Conversation, requests: [id: string, name: string, args: string][]) {
  const functions = requests.map(([id, name, args]) => ({ id, name, arguments: args, client_side: true }));
  agent.send({ type: 'FunctionCallRequest', functions });
  const answers = new Map<string, Record<string, unknown>>();
  while (answers.size < requests.length) {
    const { id, content } = (await agent.received('FunctionCallResponse')) as ClientJson & Answered;
    answers.set(id, JSON.parse(content) as Record<string, unknown>);
  }
  return requests.map(([id]) => answers.get(id) ?? {});
}

const hours = (id: string): [string, string, string] => [
  id,
  'clinic_information',
  JSON.stringify({ topic: 'hours', about: `the day ${id}` }),
];
const message = (id: string): [string, string, string] => [
  id,
  'take_message',
  JSON.stringify({ callerName: 'Nina Sato', message: `Please call me about ${id}.` }),
];
const several = (prefix: string, count: number, request = hours) =>
  Array.from({ length: count }, (_, index) => request(`${prefix}_${index}`));
const refusedIn = (answers: Record<string, unknown>[]) =>
  answers.filter(({ problem }) => problem === 'limit_reached').length;

const recordOf = async ({ caller }: Conversation) =>
  line.database.call.findFirstOrThrow({
    where: { callSid: caller.callSid },
    include: { tools: true, deskTasks: true, turns: { orderBy: { seq: 'asc' } } },
  });
const heard = (call: Conversation, words: string) =>
  until(
    () => recordOf(call),
    ({ turns }) => turns.some(({ role, heard: part }) => role === 'agent' && part.includes(words)),
  );

describe('a model that floods the tools', () => {
  it('runs twelve without a word of the caller’s, leaves a message all the same, and goes on when the caller has spoken', async () => {
    const call = await converse(line, deepgram);
    const { agent, media } = call;
    agent.send(...userSays('When are you open?'));
    expect(refusedIn(await ask(call, several('a', 40)))).toBe(28);
    expect(await ask(call, [message('m')])).toMatchObject([{ written: true }]);
    agent.send(...userSays('And on Friday?'));
    expect(refusedIn(await ask(call, several('b', 1)))).toBe(0);
    const { tools, deskTasks } = await recordOf(call);
    expect([tools.length, deskTasks.length]).toEqual([14, 1]);
    media.socket.close();
  });

  it('has what a call may have, over all its turns; after that ten that get the caller help', async () => {
    await line.database.clinic.updateMany({ data: { maxCallTools: 10 } });
    const call = await converse(line, deepgram);
    const refused: number[] = [];
    for (const turn of ['a', 'b', 'c']) {
      call.agent.send(...userSays('And then?'));
      refused.push(refusedIn(await ask(call, several(turn, 4))));
    }
    expect(refused).toEqual([0, 0, 2]);
    expect(refusedIn(await ask(call, several('m', 12, message)))).toBe(2);
    call.media.socket.close();
  });

  it('is answered to what nobody can look into, and nothing is done', async () => {
    const call = await converse(line, deepgram);
    call.agent.send(...userSays('Hello.'));
    const answers = await ask(call, [
      ['huge', 'take_message', JSON.stringify({ callerName: 'N S', message: 'x'.repeat(50_000) })],
      ['deep', 'take_message', '['.repeat(20_000)],
      ['list', 'clinic_information', JSON.stringify({ topic: Array.from({ length: 500 }, () => 'hours') })],
      ['torn', 'take_message', '{"callerName":"N'],
      ['none', 'sharpen_skates', '{}'],
    ]);
    const invalid = 'invalid_arguments';
    expect(answers.map(({ problem }) => problem)).toEqual([invalid, invalid, invalid, invalid, 'unknown_tool']);
    expect((await recordOf(call)).deskTasks).toEqual([]);
    call.media.socket.close();
  });
});

it('runs four tools at once, and each in the end', async () => {
  const { app, database } = line;
  const clinic = await database.clinic.findFirstOrThrow();
  const profile = await app.get(ClinicsService).profile(clinic.id as ClinicId);
  const callSid = `CA${randomBytes(16).toString('hex')}` as CallSid;
  const numbers = { fromNumber: '+15125550143', toNumber: line.clinicNumber };
  const { call } = await app
    .get(CallsService)
    .open({ clinicId: profile.id, callSid, ...numbers, at: app.get(Clock).now() });
  let running = 0;
  let most = 0;
  let open = () => {};
  const gate = new Promise<void>((resolve) => (open = resolve));
  const slow = defineTool({
    name: 'slow',
    description: '',
    mutates: false,
    schema: z.object({ nr: z.number() }),
    run: async ({ nr }) => {
      most = Math.max(most, (running += 1));
      await gate;
      running -= 1;
      return succeeded({ nr });
    },
  });
  const metrics = app.get(ConversationMetrics);
  const services = {
    ...{ calls: app.get(CallsService), clock: app.get(Clock), metrics, log: app.get(Logger), trace: null },
  };
  const ignored = () => undefined;
  const recorded: Promise<void>[] = [];
  const tools = new CallTools(services, {
    onStarted: ignored,
    onFinished: ignored,
    onRan: ignored,
    onRecording: (written) => recorded.push(written),
    onSequel: ignored,
    onDoneUnnoticed: ignored,
  });
  const limits = new CallLimits(profile, { turns: [], tools: [] }, metrics, { onOutgrown: ignored, onSpent: ignored });
  const context = { call: call, profile, language: 'en' as const, keyed: {} };
  const handled = Promise.all(
    Array.from({ length: 12 }, (_, nr) =>
      tools.handle(
        { requestId: `r${nr}`, name: 'slow', argumentsJson: JSON.stringify({ nr }) },
        { tools: [slow], context, limits, link: null },
      ),
    ),
  );
  const begun = () => database.toolInvocation.count({ where: { callId: call.id } });
  await until(begun, (count) => count >= 4 && running >= 4);
  for (let look = 0; look < 10; look += 1) expect(await begun()).toBe(4);
  open();
  await handled;
  await Promise.all(recorded);
  expect(most).toBe(4);
  expect(await database.toolInvocation.count({ where: { callId: call.id, status: 'succeeded' } })).toBe(12);
});

describe('a call that has cost what a call may', () => {
  it('ends with words of ours, and the desk calls back', async () => {
    await line.database.clinic.updateMany({ data: { maxCallTokens: 10_000 } });
    const call = await converse(line, deepgram);
    const { agent, media } = call;
    agent.send(...userSays('I have a long story.'), ...agentSays('Go on.'));
    await heard(call, 'Go on.');
    agent.send(...userSays('And then the dog came in.'), ...agentSays('I see.'));
    await heard(call, 'Somebody from the front desk will call you back');
    expect(await media.closing()).toBe(1000);
    const ended = await until(
      () => recordOf(call),
      ({ endedAt }) => endedAt !== null,
    );
    expect(ended).toMatchObject({ outcome: 'message_taken', nextStep: 'hang_up' });
    expect(ended.deskTasks).toMatchObject([{ kind: 'callback', status: 'open', callerNumber: ended.fromNumber }]);
    const audited = { clinicId: ended.clinicId, action: 'desk_task.opened', callId: ended.id };
    expect(await line.database.auditEntry.count({ where: audited })).toBe(1);
  });
});

describe('a conversation that has grown long', () => {
  it('goes on with a session that is given a summary, and without a word', async () => {
    const call = await converse(line, deepgram);
    const { agent, media } = call;
    agent.send(...userSays('Please have somebody call me.'));
    await ask(call, [message('first')]);
    for (let turn = 0; turn < 10; turn += 1) {
      agent.send(
        ...userSays(`${'And so on. '.repeat(turn < 9 ? 300 : 1200)} ${turn}`),
        ...agentSays(`I see, ${turn}.`),
      );
      await heard(call, `I see, ${turn}.`);
    }
    const again = await deepgram.nextSession();
    const settings = JSON.stringify(await again.open());
    expect(settings).toContain('earlier_in_this_call');
    expect(settings).toContain('Please call me about first.');
    const { agent: told } = JSON.parse(settings) as { agent: { context: { messages: unknown[] } } };
    expect(JSON.stringify(told.context.messages).length).toBeLessThan(30_000);
    expect(await agent.closed).toBe(1000);
    expect(again.messages.all.map(({ type }) => type)).toEqual(['Settings']);
    media.socket.close();
  });
});
