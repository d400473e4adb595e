import type { ToolCall } from '../thinking/language-model.port.js';
import { ConversationMemory } from './conversation-memory.js';

const PLENTY = 10_000;

const call = (id: string): ToolCall => ({ id, name: 'find_slots', argumentsJson: '{}' });
const result = (id: string, resultJson = `"${id}"`) => ({ id, name: 'find_slots', resultJson });

/** `caller: …`, `agent: … [calls]`, `tools: …` */
function told(memory: ConversationMemory, budgetTokens = PLENTY): string[] {
  return memory.messages(budgetTokens).map((message) => {
    if (message.role === 'tools') return `tools: ${message.results.map(({ resultJson }) => resultJson).join()}`;
    if (message.role === 'caller') return `caller: ${message.text}`;
    return `agent: ${message.text}${message.calls.map(({ id }) => ` [${id}]`).join('')}`;
  });
}

describe('what is remembered', () => {
  it('is who said what, one message a turn', () => {
    const memory = ConversationMemory.from([]);
    memory.agentSaid('Hello, this is Riverside Dental.');
    memory.callerSaid('I need');
    memory.callerSaid('a cleaning.');
    memory.agentSaid('Let me look.');
    memory.callsAnswered([call('a'), call('b')], [result('a'), result('b')]);
    memory.agentSaid('I have Monday.');
    memory.agentSaid('Would that suit you?');
    expect(told(memory)).toEqual([
      'agent: Hello, this is Riverside Dental.',
      'caller: I need a cleaning.',
      'agent: Let me look. [a] [b]',
      'tools: "a","b"',
      'agent: I have Monday. Would that suit you?',
    ]);
  });

  it('begins with what another session has heard', () => {
    const memory = ConversationMemory.from([
      { kind: 'said', role: 'agent', text: 'Hello.' },
      { kind: 'said', role: 'caller', text: 'A cleaning.' },
      { kind: 'tool', requestId: 'x', name: 'find_slots', argumentsJson: '{}', resultJson: '"x"' },
      { kind: 'said', role: 'agent', text: 'Monday?' },
    ]);
    expect(told(memory)).toEqual([
      'agent: Hello.',
      'caller: A cleaning.',
      'agent:  [x]',
      'tools: "x"',
      'agent: Monday?',
    ]);
  });
});

describe('a reply that was cut', () => {
  function replied(): ConversationMemory {
    const memory = ConversationMemory.from([]);
    memory.callerSaid('A cleaning.');
    memory.agentSaid('Let me look.');
    memory.callsAnswered([call('a')], [result('a')]);
    memory.agentSaid('I have Monday at nine.');
    memory.agentSaid('Would that suit you?');
    return memory;
  }

  it.each([
    [
      'in its second part',
      'Let me look. I have Monday',
      ['agent: Let me look. [a]', 'tools: "a"', 'agent: I have Monday'],
    ],
    [
      'told from where its audio began',
      'I have Monday at',
      ['agent: Let me look. [a]', 'tools: "a"', 'agent: I have Monday at'],
    ],
    [
      'in the middle of a word',
      'Let me look. I have Mon',
      ['agent: Let me look. [a]', 'tools: "a"', 'agent: I have Monday'],
    ],
    ['in its first words', 'Let me', ['agent: Let me [a]', 'tools: "a"']],
    ['before all of it', '', ['agent:  [a]', 'tools: "a"']],
    ['in words that are not its own', 'One moment', ['agent:  [a]', 'tools: "a"', 'agent: One moment']],
  ])('%s is as much as was heard', (_, heard, rest) => {
    const memory = replied();
    memory.replyHeard(heard);
    expect(told(memory)).toEqual(['caller: A cleaning.', ...rest]);
  });

  it('takes nothing of what was before the last turn', () => {
    const memory = replied();
    memory.callerSaid('No, Tuesday.');
    memory.replyHeard('');
    expect(told(memory)).toHaveLength(5);
  });
});

describe('a long call', () => {
  function long(turns: number, resultLength = 400): ConversationMemory {
    const memory = ConversationMemory.from([]);
    for (let turn = 1; turn <= turns; turn += 1) {
      memory.callerSaid(`Question ${turn}?`);
      memory.callsAnswered([call(`c${turn}`)], [result(`c${turn}`, JSON.stringify('x'.repeat(resultLength)))]);
      memory.agentSaid(`Answer ${turn}.`);
    }
    return memory;
  }

  it('is told as it was as long as there is room', () => {
    expect(told(long(20))).toHaveLength(80);
  });

  it('leaves old answers of tools out first, and keeps those of the last two rounds', () => {
    const messages = told(long(20), 2000);
    expect(messages).toHaveLength(80);
    expect(messages.filter((line) => line.includes('xxx'))).toHaveLength(2);
    expect(messages.filter((line) => line.includes('left_out'))).toHaveLength(18);
  });

  it('then leaves old turns out, whole ones, never the last', () => {
    const messages = told(long(20), 700);
    expect(messages[0]).toMatch(/^caller: Question \d+\?$/);
    expect(messages.length).toBeLessThan(60);
    expect(told(long(20), 1)).toHaveLength(4);
  });

  it('can be summarised, and then has room again', () => {
    const memory = long(20);
    expect(memory.toSummarise(10_000)).toBeNull();
    const stretch = memory.toSummarise(4000);
    expect(stretch?.at(-1)).toMatchObject({ role: 'agent', text: expect.stringMatching(/^Answer/) });
    memory.callerSaid('One more?');
    memory.summarised(stretch?.length ?? 0, 'They talked.');
    const messages = told(memory);
    expect(messages[0]).toMatch(/^caller: \[.*: They talked.\] Question \d+\?$/);
    expect(messages.at(-1)).toBe('caller: One more?');
    expect(memory.toSummarise(4000)).toBeNull();
  });

  it('is summarised again with its summary', () => {
    const memory = long(20);
    memory.summarised(memory.toSummarise(4000)?.length ?? 0, 'They talked.');
    memory.callerSaid('x'.repeat(9000));
    memory.agentSaid('Yes.');
    memory.callerSaid('Well?');
    const again = memory.toSummarise(4000);
    expect(again?.[0]).toMatchObject({ role: 'caller', text: expect.stringContaining('They talked.') });
    memory.summarised(again?.length ?? 0, 'They talked more.');
    expect(told(memory)).toEqual([expect.stringMatching(/^caller: \[.*: They talked more.\] Well\?$/)]);
  });
});
