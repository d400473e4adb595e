import fc from 'fast-check';
import { anyCallEvent } from '../../../test/support/any-call-event.js';
import { audible, said, started } from '../../../test/support/call-flow-story.js';
import { reduceCall } from '../call-flow.reducer.js';
import type { CallEvent, CallState } from '../call-flow.types.js';
import { initialCall } from '../opening.reducer.js';
import type { Tool, ToolContext } from '../tools/tool.types.js';
import { advisedFirst } from './advised-first.policy.js';

/** A call with its ear: what is played is heard to its end unless it is cleared before. */
class AdvisedCall {
  state: CallState = initialCall;
  /** Advice was begun, or is due, and has not been heard to its end. */
  owed = false;
  /** Advice that was cut without another one in its place. */
  cuts = 0;
  dangers = 0;
  bookedWhileOwed = 0;
  endedWhileOwedBy: string | null = null;
  private playing = false;
  private readonly booking: Tool;

  constructor() {
    const book = { name: 'book_appointment', run: () => this.book() } as unknown as Tool;
    this.booking = advisedFirst([book], () => this.state.advice)[0] as Tool;
  }

  happens(event: CallEvent): void {
    if (event.type === 'advice_heard' || this.state.phase === 'ended') return; // only the ear tells what was heard
    if (event.type === 'danger_found') this.dangers += 1;
    this.apply(event);
    void this.booking.run({}, {} as ToolContext);
  }

  /** All that is queued has been played. */
  plays(): void {
    if (!this.playing) return;
    this.playing = false;
    this.owed = false;
    this.apply({ type: 'advice_heard' });
  }

  private apply(event: CallEvent): void {
    const before = this.state;
    const { state, effects } = reduceCall(before, event);
    this.state = state;
    if (event.type === 'danger_found' && before.advice.stage === 'none') this.owed = true;
    const advises = effects.some(({ type }) => type === 'advise');
    if (this.playing && effects.some(({ type }) => type === 'clear_playback')) {
      this.playing = false;
      if (!advises) this.cuts += 1;
    }
    if (advises) this.owed = this.playing = true;
    if (state.phase === 'ended' && this.owed)
      this.endedWhileOwedBy = event.type === 'timer_fired' ? event.timer : event.type;
    if (advises) this.apply(audible);
  }

  private book(): Promise<never> {
    if (this.owed) this.bookedWhileOwed += 1;
    return new Promise(() => undefined);
  }
}

const anyStory = fc.array(fc.oneof({ weight: 8, arbitrary: anyCallEvent }, fc.constant('played' as const)), {
  maxLength: 80,
});

function tell(story: readonly (CallEvent | 'played')[]): AdvisedCall {
  const call = new AdvisedCall();
  call.happens(started());
  for (const event of story) {
    if (event === 'played') call.plays();
    else if (event.type !== 'started') call.happens(event);
  }
  return call;
}

const check = (property: (call: AdvisedCall) => void) =>
  fc.assert(
    fc.property(anyStory, (story) => property(tell(story))),
    { numRuns: 500 },
  );

it('lets nothing be booked between the danger and the end of the advice', () => {
  check((call) => expect(call.bookedWhileOwed).toBe(0));
});

it('is heard to its end, or the caller or the line has ended the call', () => {
  check(({ endedWhileOwedBy }) => {
    // The cap is for audio that is never reported as played.
    expect([null, 'carrier_stopped', 'carrier_lost', 'superseded', 'advice_cap']).toContain(endedWhileOwedBy);
  });
});

it('is cut once at most for each danger, and still comes to its end', () => {
  check((call) => {
    expect(call.cuts).toBeLessThanOrEqual(call.dangers);
    if (call.state.phase === 'ended') return;
    call.happens(said);
    for (let more = 0; call.owed && more < 3; more += 1) call.plays();
    expect(call.owed).toBe(false);
  });
});
