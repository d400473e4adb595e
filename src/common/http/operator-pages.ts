import { createHash, timingSafeEqual } from 'node:crypto';
import { NotFoundException } from '@nestjs/common';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { AppConfig } from '../../config/app-config.js';
import { bearerToken } from './bearer.policy.js';
import { OperatorTokenNeededError } from './http.errors.js';

/** The document of the API in all its forms, and what is measured. The server's routes know no case. */
const isOperatorPage = (path: string): boolean => /^\/(metrics|docs|docs-json|docs-yaml)(\/|$)/i.test(path);

/** Keeps the pages for whoever runs the server to a port of their own, and to those who have the token, where there is either. */
export function guardOperatorPages({ metrics = {} }: Pick<AppConfig, 'metrics'>): RequestHandler {
  return (request: Request, _response: Response, next: NextFunction) => {
    const isPage = isOperatorPage(request.path);
    // By the socket's own end, which a worker knows, too, of a connection that it was dealt.
    const isOwnPort = metrics.port !== undefined && request.socket.localPort === metrics.port;
    if (metrics.port !== undefined && isPage !== isOwnPort) return next(new NotFoundException());
    if (isPage && metrics.token !== undefined && !presents(request, metrics.token))
      return next(new OperatorTokenNeededError());
    next();
  };
}

/** Takes as long for a token that is nearly right as for any other. */
function presents({ headers: { authorization = '' } }: Request, token: string): boolean {
  return timingSafeEqual(digest(bearerToken(authorization) ?? ''), digest(token));
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
