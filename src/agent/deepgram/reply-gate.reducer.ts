/**
 * Keeps what is left of a reply that the caller cut short from being played over the caller.
 *
 * Deepgram's audio frames carry no turn id, and some of a cut reply still arrive after `UserStartedSpeaking`. So that message
 * shuts the gate, and only a signal of a new turn opens it: the caller's words, the end of the turn, thinking, a function
 * request or started-speaking. Text of the agent is no such signal, because a late sentence of the cut reply looks just like
 * it. While the gate is shut the agent's audio, text and end-of-audio are all withheld: the caller hears none of them, so they
 * may not be recorded as said either. The end-of-audio of a cut reply may come even later, behind the signal of the new turn;
 * the first one after a cut therefore counts only if something was spoken since.
 *
 * One text does open the gate: the echo of a line that we injected after it was shut. Such a line may be all that follows,
 * for instance "Are you still there?" after a cough that the recogniser took for speech. The echo has to repeat the line from
 * its beginning and up to the end of a sentence, which a leftover sentence does not do by accident. Should the line's audio
 * come before its echo, that part of it is withheld: better a clipped line than the cut reply over the caller.
 *
 * **A function call that survives the interruption.** The caller may cough while a function runs, and Deepgram may or may not
 * cancel the call. If it does not, it waits for our answer and speaks of it without any signal of a new turn, and a gate
 * that stays shut would leave the caller in silence. The reply to an answer is a new one if Deepgram got the answer after it
 * had cut what it was saying. Two things show that, and both need a round trip since the cut, after which what was under way
 * has arrived:
 *
 * 1. Deepgram says that it has the answer, by its echo or in `History`, for the first time and after the cut. An answer that
 *    was given after the cut is its own round trip. One that was under way when the caller started needs the pong to a ping
 *    that was sent at the cut.
 * 2. Neither comes, as both are optional. Then text of the agent opens the gate, once the pong to a ping behind the answer
 *    is there: the model needs far longer to reply than that. Audio that comes before the text is withheld.
 *
 * A call that Deepgram takes back shuts what it has opened. From a peer that sends no pong only the echo of a later answer
 * counts.
 */
export interface ReplyGate {
  phase: GatePhase;
  /** Lines that we injected and that were neither echoed in full nor refused yet, oldest first. */
  lines: readonly InjectedLine[];
  /** What is known since the gate was shut. */
  since: SinceCut;
}

/** `open_for_call`: opened by a function call or its answer, and shut again if the provider takes the call back. */
type GatePhase = 'open' | 'open_for_call' | 'shut';

interface SinceCut {
  /** Every call that was open has been answered, one of them since. */
  answered: boolean;
  /** The provider has said that it has an answer of ours. */
  confirmed: boolean;
  /** The provider has read all that we sent up to the cut, or up to the last answer. */
  roundTrip: boolean;
  /** The agent was heard, or heard of. */
  spoken: boolean;
}

interface InjectedLine {
  /** What is still to be echoed, with single spaces. */
  rest: string;
  /** False once the caller has spoken since: the provider drops such a line with the reply it waited behind. */
  mayOpen: boolean;
}

export type GateSignal =
  | { type: 'caller_started' }
  /** The turn has moved on to a reply that is not the cut one. */
  | { type: 'turn_advanced' }
  | { type: 'call_requested' }
  | { type: 'call_cancelled' }
  /** The last open call was answered by us. */
  | { type: 'calls_answered' }
  /** The provider has an answer of ours that it had not mentioned before, and no call is open. */
  | { type: 'answer_confirmed'; givenSinceCut: boolean }
  | { type: 'round_trip_done' }
  | { type: 'line_injected'; text: string }
  | { type: 'injection_refused' }
  | { type: 'agent_audio' }
  | { type: 'agent_text'; text: string }
  | { type: 'agent_audio_done' };

export interface GateStep {
  gate: ReplyGate;
  /**
   * Whether what is behind the signal is to be reported: false for anything of a cut reply, and for a refusal when no line is
   * open, because the provider may announce one refusal twice (`InjectionRefused` and a warning).
   */
  report: boolean;
}

const nothingSince: SinceCut = { answered: false, confirmed: false, roundTrip: false, spoken: false };

export const OPEN_GATE: ReplyGate = { phase: 'open', lines: [], since: { ...nothingSince, spoken: true } };

export function reduceGate(gate: ReplyGate, signal: GateSignal): GateStep {
  const { since } = gate;
  switch (signal.type) {
    case 'caller_started':
      return told({ phase: 'shut', lines: outspoken(gate.lines), since: nothingSince });
    case 'turn_advanced':
      return told({ ...gate, phase: 'open' });
    case 'call_requested':
      return told({ ...gate, phase: gate.phase === 'open' ? 'open' : 'open_for_call' });
    case 'call_cancelled':
      return told(callCancelled(gate));
    case 'calls_answered':
      return told({ ...gate, since: { ...since, answered: true, roundTrip: false } });
    case 'answer_confirmed':
      return told(answerConfirmed(gate, signal.givenSinceCut));
    case 'round_trip_done':
      return told(openedByAnswer({ ...gate, since: { ...since, roundTrip: true } }));
    case 'line_injected':
      return told({ ...gate, lines: [...gate.lines, { rest: singleSpaced(signal.text), mayOpen: true }] });
    case 'injection_refused':
      // A refusal comes at once, while accepted lines wait to be spoken: it is about the newest.
      return { gate: { ...gate, lines: gate.lines.slice(0, -1) }, report: gate.lines.length > 0 };
    case 'agent_audio':
      return spoken({ gate, report: isOpen(gate) });
    case 'agent_text':
      return spoken(agentText(gate, singleSpaced(signal.text)));
    case 'agent_audio_done':
      return { gate, report: isOpen(gate) && since.spoken };
  }
}

export function isOpen(gate: ReplyGate): boolean {
  return gate.phase !== 'shut';
}

function callCancelled(gate: ReplyGate): ReplyGate {
  const phase = gate.phase === 'open_for_call' ? 'shut' : gate.phase;
  return { ...gate, phase, since: { ...gate.since, answered: false, confirmed: false } };
}

function answerConfirmed(gate: ReplyGate, givenSinceCut: boolean): ReplyGate {
  const roundTrip = gate.since.roundTrip || givenSinceCut;
  return openedByAnswer({ ...gate, since: { ...gate.since, confirmed: true, roundTrip } });
}

function openedByAnswer(gate: ReplyGate): ReplyGate {
  const { confirmed, roundTrip } = gate.since;
  return gate.phase === 'shut' && confirmed && roundTrip ? { ...gate, phase: 'open_for_call' } : gate;
}

function agentText(gate: ReplyGate, text: string): GateStep {
  const index = gate.lines.findIndex((line) => (isOpen(gate) || line.mayOpen) && beginsWith(line.rest, text));
  const line = gate.lines[index];
  if (!line) return replyText(gate, text);
  const rest = line.rest.slice(text.length).trimStart();
  // What was injected before it is either spoken by now or will never be.
  const later = gate.lines.slice(index + 1);
  const phase = isOpen(gate) ? gate.phase : 'open';
  return told({ ...gate, phase, lines: rest === '' ? later : [{ ...line, rest }, ...later] });
}

function replyText(gate: ReplyGate, text: string): GateStep {
  if (isOpen(gate)) return told(gate);
  const { answered, roundTrip } = gate.since;
  const isReplyToAnswer = answered && roundTrip && text !== '';
  return isReplyToAnswer ? told({ ...gate, phase: 'open_for_call' }) : { gate, report: false };
}

function spoken(step: GateStep): GateStep {
  if (!step.report || step.gate.since.spoken) return step;
  return { ...step, gate: { ...step.gate, since: { ...step.gate.since, spoken: true } } };
}

/** Lines from before this moment may still be refused, so they are kept for one more turn, but they open nothing. */
function outspoken(lines: readonly InjectedLine[]): InjectedLine[] {
  return lines.filter((line) => line.mayOpen).map((line) => ({ ...line, mayOpen: false }));
}

/** True when `text` is all of `line`, or whole sentences from its beginning: the provider may send a line sentence by sentence. */
function beginsWith(line: string, text: string): boolean {
  if (text === '' || !line.startsWith(text)) return false;
  return text.length === line.length || (/[.?!]$/.test(text) && line[text.length] === ' ');
}

const told = (gate: ReplyGate): GateStep => ({ gate, report: true });
const singleSpaced = (text: string): string => text.trim().replace(/\s+/g, ' ');
