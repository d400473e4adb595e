import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { Problem } from '../problem.types.js';
import { finishDocument, type ApiDocument } from './api-document.builder.js';
import { convertSchema } from './schema-converter.js';

const DESCRIPTION = `
The admin API of Crownline, the phone receptionist for dental clinics. What is the same for all operations:

- **Who asks**: an API key (\`Authorization: Bearer cl_…\`) or the cookie of a staff session. Each operation names its scopes. A request is made for
  one clinic, and another clinic's resources answer as ones that are not there.
- **Errors** are \`application/problem+json\` (RFC 9457) with a stable \`code\`, and a pointer to each bad field.
- **Lists** take \`limit\` and \`cursor\`; \`nextCursor\` is null on the last page.
- **POST** takes an \`Idempotency-Key\`. **Changes** take \`If-Match\` with the \`ETag\` of what was read: 412 when somebody else was faster.
- **Times** are instants (UTC) and, under the same name with \`Local\`, the clinic's wall time with its offset.
- **Limits**: 3000 requests a minute for a credential. \`RateLimit\` says what is left, \`Retry-After\` when to come back.
`.trim();

/** The whole API as OpenAPI 3.1, made of the schemas that validate it. */
function apiDocumentOf(app: NestExpressApplication, webhooks: ApiDocument['webhooks']): ApiDocument {
  const frame = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Crownline')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer' })
    .addCookieAuth('__Host-crownline')
    .build();
  const document = SwaggerModule.createDocument(app, frame, { standardSchemaConverter: convertSchema });
  document.components ??= {};
  const { $schema: _, ...problem } = z.toJSONSchema(Problem);
  document.components.schemas = { ...document.components.schemas, Problem: problem as object };
  return finishDocument({ ...(document as unknown as ApiDocument), ...(webhooks ? { webhooks } : {}) });
}

/** `/docs` for people, `/docs-json` for programs. */
export function serveApiDocs(app: NestExpressApplication, webhooks?: ApiDocument['webhooks']): void {
  const make = () => apiDocumentOf(app, webhooks) as unknown as OpenAPIObject;
  // Made when it is asked for the first time, and kept.
  SwaggerModule.setup('docs', app, make, { jsonDocumentUrl: 'docs-json' });
}
