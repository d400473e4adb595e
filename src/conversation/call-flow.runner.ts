import type { AgentEvent, AgentFailure } from '../agent/voice-agent.port.js';
import { SILENCE_BYTE } from '../audio/frame.types.js';
import type { HandoverReason, StreamedCall } from '../calls/calls.types.js';
import { withinMs } from '../common/clock/deadline.js';
import type { Wording } from '../compliance/consent/wordings.catalogue.js';
import { assertNever } from '../common/errors/domain.error.js';
import { errorFields } from '../common/logging/logger.js';
import { AgentConnector } from './agent-connector.js';
import { AgentPlayback } from './agent-playback.js';
import { AgentSession } from './agent-session.js';
import { CallEffects } from './call-effects.js';
import { CallEndingWriter } from './call-ending.writer.js';
import { agentListens, isAwaited, isOwedAWord, reduceCall } from './call-flow.reducer.js';
import type { CallEvent, CallState } from './call-flow.types.js';
import type { CallMedia, CallMediaListener } from './call-media.port.js';
import { CallRecorder } from './call-recorder.js';
import type { CallServices } from './call-services.types.js';
import { CallTimers } from './call-timers.js';
import { CallerAudio } from './caller-audio.js';
import { CallerVoice } from './caller-voice.js';
import { CallerWaits } from './caller-waits.js';
import { Keypad } from './keypad.js';
import { advisedFirst } from './emergency/advised-first.policy.js';
import { EmergencyRecord } from './emergency/emergency-record.js';
import { loadedCall, type CallSetup, type LoadedCall } from './loaded-call.js';
import { initialCall } from './opening.reducer.js';
import { RecordWriter } from './record.writer.js';
import { cardBefore } from './sensitive/card-before.policy.js';
import { SideWork } from './side-work.js';
import { CARRIER_CAP_MS } from './talking.limits.js';
import { CallTools } from './tools/call-tools.js';
import type { ToolRequest } from './tools/tool.runner.js';
import type { ToolSequel } from './tools/tool.types.js';

/** The caller has been told that it takes a moment, and not yet a second time: the carrier has words as well when it asks again. */
const SETUP_WITHIN_MS = 5700;

/**
 * Performs what the call-flow reducer decides, for one media stream of one call. Faults of a provider, a tool or the
 * database end here: they become events of this call and reach no other.
 */
export class CallFlowRunner implements CallMediaListener {
  private state: CallState = initialCall;
  private loaded: LoadedCall | null = null;
  /** This process ends. */
  private leaving = false;
  private readonly callerVoice: CallerVoice;
  private readonly callerAudio: CallerAudio;
  private readonly waits: CallerWaits;
  private readonly session: AgentSession;
  private readonly playback: AgentPlayback;
  private readonly keypad: Keypad;
  private readonly recorder: CallRecorder;
  private readonly writer: RecordWriter;
  private readonly tools: CallTools;
  private readonly connector: AgentConnector;
  private readonly sideWork: SideWork;
  private readonly effects: CallEffects;
  private resolveEnded: () => void = () => {};
  private readonly ended = new Promise<void>((resolve) => (this.resolveEnded = resolve));

  constructor(
    private readonly call: StreamedCall,
    media: CallMedia,
    private readonly services: CallServices,
  ) {
    const { agents, calls, clock, metrics, log, random, trace } = services;
    this.sideWork = new SideWork(call.id, log);
    this.writer = new RecordWriter(call, calls, clock, metrics, log);
    const beganAtMs = clock.nowMs();
    const timers = new CallTimers(clock, random, (timer) => {
      const { quietMs, voicedMs } = this.callerVoice;
      const agentQuietMs = Math.min(this.playback.silentMs, clock.nowMs() - beganAtMs);
      this.dispatch({ type: 'timer_fired', timer, quietMs, voicedMs, agentQuietMs });
    });
    this.session = new AgentSession(agents, clock, {
      onAudio: (chunk) => this.playAgentAudio(chunk),
      onEvent: (event) => this.onAgentEvent(event),
      onOver: (route, ms) => metrics.agentSessionSeconds.inc({ route }, ms / 1000),
    });
    this.connector = new AgentConnector({ call, session: this.session, writer: this.writer, calls, clock, log, trace });
    this.keypad = new Keypad(clock, {
      onPersonWanted: () => this.handOver('keypad', null, true),
      onTurn: (told, stored) => this.loaded?.turns.callerKeyed(told, stored, this.callerIsSpeaking),
    });
    this.tools = new CallTools(services, {
      onStarted: () => this.dispatch({ type: 'tool_started' }),
      onFinished: (answered) => {
        if (answered) this.playback.replyAsked();
        this.loaded?.transcript.endAgentTurn(); // what follows answers the tool: a resume must be able to tell whether it was said
        this.dispatch({ type: 'tool_finished', answered });
      },
      onRan: (ms) => this.loaded?.transcript.toolRan(ms),
      onRecording: (recorded) => this.sideWork.add(recorded),
      onSequel: (sequel) => this.follow(sequel),
      onDoneUnnoticed: (done) => this.loaded?.voice.learn(done),
    });
    this.recorder = new CallRecorder(call, services);
    this.callerAudio = new CallerAudio(clock);
    this.callerVoice = new CallerVoice(clock);
    this.waits = new CallerWaits(call.callSid, clock, metrics);
    this.playback = new AgentPlayback(this.callerAudio.watched(media), clock, {
      onAudible: (silentMs) => {
        this.waits.lineHeard(Math.min(silentMs, this.callerVoice.quietMs), isOwedAWord(this.state));
        this.dispatch({ type: 'agent_audible' });
      },
      onSilent: (complete, confirmed) => this.dispatch({ type: 'agent_silent', complete, confirmed }),
      onCaughtUp: (complete) => this.dispatch({ type: 'carrier_caught_up', complete }),
      onHeard: () => this.heardMore(),
    });
    const { session, playback, recorder, tools, connector, sideWork } = this;
    const emergency = new EmergencyRecord(call, services.emergencies);
    const endings = new CallEndingWriter(call, calls, this.writer, clock, log);
    this.effects = new CallEffects(
      { call, media, services, session, playback, recorder, tools, connector, timers, emergency, endings, sideWork },
      {
        state: () => this.state,
        loaded: () => this.loaded,
        connectAgent: (elsewhere) => this.connectAgent(elsewhere),
        dispatch: (event) => this.dispatch(event),
      },
    );
  }

  /** Loads what the call needs, then begins. Media may arrive from the first moment on. */
  async start(load: () => Promise<CallSetup>): Promise<void> {
    let setup: CallSetup;
    try {
      this.dispatch({ type: 'setup_begun', cutOff: this.wasCutOff });
      setup = await withinMs(this.services.clock, SETUP_WITHIN_MS, load());
      setup = { ...setup, tools: advisedFirst(setup.tools, () => this.state.advice) };
    } catch (error) {
      this.services.log.error('call.setup_failed', { callId: this.call.id, ...errorFields(error) });
      this.waits.streamIs('failed');
      return this.dispatch({ type: 'setup_failed' });
    }
    const { call, services, session, playback, recorder, writer } = this;
    const onDisclosed = (wording: Wording, turn: number) =>
      this.sideWork.add(services.consents.toldOfAi(call, wording, turn));
    const cardNotice = () => this.state.card;
    const parts = { call, setup, services, session, playback, recorder, writer, onDisclosed, cardNotice };
    this.loaded = loadedCall(parts, (event) => this.dispatch(event));
    const { voice, turns } = this.loaded;
    const { turns: stored } = setup.history;
    const spokenOf = turns.takeUp(stored);
    this.callerAudio.conditionAs(setup.agent.audio);
    this.recorder.takeOver();
    const resumed = stored.length > 0;
    const weCalled = setup.opening !== null;
    if (resumed) this.waits.streamIs(call.handedOn ? 'handed_on' : 'resumed');
    else this.waits.streamIs(weCalled ? 'placed' : 'fresh');
    const greeted = !resumed && !weCalled && this.state.phase === 'opening' && voice.greet();
    const remainingMs = this.remainingMs(setup);
    const { emergency } = call;
    const known = emergency && { danger: emergency.danger, isHeard: emergency.heardAt !== null };
    const card = cardBefore(stored);
    this.dispatch({
      type: 'started',
      resumed,
      handedOn: call.handedOn,
      cutOff: resumed && this.wasCutOff,
      weCalled,
      greeted,
      remainingMs,
      emergency: known,
      card,
    });
    if (spokenOf) this.dispatch({ type: 'danger_found', danger: spokenOf }); // if it could not be written down
    this.keypad.open();
  }

  /** Resolves when what was said so far is written down, or given up. */
  written(): Promise<void> {
    return this.writer.flush();
  }

  /** Resolves when this stream's part of the conversation is over and all of it is written down. */
  async finished(): Promise<void> {
    await this.ended;
    await this.sideWork.settled();
    await this.recorder.settled();
    await this.writer.flush();
  }

  // ── From the carrier ──────────────────────────────────────────────────────────────────────────────────────────────

  /** Hot path. */
  onAudio(frame: Buffer): void {
    const heard = this.callerAudio.heard(frame);
    const voiced = this.callerVoice.hear(heard);
    if (voiced) this.loaded?.transcript.callerVoice();
    if (!agentListens(this.state)) return;
    // Who goes on with a card's number while they are asked not to is heard by nobody.
    if (this.state.card.line === 'playing') this.session.sendAudio(Buffer.alloc(heard.length, SILENCE_BYTE), false);
    else this.session.sendAudio(heard, voiced);
  }

  onKey(key: string): void {
    this.keypad.press(key);
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

  /** The call leaves this process now, or as soon as its caller has spoken; `atOnce` in the middle of anything. */
  handOn(atOnce = false): void {
    this.leaving = true;
    // A carrier that is late still plays what should be over by the clock: its last word would be lost, and with it what was asked.
    const { isConfirmed, silentMs } = this.playback;
    if (atOnce || isConfirmed || silentMs > CARRIER_CAP_MS)
      this.dispatch({ type: 'process_ends', silentMs: this.silentMs, atOnce });
  }

  // ── From the agent ────────────────────────────────────────────────────────────────────────────────────────────────

  private async connectAgent(elsewhere: boolean): Promise<void> {
    const { loaded, state } = this;
    if (!loaded || state.phase !== 'opening') return;
    const { setup, voice } = loaded;
    const { reason, owed } = state;
    const stored = reason === 'fresh' ? null : setup.history;
    const isLatest = reason === 'resumed' || reason === 'handed_on'; // nobody has spoken on this stream yet
    const failure = await this.connector.connect(voice, stored, { elsewhere, owed, isLatest }, () => this.agentReady());
    if (failure) this.agentFailed(failure);
  }

  private agentReady(): void {
    this.loaded?.transcript.agentBack();
    this.dispatch({ type: 'agent_ready', silentMs: this.silentMs });
  }

  private agentFailed(failure: AgentFailure): void {
    const { log, metrics } = this.services;
    metrics.agentFailures.inc({ kind: failure.kind });
    const fields = { callId: this.call.id, reason: failure.kind, code: failure.code };
    // A mistake of ours needs a person; of a provider that refuses us the roster tells once, not every call.
    if (failure.kind === 'misused') log.error('agent.misused', fields);
    else log.warn('agent.unavailable', fields);
    this.tools.abandon();
    const isWhole = this.playback.isWhole;
    if (!isWhole) this.loaded?.transcript.agentBrokeOff();
    if (this.state.phase === 'talking') this.loaded?.transcript.agentLost();
    const { hasElsewhere: elsewhere } = this.session;
    this.dispatch({ type: 'agent_failed', failure, elsewhere, silentMs: this.silentMs, isWhole });
  }

  /** Since either side was heard. */
  private get silentMs(): number {
    return Math.min(this.callerVoice.quietMs, this.playback.silentMs);
  }

  private onAgentEvent(event: AgentEvent): void {
    switch (event.type) {
      case 'caller_started_speaking':
        return this.callerStartedSpeaking();
      case 'caller_turn_ended':
        return this.loaded?.transcript.callerTurnEnded();
      case 'caller_said':
        this.loaded?.turns.callerSaid(event.text, event.languages, this.callerVoice.quietMs);
        // At once, behind all that the words themselves call for: some providers answer within milliseconds.
        return this.leaving ? this.handOn() : undefined;
      case 'agent_said':
        // After the end nobody hears it, and the next turn may be another process's already.
        return this.state.phase === 'ended' ? undefined : this.loaded?.turns.agentSaid(event.text);
      case 'reply_left':
        return this.playback.isWhole ? undefined : this.loaded?.transcript.agentBrokeOff();
      case 'agent_audio_done':
        this.playback.audioDone();
        return this.dispatch({ type: 'reply_whole' });
      case 'tool_requested':
        // Until the plan is stored the agent is still there, and so may be another process's, with the same turn: both would book.
        return this.state.phase === 'ended' ? undefined : this.sideWork.add(this.runTool(event));
      case 'tool_cancelled':
        return this.tools.cancel(event.requestId);
      case 'say_refused':
        return this.dispatch({ type: 'say_refused' });
      case 'latency_reported':
        return this.loaded?.transcript.providerLatency(event.stage, event.ms);
      case 'session_expiring':
        return this.dispatch({ type: 'session_expiring' });
      case 'link_closed':
        return event.failure ? this.agentFailed(event.failure) : undefined;
      case 'warned':
        return;
      default:
        return assertNever(event);
    }
  }

  private heardMore(): void {
    this.loaded?.transcript.playbackMoved();
    if (this.loaded?.voice.adviceWasHeard()) this.dispatch({ type: 'advice_heard' });
    if (this.loaded?.voice.cardNoticeWasHeard()) this.dispatch({ type: 'card_notice_heard' });
  }

  /** And did not come back from the desk since. */
  private get wasCutOff(): boolean {
    const { resumes, handedOn, handover } = this.call;
    return resumes > 0 && handedOn === null && handover?.status !== 'unanswered';
  }

  private handOver(reason: HandoverReason, summary: string | null, atOnce: boolean): void {
    this.dispatch({ type: 'handover_requested', reason, summary, atOnce, isWhole: !this.playback.isUnfinished });
  }

  private callerStartedSpeaking(): void {
    const startedAtMs = performance.now();
    const cut = this.playback.isPlaying;
    this.loaded?.transcript.callerStartedSpeaking();
    this.dispatch({ type: 'caller_started_speaking', cut });
    if (cut) this.loaded?.transcript.bargedIn(performance.now() - startedAtMs);
  }

  /** Hot path. */
  private playAgentAudio(chunk: Buffer): void {
    if (this.state.phase === 'ended') return;
    const { transcript } = this.loaded ?? {};
    transcript?.agentAudio();
    this.playback.addAudio(chunk);
    transcript?.audioSent();
    if (isAwaited(this.state) && !this.playback.isLeadIn) this.dispatch({ type: 'agent_spoke' });
  }

  private async runTool(request: ToolRequest): Promise<void> {
    if (!this.loaded) return;
    const { setup, voice, limits } = this.loaded;
    const { profile, tools } = setup;
    const context = { call: this.call, profile, language: voice.language, keyed: this.keypad.keyed };
    await this.tools.handle(request, { tools, context, limits, link: this.session.link });
  }

  private follow(sequel: ToolSequel): void {
    switch (sequel.type) {
      case 'end_call':
        return this.dispatch({ type: 'end_requested' });
      case 'danger':
        return this.dispatch({ type: 'danger_found', danger: sequel.danger });
      case 'hand_over':
        return this.handOver(sequel.reason, sequel.summary, false);
      case 'await_keys':
        this.recorder.pause();
        return this.keypad.await(sequel.field);
      case 'stop_recording':
        return this.recorder.decline();
      case 'switch_language':
        return this.loaded?.voice.switchTo(sequel.language);
    }
  }

  // ── Effects ───────────────────────────────────────────────────────────────────────────────────────────────────────

  private dispatch(event: CallEvent): void {
    const before = this.state;
    const { state, effects } = reduceCall(before, event);
    this.state = state;
    if (!agentListens(this.state)) this.keypad.close();
    if (state.phase === 'ended' && before.phase !== 'ended') {
      this.waits.streamOver(this.silentMs, isOwedAWord(before));
      this.playback.streamClosed();
      this.loaded?.transcript.cutAgentTurns();
      this.sideWork.add(this.writer.flush()); // whoever goes on with the call reads it next
      this.sideWork.add(this.effects.performEnding(effects).then(this.resolveEnded));
      this.sideWork.add(this.services.calls.addAudio(this.call, this.callerAudio.tally()));
      return;
    }
    for (const effect of effects) this.effects.perform(effect);
    if (!this.callerIsSpeaking) this.loaded?.turns.callerIsQuiet();
  }

  private get callerIsSpeaking(): boolean {
    return this.state.phase === 'talking' && this.state.callerIsSpeaking;
  }

  /** By the record alone: a clock that was set since the call began would end it. */
  private remainingMs({ profile, history }: CallSetup): number {
    const latest = history.turns.at(-1)?.startedAt ?? this.call.startedAt;
    const lastedMs = latest.epochMilliseconds - this.call.startedAt.epochMilliseconds;
    return profile.maxCallMinutes * 60_000 - lastedMs;
  }
}
