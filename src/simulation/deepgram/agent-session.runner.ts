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
import type { DeepgramFaults } from './deepgram-faults.types.js';

/** What happens in a session, for tests and for whoever shows a call as it goes on. */
export interface AgentSessionListener {
  onSettings(session: AgentSession): void;
  onUserTurn(session: AgentSession, text: string): void;
  onFunctionResponse(session: AgentSession, response: FunctionCallResponse): void;
  onClosed(session: AgentSession): void;
}

const TICK_MS = 250;
/** Not documented; clients that fell silent for 8 to 15 seconds report the error. */
const IDLE_MS = 10_000;
const LONGEST_SESSION_MS = 2 * 60 * 60_000;
const SESSION_WARNING_MS = LONGEST_SESSION_MS - 5 * 60_000;
/** A managed model's prompt is cut here. */
const LONGEST_PROMPT = 25_000;

/** One connection to `/v1/agent/converse`: what may be said when, time limits, and how it ends. */
export class AgentSession {
  state: 'awaiting_settings' | 'active' | 'closed' = 'awaiting_settings';
  settings: Settings | null = null;
  /** Audio received from the caller, whatever was in it. */
  callerBytes = 0;
  keepAlives = 0;
  /** The words of each turn, as sent to the client. */
  readonly userTurns: string[] = [];
  readonly functionResponses: FunctionCallResponse[] = [];
  /** Of the closing frame that came from the client, or of ours; null while open. */
  closeCode: number | null = null;

  private conversation: AgentConversation | null = null;
  private readonly stopTicking: Cancel;
  private readonly openedAtMs: number;
  private lastMessageAtMs: number;
  private warned = false;
  private stalled = false;

  constructor(
    readonly requestId: string,
    private readonly socket: WebSocket,
    private readonly parts: ConversationParts,
    private readonly faults: DeepgramFaults,
    private readonly listener: AgentSessionListener,
  ) {
    this.openedAtMs = parts.clock.nowMs();
    this.lastMessageAtMs = this.openedAtMs;
    this.stopTicking = parts.clock.every(TICK_MS, () => this.tick());
    socket.on('message', (data, isBinary) => this.onMessage(data, isBinary));
    socket.on('close', (code) => this.onClose(code));
    // A broken frame: `ws` closes the connection itself.
    socket.on('error', () => undefined);
    if (!this.stallsBefore('Welcome')) this.send({ type: 'Welcome', request_id: requestId });
  }

  /** Ends the connection from the service's side: 1005 without a code, 1006 without a closing handshake. */
  drop(closeCode: number): void {
    this.end();
    if (closeCode === 1006) this.socket.terminate();
    else if (closeCode === 1005) this.socket.close();
    else this.socket.close(closeCode);
  }

  private stallsBefore(message: NonNullable<DeepgramFaults['stallBefore']>): boolean {
    if (this.faults.stallBefore !== message) return this.stalled;
    delete this.faults.stallBefore;
    return (this.stalled = true);
  }

  private onMessage(data: RawData, isBinary: boolean): void {
    if (this.state === 'closed' || this.stalled) return;
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
    if (this.stallsBefore('SettingsApplied')) return;
    this.settings = settings;
    this.state = 'active';
    this.send({ type: 'SettingsApplied' });
    this.cutLongPrompt(agent.think);
    this.conversation = new AgentConversation(this.requestId, agent, settings.flags, this.parts, {
      send: (message) => this.send(message),
      sendAudio: (frame) => this.write(frame),
      sendStray: () => this.sendStray(),
      fail: (code, description) => this.fail(code, description),
      onUserTurn: (turn, text) => this.onUserTurn(turn, text),
      silencesModelAt: (turn) => this.silencesModelAt(turn),
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

  private onUserTurn(turn: number, text: string): boolean {
    this.userTurns.push(text);
    this.listener.onUserTurn(this, text);
    const { dropAtTurn, errorAtTurn } = this.faults;
    if (errorAtTurn?.turn === turn) {
      delete this.faults.errorAtTurn;
      this.fail(errorAtTurn.code, 'simulated');
    } else if (dropAtTurn?.turn === turn) {
      delete this.faults.dropAtTurn;
      this.drop(dropAtTurn.closeCode);
    }
    return this.state === 'closed';
  }

  private silencesModelAt(turn: number): boolean {
    if (this.faults.emptyReplyAtTurn !== turn) return false;
    delete this.faults.emptyReplyAtTurn;
    return true;
  }

  private tick(): void {
    const nowMs = this.parts.clock.nowMs();
    if (this.stalled) return;
    if (nowMs - this.lastMessageAtMs >= IDLE_MS)
      return this.fail('CLIENT_MESSAGE_TIMEOUT', 'no message within the timeout');
    const ageMs = nowMs - this.openedAtMs;
    if (ageMs >= LONGEST_SESSION_MS) return this.fail('MAXIMUM_SESSION_LENGTH_REACHED', 'the session is 2 hours old');
    if (ageMs >= SESSION_WARNING_MS && !this.warned) {
      this.warned = true;
      this.send({ type: 'Warning', code: 'MAXIMUM_SESSION_LENGTH_APPROACHING', description: '5 minutes are left' });
    }
    this.conversation?.tick();
  }

  /** The service sends the error and closes; which close code it uses is not documented. */
  private fail(code: ErrorCode | (string & {}), description: string): void {
    if (this.state === 'closed') return;
    this.send({ type: 'Error', code, description });
    this.drop(1000);
  }

  private send(message: ServerMessage): void {
    this.write(JSON.stringify(message));
  }

  private sendStray(): void {
    this.write(JSON.stringify({ type: 'SomethingNew', detail: { level: 3 } }));
    this.write('not a message');
  }

  /** Text goes out as text, a buffer as audio. */
  private write(frame: string | Buffer): void {
    if (this.socket.readyState === this.socket.OPEN) this.socket.send(frame);
  }

  private onClose(code: number): void {
    this.closeCode = code;
    this.end();
    this.listener.onClosed(this);
  }

  private end(): void {
    this.state = 'closed';
    this.stopTicking();
    this.conversation?.close();
  }
}

function bufferOf(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}
