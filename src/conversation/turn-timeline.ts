import type { AgentStage } from '../agent/voice-agent.port.js';
import type { TurnStages } from '../calls/calls.types.js';

/** What lies between the caller's last sound and the first sound of the answer, in order. */
export const STAGES = ['end_of_turn', 'first_token', 'first_audio', 'to_carrier', 'heard'] as const;
export type Stage = (typeof STAGES)[number];

/** Told once a stage and answer, as soon as it is known. `ms` counts from the end of the caller's speech. */
export type OnStage = (stage: Stage, ms: number) => void;

/** No provider waits longer for the next word: a sound before that was no part of the turn. */
const LONGEST_PAUSE_MS = 12_000;

/** The times of one answer to the caller. */
export class AnswerTimes {
  private readonly endOfTurnMs: number | null;
  private firstTokenMs: number | null = null;
  private firstAudioMs: number | null = null;
  private toCarrierMs: number | null = null;
  private heardMs: number | null = null;
  private toolMs: number | null = null;
  private bargeInMs: number | null = null;
  private reconnectMs: number | null = null;

  /** `endedAtMs`: when the turn was judged to be over; null when nothing tells how long that took. */
  constructor(
    readonly sinceMs: number,
    endedAtMs: number | null,
    private readonly onStage: OnStage,
  ) {
    this.endOfTurnMs = endedAtMs === null ? null : this.elapsedMs(endedAtMs);
  }

  get isAwaited(): boolean {
    return this.firstAudioMs === null;
  }

  /** In milliseconds from the end of the turn. What comes after the first sound belongs to a later part of the answer. */
  firstToken(ms: number): void {
    const sinceSpeechMs = (this.endOfTurnMs ?? 0) + Math.round(ms);
    if (this.firstTokenMs !== null || sinceSpeechMs > (this.firstAudioMs ?? Infinity)) return;
    this.firstTokenMs = sinceSpeechMs;
    if (!this.isAwaited) this.onStage('first_token', sinceSpeechMs);
  }

  firstAudio(atMs: number): void {
    this.firstAudioMs = this.elapsedMs(atMs);
    if (this.endOfTurnMs !== null) this.onStage('end_of_turn', this.endOfTurnMs);
    // Two clocks are at work; a token after its audio is a fault of theirs.
    if (this.firstTokenMs !== null && this.firstTokenMs > this.firstAudioMs) this.firstTokenMs = null;
    if (this.firstTokenMs !== null) this.onStage('first_token', this.firstTokenMs);
    this.onStage('first_audio', this.firstAudioMs);
  }

  /** Hot path. Only the first chunk of an answer counts. */
  sentToCarrier(atMs: number): void {
    if (this.isAwaited || this.toCarrierMs !== null) return;
    this.toCarrierMs = this.elapsedMs(atMs);
    this.onStage('to_carrier', this.toCarrierMs);
  }

  /** Answers whether this was news. */
  heard(atMs: number): boolean {
    if (this.heardMs !== null || this.toCarrierMs === null) return false;
    // A carrier whose marks come a little early has not played what it did not have.
    this.heardMs = Math.max(this.toCarrierMs, this.elapsedMs(atMs));
    this.onStage('heard', this.heardMs);
    return true;
  }

  toolRan(ms: number): void {
    this.toolMs = (this.toolMs ?? 0) + Math.round(ms);
  }

  bargedIn(ms: number): void {
    this.bargeInMs = Math.round(ms * 100) / 100;
  }

  agentWasGone(ms: number): void {
    this.reconnectMs = (this.reconnectMs ?? 0) + Math.round(ms);
  }

  get stages(): TurnStages {
    const { endOfTurnMs, firstTokenMs, firstAudioMs, toCarrierMs, heardMs, toolMs, bargeInMs, reconnectMs } = this;
    return { endOfTurnMs, firstTokenMs, firstAudioMs, toCarrierMs, heardMs, toolMs, bargeInMs, reconnectMs };
  }

  private elapsedMs(atMs: number): number {
    return Math.max(0, Math.round(atMs - this.sinceMs));
  }
}

/**
 * Takes the times between a turn of the caller and its answer. All instants are milliseconds of one clock. An answer is the
 * first audio of the agent after words of the caller: a greeting, or a line into the silence, answers nobody.
 */
export class TurnTimeline {
  private voiceAtMs: number | null = null;
  /** Of a turn that is over and whose words are still to come. */
  private ended: AnswerTimes | null = null;
  private answer: AnswerTimes | null = null;
  /** The words of the caller's present turn have come. */
  private wordsCame = false;
  /** Told with the answer that comes next. */
  private bargeInMs: number | null = null;
  private withoutAgentMs: number | null = null;

  /** `onAwaited`: told of each answer from the moment on from which it is awaited. */
  constructor(
    private readonly onStage: OnStage,
    private readonly onAwaited?: (answer: AnswerTimes) => void,
  ) {}

  /** Hot path, fifty times a second: the caller's audio has voice in it. */
  callerVoice(atMs: number): void {
    this.voiceAtMs = atMs;
  }

  callerStartedSpeaking(): void {
    this.wordsCame = false;
    this.ended = null;
  }

  /** The words of the turn may come before this or after it. */
  callerTurnEnded(atMs: number): void {
    if (!this.wordsCame) this.ended ??= this.waitFrom(atMs);
  }

  callerSaid(atMs: number): void {
    // A turn's words may come in several texts: the wait for its answer is one.
    if (this.wordsCame && this.answer?.isAwaited) return;
    this.expectAnswer(this.ended ?? this.waitFrom(atMs));
  }

  /** Keys are no speech: the wait begins with the last of them. */
  callerKeyed(atMs: number): void {
    this.voiceAtMs = null;
    this.expectAnswer(new AnswerTimes(atMs, null, this.onStage));
  }

  /** What the provider says of its own times, in the present turn. */
  providerLatency(stage: AgentStage, ms: number): void {
    if (stage === 'first_token') (this.ended ?? this.answer)?.firstToken(ms);
  }

  /** Hot path. Not null for the first chunk of an answer. */
  agentAudio(atMs: number): AnswerTimes | null {
    if (!this.answer?.isAwaited) return null;
    this.answer.firstAudio(atMs);
    return this.answer;
  }

  /** Hot path. */
  sentToCarrier(atMs: number): void {
    this.answer?.sentToCarrier(atMs);
  }

  /** A tool ran for the present answer, before its first sound or after it. */
  toolRan(ms: number): void {
    this.answer?.toolRan(ms);
  }

  /** The caller cut the agent; it took so long to silence it. */
  bargedIn(ms: number): void {
    this.bargeInMs = ms;
  }

  /** The call was without an agent for so long. */
  agentWasGone(ms: number): void {
    if (this.answer?.isAwaited) this.answer.agentWasGone(ms);
    else this.withoutAgentMs = (this.withoutAgentMs ?? 0) + ms;
  }

  private waitFrom(endedAtMs: number): AnswerTimes {
    const { voiceAtMs } = this;
    this.voiceAtMs = null;
    // A caller too quiet for our ear: nothing is known of the time before the provider's word.
    if (voiceAtMs === null || endedAtMs - voiceAtMs > LONGEST_PAUSE_MS) {
      return new AnswerTimes(endedAtMs, null, this.onStage);
    }
    return new AnswerTimes(voiceAtMs, endedAtMs, this.onStage);
  }

  private expectAnswer(answer: AnswerTimes): void {
    this.answer = answer;
    this.ended = null;
    this.wordsCame = true;
    if (this.bargeInMs !== null) answer.bargedIn(this.bargeInMs);
    if (this.withoutAgentMs !== null) answer.agentWasGone(this.withoutAgentMs);
    this.bargeInMs = null;
    this.withoutAgentMs = null;
    this.onAwaited?.(answer);
  }
}
