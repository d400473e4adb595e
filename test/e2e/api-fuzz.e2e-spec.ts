import { randomUUID } from 'node:crypto';
import { Agent, request, type OutgoingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { hashApiKey, newApiKey } from '../../src/auth/api-key.js';
import type { ApiDocument } from '../../src/common/http/openapi/api-document.builder.js';
import { KEY_SCOPES } from '../../src/common/http/access.policy.js';
import { ApiContract, operationsOf, type NamedOperation } from '../support/api-contract.js';
import { arbitraryOf, type RandomSchema, type RandomSources } from '../support/schema-arbitrary.js';
import { startLine, type TestLine } from '../support/test-line.js';

/**
 * Requests made of nothing but the API's own document, fitting and not: none of them may fail in a way that nobody expected, and no
 * answer may look otherwise than the document says. `FUZZ_RUNS=500` makes it more, `FUZZ_SEED=7` the same again, `FUZZ_ONLY='POST /api/v1/holds'` one operation.
 */

const RUNS = Number(process.env.FUZZ_RUNS || 8);
const ODD_RUNS = Number(process.env.FUZZ_RUNS || 2);
const SEED = Number(process.env.FUZZ_SEED || 20261121);
const ONLY = process.env.FUZZ_ONLY;
/** Answers that do not end while there is something to listen to. */
const ENDLESS = ['GET /api/v1/live-calls/{callSid}/transcript'];

/** With one that is made up a request gets no further than this. */
const HARD_TO_GUESS = ['cursor', 'If-Match', 'Idempotency-Key'];

let line: TestLine;
let document: ApiDocument;
let contract: ApiContract;
let sources: RandomSources;

beforeAll(async () => {
  line = await startLine({ agentUrl: 'ws://127.0.0.1:1' });
  document = (await (await fetch(`${line.baseUrl}/docs-json`)).json()) as ApiDocument;
  contract = new ApiContract(document);
  const named = (document.components?.schemas ?? {}) as Record<string, RandomSchema>;
  sources = { named, ids: await idsThatAreShown() };
});
afterAll(async () => {
  agent.destroy();
  await line.close();
});

/** For one operation each: no request of another takes it away, or uses up its limit. */
async function newKey(): Promise<Record<string, string>> {
  const key = newApiKey();
  const { clinicId } = await line.database.phoneNumber.findFirstOrThrow({ where: { number: line.clinicNumber } });
  await line.database.apiKey.create({
    data: {
      ...{ keyHash: hashApiKey(key), clinicId, name: 'fuzz', prefix: 'cl_', scopes: [...KEY_SCOPES] },
      createdAt: new Date(),
    },
  });
  return { authorization: `Bearer ${key}` };
}

/** Every id that some list shows: with them a request gets further than to a 404. */
async function idsThatAreShown(): Promise<string[]> {
  const headers = await newKey();
  const lists = operationsOf(document).filter(({ method, path }) => method === 'GET' && !path.includes('{'));
  const ids = new Set<string>();
  for (const { path } of lists) {
    const response = await fetch(line.baseUrl + path, { headers });
    const text = await response.text();
    for (const id of text.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []) ids.add(id);
  }
  return [...ids].slice(0, 400);
}

interface Shot {
  path: Record<string, unknown>;
  query: Record<string, unknown>;
  headers: Record<string, unknown>;
  body: unknown;
}

function shotsAt({ parameters = [], requestBody }: NamedOperation, sources: RandomSources): fc.Arbitrary<Shot> {
  const valuesIn = (place: string) => {
    const recordOf = (some: typeof parameters) => {
      const values = some.map(({ name, schema = {} }) => [name, arbitraryOf(schema as RandomSchema, sources)]);
      const requiredKeys = some.filter(({ required }) => required || place === 'path').map(({ name }) => name);
      return fc.record(Object.fromEntries(values) as Record<string, fc.Arbitrary<unknown>>, {
        requiredKeys,
        noNullPrototype: true,
      });
    };
    const here = parameters.filter((parameter) => parameter.in === place);
    const guessable = here.filter(({ name }) => !HARD_TO_GUESS.includes(name));
    return fc.oneof({ arbitrary: recordOf(guessable), weight: 9 }, { arbitrary: recordOf(here), weight: 1 });
  };
  const [media] = Object.values(requestBody?.content ?? {});
  const body = media?.schema ? arbitraryOf(media.schema, sources) : fc.constant(undefined);
  return fc.record({ path: valuesIn('path'), query: valuesIn('query'), headers: valuesIn('header'), body });
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
const inPath = (value: string): string => encodeURIComponent(value.replace(/\p{Cs}/gu, '\ufffd')) || '-';
const asHeader = (value: unknown): string => asText(value).replace(/[^\x20-\x7e]/g, '');

async function shoot({ method, path, requestBody }: NamedOperation, shot: Shot, key: Record<string, string>) {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => inPath(asText(shot.path[name])));
  const query = new URLSearchParams(
    Object.entries(shot.query).map(([name, value]): [string, string] => [name, asText(value)]),
  );
  const headers = Object.entries(shot.headers).map(([name, value]) => [name, asHeader(value)]);
  const [type] = Object.keys(requestBody?.content ?? {});
  return fetch(`${line.baseUrl}${filled}?${query.toString()}`, {
    method,
    redirect: 'manual',
    headers: {
      ...Object.fromEntries(headers),
      ...(type ? { 'content-type': type } : {}),
      ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
      ...key,
    },
    ...(type ? { body: JSON.stringify(shot.body) ?? '' } : {}),
  });
}

/** Headers as no client of ours would send them, as far as Node lets them out. */
const ODD_HEADERS: Record<string, readonly (string | string[])[]> = {
  'Idempotency-Key': ['', ' ', '\t', '\u0080ÿ', 'k'.repeat(7000), ['one', 'two']],
  'If-Match': ['', '*', '"', 'W/"', '"a", "b"', '\u0080', 'e'.repeat(7000), ['"a"', '"b"']],
  'If-None-Match': ['', '*', '"', ['"a"', '"b"']],
  'Content-Type': [
    ...['', 'json', 'text/plain', 'application/fhir+json', 'multipart/form-data', 'application/x-www-form-urlencoded'],
    ...['application/json; charset=utf-7', 'application/json; charset="', 'application/json; charset=utf-16'],
  ],
  'Content-Encoding': ['', 'gzip', 'br', 'banana', 'gzip, gzip'],
  Accept: ['', '*/*;q=banana', 'text/html', '\u0080'],
  Authorization: ['', 'Bearer', 'Bearer ', 'Bearer \u0080', 'Basic Og==', `Bearer ${'a'.repeat(7000)}`],
  Cookie: ['', '=', '__Host-crownline=', '__Host-crownline=\u0080', ['__Host-crownline=a', '__Host-crownline=b']],
  Origin: ['', 'null', 'http://', '\u0080'],
  Range: ['bytes=0-', 'bytes=9-1', 'lines=\u0080'],
  'X-Request-Id': ['', '\u0080', 'r'.repeat(7000), ['a', 'b']],
  'X-Forwarded-For': ['', 'unknown', '::', '1.2.3.4, banana'],
  'X-HTTP-Method-Override': ['DELETE'],
};
const oddHeaders = fc.record(
  Object.fromEntries(Object.entries(ODD_HEADERS).map(([name, values]) => [name, fc.constantFrom(...values)])),
  { requiredKeys: [], noNullPrototype: true },
);

const agent = new Agent({ keepAlive: true });

/** Sends a body and headers as they are given, odd ones too. */
function send(
  { method, path }: NamedOperation,
  body: string,
  headers: OutgoingHttpHeaders,
): Promise<{ status: number; body: string }> {
  const filled = path.replace(/\{\w+\}/g, () => randomUUID());
  return new Promise((resolve, reject) => {
    const sent = request(line.baseUrl + filled, { method, agent, headers }, (answer) => {
      text(answer).then((said) => resolve({ status: answer.statusCode ?? 0, body: said }), reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const nested = (depth: number): string => `{"a":${'['.repeat(depth)}1${']'.repeat(depth)}}`;

const targets = () =>
  operationsOf(document)
    .map((operation) => ({ ...operation, name: `${operation.method} ${operation.path}` }))
    .filter(({ name }) => !ENDLESS.includes(name) && (ONLY === undefined || name === ONLY));

it('is answered as documented, whatever it is asked', async () => {
  expect(targets().length).toBeGreaterThan(0);
  const faults: object[] = [];
  const answered = new Map<string, Set<number>>();
  for (const operation of targets()) {
    const key = await newKey();
    for (const shot of fc.sample(shotsAt(operation, sources), { numRuns: RUNS, seed: SEED })) {
      const response = await shoot(operation, shot, key);
      answered.set(operation.name, (answered.get(operation.name) ?? new Set<number>()).add(response.status));
      const fault = await contract.faultOfAnswer(operation, response);
      if (fault !== null) faults.push({ operation: operation.name, fault, shot });
    }
  }
  expect(faults).toEqual([]);
  // It gets somewhere: where all is refused nothing is tried.
  const taken = [...answered.values()].filter((statuses) => [...statuses].some((status) => status < 300));
  expect(taken.length).toBeGreaterThan(answered.size / 3);
}, 600_000);

it('refuses days that are none, and texts that nobody can read, and fails for none of them', async () => {
  const faults: object[] = [];
  for (const operation of targets()) {
    const key = await newKey();
    const odd = { ...sources, odd: true };
    for (const shot of fc.sample(shotsAt(operation, odd), { numRuns: ODD_RUNS, seed: SEED })) {
      const response = await shoot(operation, shot, key);
      if (response.status === 431) continue; // Node's own answer, to an address without end
      const fault = await contract.faultOfAnswer(operation, response);
      if (fault !== null) faults.push({ operation: operation.name, fault, shot });
    }
  }
  expect(faults).toEqual([]);
}, 600_000);

it('refuses bodies that go down without end, or name what every object has, wherever one is taken', async () => {
  const bodies = [nested(5000), '{"__proto__":{"clinicId":"a"}}', '{"constructor":{"prototype":{}}}'];
  const faults: object[] = [];
  for (const operation of targets().filter(({ requestBody }) => requestBody)) {
    const [type = ''] = Object.keys(operation.requestBody?.content ?? {});
    const headers = { ...(await newKey()), 'content-type': type };
    for (const body of bodies) {
      const answer = await send(operation, body, { ...headers, 'idempotency-key': randomUUID() });
      const isTooDeep = answer.body.includes('is nested deeper than 32 levels');
      // What a key may not do at all, it is not told more of.
      const isRefused = answer.status === 400 || (answer.status === 403 && !isTooDeep);
      if (!isRefused || isTooDeep !== (body === bodies[0])) faults.push([operation.name, body.slice(0, 40), answer]);
    }
  }
  expect(faults).toEqual([]);
}, 600_000);

it('fails for no header, whatever stands in it and beside it', async () => {
  const faults: object[] = [];
  for (const [at, operation] of targets().entries()) {
    const key = await newKey();
    for (const odd of fc.sample(oddHeaders, { numRuns: ODD_RUNS, seed: SEED + at })) {
      const headers = { ...key, 'content-type': 'application/json', ...odd };
      const answer = await send(operation, operation.requestBody ? '{}' : '', headers);
      if (answer.status >= 500) faults.push([operation.name, answer, odd]);
    }
  }
  expect(faults).toEqual([]);
}, 600_000);
