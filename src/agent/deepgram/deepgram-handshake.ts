import { WebSocket } from 'ws';
import type { Clock } from '../../common/clock/clock.js';
import type { AgentFailure } from '../voice-agent.port.js';
import { requestIdPattern, type ServerMessage, type Settings } from './deepgram-agent.protocol.js';
import * as failures from './deepgram-failures.policy.js';
import type { ServerInbox } from './server-inbox.js';

/**
 * From dialling to a session that takes audio. A caller waits on the line meanwhile and must hear words within 2 s, or, when
 * the attempt fails, have the next one made: the service needs well under a second, so 3 s means that it won't come.
 */
export const CONNECT_TIMEOUT_MS = 3_000;

/** Two minutes of µ-law. What is larger is not a frame of this protocol. */
const MAX_FRAME_BYTES = 1024 * 1024;

export interface Dial {
  url: string;
  apiKey: string;
  settings: Settings;
  inbox: ServerInbox;
  clock: Clock;
  signal: AbortSignal;
  onWarning(code: string): void;
}

export interface OpenedSession {
  socket: WebSocket;
  /** Deepgram's id of the session, for its support. */
  requestId: string;
}

export type DialOutcome<Session> =
  | { kind: 'opened'; session: Session; requestId: string }
  /** Nothing is left open. `requestId` is null when the provider did not get far enough to name the request. */
  | { kind: 'failed'; failure: AgentFailure; requestId: string | null };

/**
 * Dials, and brings a session to the point where it takes audio: `Welcome`, our `Settings`, `SettingsApplied`.
 *
 * `takeOver` is called within the event that completes the handshake, not after an await: frames that came in the same TCP
 * segment follow in the same tick, and the session must be listening by then.
 */
export function dialDeepgram<Session>(
  dial: Dial,
  takeOver: (opened: OpenedSession) => Session,
): Promise<DialOutcome<Session>> {
  if (dial.signal.aborted) return Promise.resolve({ kind: 'failed', failure: failures.ABORTED, requestId: null });
  let socket: WebSocket;
  try {
    socket = openSocket(dial);
  } catch {
    // The error is not passed on: it quotes the address or the header.
    return Promise.resolve({ kind: 'failed', failure: failures.UNUSABLE_ADDRESS, requestId: null });
  }
  return new Promise((resolve) => new Handshake(dial, socket, takeOver, resolve));
}

function openSocket({ url, apiKey }: Dial): WebSocket {
  return new WebSocket(url, {
    headers: { authorization: `Token ${apiKey}` },
    // Audio does not compress, and a deflate context per call costs memory and latency.
    perMessageDeflate: false,
    maxPayload: MAX_FRAME_BYTES,
  });
}

type HandshakePhase =
  { name: 'awaiting_welcome' } | { name: 'awaiting_settings_applied'; requestId: string } | { name: 'over' };

class Handshake<Session> {
  readonly #cancelTimeout: () => void;
  readonly #onAbort = (): void => this.#fail(failures.ABORTED);
  #phase: HandshakePhase = { name: 'awaiting_welcome' };
  /** From the answer to the upgrade, refused or not. */
  #requestId: string | null = null;

  constructor(
    private readonly dial: Dial,
    private readonly socket: WebSocket,
    private readonly takeOver: (opened: OpenedSession) => Session,
    private readonly resolve: (outcome: DialOutcome<Session>) => void,
  ) {
    socket.on('upgrade', (response) => this.#noteRequestId(response.headers['dg-request-id']));
    socket.on('unexpected-response', (_request, response) => {
      this.#noteRequestId(response.headers['dg-request-id']);
      this.#fail(failures.failureOfStatus(response.statusCode ?? 0));
    });
    socket.on('message', (data: Buffer, isBinary: boolean) => this.#received(data, isBinary));
    socket.on('error', (error) => this.#fail(failures.failureOfHandshake(error)));
    socket.on('close', (code) => this.#fail(failures.failureOfClose(code)));
    this.#cancelTimeout = dial.clock.after(CONNECT_TIMEOUT_MS, () => this.#fail(failures.CONNECT_TIMEOUT));
    dial.signal.addEventListener('abort', this.#onAbort);
  }

  #received(data: Buffer, isBinary: boolean): void {
    const { inbox } = this.dial;
    const message = isBinary ? null : inbox.read(data);
    if (isBinary) inbox.countViolation();
    if (message) this.#handle(message);
    if (inbox.flooded) this.#fail(failures.PROTOCOL_FLOOD);
  }

  #handle(message: ServerMessage): void {
    if (message.type === 'Error') return this.#fail(failures.failureOfErrorCode(message.code));
    if (message.type === 'Warning') return this.#warned(message.code);
    if (message.type === 'Welcome' && this.#phase.name === 'awaiting_welcome') {
      this.#phase = { name: 'awaiting_settings_applied', requestId: message.request_id };
      this.socket.send(JSON.stringify(this.dial.settings));
    } else if (message.type === 'SettingsApplied' && this.#phase.name === 'awaiting_settings_applied') {
      this.#succeed(this.#phase.requestId);
    } else if (message.type !== 'History') {
      // Where the history of a resumed conversation is repeated isn't documented, and it may be long.
      this.dial.inbox.countViolation();
    }
  }

  #warned(code: string): void {
    this.dial.inbox.countWarning(code);
    this.dial.onWarning(code);
  }

  #succeed(requestId: string): void {
    this.#finish();
    const session = this.takeOver({ socket: this.socket, requestId });
    this.resolve({ kind: 'opened', session, requestId });
  }

  /** Ends the attempt and the socket, at whatever stage it is. */
  #fail(failure: AgentFailure): void {
    if (this.#phase.name === 'over') return;
    this.#finish();
    // A socket that is torn down while connecting says so once more.
    this.socket.on('error', () => undefined);
    this.socket.terminate();
    this.resolve({ kind: 'failed', failure, requestId: this.#requestId });
  }

  #finish(): void {
    this.#phase = { name: 'over' };
    this.#cancelTimeout();
    this.dial.signal.removeEventListener('abort', this.#onAbort);
    this.socket.removeAllListeners();
  }

  #noteRequestId(header: string | string[] | undefined): void {
    if (typeof header === 'string' && requestIdPattern.test(header)) this.#requestId = header;
  }
}
