import { inspect } from 'node:util';
import type { LanguageModel, ModelPiece } from '../../../src/agent/pipeline/thinking/language-model.port.js';
import { modelFor } from '../../../src/agent/pipeline/thinking/model.factory.js';
import { allPieces, aRequest, errorOf, failureOf, heard } from '../../support/model-talk.js';
import { chatChunk, chatUsage, DONE, ScriptedLlm, sse, type LlmExchange } from '../../support/scripted-llm.js';

const never = () => new AbortController().signal;
const saying = (content: string) => chatChunk({ content });
const asking = (...fragments: object[]) => chatChunk({ tool_calls: fragments });

describe('a model that speaks the language of OpenAI', () => {
  let server: ScriptedLlm;
  let model: LanguageModel;

  // From the beginning: a client keeps the console's methods that it finds first.
  const written = jest.spyOn(console, 'error').mockImplementation();

  beforeEach(async () => {
    server = await ScriptedLlm.start();
    model = await modelFor({ provider: 'open_ai', apiKey: 'sk-test', baseUrl: `${server.url}/v1` });
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

  test('asks with the key for a stream, and hands out words, the end and what was counted', async () => {
    const exchange = server.next();
    const pieces = allPieces(reply());
    const { path, headers, body } = await exchange;
    expect(path).toBe('/v1/chat/completions');
    expect(headers.authorization).toBe('Bearer sk-test');
    expect(body).toMatchObject({ model: 'test-model', stream: true, temperature: 0.3, max_tokens: 300 });
    (await exchange)
      .begin()
      .send(chatChunk({ role: 'assistant', content: '' }))
      .send(saying('Yes, '))
      .send(saying('at ten.'))
      .send(chatChunk({}, 'stop'))
      .send(chatUsage({ prompt_tokens: 90, completion_tokens: 5, prompt_tokens_details: { cached_tokens: 64 } }))
      .end(DONE);
    expect(await pieces).toEqual([
      { type: 'text', text: 'Yes, ' },
      { type: 'text', text: 'at ten.' },
      { type: 'end', why: 'said', tokens: { input: 90, cached: 64, output: 5 } },
    ]);
  });

  test('asks a server without a key', async () => {
    const local = await modelFor({ provider: 'open_ai', apiKey: '', baseUrl: `${server.url}/v1` });
    const said = heard(local.reply(aRequest(), never()));
    (await server.next()).begin().send(saying('Yes.')).send(chatChunk({}, 'stop')).end(DONE);
    expect(await said).toMatchObject({ text: 'Yes.' });
  });

  test('hands out words as they come, not when the reply is complete', async () => {
    const pieces = reply();
    const first = pieces[Symbol.asyncIterator]().next();
    const exchange = await server.next();
    exchange.begin().send(saying('One moment.'));
    expect(await first).toEqual({ done: false, value: { type: 'text', text: 'One moment.' } });
  });

  test('reads bytes that are torn anywhere, inside a letter too', async () => {
    const bytes = Buffer.from(sse(saying('¿Mañana a las 10 — sí? 🦷')) + sse(chatChunk({}, 'stop')) + DONE);
    for (const lineEnd of ['\n', '\r\n']) {
      const torn = Buffer.from(bytes.toString().replaceAll('\n', lineEnd));
      const { text, end } = await answered(heard, (exchange) => {
        exchange.begin();
        for (const byte of torn) exchange.write(Buffer.from([byte]));
        exchange.end();
      });
      expect(text).toBe('¿Mañana a las 10 — sí? 🦷');
      expect(end).toMatchObject({ why: 'said' });
    }
  });

  test('puts several calls together whose fragments come mixed, beside words', async () => {
    const { text, calls, end } = await answered(heard, (exchange) =>
      exchange
        .begin()
        .send(saying('Let me look.'))
        .send(asking({ index: 0, id: 'a', type: 'function', function: { name: 'find_slots', arguments: '' } }))
        .send(asking({ index: 1, id: 'b', type: 'function', function: { name: 'end_call', arguments: '{' } }))
        .send(asking({ index: 0, function: { arguments: '{"day":' } }, { index: 1, function: { arguments: '}' } }))
        .send(asking({ index: 0, function: { arguments: '"tue"}' } }))
        .send(chatChunk({}, 'tool_calls'))
        .end(DONE),
    );
    expect(text).toBe('Let me look.');
    expect(calls).toEqual([
      { id: 'a', name: 'find_slots', argumentsJson: '{"day":"tue"}' },
      { id: 'b', name: 'end_call', argumentsJson: '{}' },
    ]);
    expect(end).toMatchObject({ type: 'end', why: 'calls' });
  });

  test('shows that it is at work while arguments come', async () => {
    const pieces = reply()[Symbol.asyncIterator]();
    const first = pieces.next();
    const exchange = await server.next();
    exchange.begin().send(asking({ index: 0, id: 'a', function: { name: 'find_slots', arguments: '{"da' } }));
    expect(await first).toEqual({ done: false, value: { type: 'text', text: '' } });
    await pieces.return?.();
  });

  describe('of a server that is not quite like OpenAI', () => {
    test('takes calls without id, index and arguments, and whole ones', async () => {
      const { calls, end } = await answered(heard, (exchange) =>
        exchange
          .begin()
          .send(asking({ function: { name: 'end_call' } }))
          .send(asking({ index: 0, function: { name: 'find_slots', arguments: { day: 'tue' } } }))
          .send(chatChunk({}, 'stop')) // and not `tool_calls`
          .end(),
      );
      expect(calls).toEqual([
        { id: expect.stringMatching(/^[\w-]{1,40}$/), name: 'end_call', argumentsJson: '{}' },
        { id: expect.stringMatching(/^[\w-]{1,40}$/), name: 'find_slots', argumentsJson: '{"day":"tue"}' },
      ]);
      expect(calls[0]?.id).not.toBe(calls[1]?.id);
      expect(end).toMatchObject({ why: 'calls', tokens: { input: 0, cached: 0, output: 0 } });
    });

    test('hands out arguments that are no JSON as they were written', async () => {
      const { calls } = await answered(heard, (exchange) =>
        exchange
          .begin()
          .send(asking({ index: 0, id: 'a', function: { name: 'find_slots', arguments: 'tuesday' } }))
          .send(chatChunk({}, 'tool_calls'))
          .end(DONE),
      );
      expect(calls).toEqual([{ id: 'a', name: 'find_slots', argumentsJson: 'tuesday' }]);
    });

    test.each([
      ['no [DONE]', ''],
      ['no empty line after [DONE]', 'data: [DONE]'],
      ['comments, unknown fields, unknown lines', ': still here\nid: 7\nretry: 5\nnonsense\n\n' + DONE],
      [
        'chunks that are none',
        'data: null\n\ndata: 7\n\ndata: {"choices":"none"}\n\ndata: {"choices":[{"delta":[]}]}\n\n' + DONE,
      ],
      ['choices that are empty', sse(chatChunk({})).replace(/"choices":\[.*\]/, '"choices":[]') + DONE],
    ])('lives with %s', async (_, rest) => {
      const { text, end } = await answered(heard, (exchange) =>
        exchange.begin().send(saying('Yes.')).send(chatChunk({}, 'stop')).end(rest),
      );
      expect(text).toBe('Yes.');
      expect(end).toMatchObject({ why: 'said' });
    });

    test('calls a reply cut that ends without a reason, or for its length', async () => {
      for (const last of ['', sse(chatChunk({}, 'length')), sse(chatChunk({}, 'content_filter'))]) {
        const { end } = await answered(heard, (exchange) => exchange.begin().send(saying('Yes, we')).end(last));
        expect(end).toMatchObject({ why: 'cut' });
      }
    });

    test('leaves the arguments out that were cut', async () => {
      const begun = asking({ index: 0, id: 'a', function: { name: 'find_slots', arguments: '{"day":"t' } });
      const limited = await answered(heard, (exchange) =>
        exchange
          .begin()
          .send(begun)
          .end(sse(chatChunk({}, 'length'))),
      );
      expect(limited).toMatchObject({ calls: [{ id: 'a', argumentsJson: 'null' }], end: { why: 'calls' } });
      const broken = await answered(failureOf, (exchange) => exchange.begin().send(begun).end());
      expect(broken).toEqual({ kind: 'unavailable', code: 'stream_cut' });
    });

    test('fails on an answer that holds no reply at all', async () => {
      expect(await answered(failureOf, (exchange) => exchange.begin().end(DONE))).toMatchObject({ code: 'stream_cut' });
      const page = await answered(failureOf, (exchange) => exchange.answer(200, '<html>Welcome</html>'));
      expect(page).toMatchObject({ code: 'stream_cut' });
    });

    test('keeps a reply whose connection is lost after its end', async () => {
      const pieces = reply()[Symbol.asyncIterator]();
      const exchange = server.next();
      const first = pieces.next();
      (await exchange).begin().send(saying('Yes.')).send(chatChunk({}, 'stop'));
      await first;
      const rest = pieces.next();
      // The last chunk has left with the first one's flush; what is lost is the end of the answer.
      (await exchange).write(': bye\n\n');
      setImmediate(() => void exchange.then((open) => open.cut()));
      expect(await rest).toMatchObject({ value: { type: 'end', why: 'said' } });
    });
  });

  describe('failures', () => {
    test.each([
      [400, 'misused'],
      [401, 'refused'],
      [402, 'refused'],
      [403, 'refused'],
      [404, 'misused'],
      [408, 'unavailable'],
      [429, 'unavailable'],
      [500, 'unavailable'],
      [503, 'unavailable'],
      [529, 'unavailable'],
    ])('%i is told as %s, asked once, without a word of the answer', async (status, kind) => {
      const error = await answered(errorOf, (exchange) =>
        exchange.answer(status, { error: { message: 'refused: Do you have time on Tuesday?', code: 'Tuesday' } }),
      );
      expect(error.failure).toEqual({ kind, code: `http_${status}` });
      expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('Tuesday');
      expect(server.all).toHaveLength(1);
    });

    test('an account without credit is told as such', async () => {
      const failure = await answered(failureOf, (exchange) =>
        exchange.answer(429, { error: { message: 'You exceeded', code: 'insufficient_quota' } }),
      );
      expect(failure).toEqual({ kind: 'refused', code: 'http_402' });
    });

    test('does not follow the server elsewhere', async () => {
      const failure = await answered(failureOf, (exchange) =>
        exchange.answer(307, '', { location: `${server.url}/v1/elsewhere` }),
      );
      expect(failure).toEqual({ kind: 'misused', code: 'http_307' });
      expect(server.all).toHaveLength(1);
    });

    test.each([
      [
        { type: 'server_error', message: 'Tuesday' },
        { kind: 'unavailable', code: 'server_error' },
      ],
      [
        { code: 502, message: 'Tuesday' },
        { kind: 'unavailable', code: 'http_502' },
      ],
      [
        { code: 'Tuesday', message: 'Tuesday' },
        { kind: 'unavailable', code: 'error_in_stream' },
      ],
      ['Tuesday', { kind: 'unavailable', code: 'error_in_stream' }],
    ])('an error inside the stream: %j', async (told, failure) => {
      const error = await answered(errorOf, (exchange) =>
        exchange.begin().send(saying('Yes')).send({ error: told }).end(DONE),
      );
      expect(error.failure).toEqual(failure);
      expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('Tuesday');
    });

    test('data that is no JSON ends the reply, and is not quoted, nor written to the console', async () => {
      const error = await answered(errorOf, (exchange) =>
        exchange.begin().send(saying('Yes')).end('data: Tuesday is fine\n\n'),
      );
      expect(error.failure).toEqual({ kind: 'misused', code: 'invalid_stream' });
      expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('Tuesday');
      expect(written).not.toHaveBeenCalled();
    });

    test('a connection that is lost, before the answer and inside it', async () => {
      const before = await answered(failureOf, (exchange) => exchange.cut());
      expect(before).toEqual({ kind: 'unavailable', code: 'UND_ERR_SOCKET' });
      const inside = failureOf(reply());
      const exchange = await server.next();
      exchange.begin().send(saying('Yes, '));
      setImmediate(() => exchange.cut());
      expect(await inside).toEqual({ kind: 'unavailable', code: 'UND_ERR_SOCKET' });
    });

    test('nobody there', async () => {
      const { url } = server;
      await server.stop();
      const nobody = await modelFor({ provider: 'open_ai', apiKey: 'sk-test', baseUrl: url });
      expect(await failureOf(nobody.reply(aRequest(), never()))).toEqual({ kind: 'unavailable', code: 'ECONNREFUSED' });
      server = await ScriptedLlm.start();
    });

    test('an address or a key that no request can hold', async () => {
      const nowhere = await modelFor({ provider: 'open_ai', apiKey: 'sk-test', baseUrl: 'no address' });
      const unusable = { kind: 'misused', code: 'unusable_address_or_key' };
      expect(await failureOf(nowhere.reply(aRequest(), never()))).toEqual(unusable);
      const twoLines = await modelFor({ provider: 'open_ai', apiKey: 'sk\ntest', baseUrl: server.url });
      expect(await failureOf(twoLines.reply(aRequest(), never()))).toEqual(unusable);
    });

    test('a line without end', async () => {
      const pieces = failureOf(reply());
      const exchange = await server.next();
      exchange.begin().write(`data: "${'a'.repeat(5_000_000)}`);
      expect(await pieces).toEqual({ kind: 'misused', code: 'answer_too_long' });
      expect(await exchange.closedEarly).toBe(true);
    });
  });

  describe('a model that takes no temperature', () => {
    const refusal = { error: { message: "Unsupported value: 'temperature' does not support 0.3 with this model." } };

    test('is asked once more without, and never again with', async () => {
      const said = heard(reply());
      (await server.next()).answer(400, refusal);
      const second = await server.next();
      expect(second.body).not.toHaveProperty('temperature');
      second.begin().send(saying('Yes.')).send(chatChunk({}, 'stop')).end(DONE);
      expect(await said).toMatchObject({ text: 'Yes.' });

      const again = heard(reply());
      const third = await server.next();
      expect(third.body).not.toHaveProperty('temperature');
      third.begin().send(saying('Yes.')).end(DONE);
      await again;

      const other = heard(reply({ model: { name: 'another-model', temperature: 0.3 } }));
      const fourth = await server.next();
      expect(fourth.body).toHaveProperty('temperature', 0.3);
      fourth.begin().send(saying('Yes.')).end(DONE);
      await other;
    });

    test('is learnt by two calls at once', async () => {
      const both = [heard(reply()), heard(reply())];
      const first = [await server.next(), await server.next()];
      for (const exchange of first) exchange.answer(400, refusal);
      for (let count = 0; count < 2; count += 1) {
        const again = await server.next();
        expect(again.body).not.toHaveProperty('temperature');
        again.begin().send(saying('Yes.')).send(chatChunk({}, 'stop')).end(DONE);
      }
      for (const said of both) expect(await said).toMatchObject({ text: 'Yes.' });
    });

    test('and says so of everything, is given up', async () => {
      const failure = failureOf(reply());
      (await server.next()).answer(400, refusal);
      (await server.next()).answer(400, refusal);
      expect(await failure).toEqual({ kind: 'misused', code: 'http_400' });
    });
  });

  test('a model that knows the limit of its words by the newer name only is told that one', async () => {
    const message = "Unsupported parameter: 'max_tokens' is not supported. Use 'max_completion_tokens' instead.";
    const said = heard(reply());
    (await server.next()).answer(400, { error: { message, code: 'unsupported_parameter', param: 'max_tokens' } });
    const second = await server.next();
    expect(second.body).toMatchObject({ max_completion_tokens: 300, temperature: 0.3 });
    for (const name of ['max_tokens', 'store', 'stream_options']) expect(second.body).not.toHaveProperty(name);
    second.begin().send(saying('Yes.')).send(chatChunk({}, 'stop')).end(DONE);
    expect(await said).toMatchObject({ text: 'Yes.' });
  });

  test('a model that takes no effort is asked without', async () => {
    const said = heard(reply({ model: { name: 'gpt-5-pro', temperature: 0.3 } }));
    const first = await server.next();
    expect(first.body).toMatchObject({ reasoning_effort: 'low' });
    first.answer(400, { error: { message: "Unsupported value: 'reasoning_effort' does not support 'low'." } });
    const second = await server.next();
    expect(second.body).not.toHaveProperty('reasoning_effort');
    second.begin().send(saying('Yes.')).send(chatChunk({}, 'stop')).end(DONE);
    expect(await said).toMatchObject({ text: 'Yes.' });
  });

  describe('given up', () => {
    const aborted = { kind: 'unavailable', code: 'aborted' };

    test('before it began, nothing is asked', async () => {
      expect(await failureOf(reply({}, AbortSignal.abort()))).toEqual(aborted);
      expect(server.all).toHaveLength(0);
    });

    test.each([
      ['before the answer', () => undefined],
      ['after its head', (exchange: LlmExchange) => exchange.begin()],
      ['in an event', (exchange: LlmExchange) => exchange.begin().write('data: {"choi')],
      ['in the body of an error', (exchange: LlmExchange) => exchange.beginError()],
    ])('%s, it ends at once and the connection is closed', async (_, play) => {
      const giving = new AbortController();
      const failure = failureOf(reply({}, giving.signal));
      const exchange = await server.next();
      play(exchange);
      await new Promise((resolve) => setImmediate(resolve));
      giving.abort();
      expect(await failure).toEqual(aborted);
      expect(await exchange.closedEarly).toBe(true);
    });

    test('after its first words, it ends at once and the connection is closed', async () => {
      const giving = new AbortController();
      const pieces = reply({}, giving.signal)[Symbol.asyncIterator]();
      const first = pieces.next();
      const exchange = await server.next();
      exchange.begin().send(saying('One. '));
      await first;
      const next = pieces.next();
      giving.abort();
      await expect(next).rejects.toMatchObject({ failure: { kind: 'unavailable', code: 'aborted' } });
      expect(await exchange.closedEarly).toBe(true);
    });

    test('by leaving the loop, the connection is closed', async () => {
      const leave = async (): Promise<void> => {
        for await (const piece of reply()) if (piece.type === 'text') return;
      };
      const left = leave();
      const exchange = await server.next();
      exchange.begin().send(saying('Yes'));
      await left;
      expect(await exchange.closedEarly).toBe(true);
    });
  });

  test('replies one after another share connections', async () => {
    for (let round = 0; round < 5; round += 1) {
      await answered(heard, (exchange) => exchange.begin().send(saying('Yes.')).send(chatChunk({}, 'stop')).end(DONE));
      expect(await server.all.at(-1)?.closedEarly).toBe(false);
    }
    expect(new Set(server.all.map(({ socket }) => socket)).size).toBeLessThan(5);
  });
});
