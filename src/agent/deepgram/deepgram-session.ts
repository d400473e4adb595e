import type { WebSocket } from 'ws';
import type { Clock } from '../../common/clock/clock.js';
import { errorFields, type Logger } from '../../common/logging/logger.js';
import type { AgentMetrics } from '../agent.metrics.js';
import {
  DEAF,
  type AgentBrief,
  type AgentEvent,
  type AgentFailure,
  type AgentLink,
  type AgentListener,
  type BriefChange,
  type SayHow,
} from '../voice-agent.port.js';
import { CallerAudioOutlet } from './caller-audio-outlet.js';
import { reduceCallerTurn, type CallerTurn, type CallerTurnSignal } from './caller-turn.reducer.js';
import type { ClientMessage, MessageOf, ServerMessage } from './deepgram-agent.protocol.js';
import * as failures from './deepgram-failures.policy.js';
import type { OpenedSession } from './deepgram-handshake.js';
import { stageTimes, type StageTime } from './deepgram-latency.policy.js';
import { buildUpdates, changed, type Omitted } from './deepgram-settings.builder.js';
import { isOpen, OPEN_GATE, reduceGate, type GateSignal, type ReplyGate } from './reply-gate.reducer.js';
import type { ServerInbox } from './server-inbox.js';
import { SessionPulse } from './session-pulse.js';
import { ToolLedger } from './tool-ledger.policy.js';

/** How long a peer may take to answer our closing frame before its socket is destroyed. */
export const CLOSE_GRACE_MS = 1_000;

export interface SessionSurroundings {
  driver: string;
  brief: AgentBrief;
  listener: AgentListener;
  inbox: ServerInbox;
  onOmitted(what: Omitted): void;
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
  #brief: AgentBrief;
  #gate: ReplyGate = OPEN_GATE;
  #turn: CallerTurn = 'going_on';
  /** The caller's turns that we handed over, oldest first, until their echo has come or the caller speaks anew. */
  #injectedTurns: string[] = [];
  /** Some of a reply was told, and neither its end nor a cut. */
  #isReplying = false;
  /** The caller has begun since their last words. */
  #hasBegun = false;
  /** Pings that ask for a round trip are numbered; only the pong to the last of them counts. */
  #roundTrips = 0;
  #reportsLatency = false;
  /** `closing`: we are ending it, and only `link_closed` is still to be told. */
  #phase: 'live' | 'closing' | 'over' = 'live';

  constructor(
    opened: OpenedSession,
    private readonly surroundings: SessionSurroundings,
  ) {
    const { clock, metrics, driver } = surroundings;
    const socket = opened.socket;
    this.#socket = socket;
    this.#brief = surroundings.brief;
    this.sessionId = opened.requestId;
    this.#outlet = new CallerAudioOutlet(socket, (ms) => metrics.droppedAudioSeconds.inc({ driver }, ms / 1000));
    socket.on('message', (data: Buffer, isBinary: boolean) => this.#received(data, isBinary));
    socket.on('pong', (data: Buffer) => this.#ponged(data));
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
    const name = this.#tools.answer(requestId);
    if (name === null) return;
    this.#send({ type: 'FunctionCallResponse', id: requestId, name, content: resultJson });
    if (isOpen(this.#gate) || !this.#tools.allAnswered) return;
    this.#step({ type: 'calls_answered' });
    this.#askForRoundTrip();
  }

  say(text: string, how: SayHow): void {
    if (this.#phase !== 'live') return;
    this.#step({ type: 'line_injected', text });
    this.#send({ type: 'InjectAgentMessage', message: text, behavior: how === 'if_idle' ? 'default' : how });
  }

  hear(text: string): void {
    if (this.#phase !== 'live') return;
    this.#injectedTurns.push(text);
    this.#send({ type: 'InjectUserMessage', content: text });
  }

  endTurn(): void {
    if (this.#phase === 'live') this.#send({ type: 'ForceEndTurn' });
  }

  replyHeard(): void {
    // Deepgram keeps the conversation itself, and has no message for this.
  }

  prove(overdue = false): void {
    if (this.#phase !== 'live') return;
    if (overdue && !this.#hasBegun && !this.#isReplying) this.#fail(DEAF);
    else this.#pulse.prove();
  }

  update(change: BriefChange): void {
    if (this.#phase !== 'live') return;
    const { messages, omitted } = buildUpdates(this.#brief, change);
    this.#brief = changed(this.#brief, change);
    this.surroundings.onOmitted(omitted);
    for (const message of messages) this.#send(message);
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
    if (this.#step({ type: 'agent_audio' })) {
      this.#isReplying = true;
      this.#tell(() => listener.onAudio(chunk));
    } else metrics.withheldAudioBytes.inc({ driver }, chunk.length);
  }

  #handle(message: ServerMessage): void {
    switch (message.type) {
      case 'UserStartedSpeaking':
        return this.#callerStarted();
      case 'ConversationText':
        return message.role === 'user' ? this.#callerSaid(message) : this.#agentSaid(message);
      case 'EndOfTurn':
        this.#step({ type: 'turn_advanced' });
        return this.#callerTurn('end_of_turn');
      case 'AgentThinking':
        return void this.#step({ type: 'turn_advanced' });
      case 'AgentStartedSpeaking':
        this.#step({ type: 'turn_advanced' });
        // The same times, from before there were reports of them.
        return this.#reportsLatency ? undefined : this.#emitTimes(stageTimes(message));
      case 'LatencyReport':
        return this.#latency(message);
      case 'AgentAudioDone':
        if (!this.#step({ type: 'agent_audio_done' })) return;
        this.#isReplying = false;
        return this.#emit({ type: 'agent_audio_done' });
      case 'FunctionCallRequest':
        this.#step({ type: 'call_requested' });
        return message.functions.forEach((call) => this.#functionCall(call));
      case 'FunctionCallCancelled':
        this.#step({ type: 'call_cancelled' });
        return message.functions.forEach(({ id }) => this.#functionCancelled(id));
      case 'FunctionCallResponse':
        return message.id === undefined ? undefined : this.#answerConfirmed(message.id);
      case 'History':
        return message.function_calls?.forEach(({ id }) => this.#answerConfirmed(id));
      case 'InjectionRefused':
        return this.#injectionRefused();
      case 'Warning':
        return this.#warned(message.code);
      case 'Error':
        return this.#fail(failures.failureOfErrorCode(message.code));
      case 'Welcome':
      case 'SettingsApplied':
        return this.surroundings.inbox.countViolation();
      // An update that is refused ends the session with an `Error`, so its acknowledgement tells nothing more.
      case 'ListenUpdated':
      case 'PromptUpdated':
      case 'SpeakUpdated':
      case 'ThinkUpdated':
        return;
    }
  }

  #callerStarted(): void {
    this.#step({ type: 'caller_started' });
    this.#callerTurn('caller_started');
    this.#tools.callerStarted();
    this.#injectedTurns = [];
    this.#isReplying = false;
    this.#hasBegun = true;
    if (this.#tools.hasUnconfirmed) this.#askForRoundTrip();
    this.#emit({ type: 'caller_started_speaking' });
  }

  #callerTurn(signal: CallerTurnSignal): void {
    const { turn, ended } = reduceCallerTurn(this.#turn, signal);
    this.#turn = turn;
    if (ended) this.#emit({ type: 'caller_turn_ended' });
  }

  #callerSaid({ content: text, languages }: MessageOf<'ConversationText'>): void {
    this.#step({ type: 'turn_advanced' });
    const echoed = this.#injectedTurns.indexOf(text);
    const isSpoken = echoed === -1;
    // A turn whose beginning we were not told of is answered as well: what was being said is left, as for one that we gave.
    if (this.#isReplying && !(isSpoken && this.#hasBegun)) {
      this.#isReplying = false;
      this.#emit({ type: 'reply_left' });
    }
    if (!isSpoken) return void this.#injectedTurns.splice(0, echoed + 1);
    this.#hasBegun = false;
    this.#callerTurn('words');
    if (text.trim() !== '') this.#emit({ type: 'caller_said', text, languages });
  }

  /** Other roles than the two are nobody's words. */
  #agentSaid({ role, content: text }: MessageOf<'ConversationText'>): void {
    if (role !== 'assistant' || text.trim() === '' || !this.#step({ type: 'agent_text', text })) return;
    this.#isReplying = true;
    this.#tools.agentSpoke();
    this.#emit({ type: 'agent_said', text });
  }

  #functionCall(call: { id: string; name: string; arguments: string; client_side: boolean }): void {
    if (!call.client_side) return;
    if (!this.#tools.open(call.id, call.name)) return this.surroundings.inbox.countViolation();
    this.#emit({ type: 'tool_requested', requestId: call.id, name: call.name, argumentsJson: call.arguments });
  }

  #functionCancelled(id: string): void {
    if (this.#tools.cancel(id)) this.#emit({ type: 'tool_cancelled', requestId: id });
  }

  #answerConfirmed(id: string): void {
    const confirmed = this.#tools.confirm(id);
    if (confirmed && this.#tools.allAnswered) this.#step({ type: 'answer_confirmed', ...confirmed });
  }

  #injectionRefused(): void {
    if (this.#step({ type: 'injection_refused' })) this.#emit({ type: 'say_refused' });
  }

  #warned(code: string): void {
    this.surroundings.inbox.countWarning(code);
    if (code.startsWith('INJECT_AGENT_MESSAGE_')) return this.#injectionRefused();
    this.#emit(code === 'MAXIMUM_SESSION_LENGTH_APPROACHING' ? { type: 'session_expiring' } : { type: 'warned', code });
  }

  #latency(report: MessageOf<'LatencyReport'>): void {
    const times = stageTimes(report);
    if (times.length > 0) this.#reportsLatency = true;
    this.#emitTimes(times);
  }

  #emitTimes(times: readonly StageTime[]): void {
    for (const { stage, ms } of times) this.#emit({ type: 'latency_reported', stage, ms });
  }

  #askForRoundTrip(): void {
    this.#roundTrips += 1;
    this.#socket.ping(String(this.#roundTrips));
  }

  #ponged(data: Buffer): void {
    if (this.#phase !== 'live') return;
    this.#pulse.ponged();
    if (data.toString('latin1') === String(this.#roundTrips)) this.#step({ type: 'round_trip_done' });
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
