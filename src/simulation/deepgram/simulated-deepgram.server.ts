import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { SystemClock, type Clock } from '../../common/clock/clock.js';
import type { Brain } from '../brain/brain.port.js';
import { slotFillingBrain } from '../brain/slot-filling.policy.js';
import { createSpeech } from '../speech/speech.service.js';
import type { Speech, VoiceName } from '../speech/speech.types.js';
import type { FunctionCallResponse } from './agent-messages.protocol.js';
import { AgentSession, type SessionParts } from './agent-session.runner.js';
import { USUAL_QUIRKS, type DeepgramQuirks, type DeepgramService, type ServerFaults } from './deepgram-faults.types.js';
import { credentialOf, refuseUpgrade, type Refusal } from './deepgram-upgrade.js';
import { readListenWish, type ListenWish } from './listen-query.protocol.js';
import { ListenStream } from './listen-stream.runner.js';
import { readSpeakWish } from './speak-stream.protocol.js';
import { SpeakStream } from './speak-stream.runner.js';
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
  listen: [stream: ListenStream];
  speak: [stream: SpeakStream];
  caller_turn: [stream: ListenStream, text: string];
  stream_closed: [stream: ListenStream | SpeakStream];
}

const AGENT_PATH = '/v1/agent/converse';
const LISTEN_PATH = '/v1/listen';
const FLUX_PATH = '/v2/listen';
const SPEAK_PATH = '/v1/speak';
const MAX_MESSAGE_BYTES = 1024 * 1024;
/** Ended sessions, or streams of a kind, that are kept to be looked at. */
const REMEMBERED = 50;

/** What an upgrade asks for. */
interface Entrance {
  service: DeepgramService;
  /** What is wrong with the query; null when nothing is. */
  mistake: string | null;
  open(requestId: string, socket: WebSocket, stream: Duplex): void;
}

/**
 * Stands in for Deepgram's Voice Agent API, and for its streams that hear and speak, on a real socket and by the public protocols
 * alone. It hears the captions of simulated speech, thinks with a deterministic brain, and answers with simulated speech.
 */
export class SimulatedDeepgram extends EventEmitter<DeepgramEvents> {
  /** To be set by tests at any time; see there which apply once. */
  readonly faults: ServerFaults = { listen: {}, speak: {} };
  readonly quirks: DeepgramQuirks = { ...USUAL_QUIRKS };
  /** Oldest first; of ended ones the latest. */
  readonly sessions: AgentSession[] = [];
  /** Speech to text, at the same address; likewise. */
  readonly listens: ListenStream[] = [];
  /** Text to speech over WebSockets, at the same address; likewise. */
  readonly speaks: SpeakStream[] = [];
  /** Text to speech by REST, at the same address. */
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
    return this.addressOf(AGENT_PATH);
  }

  /** Of listen v1; v2 stands at the same place of the same host. */
  get listenUrl(): string {
    return this.addressOf(LISTEN_PATH);
  }

  get speakUrl(): string {
    return this.addressOf(SPEAK_PATH);
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

  private addressOf(path: string): string {
    return `ws://127.0.0.1:${(this.http.address() as AddressInfo).port}${path}`;
  }

  private onUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const requestId = randomUUID();
    const entrance = this.entranceAt(new URL(request.url ?? '/', 'http://localhost'));
    if (!entrance) return refuseUpgrade(socket, requestId, { with: 404 });
    const refusal = this.refusalOf(request, entrance);
    if (refusal) return refuseUpgrade(socket, requestId, refusal);
    requestIds.set(request, requestId);
    this.sockets.handleUpgrade(request, socket, head, (webSocket) => entrance.open(requestId, webSocket, socket));
  }

  private entranceAt({ pathname, searchParams }: URL): Entrance | null {
    switch (pathname) {
      case AGENT_PATH:
        return { service: 'agent', mistake: null, open: (...connection) => this.openSession(...connection) };
      case LISTEN_PATH:
      case FLUX_PATH:
        return this.listenEntrance(pathname === FLUX_PATH ? 'v2' : 'v1', searchParams);
      case SPEAK_PATH:
        return this.speakEntrance(searchParams);
      default:
        return null;
    }
  }

  private listenEntrance(version: ListenWish['version'], query: URLSearchParams): Entrance {
    const read = readListenWish(version, query);
    if (read.kind === 'refusal') return { service: 'listen', mistake: read.why, open: () => undefined };
    return {
      service: 'listen',
      mistake: null,
      open: (requestId, socket, raw) => {
        const stream = new ListenStream(requestId, read.wish, socket, raw, this.parts, this.faults.listen, {
          onCallerTurn: (of, text) => this.emit('caller_turn', of, text),
          onClosed: (of) => this.onStreamClosed(of, this.listens),
        });
        this.listens.push(stream);
        this.emit('listen', stream);
      },
    };
  }

  private speakEntrance(query: URLSearchParams): Entrance {
    const read = readSpeakWish(query);
    if (read.kind === 'refusal') return { service: 'speak', mistake: read.why, open: () => undefined };
    return {
      service: 'speak',
      mistake: null,
      open: (requestId, socket, raw) => {
        const stream = new SpeakStream(requestId, read.wish, socket, raw, this.parts, this.faults.speak, {
          onClosed: (of) => this.onStreamClosed(of, this.speaks),
        });
        this.speaks.push(stream);
        this.emit('speak', stream);
      },
    };
  }

  private openSession(requestId: string, webSocket: WebSocket, socket: Duplex): void {
    const session = new AgentSession(requestId, webSocket, socket, this.parts, this.faults, {
      onSettings: (of) => this.emit('settings', of),
      onUserTurn: (of, text) => this.emit('user_turn', of, text),
      onFunctionResponse: (of, response) => this.emit('function_response', of, response),
      onClosed: (of) => this.onClosed(of),
    });
    this.sessions.push(session);
    this.emit('session', session);
  }

  /** Null when it isn't refused. */
  private refusalOf(request: IncomingMessage, { service, mistake }: Entrance): Refusal | null {
    if (!this.knows(request)) return { with: 401 };
    const { outage } = this.faults;
    const isOut = outage && this.parts.clock.nowMs() < (outage.untilMs ?? Infinity);
    if (isOut && (outage.only ?? [service]).includes(service)) return { with: outage.with };
    const status = (service === 'agent' ? this.faults : this.faults[service]).refuseWith?.shift();
    if (status !== undefined) return { with: status };
    return mistake === null ? null : { with: 400, why: mistake };
  }

  private knows(request: IncomingMessage): boolean {
    const { apiKey } = this.options;
    return apiKey === undefined || credentialOf(request) === apiKey;
  }

  private onClosed(session: AgentSession): void {
    forgetOldest(this.sessions);
    this.emit('closed', session);
  }

  private onStreamClosed<Stream extends ListenStream | SpeakStream>(stream: Stream, all: Stream[]): void {
    forgetOldest(all);
    this.emit('stream_closed', stream);
  }
}

const requestIds = new WeakMap<IncomingMessage, string>();

function forgetOldest<Ended extends { state: string }>(all: Ended[]): void {
  const ended = all.filter(({ state }) => state === 'closed');
  for (const old of ended.slice(0, -REMEMBERED)) all.splice(all.indexOf(old), 1);
}
