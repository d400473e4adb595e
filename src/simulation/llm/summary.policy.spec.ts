import type { BrainStep } from '../brain/brain.port.js';
import { asHeard } from './brain-history.policy.js';
import { asksForSummary, summaryOf } from './summary.policy.js';

const SUMMARISE = 'Summarise the first part of this telephone call.';
const tool = { name: 'find', description: '', parameters: {} };

const wordsOf = (step: BrainStep): string => (step.kind === 'say' ? step.sentences.join(' ') : '');

describe('a summary', () => {
  it('is asked for by who says so and has no tools', () => {
    expect(asksForSummary({ prompt: SUMMARISE, tools: [] })).toBe(true);
    expect(asksForSummary({ prompt: 'Write a summary of the call.', tools: [] })).toBe(true);
    expect(asksForSummary({ prompt: SUMMARISE, tools: [tool] })).toBe(false);
    expect(asksForSummary({ prompt: 'You answer the phone.', tools: [] })).toBe(false);
  });

  it('is what was said, at most 600 characters of it', () => {
    const said = [
      { kind: 'user', text: 'Caller: Hi.\nReceptionist: Good  morning. [An older note.]' },
      { kind: 'call', name: 'find', argumentsJson: '{}', resultJson: '"secret"' },
    ] as const;
    expect(summaryOf(said)).toEqual({
      kind: 'say',
      sentences: ['[Caller: Hi. Receptionist: Good morning. An older note.]'],
    });
    expect(wordsOf(summaryOf([{ kind: 'user', text: 'word '.repeat(500) }]))).toHaveLength(600);
  });

  it('is known for a note where it comes back', () => {
    const step = summaryOf([{ kind: 'user', text: 'I am Dana. [Yes.] Thanks: bye.' }]);
    const text = `In short: ${wordsOf(step)} On Monday.`;

    expect(asHeard([{ kind: 'user', text }])).toEqual([{ kind: 'user', text: 'On Monday.' }]);
  });
});
