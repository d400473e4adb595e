import { ManualClock } from '../../../../test/support/manual-clock.js';
import { allPieces, aRequest, failureOf, heard } from '../../../../test/support/model-talk.js';
import type { AgentFailure } from '../../voice-agent.port.js';
import { LanguageModel, type ModelPiece, type ModelRequest } from './language-model.port.js';
import { thinkingError } from './thinking-failures.policy.js';
import { Thinker } from './thinker.js';

type Step = ModelPiece | AgentFailure | Error | 'silence';

const text = (said: string): ModelPiece => ({ type: 'text', text: said });
const call = (id: string, argumentsJson = '{}'): ModelPiece => ({
  type: 'call',
  call: { id, name: 'end_call', argumentsJson },
});
const END: ModelPiece = { type: 'end', why: 'said', tokens: { input: 1, cached: 0, output: 1 } };
const BUSY: AgentFailure = { kind: 'unavailable', code: 'http_529' };
const UNKNOWN: AgentFailure = { kind: 'misused', code: 'http_404' };
const REFUSED: AgentFailure = { kind: 'refused', code: 'http_401' };

/** Plays one script per attempt. */
class ScriptedModel extends LanguageModel {
  readonly asked: string[] = [];
  ended = 0;

  constructor(private readonly scripts: readonly (readonly Step[])[]) {
    super();
  }

  async *reply(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelPiece, void, undefined> {
    const script = this.scripts[this.asked.push(request.model.name) - 1] ?? [];
    try {
      for (const step of script) {
        if (signal.aborted) throw ABORT;
        if (step === 'silence') await new Promise((_, reject) => signal.addEventListener('abort', () => reject(ABORT)));
        else if (step instanceof Error) throw step;
        else if ('kind' in step) throw thinkingError(step);
        else yield step;
      }
    } finally {
      this.ended += 1;
    }
  }
}

const ABORT = thinkingError({ kind: 'unavailable', code: 'aborted' });
const settled = () => new Promise((resolve) => setImmediate(resolve));
const never = () => new AbortController().signal;

function aThinker(names: readonly string[], ...scripts: Step[][]) {
  const model = new ScriptedModel(scripts);
  const clock = new ManualClock();
  const warnings: string[] = [];
  const models = names.map((name) => ({ name, temperature: 0 }));
  const thinker = new Thinker(model, { models, clock, onWarned: (code) => warnings.push(code) });
  const reply = (signal = never()) => thinker.reply(aRequest(), signal);
  return { model, clock, warnings, reply };
}

describe('which model replies', () => {
  test('the first, every time', async () => {
    const { reply, model, warnings } = aThinker(['one', 'two'], [text('Yes.'), END], [text('No.'), END]);
    expect(await heard(reply())).toMatchObject({ text: 'Yes.' });
    expect(await heard(reply())).toMatchObject({ text: 'No.' });
    expect(model.asked).toEqual(['one', 'one']);
    expect(warnings).toEqual([]);
  });

  test('one that is busy is asked once more after a moment, then the next', async () => {
    const { reply, model, clock, warnings } = aThinker(['one', 'two'], [BUSY], [BUSY], [text('Yes.'), END]);
    const said = heard(reply());
    await settled();
    clock.advance(199);
    await settled();
    expect(model.asked).toEqual(['one']);
    clock.advance(1);
    expect(await said).toMatchObject({ text: 'Yes.' });
    expect(model.asked).toEqual(['one', 'one', 'two']);
    expect(warnings).toEqual(['http_529', 'http_529']);
  });

  test.each([UNKNOWN, REFUSED])('the next at once, where asking again can not help: $code', async (failure) => {
    const { reply, model } = aThinker(['one', 'two'], [failure], [text('Yes.'), END]);
    expect(await heard(reply())).toMatchObject({ text: 'Yes.' });
    expect(model.asked).toEqual(['one', 'two']);
  });

  test('none of them: the failure is the last one, and that one is no warning', async () => {
    const { reply, clock, warnings } = aThinker(['one', 'two'], [UNKNOWN], [BUSY], [REFUSED]);
    const failed = failureOf(reply());
    await settled();
    clock.advance(200);
    expect(await failed).toEqual(REFUSED);
    expect(warnings).toEqual(['http_404', 'http_529']);
  });

  test('a brief without models', async () => {
    expect(await failureOf(aThinker([]).reply())).toEqual({ kind: 'misused', code: 'no_model' });
  });

  test('a silent one is left for the next; the last of all is asked once more', async () => {
    const { reply, model, clock } = aThinker(['one', 'two'], ['silence'], ['silence'], [text('Yes.'), END]);
    const said = heard(reply());
    await clock.advanceAsync(8200, 100);
    expect(await said).toMatchObject({ text: 'Yes.' });
    expect(model.asked).toEqual(['one', 'two', 'two']);
  });

  test('no other one after words were handed out', async () => {
    const { reply, model } = aThinker(['one', 'two'], [text('Yes, '), BUSY], [text('No.'), END]);
    expect(await failureOf(reply())).toEqual(BUSY);
    expect(model.asked).toEqual(['one']);
  });

  test('signs of work are not handed out and bind nobody', async () => {
    const { reply, warnings } = aThinker(['one', 'two'], [text(''), text(''), UNKNOWN], [text('Yes.'), END]);
    expect(await allPieces(reply())).toEqual([text('Yes.'), END]);
    expect(warnings).toEqual(['http_404']);
  });

  test.each(['said', 'cut'] as const)('an empty reply (%s) is asked for once more, of the next', async (why) => {
    const { reply, model, warnings } = aThinker(['one', 'two'], [text(''), { ...END, why }], [text('Yes.'), END]);
    expect(await allPieces(reply())).toEqual([text('Yes.'), END]);
    expect(model.asked).toEqual(['one', 'two']);
    expect(warnings).toEqual(['empty_reply']);
  });

  test('a second empty reply is one, of the same model where there is no other', async () => {
    const { reply, model, clock } = aThinker(['one'], [END], [END]);
    const pieces = allPieces(reply());
    await settled();
    clock.advance(200);
    expect(await pieces).toEqual([END]);
    expect(model.asked).toEqual(['one', 'one']);
  });

  test('an empty reply after which nobody is left to ask is one', async () => {
    const { reply, clock, warnings } = aThinker(['one'], [BUSY], [END]);
    const pieces = allPieces(reply());
    await settled();
    clock.advance(200);
    expect(await pieces).toEqual([END]);
    expect(warnings).toEqual(['http_529']);
  });

  test('a mistake in the program is not taken for a failure of the model', async () => {
    const { reply, model } = aThinker(['one', 'two'], [new RangeError('ours')]);
    await expect(allPieces(reply())).rejects.toThrow(RangeError);
    expect(model.asked).toEqual(['one']);
  });
});

describe('in time', () => {
  test('a reply that stops in the middle', async () => {
    const { reply, clock } = aThinker(['one'], [text('Yes, '), 'silence']);
    const failed = failureOf(reply());
    await settled();
    clock.advance(3000);
    expect(await failed).toEqual({ kind: 'unavailable', code: 'stalled' });
    expect(clock.pendingTimers).toBe(0);
  });

  test('all attempts together end after twenty seconds', async () => {
    const silent: Step[] = ['silence'];
    const names = ['1', '2', '3', '4', '5', '6', '7'];
    const { reply, model, clock } = aThinker(names, ...names.map(() => silent));
    const failed = failureOf(reply());
    await clock.advanceAsync(20_000, 100);
    expect(await failed).toMatchObject({ kind: 'unavailable' });
    expect(model.asked).toHaveLength(5);
    expect(clock.pendingTimers).toBe(0);
  });

  test('words that go on for longer are cut, not lost', async () => {
    const { reply, clock } = aThinker(['one'], [...Array.from({ length: 40 }, () => text('so ')), END]);
    const pieces: ModelPiece[] = [];
    for await (const piece of reply()) {
      pieces.push(piece);
      clock.advance(1000);
    }
    expect(pieces).toEqual([...Array.from({ length: 20 }, () => text('so ')), expect.objectContaining({ why: 'cut' })]);
    expect(clock.pendingTimers).toBe(0);
  });

  test("the time in which a piece is being used is not the model's", async () => {
    const { reply, clock } = aThinker(['one'], [text('Yes, '), text('at ten.'), END]);
    const pieces = reply();
    await pieces.next();
    clock.advance(10_000);
    expect(await heard(pieces)).toMatchObject({ text: 'at ten.', end: END });
  });
});

describe('what a call can bear', () => {
  test('four thousand letters, no half ones', async () => {
    const { reply, model } = aThinker(['one'], [text('a'.repeat(3999)), text('🦷🦷'), text('more'), END]);
    const { text: said, end } = await heard(reply());
    expect(said).toBe('a'.repeat(3999));
    expect(end).toMatchObject({ why: 'cut' });
    expect(model.ended).toBe(1);
  });

  test('sixteen calls, each with an id of its own in all of the session', async () => {
    const { reply } = aThinker(
      ['one'],
      [...Array.from({ length: 20 }, () => call('call_0')), END],
      [call('call_0'), END],
    );
    const ids = [...(await heard(reply())).calls, ...(await heard(reply())).calls].map(({ id }) => id);
    expect(ids).toHaveLength(17);
    expect(new Set(ids).size).toBe(17);
    expect(ids[0]).toBe('call_0');
  });

  test('no arguments without end: the tool gets none that it would take', async () => {
    const { reply } = aThinker(['one'], [call('a', '9'.repeat(20_001)), call('b', '9'.repeat(20_000)), END]);
    const [tooLong, bearable] = (await heard(reply())).calls;
    expect(tooLong).toMatchObject({ id: 'a', argumentsJson: 'null' });
    expect(bearable?.argumentsJson).toHaveLength(20_000);
  });

  test('a reply that never says that it is complete is none', async () => {
    expect(await failureOf(aThinker(['one'], [text('Yes')]).reply())).toMatchObject({ code: 'stream_cut' });
  });
});

describe('given up', () => {
  const aborted = { kind: 'unavailable', code: 'aborted' };

  test('before, in the silence, and between two attempts', async () => {
    const before = aThinker(['one'], [text('Yes.'), END]);
    expect(await failureOf(before.reply(AbortSignal.abort()))).toEqual(aborted);
    expect(before.model.asked).toEqual([]);

    for (const script of [['silence'], [BUSY]] as Step[][]) {
      const giving = new AbortController();
      const { reply, model, clock } = aThinker(['one', 'two'], script);
      const failed = failureOf(reply(giving.signal));
      await settled();
      giving.abort();
      expect(await failed).toEqual(aborted);
      expect(model.asked).toEqual(['one']);
      expect(clock.pendingTimers).toBe(0);
    }
  });

  test('by leaving the loop, the model is told', async () => {
    const { reply, model, clock } = aThinker(['one'], [text('Yes, '), text('at ten.'), END]);
    for await (const piece of reply()) if (piece.type === 'text') break;
    expect(model.ended).toBe(1);
    expect(clock.pendingTimers).toBe(0);
  });
});
