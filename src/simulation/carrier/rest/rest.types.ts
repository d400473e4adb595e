/** A request to the REST API, as its resources see it. */
export interface RestRequest {
  method: string;
  /** Below the account: `/Calls.json`; the account's own is `.json`. */
  path: string;
  query: URLSearchParams;
  form: URLSearchParams;
}

export interface RestAnswer {
  status: number;
  contentType: string;
  body: string | Buffer;
  retryAfterSeconds?: number;
}

/** One resource and method. What the parentheses of `path` catch is handed over in order. */
export interface Route {
  method: 'GET' | 'POST' | 'DELETE';
  path: RegExp;
  /** @throws RestError what the API refuses with. */
  answer(request: RestRequest, ...ids: string[]): RestAnswer | Promise<RestAnswer>;
}

export const json = (status: number, value: object): RestAnswer => ({
  status,
  contentType: 'application/json',
  body: JSON.stringify(value),
});

export const noContent = (): RestAnswer => ({ status: 204, contentType: 'application/json', body: '' });
