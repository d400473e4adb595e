import { RememberedLines } from './remembered-lines.js';

describe('remembered lines', () => {
  const audio = (bytes: number) => Buffer.alloc(bytes, 1);

  it('are known by voice and text', () => {
    const lines = new RememberedLines();
    lines.remember('a', 'Hello.', Buffer.from('x'));
    expect(lines.recall('a', 'Hello.')).toEqual(Buffer.from('x'));
    expect(lines.recall('b', 'Hello.')).toBeNull();
    expect(lines.recall('a', 'Hello')).toBeNull();
  });

  it('stay as they are, whoever changes what was handed in or out', () => {
    const lines = new RememberedLines();
    const given = Buffer.from('x');
    lines.remember('a', 'Hello.', given);
    given.fill(0);
    lines.recall('a', 'Hello.')?.fill(0);
    expect(lines.recall('a', 'Hello.')).toEqual(Buffer.from('x'));
  });

  it('make room for more, those first that were not asked for', () => {
    const lines = new RememberedLines();
    for (let line = 0; line < 50; line += 1) lines.remember('a', `${line}`, audio(1));
    lines.recall('a', '0');
    lines.remember('a', 'more', audio(1));
    expect(lines.recall('a', '0')).not.toBeNull();
    expect(lines.recall('a', '1')).toBeNull();
    expect(lines.recall('a', 'more')).not.toBeNull();
  });

  it('take no more than two megabytes', () => {
    const lines = new RememberedLines();
    lines.remember('a', 'one', audio(1_000_000));
    lines.remember('a', 'one', audio(1_000_001));
    lines.remember('a', 'too long', audio(2_000_001));
    lines.remember('a', 'empty', audio(0));
    expect(['one', 'too long', 'empty'].map((text) => lines.recall('a', text)?.length ?? null)).toEqual([
      1_000_001,
      null,
      null,
    ]);
    lines.remember('a', 'two', audio(1_000_000));
    expect(lines.recall('a', 'one')).toBeNull();
  });
});
