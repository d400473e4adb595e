import { randomUUID } from 'node:crypto';
import { hashApiKey, newApiKey } from '../../src/auth/api-key.js';
import { PasswordCost, USUAL_COST } from '../../src/auth/password-hash.js';
import { RouteAccessCheck, type Route } from '../../src/auth/route-access.service.js';
import { KEY_SCOPES, type Scope } from '../../src/common/http/access.policy.js';
import type { ClinicId } from '../../src/common/ids/ids.js';
import { buildClinic } from '../support/builders.js';
import { ManualClock } from '../support/manual-clock.js';
import { startLine, type TestLine } from '../support/test-line.js';
import { VICTIMS } from '../support/victims/index.js';
import type { Victims } from '../support/victims/victims.types.js';

// Every route that the server has, as the server itself lists them: one that is added is tried without being named here, unless
// it takes a parameter.

let line: TestLine;
let routes: Route[];
/** The demo clinic: it has rows of every kind. */
let victim: ClinicId;
/** With a key that may do everything in a clinic of its own. */
let stranger: Record<string, string>;
/** For each parameter of a route: what is the victim's, and what is nobody's. */
let parameters: Victims['parameters'];
/** What a route needs besides its path to get as far as the row. */
let queries: Record<string, string>;
let bodies: Record<string, object>;

beforeAll(async () => {
  line = await startLine({ agentUrl: 'ws://127.0.0.1:1', clock: new ManualClock() });
  routes = line.app.get(RouteAccessCheck).routes();
  victim = (await line.database.phoneNumber.findFirstOrThrow()).clinicId as ClinicId;
  stranger = await keyFor((await buildClinic(line.database)).clinicId, KEY_SCOPES);
  const areas = await Promise.all(VICTIMS.map((victimsOf) => victimsOf(line.database, victim)));
  parameters = Object.assign({}, ...areas.map((area) => area.parameters)) as typeof parameters;
  queries = Object.assign({}, ...areas.map((area) => area.queries ?? {})) as typeof queries;
  bodies = Object.assign({}, ...areas.map((area) => area.bodies ?? {})) as typeof bodies;
});
afterAll(() => line.close());

it('lets a password cost what it is meant to, in the server as it runs', () => {
  expect(line.app.get(PasswordCost, { strict: false })).toBe(USUAL_COST);
});

async function keyFor(clinicId: ClinicId, scopes: readonly Scope[]): Promise<Record<string, string>> {
  const key = newApiKey();
  await line.database.apiKey.create({
    data: {
      keyHash: hashApiKey(key),
      clinicId,
      name: 'test',
      prefix: 'cl_',
      scopes: [...scopes],
      createdAt: new Date(0),
    },
  });
  return { authorization: `Bearer ${key}` };
}

/** The path up to each of its parameters, with it. */
const parametersOf = ({ path }: Route): string[] =>
  [...path.matchAll(/:\w+/g)].map(({ 0: name, index }) => path.slice(0, index + name.length));

function filled(route: Route, which: 'theirs' | 'nobodys'): string {
  let { path } = route;
  for (const parameter of parametersOf(route)) {
    const row = parameters[parameter];
    if (!row) throw new Error(`what is the victim's ${parameter}? Say it in test/support/victims`);
    path = path.replace(/:\w+/, row[which]);
  }
  return path;
}

async function ask(route: Route, headers: Record<string, string>, which: 'theirs' | 'nobodys' = 'nobodys') {
  const name = `${route.method} ${route.path}`;
  const path = filled(route, which) + (queries[name] ?? '');
  const hasBody = route.method !== 'GET' && route.method !== 'DELETE';
  const response = await fetch(line.baseUrl + path, {
    method: route.method,
    headers: {
      'idempotency-key': randomUUID(),
      ...headers,
      ...(hasBody ? { 'content-type': 'application/json' } : {}),
    },
    ...(hasBody ? { body: JSON.stringify(bodies[name] ?? {}) } : {}),
  });
  const text = await response.text();
  return { name, status: response.status, text, sameText: text.replaceAll(filled(route, which), route.path) };
}

/** Of a problem, or of an outcome of FHIR. */
function codeOf(text: string): string | undefined {
  const { code, issue } = JSON.parse(text) as { code?: string; issue?: { details: { coding: { code: string }[] } }[] };
  return code ?? issue?.[0]?.details.coding[0]?.code;
}

/** Sets of scopes without which a route lets nobody in; null for one that lets no key in. */
function whatMayBeLacking({ access }: Route): (readonly Scope[] | null)[] {
  if (access === undefined || typeof access === 'string') return [null];
  return 'oneOf' in access ? [access.oneOf] : access.map((scope) => [scope]);
}

const guarded = () => routes.filter(({ access }) => access !== 'public');

it('knows the routes of the whole server, and which of them are open to anybody', () => {
  expect(guarded().length).toBeGreaterThan(20);
  const open = routes.filter(({ access }) => access === 'public').map(({ method, path }) => `${method} ${path}`);
  // Signed by the carrier, secret addresses, and what shows nothing. A route that joins them has to be named here.
  expect(open.filter((route) => !route.includes(' /twilio/')).sort()).toEqual([
    'GET /',
    'GET /calendars/:secret.ics',
    'GET /fhir/r4/metadata',
    'GET /health/live',
    'GET /health/ready',
    'GET /metrics',
    'POST /api/v1/session',
    'POST /api/v1/staff/acceptance',
  ]);
});

it('lets nobody in without a key or a session, on any route', async () => {
  for (const route of guarded()) {
    for (const headers of [{}, { authorization: 'Bearer cl_unknown' }]) {
      const { name, status, text } = await ask(route, headers as Record<string, string>);
      expect([name, status, codeOf(text)]).toEqual([name, 401, 'auth/api_key_invalid']);
    }
    const { name, status, text } = await ask(route, { cookie: 'crownline=unknown', 'sec-fetch-site': 'same-origin' });
    expect([name, status, codeOf(text)]).toEqual([name, 401, 'auth/session_invalid']);
  }
});

it('refuses a key that lacks one scope of a route and has all others, on any route', async () => {
  for (const route of guarded()) {
    for (const lacking of whatMayBeLacking(route)) {
      const key = await keyFor(
        victim,
        KEY_SCOPES.filter((scope) => !lacking?.includes(scope)),
      );
      const { name, status, text } = await ask(route, key, 'theirs');
      const code = lacking === null ? 'auth/session_needed' : 'auth/scope_missing';
      expect([name, status, codeOf(text)]).toEqual([name, 403, code]);
    }
  }
});

it("answers another clinic's key as if the row were not there, to the byte, on any route", async () => {
  const named = guarded().filter((route) => route.path.includes(':'));
  expect(named.length).toBeGreaterThan(8);
  for (const route of named) {
    const [theirs, nobodys] = [await ask(route, stranger, 'theirs'), await ask(route, stranger, 'nobodys')];
    expect([theirs.name, theirs.status]).toEqual([theirs.name, 404]);
    expect([theirs.name, theirs.sameText]).toEqual([theirs.name, nobodys.sameText]);
  }
});

it("shows another clinic's key nothing of the victim's in any list, and changes nothing", async () => {
  const before = await victimsState();
  const ids = (await line.database.patient.findMany({ where: { clinicId: victim } })).map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(3);
  for (const route of guarded()) {
    const { name, text } = await ask(route, stranger, 'theirs');
    const hidden = [...ids, victim, 'ana@desk.example', 'ben@desk.example', '+15125550143'];
    expect([name, hidden.filter((mark) => text.includes(mark))]).toEqual([name, []]);
  }
  expect(await victimsState()).toEqual(before);
});

/** All that a stranger may have changed. */
async function victimsState() {
  const { database } = line;
  const where = { clinicId: victim };
  return {
    profiles: await database.agentProfile.findMany({ where, orderBy: { version: 'asc' } }),
    keys: await database.apiKey.count({ where: { ...where, revokedAt: null } }),
    members: await database.membership.findMany({ where }),
    invitations: await database.invitation.findMany({ where }),
    orders: await database.outboundCall.findMany({ where }),
    appointments: await database.appointment.count({ where }),
  };
}
