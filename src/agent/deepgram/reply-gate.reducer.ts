/**
 * Keeps what is left of a reply that the caller cut short from being played over the caller.
 *
 * Deepgram's audio frames carry no turn id, and some of a cut reply still arrive after `UserStartedSpeaking`. So that message
 * shuts the gate, and only a signal of a new turn opens it: the caller's words, the end of the turn, thinking, a function
 * request or started-speaking. Text of the agent is no such signal, because a late sentence of the cut reply looks just like
 * it. While the gate is shut the agent's audio, text and end-of-audio are all withheld: the caller hears none of them, so they
 * may not be recorded as said either.
 *
 * One text does open the gate: the echo of a line that we injected after it was shut. Such a line may be all that follows,
 * for instance "Are you still there?" after a cough that the recogniser took for speech. The echo has to repeat the line from
 * its beginning and up to the end of a sentence, which a leftover sentence does not do by accident. Should the line's audio
 * come before its echo, that part of it is withheld: better a clipped line than the cut reply over the caller.
 */
export interface ReplyGate {
  phase: 'open' | 'shut';
  /** Lines that we injected and that were neither echoed in full nor refused yet, oldest first. */
  lines: readonly InjectedLine[];
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
  | { type: 'line_injected'; text: string }
  | { type: 'injection_refused' }
  | { type: 'agent_text'; text: string };

export interface GateStep {
  gate: ReplyGate;
  /**
   * Whether the message behind the signal is to be reported: false for text of a cut reply, and for a refusal when no line is
   * open, because the provider may announce one refusal twice (`InjectionRefused` and a warning).
   */
  report: boolean;
}

export const OPEN_GATE: ReplyGate = { phase: 'open', lines: [] };

export function reduceGate(gate: ReplyGate, signal: GateSignal): GateStep {
  switch (signal.type) {
    case 'caller_started':
      return told({ phase: 'shut', lines: outspoken(gate.lines) });
    case 'turn_advanced':
      return told({ ...gate, phase: 'open' });
    case 'line_injected':
      return told({ ...gate, lines: [...gate.lines, { rest: singleSpaced(signal.text), mayOpen: true }] });
    case 'injection_refused':
      // A refusal comes at once, while accepted lines wait to be spoken: it is about the newest.
      return { gate: { ...gate, lines: gate.lines.slice(0, -1) }, report: gate.lines.length > 0 };
    case 'agent_text':
      return agentText(gate, singleSpaced(signal.text));
  }
}

function agentText(gate: ReplyGate, text: string): GateStep {
  const index = gate.lines.findIndex((line) => (gate.phase === 'open' || line.mayOpen) && beginsWith(line.rest, text));
  const line = gate.lines[index];
  if (!line) return { gate, report: gate.phase === 'open' };
  const rest = line.rest.slice(text.length).trimStart();
  // What was injected before it is either spoken by now or will never be.
  const later = gate.lines.slice(index + 1);
  return told({ phase: 'open', lines: rest === '' ? later : [{ ...line, rest }, ...later] });
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
