import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../../common/clock/clock.js';
import type { CallControl } from '../call-control.types.js';
import { accountRoutes } from './account.routes.js';
import { CallRelay, type ReceivedRequest } from './call-relay.client.js';
import { callRoutes } from './calls/calls.routes.js';
import { accountPath } from './json-values.builder.js';
import type { MessageCenter } from './messages/message-center.js';
import { messageRoutes } from './messages/messages.routes.js';
import type { IncomingNumber } from './numbers/incoming-number.types.js';
import { numberRoutes } from './numbers/numbers.routes.js';
import { recordingRoutes } from './recordings/recordings.routes.js';
import { RestError } from './rest.errors.js';
import { RestFaults } from './rest-faults.js';
import { json, type RestAnswer, type RestRequest, type Route } from './rest.types.js';
import { answerSimulation } from './simulation.routes.js';

export interface CarrierRestSetup {
  /** A free one when not given. Always on loopback. */
  port?: number;
  /** User and password of the account, and of every request. */
  accountSid: string;
  authToken: string;
  /** Who carries the calls. */
  calls: CallControl;
  /** Belongs to the giver, who closes it. */
  messages: MessageCenter;
  /** Changed in place. */
  numbers: readonly IncomingNumber[];
  clock: Clock;
}

const MAX_BODY_BYTES = 64 * 1024;

/** What comes of a request; without an answer the connection is cut, or left as it is. */
type Outcome = RestAnswer | 'cut' | 'stalled';

/** Stands in for the carrier's REST API on a real socket: calls, recordings, texts and numbers of one account. */
export class CarrierRestServer {
  /** To be ordered by tests at any time. */
  readonly faults = new RestFaults();
  private readonly relay = new CallRelay();
  private readonly routes: readonly Route[];

  static async listen(setup: CarrierRestSetup): Promise<CarrierRestServer> {
    const http = createServer();
    const server = new CarrierRestServer(http, setup);
    http.listen(setup.port ?? 0, '127.0.0.1');
    await once(http, 'listening');
    return server;
  }

  private constructor(
    private readonly http: Server,
    private readonly setup: CarrierRestSetup,
  ) {
    const { accountSid, calls, numbers, messages, clock } = setup;
    this.routes = [
      ...accountRoutes(accountSid, clock.now()),
      ...callRoutes(accountSid, calls, numbers),
      ...recordingRoutes(accountSid, calls, () => this.url),
      ...messageRoutes(accountSid, messages, numbers),
      ...numberRoutes(accountSid, numbers),
    ];
    http.on('request', (request, response) => void this.serve(request, response));
  }

  /** Stands for `https://api.twilio.com`. */
  get url(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  /** Cuts every connection and frees the port. */
  async close(): Promise<void> {
    this.http.close();
    this.http.closeAllConnections();
    await once(this.http, 'close');
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    if (body === null) return void request.socket.destroy();
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const outcome = await this.outcomeOf(request, body, gone.signal).catch(refusal);
    if (outcome === 'stalled') return;
    if (outcome === 'cut') return void request.socket.destroy();
    const { status, contentType, body: answer, retryAfterSeconds } = outcome;
    response.writeHead(status, {
      'content-type': contentType,
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
    });
    response.end(answer);
  }

  private async outcomeOf(request: IncomingMessage, body: Buffer, signal: AbortSignal): Promise<Outcome> {
    const { method = 'GET', url: target = '/' } = request;
    const { pathname, searchParams: query } = new URL(target, this.url);
    if (request.headers.authorization !== this.credentials()) throw new RestError(20003);
    if (pathname.startsWith('/simulation/')) {
      const parts = { relay: this.relay, messages: this.setup.messages };
      return answerSimulation(method, pathname, body.toString(), parts);
    }

    const account = accountPath(this.setup.accountSid);
    if (!pathname.startsWith(account)) throw new RestError(20404);
    const path = pathname.slice(account.length);
    const fault = this.faults.strike(method, path);
    if (fault?.kind === 'stalled') return 'stalled';
    if (fault?.kind === 'refused') {
      return { ...refusal(new RestError(REFUSALS[fault.status])), retryAfterSeconds: fault.retryAfterSeconds };
    }
    const form = new URLSearchParams(body.toString());
    const received = { method, target, headers: passedOn(request), body };
    const answer = await this.answerOf({ method, path, query, form }, received, signal).catch(refusal);
    return fault?.kind === 'cut' ? 'cut' : answer;
  }

  private async answerOf(request: RestRequest, received: ReceivedRequest, signal: AbortSignal): Promise<RestAnswer> {
    const owner = this.relay.ownerOf(request.path);
    if (owner !== null) return found(await this.relay.pass(owner, received, signal));
    const isOrder = request.method === 'POST' && request.path === '/Calls.json';
    const [from = '', to = ''] = [request.form.get('From'), request.form.get('To')].map((number) => number ?? '');
    const phoneOwner = isOrder ? this.relay.ownerOfPhone(from, to) : null;
    if (phoneOwner !== null) return found(await this.relay.passOrder(phoneOwner, received, signal));
    const [, recordingSid] = /^\/Recordings\/(RE\w+)/.exec(request.path) ?? [];
    const isOurs = recordingSid === undefined || this.setup.calls.fetchRecording(recordingSid) !== null;
    return isOurs ? this.route(request) : found(await this.relay.askAll(received, signal));
  }

  private async route(request: RestRequest): Promise<RestAnswer> {
    for (const route of this.routes) {
      const match = route.method === request.method ? route.path.exec(request.path) : null;
      if (match) return route.answer(request, ...match.slice(1));
    }
    throw new RestError(20404);
  }

  private credentials(): string {
    const { accountSid, authToken } = this.setup;
    return `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  }
}

const REFUSALS = { 429: 20429, 500: 20500, 503: 20503 } as const;

/** The answer to what went wrong; anything but a refusal is a defect of the stand-in, and looks like the vendor's own. */
function refusal(reason: unknown): RestAnswer {
  const error = reason instanceof RestError ? reason : new RestError(20500);
  return json(error.status, error);
}

function found(answer: RestAnswer | null): RestAnswer {
  if (!answer) throw new RestError(20404);
  return answer;
}

/** Null when it is too long, or the client goes away meanwhile. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > MAX_BODY_BYTES) return null;
      chunks.push(chunk);
    }
  } catch {
    return null;
  }
  return Buffer.concat(chunks);
}

/** The headers that matter to the API, for a request that is passed on. */
function passedOn({ headers }: IncomingMessage): Record<string, string> {
  const { authorization = '', 'content-type': contentType } = headers;
  return { authorization, ...(contentType === undefined ? {} : { 'content-type': contentType }) };
}
