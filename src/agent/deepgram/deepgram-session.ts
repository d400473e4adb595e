import type { WebSocket } from 'ws';
import type { Clock } from '../../common/clock/clock.js';
import { errorFields, type Logger } from '../../common/logging/logger.js';
import type { AgentMetrics } from '../agent.metrics.js';
import type { AgentEvent, AgentFailure, AgentLink, AgentListener } from '../voice-agent.port.js';
import { CallerAudioOutlet } from './caller-audio-outlet.js';
import type { ClientMessage, ServerMessage } from './deepgram-agent.protocol.js';
import * as failures from './deepgram-failures.policy.js';
import type { OpenedSession } from './deepgram-handshake.js';
import { OPEN_GATE, reduceGate, type GateSignal, type ReplyGate } from './reply-gate.reducer.js';
import type { ServerInbox } from './server-inbox.js';
import { SessionPulse } from './session-pulse.js';
import { ToolLedger } from './tool-ledger.policy.js';

/** How long a peer may take to answer our closing frame before its socket is destroyed. */
export const CLOSE_GRACE_MS = 1_000;

export interface SessionSurroundings {
  driver: string;
  listener: AgentListener;
  inbox: ServerInbox;
  clock: Clock;
  log: Logger;
  metrics: AgentMetrics;
}

/**
 * A session that takes audio: translates the provider's messages to events in the order of the wire, and the link's methods
 * to messages. Nothing that the listener throws reaches the socket: it would end the process and every other call with it.
 */
export class DeepgramSession implements AgentLink {
  readonly sessionId: string;
  readonly #socket: WebSocket;
  readonly #outlet: CallerAudioOutlet;
  readonly #pulse: SessionPulse;
  readonly #tools = new ToolLedger();
  readonly #socketClosed: Promise<void>;
  #gate: ReplyGate = OPEN_GATE;
  /** The caller's turn that we handed over, until its echo has come. */
  #injectedTurn: string | null = null;
  /** `closing`: we are ending it, and only `link_closed` is still to be told. */
  #phase: 'live' | 'closing' | 'over' = 'live';

  constructor(
    opened: OpenedSession,
    private readonly surroundings: SessionSurroundings,
  ) {
    const { clock, metrics, driver } = surroundings;
    const socket = opened.socket;
    this.#socket = socket;
    this.sessionId = opened.requestId;
    this.#outlet = new CallerAudioOutlet(socket, (ms) => metrics.droppedAudioSeconds.inc({ driver }, ms / 1000));
    socket.on('message', (data: Buffer, isBinary: boolean) => this.#received(data, isBinary));
    socket.on('pong', () => this.#pulse.ponged());
    // After the handshake, ws reports only frames that it can't accept; a lost connection is a plain close.
    socket.on('error', () => this.#fail(failures.INVALID_FRAME));
    this.#socketClosed = new Promise((resolve) => {
      socket.on('close', (code) => {
        this.#closed(code);
        resolve();
      });
    });
    this.#pulse = new SessionPulse(clock, {
      keepAlive: () => this.#send({ type: 'KeepAlive' }),
      ping: () => socket.ping(),
      lost: () => this.#fail(failures.PEER_SILENT),
    });
  }

  sendAudio(frame: Buffer): void {
    // Deepgram takes an empty frame for the end of the audio.
    if (this.#phase !== 'live' || frame.length === 0) return;
    this.#outlet.send(frame);
    this.#pulse.audioSent();
  }

  answerTool(requestId: string, resultJson: string): void {
    if (this.#phase !== 'live') return;
    const name = this.#tools.settle(requestId);
    if (name !== null) this.#send({ type: 'FunctionCallResponse', id: requestId, name, content: resultJson });
  }

  say(text: string, how: 'queue' | 'interrupt'): void {
    if (this.#phase !== 'live') return;
    this.#step({ type: 'line_injected', text });
    this.#send({ type: 'InjectAgentMessage', message: text, behavior: how });
  }

  hear(text: string): void {
    if (this.#phase !== 'live') return;
    this.#injectedTurn = text;
    this.#send({ type: 'InjectUserMessage', content: text });
  }

  close(): Promise<void> {
    if (this.#phase === 'live') {
      this.#phase = 'closing';
      this.#wrapUp();
    }
    return this.#socketClosed;
  }

  #received(data: Buffer, isBinary: boolean): void {
    if (this.#phase !== 'live') return;
    this.#pulse.heard();
    if (isBinary) return this.#agentAudio(data);
    const { inbox } = this.surroundings;
    const message = inbox.read(data);
    if (message) this.#handle(message);
    if (inbox.flooded) this.#fail(failures.PROTOCOL_FLOOD);
  }

  #agentAudio(chunk: Buffer): void {
    if (chunk.length === 0) return;
    const { listener, metrics, driver } = this.surroundings;
    if (this.#gate.phase === 'open') this.#tell(() => listener.onAudio(chunk));
    else metrics.withheldAudioBytes.inc({ driver }, chunk.length);
  }

  #handle(message: ServerMessage): void {
    switch (message.type) {
      case 'UserStartedSpeaking':
        this.#step({ type: 'caller_started' });
        return this.#emit({ type: 'caller_started_speaking' });
      case 'ConversationText':
        return this.#conversationText(message.role, message.content);
      case 'EndOfTurn':
      case 'AgentThinking':
      case 'AgentStartedSpeaking':
        return void this.#step({ type: 'turn_advanced' });
      case 'AgentAudioDone':
        return this.#gate.phase === 'open' ? this.#emit({ type: 'agent_audio_done' }) : undefined;
      case 'FunctionCallRequest':
        this.#step({ type: 'turn_advanced' });
        return message.functions.forEach((call) => this.#functionCall(call));
      case 'FunctionCallCancelled':
        return message.functions.forEach(({ id }) => this.#functionCancelled(id));
      case 'InjectionRefused':
        return this.#injectionRefused();
      case 'Warning':
        if (message.code.startsWith('INJECT_AGENT_MESSAGE_')) return this.#injectionRefused();
        return this.#emit({ type: 'warned', code: message.code });
      case 'Error':
        return this.#fail(failures.failureOfErrorCode(message.code));
      case 'Welcome':
      case 'SettingsApplied':
        return this.surroundings.inbox.countViolation();
    }
  }

  #conversationText(role: string, text: string): void {
    const blank = text.trim() === '';
    if (role === 'user') {
      this.#step({ type: 'turn_advanced' });
      const isEcho = text === this.#injectedTurn;
      if (isEcho) this.#injectedTurn = null;
      if (!blank && !isEcho) this.#emit({ type: 'caller_said', text });
    } else if (role === 'assistant' && !blank) {
      if (this.#step({ type: 'agent_text', text })) this.#emit({ type: 'agent_said', text });
    }
  }

  #functionCall(call: { id: string; name: string; arguments: string; client_side: boolean }): void {
    if (!call.client_side) return;
    if (!this.#tools.open(call.id, call.name)) return this.surroundings.inbox.countViolation();
    this.#emit({ type: 'tool_requested', requestId: call.id, name: call.name, argumentsJson: call.arguments });
  }

  #functionCancelled(id: string): void {
    if (this.#tools.settle(id) !== null) this.#emit({ type: 'tool_cancelled', requestId: id });
  }

  #injectionRefused(): void {
    if (this.#step({ type: 'injection_refused' })) this.#emit({ type: 'say_refused' });
  }

  /** True when the message behind the signal is to be reported. */
  #step(signal: GateSignal): boolean {
    const { gate, report } = reduceGate(this.#gate, signal);
    this.#gate = gate;
    return report;
  }

  #emit(event: AgentEvent): void {
    if (this.#phase === 'live') this.#tell(() => this.surroundings.listener.onEvent(event));
  }

  #tell(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.surroundings.log.error('agent.listener_failed', { requestId: this.sessionId, ...errorFields(error) });
    }
  }

  #send(message: ClientMessage): void {
    this.#socket.send(JSON.stringify(message));
  }

  #fail(failure: AgentFailure): void {
    if (this.#phase !== 'live') return;
    this.#phase = 'over';
    this.#wrapUp();
    const { log, driver, listener } = this.surroundings;
    log.warn('agent.session_lost', { driver, requestId: this.sessionId, reason: failure.kind, code: failure.code });
    this.#tell(() => listener.onEvent({ type: 'link_closed', failure }));
  }

  #closed(code: number): void {
    if (this.#phase === 'live') return this.#fail(failures.failureOfClose(code));
    if (this.#phase === 'over') return;
    this.#phase = 'over';
    const { log, driver, listener } = this.surroundings;
    log.info('agent.session_closed', { driver, requestId: this.sessionId });
    this.#tell(() => listener.onEvent({ type: 'link_closed', failure: null }));
  }

  /** Says goodbye on the socket, and doesn't wait for the answer longer than is polite. */
  #wrapUp(): void {
    this.#pulse.stop();
    this.#outlet.clear();
    this.#socket.close(1000);
    const cancel = this.surroundings.clock.after(CLOSE_GRACE_MS, () => this.#socket.terminate());
    void this.#socketClosed.then(cancel);
  }
}
