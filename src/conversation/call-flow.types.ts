import type { AgentFailure } from '../agent/voice-agent.port.js';
import type { CallEnding, Danger, HandoverReason, NextStep } from '../calls/calls.types.js';
import type { PhraseId } from '../profiles/phrase.catalogue.js';
import type { Advice } from './emergency/advice.types.js';
import type { CardNotice } from './sensitive/card-notice.types.js';

/** Why there is no agent on the line at the moment. `renewing`: the caller has the floor, and need not notice; `handed_on`: nor need a
 * caller whom another process would have answered. */
export type OpeningReason = 'fresh' | 'resumed' | 'handed_on' | 'recovering' | 'renewing';

/** Where a call stands. No handles: sockets, timers and texts belong to the runner. */
export type CallState = AdvisedCall & { card: CardNotice };

/** As far as an emergency is concerned. */
export type AdvisedCall = CallPhase & { advice: Advice };

export type CallPhase =
  | {
      phase: 'opening';
      reason: OpeningReason;
      /** Counts from 1; the attempt that is running, or the last one that failed. */
      attempt: number;
      /** Whom we call says hello first: the agent then begins, or after a moment without a hello. Null for who called us. */
      hello: 'awaited' | 'missed' | null;
      /** The caller has been greeted. */
      greeted: boolean;
      /** Something is being played. */
      agentIsAudible: boolean;
      /** The caller was waiting for an answer when the last session was lost. */
      owed: boolean;
      /** As in `talking`. */
      lostReplies: number;
      /** Lines of ours that the caller has heard meanwhile. */
      comforts: number;
      /** The stream before was lost: the first of those lines says that we know. */
      cutOff: boolean;
    }
  | {
      phase: 'talking';
      /** The first words are ours, and nobody has said anything yet. */
      opensCall: boolean;
      /** "Are you still there?" said since the caller's last words. */
      nudges: number;
      /** Replies that never came since the caller's last answered turn. */
      lostReplies: number;
      callerIsSpeaking: boolean;
      /** Something is being played, of the agent's or of ours. */
      agentIsAudible: boolean;
      /** The caller's turn, or a tool's result, has not been answered yet. */
      owesReply: boolean;
      /** Audio of the reply has ended before the provider said that it was whole: the rest is owed. */
      replyStopped: boolean;
      /** The caller's voice has cut a reply, or kept one from beginning. */
      cutReply: boolean;
      /** Said while the caller waits for the present answer. */
      fillers: number;
      /** What was done about a turn of the caller that does not end. */
      unendedTurn: 'untouched' | 'acknowledged' | 'forced';
      /** The provider will end the session soon. */
      expiring: boolean;
      /** A line of ours was handed to the agent and has not been heard yet. */
      awaitsLine: boolean;
      toolsRunning: number;
      /** Turns in a row after which the agent said that it did not understand. */
      failedTurns: number;
    }
  | {
      /** The caller hears that a person is fetched. No agent listens any more. */
      phase: 'handing_over';
      reason: HandoverReason;
      summary: string | null;
      /** The caller hears what happens next; before, what the agent is saying. */
      isAnnounced: boolean;
    }
  | {
      phase: 'closing';
      ending: Extract<CallEnding, 'answered' | 'no_input' | 'time_limit'>;
      agentIsAudible: boolean;
      /** Some of the farewell was handed to the carrier. */
      farewellBegun: boolean;
      /** Kept for the case that the caller speaks again and the call goes on. */
      toolsRunning: number;
    }
  | {
      /** The caller hears what to do in an emergency; then the stream ends like this. */
      phase: 'last_words';
      then: CallEffect[];
    }
  | { phase: 'ended' };

export const ALL_TIMERS = [
  'retry',
  'trouble',
  'recovery_deadline',
  'silence',
  'filler',
  'reply_lost',
  'no_words',
  'muted',
  'farewell',
  'farewell_cap',
  'opening_words',
  'handover_words',
  'handover_cap',
  'advice_cap',
  'limit_warning',
  'limit',
] as const;
export type TimerName = (typeof ALL_TIMERS)[number];

export type CallEvent =
  /** `remainingMs`: until the call has lasted as long as a call may; `greeted`: the caller hears a greeting of ours already;
   * `emergency`: that was found in this call, on another stream; `card`: what was heard and said of a card there; `handedOn`: the
   * stream before was left by a process that ended, which the caller need not notice; `cutOff`: it was lost, in the middle of anything. */
  | {
      type: 'started';
      resumed: boolean;
      handedOn: 'quiet' | 'owed' | null;
      cutOff: boolean;
      remainingMs: number;
      weCalled: boolean;
      greeted: boolean;
      emergency: { danger: Danger; isHeard: boolean } | null;
      card: { told: number; saysDigits: boolean };
    }
  /** What the call needs is being loaded. */
  | { type: 'setup_begun'; cutOff: boolean }
  /** It could not be, or not in time. */
  | { type: 'setup_failed' }
  /** `silentMs`: since either side was heard. */
  | { type: 'agent_ready'; silentMs: number }
  /** A session could not be had, or was lost. `silentMs`: since either side was heard; `elsewhere`: another provider is there;
   * `isWhole`: all that the agent was saying has come, and will be played to its end. */
  | { type: 'agent_failed'; failure: AgentFailure; silentMs: number; elsewhere: boolean; isWhole: boolean }
  /** The provider will end it soon, or it has more to read than it should. */
  | { type: 'session_expiring' }
  /** The call has cost what a call may. `callsBack`: the caller has a number. */
  | { type: 'tokens_spent'; callsBack: boolean }
  /** `cut`: something was still to be played. */
  | { type: 'caller_started_speaking'; cut: boolean }
  /** `quietMs`: since the caller's last voice. */
  | { type: 'caller_said'; quietMs: number }
  /** By the words of the turn that has just been said, or by the agent's judgement. */
  | { type: 'danger_found'; danger: Danger }
  /** The caller has heard what to do about it, to the last word. */
  | { type: 'advice_heard' }
  /** The caller is saying the number of a card: known from the turn that is about to be reported as said. */
  | { type: 'card_digits_heard' }
  /** Their next turn, which is about to be reported, holds no such digits any more. */
  | { type: 'card_digits_over' }
  /** They have heard that they should not, to the last word. */
  | { type: 'card_notice_heard' }
  /** The turn that has just been said was a goodbye. */
  | { type: 'leave_taken' }
  /** The provider would not speak a line of ours, because somebody was speaking. */
  | { type: 'say_refused' }
  /** The agent's audio has come that was waited for. */
  | { type: 'agent_spoke' }
  /** First audio after a pause, of the agent's or of ours. */
  | { type: 'agent_audible' }
  /** Nothing is left to play. `complete` when the provider had said that the reply was sent whole; `confirmed` when the carrier has
   * said that it played all of it, and not the clock alone. */
  | { type: 'agent_silent'; complete: boolean; confirmed: boolean }
  /** What the clock had taken for played has been played now. */
  | { type: 'carrier_caught_up'; complete: boolean }
  /** The provider says that it has sent the reply whole, maybe long after its last audio. */
  | { type: 'reply_whole' }
  | { type: 'tool_started' }
  /** Not `answered`: nobody waits for the result any more. */
  | { type: 'tool_finished'; answered: boolean }
  | { type: 'end_requested' }
  /** By the caller, by key or word, or by the agent. `atOnce` does not wait for what is being said; `isWhole`: all of that has come. */
  | { type: 'handover_requested'; reason: HandoverReason; summary: string | null; atOnce: boolean; isWhole: boolean }
  /** The agent's reply was that it did not understand, or it was another one. */
  | { type: 'turn_judged'; understood: boolean }
  /**
   * `quietMs`: since the caller's last voice; `voicedMs`: how much voice there was since they began to speak; `agentQuietMs`: since the
   * agent was last heard on this stream, or since it began.
   */
  | { type: 'timer_fired'; timer: TimerName; quietMs: number; voicedMs: number; agentQuietMs: number }
  /** This process ends, and would hand the call on to another one. Said again as long as it is not done. `silentMs`: since either
   * side was heard; `atOnce`: there is no more time to wait for a good moment. */
  | { type: 'process_ends'; silentMs: number; atOnce: boolean }
  | { type: 'carrier_stopped' }
  | { type: 'carrier_lost' }
  /** A newer stream carries this call now. */
  | { type: 'superseded' };

export type CallEffect =
  /** `elsewhere`: with another provider than the present one. */
  | { type: 'connect_agent'; elsewhere: boolean }
  | { type: 'disconnect_agent' }
  /** Drop what the carrier has queued; the cut turn is recorded with the part that was heard. */
  | { type: 'clear_playback' }
  /** Spoken from our own store of audio: needs no provider. */
  | { type: 'play'; phrase: PhraseId }
  /** First aid, spoken from our own store; the agent is told. */
  | { type: 'advise'; danger: Danger }
  | { type: 'record_danger'; danger: Danger }
  | { type: 'record_advised'; danger: Danger }
  /** Asks the caller not to tell us their card's number, from our own store; the agent is told. */
  | { type: 'warn_of_card' }
  /** Neither the recording nor anybody else hears what is said until it goes on. */
  | { type: 'pause_recording' }
  | { type: 'resume_recording' }
  | { type: 'record_card_digits' }
  /** Nobody counts on the rest of the reply any more: only so much of it was heard as its audio can have said. */
  | { type: 'give_up_reply' }
  /** The agent goes on with what the caller's noise has cut. */
  | { type: 'resume_reply' }
  /** The agent is given the caller's last turn once more. */
  | { type: 'hear_again' }
  /** The provider is told that the caller's turn is over. */
  | { type: 'end_turn' }
  /** Says that the caller is put through, or where there is nobody, that a message can be left. */
  | { type: 'announce_handover'; reason: HandoverReason }
  /** Whatever becomes of this stream from now on, the call goes to a person. */
  | { type: 'keep_handover'; reason: HandoverReason; summary: string | null }
  /** Tells whom we called, and who has not said a word, why. */
  | { type: 'say_opening' }
  /** Takes up the conversation from what was said last; with an apology after a gap. */
  | { type: 'take_up_thread'; apology: boolean }
  /** `jitter`: a random share of the time, so that calls that lost the same provider do not come back in step. */
  | { type: 'start_timer'; timer: TimerName; ms: number; jitter?: number }
  | { type: 'stop_timer'; timer: TimerName }
  | { type: 'close_stream' }
  /** The carrier gets a document that needs none of our processes: the desk's phone, or words. The stream ends by it. */
  | { type: 'leave_to_carrier' }
  /** The desk is asked to call the caller back. */
  | { type: 'leave_callback'; why: 'limit' | 'process_ended' }
  | { type: 'count'; what: Nudge }
  | EndingEffect;

/** What a stream leaves behind for whoever goes on with the call. Only in its last step. */
export type EndingEffect =
  | { type: 'plan'; nextStep: NextStep }
  | { type: 'plan_handover'; reason: HandoverReason; summary: string | null }
  | { type: 'close_record'; ending: CallEnding };

/** What was missing when a line of ours was needed. `cough`: a noise had cut a reply; `turn_lost`: the caller's words never came. */
export const NUDGES = ['still_there', 'slow_reply', 'reply_lost', 'cough', 'turn_lost'] as const;
export type Nudge = (typeof NUDGES)[number];

/** Of one phase, which knows of no emergency. */
export interface Step {
  state: CallPhase;
  effects: CallEffect[];
}
