import { request as requestHttp, type Agent, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { Clock } from '../clock/clock.js';
import { answerOf } from './answer-of.js';
import { isForbiddenOutside, outsideAgents, type OutsideAgents } from './outside-agents.js';
import type { WebhookAnswer, WebhookTrouble } from './webhook-answer.types.js';

const WITHIN_MS = 10_000;
/** A receiver gets rid of a short answer; nobody reads it. */
const MAX_ANSWER_BYTES = 4096;
/** Codes of Node and OpenSSL for a certificate that is not good, or no TLS at all. */
const TLS_TROUBLE = /^(ERR_TLS|ERR_SSL|ERR_OSSL|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|EPROTO)/;

interface Sending {
  /** Node's own when not given. */
  agent: Agent | undefined;
  headers: Record<string, string>;
  body: string;
  signal: AbortSignal;
}

/** Asks servers of somebody's choice, once each: no redirect is followed, and of an answer only its status counts. */
@Injectable()
export class WebhookClient {
  private readonly agents: OutsideAgents;

  constructor(
    config: AppConfig,
    private readonly clock: Clock,
  ) {
    this.agents = outsideAgents(config.mode);
  }

  /** @param where a clinic chooses among addresses of the outside; whoever runs the server has networks of their own. */
  async post(
    address: string,
    headers: Record<string, string>,
    body: string,
    where: 'outside' | 'anywhere' = 'outside',
  ): Promise<WebhookAnswer> {
    const deadline = new AbortController();
    const stop = this.clock.after(WITHIN_MS, () => deadline.abort());
    try {
      const url = new URL(address);
      const agent = where === 'outside' ? this.agents[url.protocol as keyof OutsideAgents] : undefined;
      const response = await this.send(url, { agent, headers, body, signal: deadline.signal });
      await drop(response);
      const { statusCode = 0 } = response;
      return { statusCode, error: troubleOfStatus(statusCode) };
    } catch (error) {
      return { statusCode: null, error: deadline.signal.aborted ? 'timed_out' : troubleOf(error) };
    } finally {
      stop();
      deadline.abort();
    }
  }

  private send(url: URL, { agent, headers, body, signal }: Sending): Promise<IncomingMessage> {
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const all = {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'Crownline',
      ...headers,
    };
    const request = send(url, { method: 'POST', agent, headers: all, signal });
    request.end(body);
    return answerOf(request);
  }
}

/** Whatever goes wrong here, its status has been said. */
async function drop(response: IncomingMessage): Promise<void> {
  let bytes = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > MAX_ANSWER_BYTES) break;
    }
  } catch {
    return;
  }
}

function troubleOfStatus(status: number): WebhookTrouble | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return 'redirected';
  return status === 410 ? 'gone' : 'refused';
}

function troubleOf(error: unknown): WebhookTrouble {
  if (isForbiddenOutside(error)) return 'forbidden_address';
  const code: unknown = (error as { code?: unknown }).code;
  return typeof code === 'string' && TLS_TROUBLE.test(code) ? 'tls' : 'unreachable';
}
