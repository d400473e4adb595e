import { after, greeted, said, silent, started } from '../../test/support/call-flow-story.js';

describe('handing over to a person', () => {
  const wish = { type: 'handover_requested', reason: 'keypad', summary: null, atOnce: true } as const;

  it('silences the agent, tells the caller, and leaves when that was heard', () => {
    const asked = after(...greeted, wish);
    expect(asked.types.filter((type) => !type.endsWith('_timer'))).toEqual([
      'clear_playback',
      'disconnect_agent',
      'announce_handover',
    ]);
    expect(after(...greeted, wish, said).types).toEqual([]);
    const heard = after(...greeted, wish, silent);
    expect(heard.state.phase).toBe('ended');
    expect(heard.effects).toContainEqual({ type: 'plan_handover', reason: 'keypad', summary: null });
    expect(heard.types.indexOf('plan_handover')).toBeLessThan(heard.types.indexOf('close_stream'));
  });

  it('works before there is an agent, and lets the agent finish its sentence when it is the agent’s idea', () => {
    expect(after(started(), wish).state.phase).toBe('handing_over');
    expect(after(...greeted, { ...wish, atOnce: false }).types).not.toContain('clear_playback');
  });

  it('comes by itself after three turns in a row that were not understood', () => {
    const failed = { type: 'turn_judged', understood: false } as const;
    expect(after(...greeted, failed, failed, { type: 'turn_judged', understood: true }, failed).state.phase).toBe(
      'talking',
    );
    expect(after(...greeted, failed, failed, failed).state).toMatchObject({
      phase: 'handing_over',
      reason: 'failed_turns',
    });
  });
});
