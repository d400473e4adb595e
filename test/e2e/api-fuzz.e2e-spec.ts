import { randomUUID } from 'node:crypto';
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
afterAll(() => line.close());

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

function shotsAt({ parameters = [], requestBody }: NamedOperation): fc.Arbitrary<Shot> {
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
const asHeader = (value: unknown): string => asText(value).replace(/[^\x20-\x7e]/g, '');

async function shoot({ method, path, requestBody }: NamedOperation, shot: Shot, key: Record<string, string>) {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(asText(shot.path[name])) || '-');
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

it('is answered as documented, whatever it is asked', async () => {
  const targets = operationsOf(document)
    .map((operation) => ({ ...operation, name: `${operation.method} ${operation.path}` }))
    .filter(({ name }) => !ENDLESS.includes(name) && (ONLY === undefined || name === ONLY));
  expect(targets.length).toBeGreaterThan(0);
  const faults: object[] = [];
  const answered = new Map<string, Set<number>>();
  for (const operation of targets) {
    const key = await newKey();
    for (const shot of fc.sample(shotsAt(operation), { numRuns: RUNS, seed: SEED })) {
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
