import type { WebSocket } from 'ws';
import { BYTES_PER_MS } from '../../audio/frame.types.js';
import { TimeBoundedQueue } from '../../audio/time-bounded.queue.js';

/** Handed to the socket ahead of the network: enough to ride out a slow tick. What is beyond it is still ours to drop. */
const IN_SOCKET_MAX_BYTES = 500 * BYTES_PER_MS;

/** What the caller said longer ago than this is no longer part of the conversation. */
const WAITING_MAX_MS = 5_000;

/** As much of a socket as this needs. */
export type AudioSocket = Pick<WebSocket, 'bufferedAmount' | 'send'>;

/**
 * Caller audio on its way out. A socket whose peer stops reading would take in audio without end, and then deliver minutes of
 * the past; so what the network does not take waits here, and the oldest is dropped when it has waited too long.
 */
export class CallerAudioOutlet {
  readonly #waiting = new TimeBoundedQueue(WAITING_MAX_MS);
  readonly #onFlushed = (error?: Error | null): void => (error ? this.clear() : this.#drain());

  constructor(
    private readonly socket: AudioSocket,
    private readonly onDropped: (ms: number) => void,
  ) {}

  send(frame: Buffer): void {
    if (this.#waiting.isEmpty && this.#hasRoom()) return this.#write(frame);
    const droppedMs = this.#waiting.push(frame);
    if (droppedMs > 0) this.onDropped(droppedMs);
    this.#drain();
  }

  clear(): void {
    this.#waiting.clear();
  }

  #drain(): void {
    while (this.#hasRoom()) {
      const frame = this.#waiting.shift();
      if (!frame) return;
      this.#write(frame);
    }
  }

  #hasRoom(): boolean {
    return this.socket.bufferedAmount < IN_SOCKET_MAX_BYTES;
  }

  #write(frame: Buffer): void {
    this.socket.send(frame, this.#onFlushed);
  }
}
