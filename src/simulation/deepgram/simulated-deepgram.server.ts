import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { createServer, STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import { Socket, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { SystemClock, type Clock } from '../../common/clock/clock.js';
import type { Brain } from '../brain/brain.port.js';
import { slotFillingBrain } from '../brain/slot-filling.policy.js';
import { createSpeech } from '../speech/speech.service.js';
import type { Speech, VoiceName } from '../speech/speech.types.js';
import type { FunctionCallResponse } from './agent-messages.protocol.js';
import { AgentSession, type SessionParts } from './agent-session.runner.js';
import { USUAL_QUIRKS, type DeepgramFaults, type DeepgramQuirks } from './deepgram-faults.types.js';
import { SpeakRoutes } from './speak.routes.js';

export interface SimulatedDeepgramOptions {
  /** A free one when not given. Always on loopback. */
  port?: number;
  /** The only key that is let in; any credential is when not given. */
  apiKey?: string;
  /** Belongs to the giver. Without one the server makes, and closes, its own. */
  speech?: Speech;
  clock?: Clock;
  /** What the agent thinks with, whatever model the client asks for. */
  brain?: Brain;
  /** What the agent speaks with, whatever voice the client asks for. Each of a provider's voices has one when not given. */
  voice?: VoiceName;
}

export interface DeepgramEvents {
  session: [session: AgentSession];
  settings: [session: AgentSession];
  user_turn: [session: AgentSession, text: string];
  function_response: [session: AgentSession, response: FunctionCallResponse];
  closed: [session: AgentSession];
}

const AGENT_PATH = '/v1/agent/converse';
const MAX_MESSAGE_BYTES = 1024 * 1024;
/** Ended sessions that are kept to be looked at. */
const REMEMBERED_SESSIONS = 50;

/**
 * Stands in for Deepgram's Voice Agent API, on a real socket and by the public protocol alone. It hears the captions of
 * simulated speech, thinks with a deterministic brain, and answers with simulated speech.
 */
export class SimulatedDeepgram extends EventEmitter<DeepgramEvents> {
  /** To be set by tests at any time; see there which apply once. */
  readonly faults: DeepgramFaults = {};
  readonly quirks: DeepgramQuirks = { ...USUAL_QUIRKS };
  /** Oldest first; of ended ones the latest. */
  readonly sessions: AgentSession[] = [];
  /** Text to speech, at the same address. */
  readonly speak: SpeakRoutes;

  private readonly sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    handleProtocols: (offered) => (offered.has('bearer') ? 'bearer' : offered.has('token') ? 'token' : false),
  });
  private readonly parts: SessionParts;

  static async listen(options: SimulatedDeepgramOptions): Promise<SimulatedDeepgram> {
    const http = createServer();
    const server = new SimulatedDeepgram(http, options);
    http.listen(options.port ?? 0, '127.0.0.1');
    await once(http, 'listening');
    return server;
  }

  private constructor(
    private readonly http: Server,
    private readonly options: SimulatedDeepgramOptions,
  ) {
    super();
    this.parts = {
      clock: options.clock ?? new SystemClock(),
      speech: options.speech ?? createSpeech(),
      voice: options.voice ?? null,
      brain: options.brain ?? slotFillingBrain,
      quirks: this.quirks,
    };
    const { speech, clock, voice } = this.parts;
    this.speak = new SpeakRoutes(http, { speech, clock, voice, isKnown: (request) => this.knows(request) });
    http.on('upgrade', (request, socket, head) => this.onUpgrade(request, socket, head));
    // The response headers of the 101 carry the id that the Welcome repeats.
    this.sockets.on('headers', (headers, request) => headers.push(`dg-request-id: ${requestIds.get(request) ?? ''}`));
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.http.address() as AddressInfo).port}${AGENT_PATH}`;
  }

  get liveSessions(): AgentSession[] {
    return this.sessions.filter((session) => session.state !== 'closed');
  }

  /** Ends every session as a service that goes away does, and frees the port. */
  async close(): Promise<void> {
    for (const socket of this.sockets.clients) socket.terminate();
    this.sockets.close();
    this.http.close();
    this.http.closeAllConnections();
    await once(this.http, 'close');
    if (!this.options.speech) await this.parts.speech.close();
  }

  private onUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const requestId = randomUUID();
    const refusal = this.refusalOf(request);
    if (refusal === 'reset') return void (socket instanceof Socket ? socket.resetAndDestroy() : socket.destroy());
    if (refusal !== null) return refuse(socket, requestId, refusal);
    requestIds.set(request, requestId);
    this.sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const session = new AgentSession(requestId, webSocket, socket, this.parts, this.faults, {
        onSettings: (of) => this.emit('settings', of),
        onUserTurn: (of, text) => this.emit('user_turn', of, text),
        onFunctionResponse: (of, response) => this.emit('function_response', of, response),
        onClosed: (of) => this.onClosed(of),
      });
      this.sessions.push(session);
      this.emit('session', session);
    });
  }

  /** The HTTP status that the upgrade is refused with, or how else; null when it isn't. */
  private refusalOf(request: IncomingMessage): number | 'reset' | null {
    if (new URL(request.url ?? '/', 'http://localhost').pathname !== AGENT_PATH) return 404;
    if (!this.knows(request)) return 401;
    const { outage } = this.faults;
    if (outage && this.parts.clock.nowMs() < (outage.untilMs ?? Infinity)) return outage.with;
    return this.faults.refuseWith?.shift() ?? null;
  }

  private knows(request: IncomingMessage): boolean {
    const { apiKey } = this.options;
    return apiKey === undefined || credentialOf(request) === apiKey;
  }

  private onClosed(session: AgentSession): void {
    const ended = this.sessions.filter(({ state }) => state === 'closed');
    for (const old of ended.slice(0, -REMEMBERED_SESSIONS)) this.sessions.splice(this.sessions.indexOf(old), 1);
    this.emit('closed', session);
  }
}

const requestIds = new WeakMap<IncomingMessage, string>();

/** A key goes with `Token`; with `Bearer` only temporary tokens do, which the stand-in doesn't issue. */
function credentialOf({ headers }: IncomingMessage): string | null {
  const [scheme = '', key] = (headers.authorization ?? '').split(' ');
  if (scheme.toLowerCase() === 'token') return key ?? null;
  const protocols = (headers['sec-websocket-protocol'] ?? '').split(',').map((protocol) => protocol.trim());
  return protocols[0] === 'token' ? (protocols[1] ?? null) : null;
}

const REASONS: Readonly<Record<number, string>> = {
  401: 'Invalid credentials.',
  429: 'Too many concurrent requests.',
};

function refuse(socket: Duplex, requestId: string, status: number): void {
  const reason = REASONS[status] ?? STATUS_CODES[status] ?? 'Refused';
  const body = JSON.stringify({ category: reason, message: reason, details: reason, request_id: requestId });
  socket.once('finish', () => socket.destroy());
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Refused'}`,
      'Connection: close',
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      `dg-request-id: ${requestId}`,
      `dg-error: ${reason}`,
      '',
      body,
    ].join('\r\n'),
  );
}
