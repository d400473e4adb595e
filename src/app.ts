import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import { AppModule } from './app.module.js';
import { SystemClock, type Clock } from './common/clock/clock.js';
import type { CommonSurroundings } from './common/common.module.js';
import { configureHttp } from './common/http/configure-http.js';
import { guardOperatorPages } from './common/http/operator-pages.js';
import { serveApiDocs } from './common/http/openapi/api-docs.js';
import { NestLogger } from './common/logging/nest-logger.js';
import type { Logger } from './common/logging/logger.js';
import type { AppConfig } from './config/app-config.js';
import { MediaWsAdapter } from './telephony/media-ws.adapter.js';
import { documentedWebhooks } from './webhooks/webhook-document.builder.js';

const MAX_BODY_BYTES = 64 * 1024;

/** The whole server, ready to listen. Tests build it the same way, with another config and clock. */
export async function createApp(
  config: AppConfig,
  logger: Logger,
  clock: Clock = new SystemClock(),
  surroundings: Partial<CommonSurroundings> = {},
): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(
    AppModule.register(config, { ...surroundings, clock, logger }),
    {
      logger: new NestLogger(logger),
      bodyParser: false,
      abortOnError: false,
    },
  );
  app.set('trust proxy', config.trustedProxies);
  app.use(helmet());
  configureHttp(app, MAX_BODY_BYTES);
  // Not extended: brackets in a key would become objects, and the carrier's signature would no longer match.
  app.useBodyParser('urlencoded', { limit: MAX_BODY_BYTES, extended: false });
  app.use(guardOperatorPages(config));
  app.useWebSocketAdapter(new MediaWsAdapter(app));
  serveApiDocs(app, documentedWebhooks());
  return app;
}
