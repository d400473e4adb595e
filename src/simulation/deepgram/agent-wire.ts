import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Cancel, Clock } from '../../common/clock/clock.js';
import type { DeepgramQuirks } from './deepgram-faults.types.js';

/** Frames that wait to go out together are not kept longer than that. */
const TOGETHER_WITHIN_MS = 500;

/** The connection to one client, below the messages: how frames leave, and in which ways it ends or dies. */
export class AgentWire {
  private isDead = false;
  private waiting = 0;
  private cancelFlush: Cancel = () => undefined;

  constructor(
    private readonly socket: WebSocket,
    /** What the socket writes to. */
    private readonly stream: Duplex,
    private readonly clock: Clock,
    private readonly quirks: DeepgramQuirks,
  ) {}

  /** Text goes out as text, a buffer as audio. */
  send(frame: string | Buffer): void {
    if (this.isDead || this.socket.readyState !== this.socket.OPEN) return;
    if (this.waiting === 0 && this.quirks.framesTogether > 1) {
      this.stream.cork();
      this.cancelFlush = this.clock.after(TOGETHER_WITHIN_MS, () => this.flush());
    }
    this.socket.send(frame);
    if (++this.waiting >= this.quirks.framesTogether) this.flush();
  }

  /** 1005 is a close without a code, 1006 a reset of the connection. */
  close(code: number): void {
    this.flush();
    if (code === 1006) this.socket.terminate();
    else if (code === 1005) this.socket.close();
    else this.socket.close(code);
  }

  /** Nothing goes out any more; what comes in is read, and pings are answered. */
  mute(): void {
    this.flush();
    this.isDead = true;
  }

  /** As if the network were gone: nothing is read either, so that no ping is answered and no close is noticed. */
  halfOpen(): void {
    this.mute();
    this.socket.pause();
  }

  private flush(): void {
    this.cancelFlush();
    if (this.waiting > 0 && this.stream.writableCorked > 0) this.stream.uncork();
    this.waiting = 0;
  }
}
