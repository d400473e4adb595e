import { cutShort } from '../carrier/twiml.presenter.js';
import type { HandoverReason, StreamedCall } from '../calls/calls.types.js';
import { assertNever } from '../common/errors/domain.error.js';
import type { AgentConnector } from './agent-connector.js';
import type { AgentPlayback } from './agent-playback.js';
import type { AgentSession } from './agent-session.js';
import { isEnding, type CallEndingWriter } from './call-ending.writer.js';
import type { CallEffect, CallEvent, CallState } from './call-flow.types.js';
import type { CallMedia } from './call-media.port.js';
import type { CallRecorder } from './call-recorder.js';
import type { CallServices } from './call-services.types.js';
import type { CallTimers } from './call-timers.js';
import type { EmergencyRecord } from './emergency/emergency-record.js';
import { leftToCarrier } from './left-to-carrier.policy.js';
import type { CutShort } from './limits/callbacks.service.js';
import type { LoadedCall } from './loaded-call.js';
import type { SideWork } from './side-work.js';
import { isSpeech, performSpeech } from './speech-effects.js';
import type { CallTools } from './tools/call-tools.js';

/** What effects are performed with. */
export interface EffectParts {
  call: StreamedCall;
  media: CallMedia;
  services: Pick<CallServices, 'calls' | 'callbacks' | 'carrier' | 'isAlone' | 'log' | 'metrics' | 'phrases' | 'trace'>;
  session: AgentSession;
  playback: AgentPlayback;
  recorder: CallRecorder;
  tools: CallTools;
  connector: AgentConnector;
  timers: CallTimers;
  emergency: EmergencyRecord;
  endings: CallEndingWriter;
  sideWork: SideWork;
}

/** The conversation that they are of. */
export interface EffectSource {
  state(): CallState;
  loaded(): LoadedCall | null;
  connectAgent(elsewhere: boolean): Promise<void>;
  dispatch(event: CallEvent): void;
}

/** Performs the effects of one stream of a call: each is handed to the part of the call that it is about. */
export class CallEffects {
  constructor(
    private readonly parts: EffectParts,
    private readonly source: EffectSource,
  ) {}

  private get loaded(): LoadedCall | null {
    return this.source.loaded();
  }

  perform(effect: CallEffect): void {
    const { call, media, services, session, recorder, timers, emergency, sideWork } = this.parts;
    if (isSpeech(effect)) return this.loaded ? performSpeech(effect, this.loaded) : this.comfort(effect);
    switch (effect.type) {
      case 'record_danger':
      case 'record_advised':
        return sideWork.add(emergency.record(effect));
      case 'pause_recording':
        return recorder.hush();
      case 'resume_recording':
        return recorder.listenAgain();
      case 'record_card_digits':
        services.metrics.cardDigitsHeard.inc();
        return sideWork.add(services.calls.cardDigitsHeard(call));
      case 'connect_agent':
        return sideWork.add(this.source.connectAgent(effect.elsewhere));
      case 'disconnect_agent':
        return this.disconnectAgent();
      case 'take_up_thread':
        return this.takeUpThread(effect.apology);
      case 'end_turn':
        return session.link?.endTurn();
      case 'start_timer':
        return timers.start(effect.timer, effect.ms, effect.jitter);
      case 'stop_timer':
        return timers.stop(effect.timer);
      case 'close_stream':
        return media.close();
      case 'leave_to_carrier':
        return sideWork.add(this.leaveToCarrier());
      case 'leave_callback':
        return this.leaveCallback(effect.why);
      case 'keep_handover':
        return sideWork.add(this.parts.endings.keep(effect, this.handoverTo(effect.reason)));
      case 'count':
        return services.metrics.nudges.inc({ kind: effect.what });
      case 'plan':
      case 'plan_handover':
      case 'close_record':
        throw new Error(`${effect.type} outside of an ending`);
      default:
        return assertNever(effect);
    }
  }

  /** The plan is stored before the stream is closed: the carrier asks for the next step at once, maybe elsewhere. */
  async performEnding(effects: readonly CallEffect[]): Promise<void> {
    const { services, endings } = this.parts;
    for (const effect of services.isAlone() ? leftToCarrier(effects) : effects) {
      if (isEnding(effect)) {
        services.trace?.planned(effect);
        await endings.write(effect, (reason) => this.handoverTo(reason));
      } else this.perform(effect);
    }
  }

  private handoverTo(reason: HandoverReason): 'transfer' | 'voicemail' {
    return this.loaded?.voice.handoverTo(reason) ?? 'voicemail';
  }

  /** The clinic's own words are not there yet, and a record neither: what is shipped is better than silence. */
  private comfort(effect: CallEffect): void {
    if (effect.type !== 'play') return;
    const { playback, services } = this.parts;
    playback.beginTurn();
    playback.addAudio(services.phrases.shippedAudio(effect.phrase));
    playback.audioDone();
  }

  /** The desk's phone, else words: whatever it asked us for afterwards, nobody would answer. */
  private async leaveToCarrier(): Promise<void> {
    const { call, media, services } = this.parts;
    services.log.warn('call.left_to_carrier', { callId: call.id, clinicId: call.clinicId });
    try {
      const number = this.loaded?.voice.phoneOfPerson ?? null;
      await services.carrier.playDocument(call.callSid, cutShort(number));
    } catch (error) {
      media.close(); // what the carrier has to say then is not ours
      throw error;
    }
  }

  private leaveCallback(why: CutShort): void {
    const { call, services, endings, sideWork } = this.parts;
    const left = services.callbacks.leave(call, why);
    endings.after(left);
    sideWork.add(left);
  }

  private takeUpThread(apology: boolean): void {
    const { call, services, session, connector, sideWork } = this.parts;
    if (call.handover?.status === 'unanswered') {
      sideWork.add(services.calls.moveHandover(call, 'returned'));
      this.loaded?.voice.play('desk_did_not_answer');
      return this.source.dispatch({ type: 'agent_spoke' }); // that was the word that the caller waited for
    }
    if (session.hasUnheardSpeech) return; // a sentence that no session has understood is on its way to this one
    if (connector.pickUp.how === 'close') this.source.dispatch({ type: 'end_requested' });
    this.loaded?.voice.takeUpThread(connector.pickUp, apology);
  }

  private disconnectAgent(): void {
    const { session, tools, sideWork } = this.parts;
    const { phase } = this.source.state();
    tools.abandon();
    if (phase === 'opening') this.loaded?.transcript.agentLost();
    sideWork.add(phase === 'ended' ? session.end() : session.close());
  }
}
