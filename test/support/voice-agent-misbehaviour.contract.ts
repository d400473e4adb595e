import { toolCall, useVoiceAgent, type VoiceAgentHarness } from './voice-agent-bench.js';
import { corruptions, protocolBreaches, type FarEnd } from './voice-agent-far-end.js';

/** What every driver promises about far ends that break the rules, and about slow ones. */
export function voiceAgentMisbehaviour(startHarness: () => Promise<VoiceAgentHarness>): void {
  const bench = useVoiceAgent(startHarness);

  /** The session goes on as if nothing had been. */
  async function goesOn(far: FarEnd): Promise<void> {
    await far.callerSays('Hello');
    await far.begins({ text: 'Yes?', audio: ['a'] });
    await far.ends();
    expect(bench.told).toEqual([
      'caller_started_speaking',
      'caller_turn_ended',
      'caller_said Hello',
      'agent_said Yes?',
      'audio a',
      'agent_audio_done',
    ]);
  }

  describe('a far end that misbehaves', () => {
    it.each(protocolBreaches)('has what is %s skipped', async (how) => {
      const { link, far } = await bench.talk();
      await far.breaksProtocol(how);
      await goesOn(far);
      await link.close();
    });

    it('is left as misused when it floods a session with what it may not send, and not before', async () => {
      const { link, far } = await bench.talk();
      await far.breaksProtocol('incomplete', 50);
      expect(bench.told).toEqual([]);
      await far.breaksProtocol('incomplete');
      expect((await bench.listener.next('link_closed')).failure?.kind).toBe('misused');
      await link.close();
    });

    it('may say what came after our time, as often as it likes', async () => {
      const { link, far } = await bench.talk();
      await far.saysSomethingNew(200);
      await goesOn(far);
      await link.close();
    });

    it.each(corruptions)('is left as misused, with this session alone, when it sends: %s', async (how) => {
      const { link, far } = await bench.talk();
      const other = await bench.talk();
      far.corrupt(how);
      expect((await bench.listener.next('link_closed')).failure?.kind).toBe('misused');
      await link.close();
      await other.far.callerSays('Hello');
      expect(bench.told.at(-1)).toBe('caller_said Hello');
      await other.link.close();
    });

    it('is heard in order when its messages trickle in byte by byte', async () => {
      const { link, far } = await bench.talk();
      far.trickles();
      await far.callerSays('Hello');
      await far.asks(toolCall('t1', '{"day":"Mañana"}'));
      await bench.listener.next('tool_requested');
      link.answerTool('t1', '{}');
      await far.nextAnswers();
      await far.begins({ text: 'Mañana.', audio: ['abc'] });
      await far.ends();
      expect(bench.told.slice(1, 5)).toEqual([
        'caller_turn_ended',
        'caller_said Hello',
        'tool_requested t1 find_slots {"day":"Mañana"}',
        'agent_said Mañana.',
      ]);
      expect(bench.listener.audio.toString()).toBe('abc');
      await link.close();
    });

    it('costs the oldest audio only when it takes the caller too slowly, and no memory', async () => {
      const { link, far } = await bench.talk();
      far.stopReading();
      // One second a frame, each numbered, for longer than any kernel will buffer on the loopback.
      const seconds = 4_000;
      const frame = (second: number): Buffer => Buffer.alloc(8_000, `${String(second).padStart(7, '0')} `);
      for (let second = 0; second < seconds; second += 1) {
        link.sendAudio(frame(second));
        if (second % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
      }
      far.resumeReading();
      const received = await far.audioUpTo(frame(seconds - 1));
      const numbers = Array.from({ length: received.length / 8_000 }, (_, index) =>
        Number(received.toString('latin1', index * 8_000, index * 8_000 + 7)),
      );
      await link.close();
      expect(numbers.slice(-5)).toEqual([-5, -4, -3, -2, -1].map((offset) => seconds + offset));
      expect(numbers).toEqual([...new Set(numbers)].sort((left, right) => left - right));
      expect(numbers.length).toBeLessThan(seconds);
      expect(numbers.length + (await bench.harness.droppedSeconds())).toBe(seconds);
    });
  });
}
