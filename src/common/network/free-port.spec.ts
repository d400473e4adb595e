import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { FreePorts, freePort } from './free-port.js';

let taken: Server;
let takenPort: number;

beforeEach(async () => {
  taken = createServer();
  await once(taken.listen(0, '127.0.0.1'), 'listening');
  takenPort = (taken.address() as AddressInfo).port;
});

afterEach(() => taken.close());

it('is not one that the system may give to an outgoing connection', async () => {
  expect(await freePort()).toBeLessThan(32_768);
});

it('is not one that somebody listens on, nor one that was offered before', async () => {
  const range = { first: takenPort - 10, end: takenPort + 10 };
  const ports = new FreePorts(range, () => 0.5);
  const offered = [await ports.next(), await ports.next()];
  expect(new Set(offered).size).toBe(2);
  for (const port of offered) {
    expect(port).not.toBe(takenPort);
    expect(port).toBeGreaterThanOrEqual(range.first);
    expect(port).toBeLessThan(range.end);
  }
});

it('is searched for until all of them were tried', async () => {
  const ports = new FreePorts({ first: takenPort, end: takenPort + 1 });
  await expect(ports.next()).rejects.toThrow(RangeError);
});
