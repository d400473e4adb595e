import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, createServer as createPort, type AddressInfo, type Server as Port, type Socket } from 'node:net';
import { limitConnections, type ConnectionLimits } from './connection-limits.js';

const LIMITS: ConnectionLimits = {
  ...{ headMs: 40, requestMs: 80, idleMs: 60_000, checkEveryMs: 10 },
  ...{ maxWaiting: 100, maxOpen: 100 },
};
const PATIENT: Partial<ConnectionLimits> = { headMs: 60_000, requestMs: 60_000 };
const GET = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';
const SLOW_HEAD = 'GET / HTTP/1.1\r\nHost: a\r\n';
const SLOW_UPGRADE = `${SLOW_HEAD}Connection: Upgrade\r\nUpgrade: websocket\r\n`;
const SLOW_BODY = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{';

let server: Server;
let port: Port | null;
let sockets: Socket[];
let dropped: string[];
let requests: { request: IncomingMessage; response: ServerResponse }[];

/** `dealt`: the server has no port, and is given connections that another has accepted, as a worker is. */
async function open(limits: Partial<ConnectionLimits> = {}, { dealt = false } = {}) {
  dropped = [];
  requests = [];
  sockets = [];
  server = createServer((request, response) => {
    requests.push({ request, response });
    request.resume();
    if (request.url === '/') request.once('end', () => response.end('done'));
  });
  server.on('connection', (socket) => sockets.push(socket));
  limitConnections(server, { ...LIMITS, ...limits }, (reason) => dropped.push(reason));
  port = dealt ? createPort((socket) => void server.emit('connection', socket)) : null;
  if (dealt) server.emit('listening');
  (port ?? server).listen(0, '127.0.0.1');
  await once(port ?? server, 'listening');
}

afterEach(() => {
  for (const socket of sockets) socket.destroy();
  server.close();
  port?.close();
});

async function send(text: string): Promise<Socket> {
  const socket = connect(((port ?? server).address() as AddressInfo).port, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(text);
  return socket;
}

/** Also when it was reset. */
const closed = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    if (socket.destroyed) return resolve();
    socket.once('close', () => resolve());
    socket.resume();
  });

/** All that comes until the other end closes. */
async function answerTo(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await closed(socket);
  return text;
}

describe.each([{ dealt: false }, { dealt: true }])('a server whose connections are another’s: $dealt', (how) => {
  it('tells who takes long over a head, an upgrade or a body that their time is over', async () => {
    await open({}, how);
    const answers = await Promise.all(
      ['', SLOW_HEAD, SLOW_UPGRADE, SLOW_BODY].map(async (text) => answerTo(await send(text))),
    );
    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('leaves alone what is answered for long, and what was upgraded', async () => {
    await open({}, how);
    server.on('upgrade', (_request, socket) => socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n'));
    const [events, media] = [await send(GET.replace('/', '/events')), await send(`${SLOW_UPGRADE}\r\n`)];
    await once(media, 'data');
    // Others come and go for longer than any of the limits.
    for (let round = 0; round < 2; round++) await answerTo(await send(SLOW_BODY));
    expect([events.destroyed, media.destroyed]).toEqual([false, false]);
    requests[0]?.response.end('at last');
    expect(String(await once(events, 'data'))).toContain('at last');
  });
});

it('closes the connection that has waited longest when too many wait, and answers who comes after them', async () => {
  await open({ ...PATIENT, maxWaiting: 3 });
  const slow = [];
  for (const text of [SLOW_UPGRADE, SLOW_HEAD, SLOW_BODY]) slow.push(await send(text));
  const answered = once(await send(GET), 'data');
  expect(String(await answered)).toContain('done');
  expect(dropped).toEqual(['waiting']);
  await closed(slow[0] as Socket);
  expect(slow.map(({ destroyed }) => destroyed)).toEqual([true, false, false]);
});

it('takes a connection that waits for its next request for one that waits', async () => {
  await open({ ...PATIENT, maxWaiting: 1 });
  const first = await send(GET);
  await once(first, 'data');
  const second = await send(GET);
  await once(second, 'data');
  await closed(first);
  expect(second.destroyed).toBe(false);
});

it('lets nobody more in when all that are open are answered', async () => {
  await open({ ...PATIENT, maxOpen: 2 });
  const busy = [await send(GET.replace('/', '/events')), await send(GET.replace('/', '/events'))];
  while (requests.length < 2) await once(server, 'request');
  await answerTo(await send(GET));
  expect(dropped).toEqual(['open']);
  expect(busy.map(({ destroyed }) => destroyed)).toEqual([false, false]);
});

it('does not keep an upgrade that was refused and is left open', async () => {
  await open({ ...PATIENT, maxWaiting: 1 });
  server.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  const refused = await send(`${SLOW_UPGRADE}\r\n`);
  await once(refused, 'data');
  const answered = once(await send(GET), 'data');
  expect(String(await answered)).toContain('done');
  await send(SLOW_HEAD);
  await closed(refused);
  expect(dropped).toContain('waiting');
});
