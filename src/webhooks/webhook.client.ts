import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import { answerOf } from '../common/outside/answer-of.js';
import { isForbiddenOutside, outsideAgents, type OutsideAgents } from '../common/outside/outside-agents.js';
import { AppConfig } from '../config/app-config.js';
import type { WebhookAnswer, WebhookTrouble } from './webhooks.types.js';

const WITHIN_MS = 10_000;
/** A receiver gets rid of a short answer; nobody reads it. */
const MAX_ANSWER_BYTES = 4096;
/** Codes of Node and OpenSSL for a certificate that is not good, or no TLS at all. */
const TLS_TROUBLE = /^(ERR_TLS|ERR_SSL|ERR_OSSL|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|EPROTO)/;

/** Asks servers of the clinic's choice, once each: no redirect is followed, and of an answer only its status counts. */
@Injectable()
export class WebhookClient {
  private readonly agents: OutsideAgents;

  constructor(
    config: AppConfig,
    private readonly clock: Clock,
  ) {
    this.agents = outsideAgents(config.mode);
  }

  async post(address: string, headers: Record<string, string>, body: string): Promise<WebhookAnswer> {
    const deadline = new AbortController();
    const stop = this.clock.after(WITHIN_MS, () => deadline.abort());
    try {
      const response = await this.send(new URL(address), headers, body, deadline.signal);
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

  private send(url: URL, headers: Record<string, string>, body: string, signal: AbortSignal): Promise<IncomingMessage> {
    const protocol = url.protocol as keyof OutsideAgents;
    const send = protocol === 'https:' ? requestHttps : requestHttp;
    const all = {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'Crownline',
      ...headers,
    };
    const request = send(url, { method: 'POST', agent: this.agents[protocol], headers: all, signal });
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
