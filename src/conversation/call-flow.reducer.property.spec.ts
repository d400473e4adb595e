import fc from 'fast-check';
import { said, started } from '../../test/support/call-flow-story.js';
import { reduceCall } from './call-flow.reducer.js';
import { initialCall } from './opening.reducer.js';
import { ALL_TIMERS, type CallEffect, type CallEvent, type CallState, type TimerName } from './call-flow.types.js';

const anyEvent: fc.Arbitrary<CallEvent> = fc.oneof(
  fc.record({
    type: fc.constant('started' as const),
    resumed: fc.boolean(),
    remainingMs: fc.nat(3_600_000),
    weCalled: fc.boolean(),
    greeted: fc.boolean(),
  }),
  fc.constantFrom<CallEvent>(
    { type: 'setup_failed' },
    { type: 'agent_ready', silentMs: 0 },
    { type: 'caller_started_speaking', cut: true },
    { type: 'caller_started_speaking', cut: false },
    said,
    { type: 'session_expiring' },
    { type: 'agent_spoke' },
    { type: 'say_refused' },
    { type: 'agent_audible' },
    { type: 'reply_whole' },
    { type: 'tool_started' },
    { type: 'tool_finished', answered: true },
    { type: 'tool_finished', answered: false },
    { type: 'end_requested' },
    { type: 'turn_judged', understood: false },
    { type: 'turn_judged', understood: true },
    { type: 'handover_requested', reason: 'keypad', summary: null, atOnce: true },
    { type: 'handover_requested', reason: 'agent', summary: 'x', atOnce: false },
    { type: 'carrier_stopped' },
    { type: 'carrier_lost' },
    { type: 'superseded' },
  ),
  fc.record({ type: fc.constant('agent_silent' as const), complete: fc.boolean() }),
  fc.record({
    type: fc.constant('agent_failed' as const),
    failure: fc.record({ kind: fc.constantFrom('refused', 'unavailable', 'misused'), code: fc.constant('x') }),
    silentMs: fc.nat(5000),
    elsewhere: fc.boolean(),
    isWhole: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('timer_fired' as const),
    timer: fc.constantFrom(...ALL_TIMERS),
    quietMs: fc.nat(10_000),
    voicedMs: fc.nat(3000),
  }),
);

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

const events = fc.array(anyEvent, { maxLength: 60 });

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
