import { createSocket, type Socket } from 'node:dgram';
import { promises as dns, type LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { outsideLookup } from './outside-lookup.js';

/** What a name server answers to a question, whole; null for none. */
type Answers = (question: Buffer) => Buffer | null;

const A = 1;
const HEADER_BYTES = 12;

const typeOf = (question: Buffer): number => question.readUInt16BE(question.indexOf(0, HEADER_BYTES) + 1);

/** With one address for each of these; RFC 1035, section 4. */
function answer(question: Buffer, records: Buffer[], code = 0): Buffer {
  const asked = question.subarray(0, question.indexOf(0, HEADER_BYTES) + 5);
  const header = Buffer.from(asked);
  header.writeUInt16BE(0x8180 | code, 2);
  header.writeUInt16BE(records.length, 6);
  header.fill(0, 8, HEADER_BYTES);
  const named = records.map((data) => {
    const record = Buffer.alloc(HEADER_BYTES);
    record.writeUInt16BE(0xc00c, 0); // the name of the question
    record.writeUInt16BE(typeOf(question), 2);
    record.writeUInt16BE(1, 4);
    record.writeUInt32BE(60, 6);
    record.writeUInt16BE(data.length, 10);
    return Buffer.concat([record, data]);
  });
  return Buffer.concat([header, ...named]);
}

let server: Socket | undefined;
afterEach(() => void server?.close());

async function lookupAt(answers: Answers, options: { all?: boolean; family?: number } = {}, name = 'clinic.example') {
  server = createSocket('udp4');
  server.on('message', (question, { port, address }) => {
    const reply = answers(question);
    if (reply) server?.send(reply, port, address);
  });
  server.bind(0, '127.0.0.1');
  await once(server, 'listening');
  const resolver = new dns.Resolver({ timeout: 50, tries: 1 });
  resolver.setServers([`127.0.0.1:${server.address().port}`]);
  return new Promise<LookupAddress[] | string>((resolve, reject) => {
    outsideLookup(resolver)(name, options, (error, found) => (error ? reject(error) : resolve(found)));
  });
}

const v4 = Buffer.from([203, 0, 113, 7]);
const v6 = Buffer.from('20010db8000000000000000000000007', 'hex');

it('finds all addresses of both families, or the first', async () => {
  const both: Answers = (question) => answer(question, [typeOf(question) === A ? v4 : v6]);
  const addresses = [
    { address: '203.0.113.7', family: 4 },
    { address: '2001:db8::7', family: 6 },
  ];
  expect(await lookupAt(both, { all: true })).toEqual(addresses);
  server?.close();
  expect(await lookupAt(both)).toBe('203.0.113.7');
  server?.close();
  expect(await lookupAt(both, { family: 6 })).toBe('2001:db8::7');
});

it('finds those of one family when there are none of the other', async () => {
  const only: Answers = (question) => answer(question, typeOf(question) === A ? [v4] : []);
  expect(await lookupAt(only, { all: true })).toEqual([{ address: '203.0.113.7', family: 4 }]);
});

it('says so with a code when there is no such name, and when nobody answers', async () => {
  const unknown: Answers = (question) => answer(question, [], 3);
  await expect(lookupAt(unknown, { all: true })).rejects.toMatchObject({ code: 'ENOTFOUND' });
  server?.close();
  await expect(lookupAt(() => null, { all: true })).rejects.toMatchObject({ code: 'ETIMEOUT' });
});

it("asks nobody for the machine's own name", async () => {
  const asked: Buffer[] = [];
  const found = await lookupAt((question) => (asked.push(question), null), { all: true }, 'localhost');
  expect({ found, asked }).toEqual({
    found: [
      { address: '127.0.0.1', family: 4 },
      { address: '::1', family: 6 },
    ],
    asked: [],
  });
});
