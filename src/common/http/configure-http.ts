import type { NestExpressApplication } from '@nestjs/platform-express';
import { etagOf } from './etag.js';
import { nameRequests } from './request-id.js';

/** What every answer of the server has. */
export function configureHttp(app: NestExpressApplication, maxBodyBytes: number): void {
  app.disable('x-powered-by');
  app.set('etag', etagOf);
  app.use(nameRequests);
  // FHIR's clients name its own type.
  app.useBodyParser('json', { limit: maxBodyBytes, type: ['application/json', 'application/fhir+json'] });
}
