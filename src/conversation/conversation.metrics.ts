import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram } from 'prom-client';
import { FAILURE_KINDS } from '../agent/voice-agent.port.js';
import type { CallSid } from '../common/ids/ids.js';
import { callHash } from '../common/metrics/call-hash.js';
import { beginAtZero, MetricsRegistry } from '../common/metrics/metrics.js';
import { NUDGES } from './call-flow.types.js';
import { STAGES, type Stage } from './turn-timeline.js';

/**
 * How a stream came about: a caller's first, one of a call that we placed, one that goes on after a loss, or after another process
 * has let go of the call; `failed`: what the call needs could not be loaded.
 */
const STREAM_KINDS = ['fresh', 'placed', 'resumed', 'handed_on', 'failed'] as const;
export type StreamKind = (typeof STREAM_KINDS)[number];

/** Up to what the longest-lasting filler, and the loss of a reply, leave to wait for. */
const WAIT_BUCKETS_SECONDS = [0.2, 0.4, 0.6, 0.8, 1, 1.3, 1.7, 2.2, 3, 5, 8];

@Injectable()
export class ConversationMetrics {
  readonly activeCalls: Gauge;
  readonly draining: Gauge;
  readonly streams: Counter<'kind'>;
  readonly streamSeconds: Counter;
  private readonly greetingSeconds: Histogram<'call_hash'>;
  private readonly callerSilenceSeconds: Histogram<'call_hash'>;
  private readonly turnLatencySeconds: Histogram<'call_hash'>;
  private readonly turnStageSeconds: Histogram<'stage' | 'call_hash'>;
  readonly bargeInSeconds: Histogram;
  readonly agentReconnectSeconds: Histogram;
  readonly toolSeconds: Histogram<'tool' | 'status'>;
  readonly nudges: Counter<'kind'>;
  readonly callLimits: Counter<'limit'>;
  readonly modelTokens: Counter;
  readonly agentSessionSeconds: Counter<'route'>;
  readonly agentFailures: Counter<'kind'>;
  readonly recordFailures: Counter;
  readonly recorderFailures: Counter;
  readonly cardDigitsHeard: Counter;

  constructor(registry: MetricsRegistry) {
    const registers = [registry];
    this.activeCalls = new Gauge({
      name: 'crownline_calls_active',
      help: 'Calls with a live media stream on this process.',
      registers,
    });
    this.draining = new Gauge({
      name: 'crownline_draining',
      help: '1 from the moment on at which this process is asked to end: it takes no new calls.',
      aggregator: 'max',
      registers,
    });
    this.streams = new Counter({
      name: 'crownline_call_streams_total',
      help: 'Media streams of calls, by kind: fresh (a caller’s first), placed (we called), resumed, handed_on, failed.',
      labelNames: ['kind'],
      registers,
    });
    this.streamSeconds = new Counter({
      name: 'crownline_call_stream_seconds_total',
      help: 'How long media streams of calls lasted. Counted at their end.',
      registers,
    });
    this.greetingSeconds = new Histogram({
      name: 'crownline_greeting_seconds',
      help: 'The beginning of a caller’s first media stream to the first sound handed to the carrier.',
      buckets: WAIT_BUCKETS_SECONDS,
      enableExemplars: true,
      registers,
    });
    this.callerSilenceSeconds = new Histogram({
      name: 'crownline_caller_silence_seconds',
      help: 'Silences in which a word was owed to the caller: since either side was heard, to the next sound of ours or the end.',
      buckets: WAIT_BUCKETS_SECONDS,
      enableExemplars: true,
      registers,
    });
    this.turnLatencySeconds = new Histogram({
      name: 'crownline_turn_latency_seconds',
      help: "The caller's last voice to the first audio of the reply handed to the carrier.",
      buckets: WAIT_BUCKETS_SECONDS,
      enableExemplars: true,
      registers,
    });
    this.turnStageSeconds = new Histogram({
      name: 'crownline_turn_stage_seconds',
      help: "The end of the caller's speech to a stage of the answer: end_of_turn, first_token, first_audio, to_carrier, heard.",
      labelNames: ['stage'],
      buckets: [0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.3, 1.7, 2.2, 3, 5, 8],
      enableExemplars: true,
      registers,
    });
    this.agentReconnectSeconds = new Histogram({
      name: 'crownline_agent_reconnect_seconds',
      help: 'How long a call was without a voice agent that it had before.',
      buckets: [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, 8, 13],
      registers,
    });
    this.bargeInSeconds = new Histogram({
      name: 'crownline_barge_in_clear_seconds',
      help: "The provider's user-start to the carrier's clear handed to the socket, when agent audio was cut.",
      buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1],
      registers,
    });
    this.toolSeconds = new Histogram({
      name: 'crownline_tool_duration_seconds',
      help: 'Run time of a tool, by its end.',
      labelNames: ['tool', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5],
      registers,
    });
    this.nudges = new Counter({
      name: 'crownline_nudges_total',
      help: 'Lines spoken because a call had gone quiet, by what was missing.',
      labelNames: ['kind'],
      registers,
    });
    this.callLimits = new Counter({
      name: 'crownline_call_limits_total',
      help: 'What calls ran into: tools, tools_in_turn (requests beyond the limit), tokens, context (sessions replaced by a shorter one).',
      labelNames: ['limit'],
      registers,
    });
    this.modelTokens = new Counter({
      name: 'crownline_model_tokens_estimated_total',
      help: 'Tokens that models have read and written, at four characters each.',
      registers,
    });
    this.agentSessionSeconds = new Counter({
      name: 'crownline_agent_session_seconds_total',
      help: 'How long sessions with a voice agent lasted, by the way to it. Counted at their end.',
      labelNames: ['route'],
      registers,
    });
    this.agentFailures = new Counter({
      name: 'crownline_agent_failures_total',
      help: 'Voice agent sessions that could not be had or were lost, by kind.',
      labelNames: ['kind'],
      registers,
    });
    this.recorderFailures = new Counter({
      name: 'crownline_recording_requests_failed_total',
      help: 'Requests to record a call, or not to, that the carrier did not fulfil.',
      registers,
    });
    this.cardDigitsHeard = new Counter({
      name: 'crownline_card_digits_heard_total',
      help: 'Turns in which a caller said the number of a payment card, or began to.',
      registers,
    });
    this.recordFailures = new Counter({
      name: 'crownline_record_failures_total',
      help: 'Writes of the conversation record that failed.',
      registers,
    });
    for (const stage of STAGES) this.turnStageSeconds.zero({ stage });
    beginAtZero(this.streams, 'kind', STREAM_KINDS);
    beginAtZero(this.nudges, 'kind', NUDGES);
    beginAtZero(this.agentFailures, 'kind', FAILURE_KINDS);
    beginAtZero(this.callLimits, 'limit', ['tools', 'tools_in_turn', 'tokens', 'context']);
  }

  turnStageReached(stage: Stage, ms: number, callSid: CallSid): void {
    const timed = timeOf(ms, callSid);
    this.turnStageSeconds.observe({ labels: { stage }, ...timed });
    if (stage === 'to_carrier') this.turnLatencySeconds.observe(timed);
  }

  greeted(afterMs: number, callSid: CallSid): void {
    this.greetingSeconds.observe(timeOf(afterMs, callSid));
  }

  callerHeardNothing(ms: number, callSid: CallSid): void {
    this.callerSilenceSeconds.observe(timeOf(ms, callSid));
  }
}

const timeOf = (ms: number, callSid: CallSid) => ({
  value: ms / 1000,
  exemplarLabels: { call_hash: callHash(callSid) },
});
