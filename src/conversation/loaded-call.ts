import type { Call, CallHistory } from '../calls/calls.types.js';
import { theirNumber } from '../calls/their-number.policy.js';
import type { Clock } from '../common/clock/clock.js';
import { normalisePhone } from '../common/validation/phone.js';
import type { Wording } from '../compliance/consent/wordings.catalogue.js';
import type { AgentPlayback } from './agent-playback.js';
import type { AgentSession } from './agent-session.js';
import { AgentVoice } from './agent-voice.js';
import type { Occasion } from './brief.builder.js';
import type { CallEvent } from './call-flow.types.js';
import type { CallRecorder } from './call-recorder.js';
import type { CallTrace } from './call-trace.js';
import { DisclosureWatch, type Disclosure } from './consent/disclosure-watch.js';
import type { ConversationMetrics } from './conversation.metrics.js';
import { CallLimits } from './limits/call-limits.js';
import type { PhraseLibrary } from './phrases/phrase.library.js';
import type { RecordWriter } from './record.writer.js';
import { isHushed, type CardNotice } from './sensitive/card-notice.types.js';
import { SensitiveWords } from './sensitive/sensitive-words.js';
import { SpokenTurns } from './spoken-turns.js';
import { Transcript } from './transcript.js';

/** What is loaded once, when the stream has begun. */
export interface CallSetup extends Occasion {
  history: CallHistory;
  disclosure: Disclosure;
}

/** What there is once the call's set-up is loaded. */
export interface LoadedCall {
  setup: CallSetup;
  transcript: Transcript;
  voice: AgentVoice;
  turns: SpokenTurns;
  limits: CallLimits;
}

export interface LoadedParts {
  call: Call;
  setup: CallSetup;
  session: AgentSession;
  playback: AgentPlayback;
  recorder: CallRecorder;
  writer: RecordWriter;
  /** As it is now. */
  cardNotice: () => CardNotice;
  services: { clock: Clock; metrics: ConversationMetrics; phrases: PhraseLibrary; trace: CallTrace | null };
  /** The caller has heard that an AI speaks, in the turn with that number. */
  onDisclosed: (wording: Wording, turn: number) => void;
}

/** Puts together what needs the set-up. */
export function loadedCall(parts: LoadedParts, dispatch: (event: CallEvent) => void): LoadedCall {
  const { call, setup, session, playback, recorder, writer } = parts;
  const { clock, metrics, phrases, trace } = parts.services;
  const { history } = setup;
  const limits = new CallLimits(setup.profile, history, metrics, {
    onOutgrown: () => dispatch({ type: 'session_expiring' }),
    onSpent: () => dispatch({ type: 'tokens_spent', callsBack: normalisePhone(theirNumber(call)) !== null }),
  });
  const sensitive = new SensitiveWords(history.turns, writer);
  const disclosure = new DisclosureWatch(setup.disclosure, history.turns, sensitive, parts.onDisclosed);
  const lastSeq = history.turns.at(-1)?.seq ?? 0;
  const transcript = new Transcript(call.callSid, clock, metrics, playback, disclosure, lastSeq, trace);
  const { emergency } = call;
  const voice = new AgentVoice({ occasion: setup, session, playback, transcript, phrases, clock, emergency, limits });
  const hushed = () => isHushed(parts.cardNotice());
  const turns = new SpokenTurns(
    { occasion: setup, transcript, voice, recorder, session, limits, disclosure, sensitive, isHushed: hushed },
    dispatch,
  );
  return { setup, transcript, voice, turns, limits };
}
