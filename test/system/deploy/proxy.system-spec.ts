import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { request as ask, type IncomingMessage } from 'node:http';
import { request as askTls } from 'node:https';
import { text } from 'node:stream/consumers';
import { WebSocket, type ClientOptions } from 'ws';
import { MEDIA_PATH } from '../../../src/carrier/twilio-request.js';
import { needTool } from '../../support/debian-tool.js';
import { readText } from '../../support/deploy/deploy-files.js';
import { HOST, nginxFolder, nginxTest, RealNginx, TestReplica } from '../../support/deploy/real-nginx.js';
import { until } from '../../support/until.js';

// The proxy of deploy/nginx in a real nginx, before two servers of this file.
needTool('nginx');
needTool('openssl');

interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  body: string;
}

describe('the files of the proxy', () => {
  let root: string;
  beforeEach(async () => {
    root = await nginxFolder();
  });
  afterEach(() => rm(root, { recursive: true }));

  it('are accepted by nginx as they are', async () => {
    expect(await nginxTest(root)).toBe('');
  });
});

describe('the proxy', () => {
  let nginx: RealNginx;
  let first: TestReplica;
  let second: TestReplica;
  let firstPort: number;

  beforeEach(async () => {
    first = new TestReplica('a');
    second = new TestReplica('b');
    firstPort = await first.listen();
    nginx = await RealNginx.start({ 'crownline-a': firstPort, 'crownline-b': await second.listen() });
  });
  afterEach(async () => {
    await Promise.all([first.close(), second.close()]);
    await nginx.stop();
  });

  const send = (
    path: string,
    {
      method = 'GET',
      headers = {},
      body = '',
    }: { method?: string; headers?: Record<string, string>; body?: string } = {},
  ) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      askTls(
        {
          host: '127.0.0.1',
          port: nginx.tlsPort,
          path,
          method,
          servername: HOST,
          ca: nginx.certificate,
          agent: false,
          headers: { host: HOST, ...(body ? { 'content-length': String(Buffer.byteLength(body)) } : {}), ...headers },
        },
        resolve,
      )
        .on('error', reject)
        .end(body);
    });
  const through = async (...args: Parameters<typeof send>): Promise<Answer> => {
    const answer = await send(...args);
    return { status: answer.statusCode ?? 0, headers: answer.headers, body: await text(answer) };
  };
  const times = async (count: number, request: () => Promise<Answer>): Promise<Answer[]> => {
    const answers: Answer[] = [];
    while (answers.length < count) answers.push(await request());
    return answers;
  };
  const namesOf = (answers: Answer[]) => [...new Set(answers.map(({ body }) => body))].sort();
  const openMedia = async (headers: Record<string, string> = {}): Promise<WebSocket> => {
    const trust: ClientOptions & { servername: string } = { servername: HOST, ca: nginx.certificate, headers };
    const socket = new WebSocket(`wss://127.0.0.1:${nginx.tlsPort}${MEDIA_PATH}`, trust);
    await once(socket, 'open');
    return socket;
  };
  const heardOn = async (socket: WebSocket, words: string): Promise<string> => {
    socket.send(words);
    const [data] = (await once(socket, 'message')) as [Buffer];
    return data.toString();
  };
  const all = () => [...first.seen, ...second.seen];

  it('speaks TLS with the certificate of its folder, and passes on to both replicas', async () => {
    const answers = await times(6, () => through('/api/v1/calls'));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect(namesOf(answers)).toEqual(['a', 'b']);
    expect(answers[0]?.headers.server).toBe('nginx'); // and no version
  });

  it('carries a media socket both ways', async () => {
    const socket = await openMedia();
    expect(await heardOn(socket, 'one')).toMatch(/^[ab] heard one$/);
    expect(await heardOn(socket, 'two')).toMatch(/^[ab] heard two$/);
    expect(all()).toMatchObject([{ method: 'upgrade', url: MEDIA_PATH, headers: { upgrade: 'websocket' } }]);
    socket.terminate();
  });

  it.each([
    '/metrics',
    '/metrics/',
    '/METRICS',
    '/%6Detrics',
    '//metrics',
    '/x/../metrics',
    '/metrics?x=1',
    '/health/live',
    '/health/ready',
    '/Health/Live',
    '/health',
  ])('hides %s', async (path) => {
    expect(await through(path)).toMatchObject({ status: 404 });
    expect(all()).toEqual([]);
  });

  it('says itself who asks, whatever the client says', async () => {
    const headers = {
      'x-forwarded-for': '203.0.113.9, 10.0.0.1',
      'x-forwarded-proto': 'http',
      'x-forwarded-host': 'evil.example',
      'x-real-ip': '203.0.113.9',
      forwarded: 'for=203.0.113.9;proto=http',
    };
    await through('/api/v1/session', { headers });
    const [told] = all().map((seen) => seen.headers);
    expect(told).toMatchObject({ host: HOST, 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'https' });
    for (const name of ['x-forwarded-host', 'x-real-ip', 'forwarded']) expect(told).not.toHaveProperty(name);

    const socket = await openMedia(headers);
    expect(all().find(({ method }) => method === 'upgrade')).toMatchObject({
      headers: { 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'https' },
    });
    socket.terminate();
  });

  it('passes over a replica that is away, for webhooks as well, and comes back to it', async () => {
    await first.close();
    const gets = await times(6, () => through('/'));
    const posts = await times(6, () => through('/twilio/voice', { method: 'POST', body: 'CallSid=CA1' }));
    expect([...gets, ...posts].map(({ status, body }) => `${status} ${body}`)).toEqual(Array(12).fill('200 b'));

    first = new TestReplica('a again');
    await first.listen(firstPort);
    await until(
      () => through('/'),
      ({ body }) => body === 'a again',
    );
  });

  it('does not send a webhook twice that a replica may have acted on', async () => {
    for (const replica of [first, second]) replica.hangUp = true;
    expect(await through('/twilio/voice', { method: 'POST', body: 'CallSid=CA1' })).toMatchObject({ status: 502 });
    expect(all()).toHaveLength(1);
  });

  it('passes events on as they come', async () => {
    const answer = await send('/events');
    const [chunk] = (await once(answer, 'data')) as [Buffer];
    expect(chunk.toString()).toBe('data: first\n\n');
    for (const replica of [first, second]) replica.endEvents();
    expect(await text(answer)).toBe('data: last\n\n');
  });

  it('takes as large a body as the server does, and no larger', async () => {
    const [, kib] = /MAX_BODY_BYTES = (\d+) \* 1024/.exec(readText('src/app.ts')) ?? [];
    const limit = Number(kib) * 1024;
    expect(await through('/api/v1/x', { method: 'POST', body: 'x'.repeat(limit) })).toMatchObject({ status: 200 });
    expect(await through('/api/v1/x', { method: 'POST', body: 'x'.repeat(limit + 1) })).toMatchObject({ status: 413 });
    expect(all()).toHaveLength(1);
  });

  it('takes a replica out and back in, and calls on it go on', async () => {
    const sockets = [await openMedia(), await openMedia()];
    const heard = await Promise.all(sockets.map((socket) => heardOn(socket, 'before')));
    expect(heard.sort()).toEqual(['a heard before', 'b heard before']);

    expect(await nginx.replica('out', 'crownline-a')).toMatchObject({ status: 0 });
    expect(namesOf(await times(6, () => through('/')))).toEqual(['b']);
    const still = await Promise.all(sockets.map((socket) => heardOn(socket, 'during')));
    expect(still.sort()).toEqual(['a heard during', 'b heard during']);

    expect(await nginx.replica('out', 'crownline-b')).toMatchObject({ status: 1 }); // somebody has to take the calls
    expect(namesOf(await times(4, () => through('/')))).toEqual(['b']);
    expect(await nginx.replica('out', 'crownline-z')).toEqual({ status: 1, stderr: 'no replica crownline-z\n' });

    expect(await nginx.replica('in', 'crownline-a')).toMatchObject({ status: 0 });
    expect(namesOf(await times(6, () => through('/')))).toEqual(['a', 'b']);
    expect(await heardOn(sockets[0] as WebSocket, 'after')).toMatch(/heard after$/);
    for (const socket of sockets) socket.terminate();
  });

  it('writes down what was asked for, and neither queries nor the addresses of calendars', async () => {
    await through('/api/v1/patients?name=Marked');
    await through('/calendars/marked-secret.ics');
    await through('/api/v1/last', { headers: { referer: 'https://example.com/?marked' } });
    const log = await until(
      () => Promise.resolve(nginx.printed),
      (printed) => printed.includes('/api/v1/last'),
    );
    expect(log).toContain('"path":"/api/v1/patients"');
    expect(log.toLowerCase()).not.toContain('marked');
    await Promise.all([first.close(), second.close()]);
    await through('/api/v1/gone?name=Marked');
    const more = await until(
      () => Promise.resolve(nginx.printed),
      (printed) => printed.includes('/api/v1/gone'),
    );
    expect(more.toLowerCase()).not.toContain('marked');
  });

  it('sends whoever comes without TLS to where it is, and shows a certificate authority what it asks for', async () => {
    await nginx.writeChallenge('token', 'proof');
    const plain = (path: string) =>
      new Promise<Answer>((resolve, reject) => {
        ask({ host: '127.0.0.1', port: nginx.plainPort, path, headers: { host: HOST }, agent: false }, (answer) => {
          text(answer).then(
            (body) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }),
            reject,
          );
        })
          .on('error', reject)
          .end();
      });
    expect(await plain('/api/v1/calls?x=1')).toMatchObject({
      status: 301,
      headers: { location: `https://${HOST}/api/v1/calls?x=1` },
    });
    expect(await plain('/.well-known/acme-challenge/token')).toMatchObject({ status: 200, body: 'proof' });
    expect(await plain('/.well-known/acme-challenge/../../../privkey.pem')).not.toMatchObject({ status: 200 });
    expect(await plain('/metrics')).toMatchObject({ status: 301 });
    expect(all()).toEqual([]);
  });
});
