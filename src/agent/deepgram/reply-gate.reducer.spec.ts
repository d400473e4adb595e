import { OPEN_GATE, reduceGate, type GateSignal, type GateStep } from './reply-gate.reducer.js';

const started: GateSignal = { type: 'caller_started' };
const advanced: GateSignal = { type: 'turn_advanced' };
const refused: GateSignal = { type: 'injection_refused' };
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

  describe('for a line of ours', () => {
    const question = 'Are you still there? I cannot hear you.';

    it('opens on its echo', () => {
      expect(after(started, line(question), agent(question))).toEqual({ gate: OPEN_GATE, report: true });
    });

    it('opens whatever the spacing of the echo', () => {
      expect(after(started, line(`${question}\n`), agent(question.replace('? ', '?  ')))).toEqual({
        gate: OPEN_GATE,
        report: true,
      });
    });

    it('opens on its first sentence, and knows the rest for its own when the caller starts again', () => {
      const first = after(started, line(question), agent('Are you still there?'));
      expect(first).toMatchObject({ gate: { phase: 'open' }, report: true });
      expect(reduceGate(first.gate, agent('I cannot hear you.'))).toEqual({ gate: OPEN_GATE, report: true });
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
