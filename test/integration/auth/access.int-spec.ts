import { Body, Controller, Get, HttpException, Param, Post, Query, ServiceUnavailableException } from '@nestjs/common';
import { z } from 'zod';
import { AccessUndeclaredError } from '../../../src/auth/auth.errors.js';
import { RouteAccessCheck } from '../../../src/auth/route-access.service.js';
import { DomainError } from '../../../src/common/errors/domain.error.js';
import { CurrentClinic, Public, Requires, type Principal } from '../../../src/common/http/access.decorators.js';
import { buildClinic, type BuiltClinic } from '../../support/builders.js';
import { grantKey, startApi, type TestApi } from '../../support/test-api.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

class TeapotBusyError extends DomainError {
  readonly code = 'test/teapot_busy';
  readonly kind = 'unavailable';
}

@Controller('probe')
class ProbeController {
  @Get('open')
  @Public()
  open() {
    return { open: true };
  }

  @Get('mine')
  @Requires('tasks:read')
  mine(@CurrentClinic() principal: Principal) {
    return principal;
  }

  @Get('fails')
  @Public()
  fails() {
    throw new TypeError('secret-mark: could not read the chart of Ada Marsh');
  }

  @Get('busy')
  @Public()
  busy() {
    throw new TeapotBusyError('the teapot 42 is busy');
  }

  @Get('not-ready')
  @Public()
  notReady() {
    throw new ServiceUnavailableException({ status: 'error' });
  }

  @Get('framework')
  @Public()
  framework() {
    throw new HttpException('secret-mark in a framework message', 418);
  }

  @Get('search')
  @Public()
  search(@Query({ schema: z.object({ limit: z.coerce.number().int().max(3), day: z.iso.date() }) }) query: object) {
    return query;
  }

  @Get('named/:name')
  @Public()
  named(@Param('name', { schema: z.string().max(3) }) name: string) {
    return { name };
  }

  @Post('patients')
  @Public()
  add(
    @Body({ schema: z.object({ patient: z.object({ 'a/b': z.string(), tags: z.array(z.string()) }) }) }) body: object,
  ) {
    return body;
  }
}

@Controller('forgotten')
class ForgottenController {
  @Get()
  anybody() {
    return 'secret-mark';
  }

  @Public()
  @Get('declared')
  declared() {}

  helper() {}
}

let database: TestDatabase;
let clinic: BuiltClinic;
let api: TestApi;
let key: { authorization: string };

beforeAll(async () => {
  database = await openTestDatabase();
  clinic = await buildClinic(database.prisma);
  key = await grantKey(database, clinic.clinicId);
  api = await startApi(database, { controllers: [ProbeController] });
});
afterAll(async () => {
  await api.close();
  await database.close();
});

const problemOf = async (response: Response) => ({
  status: response.status,
  type: response.headers.get('content-type'),
  body: (await response.json()) as Record<string, unknown>,
});

describe('access', () => {
  it('lets anybody into a public route', async () => {
    expect(await (await api.get('/probe/open')).json()).toEqual({ open: true });
  });

  it('lets the holder of a key in, on behalf of its clinic', async () => {
    const principal = (await (await api.get('/probe/mine', key)).json()) as Principal;
    expect(principal.clinicId).toBe(clinic.clinicId);
    const { id } = await database.prisma.apiKey.findFirstOrThrow({ where: { clinicId: clinic.clinicId } });
    expect(principal.actor).toEqual({ kind: 'api_key', id });
    expect(principal.scopes).toContain('keys:write');
  });

  it.each([
    ['no key', {}],
    ['an unknown key', { authorization: 'Bearer cl_unknown' }],
    ['another scheme', { authorization: 'Basic Y2w6Y2w=' }],
    ['an empty key', { authorization: 'Bearer ' }],
  ])('answers 401 to %s', async (_, headers: Record<string, string>) => {
    const response = await api.get('/probe/mine', headers);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(await problemOf(response)).toMatchObject({
      status: 401,
      type: expect.stringContaining('application/problem+json') as string,
      body: { status: 401, title: 'Unauthorized', code: 'auth/api_key_invalid', instance: '/probe/mine' },
    });
  });

  it('answers the same to a revoked key as to one that never was', async () => {
    const revoked = await grantKey(database, clinic.clinicId);
    expect((await api.get('/probe/mine', revoked)).status).toBe(200);
    await database.prisma.apiKey.updateMany({
      where: { clinicId: clinic.clinicId, NOT: { prefix: key.authorization.slice(7, 18) } },
      data: { revokedAt: new Date() },
    });
    const unknown = await problemOf(await api.get('/probe/mine', { authorization: 'Bearer cl_unknown' }));
    expect(await problemOf(await api.get('/probe/mine', revoked))).toEqual(unknown);
    expect((await api.get('/probe/mine', key)).status).toBe(200);
  });

  it('refuses to start while a route declares nothing, and names it', async () => {
    const starting = startApi(database, { controllers: [ProbeController, ForgottenController] });
    await expect(starting).rejects.toThrow(AccessUndeclaredError);
    await expect(starting).rejects.toThrow('ForgottenController.anybody');
    await expect(starting).rejects.not.toThrow('declared,');
    expect(api.app.get(RouteAccessCheck).undeclaredRoutes()).toEqual([]);
  });
});

describe('problems', () => {
  it('shows the message of a domain error, its kind as the status and its code in the type', async () => {
    expect((await problemOf(await api.get('/probe/busy?name=secret-mark'))).body).toEqual({
      type: 'urn:crownline:problem:test/teapot_busy',
      title: 'Service Unavailable',
      status: 503,
      detail: 'the teapot 42 is busy',
      code: 'test/teapot_busy',
      instance: '/probe/busy',
    });
  });

  it('tells a client nothing of an unknown error, and the log only its class', async () => {
    const before = api.logLines.length;
    const problem = await problemOf(await api.get('/probe/fails?patient=secret-mark'));
    expect(problem.body).toEqual({
      type: 'urn:crownline:problem:http/internal_server_error',
      title: 'Internal Server Error',
      status: 500,
      code: 'http/internal_server_error',
      instance: '/probe/fails',
    });
    const lines = api.logLines.slice(before).join('\n');
    expect(lines).toContain('"http.request_failed"');
    expect(lines).toContain('"TypeError"');
    expect(lines).not.toContain('secret-mark');
    expect(lines).not.toContain('Marsh');
  });

  it.each([
    ['a route that is not there', '/nowhere?q=secret-mark', 404, 'http/not_found'],
    ['a framework error', '/probe/framework', 418, 'http/i_m_a_teapot'],
    ['a probe that is not ready', '/probe/not-ready', 503, 'http/service_unavailable'],
    ['a path that is no text', '/probe/named/%FF', 400, 'http/bad_request'],
  ])('has one shape for %s', async (_, path, status, code) => {
    const { body, type } = await problemOf(await api.get(path));
    expect(type).toContain('application/problem+json');
    expect(body).toMatchObject({ status, code, type: `urn:crownline:problem:${code}` });
    expect(JSON.stringify(body)).not.toContain('secret-mark');
  });

  it('has the same shape for a body that is no JSON, and for one that is too long', async () => {
    const broken = await problemOf(await api.post('/probe/patients', '{"secret-mark":'));
    expect(broken).toMatchObject({ status: 400, body: { code: 'http/bad_request' } });
    expect(JSON.stringify(broken.body)).not.toContain('secret-mark');
    const long = await problemOf(await api.post('/probe/patients', JSON.stringify({ text: 'x'.repeat(5000) })));
    expect(long).toMatchObject({ status: 413, body: { code: 'http/payload_too_large' } });
  });
});

describe('bad input', () => {
  it('names every wrong parameter of a query', async () => {
    const { status, body } = await problemOf(await api.get('/probe/search?limit=9&day=tomorrow&other=1'));
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'common/invalid_input' });
    expect((body.errors as { field: string }[]).map(({ field }) => field)).toEqual(['limit', 'day']);
  });

  it('names a parameter of the path', async () => {
    const { body } = await problemOf(await api.get('/probe/named/longer'));
    expect(body.errors).toEqual([{ field: 'name', detail: expect.any(String) as string }]);
  });

  it('points into a body', async () => {
    const { body } = await problemOf(await api.post('/probe/patients', '{"patient":{"tags":["a",1]}}'));
    expect((body.errors as { field: string }[]).map(({ field }) => field)).toEqual([
      '/patient/a~1b',
      '/patient/tags/1',
    ]);
  });

  it('hands over what the schema made of good input, without unknown parameters', async () => {
    expect(await (await api.get('/probe/search?limit=2&day=2026-11-24&other=1')).json()).toEqual({
      limit: 2,
      day: '2026-11-24',
    });
  });
});
