import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import type { PatientId } from '../ids/ids.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What is known wherever a request is served, without being handed on. */
export interface RequestAround {
  /** In the answer and in our log, too. */
  requestId: string;
  /** The network address that it comes from. */
  address: string | null;
  /** Patients whose data it has read or changed so far. */
  patientIds: Set<PatientId>;
}

const around = new AsyncLocalStorage<RequestAround>();

/** The request that is being served; undefined for what no request has caused. */
export const currentRequest = (): RequestAround | undefined => around.getStore();

/**
 * Names each request, in the answer and in our log: `X-Request-Id`. A client may choose it, as a UUID and as nothing else, since
 * whatever stands there is logged.
 */
export function nameRequests(request: Request, response: Response, next: NextFunction): void {
  const chosen = request.get('x-request-id');
  const requestId = chosen !== undefined && UUID.test(chosen) ? chosen : randomUUID();
  response.setHeader('X-Request-Id', requestId);
  around.run({ requestId, address: addressOf(request), patientIds: new Set() }, next);
}

export const requestIdOf = (response: Response): string | undefined => {
  const id = response.getHeader('X-Request-Id');
  return typeof id === 'string' ? id : undefined;
};

/** As people write it: a socket for both versions of IP calls one of version 4 by another name. */
const addressOf = ({ ip }: Request): string | null => ip?.replace(/^::ffff:(?=\d+\.)/i, '') ?? null;
