import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Names each request, in the answer and in our log: `X-Request-Id`. A client may choose it, as a UUID and as nothing else, since
 * whatever stands there is logged.
 */
export function nameRequests(request: Request, response: Response, next: NextFunction): void {
  const chosen = request.get('x-request-id');
  response.setHeader('X-Request-Id', chosen !== undefined && UUID.test(chosen) ? chosen : randomUUID());
  next();
}

export const requestIdOf = (response: Response): string | undefined => {
  const id = response.getHeader('X-Request-Id');
  return typeof id === 'string' ? id : undefined;
};
