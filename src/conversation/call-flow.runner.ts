import { AgentConnectError, type AgentEvent, type AgentFailure, type VoiceAgent } from '../agent/voice-agent.port.js';
import { isVoiced } from '../audio/voice-activity.policy.js';
import type { Call, CallHistory, HandoverReason } from '../calls/calls.types.js';
import type { Clock } from '../common/clock/clock.js';
import { assertNever } from '../common/errors/domain.error.js';
import { errorFields } from '../common/logging/logger.js';
import { AgentPlayback } from './agent-playback.js';
import { buildBrief, type Occasion } from './brief.builder.js';
import { AgentSession } from './agent-session.js';
import { CallEndingWriter } from './call-ending.writer.js';
import { initialCall, reduceCall } from './call-flow.reducer.js';
import type { CallEffect, CallEvent, CallState } from './call-flow.types.js';
import type { CallMedia, CallMediaListener } from './call-media.port.js';
import { CallRecorder, type RecorderServices } from './call-recorder.js';
import { CallTimers } from './call-timers.js';
import { withinMs } from './deadline.js';
import { didNotUnderstand, wantsAPerson } from './caller-wishes.policy.js';
import { Keypad } from './keypad.js';
import { pickUp, type PickUp } from './history.builder.js';
import type { PhraseLibrary } from './phrases/phrase.library.js';
import { PHRASES, type PhraseId } from './phrases/phrase.types.js';
import { RecordWriter } from './record.writer.js';
import { storable } from './storable.policy.js';
import { ToolRunner, type ToolRequest } from './tools/tool.runner.js';
import type { ToolSequel } from './tools/tool.types.js';
import { Transcript } from './transcript.js';

/** A stream does not wait longer than that for the database to go on. */
const HISTORY_WITHIN_MS = 500;

export interface CallServices extends RecorderServices {
  agent: VoiceAgent;
  phrases: PhraseLibrary;
  clock: Clock;
}

/** What is loaded once, when the stream has begun. */
export interface CallSetup extends Occasion {
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
  /** Where the present session takes up the conversation. */
  private pickUp: PickUp = { how: 'greet' };
  /** The agent said since the caller's last turn that it did not understand. */
  private agentIsLost = false;
  /** What was keyed in during the caller's present sentence. */
  private afterSentence: (() => void)[] = [];
  /** Pressed before we knew what they mean here. */
  private readonly earlyKeys: string[] = [];
  private readonly session: AgentSession;
  private readonly playback: AgentPlayback;
  private readonly keypad: Keypad;
  private readonly recorder: CallRecorder;
  private readonly writer: RecordWriter;
  private readonly toolRunner: ToolRunner;
  private readonly timers: CallTimers;
  private readonly endings: CallEndingWriter;
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
    this.endings = new CallEndingWriter(call, calls, this.writer, clock, log);
    this.timers = new CallTimers(clock, (timer) => this.dispatch({ type: 'timer_fired', timer }));
    this.session = new AgentSession(services.agent, {
      onAudio: (chunk) => this.playAgentAudio(chunk),
      onEvent: (event) => this.onAgentEvent(event),
    });
    this.keypad = new Keypad(clock, {
      onPersonWanted: () => this.handOver('keypad', null, true),
      onTurn: (told, stored) => this.callerKeyed(told, stored),
    });
    this.recorder = new CallRecorder(call, services);
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
    this.recorder.takeOver();
    this.dispatch({
      type: 'started',
      resumed: turns.length > 0,
      remainingMs: this.remainingMs(this.setup),
      weCalled: this.setup.opening !== null,
    });
    for (const key of this.earlyKeys.splice(0)) this.onKey(key);
  }

  /** Resolves when this stream's part of the conversation is over and all of it is written down. */
  async finished(): Promise<void> {
    await this.ended;
    while (this.unfinished.size > 0) await Promise.allSettled(this.unfinished);
    await this.recorder.settled();
    await this.writer.flush();
  }

  // ── From the carrier ──────────────────────────────────────────────────────────────────────────────────────────────

  /** Hot path. */
  onAudio(frame: Buffer): void {
    if (isVoiced(frame)) this.transcript?.callerVoice();
    if (this.state.phase !== 'ended' && this.state.phase !== 'handing_over') this.session.sendAudio(frame);
  }

  onKey(key: string): void {
    if (!this.setup) this.earlyKeys.push(key);
    else if (this.state.phase !== 'ended' && this.state.phase !== 'handing_over') this.keypad.press(key);
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
    try {
      let taken: ReturnType<typeof pickUp>;
      const prepare = async () => {
        taken = pickUp(state.reason === 'fresh' ? { turns: [], tools: [] } : await this.storedHistory(setup));
        return buildBrief(setup, taken, this.services.clock.now());
      };
      await this.session.open(prepare, () => {
        this.pickUp = taken.pickUp;
        this.dispatch({ type: 'agent_ready' });
      });
    } catch (error) {
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
        return this.callerSaid(storable(event.text));
      case 'agent_said':
        return this.agentSaid(storable(event.text));
      case 'agent_audio_done':
        return this.playback.audioDone();
      case 'tool_requested':
        return this.track(this.runTool(event));
      case 'say_refused':
        return this.dispatch({ type: 'say_refused' });
      case 'link_closed':
        return event.failure ? this.agentFailed(event.failure) : undefined;
      case 'tool_cancelled': // the driver drops our answer; the run goes on to its end, so that no write is torn
      case 'warned':
        return;
      default:
        return assertNever(event);
    }
  }

  private callerSaid(text: string): void {
    this.transcript?.callerSaid(text);
    this.recorder.callerSaid(text);
    if (!this.agentIsLost) this.dispatch({ type: 'turn_judged', understood: true });
    this.agentIsLost = false;
    this.dispatch({ type: 'caller_said' });
    if (wantsAPerson(text)) this.handOver('caller_asked', null, false);
  }

  private agentSaid(text: string): void {
    this.transcript?.agentSaid(text);
    this.recorder.agentSaid(text);
    if (this.agentIsLost || !didNotUnderstand(text)) return;
    this.agentIsLost = true;
    this.dispatch({ type: 'turn_judged', understood: false });
  }

  /** The agent is told that something was keyed in; what it was is only kept here. */
  private callerKeyed(told: string, stored: string): void {
    // Two turns at once confuse the agent: keys that were pressed in mid-sentence follow the sentence.
    if (this.callerIsSpeaking) {
      this.afterSentence.push(() => this.callerKeyed(told, stored));
      return;
    }
    this.transcript?.callerSaid(stored);
    this.recorder.goOn();
    this.session.hear(told);
    this.dispatch({ type: 'caller_said' });
  }

  private handOver(reason: HandoverReason, summary: string | null, atOnce: boolean): void {
    this.dispatch({ type: 'handover_requested', reason, summary, at_once: atOnce });
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
    const { setup } = this;
    if (!setup) return;
    const { link } = this.session; // the answer belongs to the session that asked
    this.dispatch({ type: 'tool_started' });
    const { profile, tools } = setup;
    const context = { call: this.call, profile, keyed: this.keypad.keyed };
    const { ended, recorded } = await this.toolRunner.run(request, tools, context);
    this.track(recorded);
    link?.answerTool(request.requestId, JSON.stringify(ended.result));
    this.transcript?.endAgentTurn(); // what follows answers the tool: a resume must be able to tell whether it was said
    this.dispatch({ type: 'tool_finished' });
    if (ended.then) this.follow(ended.then);
  }

  private follow(sequel: ToolSequel): void {
    switch (sequel.type) {
      case 'end_call':
        return this.dispatch({ type: 'end_requested' });
      case 'hand_over':
        return this.handOver(sequel.reason, sequel.summary, false);
      case 'await_keys':
        this.recorder.pause();
        return this.keypad.await(sequel.field);
      case 'stop_recording':
        return this.recorder.decline();
    }
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
    if (!this.callerIsSpeaking) this.tellWhatWasKeyed();
  }

  private get callerIsSpeaking(): boolean {
    return this.state.phase === 'talking' && this.state.callerIsSpeaking;
  }

  private tellWhatWasKeyed(): void {
    for (const tell of this.afterSentence.splice(0)) tell();
  }

  /** The plan is stored before the stream is closed: the carrier asks for the next step at once, maybe elsewhere. */
  private async performEnding(effects: CallEffect[]): Promise<void> {
    for (const effect of effects) {
      if (effect.type === 'plan') await this.endings.plan(effect.nextStep);
      else if (effect.type === 'plan_handover')
        await this.endings.planHandover(this.handoverTo(effect.reason), effect.reason, effect.summary);
      else if (effect.type === 'close_record') await this.endings.close(effect.ending);
      else this.perform(effect);
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
      case 'announce_handover':
        return this.play(this.handoverTo(effect.reason) === 'transfer' ? 'connecting_desk' : 'desk_not_there');
      case 'say_opening':
        return this.say(this.setup?.opening ?? '');
      case 'take_up_thread':
        return this.takeUpThread();
      case 'start_timer':
        return this.timers.start(effect.timer, effect.ms);
      case 'stop_timer':
        return this.timers.stop(effect.timer);
      case 'close_stream':
        return this.media.close();
      case 'count':
        return this.services.metrics.nudges.inc({ kind: effect.what });
      case 'plan':
      case 'plan_handover':
      case 'close_record':
        throw new Error(`${effect.type} outside of an ending`);
      default:
        return assertNever(effect);
    }
  }

  private say(line: string): void {
    this.transcript?.endAgentTurn();
    this.session.link?.say(line, 'queue');
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
    if (this.call.handover?.status === 'unanswered') {
      this.track(this.services.calls.moveHandover(this.call, 'returned'));
      return this.say(PHRASES.desk_did_not_answer);
    }
    if (pickUp.how === 'repeat') this.say(`${PHRASES.resume_apology} ${pickUp.text}`);
    if (pickUp.how === 'answer') {
      this.play('resume_apology');
      this.session.hear(pickUp.text);
    }
  }

  private disconnectAgent(): void {
    this.keypad.close();
    this.track(this.session.close());
  }

  /** A person where there is one; in an emergency the desk's phone rings at any hour. */
  private handoverTo(reason: HandoverReason): 'transfer' | 'voicemail' {
    if (!this.setup || this.setup.profile.deskNumber === null) return 'voicemail';
    return reason === 'emergency' || this.setup.scope.deskAnswers ? 'transfer' : 'voicemail';
  }

  private remainingMs({ profile }: CallSetup): number {
    const lasted = this.services.clock.nowMs() - this.call.startedAt.epochMilliseconds;
    return profile.maxCallMinutes * 60_000 - lasted;
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
