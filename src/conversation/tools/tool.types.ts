import type { Temporal } from 'temporal-polyfill';
import type { z } from 'zod';
import type { Call, Danger, HandoverReason, ToolStatus } from '../../calls/calls.types.js';
import type { ClinicProfile } from '../../clinics/clinics.types.js';
import type { AgentSettings, Language } from '../../profiles/agent-profile.types.js';
import type { KeypadField } from '../keypad.reducer.js';

/** What a call may do, by facts of the session. */
export interface CallScope {
  /** False when the clinic wants messages only at this hour. */
  books: boolean;
  /** Somebody is at the desk. */
  deskAnswers: boolean;
  /** The caller was told that the call may be recorded. */
  recorded: boolean;
}

/** The facts of the session a tool is authorised by. Nothing in here comes from the model. */
export interface ToolContext extends ToolSituation {
  /**
   * One request of the model. A run is tried again while the database is away, with the same id: what may be done once only is done
   * under it.
   */
  runId: string;
  now: Temporal.Instant;
}

/** What of it there is before a tool is used. */
export interface ToolSituation {
  call: Call;
  profile: ClinicProfile;
  /** What is spoken with the caller at present. */
  language: Language;
  /** What the caller keyed in; the model never gets to see it. */
  keyed: Readonly<Partial<Record<KeypadField, string>>>;
}

/**
 * What a tool answers. `rejected` is an expected outcome the model can act on: it is told what is wrong, so that it can ask
 * the caller again. Keys and sentences are short: every word of it goes through the model.
 */
export interface ToolOutcome {
  status: 'succeeded' | 'rejected';
  result: Record<string, unknown>;
  /** What the call does after the model was answered. */
  then?: ToolSequel;
}

/** How a run ended, whatever ended it. */
export interface ToolEnd {
  status: ToolStatus;
  result: Record<string, unknown>;
  then?: ToolSequel;
}

export type ToolSequel =
  /** It ends once the goodbye has been heard. */
  | { type: 'end_call' }
  /** By the agent's judgement: the caller is told what to do, unless they were. */
  | { type: 'danger'; danger: Danger }
  | { type: 'hand_over'; reason: HandoverReason; summary: string | null }
  | { type: 'await_keys'; field: KeypadField }
  | { type: 'stop_recording' }
  | { type: 'switch_language'; language: Language };

/** One thing the receptionist can do. The schema validates the arguments and describes them to the model. */
export interface Tool<Schema extends z.ZodType = z.ZodType> {
  name: string;
  description: string;
  /** True when running it changes something: the provider holds it back until the caller's turn is known to be over. */
  mutates: boolean;
  schema: Schema;
  /** When and how to use it, as lines of the instructions; a tool that a call does not have leaves none there. */
  guidance?: readonly string[];
  run(args: z.output<Schema>, context: ToolContext): Promise<ToolOutcome>;
}

/** What decides which tools a call has. */
export interface ToolSession {
  profile: ClinicProfile;
  agent: AgentSettings;
  scope: CallScope;
}

/** Tools that belong together. */
export interface ToolGroup {
  forCall(session: ToolSession): Tool[];
}

/** Keeps the link between a tool's schema and the arguments of its `run`. */
export const defineTool = <Schema extends z.ZodType>(tool: Tool<Schema>): Tool => tool;

export const rejected = (problem: string, message: string, more: Record<string, unknown> = {}): ToolOutcome => ({
  status: 'rejected',
  result: { problem, message, ...more },
});

export const succeeded = (result: Record<string, unknown>): ToolOutcome => ({ status: 'succeeded', result });
