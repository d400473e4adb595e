import type { Danger } from '../calls/calls.types.js';
import { storable } from '../common/validation/storable.policy.js';
import type { AgentSession } from './agent-session.js';
import type { AgentVoice } from './agent-voice.js';
import type { Occasion } from './brief.builder.js';
import type { CallEvent } from './call-flow.types.js';
import type { CallRecorder } from './call-recorder.js';
import { asksForMore, didNotUnderstand, takesLeave, wantsAPerson } from './caller-wishes.policy.js';
import type { DisclosureWatch } from './consent/disclosure-watch.js';
import { DANGERS, initialTriage, reduceTriage, type TriageEvent } from './emergency/triage.reducer.js';
import { changedLanguage } from './language.policy.js';
import type { CallLimits } from './limits/call-limits.js';
import { CARD_NUMBER, type SensitiveWords } from './sensitive/sensitive-words.js';
import type { Transcript } from './transcript.js';

export interface TurnParts {
  occasion: Occasion;
  transcript: Transcript;
  voice: AgentVoice;
  recorder: CallRecorder;
  session: AgentSession;
  limits: CallLimits;
  disclosure: DisclosureWatch;
  sensitive: SensitiveWords;
  /** The caller is, or was just, saying the number of a card. */
  isHushed: () => boolean;
}

/** What either side has said or keyed in: written down, and told to whatever part of the call it matters to. */
export class SpokenTurns {
  /** The agent said since the caller's last turn that it did not understand. */
  private agentIsLost = false;
  private agentAskedForMore = false;
  private triage = initialTriage;
  /** What was keyed in during the caller's present sentence. */
  private keyedMeanwhile: (() => void)[] = [];

  constructor(
    private readonly parts: TurnParts,
    private readonly dispatch: (event: CallEvent) => void,
  ) {}

  /** What was said on another stream of the call. Answers a danger that was spoken of there. */
  takeUp(turns: readonly { role: 'caller' | 'agent'; text: string }[]): Danger | null {
    const found = turns.map(({ role, text }) =>
      this.assess({ type: role === 'caller' ? 'caller_said' : 'agent_said', text }),
    );
    return DANGERS.find((danger) => found.includes(danger)) ?? null;
  }

  /** `quietMs`: since the caller's last voice. */
  callerSaid(said: string, languages: readonly string[], quietMs: number): void {
    const { occasion, transcript, voice, recorder, disclosure, sensitive } = this.parts;
    const text = storable(said);
    const seq = transcript.callerSaid(this.withoutCard(text));
    voice.callerSaid(sensitive.kept(seq)?.text ?? text);
    recorder.callerSaid(text, seq);
    const wanted = changedLanguage(voice.language, occasion.agent.languages, languages, text);
    if (wanted) voice.switchTo(wanted);
    if (!this.agentIsLost) this.dispatch({ type: 'turn_judged', understood: true });
    this.agentIsLost = false;
    this.dispatch({ type: 'caller_said', quietMs });
    const danger = this.assess({ type: 'caller_said', text });
    if (danger) this.dispatch({ type: 'danger_found', danger }); // before anything that answers the turn
    const leaves = takesLeave(text, this.agentAskedForMore);
    const wantsPerson = wantsAPerson(text);
    // Whoever talks on has to know with whom; nothing comes before first aid, and who leaves has no time for it.
    if (disclosure.isOwed && !danger && !leaves && !wantsPerson) voice.play('ai_disclosure');
    if (leaves) this.dispatch({ type: 'leave_taken' });
    this.agentAskedForMore = false;
    if (wantsPerson) {
      this.dispatch({
        type: 'handover_requested',
        reason: 'caller_asked',
        summary: null,
        atOnce: false,
        isWhole: true,
      });
    }
    this.parts.limits.callerSaid(text);
  }

  /** Hushes the call while a card is being said; of the digits that follow nothing is kept at all. */
  private withoutCard(text: string): string {
    const digits = this.parts.sensitive.digitsIn(text);
    const wasHushed = this.parts.isHushed();
    if (digits === 'card') this.dispatch({ type: 'card_digits_heard' });
    if (digits === 'none' && wasHushed) this.dispatch({ type: 'card_digits_over' });
    return wasHushed && digits !== 'none' ? CARD_NUMBER : text;
  }

  agentSaid(said: string): void {
    const text = storable(said);
    this.parts.transcript.agentSaid(text);
    this.parts.recorder.agentSaid(text);
    this.parts.limits.agentSaid(text);
    this.assess({ type: 'agent_said', text });
    this.agentAskedForMore ||= asksForMore(text);
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
    this.parts.limits.callerSaid(told);
  }

  callerIsQuiet(): void {
    for (const tell of this.keyedMeanwhile.splice(0)) tell();
  }

  private assess(event: TriageEvent): Danger | null {
    const { state, danger } = reduceTriage(this.triage, event);
    this.triage = state;
    return danger;
  }
}
