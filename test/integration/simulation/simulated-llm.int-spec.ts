import { Anthropic } from '@anthropic-ai/sdk';
import { OpenAI } from 'openai';
import type { ModelMessage, ModelRequest } from '../../../src/agent/pipeline/thinking/language-model.port.js';
import { modelFor } from '../../../src/agent/pipeline/thinking/model.factory.js';
import { SimulatedLlm } from '../../../src/simulation/llm/simulated-llm.server.js';
import type { LlmVendor } from '../../../src/simulation/llm/model-question.types.js';
import { Talk, text, tool } from '../../support/brain-talk.js';
import { aRequest, failureOf, heard } from '../../support/model-talk.js';

/** The stand-in for language models before the vendors' own packages, and before our models. */

const KEY = 'key-of-the-stand-in';
const WISH = 'I want to book a time on Monday.';
const OFFER = 'I have Monday at 9:00 AM. Does that work for you?';
const TOOLS = [
  tool('find_slots', 'Finds free times.', { when: text('When, as said.') }, ['when']),
  tool('book_appointment', 'Books one of the offered times.', { slotId: text(''), patientName: text('') }, [
    'slotId',
    'patientName',
  ]),
  tool('end_call', 'Ends the call when the caller has said goodbye.', {}),
];
const RESULTS: Record<string, unknown> = {
  find_slots: { slots: [{ slotId: 's0', label: 'Monday at 9:00 AM' }] },
  book_appointment: { booked: true, label: 'Monday at 9:00 AM' },
  end_call: { ending: true },
};
const SLOTS = JSON.stringify(RESULTS.find_slots);
const PROMPT = 'You answer the phone.';
const LONG_PROMPT = `${PROMPT}${' Be kind.'.repeat(600)}`;
const never = () => new AbortController().signal;

let llm: SimulatedLlm;

beforeEach(async () => {
  llm = await SimulatedLlm.listen({ apiKey: KEY });
});
afterEach(() => llm.close());

const openAi = (apiKey = KEY) => new OpenAI({ apiKey, baseURL: llm.baseUrlFor('open_ai'), maxRetries: 0 });
const anthropic = (apiKey = KEY) => new Anthropic({ apiKey, baseURL: llm.baseUrlFor('anthropic'), maxRetries: 0 });

describe('for the package of OpenAI', () => {
  const tools = TOOLS.map(({ name, description, parameters }) => ({
    type: 'function' as const,
    function: { name, description, parameters: { ...parameters } },
  }));
  const asked = { model: 'gpt-4.1-mini', tools } as const;
  const wish = [
    { role: 'system', content: PROMPT },
    { role: 'user', content: WISH },
  ] as const;

  test('streams words, then a call in fragments, its end, and what it took', async () => {
    const stream = openAi().chat.completions.stream({
      ...asked,
      messages: [...wish],
      stream_options: { include_usage: true },
    });
    const chunks: OpenAI.ChatCompletionChunk[] = [];
    for await (const chunk of stream) chunks.push(chunk);
    const { choices, usage } = await stream.finalChatCompletion();
    expect(choices[0]?.finish_reason).toBe('tool_calls');
    expect(choices[0]?.message.content).toMatch(/\w/);
    expect(choices[0]?.message.tool_calls).toEqual([
      expect.objectContaining({
        id: expect.stringMatching(/^call_\w+$/),
        type: 'function',
        function: expect.objectContaining({ name: 'find_slots', arguments: '{"when":"Monday"}' }),
      }),
    ]);
    const fragments = chunks.flatMap((chunk) => chunk.choices[0]?.delta.tool_calls ?? []);
    expect(fragments.length).toBeGreaterThan(2);
    expect(fragments.slice(1).every(({ id, index }) => id === undefined && index === 0)).toBe(true);
    expect(chunks[0]?.choices[0]?.delta.role).toBe('assistant');
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: expect.any(Number) } });
    expect(usage?.completion_tokens).toBe(chunks.length - 3); // but for the first, the last, and the count
  });

  test('goes on after a result, all at once where no stream is asked for', async () => {
    const call = {
      id: 'call_1',
      type: 'function',
      function: { name: 'find_slots', arguments: '{"when":"Monday"}' },
    } as const;
    const { choices, usage, _request_id } = await openAi().chat.completions.create({
      ...asked,
      messages: [
        ...wish,
        { role: 'assistant', content: 'One moment.', tool_calls: [call] },
        { role: 'tool', tool_call_id: 'call_1', content: SLOTS },
      ],
    });
    expect(choices).toEqual([
      expect.objectContaining({ finish_reason: 'stop', message: expect.objectContaining({ content: OFFER }) }),
    ]);
    expect(usage?.total_tokens).toBe((usage?.prompt_tokens ?? 0) + (usage?.completion_tokens ?? 0));
    expect(_request_id).toBe(llm.requests[0]?.id);
  });

  test('counts nothing in a stream unless it is asked to', async () => {
    const stream = await openAi().chat.completions.create({ model: 'gpt', messages: [...wish], stream: true });
    for await (const chunk of stream) expect(chunk).not.toHaveProperty('usage');
  });

  test('ends its stream with the word that no client may wait for in vain', async () => {
    const stream = await openAi()
      .chat.completions.create({ model: 'gpt', messages: [...wish], stream: true })
      .asResponse();
    expect(await stream.text()).toMatch(/"finish_reason":"stop"\}\]\}\n\ndata: \[DONE\]\n\n$/);
  });

  test('stops where the client wants it to', async () => {
    const { choices } = await openAi().chat.completions.create({ ...asked, messages: [...wish], max_tokens: 1 });
    expect(choices[0]).toMatchObject({ finish_reason: 'length' });
  });

  test('finds the beginning of a long request in its cache the second time', async () => {
    const messages = [{ role: 'system', content: LONG_PROMPT } as const, wish[1]];
    const cached = async () =>
      (await openAi().chat.completions.create({ ...asked, messages })).usage?.prompt_tokens_details?.cached_tokens;
    expect(await cached()).toBe(0);
    expect(await cached()).toBeGreaterThan(1024);
  });

  test('says in its own words what is wrong', async () => {
    const completions = openAi().chat.completions;
    await expect(completions.create({ model: 'gpt', messages: [] })).rejects.toMatchObject({
      status: 400,
      type: 'invalid_request_error',
      param: 'messages',
    });
    const refused = await completions
      .create({ model: 'gpt', messages: [{ role: 'tool', tool_call_id: 'call_1', content: '{}' }] })
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(OpenAI.BadRequestError);
    expect(refused).toMatchObject({ param: 'messages.[0].role' });
    const stranger = await openAi('wrong')
      .models.list()
      .catch((error: unknown) => error);
    expect(stranger).toBeInstanceOf(OpenAI.AuthenticationError);
    expect(stranger).toMatchObject({ status: 401, code: 'invalid_api_key' });
    await expect(openAi('wrong').chat.completions.create({ model: 'gpt', messages: [...wish] })).rejects.toMatchObject({
      status: 401,
    });
    await expect(openAi().responses.create({ model: 'gpt', input: WISH })).rejects.toMatchObject({ status: 404 });
  });

  test('lists models, and knows each of them', async () => {
    const { data } = await openAi().models.list();
    expect(data.map(({ id }) => id)).toContain('gpt-4.1-mini');
    expect(await openAi().models.retrieve('any-other')).toMatchObject({ id: 'any-other', object: 'model' });
  });
});

describe('for the package of Anthropic', () => {
  const tools = TOOLS.map(({ name, description, parameters }) => ({
    name,
    description,
    input_schema: { ...parameters, type: 'object' as const },
  }));
  const asked = { model: 'claude-haiku-4-5', max_tokens: 300, system: PROMPT, tools };
  const wish = { role: 'user', content: WISH } as const;

  test('streams blocks of words and of a call in fragments, its end, and what it took', async () => {
    const stream = anthropic().messages.stream({ ...asked, messages: [wish] });
    const types: string[] = [];
    stream.on('streamEvent', ({ type }) => types.push(type));
    const message = await stream.finalMessage();
    expect(message.stop_reason).toBe('tool_use');
    expect(message.content).toMatchObject([
      { type: 'text', text: expect.stringMatching(/\w/) },
      { type: 'tool_use', id: expect.stringMatching(/^toolu_\w+$/), name: 'find_slots', input: { when: 'Monday' } },
    ]);
    expect(types.filter((type, at) => type !== types[at - 1])).toEqual([
      'message_start',
      'content_block_start',
      'content_block_delta',
      'content_block_stop',
      'content_block_start',
      'content_block_delta',
      'content_block_stop',
      'message_delta',
      'message_stop',
    ]);
    expect(message.usage).toMatchObject({ cache_read_input_tokens: 0, cache_creation_input_tokens: 0 });
    expect(message.usage.output_tokens).toBeGreaterThan(3);
  });

  test('goes on after a result, all at once where no stream is asked for', async () => {
    const message = await anthropic().messages.create({
      ...asked,
      messages: [
        wish,
        {
          role: 'assistant',
          content: [{ type: 'tool_use', id: 'toolu_1', name: 'find_slots', input: { when: 'Monday' } }],
        },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: SLOTS }] },
      ],
    });
    expect(message).toMatchObject({ stop_reason: 'end_turn', content: [{ type: 'text', text: OFFER }] });
    expect(message._request_id).toBe(llm.requests[0]?.id);
  });

  test('names each event, and sends one that says nothing', async () => {
    const stream = await anthropic()
      .messages.create({ ...asked, messages: [wish], stream: true })
      .asResponse();
    const frames = (await stream.text()).trimEnd().split('\n\n');
    const named = frames.map((frame) => /^event: (\w+)\ndata: \{"type":"(\w+)"/.exec(frame)?.slice(1) ?? []);
    expect(named.every(([event, type]) => event !== undefined && event === type)).toBe(true);
    expect(named.map(([event]) => event)).toContain('ping');
  });

  test('stops where the client wants it to', async () => {
    const message = await anthropic().messages.create({ ...asked, max_tokens: 1, messages: [wish] });
    expect(message).toMatchObject({ stop_reason: 'max_tokens', usage: { output_tokens: 1 } });
  });

  test('keeps what is marked, and reads it the second time', async () => {
    const system = [{ type: 'text', text: LONG_PROMPT, cache_control: { type: 'ephemeral' } } as const];
    const usage = async () => (await anthropic().messages.create({ ...asked, system, messages: [wish] })).usage;
    const first = await usage();
    const kept = first.cache_creation_input_tokens ?? 0;
    expect(first).toMatchObject({ cache_read_input_tokens: 0 });
    expect(kept).toBeGreaterThan(1024);
    expect(first.input_tokens).toBeLessThan(300); // the rest of the request
    expect(await usage()).toMatchObject({
      cache_read_input_tokens: kept,
      cache_creation_input_tokens: 0,
      input_tokens: first.input_tokens,
    });
  });

  test('says in its own words what is wrong', async () => {
    const refused = await anthropic()
      .messages.create({ ...asked, messages: [] })
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Anthropic.BadRequestError);
    expect(refused).toMatchObject({ status: 400, type: 'invalid_request_error' });
    const stranger = await anthropic('wrong')
      .messages.create({ ...asked, messages: [wish] })
      .catch((error: unknown) => error);
    expect(stranger).toBeInstanceOf(Anthropic.AuthenticationError);
    expect(stranger).toMatchObject({ status: 401, type: 'authentication_error' });
    await expect(anthropic('wrong').models.list()).rejects.toMatchObject({ status: 401, type: 'authentication_error' });
    const versionless = await fetch(`${llm.baseUrlFor('anthropic')}/v1/messages`, {
      method: 'POST',
      headers: { 'x-api-key': KEY },
      body: JSON.stringify({ ...asked, messages: [wish] }),
    });
    expect(versionless.status).toBe(400);
    expect(await versionless.json()).toMatchObject({
      type: 'error',
      error: { message: expect.stringContaining('anthropic-version') },
    });
  });

  test('lists models, and knows each of them', async () => {
    const { data } = await anthropic().models.list();
    expect(data.map(({ id }) => id)).toContain('claude-haiku-4-5');
    expect(await anthropic().models.retrieve('any-other')).toMatchObject({ id: 'any-other', type: 'model' });
  });
});

describe.each(['open_ai', 'anthropic'] as const)('for our model of %s', (vendor: LlmVendor) => {
  const reply = async (request: ModelRequest, apiKey = KEY) => {
    const model = await modelFor({ provider: vendor, apiKey, baseUrl: llm.baseUrlFor(vendor) });
    return model.reply(request, never());
  };
  const tools = TOOLS.map((one) => ({ ...one, parameters: { ...one.parameters }, mutates: false }));

  /** Says what the receptionist says to each turn, and what it has run, in order. */
  async function conversation(turns: readonly string[]): Promise<{ said: string[]; calls: string[] }> {
    const messages: ModelMessage[] = [{ role: 'agent', text: 'Good morning.', calls: [] }];
    const all: { said: string[]; calls: string[] } = { said: [], calls: [] };
    for (const turn of turns) {
      messages.push({ role: 'caller', text: turn });
      const words: string[] = [];
      for (let isOpen = true; isOpen;) {
        const { text: said, calls } = await heard(await reply(aRequest({ instructions: PROMPT, messages, tools })));
        if (said !== '') words.push(said);
        messages.push({ role: 'agent', text: said, calls });
        isOpen = calls.length > 0;
        all.calls.push(...calls.map(({ name, argumentsJson }) => `${name} ${argumentsJson}`));
        const results = calls.map(({ id, name }) => ({ id, name, resultJson: JSON.stringify(RESULTS[name]) }));
        if (isOpen) messages.push({ role: 'tools', results });
      }
      all.said.push(words.join(' '));
    }
    return all;
  }

  test('holds a conversation as the brain alone does', async () => {
    const turns = [WISH, 'Yes, please.', 'Dana Whitfield.', 'No, thank you. Goodbye.'];
    const talk = new Talk(TOOLS, (name) => RESULTS[name], PROMPT);
    talk.history.push({ kind: 'agent', text: 'Good morning.' });
    const alone = turns.map((turn) => talk.hears(turn));
    const { said, calls } = await conversation(turns);
    expect(said).toEqual(alone);
    expect(calls).toEqual([
      'find_slots {"when":"Monday"}',
      'book_appointment {"slotId":"s0","patientName":"Dana Whitfield"}',
      'end_call {}',
    ]);
  });

  test('hears its offer again who has only shown that they listen', async () => {
    const calls = [{ id: 'call_1', name: 'find_slots', argumentsJson: '{"when":"Monday"}' }];
    const messages: ModelMessage[] = [
      { role: 'caller', text: WISH },
      { role: 'agent', text: 'One moment.', calls },
      { role: 'tools', results: [{ id: 'call_1', name: 'find_slots', resultJson: SLOTS }] },
      { role: 'agent', text: 'I have Monday at', calls: [] },
      { role: 'caller', text: 'Mm-hmm.' },
    ];
    expect((await heard(await reply(aRequest({ messages, tools })))).text).toBe(OFFER);
  });

  test('tells results to who was told meanwhile that it takes a moment', async () => {
    const calls = [{ id: 'call_1', name: 'find_slots', argumentsJson: '{"when":"Monday"}' }];
    const messages: ModelMessage[] = [
      { role: 'caller', text: WISH },
      { role: 'agent', text: '', calls },
      { role: 'tools', results: [{ id: 'call_1', name: 'find_slots', resultJson: SLOTS }] },
      { role: 'agent', text: 'Just a moment longer.', calls: [] },
    ];
    expect((await heard(await reply(aRequest({ messages, tools })))).text).toBe(OFFER);
  });

  test('summarises, and goes on behind a summary', async () => {
    const instructions = 'Summarise the call.';
    const messages = [{ role: 'caller', text: 'Caller: Hi.\nReceptionist: Hello.' }] as const;
    const { text: summary, end } = await heard(await reply(aRequest({ instructions, messages, tools: [] })));
    expect(summary).toBe('[Caller: Hi. Receptionist: Hello.]');
    expect(end).toMatchObject({ why: 'said', tokens: { output: expect.any(Number) } });
    const later: ModelMessage[] = [{ role: 'caller', text: `What was said earlier: ${summary} ${WISH}` }];
    const { calls } = await heard(await reply(aRequest({ messages: later, tools })));
    expect(calls).toMatchObject([{ name: 'find_slots', argumentsJson: '{"when":"Monday"}' }]);
  });

  test('is refused with a wrong key', async () => {
    expect(await failureOf(await reply(aRequest(), 'wrong'))).toEqual({ kind: 'refused', code: 'http_401' });
  });
});
