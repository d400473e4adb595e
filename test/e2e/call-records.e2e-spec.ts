import '../support/in-virtual-time.js';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SystemClock } from '../../src/common/clock/clock.js';
import type { CallProgress } from '../../src/simulation/caller/caller.types.js';
import { RecordClient, ServerUnreachableError } from '../../src/simulation/caller/record.client.js';
import { RecordWatch } from '../../src/simulation/caller/record-watch.js';
import type { BookedAppointment, CallRecord } from '../../src/simulation/caller/record.types.js';

/** How a simulated caller reads the records of a server, against an API that says what the test wants. */

const clock = new SystemClock();
let server: Server;
let baseUrl: string;
/** What the API answers, request by request; the last one stays. */
let answers: unknown[];
let asked: { url: string; authorization: string | undefined }[];
let posted: unknown[];

beforeEach(async () => {
  answers = [];
  asked = [];
  posted = [];
  server = createServer((request, response) => {
    asked.push({ url: request.url ?? '', authorization: request.headers.authorization });
    if (request.method === 'POST') request.on('data', (body: Buffer) => posted.push(JSON.parse(body.toString())));
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    response.writeHead(answer === null ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

const client = () => new RecordClient(baseUrl, 'key', clock);

const appointment = (callSid: string): BookedAppointment => ({
  id: callSid,
  startsAt: '2026-11-24T14:00:00Z',
  endsAt: '2026-11-24T15:00:00Z',
  timeZone: 'America/New_York',
  status: 'scheduled',
  type: 'Cleaning',
  provider: 'Marisol Vega',
  operatory: 'Hygiene 3',
  patient: { id: 'p', name: 'Maria Lopez' },
  callSid,
});

const record = (more: Partial<CallRecord>): CallRecord => ({
  callSid: 'CA1',
  status: 'in_progress',
  outcome: null,
  startedAt: '2026-11-20T15:00:00Z',
  endedAt: null,
  turns: [],
  tools: [],
  ...more,
});

const tool = (status: string) => ({
  name: 'find_slots',
  status,
  startedAt: '2026-11-20T15:00:00Z',
  durationMs: status === 'running' ? null : 40,
});

describe('RecordClient', () => {
  it('brings its key', async () => {
    answers = [record({})];
    await client().call('CA1');
    expect(asked).toEqual([{ url: '/api/v1/calls/CA1', authorization: 'Bearer key' }]);
  });

  it('knows nothing of a call that is not there', async () => {
    answers = [null];
    expect(await client().call('CA1')).toBeNull();
  });

  it('asks for the appointment of a call, and knows when there is none', async () => {
    answers = [{ items: [appointment('CA1')], nextCursor: null }];
    expect(await client().appointmentBookedBy('CA1')).toMatchObject({ id: 'CA1' });
    answers = [{ items: [], nextCursor: null }];
    expect(await client().appointmentBookedBy('CA1')).toBeNull();
    expect(asked.map(({ url }) => url)).toEqual(Array(2).fill('/api/v1/appointments?callSid=CA1'));
  });

  it('asks what a call left the desk to do, and knows when there is no such list', async () => {
    const task = { id: 't', kind: 'callback', origin: 'voicemail', status: 'open', callSid: 'CA1' };
    answers = [{ items: [task, { ...task, id: 'u' }], nextCursor: null }];
    expect(await client().tasksOf('CA1')).toHaveLength(2);
    answers = [null];
    expect(await client().tasksOf('CA1')).toBeNull();
    expect(asked.map(({ url }) => url)).toEqual(Array(2).fill('/api/v1/tasks?callSid=CA1'));
  });

  it('has the clinic call somebody', async () => {
    answers = [{ id: 'o1', status: 'waiting', reason: null }];
    const order = { to: '+15125550143', purpose: 'reminder', opening: 'Hello.' };
    expect(await client().order(order)).toBe('waiting');
    expect(asked.map(({ url }) => url)).toEqual(['/api/v1/calls']);
    expect(posted).toEqual([order]);
  });

  it('tells a server that is not there from one that answers badly', async () => {
    answers = [{ nonsense: true }];
    await expect(client().call('CA1')).rejects.not.toBeInstanceOf(ServerUnreachableError);
    const nobody = new RecordClient('http://127.0.0.1:1', 'key', clock);
    await expect(nobody.ping()).rejects.toBeInstanceOf(ServerUnreachableError);
  });
});

describe('RecordWatch', () => {
  it('tells each tool once, when it has run, and each cut once', async () => {
    const cut = {
      ...{ seq: 1, role: 'agent' as const, text: 'How can I help?', heard: 'How can', interrupted: true },
      ...{ startedAt: '2026-11-20T15:00:00Z', latencyMs: null },
    };
    answers = [
      null,
      record({ tools: [tool('running')] }),
      record({ tools: [tool('succeeded')], turns: [cut] }),
      record({ tools: [tool('succeeded'), tool('rejected')], turns: [cut], endedAt: '2026-11-20T15:01:00Z' }),
    ];
    const told: CallProgress[] = [];
    const watch = new RecordWatch(client(), 'CA1', clock, (progress) => told.push(progress));
    expect(await watch.finish()).toMatchObject({ endedAt: '2026-11-20T15:01:00Z' });
    expect(told.map((progress) => (progress.type === 'tool' ? progress.status : progress.type))).toEqual([
      'succeeded',
      'cut_short',
      'rejected',
    ]);
  });
});
