import type { AgentFailure } from '../agent/voice-agent.port.js';
import type { CallEnding, HandoverReason, NextStep } from '../calls/calls.types.js';
import type { PhraseId } from './phrases/phrase.types.js';

/** Why there is no agent on the line at the moment. */
export type OpeningReason = 'fresh' | 'resumed' | 'recovering';

/** Where a call stands. No handles: sockets, timers and texts belong to the runner. */
export type CallState =
  | {
      phase: 'opening';
      reason: OpeningReason;
      /** Counts from 1; the attempt that is running, or the last one that failed. */
      attempt: number;
      /** Who is called says hello first: the agent then begins, or after a moment without a hello. */
      weCalled: boolean;
    }
  | {
      phase: 'talking';
      /** "Are you still there?" said since the caller's last words. */
      nudges: number;
      /** Replies that never came since the caller's last answered turn. */
      lostReplies: number;
      callerIsSpeaking: boolean;
      agentIsAudible: boolean;
      /** The caller's turn, or a tool's result, has not been answered yet. */
      owesReply: boolean;
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
  | { phase: 'ended' };

export type TimerName =
  | 'retry'
  | 'trouble'
  | 'recovery_deadline'
  | 'silence'
  | 'filler'
  | 'farewell'
  | 'farewell_cap'
  | 'opening_words'
  | 'handover_cap'
  | 'limit_warning'
  | 'limit';

export type CallEvent =
  /** `remainingMs`: until the call has lasted as long as a call may. */
  | { type: 'started'; resumed: boolean; remainingMs: number; weCalled: boolean }
  /** What the call needs could not be loaded. */
  | { type: 'setup_failed' }
  | { type: 'agent_ready' }
  /** A session could not be had, or was lost. */
  | { type: 'agent_failed'; failure: AgentFailure }
  | { type: 'caller_started_speaking' }
  | { type: 'caller_said' }
  /** The provider would not speak a line of ours, because somebody was speaking. */
  | { type: 'say_refused' }
  /** First audio of the agent after a pause in its speech. */
  | { type: 'agent_audible' }
  /** Nothing is left to play. `complete` when the provider had said that the reply was sent whole. */
  | { type: 'agent_silent'; complete: boolean }
  | { type: 'tool_started' }
  | { type: 'tool_finished' }
  | { type: 'end_requested' }
  /** By the caller, by key or word, or by the agent. `at_once` does not wait for what is being said. */
  | { type: 'handover_requested'; reason: HandoverReason; summary: string | null; at_once: boolean }
  /** The agent's reply was that it did not understand, or it was another one. */
  | { type: 'turn_judged'; understood: boolean }
  | { type: 'timer_fired'; timer: TimerName }
  | { type: 'carrier_stopped' }
  | { type: 'carrier_lost' }
  /** A newer stream carries this call now. */
  | { type: 'superseded' };

export type CallEffect =
  | { type: 'connect_agent' }
  | { type: 'disconnect_agent' }
  /** Drop what the carrier has queued; the cut turn is recorded with the part that was heard. */
  | { type: 'clear_playback' }
  /** Spoken by the agent's own voice. */
  | { type: 'say'; phrase: PhraseId }
  /** Spoken from our own store of audio: needs no provider. */
  | { type: 'play'; phrase: PhraseId }
  /** Says that the caller is put through, or where there is nobody, that a message can be left. */
  | { type: 'announce_handover'; reason: HandoverReason }
  /** Tells whom we called, and who has not said a word, why. */
  | { type: 'say_opening' }
  /** Takes up the conversation after a gap, from what was said last. */
  | { type: 'take_up_thread' }
  | { type: 'start_timer'; timer: TimerName; ms: number }
  | { type: 'stop_timer'; timer: TimerName }
  | { type: 'plan'; nextStep: NextStep }
  | { type: 'plan_handover'; reason: HandoverReason; summary: string | null }
  | { type: 'close_record'; ending: CallEnding }
  | { type: 'close_stream' }
  | { type: 'count'; what: 'still_there' | 'reply_lost' };

export interface Step {
  state: CallState;
  effects: CallEffect[];
}
