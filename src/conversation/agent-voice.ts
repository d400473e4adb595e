import type { AgentBrief, BriefChange } from '../agent/voice-agent.port.js';
import type { Danger, Emergency, HandoverReason } from '../calls/calls.types.js';
import { phoneOfPerson } from '../clinics/person-on-duty.policy.js';
import type { Clock } from '../common/clock/clock.js';
import type { Language } from '../profiles/agent-profile.types.js';
import { FIRST_AID, type LineId, type PhraseId } from '../profiles/phrase.catalogue.js';
import type { AgentPlayback } from './agent-playback.js';
import type { AgentSession } from './agent-session.js';
import { buildBrief, instructionsOf, speechIn, type Occasion } from './brief.builder.js';
import { ADVICE, linesAbout } from './emergency/advice.policy.js';
import { boundedHistory } from './limits/bounded-history.builder.js';
import type { CallLimits } from './limits/call-limits.js';
import { restOf, type Comforts, type PickUp, type TakenUp } from './history.builder.js';
import type { PhraseLibrary } from './phrases/phrase.library.js';
import type { PhraseLine } from './phrases/phrase-lines.types.js';
import type { DoneUnnoticed } from './tools/tool.desk.js';
import { linesAboutCards } from './sensitive/card-notice.policy.js';
import type { Transcript } from './transcript.js';

/** Said to the agent, as a turn of the caller's, when only the agent knows how its reply was to go on. */
const GO_ON: Record<Language, string> = { en: 'Please go on.', es: 'Siga, por favor.' };

const COMFORTS: readonly PhraseId[] = [
  'ai_disclosure',
  'no_card_numbers',
  'connecting_trouble',
  'still_connecting',
  'resume_apology',
  'listening',
  'filler',
  'filler_second',
  ...FIRST_AID,
];

export interface VoiceParts {
  occasion: Occasion;
  session: AgentSession;
  playback: AgentPlayback;
  transcript: Transcript;
  phrases: PhraseLibrary;
  clock: Clock;
  limits: CallLimits;
  /** That was found in this call, on another stream. */
  emergency: Emergency | null;
}

/** What the caller gets to hear on our own account, in which language, and what the agent is told. */
export class AgentVoice {
  private spoken: Language;
  private greeted = false;
  /** What was done in this call and the present session was never told. */
  private done: DoneUnnoticed[] = [];
  private lastCallerTurn: string | null = null;
  private emergency: { danger: Danger; isHeard: boolean } | null;
  /** First aid that is on its way to the caller's ear. */
  private advice: { playbackTurn: number; words: string } | null = null;
  /** The line about cards, on its way to the caller's ear. */
  private cardNotice: { playbackTurn: number; words: string } | null = null;
  private spokeOfCard = false;
  private cut: { text: string; heard: string; isWhole: boolean } | null = null;
  /** Words from our own store that no session has said, nor knows of. */
  private readonly unknownToAgent = new Set<string>();

  constructor(private readonly parts: VoiceParts) {
    this.spoken = parts.occasion.agent.languages[0] ?? 'en';
    const { emergency } = parts;
    this.emergency = emergency && { danger: emergency.danger, isHeard: emergency.heardAt !== null };
  }

  get language(): Language {
    return this.spoken;
  }

  /** For a new session, whose history holds all that was done. */
  brief(taken: TakenUp): AgentBrief {
    const { occasion, clock } = this.parts;
    this.done = [];
    const greets = !this.greeted && occasion.opening === null;
    const mutates = (name: string) => occasion.tools.some((tool) => tool.name === name && tool.mutates);
    const bounded = { ...taken, history: boundedHistory(taken.history, mutates) };
    const brief = buildBrief(occasion, this.spoken, bounded, greets, clock.now(), this.linesOfNote);
    this.parts.limits.briefed(brief);
    return brief;
  }

  /** The conversation before its first turn: nothing was said yet, but for a greeting of ours. */
  get beginning(): TakenUp {
    const greeting = { kind: 'said', role: 'agent', text: this.line('greeting').text } as const;
    return { history: this.greeted ? [greeting] : [], pickUp: { how: 'greet' } };
  }

  /** What a caller hears who waits. It answers nothing. */
  get comforts(): Comforts {
    const { occasion, phrases } = this.parts;
    return new Set(
      occasion.agent.languages.flatMap((language) =>
        COMFORTS.map((id) => phrases.words(phrases.line(id, occasion, language))),
      ),
    );
  }

  /** The first words, from our own store: the caller hears them while the agent is still being called. False when it has none. */
  greet(): boolean {
    const line = this.line('greeting');
    if (!this.parts.phrases.has(line)) return false;
    this.greeted = true;
    this.speak(line);
    this.unknownToAgent.delete(this.parts.phrases.words(line)); // its history begins with it
    return true;
  }

  play(phrase: PhraseId): void {
    this.speak(this.line(phrase));
  }

  /** First aid, at once. The agent is told, so that it neither repeats it nor goes on as if nothing had been said. */
  advise(danger: Danger): void {
    const line = this.line(ADVICE[danger]);
    this.advice = { playbackTurn: this.speak(line), words: this.parts.phrases.words(line) };
    this.emergency = { danger, isHeard: false };
    this.update({});
  }

  /** True once: the caller has heard first aid to its last word. */
  adviceWasHeard(): boolean {
    const { advice, emergency } = this;
    if (!advice || !emergency || this.parts.playback.heardText(advice.playbackTurn) !== advice.words) return false;
    this.advice = null;
    this.emergency = { ...emergency, isHeard: true };
    this.update({});
    return true;
  }

  /** The caller is asked not to say their card's number. The agent is told, so that it neither asks for it nor repeats it. */
  warnOfCard(): void {
    const line = this.line('no_card_numbers');
    this.cardNotice = { playbackTurn: this.speak(line), words: this.parts.phrases.words(line) };
    this.spokeOfCard = true;
    this.update({});
  }

  /** True once: the caller has heard it to its last word. */
  cardNoticeWasHeard(): boolean {
    const { cardNotice } = this;
    if (!cardNotice || this.parts.playback.heardText(cardNotice.playbackTurn) !== cardNotice.words) return false;
    this.cardNotice = null;
    return true;
  }

  announceHandover(reason: HandoverReason): void {
    const { profile, scope } = this.parts.occasion;
    const number = this.phoneFor(reason);
    if (number === null) return this.play('desk_not_there');
    this.play(scope.deskAnswers || number === profile.deskNumber ? 'connecting_desk' : 'connecting_on_call');
  }

  handoverTo(reason: HandoverReason): 'transfer' | 'voicemail' {
    return this.phoneFor(reason) === null ? 'voicemail' : 'transfer';
  }

  /** Whose phone rings for a caller whom nobody here can talk to any more; null when it is nobody's. */
  get phoneOfPerson(): string | null {
    return this.phoneFor(this.emergency ? 'emergency' : 'no_agent');
  }

  private phoneFor(reason: HandoverReason): string | null {
    const { profile, scope } = this.parts.occasion;
    return phoneOfPerson(profile, { deskAnswers: scope.deskAnswers, isEmergency: reason === 'emergency' });
  }

  /** Whom we called, and who has not said a word. */
  sayOpening(): void {
    this.say(this.parts.occasion.opening ?? '', 'if_idle');
  }

  callerSaid(told: string): void {
    this.lastCallerTurn = told;
    this.cut = null;
  }

  /** To be called before the queue is cleared. */
  cutting(): void {
    const { playback, transcript, session } = this.parts;
    const { isWhole } = playback;
    playback.clear();
    const cut = transcript.cutAgentTurns();
    const isOurs = [this.advice?.words, this.cardNotice?.words].includes(cut?.text);
    if (!cut || isOurs) return;
    this.cut = { ...cut, isWhole };
    if (!this.unknownToAgent.has(cut.text)) session.link?.replyHeard(cut.heard);
  }

  /** Of a reply that had not come to its end yet only the agent knows the rest. */
  resumeReply(): void {
    const { cut } = this;
    this.cut = null;
    if (!cut || !cut.isWhole) return this.parts.session.hear(GO_ON[this.spoken]);
    this.say(restOf(cut.text, cut.heard), 'queue');
  }

  hearAgain(): void {
    this.parts.session.hear(this.lastCallerTurn ?? GO_ON[this.spoken]);
  }

  /** After a short apology, if there was a gap, the conversation goes on. */
  takeUpThread(pickUp: PickUp, apology: boolean): void {
    if (pickUp.how === 'greet') return;
    if (pickUp.how === 'close') return this.play('goodbye');
    if (apology) this.play('resume_apology');
    if (pickUp.how === 'repeat') this.say(pickUp.text, 'queue');
    else this.parts.session.hear(pickUp.text);
  }

  /** Nothing happens when it is spoken already, or not at all by this clinic. */
  switchTo(language: Language): void {
    const { agent } = this.parts.occasion;
    if (language === this.spoken || !agent.languages.includes(language)) return;
    this.spoken = language;
    this.update(speechIn(language, agent));
  }

  learn(done: DoneUnnoticed): void {
    this.done.push(done);
    this.update({});
  }

  private update(change: BriefChange): void {
    const { occasion, session, clock } = this.parts;
    const instructions = instructionsOf(occasion, this.spoken, clock.now(), this.done, this.linesOfNote);
    session.link?.update({ ...change, instructions });
  }

  /** What the agent has to know of what we have said to the caller. */
  private get linesOfNote(): string[] {
    const card = this.spokeOfCard ? linesAboutCards(this.line('no_card_numbers').text) : [];
    return [...this.emergencyLines, ...card];
  }

  private get emergencyLines(): string[] {
    const { emergency } = this;
    if (!emergency) return [];
    const { danger, isHeard } = emergency;
    return linesAbout(danger, this.line(ADVICE[danger]).text, isHeard);
  }

  private say(text: string, how: 'queue' | 'if_idle'): void {
    this.parts.transcript.endAgentTurn();
    this.parts.session.link?.say(text, how);
  }

  /** Answers the line's turn in the playback ledger. */
  private speak(line: PhraseLine): number {
    const { transcript, playback, phrases } = this.parts;
    const words = phrases.words(line);
    this.unknownToAgent.add(words);
    return transcript.lineOfOurs(words, () => {
      playback.addAudio(phrases.audio(line));
      playback.audioDone();
    });
  }

  private line(id: LineId): PhraseLine {
    return this.parts.phrases.line(id, this.parts.occasion, this.spoken);
  }
}
