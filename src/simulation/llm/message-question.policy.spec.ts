import { readMessageRequest } from './message-question.policy.js';
import type { ModelQuestion } from './model-question.types.js';

const user = { role: 'user', content: 'Hi.' };
const base = { model: 'claude', max_tokens: 50, messages: [user] };
const question = (body: object): ModelQuestion => {
  const read = readMessageRequest({ ...base, ...body });
  if (read.kind === 'refusal') throw new Error(read.refusal.message);
  return read.question;
};
const refused = (body: object): string => {
  const read = readMessageRequest({ ...base, ...body });
  if (read.kind === 'question') throw new Error('it was taken');
  expect(read.refusal).toMatchObject({ status: 400, type: 'invalid_request_error' });
  return read.refusal.message;
};
const text = (words: string, more: object = {}) => ({ type: 'text', text: words, ...more });
const use = (id: string) => ({ type: 'tool_use', id, name: 'find', input: { day: 'Tuesday' } });
const result = (id: string, content: unknown = '{"slots":[]}') => ({ type: 'tool_result', tool_use_id: id, content });
const by = (role: string, ...content: object[]) => ({ role, content });
const MARK = { cache_control: { type: 'ephemeral' } };
const tool = { name: 'find', input_schema: { type: 'object', properties: {} } };

describe('a request for a message', () => {
  it('gives instructions, tools and the conversation', () => {
    const asked = question({
      system: [text('You answer the phone.', MARK), text('Be brief.')],
      tools: [{ ...tool, description: 'Finds.' }],
      messages: [
        user,
        by('assistant', text('One moment.'), use('a'), use('b')),
        by('user', result('b', [text('"second"')]), result('a', '"first"'), text('And?')),
      ],
      stream: true,
    });

    expect(asked).toMatchObject({ model: 'claude', maxTokens: 50, streams: true });
    expect(asked.prompt).toBe('You answer the phone.\n\nBe brief.');
    expect(asked.tools).toEqual([
      { name: 'find', description: 'Finds.', parameters: { type: 'object', properties: {} } },
    ]);
    expect(asked.history).toEqual([
      { kind: 'user', text: 'Hi.' },
      { kind: 'agent', text: 'One moment.' },
      { kind: 'call', name: 'find', argumentsJson: '{"day":"Tuesday"}', resultJson: '"first"' },
      { kind: 'call', name: 'find', argumentsJson: '{"day":"Tuesday"}', resultJson: '"second"' },
      { kind: 'user', text: 'And?' },
    ]);
  });

  it('may give messages of one side in a row, and results in several of them', () => {
    const messages = [
      user,
      user,
      by('assistant', use('a'), use('b')),
      by('user', result('a')),
      by('user', result('b')),
    ];

    expect(question({ messages }).history.map(({ kind }) => kind)).toEqual(['user', 'user', 'call', 'call']);
  });

  it('may hold notes of the system, which nobody said', () => {
    const messages = [user, by('system', text('The caller is in a hurry.')), by('user', text('And?'))];

    expect(question({ messages })).toMatchObject({ prompt: '', history: [{ text: 'Hi.' }, { text: 'And?' }] });
  });

  it('marks what is to be kept: the tools, or the tools with the system text', () => {
    const marked = question({ tools: [{ ...tool, ...MARK }], system: [text('Be brief.')] }).cachedText;
    expect(marked).toContain('find');
    expect(marked).not.toContain('Be brief.');
    expect(question({ tools: [tool], system: [text('Be brief.', MARK)] }).cachedText).toMatch(/find.*Be brief/);
    expect(question({ tools: [tool], system: 'Be brief.' }).cachedText).toBeNull();
  });

  it.each([
    ['no messages', { messages: [] }, /^messages: /],
    ['a role that nobody has', { messages: [by('caller', text('Hi.'))] }, /^messages\.0\.role: /],
    [
      'an assistant that begins',
      { messages: [by('assistant', text('Hi.')), user] },
      /first message must use the "user" role/,
    ],
    ['an assistant that comes last', { messages: [user, by('assistant', text('Hi'))] }, /must end with a user message/],
    ['a message of nothing', { messages: [{ role: 'user', content: [] }] }, /^messages\.0: .*non-empty content/],
    ['empty text', { messages: [{ role: 'user', content: '' }] }, /must be non-empty/],
    ['text of spaces', { messages: [by('user', text(' \n'))] }, /non-whitespace/],
    ['an empty system text', { system: '' }, /^system: /],
    [
      'a call of the user',
      { messages: [by('user', use('a'))] },
      /`tool_use` blocks can only be in `assistant` messages/,
    ],
    [
      'an answer of the assistant',
      { messages: [user, by('assistant', result('a')), user] },
      /`tool_result` blocks can only be in `user`/,
    ],
    [
      'an answer that nobody asked for',
      { messages: [user, by('assistant', text('Hi.')), by('user', result('a'))] },
      /^messages\.2\.content\.0: unexpected `tool_use_id`/,
    ],
    [
      'a call without an answer',
      { messages: [user, by('assistant', use('a')), user] },
      /^messages\.1: .*immediately after: a\./,
    ],
    [
      'words before an answer',
      { messages: [user, by('assistant', use('a')), by('user', text('Hi.'), result('a'))] },
      /immediately after: a\./,
    ],
    [
      'a late answer',
      { messages: [user, by('assistant', use('a')), user, by('assistant', text('Hm.')), by('user', result('a'))] },
      /^messages\.1: /,
    ],
    [
      'two answers to one call',
      { messages: [user, by('assistant', use('a')), by('user', result('a'), result('a'))] },
      /single result/,
    ],
    [
      'one id for two calls',
      { messages: [user, by('assistant', use('a'), use('a')), by('user', result('a'))] },
      /must be unique/,
    ],
    [
      'an id with a dot',
      { messages: [user, by('assistant', use('a.b')), by('user', result('a.b'))] },
      /^messages\.1\.content\.0\.id: /,
    ],
    [
      'arguments that are no object',
      { messages: [user, by('assistant', { ...use('a'), input: '{}' }), by('user', result('a'))] },
      /^messages\.1\.content\.0\.input: /,
    ],
    ['two tools of one name', { tools: [tool, tool] }, /names must be unique/],
    [
      'a tool whose arguments are no object',
      { tools: [{ name: 'a', input_schema: { type: 'string' } }] },
      /^tools\.0\.input_schema\.type: /,
    ],
    ['no limit', { max_tokens: undefined }, /^max_tokens: /],
    ['a limit of nothing', { max_tokens: 0 }, /^max_tokens: /],
    ['heat beyond the scale', { temperature: 1.5 }, /^temperature: /],
    ['five marks', { system: [1, 2, 3, 4, 5].map(() => text('Be brief.', MARK)) }, /Found 5\.$/],
    ['a field of another vendor', { max_completion_tokens: 5 }, /^max_completion_tokens: Extra inputs/],
  ])('is refused with %s', (_, body, message) => {
    expect(refused(body)).toMatch(message);
  });

  it.each([null, 'text', []])('is refused when it is none: %j', (body) => {
    expect(readMessageRequest(body)).toMatchObject({ kind: 'refusal', refusal: { status: 400 } });
  });
});
