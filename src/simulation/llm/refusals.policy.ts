import type { LlmVendor, Refusal } from './model-question.types.js';

/** How a vendor says that a request can't be answered, for reasons that are not in the request. */
export function refusalFor(vendor: LlmVendor, status: number): Refusal {
  const [type, message, code] = (vendor === 'open_ai' ? OPENAI : ANTHROPIC)[status] ?? fallback(vendor, status);
  return { status, type, message, ...(code === undefined ? {} : { code }) };
}

type Words = readonly [type: string, message: string, code?: string];

const INVALID = 'invalid_request_error';

const OPENAI: Readonly<Record<number, Words>> = {
  401: [INVALID, 'Incorrect API key provided.', 'invalid_api_key'],
  403: [INVALID, 'You are not allowed to do this.', 'unsupported_country_region_territory'],
  404: [INVALID, 'The model does not exist or you do not have access to it.', 'model_not_found'],
  429: ['requests', 'Rate limit reached.', 'rate_limit_exceeded'],
  503: ['service_unavailable_error', 'The engine is currently overloaded, please try again later.'],
};

const ANTHROPIC: Readonly<Record<number, Words>> = {
  401: ['authentication_error', 'invalid x-api-key'],
  402: ['billing_error', 'There is an issue with your billing.'],
  403: ['permission_error', 'Your API key does not have permission to use the specified resource.'],
  404: ['not_found_error', 'Not found'],
  413: ['request_too_large', 'Request exceeds the maximum allowed number of bytes.'],
  429: ['rate_limit_error', 'This request would exceed your rate limit.'],
  504: ['timeout_error', 'The request timed out.'],
  529: ['overloaded_error', 'Overloaded'],
};

function fallback(vendor: LlmVendor, status: number): Words {
  if (status < 500) return [INVALID, 'The request is invalid.'];
  const message = 'The server had an error while processing your request.';
  return [vendor === 'open_ai' ? 'server_error' : 'api_error', message];
}
