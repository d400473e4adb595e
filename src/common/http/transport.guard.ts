import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AppConfig } from '../../config/app-config.js';
import { isOfTheApi } from './api-paths.policy.js';
import { TlsRequiredError } from './http.errors.js';

/**
 * The API is answered over TLS only, where a proxy in front of us says what it was asked over, and its answers are kept in no
 * cache. Plain requests are refused and not redirected: a client that sends its key in the clear must not seem to work.
 */
@Injectable()
export class TransportGuard implements CanActivate {
  constructor(private readonly config: AppConfig) {}

  canActivate(context: ExecutionContext): boolean {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    if (!isOfTheApi(request.path)) return true;
    http.getResponse<Response>().setHeader('Cache-Control', 'no-store');
    if (this.config.trustedProxies > 0 && !request.secure) throw new TlsRequiredError();
    return true;
  }
}
