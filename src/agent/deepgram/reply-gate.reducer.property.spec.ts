import fc from 'fast-check';
import { OPEN_GATE, reduceGate, type GateSignal } from './reply-gate.reducer.js';

const text = fc.constantFrom('One.', 'Two.', 'One. Two.', 'Two. One.', 'One', '');
const signal: fc.Arbitrary<GateSignal> = fc.oneof(
  fc.constant<GateSignal>({ type: 'caller_started' }),
  fc.constant<GateSignal>({ type: 'turn_advanced' }),
  fc.constant<GateSignal>({ type: 'injection_refused' }),
  text.map((said): GateSignal => ({ type: 'line_injected', text: said })),
  text.map((said): GateSignal => ({ type: 'agent_text', text: said })),
);

describe('the gate for agent audio, whatever happens', () => {
  it('is shut right after the caller starts, and never opened by a text that was not injected since', () => {
    fc.assert(
      fc.property(fc.array(signal), (signals) => {
        let gate = OPEN_GATE;
        let injectedSinceShut: string[] = [];
        for (const current of signals) {
          const before = gate.phase;
          gate = reduceGate(gate, current).gate;
          if (current.type === 'caller_started') {
            injectedSinceShut = [];
            expect(gate.phase).toBe('shut');
          } else if (current.type === 'line_injected') {
            injectedSinceShut.push(current.text);
          }
          if (before === 'shut' && gate.phase === 'open' && current.type === 'agent_text') {
            expect(injectedSinceShut.some((line) => line.startsWith(current.text))).toBe(true);
          }
        }
      }),
    );
  });

  it('reports agent text exactly when the gate is open after it', () => {
    fc.assert(
      fc.property(fc.array(signal), text, (signals, said) => {
        const gate = signals.reduce((state, current) => reduceGate(state, current).gate, OPEN_GATE);
        const step = reduceGate(gate, { type: 'agent_text', text: said });
        expect(step.report).toBe(step.gate.phase === 'open');
      }),
    );
  });

  it('is always opened by the next turn', () => {
    fc.assert(
      fc.property(fc.array(signal), (signals) => {
        const gate = signals.reduce((state, current) => reduceGate(state, current).gate, OPEN_GATE);
        expect(reduceGate(gate, { type: 'turn_advanced' }).gate.phase).toBe('open');
      }),
    );
  });
});
