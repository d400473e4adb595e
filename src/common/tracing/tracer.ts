/**
 * What there are spans of. A turn has the stages of its answer below it, in their order, and the tools that ran for it.
 */
export type SpanName =
  | 'call_stream'
  | 'connect_agent'
  | 'turn'
  | 'end_of_turn'
  | 'first_token'
  | 'first_audio'
  | 'to_carrier'
  | 'heard'
  | 'tool';

/**
 * The only fields a span may carry: ids, enums, counts and durations. Like those of a log line they are a closed list, so that
 * nothing that was said or keyed in, and nobody's name or number, compiles. What is null was not measured, and is left out.
 */
export interface SpanFields {
  callId?: string;
  clinicId?: string;
  direction?: string;
  outcome?: string | null;
  reason?: string | null;
  /** Which way to a voice agent, e.g. `deepgram_fallback`. */
  route?: string | null;
  /** By the name that we gave it, never by one that a model made up. */
  tool?: string;
  /** How many of them the stream had. */
  turns?: number;
  tools?: number;
  sessions?: number;
  latencyMs?: number | null;
  bargeInMs?: number | null;
  reconnectMs?: number | null;
}

/** Something that has begun. All times are milliseconds of the app's clock. */
export interface OpenSpan {
  /** Something that began within it. */
  begin(name: SpanName, fromMs: number): OpenSpan;
  /** To be called once. `isFault`: somebody who looks for trouble wants to see it. */
  end(toMs: number, fields?: SpanFields, isFault?: boolean): void;
}

/** Where spans go. Abstract class, so that it doubles as the injection token. */
export abstract class Tracer {
  /** Begins a part of a call's trace that is within no other; null while traces are off, so that nothing is done for them. */
  abstract begin(callId: string, name: SpanName, fromMs: number): OpenSpan | null;
}

export class NoTracer extends Tracer {
  begin(): null {
    return null;
  }
}
