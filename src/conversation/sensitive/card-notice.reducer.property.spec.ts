import fc from 'fast-check';
import { anyCallEvent } from '../../../test/support/any-call-event.js';
import { started } from '../../../test/support/call-flow-story.js';
import { reduceCall } from '../call-flow.reducer.js';
import type { CallEffect, CallEvent } from '../call-flow.types.js';
import { initialCall } from '../opening.reducer.js';
import { isHushed } from './card-notice.types.js';

/** Effects of each step, with what the call was like behind it. */
function tell(events: readonly CallEvent[]) {
  let state = initialCall;
  return [started(), ...events.filter(({ type }) => type !== 'started')].map((event) => {
    const { effects, ...after } = reduceCall(state, event);
    state = after.state;
    return { event, effects, state };
  });
}

const has = (effects: readonly CallEffect[], type: CallEffect['type']) =>
  effects.some((effect) => effect.type === type);

it('keeps the recording paused exactly while digits are said or the line has not been heard, and says it three times at most', () => {
  fc.assert(
    fc.property(fc.array(anyCallEvent, { maxLength: 80 }), (events) => {
      let recording = true;
      let told = 0;
      for (const { effects, state } of tell(events)) {
        if (has(effects, 'pause_recording')) recording = false;
        if (has(effects, 'resume_recording')) recording = true;
        if (has(effects, 'warn_of_card')) told += has(effects, 'advise') ? 0 : 1;
        expect(recording).toBe(!isHushed(state.card));
        expect(state.card.told).toBeLessThanOrEqual(3);
        expect(state.card.told).toBeLessThanOrEqual(told);
      }
    }),
    { numRuns: 500 },
  );
});

it('lets nothing but first aid and the end of the call cut the line', () => {
  fc.assert(
    fc.property(fc.array(anyCallEvent, { maxLength: 80 }), (events) => {
      let playing = false;
      for (const { event, effects, state } of tell(events)) {
        const cut = effects.findIndex(({ type }) => type === 'clear_playback');
        if (playing && event.type !== 'card_notice_heard' && cut >= 0) expect(has(effects, 'advise')).toBe(true);
        playing = state.card.line === 'playing' && state.phase !== 'ended';
      }
    }),
    { numRuns: 500 },
  );
});
