import type { Temporal } from 'temporal-polyfill';
import type { Clock } from '../common/clock/clock.js';
import type { TurnRecord } from '../calls/calls.types.js';
import type { AgentPlayback } from './agent-playback.js';
import type { RecordWriter } from './record.writer.js';

interface AgentTurn {
  seq: number;
  /** Number of the turn in the playback ledger of this stream. */
  playbackTurn: number;
  text: string;
  startedAt: Temporal.Instant;
  latencyMs: number | null;
  lastHeard: string;
}

/**
 * Puts texts, audio and interruptions together into turns, and hands each change to the writer. An agent's turn takes texts
 * until somebody else has the floor; its `heard` part grows as long as its playback goes on.
 */
export class Transcript {
  private open: AgentTurn | null = null;
  /** Turns that take no more text, while they are still being played. */
  private playing: AgentTurn[] = [];
  private lastSeq: number;
  private callerSpokeAt: Temporal.Instant | null = null;
  /** Last voice of the caller, and the same for the turn that waits for its answer. */
  private callerVoiceAtMs: number | null = null;
  private awaitingSinceMs: number | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly playback: AgentPlayback,
    private readonly writer: RecordWriter,
    lastStoredSeq: number,
  ) {
    this.lastSeq = lastStoredSeq;
  }

  callerStartedSpeaking(): void {
    this.callerSpokeAt = this.clock.now();
  }

  /** Hot path: the caller's audio has voice in it. */
  callerVoice(): void {
    this.callerVoiceAtMs = this.clock.nowMs();
  }

  callerSaid(text: string): void {
    this.endAgentTurn();
    const now = this.clock.now();
    this.awaitingSinceMs = this.callerVoiceAtMs ?? now.epochMilliseconds;
    this.callerVoiceAtMs = null;
    this.writer.save({
      seq: this.nextSeq(),
      role: 'caller',
      text,
      heard: text,
      interrupted: false,
      startedAt: this.callerSpokeAt ?? now,
      latencyMs: null,
    });
    this.callerSpokeAt = null;
  }

  agentSaid(text: string): void {
    const turn = this.openAgentTurn();
    turn.text = turn.text === '' ? text : `${turn.text} ${text}`;
    this.playback.addText(text);
    this.save(turn);
  }

  /** To be called before a chunk of agent audio is played. Answers how long the caller had waited for it, once a wait. */
  agentAudio(): number | null {
    const turn = this.openAgentTurn();
    if (this.awaitingSinceMs === null) return null;
    const latencyMs = this.clock.nowMs() - this.awaitingSinceMs;
    this.awaitingSinceMs = null;
    turn.latencyMs ??= latencyMs;
    return latencyMs;
  }

  /** Playback went on: stored when the caller has heard another part of a text. */
  playbackMoved(): void {
    for (const turn of this.playing) this.saveIfHeardMore(turn);
    this.playing = this.playing.filter((turn) => turn.lastHeard !== turn.text);
    if (this.open) this.saveIfHeardMore(this.open);
  }

  /** The agent's next words begin a new turn; what is queued of this one still plays. */
  endAgentTurn(): void {
    if (this.open && this.open.text !== '') this.playing.push(this.open); // without words there is nothing to write down
    this.open = null;
  }

  /** The queue was cleared, or the line is gone: what was not heard by now never will be. */
  cutAgentTurns(): void {
    this.endAgentTurn();
    for (const turn of this.playing) {
      const heard = this.playback.heardText(turn.playbackTurn);
      this.writer.save(record(turn, heard, heard !== turn.text));
    }
    this.playing = [];
  }

  private openAgentTurn(): AgentTurn {
    this.open ??= {
      seq: this.nextSeq(),
      playbackTurn: this.playback.beginTurn(),
      text: '',
      startedAt: this.clock.now(),
      latencyMs: null,
      lastHeard: '',
    };
    return this.open;
  }

  private saveIfHeardMore(turn: AgentTurn): void {
    if (this.playback.heardText(turn.playbackTurn) !== turn.lastHeard) this.save(turn);
  }

  private save(turn: AgentTurn): void {
    turn.lastHeard = this.playback.heardText(turn.playbackTurn);
    this.writer.save(record(turn, turn.lastHeard, false));
  }

  private nextSeq(): number {
    this.lastSeq += 1;
    return this.lastSeq;
  }
}

const record = (turn: AgentTurn, heard: string, interrupted: boolean): TurnRecord => ({
  seq: turn.seq,
  role: 'agent',
  text: turn.text,
  heard,
  interrupted,
  startedAt: turn.startedAt,
  latencyMs: turn.latencyMs,
});
