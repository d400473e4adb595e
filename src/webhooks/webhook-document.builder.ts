import type { Operation } from '../common/http/openapi/api-document.builder.js';
import { convertSchema } from '../common/http/openapi/schema-converter.js';
import { WEBHOOK_EVENT_TYPES, webhookBodyOf, type WebhookEventType } from './webhooks.types.js';

/** What is sent to webhooks, for the API's document: one request for each type of event. */
export const documentedWebhooks = (): Record<string, { post: Operation }> =>
  Object.fromEntries(WEBHOOK_EVENT_TYPES.map((type) => [type, { post: requestOf(type) }]));

function requestOf(type: WebhookEventType): Operation {
  const schema = convertSchema(webhookBodyOf(type), { schemaType: 'output' })?.schema ?? {};
  return {
    operationId: `webhook_${type.replace('.', '_')}`,
    summary: type === 'webhook.test' ? 'Somebody tries an endpoint.' : `\`${type}\` has happened.`,
    tags: ['webhooks'],
    security: [],
    requestBody: { description: 'Signed as Standard Webhooks are.', content: { 'application/json': { schema } } },
    responses: {
      '2XX': { description: 'It has arrived. Any other status, or none within 10 s, has it sent again.' },
      '410': { description: 'Nobody wants it any more: nothing is sent until the endpoint is made active again.' },
    },
  };
}
