import fc from 'fast-check';
import { anyCallEvent } from '../../test/support/any-call-event.js';
import { said, started } from '../../test/support/call-flow-story.js';
import { reduceCall } from './call-flow.reducer.js';
import { initialCall } from './opening.reducer.js';
import type { CallEffect, CallEvent, CallState, TimerName } from './call-flow.types.js';

/** Feeds only timers that are running, as a clock would. */
function run(events: CallEvent[]): { state: CallState; steps: { effects: CallEffect[]; running: Set<TimerName> }[] } {
  let state: CallState = initialCall;
  const running = new Set<TimerName>();
  const steps: { effects: CallEffect[]; running: Set<TimerName> }[] = [];
  for (const event of [started(), ...events]) {
    if (event.type === 'timer_fired' && !running.delete(event.timer)) continue;
    const step = reduceCall(state, event);
    state = step.state;
    for (const effect of step.effects) {
      if (effect.type === 'start_timer') running.add(effect.timer);
      if (effect.type === 'stop_timer') running.delete(effect.timer);
    }
    steps.push({ effects: step.effects, running: new Set(running) });
  }
  return { state, steps };
}

const events = fc.array(anyCallEvent, { maxLength: 60 });

it('never throws, and answers nothing once the stream is over', () => {
  fc.assert(
    fc.property(events, (sequence) => {
      const { state } = run(sequence);
      if (state.phase === 'ended') expect(reduceCall(state, said).effects).toEqual([]);
    }),
  );
});

it('ends the stream at most once, closes the session with it, and leaves no timer running', () => {
  fc.assert(
    fc.property(events, (sequence) => {
      const { state, steps } = run(sequence);
      const endings = steps.filter((step) => step.effects.some((effect) => effect.type === 'close_record'));
      expect(endings.length).toBeLessThanOrEqual(1);
      if (state.phase !== 'ended') return;
      expect(steps.at(-1)?.running.size).toBe(0);
      expect(steps.flatMap((step) => step.effects).some((effect) => effect.type === 'disconnect_agent')).toBe(true);
    }),
  );
});

it('always has a way on: a live call that hears nothing more still has a timer running, or a tool, or audio playing', () => {
  fc.assert(
    fc.property(events, (sequence) => {
      const { state, steps } = run(sequence);
      // The limits of the whole call always run; they are no way on.
      const running = [...(steps.at(-1)?.running ?? [])].filter(
        (timer) => !timer.startsWith('limit') && timer !== 'muted',
      );
      if (state.phase === 'ended' || running.length > 0) return;
      const waiting =
        (state.phase === 'talking' || state.phase === 'closing') && (state.agentIsAudible || state.toolsRunning > 0);
      expect(waiting).toBe(true);
    }),
  );
});
