import { storable } from '../common/validation/storable.policy.js';
import type { AgentSession } from './agent-session.js';
import type { AgentVoice } from './agent-voice.js';
import type { Occasion } from './brief.builder.js';
import type { CallEvent } from './call-flow.types.js';
import type { CallRecorder } from './call-recorder.js';
import { didNotUnderstand, wantsAPerson } from './caller-wishes.policy.js';
import { changedLanguage } from './language.policy.js';
import type { Transcript } from './transcript.js';

export interface TurnParts {
  occasion: Occasion;
  transcript: Transcript;
  voice: AgentVoice;
  recorder: CallRecorder;
  session: AgentSession;
}

/** What either side has said or keyed in: written down, and told to whatever part of the call it matters to. */
export class SpokenTurns {
  /** The agent said since the caller's last turn that it did not understand. */
  private agentIsLost = false;
  /** What was keyed in during the caller's present sentence. */
  private keyedMeanwhile: (() => void)[] = [];

  constructor(
    private readonly parts: TurnParts,
    private readonly dispatch: (event: CallEvent) => void,
  ) {}

  /** `quietMs`: since the caller's last voice. */
  callerSaid(said: string, languages: readonly string[], quietMs: number): void {
    const { occasion, transcript, voice, recorder } = this.parts;
    const text = storable(said);
    transcript.callerSaid(text);
    voice.callerSaid(text);
    recorder.callerSaid(text);
    const wanted = changedLanguage(voice.language, occasion.agent.languages, languages, text);
    if (wanted) voice.switchTo(wanted);
    if (!this.agentIsLost) this.dispatch({ type: 'turn_judged', understood: true });
    this.agentIsLost = false;
    this.dispatch({ type: 'caller_said', quietMs });
    if (wantsAPerson(text)) {
      this.dispatch({ type: 'handover_requested', reason: 'caller_asked', summary: null, atOnce: false });
    }
  }

  agentSaid(said: string): void {
    const text = storable(said);
    this.parts.transcript.agentSaid(text);
    this.parts.recorder.agentSaid(text);
    if (this.agentIsLost || !didNotUnderstand(text)) return;
    this.agentIsLost = true;
    this.dispatch({ type: 'turn_judged', understood: false });
  }

  /** The agent is told that something was keyed in; what it was is only kept in the keypad. */
  callerKeyed(told: string, stored: string, callerIsSpeaking: boolean): void {
    // Two turns at once confuse the agent: keys that were pressed in mid-sentence follow the sentence.
    if (callerIsSpeaking) {
      this.keyedMeanwhile.push(() => this.callerKeyed(told, stored, false));
      return;
    }
    const { transcript, voice, recorder, session } = this.parts;
    transcript.callerKeyed(stored);
    voice.callerSaid(told);
    recorder.goOn();
    session.hear(told);
    this.dispatch({ type: 'caller_said', quietMs: 0 });
  }

  callerIsQuiet(): void {
    for (const tell of this.keyedMeanwhile.splice(0)) tell();
  }
}
