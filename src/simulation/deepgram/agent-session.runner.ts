import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';
import type { Cancel } from '../../common/clock/clock.js';
import { AgentConversation, type ConversationParts } from './agent-conversation.runner.js';
import {
  parseClientMessage,
  type ClientMessage,
  type ErrorCode,
  type FunctionCallResponse,
  type ServerMessage,
} from './agent-messages.protocol.js';
import type { Settings } from './agent-settings.protocol.js';
import { AgentWire } from './agent-wire.js';
import type { Breakage, DeepgramFaults, TurnMoment } from './deepgram-faults.types.js';
import { FaultBook } from './fault-book.policy.js';

/** What happens in a session, for tests and for whoever shows a call as it goes on. */
export interface AgentSessionListener {
  onSettings(session: AgentSession): void;
  onUserTurn(session: AgentSession, text: string): void;
  onFunctionResponse(session: AgentSession, response: FunctionCallResponse): void;
  onClosed(session: AgentSession): void;
}

/** What all sessions of a server share. */
export type SessionParts = Omit<ConversationParts, 'faults'>;

const TICK_MS = 100;
/** Not documented; clients that fell silent for 8 to 15 seconds report the error. */
const IDLE_MS = 10_000;
/** A managed model's prompt is cut here. */
const LONGEST_PROMPT = 25_000;

/** One connection to `/v1/agent/converse`: what may be said when, time limits, and how it ends. */
export class AgentSession {
  state: 'awaiting_settings' | 'active' | 'closed' = 'awaiting_settings';
  settings: Settings | null = null;
  /** What goes wrong in this session and in no other. */
  readonly faults: DeepgramFaults = {};
  /** Audio received from the caller, whatever was in it. */
  callerBytes = 0;
  keepAlives = 0;
  /** The words of each turn, as sent to the client. */
  readonly userTurns: string[] = [];
  readonly functionResponses: FunctionCallResponse[] = [];
  /** Of the closing frame that came from the client, or of ours; null while open. */
  closeCode: number | null = null;

  private readonly wire: AgentWire;
  private readonly faultBook: FaultBook;
  private conversation: AgentConversation | null = null;
  private readonly stopTicking: Cancel;
  private readonly openedAtMs: number;
  private readonly cancelKills: Cancel[] = [];
  private appliedAtMs: number | null = null;
  private lastMessageAtMs: number;
  private warned = false;
  private isMute = false;
  /** The network is gone on this end only: what the client does about the session can't be seen from here. */
  isCutOff = false;

  constructor(
    readonly requestId: string,
    socket: WebSocket,
    stream: Duplex,
    private readonly parts: SessionParts,
    faultsOfAll: DeepgramFaults,
    private readonly listener: AgentSessionListener,
  ) {
    this.wire = new AgentWire(socket, stream, parts.clock, parts.quirks);
    this.faultBook = new FaultBook([this.faults, faultsOfAll]);
    this.openedAtMs = parts.clock.nowMs();
    this.lastMessageAtMs = this.openedAtMs;
    this.stopTicking = parts.clock.every(TICK_MS, () => this.tick());
    socket.on('message', (data, isBinary) => this.onMessage(data, isBinary));
    socket.on('close', (code) => this.onClose(code));
    // A broken frame: `ws` closes the connection itself.
    socket.on('error', () => undefined);
    if (this.faultBook.stallsBefore('Welcome')) this.break('mute');
    else this.send({ type: 'Welcome', request_id: requestId });
  }

  /** Ends the connection from the service's side: 1005 without a code, 1006 without a closing handshake. */
  drop(closeCode: number): void {
    this.end();
    this.wire.close(closeCode);
  }

  /** Goes wrong now. A session that is mute or half open stays `active`, for nobody knows otherwise. */
  break(how: Breakage): void {
    if (this.state === 'closed') return;
    if (how === 'mute' || how === 'half_open') {
      this.isMute = true;
      this.quieten();
      if (how === 'mute') this.wire.mute();
      else {
        this.isCutOff = true;
        this.wire.halfOpen();
      }
    } else if ('error' in how) this.fail(how.error, 'simulated', how.closeCode);
    else this.drop(how.closeCode);
  }

  /** Goes wrong when the session is so old, or at once if it is older. */
  killAt(ageMs: number, how: Breakage): void {
    const leftMs = this.openedAtMs + ageMs - this.parts.clock.nowMs();
    this.cancelKills.push(this.parts.clock.after(Math.max(0, leftMs), () => this.break(how)));
  }

  private onMessage(data: RawData, isBinary: boolean): void {
    if (this.state === 'closed' || this.isMute) return;
    this.lastMessageAtMs = this.parts.clock.nowMs();
    const bytes = bufferOf(data);
    if (isBinary) return this.takeAudio(bytes);
    const parsed = parseClientMessage(bytes.toString('utf8'));
    if (parsed.kind === 'refused') return this.fail(parsed.code, parsed.description);
    if (parsed.message.type === 'Settings') return this.applySettings(parsed.message);
    if (!this.conversation) return this.failBeforeSettings();
    this.obey(parsed.message, this.conversation);
  }

  private takeAudio(audio: Buffer): void {
    if (!this.conversation) return this.failBeforeSettings();
    this.callerBytes += audio.length;
    this.conversation.hear(audio);
  }

  private failBeforeSettings(): void {
    this.fail('NON_SETTINGS_MESSAGE_BEFORE_SETTINGS', 'Settings must be the first message');
  }

  private applySettings(settings: Settings): void {
    if (this.conversation) return this.fail('SETTINGS_ALREADY_APPLIED', 'Settings can be sent once');
    const { agent } = settings;
    // No agent configurations are stored here; the service answers an id it doesn't know just so.
    if (typeof agent === 'string') return this.fail('INTERNAL_SERVER_ERROR', 'agent configuration could not be loaded');
    if (this.faultBook.stallsBefore('SettingsApplied')) return this.break('mute');
    const refusal = this.faultBook.refuses(settings);
    if (refusal) return this.break(refusal);
    this.settings = settings;
    this.state = 'active';
    this.appliedAtMs = this.parts.clock.nowMs();
    this.send({ type: 'SettingsApplied' });
    this.cutLongPrompt(agent.think);
    const parts = { ...this.parts, faults: this.faultBook };
    this.conversation = new AgentConversation(this.requestId, agent, settings.flags, parts, {
      send: (message) => this.send(message),
      sendAudio: (frame) => this.wire.send(frame),
      sendStray: () => this.sendStray(),
      fail: (code, description) => this.fail(code, description),
      onUserTurn: (text) => this.onUserTurn(text),
      passes: (turn, moment) => this.passes(turn, moment),
    });
    this.listener.onSettings(this);
  }

  private cutLongPrompt(think: Exclude<Settings['agent'], string>['think']): void {
    for (const entry of [think ?? []].flat()) {
      if (entry.endpoint || entry.prompt.length <= LONGEST_PROMPT) continue;
      entry.prompt = entry.prompt.slice(0, LONGEST_PROMPT);
      this.send({ type: 'Warning', code: 'PROMPT_TOO_LONG', description: 'the prompt was cut' });
    }
  }

  private obey(message: Exclude<ClientMessage, Settings>, conversation: AgentConversation): void {
    switch (message.type) {
      case 'KeepAlive':
        this.keepAlives++;
        return;
      case 'UpdatePrompt':
        conversation.updatePrompt(message.prompt);
        return this.send({ type: 'PromptUpdated' });
      case 'UpdateThink':
        this.cutLongPrompt(message.think);
        conversation.updateThink(message.think);
        return this.send({ type: 'ThinkUpdated' });
      case 'UpdateSpeak':
        conversation.updateSpeak(message.speak);
        return this.send({ type: 'SpeakUpdated' });
      case 'UpdateListen':
        conversation.updateListen(message.listen.provider);
        return this.send({ type: 'ListenUpdated' });
      case 'InjectAgentMessage':
        return conversation.injectAgent(message);
      case 'InjectUserMessage':
        return conversation.injectUser(message.content);
      case 'FunctionCallResponse':
        this.functionResponses.push(message);
        this.listener.onFunctionResponse(this, message);
        return conversation.answer(message);
      case 'ForceEndTurn':
        return conversation.forceEndTurn();
    }
  }

  private onUserTurn(text: string): void {
    this.userTurns.push(text);
    this.listener.onUserTurn(this, text);
  }

  private passes(turn: number, moment: TurnMoment): boolean {
    const breakage = this.faultBook.breaksAtTurn(turn, moment);
    if (breakage) this.break(breakage);
    return this.state === 'closed' || this.isMute;
  }

  private tick(): void {
    const nowMs = this.parts.clock.nowMs();
    const { sessionLimitMs, sessionWarningMs } = this.parts.quirks;
    const breakage = this.appliedAtMs === null ? null : this.faultBook.breaksAfter(nowMs - this.appliedAtMs);
    if (breakage) return this.break(breakage);
    if (nowMs - this.lastMessageAtMs >= IDLE_MS)
      return this.fail('CLIENT_MESSAGE_TIMEOUT', 'no message within the timeout');
    const ageMs = nowMs - this.openedAtMs;
    if (ageMs >= sessionLimitMs) return this.fail('MAXIMUM_SESSION_LENGTH_REACHED', 'the session is too old');
    if (ageMs >= sessionWarningMs && !this.warned) {
      this.warned = true;
      const description = 'the session will end soon';
      this.send({ type: 'Warning', code: 'MAXIMUM_SESSION_LENGTH_APPROACHING', description });
    }
    this.conversation?.tick();
  }

  /** The service sends the error and closes; which close code it uses is not documented. */
  private fail(code: ErrorCode | (string & {}), description: string, closeCode = 1000): void {
    if (this.state === 'closed') return;
    this.send({ type: 'Error', code, description });
    this.drop(closeCode);
  }

  private send(message: ServerMessage): void {
    this.wire.send(JSON.stringify(message));
  }

  private sendStray(): void {
    this.wire.send(JSON.stringify({ type: 'SomethingNew', detail: { level: 3 } }));
    this.wire.send('not a message');
  }

  private onClose(code: number): void {
    this.closeCode = code;
    this.end();
    this.listener.onClosed(this);
  }

  private end(): void {
    this.state = 'closed';
    this.quieten();
    for (const cancel of this.cancelKills) cancel();
  }

  private quieten(): void {
    this.stopTicking();
    this.conversation?.close();
  }
}

function bufferOf(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}
