import type { Response } from 'express';
import type { Clock } from '../clock/clock.js';

/** What a reader may leave unread before it is taken for gone. Nothing more is written meanwhile, so nothing piles up. */
const UNREAD_FOR_MS = 30_000;

export interface ServerEvent {
  /** What a reader that comes back sends as `Last-Event-ID`. */
  id: string;
  event: string;
  data: unknown;
}

/** An answer of server-sent events (HTML, 9.2), written no faster than it is read. */
export class EventStream {
  private readonly gone = new AbortController();

  constructor(
    private readonly response: Response,
    private readonly clock: Clock,
  ) {
    response.on('close', () => this.gone.abort());
    response.on('error', () => this.gone.abort()); // a write to a reader that has just gone
    // It may have left while it was being looked at who asks: nobody will say so again.
    if (response.closed || response.destroyed) this.gone.abort();
  }

  /** Aborted as soon as nobody reads any more. */
  get closed(): AbortSignal {
    return this.gone.signal;
  }

  /** The head: from here on nothing can be refused. */
  begin(): void {
    this.response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      // Proxies that collect answers before they pass them on.
      'X-Accel-Buffering': 'no',
    });
    this.response.flushHeaders();
  }

  /** Resolves when the reader has room for more, or is gone. */
  send({ id, event, data }: ServerEvent): Promise<void> {
    return this.write(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** Shows proxies, and the reader, that the line is alive. */
  beat(): Promise<void> {
    return this.write(':\n\n');
  }

  end(): void {
    this.response.end();
  }

  private async write(text: string): Promise<void> {
    if (this.closed.aborted || this.response.write(text)) return;
    const room = new AbortController();
    const stop = () => room.abort();
    this.response.once('drain', stop);
    this.closed.addEventListener('abort', stop, { once: true });
    await this.clock.sleep(UNREAD_FOR_MS, room.signal);
    this.response.off('drain', stop);
    this.closed.removeEventListener('abort', stop);
    if (!room.signal.aborted) this.response.destroy();
  }
}
