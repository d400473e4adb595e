import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import { answerOf } from '../common/outside/answer-of.js';
import { isForbiddenOutside, outsideAgents, type OutsideAgents } from '../common/outside/outside-agents.js';
import { AppConfig } from '../config/app-config.js';
import { calendarAddress } from './calendar-address.policy.js';
import type { CalendarTrouble, CalendarVersion } from './calendars.types.js';

const WITHIN_MS = 10_000;
const MAX_BYTES = 2 * 1024 * 1024;
const MAX_REDIRECTS = 3;

export type Fetched =
  | { kind: 'calendar'; text: string; version: CalendarVersion }
  | { kind: 'unchanged' }
  | { kind: 'failed'; trouble: CalendarTrouble };

class Failed extends Error {
  constructor(readonly trouble: CalendarTrouble) {
    super(trouble);
  }
}

/**
 * Fetches calendars from addresses that people have entered. Each redirect is a new request by the same rules.
 */
@Injectable()
export class CalendarClient {
  private readonly agents: OutsideAgents;

  constructor(
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {
    this.agents = outsideAgents(config.mode);
  }

  /** @param known `unchanged` is the answer when this is still the version that the server has. */
  async fetch(address: string, known: CalendarVersion): Promise<Fetched> {
    const deadline = new AbortController();
    const stop = this.clock.after(WITHIN_MS, () => deadline.abort());
    try {
      return await this.follow(address, known, deadline.signal);
    } catch (error) {
      if (error instanceof Failed) return { kind: 'failed', trouble: error.trouble };
      return { kind: 'failed', trouble: deadline.signal.aborted ? 'too_slow' : troubleOf(error) };
    } finally {
      stop();
      deadline.abort();
    }
  }

  private async follow(address: string, known: CalendarVersion, signal: AbortSignal): Promise<Fetched> {
    let next = address;
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const url = calendarAddress(next, this.config.mode);
      if (!url) throw new Failed('forbidden_address');
      const response = await this.get(url, known, signal);
      const { statusCode = 0, headers } = response;
      if (statusCode === 304) return { kind: 'unchanged' };
      if (statusCode === 200) return { kind: 'calendar', text: await read(response), version: versionOf(response) };
      const isRedirect = [301, 302, 303, 307, 308].includes(statusCode) && headers.location !== undefined;
      if (!isRedirect || !URL.canParse(headers.location as string, url.href)) throw new Failed('refused');
      response.destroy();
      next = new URL(headers.location as string, url).href;
    }
    throw new Failed('refused');
  }

  private get(url: URL, known: CalendarVersion, signal: AbortSignal): Promise<IncomingMessage> {
    const protocol = url.protocol as 'http:' | 'https:';
    const send = protocol === 'https:' ? requestHttps : requestHttp;
    const headers = {
      accept: 'text/calendar',
      'accept-encoding': 'identity', // a few packed bytes can be a great many
      'user-agent': 'Crownline',
      ...(known.etag === null ? {} : { 'if-none-match': known.etag }),
      ...(known.lastModified === null ? {} : { 'if-modified-since': known.lastModified }),
    };
    const request = send(url, { agent: this.agents[protocol], headers, signal });
    request.end();
    return answerOf(request);
  }
}

async function read(response: IncomingMessage): Promise<string> {
  if ((response.headers['content-encoding'] ?? 'identity') !== 'identity') throw new Failed('not_a_calendar');
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw new Failed('too_large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const versionOf = ({ headers }: IncomingMessage): CalendarVersion => ({
  etag: short(headers.etag),
  lastModified: short(headers['last-modified']),
});

const short = (header: string | undefined): string | null => (header && header.length <= 500 ? header : null);

const troubleOf = (error: unknown): CalendarTrouble =>
  isForbiddenOutside(error) ? 'forbidden_address' : 'unreachable';
