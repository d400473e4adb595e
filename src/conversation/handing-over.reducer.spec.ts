import {
  after,
  audible,
  fired,
  greeted,
  said,
  saying,
  silent,
  silentByClock,
  started,
  starts,
  stopped,
  unavailable,
} from '../../test/support/call-flow-story.js';

describe('handing over to a person', () => {
  const wish = { type: 'handover_requested', reason: 'keypad', summary: null, atOnce: true, isWhole: false } as const;

  it('silences the agent, tells the caller, and leaves when that was heard', () => {
    const asked = after(...greeted, wish);
    expect(asked.types.filter((type) => !type.endsWith('_timer'))).toEqual([
      'clear_playback',
      'disconnect_agent',
      'announce_handover',
      'keep_handover',
    ]);
    expect(after(...greeted, wish, said).types).toEqual([]);
    const heard = after(...greeted, wish, silent);
    expect(heard.state.phase).toBe('ended');
    expect(heard.effects).toContainEqual({ type: 'plan_handover', reason: 'keypad', summary: null });
    expect(heard.types.indexOf('plan_handover')).toBeLessThan(heard.types.indexOf('close_stream'));
  });

  it('is announced to the last word when the carrier is late with it', () => {
    const late = after(...greeted, wish, silentByClock);
    expect(late.effects).toEqual([starts('handover_cap', 5000)]);
    expect(after(...greeted, wish, silentByClock, { type: 'carrier_caught_up', complete: true }).state.phase).toBe(
      'ended',
    );
    expect(after(...greeted, wish, silentByClock, fired('handover_cap')).state.phase).toBe('ended');
  });

  it('works before there is an agent', () => {
    expect(after(started(), wish).state.phase).toBe('handing_over');
  });

  describe('as the agent’s idea', () => {
    const idea = { ...wish, reason: 'agent', atOnce: false } as const;

    it('cuts nothing of what has come of its sentence', () => {
      const types = after(...greeted, { ...idea, isWhole: true }).types;
      expect(types).toContain('announce_handover');
      expect(types).not.toContain('clear_playback');
    });

    it.each([
      ['all of it has come', { type: 'reply_whole' } as const],
      ['what came of it was heard', stopped],
      ['the session is lost', unavailable],
      ['that takes too long', fired('handover_words')],
    ])('waits for the rest of it, until %s', (_what, event) => {
      const asked = after(...greeted, audible, idea);
      expect(asked.types).not.toContain('disconnect_agent');
      expect(asked.effects).toContainEqual(starts('handover_words', 3000));
      expect(after(...greeted, audible, idea, said).types).toEqual([]);
      const over = after(...greeted, audible, idea, event);
      expect(over.types.filter((type) => !type.endsWith('_timer'))).toEqual([
        'disconnect_agent',
        'announce_handover',
        'keep_handover',
      ]);
      expect(after(...greeted, audible, idea, event, silent).state.phase).toBe('ended');
    });

    it('waits for nothing in an emergency', () => {
      const inDanger = [...saying, { type: 'danger_found', danger: 'airway' }] as const;
      expect(after(...inDanger, idea).effects).toContainEqual({ type: 'announce_handover', reason: 'emergency' });
    });
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
