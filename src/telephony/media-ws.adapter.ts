import type { IncomingMessage } from 'node:http';
import type { INestApplication } from '@nestjs/common';
import { WsAdapter } from '@nestjs/platform-ws';
import type { Express } from 'express';
import proxyAddress from 'proxy-addr';
import { ForgeryLimiter } from '../carrier/forgery.limiter.js';
import { SparseLog } from '../common/logging/sparse-log.js';
import { AppConfig } from '../config/app-config.js';
import { TelephonyMetrics } from './telephony.metrics.js';
import { SIGNATURE_HEADER, isUpgradeSigned } from '../carrier/twilio-request.js';

/** The carrier's messages are below 1 KiB; anything beyond this closes the socket with 1009. */
const MAX_MESSAGE_BYTES = 64 * 1024;

/** Nest's adapter for ws, with the carrier's signature checked before an upgrade is accepted. */
export class MediaWsAdapter extends WsAdapter {
  private readonly config: AppConfig;
  private readonly forgeries: ForgeryLimiter;
  private readonly metrics: TelephonyMetrics;
  private readonly log: SparseLog;
  private readonly trust: (address: string, hop: number) => boolean;

  constructor(app: INestApplication) {
    super(app);
    this.config = app.get(AppConfig);
    this.forgeries = app.get(ForgeryLimiter, { strict: false });
    this.metrics = app.get(TelephonyMetrics);
    this.log = app.get(SparseLog);
    this.trust = (app.getHttpAdapter().getInstance() as Express).get('trust proxy fn') as typeof this.trust;
  }

  override create(port: number, options: Record<string, unknown>): unknown {
    return super.create(port, {
      ...options,
      maxPayload: MAX_MESSAGE_BYTES,
      perMessageDeflate: false,
      verifyClient: ({ req }: { req: IncomingMessage }, decide: (ok: boolean, status?: number) => void) => {
        const signed = isUpgradeSigned(
          this.config.twilio.authToken,
          this.config.publicUrl,
          req.headers[SIGNATURE_HEADER],
        );
        if (signed) return decide(true);
        void this.refused(this.addressOf(req)).then((status) => decide(false, status));
      },
    } as never);
  }

  /** The session reads its socket itself: media is too hot for a parse and an observable per message. */
  override bindMessageHandlers(): void {}

  /** As Express finds it for a request: behind proxies that are trusted it is what they saw. */
  private addressOf(request: IncomingMessage): string {
    return proxyAddress(request, this.trust);
  }

  private async refused(address: string): Promise<403 | 429> {
    this.metrics.streamsRefused.inc({ reason: 'bad_signature' });
    if ((await this.forgeries.count(address)) !== null) return 429;
    this.log.warn('media.refused', address, { reason: 'bad_signature' });
    return 403;
  }
}
