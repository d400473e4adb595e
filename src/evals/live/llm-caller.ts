import type { AgentBrief, AgentEvent, AgentLink, AgentListener, VoiceAgent } from '../../agent/voice-agent.port.js';
import { BYTES_PER_MS, FRAME_MS, SILENCE_BYTE } from '../../audio/frame.types.js';
import { CallNotes } from '../../simulation/caller/call-notes.js';
import type { PersonTools, PhoneUser } from '../../simulation/caller/person.runner.js';
import { GARBLED } from '../../simulation/caller/words.policy.js';
import type { LineFrame } from '../../simulation/carrier/carrier.types.js';
import type { PhoneCall } from '../../simulation/carrier/phone-call.js';
import { createEar } from '../../simulation/speech/ear.codec.js';
import { END_CALL } from './caller-brief.builder.js';

export interface LlmCallerParts {
  agent: VoiceAgent;
  brief: AgentBrief;
  /** Hangs up after that, whatever happens. */
  patienceMs: number;
}

/** Between the last word and the click. */
const BEFORE_HANGING_UP = Buffer.alloc(200 * BYTES_PER_MS, SILENCE_BYTE);

/** A caller who is a session of a voice agent: it hears what comes out of the telephone, and says what it has to say into it. */
export class LlmCaller implements PhoneUser, AgentListener {
  readonly notes: CallNotes;
  private readonly ear = createEar();
  private readonly abort = new AbortController();
  private session: Promise<AgentLink | null> = Promise.resolve(null);
  private link: AgentLink | null = null;
  private failure: Error | null = null;
  private call: PhoneCall | null = null;
  private nowMs = 0;
  private unspoken = 0;
  private leaving = false;

  constructor(
    private readonly parts: LlmCallerParts,
    private readonly tools: PersonTools,
  ) {
    this.notes = new CallNotes((remark) => tools.onRemark(remark));
  }

  take(call: PhoneCall): void {
    this.call = call;
    call.observe({
      onFrame: (frame) => this.onFrame(frame),
      onEvent: (event) => {
        this.tools.onEvent?.(event);
        if (event.type === 'ended') this.notes.close();
      },
    });
    this.session = this.open();
    call.ended.finally(() => this.abort.abort()).catch(() => undefined); // who wants to know of a defect awaits the call
  }

  /** @throws Error when there was no session, or it did not last as long as the call */
  async rivalsEnded(): Promise<void> {
    await (await this.session)?.close();
    if (this.failure) throw this.failure;
  }

  onAudio(chunk: Buffer): void {
    this.unspoken += 1;
    this.call?.speak(chunk, () => this.onSpoken());
  }

  onEvent(event: AgentEvent): void {
    switch (event.type) {
      case 'caller_started_speaking':
        return this.breakOff();
      case 'agent_said':
        return this.notes.begins(this.nowMs, event.text);
      case 'tool_requested':
        return this.runTool(event.requestId, event.name);
      case 'link_closed':
        return event.failure ? this.fail(`the caller's session was lost: ${event.failure.code}`) : undefined;
      default:
        return;
    }
  }

  private async open(): Promise<AgentLink | null> {
    const { agent, brief } = this.parts;
    try {
      this.link = await agent.connect(brief, this, this.abort.signal);
      return this.link;
    } catch (error) {
      if (!this.abort.signal.aborted) this.fail(error instanceof Error ? error.message : String(error));
      return null;
    }
  }

  private onFrame(frame: LineFrame): void {
    this.nowMs = frame.atMs;
    this.tools.onFrame?.(frame);
    const words = this.ear.hear(frame.heard).map((heard) => (heard.kind === 'word' ? heard.text : GARBLED));
    this.notes.hear(frame.atMs, this.ear.voiceActive || this.ear.midWord, words);
    this.link?.sendAudio(frame.heard);
    if (frame.atMs >= this.parts.patienceMs) this.call?.hangUp();
  }

  /** The receptionist speaks. */
  private breakOff(): void {
    if (this.leaving) return this.call?.hangUp();
    this.call?.hush();
    if (this.unspoken > 0) this.notes.finished(this.nowMs);
    this.unspoken = 0;
  }

  private onSpoken(): void {
    this.unspoken -= 1;
    if (this.unspoken === 0) this.notes.finished(this.nowMs + FRAME_MS);
  }

  private runTool(requestId: string, name: string): void {
    if (name !== END_CALL) return this.link?.answerTool(requestId, JSON.stringify({ problem: 'unknown' }));
    this.link?.answerTool(requestId, JSON.stringify({ hungUp: true }));
    this.leaving = true;
    this.call?.speak(BEFORE_HANGING_UP, () => this.call?.hangUp());
  }

  private fail(reason: string): void {
    this.failure ??= new Error(reason);
    this.call?.hangUp();
  }
}
