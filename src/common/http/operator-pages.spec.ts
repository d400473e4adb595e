import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { createServer as createPort, type AddressInfo, type Server as Port } from 'node:net';
import { HttpException } from '@nestjs/common';
import type { Request, Response } from 'express';
import { guardOperatorPages } from './operator-pages.js';

const TOKEN = 'a-token-of-the-operator';
const PAGES = [
  '/metrics',
  '/METRICS',
  '/metrics/',
  '/docs',
  '/docs/',
  '/docs/swagger-ui.css',
  '/docs-json',
  '/docs-yaml',
];
const OTHERS = ['/', '/health/ready', '/api/v1/calls', '/documents', '/metricsx', '/api/v1/metrics'];

let server: Server;
let own: Port;

/** A server that shows everything to whoever gets past the guard, at two ports. */
async function open(metrics: (ownPort: number) => Parameters<typeof guardOperatorPages>[0]['metrics']) {
  own = createPort((socket) => void server.emit('connection', socket)).listen(0, '127.0.0.1');
  await once(own, 'listening');
  const guard = guardOperatorPages({ metrics: metrics((own.address() as AddressInfo).port) });
  server = createServer((request, response) => {
    const asked = Object.assign(request, { path: request.url }) as unknown as Request;
    guard(asked, {} as Response, (error?: unknown) => {
      response.statusCode = error === undefined ? 200 : error instanceof HttpException ? error.getStatus() : 401;
      response.end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
}
afterEach(() => {
  server.close();
  own.close();
});

const statusesAt = (at: Server | Port, paths: string[], authorization?: string) =>
  Promise.all(
    paths.map(async (path) => {
      const headers = { connection: 'close', ...(authorization === undefined ? {} : { authorization }) };
      return (await fetch(`http://127.0.0.1:${(at.address() as AddressInfo).port}${path}`, { headers })).status;
    }),
  );
const all = (status: number, paths: string[]) => paths.map(() => status);

it('shows the pages to everybody where nothing else is set', async () => {
  await open(() => undefined);
  expect(await statusesAt(server, [...PAGES, ...OTHERS])).toEqual(all(200, [...PAGES, ...OTHERS]));
});

it('shows them to whoever has the token, and asks nobody for it elsewhere', async () => {
  await open(() => ({ token: TOKEN }));
  for (const wrong of [undefined, '', TOKEN, `Basic ${TOKEN}`, `Bearer ${TOKEN}x`, `Bearer ${TOKEN.slice(1)}`]) {
    expect(await statusesAt(server, PAGES, wrong)).toEqual(all(401, PAGES));
  }
  expect(await statusesAt(server, PAGES, `Bearer ${TOKEN}`)).toEqual(all(200, PAGES));
  expect(await statusesAt(server, OTHERS)).toEqual(all(200, OTHERS));
});

it('shows them at a port of their own only, and nothing else there', async () => {
  await open((port) => ({ port }));
  expect(await statusesAt(own, PAGES)).toEqual(all(200, PAGES));
  expect(await statusesAt(own, OTHERS)).toEqual(all(404, OTHERS));
  expect(await statusesAt(server, PAGES)).toEqual(all(404, PAGES));
  expect(await statusesAt(server, OTHERS)).toEqual(all(200, OTHERS));
});

it('asks for the token at a port of their own as well', async () => {
  await open((port) => ({ port, token: TOKEN }));
  expect(await statusesAt(own, ['/metrics'])).toEqual([401]);
  expect(await statusesAt(own, ['/metrics'], `Bearer ${TOKEN}`)).toEqual([200]);
  expect(await statusesAt(server, ['/metrics'], `Bearer ${TOKEN}`)).toEqual([404]);
});
