import { after, goodbye, said, saying } from '../../test/support/call-flow-story.js';

describe('the end of the stream', () => {
  it('closes the record when the carrier says stop', () => {
    expect(after(...saying, { type: 'carrier_stopped' }).effects).toContainEqual({
      type: 'close_record',
      ending: 'caller_hung_up',
    });
    expect(after(...goodbye, { type: 'carrier_stopped' }).effects).toContainEqual({
      type: 'close_record',
      ending: 'answered',
    });
  });

  it('leaves the record open, and plans nothing, when the socket is lost: the caller is connected again', () => {
    const lost = after(...saying, { type: 'carrier_lost' });
    expect(lost.state.phase).toBe('ended');
    expect(lost.types).not.toContain('close_record');
    expect(lost.types).not.toContain('plan');
  });

  it('ends once: late events are normal', () => {
    expect(after(...saying, { type: 'carrier_stopped' }, { type: 'carrier_lost' }).effects).toEqual([]);
    expect(after(...saying, { type: 'carrier_stopped' }, said).effects).toEqual([]);
  });
});
