import { inspect } from 'node:util';
import type { LanguageModel, ModelPiece } from '../../../src/agent/pipeline/thinking/language-model.port.js';
import { modelFor } from '../../../src/agent/pipeline/thinking/model.factory.js';
import { allPieces, aRequest, errorOf, failureOf, heard } from '../../support/model-talk.js';
import { anthropicEvent, ScriptedLlm, type LlmExchange } from '../../support/scripted-llm.js';

const never = () => new AbortController().signal;

const started = (usage: object = { input_tokens: 20, output_tokens: 1 }) =>
  anthropicEvent('message_start', { message: { id: 'msg_1', type: 'message', role: 'assistant', content: [], usage } });
const textBegins = (index = 0) =>
  anthropicEvent('content_block_start', { index, content_block: { type: 'text', text: '' } });
const saying = (text: string, index = 0) =>
  anthropicEvent('content_block_delta', { index, delta: { type: 'text_delta', text } });
const callBegins = (index: number, id: string, name: string) =>
  anthropicEvent('content_block_start', { index, content_block: { type: 'tool_use', id, name, input: {} } });
const writing = (index: number, partial_json: string) =>
  anthropicEvent('content_block_delta', { index, delta: { type: 'input_json_delta', partial_json } });
const blockEnds = (index = 0) => anthropicEvent('content_block_stop', { index });
const ended = (stop_reason: string | null, usage: object = { output_tokens: 9 }) =>
  anthropicEvent('message_delta', { delta: { stop_reason, stop_sequence: null }, usage });
const STOP = anthropicEvent('message_stop');
const PING = anthropicEvent('ping');

describe('a model of Anthropic', () => {
  let server: ScriptedLlm;
  let model: LanguageModel;

  // From the beginning: a client keeps the console's methods that it finds first.
  const written = jest.spyOn(console, 'error').mockImplementation();

  beforeEach(async () => {
    server = await ScriptedLlm.start();
    model = await modelFor({ provider: 'anthropic', apiKey: 'sk-ant-test', baseUrl: server.url });
  });
  afterEach(() => server.stop());
  afterAll(() => written.mockRestore());

  const reply = (changes = {}, signal = never()) => model.reply(aRequest(changes), signal);
  const answered = async <Result>(
    read: (pieces: AsyncIterable<ModelPiece>) => Promise<Result>,
    play: (exchange: LlmExchange) => void,
  ): Promise<Result> => {
    const result = read(reply());
    play(await server.next());
    return result;
  };

  test('asks with the key for a stream, and counts what its cache had', async () => {
    const pieces = allPieces(reply());
    const exchange = await server.next();
    expect(exchange.path).toBe('/v1/messages');
    expect([exchange.headers.authorization, exchange.headers['x-api-key']].join(' ')).toContain('sk-ant-test');
    expect(exchange.headers['anthropic-version']).toBeDefined();
    expect(exchange.body).toMatchObject({ model: 'test-model', stream: true, max_tokens: 300, temperature: 0.3 });
    exchange
      .begin()
      .write(
        started({ input_tokens: 20, cache_read_input_tokens: 900, cache_creation_input_tokens: 80, output_tokens: 1 }),
      )
      .write(textBegins() + PING + saying('Yes, ') + saying('at ten.') + blockEnds())
      .write(ended('end_turn') + STOP)
      .end();
    expect(await pieces).toEqual([
      { type: 'text', text: 'Yes, ' },
      { type: 'text', text: 'at ten.' },
      { type: 'end', why: 'said', tokens: { input: 1000, cached: 900, output: 9 } },
    ]);
  });

  test('asks a server without a key', async () => {
    const local = await modelFor({ provider: 'anthropic', apiKey: '', baseUrl: server.url });
    const said = heard(local.reply(aRequest(), never()));
    (await server.next()).begin().end(started() + textBegins() + saying('Yes.') + ended('end_turn') + STOP);
    expect(await said).toMatchObject({ text: 'Yes.' });
  });

  test('hands out words as they come, and says that it is at work while arguments do', async () => {
    const pieces = reply()[Symbol.asyncIterator]();
    const first = pieces.next();
    const exchange = await server.next();
    exchange.begin().write(started() + textBegins() + saying('One moment.'));
    expect(await first).toMatchObject({ value: { type: 'text', text: 'One moment.' } });
    const second = pieces.next();
    exchange.write(callBegins(1, 'toolu_1', 'find_slots'));
    expect(await second).toMatchObject({ value: { type: 'text', text: '' } });
    await pieces.return?.();
    expect(await exchange.closedEarly).toBe(true);
  });

  test('reads bytes that are torn anywhere, inside a letter too', async () => {
    const bytes = Buffer.from(
      started() + textBegins() + saying('¿Mañana a las 10 — sí? 🦷') + ended('end_turn') + STOP,
    );
    const { text } = await answered(heard, (exchange) => {
      exchange.begin();
      for (const byte of bytes) exchange.write(Buffer.from([byte]));
      exchange.end();
    });
    expect(text).toBe('¿Mañana a las 10 — sí? 🦷');
  });

  test('puts several calls together beside words', async () => {
    const { text, calls, end } = await answered(heard, (exchange) =>
      exchange
        .begin()
        .write(started() + textBegins() + saying('Let me look.') + blockEnds())
        .write(callBegins(1, 'toolu_1', 'find_slots') + writing(1, '') + writing(1, '{"day": "t'))
        .write(callBegins(2, 'toolu_2', 'end_call') + writing(1, 'ue"}') + blockEnds(1) + blockEnds(2))
        .write(ended('tool_use') + STOP)
        .end(),
    );
    expect(text).toBe('Let me look.');
    expect(calls).toEqual([
      { id: 'toolu_1', name: 'find_slots', argumentsJson: '{"day": "tue"}' },
      { id: 'toolu_2', name: 'end_call', argumentsJson: '{}' },
    ]);
    expect(end).toMatchObject({ why: 'calls' });
  });

  test('does not hand out thinking, nor blocks and events that it does not know', async () => {
    const unknown =
      anthropicEvent('content_block_start', { index: 0, content_block: { type: 'thinking', thinking: '' } }) +
      anthropicEvent('content_block_delta', { index: 0, delta: { type: 'thinking_delta', thinking: 'Hm' } }) +
      anthropicEvent('content_block_start', { index: 1, content_block: { type: 'news', text: 5 } }) +
      anthropicEvent('content_block_delta', { index: 1, delta: { type: 'news_delta', text: 5 } }) +
      anthropicEvent('news') +
      'data: {"no":"event"}\n\nevent: news\n\nnonsense\n\n';
    const { text, end } = await answered(heard, (exchange) =>
      exchange
        .begin()
        .write(started() + unknown + textBegins(2) + saying('Yes.', 2))
        .end(ended('end_turn')),
    );
    expect(text).toBe('Yes.');
    expect(end).toMatchObject({ why: 'said' });
  });

  test.each([
    ['max_tokens', 'cut'],
    ['model_context_window_exceeded', 'cut'],
    ['refusal', 'cut'],
    ['stop_sequence', 'said'],
    ['something_new', 'said'],
    [null, 'cut'],
  ])('stopped for %s, a reply was %s', async (reason, why) => {
    const { end } = await answered(heard, (exchange) =>
      exchange.begin().end(started() + textBegins() + saying('Yes') + ended(reason, {})),
    );
    expect(end).toMatchObject({ why });
  });

  test('leaves the arguments out that were cut', async () => {
    const begun = started() + callBegins(0, 'toolu_1', 'find_slots') + writing(0, '{"day": "t');
    const limited = await answered(heard, (exchange) =>
      exchange.begin().end(begun + blockEnds() + ended('max_tokens')),
    );
    expect(limited).toMatchObject({ calls: [{ id: 'toolu_1', argumentsJson: 'null' }], end: { why: 'calls' } });
    expect(await answered(failureOf, (exchange) => exchange.begin().end(begun))).toMatchObject({ code: 'stream_cut' });
  });

  describe('failures', () => {
    test.each([
      [400, 'misused'],
      [401, 'refused'],
      [402, 'refused'],
      [403, 'refused'],
      [404, 'misused'],
      [429, 'unavailable'],
      [500, 'unavailable'],
      [529, 'unavailable'],
    ])('%i is told as %s, asked once, without a word of the answer', async (status, kind) => {
      const error = await answered(errorOf, (exchange) =>
        exchange.answer(status, { type: 'error', error: { type: 'Tuesday', message: 'Do you have time on Tuesday?' } }),
      );
      expect(error.failure).toEqual({ kind, code: `http_${status}` });
      expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('Tuesday');
      expect(server.all).toHaveLength(1);
    });

    test.each([
      ['overloaded_error', { kind: 'unavailable', code: 'overloaded_error' }],
      ['billing_error', { kind: 'refused', code: 'billing_error' }],
      ['Tuesday', { kind: 'unavailable', code: 'error_in_stream' }],
    ])('the error %s inside the stream', async (type, failure) => {
      const error = await answered(errorOf, (exchange) =>
        exchange.begin().end(started() + anthropicEvent('error', { error: { type, message: 'Tuesday' } })),
      );
      expect(error.failure).toEqual(failure);
      expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('Tuesday');
    });

    test('data that is no JSON ends the reply, and is not quoted, nor written to the console', async () => {
      const error = await answered(errorOf, (exchange) =>
        exchange.begin().end(`${started()}event: content_block_delta\ndata: Tuesday is fine\n\n`),
      );
      expect(error.failure).toEqual({ kind: 'misused', code: 'invalid_stream' });
      expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('Tuesday');
      expect(written).not.toHaveBeenCalled();
    });

    test('a connection that is lost, before the answer and inside it; after the end of the reply it may be', async () => {
      const lost = { kind: 'unavailable', code: 'UND_ERR_SOCKET' };
      expect(await answered(failureOf, (exchange) => exchange.cut())).toEqual(lost);
      const cutAfter = (bytes: string) => (exchange: LlmExchange) => {
        exchange.begin().write(bytes);
        setImmediate(() => exchange.cut());
      };
      expect(await answered(failureOf, cutAfter(started() + saying('Yes')))).toEqual(lost);
      const whole = await answered(heard, cutAfter(started() + saying('Yes.') + ended('end_turn')));
      expect(whole).toMatchObject({ text: 'Yes.', end: { why: 'said' } });
    });
  });

  test('a model that takes neither temperature nor orders not to think is asked without them from then on', async () => {
    const refusal = (message: string) => ({ type: 'error', error: { type: 'invalid_request_error', message } });
    const said = heard(reply());
    (await server.next()).answer(400, refusal('`temperature` is deprecated for this model.'));
    const second = await server.next();
    expect(second.body).toHaveProperty('thinking', { type: 'disabled' });
    second.answer(400, refusal('thinking.type: disabled is not supported'));
    const third = await server.next();
    expect(third.body).not.toHaveProperty('thinking');
    expect(third.body).not.toHaveProperty('temperature');
    third.begin().end(started() + saying('Yes.') + ended('end_turn'));
    expect(await said).toMatchObject({ text: 'Yes.' });

    const again = heard(reply());
    const fourth = await server.next();
    expect(fourth.body).not.toHaveProperty('temperature');
    fourth.begin().end(started() + saying('Yes.') + ended('end_turn'));
    expect(await again).toMatchObject({ text: 'Yes.' });
  });

  test.each([
    ['before the answer', () => undefined],
    ['after its head', (exchange: LlmExchange) => void exchange.begin()],
    ['in the body of an error', (exchange: LlmExchange) => void exchange.beginError()],
  ])('given up %s, it ends at once and the connection is closed', async (_, play) => {
    const giving = new AbortController();
    const failure = failureOf(reply({}, giving.signal));
    const exchange = await server.next();
    play(exchange);
    await new Promise((resolve) => setImmediate(resolve));
    giving.abort();
    expect(await failure).toEqual({ kind: 'unavailable', code: 'aborted' });
    expect(await exchange.closedEarly).toBe(true);
  });

  test('given up after its first words, it ends at once and the connection is closed', async () => {
    const giving = new AbortController();
    const pieces = reply({}, giving.signal)[Symbol.asyncIterator]();
    const first = pieces.next();
    const exchange = await server.next();
    exchange.begin().write(started() + saying('One. '));
    await first;
    const next = pieces.next();
    giving.abort();
    await expect(next).rejects.toMatchObject({ failure: { kind: 'unavailable', code: 'aborted' } });
    expect(await exchange.closedEarly).toBe(true);
  });
});
