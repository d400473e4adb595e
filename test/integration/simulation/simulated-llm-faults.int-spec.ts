import { once } from 'node:events';
import type { LanguageModel } from '../../../src/agent/pipeline/thinking/language-model.port.js';
import { modelFor } from '../../../src/agent/pipeline/thinking/model.factory.js';
import { SystemClock, type Cancel } from '../../../src/common/clock/clock.js';
import type { Brain } from '../../../src/simulation/brain/brain.port.js';
import type { LlmVendor } from '../../../src/simulation/llm/model-question.types.js';
import type { LlmRequest } from '../../../src/simulation/llm/llm-request.js';
import { SimulatedLlm } from '../../../src/simulation/llm/simulated-llm.server.js';
import { Arrivals } from '../../support/arrivals.js';
import { aRequest, failureOf, heard } from '../../support/model-talk.js';

/** Words come at their pace; whatever takes longer waits for the test. */
class HoldingClock extends SystemClock {
  readonly held = new Arrivals<() => void>();
  /** That were neither let go nor called off. */
  holding = 0;

  override after(ms: number, run: () => void): Cancel {
    if (ms < 1000) return super.after(ms, run);
    let isHeld = true;
    const release = () => {
      if (isHeld) this.holding -= 1;
      isHeld = false;
    };
    this.holding += 1;
    this.held.push(() => {
      if (!isHeld) return;
      release();
      run();
    });
    return release;
  }

  async letGo(): Promise<void> {
    (await this.held.next())();
  }
}

const REPLY = 'Yes, we have time on Tuesday.';
const TOKENS = 7;
const brain: Brain = { respond: () => ({ kind: 'say', sentences: [REPLY] }) };

describe.each(['open_ai', 'anthropic'] as const)('what goes wrong for our model of %s', (vendor: LlmVendor) => {
  let clock: HoldingClock;
  let llm: SimulatedLlm;
  let model: LanguageModel;

  beforeEach(async () => {
    clock = new HoldingClock();
    llm = await SimulatedLlm.listen({ clock, brain });
    model = await modelFor({ provider: vendor, apiKey: 'any-key', baseUrl: llm.baseUrlFor(vendor) });
  });
  afterEach(() => llm.close());

  const reply = (signal = new AbortController().signal) => model.reply(aRequest(), signal);
  const textOf = async () => (await heard(reply())).text;
  const answered = async (): Promise<LlmRequest> => ((await once(llm, 'answered')) as [LlmRequest])[0];
  const outcome = () => llm.requests.at(-1)?.outcome;

  test('nothing, and then the request is kept with what became of it', async () => {
    const asked = once(llm, 'request');
    const done = answered();
    expect(await textOf()).toBe(REPLY);
    const request = await done;
    expect((await asked)[0]).toBe(request);
    expect(llm.requests).toEqual([request]);
    expect(request).toMatchObject({ vendor, status: 200, outcome: 'answered', tokensSent: TOKENS });
    expect(request.question).toMatchObject({ model: 'test-model', prompt: 'You answer the phone.', maxTokens: 300 });
  });

  test.each([
    [429, 'unavailable'],
    [500, 'unavailable'],
    [529, 'unavailable'],
    [401, 'refused'],
  ])('a refusal with %i, once', async (status, kind) => {
    llm.faults.refuseWith = [status];
    expect(await failureOf(reply())).toEqual({ kind, code: `http_${status}` });
    expect(llm.requests[0]).toMatchObject({ status, outcome: 'refused' });
    expect(await textOf()).toBe(REPLY);
  });

  test('connections that are reset, so many of them', async () => {
    llm.faults.resets = 2;
    for (let time = 0; time < 2; time++) {
      expect(await failureOf(reply())).toMatchObject({ kind: 'unavailable' });
      expect(outcome()).toBe('broken');
    }
    expect(await textOf()).toBe(REPLY);
  });

  test('an outage, until it is over', async () => {
    llm.faults.outage = { with: 503 };
    expect(await failureOf(reply())).toMatchObject({ code: 'http_503' });
    expect(await failureOf(reply())).toMatchObject({ code: 'http_503' });
    llm.faults.outage = { with: 'reset' };
    expect(await failureOf(reply())).toMatchObject({ kind: 'unavailable' });
    llm.faults.outage = { with: 503, untilMs: clock.nowMs() };
    expect(await textOf()).toBe(REPLY);
  });

  test('a model that is refused while another one is not', async () => {
    llm.faults.refuse = ({ question }) => (question?.model === 'test-model' ? 404 : null);
    expect(await failureOf(reply())).toMatchObject({ code: 'http_404' });
    const other = aRequest({ model: { name: 'other', temperature: 0.3 } });
    expect((await heard(model.reply(other, new AbortController().signal))).text).toBe(REPLY);
  });

  test('an empty reply, once', async () => {
    llm.faults.emptyReply = true;
    expect(await heard(reply())).toMatchObject({ text: '', calls: [], end: { type: 'end' } });
    expect(await textOf()).toBe(REPLY);
  });

  test('a head, or a first token, that comes late, once', async () => {
    for (const before of ['head', 'first_token'] as const) {
      llm.faults.stall = { before, ms: 60_000 };
      const text = textOf();
      const release = await clock.held.next();
      expect(llm.requests.at(-1)).toMatchObject({ status: before === 'head' ? null : 200, tokensSent: 0 });
      release();
      expect(await text).toBe(REPLY);
    }
    expect(await textOf()).toBe(REPLY);
  });

  test('tokens that come late, until they do not', async () => {
    llm.faults.tokenMs = 5000;
    const text = textOf();
    for (let token = 0; token < TOKENS; token++) await clock.letGo();
    expect(await text).toBe(REPLY);
    delete llm.faults.tokenMs;
    expect(await textOf()).toBe(REPLY);
    expect(clock.held.all).toHaveLength(TOKENS);
  });

  test.each(['reset', 'end', 'error'] as const)('a stream that breaks off: %s', async (how) => {
    llm.faults.breaks = { afterTokens: 2, how };
    const pieces: string[] = [];
    let end: unknown = null;
    try {
      for await (const piece of reply()) {
        if (piece.type === 'text') pieces.push(piece.text);
        else end = piece;
      }
    } catch (error) {
      end = (error as { failure: unknown }).failure;
    }
    expect(REPLY.startsWith(pieces.join(''))).toBe(true);
    expect(pieces.length).toBeLessThanOrEqual(2);
    expect(end).toMatchObject(how === 'end' ? { type: 'end', why: 'cut' } : { kind: 'unavailable' });
    expect(llm.requests[0]).toMatchObject({ outcome: 'broken', tokensSent: 2 });
    expect(await textOf()).toBe(REPLY);
  });

  test('a stream that says nothing more, until the client leaves', async () => {
    llm.faults.breaks = { afterTokens: 1, how: 'mute' };
    const leaving = new AbortController();
    const pieces = reply(leaving.signal)[Symbol.asyncIterator]();
    await pieces.next();
    const next = pieces.next();
    const done = answered();
    leaving.abort();
    await expect(next).rejects.toThrow();
    expect(await done).toMatchObject({ outcome: 'broken', tokensSent: 1 });
  });

  test.each([
    ['before the head', { stall: { before: 'head', ms: 60_000 } }, 0],
    ['before the first token', { stall: { before: 'first_token', ms: 60_000 } }, 0],
    ['in the middle', { tokenMs: 60_000 }, 1],
  ] as const)(
    'a client that leaves %s: its answer ends at once, and leaves no timer',
    async (_, faults, tokensSent) => {
      Object.assign(llm.faults, faults);
      const leaving = new AbortController();
      const failure = failureOf(reply(leaving.signal));
      for (let token = 0; token < tokensSent; token++) await clock.letGo();
      await clock.held.next();
      const done = answered();
      leaving.abort();
      expect(await failure).toMatchObject({ code: 'aborted' });
      expect(await done).toMatchObject({ outcome: 'left', tokensSent });
      expect(clock.holding).toBe(0);
    },
  );

  test('a stand-in that goes away ends every answer', async () => {
    llm.faults.tokenMs = 60_000;
    const failure = failureOf(reply());
    await clock.held.next();
    const done = answered();
    const gone = llm.close();
    expect(await failure).toMatchObject({ kind: 'unavailable' });
    expect(await done).toMatchObject({ outcome: 'left' });
    await gone;
    expect(clock.holding).toBe(0);
    llm = await SimulatedLlm.listen();
  });
});

test('a brain that fails is an error of the server, and the last 50 requests are kept', async () => {
  const failing: Brain = {
    respond: () => {
      throw new Error('no thought');
    },
  };
  const llm = await SimulatedLlm.listen({ brain: failing });
  const model = await modelFor({ provider: 'open_ai', apiKey: 'any-key', baseUrl: llm.baseUrlFor('open_ai') });
  for (let asked = 0; asked < 51; asked++) {
    const request = aRequest({ model: { name: `model-${asked}`, temperature: 0 } });
    expect(await failureOf(model.reply(request, new AbortController().signal))).toMatchObject({ code: 'http_500' });
  }
  expect(llm.requests).toHaveLength(50);
  expect(llm.requests[0]?.question?.model).toBe('model-1');
  await llm.close();
});
