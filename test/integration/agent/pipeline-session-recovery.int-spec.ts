import { SIGN_OF_LIFE_WITHIN_MS, type AgentBrief } from '../../../src/agent/voice-agent.port.js';
import { turnInfo } from '../../support/scripted-listen.js';
import { chatChunk } from '../../support/scripted-llm.js';
import { quietBrief, toolCall, useVoiceAgent } from '../../support/voice-agent-bench.js';
import { startPipelineHarness } from './pipeline-harness.js';

const twoModels: AgentBrief = {
  ...quietBrief,
  models: ['first', 'second'].map((name) => ({ vendor: 'open_ai', name, temperature: 0.3 })),
};
const MINUTE_MS = 60_000;

describe('A pipeline session that loses a stage', () => {
  const bench = useVoiceAgent(startPipelineHarness);

  async function talk(brief = quietBrief) {
    const linking = bench.dial({ brief });
    const far = await bench.harness.nextFarEnd();
    await far.open();
    return { link: await linking, far };
  }

  it('listens on another stream, which hears again what was not told yet', async () => {
    const { link, far } = await talk();
    link.sendAudio(Buffer.from('Is Tuesday '));
    await far.hears(turnInfo('StartOfTurn', 1, 'Is Tuesday'));
    await far.audio(11);
    far.ear.drop();
    link.sendAudio(Buffer.from('free?'));
    await far.nextEar();
    expect((await far.audio(16)).toString()).toBe('Is Tuesday free?');
    await far.hears(turnInfo('StartOfTurn', 0, 'Is Tuesday'), turnInfo('EndOfTurn', 0, 'Is Tuesday free?'));
    await far.begins({ text: 'It is.', audio: ['a'] });
    expect(bench.listener.story.filter((line) => !line.startsWith('latency'))).toEqual([
      'caller_started_speaking',
      'warned stream_replaced',
      'caller_turn_ended',
      'caller_said Is Tuesday free?',
      'agent_said It is.',
      'audio a',
    ]);
    await link.close();
  });

  it('goes on speaking while the stream that listens is replaced', async () => {
    const { link, far } = await talk();
    await far.callerSays('Hello');
    await far.begins({ text: 'How can I help?', audio: ['a'] });
    far.ear.drop();
    await far.nextEar();
    await far.goesOn('b');
    await far.ends();
    expect(bench.told.slice(-4)).toEqual(['agent_said How can I help?', 'audio a', 'audio b', 'agent_audio_done']);
    await link.close();
  });

  it('says on another stream what of a reply had not begun to be heard', async () => {
    const { link, far } = await talk();
    await far.callerSays('Hello');
    await far.begins({ text: 'Good morning, this is the clinic. How can I help you?', audio: ['a'] });
    await far.ends();
    expect(await far.nextLine()).toBe('How can I help you?');
    far.voice.drop();
    await far.nextVoice();
    expect(await far.nextLine()).toBe('How can I help you?');
    await far.speaks('', 'b');
    expect(bench.told.slice(3)).toEqual([
      'agent_said Good morning, this is the clinic.',
      'audio a',
      'agent_said How can I help you?',
      'audio b',
      'agent_audio_done',
    ]);
    await link.close();
  });

  it('says a sentence again whose voice was lost in its midst, and goes on', async () => {
    const { link, far } = await talk();
    await far.callerSays('Hello');
    await far.begins({ text: 'Good morning, this is the clinic. How can I help you?', audio: ['a'] });
    far.voice.drop();
    await far.nextVoice();
    expect(await far.nextLine()).toBe('Good morning, this is the clinic.');
    await far.speaks('', 'b');
    expect(await far.nextLine()).toBe('How can I help you?');
    await far.speaks('', 'c');
    expect(bench.listener.audio.toString()).toBe('abc');
    expect(bench.told.filter((line) => line === 'agent_audio_done')).toHaveLength(1);
    await link.close();
  });

  it('brings nothing of a cut reply back when the voice is lost as the caller speaks', async () => {
    const { link, far } = await talk();
    await far.callerSays('Hello');
    await far.begins({ text: 'Good morning, this is the clinic. How can I help you?', audio: ['a'] });
    await far.callerStarts();
    far.voice.drop();
    await far.nextVoice();
    await far.callerSays('Wait');
    await far.begins({ text: 'Yes?', audio: ['b'] });
    await far.ends();
    expect(bench.toldSinceStart).toEqual([
      'caller_turn_ended',
      'caller_said Wait',
      'agent_said Yes?',
      'audio b',
      'agent_audio_done',
    ]);
    await link.close();
  });

  it('ends when nobody speaks for it any more', async () => {
    const { link, far } = await talk();
    await far.callerSays('Hello');
    await far.prepares('How can I help?');
    bench.harness.speak.refuse(503);
    far.voice.drop();
    const { failure } = await bench.passUntil(bench.listener.next('link_closed'));
    expect(failure).toEqual({ kind: 'unavailable', code: 'http_503' });
    await link.close();
  });

  it('ends as misused when the voice sends what is no audio', async () => {
    const { link, far } = await talk();
    far.voice.writeRaw(Buffer.from([0x83, 0x00]));
    const { failure } = await bench.listener.next('link_closed');
    expect(failure).toEqual({ kind: 'misused', code: 'speaking_invalid_frame' });
    await link.close();
  });

  it('replaces in time a stream that gives no sign of life when one is asked for', async () => {
    const { link, far } = await talk();
    await far.roundTrip();
    far.ear.stopReading();
    const silent = far.ear;
    link.prove();
    await bench.harness.clock.advanceAsync(SIGN_OF_LIFE_WITHIN_MS, 100);
    await far.nextEar();
    silent.resumeReading();
    await far.callerSays('Hello');
    expect(bench.told).toEqual(['caller_started_speaking', 'caller_turn_ended', 'caller_said Hello']);
    await link.close();
  });

  it('asks a model that failed once more, and then the next one', async () => {
    const { link, far } = await talk(twoModels);
    await far.callerSays('Hello');
    for (const name of ['first', 'first']) {
      expect((await far.nextRequest()).model).toBe(name);
      (await far.takeRequest()).answer(500, { error: { message: 'Overloaded by Zebulon.' } });
      expect((await bench.listener.next('warned')).code).toBe('http_500');
      bench.harness.clock.advance(200);
    }
    expect((await far.nextRequest()).model).toBe('second');
    await far.begins({ text: 'Yes?', audio: ['a'] });
    await far.ends();
    expect(bench.told.slice(3)).toEqual(['agent_said Yes?', 'audio a', 'agent_audio_done']);
    await far.callerSays('Fine');
    expect((await far.nextRequest()).model).toBe('first');
    expect(bench.harness.logged()).not.toContain('Zebulon');
    await link.close();
  });

  it('asks the next model when one says nothing', async () => {
    const { link, far } = await talk(twoModels);
    await far.callerSays('Hello');
    const silent = await far.takeRequest();
    bench.harness.clock.advance(4_000);
    expect((await bench.listener.next('warned')).code).toBe('first_piece_late');
    expect(await silent.closedEarly).toBe(true);
    expect((await far.nextRequest()).model).toBe('second');
    await link.close();
  });

  it('ends as refused when every model refuses', async () => {
    const { link, far } = await talk(twoModels);
    await far.callerSays('Hello');
    for (const name of ['first', 'second']) {
      expect((await far.nextRequest()).model).toBe(name);
      (await far.takeRequest()).answer(401, { error: { message: 'bad key' } });
    }
    const { failure } = await bench.listener.next('link_closed');
    expect(failure).toEqual({ kind: 'refused', code: 'http_401' });
    expect(bench.told.filter((line) => line.startsWith('link_closed'))).toHaveLength(1);
    await link.close();
  });

  it('ends when a model looks things up without end', async () => {
    const { link, far } = await talk();
    await far.callerSays('Hello');
    for (let round = 1; round <= 12; round += 1) {
      await far.asks(toolCall(`t${round}`));
      await bench.listener.next('tool_requested');
      link.answerTool(`t${round}`, '{}');
    }
    const { failure } = await bench.listener.next('link_closed');
    expect(failure).toEqual({ kind: 'unavailable', code: 'thinking_endless_tools' });
    await link.close();
  });

  it('says in time that it will not last for ever', async () => {
    const linking = bench.dial({ brief: quietBrief });
    const far = await bench.harness.nextFarEnd();
    await far.open();
    // Time is about to fly, too fast for any pong.
    far.ear.ignorePings();
    far.voice.ignorePings();
    const link = await linking;
    bench.harness.clock.advance(55 * MINUTE_MS - 1);
    expect(bench.told).toEqual([]);
    bench.harness.clock.advance(1);
    expect(bench.told).toEqual(['session_expiring']);
    await far.callerSays('Hello');
    await link.close();
  });
});

describe('A pipeline session that is not to be had', () => {
  const bench = useVoiceAgent(startPipelineHarness);

  it('for want of a model, which is asked first once none has replied', async () => {
    const { harness } = bench;
    const dialled = bench.dial({ brief: quietBrief });
    const far = await harness.nextFarEnd();
    await far.open();
    await dialled;
    await far.callerSays('Hello');
    (await far.takeRequest()).answer(402, { error: { message: 'no credit' } });
    await bench.listener.next('link_closed');

    const failing = bench.failureOf(bench.dial({ brief: quietBrief }));
    (await harness.llm.next()).answer(402, { error: { message: 'no credit' } });
    expect(await failing).toEqual({ kind: 'refused', code: 'http_402' });

    const linking = bench.dial({ brief: quietBrief });
    const asked = await harness.llm.next();
    asked.begin().send(chatChunk({ content: 'Yes.' }));
    const again = await harness.nextFarEnd();
    await again.open();
    await (await linking).close();
    expect(await asked.closedEarly).toBe(true);
  });

  it.each(['listen', 'speak'] as const)('for want of one stage (%s) leaves the other one alone', async (stage) => {
    const { harness } = bench;
    harness[stage].refuse(402);
    const failing = bench.failureOf(bench.dial({ brief: quietBrief }));
    const other = await (stage === 'listen' ? harness.speak : harness.listen).next();
    expect(await failing).toEqual({ kind: 'refused', code: 'http_402' });
    await other.gone;
    expect(bench.listener.story).toEqual([]);
  });

  it.each(['listen', 'speak'] as const)(
    'for want of one stage (%s) closes the other one that was had',
    async (stage) => {
      const { harness } = bench;
      const failing = bench.failureOf(bench.dial({ brief: quietBrief }));
      const [ear, voice] = await Promise.all([harness.listen.next(), harness.speak.next()]);
      const [missing, other] = stage === 'listen' ? [ear, voice] : [voice, ear];
      await other.letIn().roundTrip();
      missing.leave();
      expect((await failing).kind).toBe('unavailable');
      await other.gone;
      expect(bench.listener.story).toEqual([]);
    },
  );
});

describe('What a pipeline session tells of its times', () => {
  const bench = useVoiceAgent(startPipelineHarness);

  it('counts from the end of the turn, each once a reply', async () => {
    const linking = bench.dial({ brief: quietBrief });
    const far = await bench.harness.nextFarEnd();
    await far.open();
    const link = await linking;
    await far.callerSays('Is Tuesday free?');
    bench.harness.clock.advance(300);
    await far.asks(toolCall('t1'));
    await bench.listener.next('tool_requested');
    bench.harness.clock.advance(50);
    link.answerTool('t1', '{}');
    await far.nextRequest();
    bench.harness.clock.advance(250);
    await far.prepares('Tuesday is free all day long. Would you like to come in the morning?');
    bench.harness.clock.advance(90);
    await far.speaks('', 'a');
    await far.speaks(await far.nextLine(), 'b');
    expect(bench.listener.story.filter((line) => line.startsWith('latency'))).toEqual([
      'latency_reported first_token 300',
      'latency_reported tool_choice 300',
      'latency_reported first_text 600',
      'latency_reported speech 90',
      'latency_reported total 690',
    ]);
    await link.close();
  });
});
