import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { WebSocket } from 'ws';
import { newSid, postSigned } from '../../integration/messaging/text-carrier.js';
import { leaksIn, rowsOf } from '../../support/leaks/collectors.js';
import { LeakBench } from '../../support/leaks/leak-bench.js';
import { MARKS, marksIn } from '../../support/leaks/marks.js';
import type { ScriptedSession } from '../../support/scripted-deepgram.js';
import { MediaSocket, SignedCaller, tokenIn } from '../../support/signed-caller.js';
import { execute } from '../../support/test-database.js';
import { until } from '../../support/until.js';

/**
 * Marked data is pushed through every edge of a server that logs all it can. What the server prints, answers to those who must
 * not know, asks of others and keeps in the clear holds none of it. Each test looks at all of it again.
 */

let bench: LeakBench;

beforeAll(async () => {
  bench = await LeakBench.start();
});
afterAll(() => bench.close());

const expectNoLeak = async () => expect(leaksIn(await bench.collect())).toEqual([]);

const FULL_NAME = `${MARKS.givenName} ${MARKS.familyName}`;

/** A caller of whom the carrier tells all it knows. */
const marked = { From: MARKS.phone, CallerName: MARKS.callerName, FromCity: MARKS.note, StirVerstat: MARKS.query };

interface MarkedCall {
  caller: SignedCaller;
  media: MediaSocket;
  agent: ScriptedSession;
}

async function markedCall(): Promise<MarkedCall> {
  bench.forgetSessions();
  const caller = new SignedCaller(bench);
  const token = tokenIn(await (await caller.post('/twilio/voice', marked)).text());
  const media = await caller.open();
  media.start(caller.callSid, token);
  media.playEverything();
  const agent = await bench.nextSession();
  return { caller, media, agent };
}

const says = (role: 'user' | 'assistant', content: string) => ({ type: 'ConversationText', role, content });

let requests = 0;

/** Has the model use a tool, and answers what it is told. */
async function use(agent: ScriptedSession, name: string, args: object | string): Promise<string> {
  const id = `fc_${++requests}`;
  const argumentsJson = typeof args === 'string' ? args : JSON.stringify(args);
  agent.send({ type: 'FunctionCallRequest', functions: [{ id, name, arguments: argumentsJson, client_side: true }] });
  const { content } = await agent.messages.next(
    (message) => message.type === 'FunctionCallResponse' && message.id === id,
  );
  return String(content);
}

const turnsOf = ({ caller }: MarkedCall) =>
  bench.database.prisma.turn.findMany({ where: { call: { callSid: caller.callSid } }, orderBy: { seq: 'asc' } });

const completed = ({ callSid }: SignedCaller) =>
  until(
    () => bench.database.prisma.call.findFirstOrThrow({ where: { callSid } }),
    ({ status }) => status === 'completed',
  );

describe('the search', () => {
  it.each([
    ['as it is', MARKS.sentence],
    ['in other letters', MARKS.familyName.toUpperCase()],
    ['escaped', JSON.stringify({ a: MARKS.phone })],
    ['in an address', `?from=Jo&body=${encodeURIComponent(MARKS.sentence)}`],
    ['in base64', Buffer.from(`{"text":"${MARKS.sentence}"}`).toString('base64')],
    ['in base64url', Buffer.from(`ab${MARKS.note}`).toString('base64url')],
    ['in hex', Buffer.from(MARKS.email).toString('hex')],
    ['in digits', `call ${MARKS.phone.slice(2)} back`],
    ['as people write it', 'Call (512) 555-7391.'],
    ['as a date of another form', 'born November 23, 1987'],
    ['as a card number without spaces', 'card 4111111111111111'],
  ])('finds a mark %s', (_, text) => {
    expect(marksIn(text)).toHaveLength(1);
  });

  it('finds nothing where there is none', () => {
    expect(marksIn('Call +15125550100, a periwinkle or a walrus, 4111.')).toEqual([]);
  });

  it('looks at every place where something could be read', async () => {
    const planted = await LeakBench.start();
    const { database, settings, server } = planted;
    const client = new pg.Client({ connectionString: database.url });
    try {
      await client.connect();
      await client.query(`SELECT '${MARKS.argument}'`);
      await execute(database.url, `UPDATE clinics SET parking = '${MARKS.argument}'`);
      await execute(
        database.url,
        `INSERT INTO pgboss.job (name, data, output, state, completed_on)
         SELECT name, '{}', '{"told":"${MARKS.textBody}"}', 'completed', now() FROM pgboss.queue LIMIT 1`,
      );
      await planted.keep(new Response(null, { headers: { location: MARKS.header } }));
      await fetch(`${settings.TWILIO_API_URL}?To=${encodeURIComponent(MARKS.phone)}`);
      await fetch(planted.traces.url, { method: 'POST', body: MARKS.sentence });
      const socket = new WebSocket(`${settings.DEEPGRAM_AGENT_URL}?tag=${MARKS.query}`);
      await once(socket, 'open');
      socket.terminate();
      writeFileSync(join(settings.DATA_DIR, `${MARKS.familyName}.raw`), '');
      planted.printed.push(MARKS.note);
      server.notify('SIGWINCH');
      await server.says('planted');
      const found = leaksIn(await planted.collect());
      expect(found.map((leak) => leak.replace(/pgboss\.\w+/, 'pgboss'))).toEqual([
        'answers: header',
        'file names: familyName',
        'output of commands: note',
        'output: stray',
        ...(process.platform === 'linux' ? ['process title: stray'] : []),
        'requests to others: phone',
        'requests to others: query',
        'statements: argument',
        'table pgboss: textBody',
        'table public.clinics: argument',
        'traces: sentence',
      ]);
    } finally {
      await client.end();
      await planted.close();
    }
  });
});

describe('the REST API', () => {
  const post = (path: string, body: string, more: Record<string, string> = {}) =>
    bench.ask(path, { method: 'POST', body, headers: { ...bench.as(), ...more } });

  it('gives nothing away that is in paths and queries', async () => {
    const [path, query] = [encodeURIComponent(MARKS.path), encodeURIComponent(MARKS.query)];
    for (const headers of [bench.as(), bench.as(MARKS.bearer)]) {
      for (const address of [
        `/api/v1/calls/${path}`,
        `/api/v1/calls/${encodeURIComponent(MARKS.phone)}`,
        `/api/v1/outbound-calls/${path}`,
        `/api/v1/agent-profiles/${path}?with=${query}`,
        `/api/v1/agent-profiles/1/compare?with=${query}`,
        `/api/v1/appointments?from=${query}&limit=${query}&cursor=${query}&${query}=1`,
        `/api/v1/tasks?cursor=${query}&status=${query}`,
        `/calendars/${path}.ics`,
        `/${path}?${query}`,
        `/api/v1/${path}/%E0%A4%A/${path}`,
        `/docs/${path}`,
        `/metrics?${query}`,
        `/health/ready?${query}`,
      ]) {
        await bench.ask(address, { headers });
      }
      await bench.ask(`/api/v1/api-keys/${path}`, { method: 'DELETE', headers });
      await bench.ask(`/api/v1/staff/invitations/${path}`, { method: 'DELETE', headers });
    }
    await expectNoLeak();
  });

  it('gives nothing away that is in bodies it does not understand', async () => {
    const order = { to: MARKS.phone, purpose: 'reminder', opening: MARKS.note };
    for (const path of ['/api/v1/calls', '/api/v1/agent-profiles', '/api/v1/staff', '/api/v1/session', '/twilio/sms']) {
      for (const body of [
        `{"to": "${MARKS.body}`,
        `{"to": ${MARKS.body}}`,
        JSON.stringify(MARKS.body),
        JSON.stringify([MARKS.body, { [MARKS.field]: MARKS.body }]),
        JSON.stringify({ [MARKS.field]: MARKS.body, to: { [MARKS.field]: 1 } }),
        JSON.stringify({ ...order, [MARKS.field]: 1 }),
        JSON.stringify({ ...order, purpose: MARKS.body, to: MARKS.body, notBefore: MARKS.body }),
        JSON.stringify({ email: MARKS.email, password: MARKS.body, code: MARKS.body, role: MARKS.body }),
        JSON.stringify({ settings: { [MARKS.field]: MARKS.body }, copyOf: MARKS.body }),
        JSON.stringify({ opening: MARKS.body.repeat(6000) }),
      ]) {
        await post(path, body);
      }
      await post(path, MARKS.body, { 'content-type': `text/${MARKS.header}` });
      await post(path, `{"a":"${MARKS.body}"}`, { 'content-type': `application/json; charset=${MARKS.header}` });
      await post(path, MARKS.body, { 'content-encoding': MARKS.header });
    }
    await expectNoLeak();
  });

  it('gives nothing away that is in headers and cookies', async () => {
    const names = ['user-agent', 'referer', 'x-forwarded-for', 'x-request-id', 'idempotency-key', 'accept', 'origin'];
    for (const name of names) {
      const value = name === 'idempotency-key' ? `${MARKS.header} ` + 'x'.repeat(101) : MARKS.header;
      await post('/api/v1/calls', '{}', { [name]: value });
    }
    const cookies = { cookie: `__Host-crownline=${MARKS.cookie}; crownline=${MARKS.cookie}; ${MARKS.cookie}=1` };
    await bench.ask('/api/v1/appointments', { headers: cookies });
    await bench.ask('/api/v1/session', { headers: { ...cookies, 'sec-fetch-site': 'same-origin' } });
    for (const authorization of [`Basic ${btoa(MARKS.bearer)}`, `Bearer ${MARKS.bearer}`, MARKS.bearer]) {
      await bench.ask('/api/v1/appointments', { headers: { authorization } });
    }
    await expectNoLeak();
  });
});

describe('the carrier’s webhooks', () => {
  it('give nothing away when they are forged, malformed or come again', async () => {
    for (const path of ['/twilio/voice', '/twilio/voice/next', '/twilio/voice/status', '/twilio/voice/recording']) {
      const caller = new SignedCaller(bench);
      await bench.keep(await caller.post(path, marked, MARKS.forged));
      const nonsense = { CallStatus: MARKS.code, CallSid: MARKS.path, ErrorCode: MARKS.code, Digits: MARKS.card };
      await bench.keep(await caller.post(path, { ...marked, ...nonsense }));
      await bench.keep(await caller.post(`${path}?${MARKS.query}=${MARKS.query}`, { ...marked, ...nonsense }));
    }
    const recorded = { RecordingSid: newSid('RE'), RecordingStatus: 'absent', ErrorCode: MARKS.code };
    const caller = new SignedCaller(bench);
    await caller.post('/twilio/voice', marked);
    await caller.post('/twilio/voice', marked); // again
    const { clinicId, id } = await bench.database.prisma.call.findFirstOrThrow({ where: { callSid: caller.callSid } });
    const report = await caller.post(`/twilio/voice/recording?call=${clinicId}.${id}`, { ...marked, ...recorded });
    expect(await bench.keep(report)).toBe(204);
    for (const status of [MARKS.code, 'completed', 'completed']) {
      await bench.keep(await caller.post('/twilio/voice/status', { ...marked, CallStatus: status }));
    }
    await expectNoLeak();
  });

  it('give nothing away of texts, in or out', async () => {
    const sms = `${bench.baseUrl}/twilio/sms`;
    const text = { MessageSid: newSid(), From: MARKS.phone, To: bench.clinicNumber, Body: MARKS.textBody };
    for (const signature of [MARKS.forged, undefined, undefined]) {
      await bench.keep(await postSigned(sms, { ...text, ProfileName: MARKS.callerName }, signature));
    }
    await bench.keep(await postSigned(sms, { ...text, MessageSid: MARKS.path }));
    const { body } = await bench.database.prisma.text.findFirstOrThrow({ where: { direction: 'inbound' } });
    expect(body).toBe(MARKS.textBody);
    await expectNoLeak();
  });
});

describe('the media socket', () => {
  it('gives nothing away of frames, parameters, tokens and addresses', async () => {
    const caller = new SignedCaller(bench);
    const token = tokenIn(await (await caller.post('/twilio/voice', marked)).text());
    for (const address of [caller.mediaUrl, `${caller.mediaUrl}/${MARKS.path}?${MARKS.query}=1`]) {
      const refused = new WebSocket(address, { headers: { 'x-twilio-signature': MARKS.forged, cookie: MARKS.cookie } });
      // Either the answer's status or that there is none; the rest is not for `ws` to show.
      const [error] = (await once(refused, 'error')) as [Error];
      bench.answers.push(error.message);
    }
    const wrong = await caller.open();
    wrong.start(caller.callSid, MARKS.path);
    await wrong.closing();
    const odd = await caller.open();
    odd.send({ event: 'start', start: { streamSid: MARKS.frame, callSid: MARKS.frame, customParameters: { token } } });
    odd.socket.close();
    const media = await caller.open();
    media.start(caller.callSid, token);
    for (let frame = 0; frame < 60; frame++) {
      media.socket.send(`{"event": "${MARKS.frame}`);
      media.socket.send(Buffer.from(MARKS.frame));
      media.send({ event: MARKS.frame, mark: { name: MARKS.frame }, customParameters: { [MARKS.field]: MARKS.frame } });
      media.send({ event: 'media', media: { payload: MARKS.frame, track: MARKS.frame } });
    }
    await media.closing();
    await caller.post('/twilio/voice/status', { ...marked, CallStatus: 'completed' });
    await completed(caller);
    await expectNoLeak();
  });
});

describe('a call', () => {
  it('gives nothing away of what is said and of what tools are told and answer', async () => {
    const call = await markedCall();
    const { agent, media, caller } = call;
    // Whether the carrier has the text has to be asked: nobody says.
    bench.carrier.failNextSend({ kind: 'cut' });
    bench.carrier.center.setRecipient(MARKS.phone, { receipts: 'withheld' });
    agent.send(says('user', MARKS.sentence), says('user', `I am ${FULL_NAME}, ${MARKS.phone}`));
    agent.send(says('user', `My card is ${MARKS.card}.`), { type: 'EndOfTurn', trigger: 'model' });
    agent.send(says('assistant', MARKS.agentSentence), randomBytes(800), { type: 'AgentAudioDone' });
    const who = { callerName: FULL_NAME, birthDate: MARKS.birthDate, phone: MARKS.phone };
    const answers = [
      await use(agent, 'register_patient', { ...who, patientName: FULL_NAME, email: MARKS.email }),
      await use(agent, 'verify_identity', who),
      await use(agent, 'text_code', who),
      await use(agent, 'take_message', { callerName: FULL_NAME, message: MARKS.note }),
      await use(agent, 'note_insurance', { callerName: FULL_NAME, insurer: MARKS.note, memberId: MARKS.memberId }),
      await use(agent, 'find_slots', { when: MARKS.argument, appointmentType: MARKS.argument }),
      await use(agent, 'find_slots', { [MARKS.field]: MARKS.argument }),
      await use(agent, 'book_appointment', { slotId: MARKS.path, patientName: FULL_NAME }),
      await use(agent, 'cancel_appointment', { appointmentId: MARKS.path, reason: MARKS.argument }),
      await use(agent, 'answer_question', { question: MARKS.argument }),
      await use(agent, MARKS.toolName, { [MARKS.field]: MARKS.argument }),
      await use(agent, 'take_message', `{"message": "${MARKS.argument}`),
    ];
    expect(answers).toHaveLength(12);
    agent.send(
      { type: 'Warning', code: MARKS.code, description: MARKS.note },
      { type: MARKS.frame, [MARKS.field]: MARKS.frame },
      { type: 'FunctionCallRequest', functions: MARKS.frame },
      `{"type": "${MARKS.frame}`,
    );
    await until(
      () => turnsOf(call),
      (turns) => turns.some(({ text }) => text.includes(MARKS.agentSentence)),
    );
    const patients = await bench.database.prisma.patient.findMany();
    expect(
      patients.filter(({ email, birthDate }) => email === MARKS.email && birthDate === MARKS.birthDate),
    ).toHaveLength(1);
    await until(
      () => bench.database.prisma.text.findMany({ where: { kind: 'code' } }),
      (texts) => texts.some(({ status, attempts }) => status === 'sent' && attempts > 1),
    );
    media.stop(caller.callSid);
    await caller.post('/twilio/voice/status', { ...marked, CallStatus: 'completed' });
    await completed(caller);
    await expectNoLeak();
  });

  it('gives nothing away of a provider that dies with words', async () => {
    const { agent, media, caller } = await markedCall();
    agent.send(says('user', MARKS.sentence), { type: 'Error', code: MARKS.code, description: MARKS.sentence });
    const next = await bench.nextSession();
    next.send(says('user', MARKS.sentence));
    next.writeRaw(Buffer.from(MARKS.frame));
    next.drop();
    media.socket.close();
    await caller.post('/twilio/voice/status', { ...marked, CallStatus: 'completed' });
    await completed(caller);
    await expectNoLeak();
  });
});

describe('work for later', () => {
  it('gives nothing away when the carrier refuses it with words', async () => {
    const fault = { kind: 'refused', status: 400, message: MARKS.refusal } as never;
    bench.carrier.failNextSend(fault, 20);
    const order = { to: MARKS.orderedPhone, purpose: 'reminder', opening: MARKS.note };
    const ordered = await fetch(`${bench.baseUrl}/api/v1/calls`, {
      method: 'POST',
      headers: { ...bench.as(), 'idempotency-key': MARKS.header },
      body: JSON.stringify(order),
    });
    expect(ordered.status).toBe(202);
    await expectNoLeak();
  });
});

describe('a database that refuses with words', () => {
  const TABLES = ['turns', 'tool_invocations', 'texts', 'desk_tasks', 'outbound_calls', 'patients', 'audit_entries'];

  async function refusing(code: string): Promise<void> {
    await execute(
      bench.database.url,
      `CREATE OR REPLACE FUNCTION refuse_with_words() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         RAISE EXCEPTION 'no (${MARKS.refusal})' USING ERRCODE = '${code}', DETAIL = 'Key (phone)=(${MARKS.phone}) is bad.',
           HINT = '${MARKS.refusal}', COLUMN = '${MARKS.refusal}', CONSTRAINT = '${MARKS.refusal}', TABLE = '${MARKS.refusal}';
       END $$;
       ${TABLES.map((table) => `CREATE OR REPLACE TRIGGER refuse_with_words BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_with_words();`).join('\n')}`,
    );
  }

  afterEach(() => execute(bench.database.url, 'DROP FUNCTION IF EXISTS refuse_with_words CASCADE'));

  it.each([
    ['a value that is there', '23505'],
    ['something of its own', 'P0001'],
  ])(
    'gives nothing away: %s',
    async (_, code) => {
      const { agent, media, caller } = await markedCall();
      await refusing(code);
      const order = { to: MARKS.orderedPhone, purpose: 'reminder', opening: MARKS.note };
      const text = { MessageSid: newSid(), From: MARKS.phone, To: bench.clinicNumber, Body: MARKS.textBody };
      agent.send(says('user', MARKS.sentence), { type: 'EndOfTurn', trigger: 'model' });
      const [ordered, told, received] = await Promise.all([
        bench.ask('/api/v1/calls', { method: 'POST', headers: bench.as(), body: JSON.stringify(order) }),
        use(agent, 'take_message', { callerName: FULL_NAME, message: MARKS.note }),
        postSigned(`${bench.baseUrl}/twilio/sms`, text),
        bench.run('keys-rotate.js'),
      ]);
      expect([ordered, await bench.keep(received)]).toEqual([500, 500]);
      expect(marksIn(told)).toEqual([]);
      media.stop(caller.callSid);
      await expectNoLeak();
    },
    300_000,
  ); // each turn is tried again for half a minute
});

describe('an operator’s command', () => {
  it.each(['doctor.js', 'audit-verify.js', 'keys-rotate.js', 'retention.js'])('%s prints no patient', async (entry) => {
    await bench.run(entry);
    expect(bench.printed.at(-1)).not.toBe('');
    await expectNoLeak();
  });
});

describe('a server that ends in the middle of a call', () => {
  afterEach(async () => {
    await bench.close();
    bench = await LeakBench.start();
  });

  it.each(['SIGTERM', 'SIGUSR2'] as const)('gives nothing away: %s', async (signal) => {
    const { agent } = await markedCall();
    agent.send(says('user', MARKS.sentence), { type: 'EndOfTurn', trigger: 'model' });
    bench.provider.refuse(418, { 'dg-request-id': `${MARKS.code} ?`, 'dg-error': MARKS.refusal });
    agent.drop();
    await bench.server.says('agent.connect_failed');
    bench.server.notify(signal);
    await bench.server.exited;
    if (signal === 'SIGUSR2') {
      expect(bench.server.printed).toContain('process.exception_uncaught');
      expect(bench.server.printed).toContain('process.rejection_unhandled');
    }
    expect(leaksIn(new Map([...bench.collectOutput(), ...(await rowsOf(bench.database.url))]))).toEqual([]);
  });
});
