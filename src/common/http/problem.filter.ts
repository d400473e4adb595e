import { STATUS_CODES } from 'node:http';
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { isDatabaseAway } from '../database/database.errors.js';
import { DomainError, InvalidInputError, type ErrorKind } from '../errors/domain.error.js';
import { errorFields } from '../logging/logger.js';
import { SparseLog } from '../logging/sparse-log.js';
import type { IdentifiedRequest } from './access.decorators.js';
import type { Problem } from './problem.types.js';
import { requestIdOf } from './request-id.js';

const STATUS_OF: Record<ErrorKind, number> = {
  invalid: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  precondition_failed: 412,
  unprocessable: 422,
  rate_limited: 429,
  unavailable: 503,
};

/** Not who they say they are, not allowed, and not theirs: another clinic's record answers as one that is nowhere. */
const REFUSALS: ReadonlySet<number> = new Set([401, 403, 404]);

/** A failover of a managed Postgres takes some seconds. */
const DATABASE_BACK_AFTER_SECONDS = 5;

/**
 * Turns whatever a route throws into one shape. Only messages of our own domain errors are shown: those of the framework
 * quote the request, and those of unknown errors may quote anything.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: SparseLog) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const response = http.getResponse<Response>();
    const request = http.getRequest<Request & IdentifiedRequest>();
    const problem = problemOf(error, shownPath(request));
    if (REFUSALS.has(problem.status)) request.wasRefused?.(problem);
    // An HttpException of 500 and above is an answer, such as that of a readiness probe, and no surprise.
    if (problem.status >= 500 && !(error instanceof HttpException)) {
      const { code, status } = problem;
      const fields = errorFields(error);
      const fault = `${fields.errorClass} ${fields.code} ${fields.errorAt}`;
      this.log.error('http.request_failed', fault, { ...fields, code, status, ...requestOf(response) });
    }
    if (response.headersSent) {
      // The reader of half an answer must not take it for a whole one.
      response.destroy();
      return;
    }
    if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
    const retryAfterSeconds = retryAfter(error);
    if (retryAfterSeconds !== null) response.setHeader('Retry-After', String(retryAfterSeconds));
    response.status(problem.status);
    this.show(problem, response);
  }

  /** In the shape that the route's clients know. */
  protected show(problem: Problem, response: Response): void {
    response.type('application/problem+json').send(JSON.stringify(problem));
  }
}

function requestOf(response: Response): { requestId?: string } {
  const requestId = requestIdOf(response);
  return requestId === undefined ? {} : { requestId };
}

/**
 * The route as it is documented, such as `/api/v1/calls/:callSid`: what stood in the place of a parameter may be a secret, or
 * a patient's number, and problems end up in the logs of whoever asked. Of an address that is none of ours nothing is shown.
 */
export function shownPath({ route }: Request): string {
  const path: unknown = (route as { path?: unknown } | undefined)?.path;
  return typeof path === 'string' ? path : '/…';
}

function problemOf(error: unknown, path: string): Problem {
  if (error instanceof DomainError) {
    const problem = {
      ...standard(STATUS_OF[error.kind], error.code, path),
      detail: error.message,
      ...error.extensions,
    };
    return error instanceof InvalidInputError ? { ...problem, errors: error.issues } : problem;
  }
  if (isDatabaseAway(error)) return standard(503, 'database/unavailable', path);
  const status = error instanceof HttpException ? error.getStatus() : 500;
  return standard(status, `http/${slug(titleOf(status))}`, path);
}

function retryAfter(error: unknown): number | null {
  if (error instanceof DomainError) return error.retryAfterSeconds;
  return isDatabaseAway(error) ? DATABASE_BACK_AFTER_SECONDS : null;
}

const standard = (status: number, code: string, instance: string): Problem => ({
  type: `urn:crownline:problem:${code}`,
  title: titleOf(status),
  status,
  code,
  instance,
});

const titleOf = (status: number): string => STATUS_CODES[status] ?? 'Unknown Error';

const slug = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z]+/g, '_')
    .replace(/^_|_$/g, '');
