import { z } from 'zod';
import {
  AgentConnectError,
  type AgentBrief,
  type AgentEvent,
  type AgentFailure,
  type AgentLink,
  type AgentTool,
  type VoiceAgent,
} from '../agent/voice-agent.port.js';
import { TimeBoundedQueue } from '../audio/time-bounded.queue.js';
import { isVoiced } from '../audio/voice-activity.policy.js';
import type { CallsService } from '../calls/calls.service.js';
import type { Call, CallHistory } from '../calls/calls.types.js';
import type { ClinicProfile } from '../clinics/clinics.types.js';
import type { Cancel, Clock } from '../common/clock/clock.js';
import { assertNever } from '../common/errors/domain.error.js';
import { errorFields, type Logger } from '../common/logging/logger.js';
import { AgentPlayback } from './agent-playback.js';
import { initialCall, reduceCall } from './call-flow.reducer.js';
import type { CallEffect, CallEvent, CallState, TimerName } from './call-flow.types.js';
import type { CallMedia, CallMediaListener } from './call-media.port.js';
import type { ConversationMetrics } from './conversation.metrics.js';
import { pickUp, type PickUp } from './history.builder.js';
import type { PhraseLibrary } from './phrases/phrase.library.js';
import { PHRASES, type PhraseId } from './phrases/phrase.types.js';
import { buildPrompt } from './prompt.builder.js';
import { RecordWriter } from './record.writer.js';
import { ToolRunner, type ToolRequest } from './tools/tool.runner.js';
import type { Tool } from './tools/tool.types.js';
import { Transcript } from './transcript.js';

/** What the caller says while there is no agent is kept that long and handed over when there is one. */
const HELD_CALLER_AUDIO_MS = 5000;

/** A stream never waits longer than that for the database, neither to go on nor to end. */
const HISTORY_WITHIN_MS = 500;
const WRITE_WITHIN_MS = 1500;

export interface CallServices {
  agent: VoiceAgent;
  calls: CallsService;
  phrases: PhraseLibrary;
  clock: Clock;
  metrics: ConversationMetrics;
  log: Logger;
}

/** What is loaded once, when the stream has begun. */
export interface CallSetup {
  profile: ClinicProfile;
  tools: Tool[];
  history: CallHistory;
}

/**
 * Performs what the call-flow reducer decides, for one media stream of one call. Faults of a provider, a tool or the
 * database end here: they become events of this call and reach no other.
 */
export class CallFlowRunner implements CallMediaListener {
  private state: CallState = initialCall;
  private setup: CallSetup | null = null;
  private transcript: Transcript | null = null;
  private link: AgentLink | null = null;
  private connecting = new AbortController();
  /** Tells events of the present session from late ones of a session that was given up. */
  private session = 0;
  /** Where the present session takes up the conversation. */
  private pickUp: PickUp = { how: 'greet' };
  private readonly playback: AgentPlayback;
  private readonly writer: RecordWriter;
  private readonly toolRunner: ToolRunner;
  private readonly timers = new Map<TimerName, Cancel>();
  private readonly held = new TimeBoundedQueue(HELD_CALLER_AUDIO_MS);
  private readonly unfinished = new Set<Promise<unknown>>();
  private resolveEnded: () => void = () => {};
  private readonly ended = new Promise<void>((resolve) => (this.resolveEnded = resolve));

  constructor(
    private readonly call: Call,
    private readonly media: CallMedia,
    private readonly services: CallServices,
  ) {
    const { calls, clock, metrics, log } = services;
    this.writer = new RecordWriter(call, calls, clock, metrics, log);
    this.toolRunner = new ToolRunner(calls, clock, metrics, log);
    this.playback = new AgentPlayback(media, clock, {
      onAudible: () => this.dispatch({ type: 'agent_audible' }),
      onSilent: (complete) => this.dispatch({ type: 'agent_silent', complete }),
      onHeard: () => this.transcript?.playbackMoved(),
    });
  }

  /** Loads what the call needs, then begins. Media may arrive from the first moment on. */
  async start(load: () => Promise<CallSetup>): Promise<void> {
    try {
      this.setup = await load();
    } catch (error) {
      this.services.log.error('call.setup_failed', { callId: this.call.id, ...errorFields(error) });
      return this.dispatch({ type: 'setup_failed' });
    }
    const { turns } = this.setup.history;
    this.transcript = new Transcript(this.services.clock, this.playback, this.writer, turns.at(-1)?.seq ?? 0);
    this.dispatch({ type: 'started', resumed: turns.length > 0 });
  }

  /** Resolves when this stream's part of the conversation is over and all of it is written down. */
  async finished(): Promise<void> {
    await this.ended;
    while (this.unfinished.size > 0) await Promise.allSettled(this.unfinished);
    await this.writer.flush();
  }

  // ── From the carrier ──────────────────────────────────────────────────────────────────────────────────────────────

  /** Hot path. */
  onAudio(frame: Buffer): void {
    if (isVoiced(frame)) this.transcript?.callerVoice();
    if (this.link) this.link.sendAudio(frame);
    else if (this.state.phase !== 'ended') this.held.push(frame);
  }

  onMark(name: string): void {
    this.playback.markReturned(name);
  }

  onStopped(): void {
    this.dispatch({ type: 'carrier_stopped' });
  }

  onLost(): void {
    this.dispatch({ type: 'carrier_lost' });
  }

  /** A newer stream of the same call has been accepted. */
  supersede(): void {
    this.dispatch({ type: 'superseded' });
  }

  // ── From the agent ────────────────────────────────────────────────────────────────────────────────────────────────

  private async connectAgent(): Promise<void> {
    const { setup, state } = this;
    if (!setup || state.phase !== 'opening') return;
    const session = ++this.session;
    const isPresent = () => session === this.session;
    const { signal } = (this.connecting = new AbortController());
    // The provider's first messages may come with its consent, before `connect` has handed us the link.
    let early: (() => void)[] | null = [];
    const inOrder = (handle: () => void) => {
      if (!isPresent()) return;
      if (early) early.push(handle);
      else handle();
    };
    const listener = {
      onAudio: (chunk: Buffer) => inOrder(() => this.playAgentAudio(chunk)),
      onEvent: (event: AgentEvent) => inOrder(() => this.onAgentEvent(event)),
    };
    try {
      const stored = state.reason === 'fresh' ? { turns: [], tools: [] } : await this.storedHistory(setup);
      const taken = pickUp(stored);
      const link = await this.services.agent.connect(this.brief(setup, taken), listener, signal);
      if (!isPresent()) return void (await link.close());
      this.link = link;
      for (let frame = this.held.shift(); frame; frame = this.held.shift()) link.sendAudio(frame);
      this.pickUp = taken.pickUp;
      this.dispatch({ type: 'agent_ready' });
      const first = early;
      early = null;
      for (const handle of first) handle();
    } catch (error) {
      if (!isPresent()) return;
      if (!(error instanceof AgentConnectError)) {
        this.services.log.error('call.connect_fault', { callId: this.call.id, ...errorFields(error) });
      }
      this.agentFailed(error instanceof AgentConnectError ? error.failure : { kind: 'misused', code: 'driver_fault' });
    }
  }

  /** What is stored is what counts; without the database, what was stored when this stream began. */
  private async storedHistory(setup: CallSetup): Promise<CallHistory> {
    const { calls, clock, log } = this.services;
    try {
      await withinMs(clock, HISTORY_WITHIN_MS, this.writer.flush());
      return await withinMs(clock, HISTORY_WITHIN_MS, calls.history(this.call));
    } catch (error) {
      log.warn('call.history_unavailable', { callId: this.call.id, ...errorFields(error) });
      return setup.history;
    }
  }

  private brief({ profile, tools }: CallSetup, { history, pickUp: { how } }: ReturnType<typeof pickUp>): AgentBrief {
    return {
      instructions: buildPrompt(profile, this.services.clock.now()),
      greeting: how === 'greet' ? profile.greeting : null,
      language: 'en',
      voice: profile.voiceModel,
      keyterms: [profile.name, ...profile.providers.map((provider) => provider.name)],
      tools: tools.map(describeTool),
      history,
    };
  }

  private agentFailed(failure: AgentFailure): void {
    const { log, metrics } = this.services;
    metrics.agentFailures.inc({ kind: failure.kind });
    const fields = { callId: this.call.id, reason: failure.kind, code: failure.code };
    // Credentials, credit and protocol need a person; everything else is the retries' business.
    if (failure.kind === 'unavailable') log.warn('agent.unavailable', fields);
    else log.error('agent.refused', fields);
    this.dispatch({ type: 'agent_failed', failure });
  }

  private onAgentEvent(event: AgentEvent): void {
    switch (event.type) {
      case 'caller_started_speaking':
        return this.callerStartedSpeaking();
      case 'caller_said':
        this.transcript?.callerSaid(printable(event.text));
        return this.dispatch({ type: 'caller_said' });
      case 'agent_said':
        return this.transcript?.agentSaid(printable(event.text));
      case 'agent_audio_done':
        return this.playback.audioDone();
      case 'tool_requested':
        return this.track(this.runTool(event));
      case 'say_refused':
        return this.dispatch({ type: 'say_refused' });
      case 'link_closed':
        this.link = null;
        return event.failure ? this.agentFailed(event.failure) : undefined;
      case 'tool_cancelled': // the driver drops our answer; the run goes on to its end, so that no write is torn
      case 'warned':
        return;
      default:
        return assertNever(event);
    }
  }

  private callerStartedSpeaking(): void {
    const startedAtMs = performance.now();
    this.transcript?.callerStartedSpeaking();
    this.dispatch({ type: 'caller_started_speaking' });
    this.services.metrics.bargeInSeconds.observe((performance.now() - startedAtMs) / 1000);
  }

  /** Hot path. */
  private playAgentAudio(chunk: Buffer): void {
    if (this.state.phase === 'ended') return;
    const latencyMs = this.transcript?.agentAudio() ?? null;
    this.playback.addAudio(chunk);
    if (isAwaited(this.state)) this.dispatch({ type: 'agent_audible' });
    if (latencyMs !== null) this.services.metrics.turnLatencySeconds.observe(latencyMs / 1000);
  }

  private async runTool(request: ToolRequest): Promise<void> {
    const { setup, link } = this; // the answer belongs to the session that asked
    if (!setup) return;
    this.dispatch({ type: 'tool_started' });
    const ended = await this.toolRunner.run(request, setup.tools, { call: this.call, profile: setup.profile });
    link?.answerTool(request.requestId, JSON.stringify(ended.result));
    this.transcript?.endAgentTurn(); // what follows answers the tool: a resume must be able to tell whether it was said
    this.dispatch({ type: 'tool_finished' });
    if (ended.endsCall) this.dispatch({ type: 'end_requested' });
  }

  // ── Effects ───────────────────────────────────────────────────────────────────────────────────────────────────────

  private dispatch(event: CallEvent): void {
    const before = this.state.phase;
    const { state, effects } = reduceCall(this.state, event);
    this.state = state;
    if (state.phase === 'ended' && before !== 'ended') {
      this.playback.streamClosed();
      this.transcript?.cutAgentTurns();
      this.track(this.performEnding(effects));
      return;
    }
    for (const effect of effects) this.perform(effect);
  }

  /** The plan is stored before the stream is closed: the carrier asks for the next step at once, maybe elsewhere. */
  private async performEnding(effects: CallEffect[]): Promise<void> {
    const { calls, clock, log } = this.services;
    for (const effect of effects) {
      try {
        if (effect.type === 'plan') {
          await withinMs(clock, WRITE_WITHIN_MS, calls.planNextStep(this.call, effect.nextStep));
        } else if (effect.type === 'close_record') {
          await withinMs(clock, WRITE_WITHIN_MS, this.writer.flush());
          await withinMs(clock, WRITE_WITHIN_MS, calls.close(this.call, effect.ending));
        } else {
          this.perform(effect);
        }
      } catch (error) {
        log.error('call.ending_incomplete', { callId: this.call.id, ...errorFields(error) });
      }
    }
    this.resolveEnded();
  }

  private perform(effect: CallEffect): void {
    switch (effect.type) {
      case 'connect_agent':
        return this.track(this.connectAgent());
      case 'disconnect_agent':
        return this.disconnectAgent();
      case 'clear_playback':
        this.playback.clear();
        return this.transcript?.cutAgentTurns();
      case 'say':
        return this.say(PHRASES[effect.phrase]);
      case 'play':
        return this.play(effect.phrase);
      case 'take_up_thread':
        return this.takeUpThread();
      case 'start_timer':
        return this.startTimer(effect.timer, effect.ms);
      case 'stop_timer':
        return this.stopTimer(effect.timer);
      case 'close_stream':
        return this.media.close();
      case 'count':
        return this.services.metrics.nudges.inc({ kind: effect.what });
      case 'plan':
      case 'close_record':
        throw new Error(`${effect.type} outside of an ending`);
      default:
        return assertNever(effect);
    }
  }

  private say(line: string): void {
    this.transcript?.endAgentTurn();
    this.link?.say(line, 'queue');
  }

  private play(phrase: PhraseId): void {
    this.transcript?.endAgentTurn();
    this.transcript?.agentSaid(PHRASES[phrase]);
    this.playback.addAudio(this.services.phrases.audio(phrase));
    this.playback.audioDone();
  }

  /** One short apology, and the conversation goes on; a greeting needs none. */
  private takeUpThread(): void {
    const { pickUp } = this;
    if (pickUp.how === 'repeat') this.say(`${PHRASES.resume_apology} ${pickUp.text}`);
    if (pickUp.how === 'answer') {
      this.play('resume_apology');
      this.link?.hear(pickUp.text);
    }
  }

  private disconnectAgent(): void {
    this.session += 1;
    this.connecting.abort();
    if (this.link) this.track(this.link.close());
    this.link = null;
    this.held.clear();
  }

  private startTimer(timer: TimerName, ms: number): void {
    this.timers.get(timer)?.();
    this.timers.set(
      timer,
      this.services.clock.after(ms, () => {
        this.timers.delete(timer);
        this.dispatch({ type: 'timer_fired', timer });
      }),
    );
  }

  private stopTimer(timer: TimerName): void {
    this.timers.get(timer)?.();
    this.timers.delete(timer);
  }

  /** Work that goes on beside the conversation. Its faults are logged and stay in this call. */
  private track(work: Promise<unknown>): void {
    const guarded = work.catch((error: unknown) =>
      this.services.log.error('call.fault', { callId: this.call.id, ...errorFields(error) }),
    );
    this.unfinished.add(guarded);
    void guarded.finally(() => this.unfinished.delete(guarded));
  }
}

/** Audio that continues a lead-in makes no pause, yet it is the reply that was owed, or the farewell. */
const isAwaited = (state: CallState): boolean =>
  (state.phase === 'talking' && (state.owesReply || state.awaitsLine)) ||
  (state.phase === 'closing' && !state.farewellBegun);

const describeTool = ({ name, description, schema, mutates }: Tool): AgentTool => ({
  name,
  description,
  parameters: z.toJSONSchema(schema),
  mutates,
});

/** NUL is valid in JSON and in speech-to-text output gone wrong, yet no Postgres text can hold it. */
const printable = (text: string): string => text.replaceAll('\u0000', '');

async function withinMs<T>(clock: Clock, ms: number, work: Promise<T>): Promise<T> {
  const timeout = new AbortController();
  const late = clock.sleep(ms, timeout.signal).then(() => {
    throw new DeadlineError(ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    late.catch(() => {}); // the loser of the race
    timeout.abort();
  }
}

class DeadlineError extends Error {
  readonly code = 'deadline_exceeded';

  constructor(ms: number) {
    super(`not done within ${ms} ms`);
  }
}
