import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './api.schema.js';

/** The API as its document has it, with a type for each path, parameter, body and answer. */
export type ApiClient = Client<paths>;

export interface ApiClientOptions {
  /** Of the server, without a slash at its end. The page's own where it is left out. */
  baseUrl?: string;
  /** Of programs. People come in with the cookie of their session. */
  apiKey?: string;
}

export const createApiClient = ({ baseUrl = '', apiKey }: ApiClientOptions = {}): ApiClient =>
  createClient<paths>({
    baseUrl,
    headers: {
      // What comes with a cookie has to show that it was no foreign page that sent it (docs/access.md).
      'X-Crownline-Csrf': '1',
      ...(apiKey === undefined ? {} : { Authorization: `Bearer ${apiKey}` }),
    },
  });
