import { FRAME_BYTES } from '../audio/frame.types.js';
import {
  MARK_GRACE_MS,
  allMarksBack,
  hasAudio,
  heardSinceMs,
  heardText,
  initialPlayout,
  isPlaying,
  nextMarkName,
  playedOutAtMs,
  reducePlayout,
  type PlayoutEvent,
  type PlayoutState,
} from '../audio/playout.reducer.js';
import type { Cancel, Clock } from '../common/clock/clock.js';
import type { CallMedia } from './call-media.port.js';

/** Half a second: often enough to know where the caller is in a sentence, rare enough not to disturb the carrier. */
const MARK_EVERY_BYTES = 25 * FRAME_BYTES;

export interface PlaybackListener {
  /** First audio after a pause in the agent's speech. `silentMs`: since the last of it was played. */
  onAudible(silentMs: number): void;
  /** Nothing is left to play. `complete`: the provider had said that it sent the whole reply. `confirmed`: the carrier says so, too. */
  onSilent(complete: boolean, confirmed: boolean): void;
  /** The carrier, which was late, has played all that the clock had taken for played. */
  onCaughtUp(complete: boolean): void;
  /** The caller's ear has moved on. */
  onHeard(): void;
}

/** Hands agent audio to the carrier and keeps the ledger of what the caller has heard of it. */
export class AgentPlayback {
  private ledger: PlayoutState = initialPlayout();
  private turn = 0;
  private bytesSinceMark = 0;
  private audible = false;
  private sentWhole = false;
  /** Something of a reply has come, and not yet the word that this was all. */
  private unfinished = false;
  private leadIn = false;
  private cancelCheck: Cancel = () => {};

  constructor(
    private readonly media: CallMedia,
    private readonly clock: Clock,
    private readonly listener: PlaybackListener,
  ) {}

  /** The provider has sent all of what it is saying. */
  get isWhole(): boolean {
    return this.sentWhole;
  }

  /** Something of a reply has come, and more of it is to be expected. */
  get isUnfinished(): boolean {
    return this.unfinished;
  }

  /** What is being said was begun before the agent got what it replies to next: that reply is still to come. */
  get isLeadIn(): boolean {
    return this.leadIn;
  }

  /** The agent was given a tool's answer, or what the caller keyed in. */
  replyAsked(): void {
    this.leadIn = this.unfinished;
  }

  /** Since the last of it was played, by the clock. */
  get silentMs(): number {
    return Math.max(0, this.clock.nowMs() - playedOutAtMs(this.ledger));
  }

  /** The carrier has said that it played all of it. Without that, the clock alone says so. */
  get isConfirmed(): boolean {
    return this.bytesSinceMark === 0 && allMarksBack(this.ledger, this.turn, this.clock.nowMs());
  }

  get isPlaying(): boolean {
    return isPlaying(this.ledger, this.clock.nowMs());
  }

  /** Begins the next turn of the agent; audio and text that follow belong to it. */
  beginTurn(): number {
    this.turn += 1;
    this.bytesSinceMark = 0;
    this.apply({ type: 'turn_started', turn: this.turn, atMs: this.clock.nowMs() });
    return this.turn;
  }

  addText(text: string): void {
    this.unfinished = true;
    this.leadIn = false; // not every provider says that a lead-in was sent whole, or left; the next text is taken for the reply
    this.apply({ type: 'text_added', turn: this.turn, text, atMs: this.clock.nowMs() });
  }

  /** Hot path. */
  addAudio(chunk: Buffer): void {
    const { silentMs } = this;
    this.media.sendAudio(chunk);
    this.apply({ type: 'audio_sent', turn: this.turn, bytes: chunk.length, atMs: this.clock.nowMs() });
    this.sentWhole = false;
    this.unfinished = true;
    this.bytesSinceMark += chunk.length;
    if (this.bytesSinceMark >= MARK_EVERY_BYTES) this.mark();
    if (!this.audible) {
      this.audible = true;
      this.listener.onAudible(silentMs);
    }
    this.checkWhenPlayedOut();
  }

  /** The provider has sent the reply to its end. */
  audioDone(): void {
    this.sentWhole = true;
    this.replyOver();
    this.apply({ type: 'audio_done', turn: this.turn, atMs: this.clock.nowMs() });
    if (this.bytesSinceMark > 0) this.mark();
    this.settle();
  }

  /** The provider is gone: what is missing of the turn will never be said. */
  brokeOff(turn: number): void {
    this.replyOver();
    this.apply({ type: 'broken_off', turn, atMs: this.clock.nowMs() });
  }

  markReturned(name: string): void {
    const wasLate = !this.audible && !this.isConfirmed;
    this.apply({ type: 'mark_returned', name, atMs: this.clock.nowMs() });
    this.listener.onHeard();
    this.settle();
    if (wasLate && this.isConfirmed) this.listener.onCaughtUp(this.sentWhole);
  }

  /** Drops what the carrier has queued. */
  clear(): void {
    this.media.clear();
    this.replyOver();
    this.apply({ type: 'cleared', atMs: this.clock.nowMs() });
    this.bytesSinceMark = 0;
    this.audible = false;
    this.cancelCheck();
  }

  /** No more marks will come: what the clock says was heard is what counts. */
  streamClosed(): void {
    this.apply({ type: 'stream_closed', atMs: this.clock.nowMs() });
    this.cancelCheck();
  }

  hasAudio(turn: number): boolean {
    return hasAudio(this.ledger, turn);
  }

  heardText(turn: number): string {
    return heardText(this.ledger, turn, this.clock.nowMs());
  }

  /** When the caller began to hear the turn; null before. */
  heardSinceMs(turn: number): number | null {
    return heardSinceMs(this.ledger, turn, this.clock.nowMs());
  }

  private replyOver(): void {
    this.unfinished = false;
    this.leadIn = false;
  }

  private mark(): void {
    const name = nextMarkName(this.ledger, this.turn);
    this.media.sendMark(name);
    this.apply({ type: 'mark_sent', turn: this.turn, name, atMs: this.clock.nowMs() });
    this.bytesSinceMark = 0;
  }

  private settle(): void {
    if (!this.audible) return;
    if (!this.isConfirmed && this.isPlaying) return this.checkWhenPlayedOut(); // a late mark may have moved the end
    this.audible = false;
    this.cancelCheck();
    this.listener.onHeard();
    this.listener.onSilent(this.sentWhole, this.isConfirmed);
  }

  /** Marks normally tell the end; the clock does when they don't come. */
  private checkWhenPlayedOut(): void {
    this.cancelCheck();
    const waitMs = playedOutAtMs(this.ledger) - this.clock.nowMs() + MARK_GRACE_MS;
    this.cancelCheck = this.clock.after(Math.max(0, waitMs), () => this.settle());
  }

  private apply(event: PlayoutEvent): void {
    this.ledger = reducePlayout(this.ledger, event);
  }
}
