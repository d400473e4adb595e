import type { AgentFailure } from '../agent/voice-agent.port.js';
import type { Call, ToolStatus } from '../calls/calls.types.js';
import type { Clock } from '../common/clock/clock.js';
import type { OpenSpan, SpanFields, Tracer } from '../common/tracing/tracer.js';
import type { EndingEffect } from './call-flow.types.js';
import type { AnswerTimes } from './turn-timeline.js';

/** The caller waits for an answer, or has had it. */
interface OpenTurn {
  span: OpenSpan;
  answer: AnswerTimes;
  /** The end of the last tool that ran for it. */
  toMs: number;
}

/** The spans of one stream of a call: times that are measured anyway, put together as its trace. */
export class CallTrace {
  private turn: OpenTurn | null = null;
  private outcome: Pick<SpanFields, 'outcome' | 'reason'> = { outcome: 'lost' };
  private turns = 0;
  private tools = 0;
  private sessions = 0;

  private constructor(
    private readonly stream: OpenSpan,
    private readonly call: Call,
    private readonly clock: Clock,
  ) {}

  /** Null while traces are off. */
  static begin(tracer: Tracer, call: Call, clock: Clock): CallTrace | null {
    const stream = tracer.begin(call.id, 'call_stream', clock.nowMs());
    return stream && new CallTrace(stream, call, clock);
  }

  /** `route`: null when there was none to ask. `given_up`: nobody waited for the session any more. */
  agentAsked(fromMs: number, route: string | null, outcome: AgentFailure['kind'] | 'connected' | 'given_up'): void {
    this.sessions += 1;
    const isFault = outcome !== 'connected' && outcome !== 'given_up';
    this.stream.begin('connect_agent', fromMs).end(this.clock.nowMs(), { route, outcome }, isFault);
  }

  /** The caller has said or keyed in something, and waits for the answer. */
  answerAwaited(answer: AnswerTimes): void {
    this.endTurn();
    this.turns += 1;
    this.turn = { span: this.stream.begin('turn', answer.sinceMs), answer, toMs: answer.sinceMs };
  }

  /** For the present turn, unless it began before that. */
  toolRan(tool: string, status: ToolStatus, fromMs: number): void {
    this.tools += 1;
    const toMs = this.clock.nowMs();
    const turn = this.turn && this.turn.answer.sinceMs <= fromMs ? this.turn : null;
    const span = (turn?.span ?? this.stream).begin('tool', fromMs);
    span.end(toMs, { tool, outcome: status }, status === 'failed' || status === 'timed_out');
    if (turn) turn.toMs = toMs;
  }

  /** How the stream ends. A plan may be followed by the ending of the call, which tells more. */
  planned(effect: EndingEffect): void {
    if (effect.type === 'plan') this.outcome = { outcome: effect.nextStep };
    else if (effect.type === 'plan_handover') this.outcome = { outcome: 'handover', reason: effect.reason };
    else this.outcome = { outcome: effect.ending };
  }

  end(): void {
    this.endTurn();
    const { turns, tools, sessions } = this;
    const { id: callId, clinicId, direction } = this.call;
    this.stream.end(this.clock.nowMs(), { callId, clinicId, direction, turns, tools, sessions, ...this.outcome });
  }

  /** It ends with the last that is known of it, not with the turn after it: its length is what the caller waited. */
  private endTurn(): void {
    if (!this.turn) return;
    const { span, answer, toMs } = this.turn;
    const { endOfTurnMs, firstTokenMs, firstAudioMs, toCarrierMs, heardMs, bargeInMs, reconnectMs } = answer.stages;
    let atMs = answer.sinceMs;
    for (const [name, ms] of [
      ['end_of_turn', endOfTurnMs],
      ['first_token', firstTokenMs],
      ['first_audio', firstAudioMs],
      ['to_carrier', toCarrierMs],
      ['heard', heardMs],
    ] as const) {
      if (ms === null) continue;
      const stage = span.begin(name, atMs);
      atMs = answer.sinceMs + ms;
      stage.end(atMs);
    }
    const outcome = answer.isAwaited ? 'unanswered' : 'answered';
    span.end(Math.max(atMs, toMs), { outcome, latencyMs: toCarrierMs, bargeInMs, reconnectMs });
    this.turn = null;
  }
}
