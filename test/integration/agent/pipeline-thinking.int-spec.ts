import type { LanguageModel, ModelPiece } from '../../../src/agent/pipeline/thinking/language-model.port.js';
import { modelFor } from '../../../src/agent/pipeline/thinking/model.factory.js';
import { Thinker } from '../../../src/agent/pipeline/thinking/thinker.js';
import { Arrivals } from '../../support/arrivals.js';
import { ManualClock } from '../../support/manual-clock.js';
import { aRequest, failureOf, heard } from '../../support/model-talk.js';
import { anthropicEvent, chatChunk, DONE, ScriptedLlm } from '../../support/scripted-llm.js';

const saying = (content: string) => chatChunk({ content });
const never = () => new AbortController().signal;

/** Tells when the patience with a reply that has begun starts anew. */
class WatchedClock extends ManualClock {
  readonly started = new Arrivals<number>();

  override after(ms: number, run: () => void): () => void {
    this.started.push(ms);
    return super.after(ms, run);
  }
}

/** Thinker and model together, against a server over a socket; only time is ours. */
describe('thinking', () => {
  let server: ScriptedLlm;
  let model: LanguageModel;
  let clock: WatchedClock;
  let warnings: Arrivals<string>;

  beforeEach(async () => {
    server = await ScriptedLlm.start();
    model = await modelFor({ provider: 'open_ai', apiKey: 'sk-test', baseUrl: `${server.url}/v1` });
    clock = new WatchedClock();
    warnings = new Arrivals();
  });
  afterEach(() => server.stop());

  const thinkerOf = (...names: string[]): Thinker =>
    new Thinker(model, {
      models: names.map((name) => ({ name, temperature: 0.3 })),
      clock,
      onWarned: (code) => warnings.push(code),
    });

  test('a model that is silent is given up in time, its connection closed, and another one replies', async () => {
    const said = heard(thinkerOf('slow', 'fast').reply(aRequest(), never()));
    const slow = await server.next();
    clock.advance(4000);
    expect(await slow.closedEarly).toBe(true);
    const fast = await server.next();
    expect(fast.body.model).toBe('fast');
    fast.begin().send(saying('Yes.')).send(chatChunk({}, 'stop')).end(DONE);
    expect(await said).toMatchObject({ text: 'Yes.', end: { why: 'said' } });
    expect(warnings.all).toEqual(['first_piece_late']);
    expect(clock.pendingTimers).toBe(0);
  });

  test('a reply that does not go on breaks off, and its connection is closed', async () => {
    const pieces = thinkerOf('stalling', 'other').reply(aRequest(), never());
    const first = pieces.next();
    const exchange = await server.next();
    exchange.begin().send(saying('Yes, '));
    await first;
    const rest = failureOf(pieces);
    clock.advance(3000);
    expect(await rest).toEqual({ kind: 'unavailable', code: 'stalled' });
    expect(await exchange.closedEarly).toBe(true);
    expect(server.all).toHaveLength(1);
    expect(clock.pendingTimers).toBe(0);
  });

  test('a reply whose end the server does not close is handed out as it is', async () => {
    const pieces = thinkerOf('lingering').reply(aRequest(), never());
    const first = pieces.next();
    const exchange = await server.next();
    exchange.begin().write(`data: ${JSON.stringify(chatChunk({ content: 'Yes.' }, 'stop'))}\n\n${DONE}`);
    await first;
    const rest = heard(pieces);
    clock.advance(3000);
    expect(await rest).toMatchObject({ end: { type: 'end', why: 'said' } });
    expect(await exchange.closedEarly).toBe(true);
  });

  test('arguments that come for seconds are not taken for silence', async () => {
    const said = heard(thinkerOf('writing').reply(aRequest(), never()));
    const exchange = await server.next();
    exchange.begin().send(chatChunk({ tool_calls: [{ index: 0, id: 'a', function: { name: 'find_slots' } }] }));
    const atWork = () => clock.started.next((ms) => ms === 3000);
    await atWork();
    for (const letter of '{"day":"tue"}') {
      exchange.send(chatChunk({ tool_calls: [{ index: 0, function: { arguments: letter } }] }));
      clock.advance(1000);
      await atWork();
    }
    exchange.send(chatChunk({}, 'tool_calls')).end(DONE);
    expect(await said).toMatchObject({ calls: [{ argumentsJson: '{"day":"tue"}' }], end: { why: 'calls' } });
  });

  test('a busy server is asked again, then another model', async () => {
    const said = heard(thinkerOf('busy', 'free').reply(aRequest(), never()));
    (await server.next()).answer(529, {});
    await warnings.next();
    clock.advance(200);
    (await server.next()).answer(529, {});
    const free = await server.next();
    expect(free.body.model).toBe('free');
    free.begin().send(saying('Yes.')).end(DONE);
    expect(await said).toMatchObject({ text: 'Yes.' });
    expect(warnings.all).toEqual(['http_529', 'http_529']);
  });

  test('words without end are cut, and the connection is closed', async () => {
    const said = heard(thinkerOf('endless').reply(aRequest(), never()));
    const exchange = await server.next();
    exchange.begin();
    for (let count = 0; count < 500; count += 1) exchange.send(saying('and so on '));
    const { text, end } = await said;
    expect(text).toHaveLength(4000);
    expect(end).toMatchObject({ why: 'cut' });
    expect(await exchange.closedEarly).toBe(true);
  });

  test('given up in the middle, no word is handed out any more and the connection is closed', async () => {
    const giving = new AbortController();
    const pieces: ModelPiece[] = [];
    const read = async (): Promise<void> => {
      for await (const piece of thinkerOf('any', 'other').reply(aRequest(), giving.signal)) {
        pieces.push(piece);
        giving.abort();
      }
    };
    const reading = read();
    const exchange = await server.next();
    exchange.begin().send(saying('One. ')).send(saying('Two. ')).send(chatChunk({}, 'stop')).end(DONE);
    await expect(reading).rejects.toMatchObject({ failure: { code: 'aborted' } });
    expect(pieces).toEqual([{ type: 'text', text: 'One. ' }]);
    expect(clock.pendingTimers).toBe(0);
    expect(server.all).toHaveLength(1);
  });

  test('falls back with Anthropic too', async () => {
    const anthropic = await modelFor({ provider: 'anthropic', apiKey: 'sk-ant-test', baseUrl: server.url });
    const models = ['gone', 'there'].map((name) => ({ name, temperature: 0 }));
    const said = heard(new Thinker(anthropic, { models, clock, onWarned: () => undefined }).reply(aRequest(), never()));
    (await server.next()).answer(404, {});
    (await server.next())
      .begin()
      .end(
        anthropicEvent('content_block_delta', { index: 0, delta: { type: 'text_delta', text: 'Yes.' } }) +
          anthropicEvent('message_delta', { delta: { stop_reason: 'end_turn' } }),
      );
    expect(await said).toMatchObject({ text: 'Yes.', end: { why: 'said' } });
  });
});
