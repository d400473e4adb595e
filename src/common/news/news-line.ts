import { Socket } from 'node:net';
import pg from 'pg';
import type { Clock } from '../clock/clock.js';
import { backendPidOf, isPooled } from '../database/wary.client.js';
import { errorFields, type Logger, type LogFields } from '../logging/logger.js';

export const NEWS_CHANNEL = 'crownline_news';

/** The name of the connection, by which processes know of each other. */
export const LISTENER = 'crownline-news';

/** Tells nothing but that the line is good. */
export const NEWS_CHECK = 'check';

/** To connect, to answer a statement, and for a check to come back. */
const WITHIN_MS = 5000;
const CHECK_EVERY_MS = 30_000;
const FIRST_WAIT_MS = 500;
const MAX_WAIT_MS = 30_000;

export interface NewsLineParts {
  /** Of the server itself. */
  databaseUrl: string;
  clock: Clock;
  log: Logger;
  /** Sends NEWS_CHECK over another connection: the way that the news of others take. Never fails. */
  sendCheck(): void;
  onNews(payload: string): void;
  /** Called when `isHeard` has changed. */
  onChange(): void;
}

/**
 * The connection on which notifications come. That it stands proves nothing: a pooler takes a LISTEN and hands the session to
 * somebody else, and a network that fails says nothing at all. It is trusted while checks come back on it.
 */
export class NewsLine {
  private heard = false;
  /** The number of the server's process behind it, by which it is told from the lines of others. */
  private backend: number | null = null;
  /** Why it was not heard the last time, as it was logged. */
  private trouble: string | null = null;
  private readonly stopping = new AbortController();

  constructor(private readonly parts: NewsLineParts) {
    void this.listen();
  }

  /** Whether news will come. */
  get isHeard(): boolean {
    return this.heard;
  }

  /** Of the latest connection, which the server may still count when it is closed here; null before there was one. */
  get backendPid(): number | null {
    return this.backend;
  }

  /** Nothing of it is left to wait for. */
  stop(): void {
    this.stopping.abort();
  }

  private async listen(): Promise<void> {
    const { signal } = this.stopping;
    let waitMs = FIRST_WAIT_MS;
    while (!signal.aborted) {
      const wasHeard = await this.listenOnce();
      waitMs = wasHeard ? FIRST_WAIT_MS : Math.min(MAX_WAIT_MS, 2 * waitMs);
      await this.parts.clock.sleep(waitMs, signal);
    }
  }

  /** Until the line is lost. False when it never was good. */
  private async listenOnce(): Promise<boolean> {
    const socket = new Socket();
    const over = new AbortController();
    const onOver = () => {
      this.setHeard(false);
      over.abort();
      socket.destroy();
    };
    this.stopping.signal.addEventListener('abort', onOver, { once: true });
    const client = this.newClient(socket);
    // Without somebody who listens to it an error of a connection ends the process.
    client.on('error', onOver).on('end', onOver);
    let wasHeard = false;
    try {
      await client.connect();
      if (await isPooled(client)) return this.notHeard({ reason: 'pooler' });
      this.backend = backendPidOf(client);
      await client.query(`LISTEN ${NEWS_CHANNEL}`);
      while (await this.checkComesBack(client, over.signal)) {
        wasHeard = true;
        this.setHeard(true);
        await this.parts.clock.sleep(CHECK_EVERY_MS, over.signal);
      }
      this.notHeard({ reason: over.signal.aborted ? 'lost' : 'silent' });
    } catch (error) {
      this.notHeard({ reason: 'not_connected', ...errorFields(error) });
    } finally {
      this.stopping.signal.removeEventListener('abort', onOver);
      onOver();
    }
    return wasHeard;
  }

  private newClient(socket: Socket): pg.Client {
    const client = new pg.Client({
      connectionString: this.parts.databaseUrl,
      application_name: LISTENER,
      connectionTimeoutMillis: WITHIN_MS,
      query_timeout: WITHIN_MS,
      keepAlive: true,
      stream: () => socket,
    });
    return client.on('notification', ({ payload = '' }) => this.parts.onNews(payload));
  }

  /** Whatever comes shows that the line is good. */
  private async checkComesBack(client: pg.Client, over: AbortSignal): Promise<boolean> {
    const arrival = new AbortController();
    const arrived = () => arrival.abort();
    client.once('notification', arrived);
    this.parts.sendCheck();
    await this.parts.clock.sleep(WITHIN_MS, AbortSignal.any([over, arrival.signal]));
    client.off('notification', arrived);
    return arrival.signal.aborted && !over.aborted;
  }

  private setHeard(heard: boolean): void {
    if (this.heard === heard) return;
    this.heard = heard;
    if (heard) {
      this.trouble = null;
      this.parts.log.info('news.heard');
    }
    this.parts.onChange();
  }

  /** Says so once, and not again at each try. */
  private notHeard(fields: LogFields & { reason: string }): false {
    if (this.trouble !== fields.reason && !this.stopping.signal.aborted) this.parts.log.warn('news.not_heard', fields);
    this.trouble = fields.reason;
    return false;
  }
}
