import { isOpen, OPEN_GATE, reduceGate, type GateSignal, type GateStep } from './reply-gate.reducer.js';

const started: GateSignal = { type: 'caller_started' };
const advanced: GateSignal = { type: 'turn_advanced' };
const refused: GateSignal = { type: 'injection_refused' };
const audio: GateSignal = { type: 'agent_audio' };
const done: GateSignal = { type: 'agent_audio_done' };
const requested: GateSignal = { type: 'call_requested' };
const cancelled: GateSignal = { type: 'call_cancelled' };
const answered: GateSignal = { type: 'calls_answered' };
const roundTrip: GateSignal = { type: 'round_trip_done' };
const confirmed = (givenSinceCut: boolean): GateSignal => ({ type: 'answer_confirmed', givenSinceCut });
const line = (text: string): GateSignal => ({ type: 'line_injected', text });
const agent = (text: string): GateSignal => ({ type: 'agent_text', text });

/** Runs the signals; answers whether the last was to be reported, and where that leaves the gate. */
function after(...signals: GateSignal[]): GateStep {
  let step: GateStep = { gate: OPEN_GATE, report: true };
  for (const signal of signals) step = reduceGate(step.gate, signal);
  return step;
}

describe('the gate for agent audio', () => {
  it('is open at first, for the greeting', () => {
    expect(after(agent('Good morning.'))).toMatchObject({ gate: { phase: 'open' }, report: true });
  });

  it('shuts when the caller starts and opens when the turn moves on', () => {
    expect(after(started).gate.phase).toBe('shut');
    expect(after(started, advanced).gate.phase).toBe('open');
    expect(after(started, advanced, started).gate.phase).toBe('shut');
  });

  it('takes no text of the agent for a new turn, and does not report it as said', () => {
    expect(after(started, agent('And on Monday.'))).toMatchObject({ gate: { phase: 'shut' }, report: false });
  });

  it('withholds the end of a cut reply also when it comes behind the new turn', () => {
    expect(after(done).report).toBe(true);
    expect(after(started, done).report).toBe(false);
    expect(after(started, advanced, done).report).toBe(false);
    expect(after(started, advanced, audio, done).report).toBe(true);
    expect(after(started, advanced, agent('Yes?'), done).report).toBe(true);
    expect(after(started, audio, advanced, done).report).toBe(false);
    expect(after(started, agent('And on Monday.'), advanced, done).report).toBe(false);
  });

  describe('for the reply to an answer that the caller’s start did not cancel', () => {
    const reply = agent('On Monday at nine.');

    it('opens on the news that an answer from after the start has arrived', () => {
      expect(isOpen(after(started, answered, confirmed(true)).gate)).toBe(true);
    });

    it('opens on the news of an earlier answer once a round trip is over, in either order', () => {
      expect(isOpen(after(started, confirmed(false)).gate)).toBe(false);
      expect(isOpen(after(started, confirmed(false), roundTrip).gate)).toBe(true);
      expect(isOpen(after(started, roundTrip, confirmed(false)).gate)).toBe(true);
    });

    it('opens on its text once the answer has made a round trip', () => {
      expect(after(started, answered, reply).report).toBe(false);
      expect(after(started, roundTrip, answered, reply).report).toBe(false);
      expect(after(started, answered, roundTrip, audio).report).toBe(false);
      expect(after(started, answered, roundTrip, agent(' ')).report).toBe(false);
      expect(after(started, answered, roundTrip, reply).report).toBe(true);
    });

    it.each<[string, GateSignal[]]>([
      ['a round trip alone', [started, roundTrip, reply]],
      ['what happened before the start', [answered, confirmed(true), roundTrip, started, reply]],
      ['half of it from before the start', [started, confirmed(false), started, roundTrip, reply]],
      ['an answer to a call that is then cancelled', [started, answered, cancelled, roundTrip, reply]],
      [
        'an answer that arrived for a call that is then cancelled',
        [started, answered, confirmed(true), cancelled, audio],
      ],
      ['a request that is cancelled', [started, requested, cancelled, audio]],
    ])('stays shut on %s', (_what, signals) => {
      expect(after(...signals)).toMatchObject({ gate: { phase: 'shut' }, report: false });
    });

    it('stays open when a call is cancelled that did not open it', () => {
      expect(after(requested, cancelled, audio).report).toBe(true);
      expect(after(started, advanced, requested, cancelled, audio).report).toBe(true);
    });
  });

  describe('for a line of ours', () => {
    const question = 'Are you still there? I cannot hear you.';

    it('opens on its echo', () => {
      expect(after(started, line(question), agent(question))).toMatchObject({
        gate: { phase: 'open', lines: [] },
        report: true,
      });
    });

    it('opens whatever the spacing of the echo', () => {
      expect(after(started, line(`${question}\n`), agent(question.replace('? ', '?  ')))).toMatchObject({
        gate: { phase: 'open', lines: [] },
        report: true,
      });
    });

    it('opens on its first sentence, and knows the rest for its own when the caller starts again', () => {
      const first = after(started, line(question), agent('Are you still there?'));
      expect(first).toMatchObject({ gate: { phase: 'open' }, report: true });
      expect(reduceGate(first.gate, agent('I cannot hear you.'))).toMatchObject({
        gate: { phase: 'open', lines: [] },
        report: true,
      });
      const cut = reduceGate(first.gate, started).gate;
      expect(reduceGate(cut, agent('I cannot hear you.'))).toMatchObject({ gate: { phase: 'shut' }, report: false });
    });

    it.each([
      '',
      ' ',
      'Are',
      'Are you still',
      'I cannot hear you.',
      'Are you still there',
      `${question} And`,
      'are you still there?',
    ])('stays shut on "%s", which is not how it begins', (text) => {
      expect(after(started, line(question), agent(text))).toMatchObject({ gate: { phase: 'shut' }, report: false });
    });

    it('stays shut when it was injected before the caller started: it goes down with the reply', () => {
      expect(after(line(question), started, agent(question))).toMatchObject({ gate: { phase: 'shut' }, report: false });
    });

    it('opens for one that is injected again afterwards', () => {
      expect(after(line(question), started, line(question), agent(question)).gate.phase).toBe('open');
    });

    it('opens for either of two', () => {
      expect(after(started, line('One moment.'), line(question), agent('One moment.')).gate.phase).toBe('open');
      expect(after(started, line('One moment.'), line(question), agent(question)).gate.phase).toBe('open');
    });
  });

  describe('and refusals', () => {
    it('are reported once for each line', () => {
      expect(after(line('One.'), refused).report).toBe(true);
      expect(after(line('One.'), refused, refused).report).toBe(false);
      expect(after(line('One.'), line('Two.'), refused, refused).report).toBe(true);
    });

    it('are not reported when no line is open', () => {
      expect(after(refused).report).toBe(false);
      expect(after(line('One.'), agent('One.'), refused).report).toBe(false);
    });

    it('are not reported for a line that was spoken after all, in the next turn', () => {
      expect(after(line('One.'), started, advanced, agent('One.'), refused).report).toBe(false);
    });

    it('are reported also when the caller started in between', () => {
      expect(after(line('One.'), started, refused).report).toBe(true);
    });

    it('leave an earlier line, which still waits to be spoken, able to open', () => {
      expect(after(started, line('One.'), line('Two.'), refused, agent('One.')).gate.phase).toBe('open');
    });

    it('keep a refused line from opening', () => {
      expect(after(started, line('One.'), refused, agent('One.'))).toMatchObject({
        gate: { phase: 'shut' },
        report: false,
      });
    });
  });

  it('does not collect lines that were never echoed', () => {
    const round = [line('Hm.'), started, advanced];
    expect(after(...Array.from({ length: 100 }, () => round).flat()).gate.lines.length).toBeLessThan(3);
  });
});
