import type { Clock } from '../../common/clock/clock.js';
import type { Logger } from '../../common/logging/logger.js';
import type { AgentMetrics } from '../agent.metrics.js';
import { ABORTED } from '../deepgram/deepgram-failures.policy.js';
import {
  AgentConnectError,
  VoiceAgent,
  type AgentBrief,
  type AgentFailure,
  type AgentLink,
  type AgentListener,
} from '../voice-agent.port.js';
import { Listener } from './listening/listener.js';
import type { Recognizer } from './listening/recognizer.port.js';
import { modelsOf, type ModelChoice } from './models.policy.js';
import { Mouth } from './mouth.js';
import { openTogether } from './opening-stages.js';
import { PipelineSession, type SessionStages } from './pipeline-session.js';
import { RememberedLines } from './speaking/remembered-lines.js';
import type { SpeechStreamer } from './speaking/speech-streamer.port.js';
import { failureOf } from './stage-failures.policy.js';
import { StageError } from './stage.types.js';
import type { LanguageModel } from './thinking/language-model.port.js';
import { Thinker } from './thinking/thinker.js';
import { WithheldAudio } from './withheld-audio.js';

const DRIVER = 'pipeline';

const SIGN_OF_LIFE = {
  instructions: 'Nobody is on the line.',
  messages: [{ role: 'caller', text: 'Say "yes".' }],
  tools: [],
  maxOutputTokens: 16,
} as const;

export interface PipelineProviders {
  recognizer: Recognizer;
  streamer: SpeechStreamer;
  model: LanguageModel;
  models: ModelChoice;
}

/** An agent made of a recogniser, a model and a voice, each of a provider of its own choice. */
export class PipelineAgent extends VoiceAgent {
  readonly #lines = new RememberedLines();
  /** No model replied when one was asked last. Nobody sees that of a session that is opened: so then it is asked first. */
  #modelIsGone = false;

  constructor(
    private readonly providers: PipelineProviders,
    private readonly clock: Clock,
    private readonly log: Logger,
    private readonly metrics: AgentMetrics,
  ) {
    super();
    metrics.knows(DRIVER);
  }

  async connect(brief: AgentBrief, listener: AgentListener, signal: AbortSignal): Promise<AgentLink> {
    const startedAtMs = this.clock.nowMs();
    const opened = await this.#open(brief, listener, signal);
    const durationMs = this.clock.nowMs() - startedAtMs;
    if (!(opened instanceof PipelineSession)) {
      this.#failed(opened, durationMs);
      throw new AgentConnectError(opened);
    }
    this.metrics.connects.inc({ driver: DRIVER, result: 'connected' });
    this.metrics.connectSeconds.observe({ driver: DRIVER }, durationMs / 1000);
    this.log.info('agent.session_opened', { driver: DRIVER, durationMs, requestId: opened.sessionId });
    return opened;
  }

  async #open(
    brief: AgentBrief,
    listener: AgentListener,
    signal: AbortSignal,
  ): Promise<PipelineSession | AgentFailure> {
    if (signal.aborted) return ABORTED;
    const { recognizer, streamer, model, models } = this.providers;
    const { clock, log, metrics } = this;
    const gone = this.#modelIsGone ? await this.#askModel(brief, signal) : null;
    if (gone) return gone;
    const voice = new WithheldAudio(streamer, (bytes) => metrics.withheldAudioBytes.inc({ driver: DRIVER }, bytes));
    const session = new PipelineSession({
      driver: DRIVER,
      brief,
      listener,
      model,
      models,
      clock,
      log,
      metrics,
      onThought: (failure) => (this.#modelIsGone = failure !== null),
      onAudioTold: (chunk) => voice.passedOn(chunk),
    });
    let stages: SessionStages;
    try {
      const [ear, mouth] = await openTogether(
        (opening) => Listener.open(recognizer, session.wish, session.ear, { clock, log }, opening),
        (opening) => Mouth.open(voice, brief.voices, session.mouth, { clock, log, lines: this.#lines }, opening),
        signal,
      );
      stages = { ear, mouth };
    } catch (error) {
      if (error instanceof StageError) return signal.aborted ? ABORTED : failureOf(error);
      throw error;
    }
    const failure = session.begin(stages);
    if (failure) await Promise.all([stages.ear.close(), stages.mouth.close()]);
    return failure ?? session;
  }

  /** Null: it replies again. */
  async #askModel(brief: AgentBrief, signal: AbortSignal): Promise<AgentFailure | null> {
    const { model, models } = this.providers;
    const thinker = new Thinker(model, { models: modelsOf(models, brief), clock: this.clock, onWarned: () => {} });
    try {
      for await (const _ of thinker.reply(SIGN_OF_LIFE, signal)) break;
      this.#modelIsGone = false;
      return null;
    } catch (error) {
      if (error instanceof StageError) return signal.aborted ? ABORTED : failureOf(error);
      throw error;
    }
  }

  #failed(failure: AgentFailure, durationMs: number): void {
    const { kind, code } = failure;
    this.metrics.connects.inc({ driver: DRIVER, result: failure === ABORTED ? 'aborted' : kind });
    // A misuse is ours to mend. Of a refusal, which needs a person as well, the roster tells once, not every call.
    const level = kind === 'misused' ? 'error' : 'warn';
    this.log[level]('agent.connect_failed', { driver: DRIVER, durationMs, reason: kind, code });
  }
}
