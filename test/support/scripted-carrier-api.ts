import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Arrivals } from './arrivals.js';

interface ApiRequest {
  method: string;
  /** Below the account. */
  path: string;
  form: Record<string, string>;
}

/** The carrier's REST API, as far as it has to be there: says yes to everything, or what the test wants, and keeps what it was asked. */
export class ScriptedCarrierApi {
  readonly requests = new Arrivals<ApiRequest>();
  /** Statuses of the next answers, in order; 201 when there is none. */
  readonly refusals: number[] = [];

  static async start(): Promise<ScriptedCarrierApi> {
    const http = createServer();
    await once(http.listen(0, '127.0.0.1'), 'listening');
    return new ScriptedCarrierApi(http);
  }

  private constructor(private readonly http: Server) {
    http.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const path = (request.url ?? '').replace(/^\/2010-04-01\/Accounts\/\w+/, '');
        const form = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
        const { method = '' } = request;
        const status = this.refusals.shift() ?? (method === 'DELETE' ? 204 : 201);
        const body = status < 300 ? { sid: `RE${'c'.repeat(32)}` } : { code: 20000 + status, message: '', status };
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(status === 204 ? '' : JSON.stringify(body));
        this.requests.push({ method, path, form });
      });
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.http.closeAllConnections();
    this.http.close();
    await once(this.http, 'close');
  }
}
