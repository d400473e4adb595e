import type { Temporal } from 'temporal-polyfill';
import type { AgentStage } from '../agent/voice-agent.port.js';
import type { Clock } from '../common/clock/clock.js';
import type { TurnRecord } from '../calls/calls.types.js';
import type { CallSid } from '../common/ids/ids.js';
import type { AgentPlayback } from './agent-playback.js';
import type { CallTrace } from './call-trace.js';
import type { ConversationMetrics } from './conversation.metrics.js';
import type { TurnWriter } from './record.writer.js';
import { TurnTimeline, type AnswerTimes } from './turn-timeline.js';

interface AgentTurn {
  seq: number;
  /** Number of the turn in the playback ledger of this stream. */
  playbackTurn: number;
  text: string;
  heard: string;
  interrupted: boolean;
  startedAt: Temporal.Instant;
  /** Null for a turn that answers nobody, such as a greeting. */
  answer: AnswerTimes | null;
}

/**
 * Puts texts, audio, interruptions and their times together into turns, and hands each change to the writer. An agent's turn
 * takes texts until somebody else has the floor; its `heard` part grows as long as its playback goes on.
 */
export class Transcript {
  private open: AgentTurn | null = null;
  /** Turns that take no more text, while they are still being played. */
  private playing: AgentTurn[] = [];
  /** The turn with the first words to the caller's latest. */
  private answering: AgentTurn | null = null;
  private lastSeq: number;
  private callerSpokeAt: Temporal.Instant | null = null;
  /** Null while there is an agent, and before the first. */
  private agentLostAtMs: number | null = null;
  private readonly timeline: TurnTimeline;

  constructor(
    callSid: CallSid,
    private readonly clock: Clock,
    private readonly metrics: ConversationMetrics,
    private readonly playback: AgentPlayback,
    private readonly writer: TurnWriter,
    lastStoredSeq: number,
    trace: CallTrace | null,
  ) {
    this.lastSeq = lastStoredSeq;
    this.timeline = new TurnTimeline(
      (stage, ms) => metrics.turnStageReached(stage, ms, callSid),
      (answer) => trace?.answerAwaited(answer),
    );
  }

  callerStartedSpeaking(): void {
    this.callerSpokeAt = this.clock.now();
    this.timeline.callerStartedSpeaking();
  }

  /** Hot path: the caller's audio has voice in it. */
  callerVoice(): void {
    this.timeline.callerVoice(this.clock.nowMs());
  }

  callerTurnEnded(): void {
    this.timeline.callerTurnEnded(this.clock.nowMs());
  }

  /** Answers the number of the turn. */
  callerSaid(text: string): number {
    this.timeline.callerSaid(this.clock.nowMs());
    return this.callerTurn(text);
  }

  /** A turn of the caller that was pressed, not spoken. */
  callerKeyed(text: string): void {
    this.timeline.callerKeyed(this.clock.nowMs());
    this.playback.replyAsked();
    this.callerTurn(text);
  }

  agentSaid(text: string): void {
    const turn = this.openAgentTurn();
    turn.text = turn.text === '' ? text : `${turn.text} ${text}`;
    this.playback.addText(text);
    turn.heard = this.playback.heardText(turn.playbackTurn);
    this.store(turn);
  }

  /**
   * A line of ours, which `play` hands to the carrier. Words of the agent that have come before their audio are heard behind it: it
   * takes their place in the record, and they the next one. Answers the line's turn in the playback ledger.
   */
  lineOfOurs(words: string, play: () => void): number {
    const unvoiced = this.takeBackUnvoiced();
    this.endAgentTurn();
    const { playbackTurn } = this.openAgentTurn();
    this.agentSaid(words);
    play();
    this.endAgentTurn(); // whatever follows is not part of it
    if (unvoiced !== null) this.agentSaid(unvoiced);
    return playbackTurn;
  }

  /** Hot path: to be called before a chunk of agent audio is played. */
  agentAudio(): void {
    const turn = this.leadIn ?? this.openAgentTurn();
    const answer = this.timeline.agentAudio(this.clock.nowMs());
    if (answer === null) return;
    turn.answer ??= answer;
    this.answering = turn;
  }

  /** Hot path: to be called when the chunk was handed to the carrier. */
  audioSent(): void {
    this.timeline.sentToCarrier(this.clock.nowMs());
  }

  /** Playback went on: stored when the caller has heard another part of a text. */
  playbackMoved(): void {
    for (const turn of this.playing) this.hear(turn);
    this.playing = this.playing.filter((turn) => turn.heard !== turn.text || turn === this.leadIn);
    if (this.open) this.hear(this.open);
  }

  /** The agent's next words begin a new turn; what is queued of this one still plays. */
  endAgentTurn(): void {
    if (this.open && this.open.text !== '') this.playing.push(this.open); // without words there is nothing to write down
    this.open = null;
  }

  /** The agent, or its session, has left a reply in the middle: the rest of it will never be said. The caller may have keyed something in since. */
  agentBrokeOff(): void {
    const turn = this.open ?? this.playing.at(-1);
    if (!turn || turn.text === '') return;
    this.playback.brokeOff(turn.playbackTurn);
    turn.heard = this.playback.heardText(turn.playbackTurn);
    turn.interrupted = true;
    this.store(turn);
    this.endAgentTurn();
  }

  /** The queue was cleared, or the line is gone: what was not heard by now never will be. Answers what was cut last. */
  cutAgentTurns(): { text: string; heard: string } | null {
    this.endAgentTurn();
    let cut: { text: string; heard: string } | null = null;
    for (const turn of this.playing) {
      this.noteFirstHeard(turn);
      turn.heard = this.playback.heardText(turn.playbackTurn);
      turn.interrupted = turn.heard !== turn.text;
      if (turn.interrupted) cut = { text: turn.text, heard: turn.heard };
      this.store(turn);
    }
    this.playing = [];
    return cut;
  }

  // ── Times that are known elsewhere ────────────────────────────────────────────────────────────────────────────────

  providerLatency(stage: AgentStage, ms: number): void {
    this.timeline.providerLatency(stage, ms);
  }

  /** A tool ran for the answer to the caller's latest turn, maybe after the first words of it. */
  toolRan(ms: number): void {
    this.timeline.toolRan(ms);
    if (this.answering && this.answering.text !== '') this.store(this.answering);
  }

  /** The caller cut the agent's audio. `ms`: from the provider's word to the carrier's clear handed to the socket. */
  bargedIn(ms: number): void {
    this.metrics.bargeInSeconds.observe(ms / 1000);
    this.timeline.bargedIn(ms);
  }

  agentLost(): void {
    this.agentLostAtMs ??= this.clock.nowMs();
  }

  /** The call has an agent, its first or another one. */
  agentBack(): void {
    if (this.agentLostAtMs === null) return;
    const goneMs = this.clock.nowMs() - this.agentLostAtMs;
    this.agentLostAtMs = null;
    this.metrics.agentReconnectSeconds.observe(goneMs / 1000);
    this.timeline.agentWasGone(goneMs);
  }

  private callerTurn(text: string): number {
    this.endAgentTurn();
    this.answering = null;
    const seq = this.nextSeq();
    this.writer.save({
      seq,
      role: 'caller',
      text,
      heard: text,
      interrupted: false,
      startedAt: this.callerSpokeAt ?? this.clock.now(),
      latencyMs: null,
      stages: null,
    });
    this.callerSpokeAt = null;
    return seq;
  }

  private takeBackUnvoiced(): string | null {
    const { open } = this;
    if (!open || open.text === '' || this.playback.hasAudio(open.playbackTurn)) return null;
    this.open = null;
    this.lastSeq = open.seq - 1;
    return open.text;
  }

  private openAgentTurn(): AgentTurn {
    this.open ??= {
      seq: this.nextSeq(),
      playbackTurn: this.playback.beginTurn(),
      text: '',
      heard: '',
      interrupted: false,
      startedAt: this.clock.now(),
      answer: null,
    };
    return this.open;
  }

  /** The provider may still send audio of words that it began before it got what it replies to next: it belongs to their turn until other words come. */
  private get leadIn(): AgentTurn | null {
    const last = this.open === null && this.playback.isLeadIn ? this.playing.at(-1) : undefined;
    return last ?? null;
  }

  private hear(turn: AgentTurn): void {
    const begins = this.noteFirstHeard(turn);
    const heard = this.playback.heardText(turn.playbackTurn);
    if ((heard === turn.heard && !begins) || turn.text === '') return;
    turn.heard = heard;
    this.store(turn);
  }

  /** True when the caller has begun to hear an answer. */
  private noteFirstHeard({ answer, playbackTurn }: AgentTurn): boolean {
    const sinceMs = answer === null ? null : this.playback.heardSinceMs(playbackTurn);
    return sinceMs !== null && answer !== null && answer.heard(sinceMs);
  }

  private store({ playbackTurn: _, answer, ...turn }: AgentTurn): void {
    const stages = answer?.stages ?? null;
    this.writer.save({ ...turn, role: 'agent', latencyMs: stages?.toCarrierMs ?? null, stages } satisfies TurnRecord);
  }

  private nextSeq(): number {
    this.lastSeq += 1;
    return this.lastSeq;
  }
}
