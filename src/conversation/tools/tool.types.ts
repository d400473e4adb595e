import type { Temporal } from 'temporal-polyfill';
import type { z } from 'zod';
import type { Call } from '../../calls/calls.types.js';
import type { ClinicProfile } from '../../clinics/clinics.types.js';

/** The facts of the session a tool is authorised by. Nothing in here comes from the model. */
export interface ToolContext {
  call: Call;
  profile: ClinicProfile;
  now: Temporal.Instant;
}

/**
 * What a tool answers. `rejected` is an expected outcome the model can act on: it is told what is wrong, so that it can ask
 * the caller again. Keys and sentences are short: every word of it goes through the model.
 */
export interface ToolOutcome {
  status: 'succeeded' | 'rejected';
  result: Record<string, unknown>;
  /** The call is to end once the goodbye has been heard. */
  endsCall?: boolean;
}

/** One thing the receptionist can do. The schema validates the arguments and describes them to the model. */
export interface Tool<Schema extends z.ZodType = z.ZodType> {
  name: string;
  description: string;
  /** True when running it changes something: the provider holds it back until the caller's turn is known to be over. */
  mutates: boolean;
  schema: Schema;
  run(args: z.output<Schema>, context: ToolContext): Promise<ToolOutcome>;
}

/** Keeps the link between a tool's schema and the arguments of its `run`. */
export const defineTool = <Schema extends z.ZodType>(tool: Tool<Schema>): Tool => tool;

export const rejected = (problem: string, message: string, more: Record<string, unknown> = {}): ToolOutcome => ({
  status: 'rejected',
  result: { problem, message, ...more },
});

export const succeeded = (result: Record<string, unknown>): ToolOutcome => ({ status: 'succeeded', result });
