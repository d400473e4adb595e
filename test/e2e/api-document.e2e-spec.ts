import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { RouteAccessCheck } from '../../src/auth/route-access.service.js';
import { isOfTheApi } from '../../src/common/http/api-paths.policy.js';
import type { ApiDocument } from '../../src/common/http/openapi/api-document.builder.js';
import { projectRoot } from '../../src/config/project-root.js';
import { ApiContract, isJson, operationsOf } from '../support/api-contract.js';
import { rawFields, routeSchemas } from '../support/raw-values.js';
import { startLine, type TestLine } from '../support/test-line.js';

/** The document of the API, as the server gives it out, and the client that is generated from it. */

const CLIENT_TYPES = join(projectRoot, 'src/console/client/api.schema.ts');

const TOKEN = 'token-of-the-operator';

let line: TestLine;
let text: string;
let document: ApiDocument;

beforeAll(async () => {
  line = await startLine({ agentUrl: 'ws://127.0.0.1:1', metrics: { token: TOKEN } });
  text = await (await fetch(`${line.baseUrl}/docs-json`, { headers: { authorization: `Bearer ${TOKEN}` } })).text();
  document = JSON.parse(text) as ApiDocument;
});
afterAll(() => line.close());

/** Both tools are modules of a kind that Jest does not load. */
async function apiTool(name: 'lint' | 'types'): Promise<string> {
  const tool = spawn(process.execPath, [join(projectRoot, 'scripts/api-tools.mjs'), name], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  tool.stdin.end(text);
  const [said, [code]] = await Promise.all([textOf(tool.stdout), once(tool, 'exit')]);
  expect(code).toBe(0);
  return said;
}

it('is shown to whoever has the token where one is set, as the metrics are', async () => {
  for (const path of ['/docs', '/docs-json', '/docs-yaml', '/metrics']) {
    const response = await fetch(line.baseUrl + path);
    expect([path, response.status, response.headers.get('www-authenticate')]).toEqual([path, 401, 'Bearer']);
    expect(await response.json()).toMatchObject({ code: 'http/operator_token_needed' });
  }
  expect((await fetch(`${line.baseUrl}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } })).status).toBe(200);
});

it('has every route of the API, and no other', () => {
  const routes = line.app
    .get(RouteAccessCheck)
    .routes()
    .filter(({ path }) => isOfTheApi(path) || path.startsWith('/calendars/'))
    .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
  const documented = operationsOf(document).map(({ method, path }) => `${method} ${path}`);
  expect(documented.sort()).toEqual(routes.sort());
});

it('has no rule about several fields that would read again what was refused already', () => {
  const schemas = routeSchemas(line.app);
  expect(schemas.length).toBeGreaterThan(100);
  const raw = schemas.flatMap(([route, schema]) => rawFields(schema).map((field) => `${route}: ${field}`));
  expect(raw).toEqual([]);
});

it('is OpenAPI 3.1, and the linter finds nothing wrong with it', async () => {
  expect(document.openapi).toBe('3.1.0');
  expect(text).not.toContain('"nullable"'); // of 3.0, where null was no type
  expect((await apiTool('lint')).split('\n').filter((problem) => problem !== '')).toEqual([]);
});

it('says of each operation what it is for, and names it once', () => {
  const operations = operationsOf(document) as { operationId?: string; summary?: string; tags?: string[] }[];
  expect(operations.filter(({ summary }) => !summary)).toEqual([]);
  expect(operations.filter(({ tags = [] }) => tags.length !== 1)).toEqual([]);
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
});

it('shows an example of every body, and each fits its schema', () => {
  const contract = new ApiContract(document);
  const faults = operationsOf(document).flatMap(({ method, path, requestBody, responses }) => {
    const answers = Object.entries(responses).filter(([, { $ref }]) => $ref === undefined);
    const bodies = [['request', requestBody], ...answers] as [string, typeof requestBody][];
    return bodies.flatMap(([where, body]) =>
      Object.entries(body?.content ?? {}).flatMap(([type, { schema, example }]) => {
        if (!isJson(type)) return [];
        const fault = example === undefined ? 'no example' : contract.faultOf(schema ?? {}, example);
        return fault === null ? [] : [`${method} ${path} ${where}: ${fault}`];
      }),
    );
  });
  expect(faults).toEqual([]);
});

it('pages every list in the same way', () => {
  const lists = operationsOf(document).filter(({ method, path, responses }) => {
    const schema = responses['200']?.content?.['application/json']?.schema;
    return method === 'GET' && path.startsWith('/api/') && schema?.properties?.items !== undefined;
  });
  expect(lists.length).toBeGreaterThan(20);
  const unlike = lists.filter(({ parameters = [], responses }) => {
    const names = parameters.map(({ name }) => name);
    const { nextCursor } = responses['200']?.content?.['application/json']?.schema?.properties ?? {};
    return !names.includes('cursor') || !names.includes('limit') || nextCursor === undefined;
  });
  expect(unlike.map(({ path }) => path)).toEqual([]);
});

it('lets every POST carry a key, but those that open a session', () => {
  const without = operationsOf(document)
    .filter(({ method }) => method === 'POST')
    .filter(({ parameters = [] }) => !parameters.some(({ name }) => name === 'Idempotency-Key'))
    .map(({ path }) => path);
  expect(without.filter((path) => !path.startsWith('/api/v1/session'))).toEqual(['/api/v1/staff/acceptance']);
});

it('is what the client of the console was generated from', async () => {
  const types = await apiTool('types');
  if (process.env.UPDATE_API_CLIENT) writeFileSync(CLIENT_TYPES, types);
  // A file of this length is compared as a whole: what differs is found by generating it anew.
  expect(readFileSync(CLIENT_TYPES, 'utf8') === types).toBe(true);
});
