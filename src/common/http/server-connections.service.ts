import type { Server } from 'node:http';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { AppConfig } from '../../config/app-config.js';
import { limitConnections } from './connection-limits.js';
import { HttpMetrics } from './http.metrics.js';

/** nginx gives its clients as long, and whoever asks us has little to say: no body is over 64 KiB. */
const HEAD_MS = 15_000;
const REQUEST_MS = 30_000;
/** Longer than proxies keep a connection to us (60 s in nginx and in balancers): one that we close first may have a request on its way. */
const IDLE_MS = 65_000;
const CHECK_EVERY_MS = 2000;
const MAX_WAITING = 1000;
/** Beside those that call: a media socket and now and then a webhook each. Readers of events, the console, integrations, the scraper. */
const MAX_OPEN_BESIDE_CALLS = 2000;

/** Closes what clients leave open, in a server of its own port and in a worker that is dealt its connections. */
@Injectable()
export class ServerConnections implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly config: AppConfig,
    private readonly metrics: HttpMetrics,
  ) {}

  onModuleInit(): void {
    const limits = {
      ...{ headMs: HEAD_MS, requestMs: REQUEST_MS, idleMs: IDLE_MS, checkEveryMs: CHECK_EVERY_MS },
      ...{ maxWaiting: MAX_WAITING, maxOpen: MAX_OPEN_BESIDE_CALLS + 3 * this.config.maxConcurrentCalls },
    };
    limitConnections(this.host.httpAdapter.getHttpServer() as Server, limits, (reason) =>
      this.metrics.connectionsDropped.inc({ reason }),
    );
  }
}
