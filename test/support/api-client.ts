import type { TestApi } from './test-api.js';

export interface Answer<Body> {
  status: number;
  etag: string | null;
  body: Body;
}

/** What the API says is wrong, as far as tests look at it. */
export interface ProblemBody {
  code: string;
  errors?: { field: string; detail: string }[];
}

export interface PageBody<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** Asks the API as the holder of one key. */
export class ApiClient {
  constructor(
    private readonly api: TestApi,
    private readonly key: { authorization: string },
  ) {}

  async ask<Body>(
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    const response = await this.api.send(method, path, body, { ...this.key, ...headers });
    const text = await response.text();
    return {
      status: response.status,
      etag: response.headers.get('etag'),
      body: (text === '' ? null : JSON.parse(text)) as Body,
    };
  }

  /** The status, the code of the problem, and the fields that it names. */
  async refusal(method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<unknown[]> {
    const { status, body: problem } = await this.ask<ProblemBody>(method, path, body, headers);
    return [status, problem.code, ...(problem.errors ?? []).map(({ field }) => field)];
  }

  /** All items of a list, read `limit` at a time. */
  async pages<Item>(path: string, limit: number): Promise<Item[][]> {
    const pages: Item[][] = [];
    let cursor: string | null = null;
    do {
      const query: string = `limit=${limit}${cursor === null ? '' : `&cursor=${cursor}`}`;
      const address = `${path}${path.includes('?') ? '&' : '?'}${query}`;
      const { status, body } = await this.ask<PageBody<Item>>('GET', address);
      if (status !== 200) throw new Error(`${address} answered ${status}`);
      pages.push(body.items);
      cursor = body.nextCursor;
    } while (cursor !== null);
    return pages;
  }

  /**
   * Two have read the same, and each sends a change that depends on it, at the same time.
   *
   * @returns the statuses, the smaller one first
   */
  async race(
    method: string,
    path: string,
    [one, other]: [object | undefined, object | undefined],
    readAt = path,
  ): Promise<number[]> {
    const { etag } = await this.ask('GET', readAt);
    if (etag === null) throw new Error(`${readAt} has no entity tag`);
    const answers = await Promise.all([one, other].map((body) => this.ask(method, path, body, { 'if-match': etag })));
    return answers.map(({ status }) => status).sort((a, b) => a - b);
  }
}
