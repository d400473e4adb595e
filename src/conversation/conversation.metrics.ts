import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram } from 'prom-client';
import { MetricsRegistry } from '../common/metrics/metrics.js';
import type { Stage } from './turn-timeline.js';

@Injectable()
export class ConversationMetrics {
  readonly activeCalls: Gauge;
  private readonly turnLatencySeconds: Histogram;
  private readonly turnStageSeconds: Histogram<'stage'>;
  readonly bargeInSeconds: Histogram;
  readonly agentReconnectSeconds: Histogram;
  readonly toolSeconds: Histogram<'tool' | 'status'>;
  readonly nudges: Counter<'kind'>;
  readonly callLimits: Counter<'limit'>;
  readonly modelTokens: Counter;
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
    this.turnLatencySeconds = new Histogram({
      name: 'crownline_turn_latency_seconds',
      help: "The caller's last voice to the first audio of the reply handed to the carrier.",
      buckets: [0.2, 0.4, 0.6, 0.8, 1, 1.3, 1.7, 2.2, 3, 5, 8],
      registers,
    });
    this.turnStageSeconds = new Histogram({
      name: 'crownline_turn_stage_seconds',
      help: "The end of the caller's speech to a stage of the answer: end_of_turn, first_token, first_audio, to_carrier, heard.",
      labelNames: ['stage'],
      buckets: [0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.3, 1.7, 2.2, 3, 5, 8],
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
  }

  turnStageReached(stage: Stage, ms: number): void {
    this.turnStageSeconds.observe({ stage }, ms / 1000);
    if (stage === 'to_carrier') this.turnLatencySeconds.observe(ms / 1000);
  }
}
