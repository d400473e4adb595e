import { randomBytes } from 'node:crypto';
import { getEventListeners } from 'node:events';
import type { MetricsRegistry } from '../../src/common/metrics/metrics.js';
import {
  AgentConnectError,
  type AgentBrief,
  type AgentLink,
  type VoiceAgent,
} from '../../src/agent/voice-agent.port.js';
import type { ManualClock } from './manual-clock.js';
import { RecordingListener } from './recording-listener.js';

/** What the far end of a session does, in words that fit any provider. */
export type ProviderAct =
  | { act: 'caller_starts' }
  | { act: 'caller_says'; text: string }
  | { act: 'agent_says'; text: string }
  | { act: 'audio'; bytes: Buffer }
  | { act: 'audio_done' }
  | { act: 'requests_tools'; calls: { id: string; name: string; argumentsJson: string }[] }
  | { act: 'cancels_tools'; ids: string[] }
  | { act: 'refuses_line' }
  /** A message that breaks the provider's protocol, in a frame that does not break the transport's. */
  | { act: 'breaks_protocol' };

/** The provider's side of one session. */
export interface ProviderSession {
  /** Makes the session ready; the acts follow as closely as the provider's protocol allows. */
  open(...acts: ProviderAct[]): Promise<void>;
  /** Sends these in order and in one go. */
  act(...acts: ProviderAct[]): void;
  /** All of the caller's audio so far, once there are this many bytes. */
  audio(bytes: number): Promise<Buffer>;
  nextAnswer(): Promise<{ requestId: string; resultJson: string }>;
  /** Every answer that has come. */
  answers(): { requestId: string; resultJson: string }[];
  nextLine(): Promise<string>;
  stopReading(): void;
  resumeReading(): void;
  /** Leaves without a word. */
  drop(): void;
  /** Resolves when the driver has ended the session. */
  closed: Promise<unknown>;
}

export interface VoiceAgentHarness {
  agent: VoiceAgent;
  clock: ManualClock;
  registry: MetricsRegistry;
  /** Everything logged so far. */
  logged(): string;
  /** Must appear in no log line and no error. */
  secret: string;
  /** From now on, the provider refuses sessions with this HTTP status. */
  refuse(status: number): void;
  /** From now on, the provider takes connections and never answers. */
  stall(): void;
  /** Resolves when the driver's next connection has reached the provider. */
  nextDial(): Promise<unknown>;
  nextSession(): Promise<ProviderSession>;
  /** Resolves when no connection to the provider is open. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

export const plainBrief: AgentBrief = {
  instructions: 'Answer the phone.',
  greeting: 'Good morning.',
  language: 'en',
  voice: 'aura-2-thalia-en',
  keyterms: [],
  tools: [{ name: 'find_slots', description: 'Free times.', parameters: { type: 'object' }, mutates: false }],
  history: [],
};

const letters = (text: string): ProviderAct => ({ act: 'audio', bytes: Buffer.from(text, 'latin1') });
const call = (id: string, argumentsJson = '{}') => ({ id, name: 'find_slots', argumentsJson });

/** What every driver of the port promises, checked over real sockets against a far end that is free to misbehave. */
export function voiceAgentContract(name: string, startHarness: () => Promise<VoiceAgentHarness>): void {
  describe(`voice agent contract: ${name}`, () => {
    let harness: VoiceAgentHarness;
    let listener: RecordingListener;

    beforeEach(async () => {
      harness = await startHarness();
      listener = new RecordingListener();
    });

    afterEach(async () => {
      try {
        await harness.idle();
        expect(harness.clock.pendingTimers).toBe(0);
        expect(harness.logged()).not.toContain(harness.secret);
      } finally {
        await harness.stop();
      }
    });

    const dial = (signal = new AbortController().signal): Promise<AgentLink> =>
      harness.agent.connect(plainBrief, listener, signal);

    async function open(...acts: ProviderAct[]): Promise<{ link: AgentLink; provider: ProviderSession }> {
      const linking = dial();
      const provider = await harness.nextSession();
      await provider.open(...acts);
      return { link: await linking, provider };
    }

    async function failureOf(linking: Promise<AgentLink>) {
      const error: unknown = await linking.then(
        () => new Error('connected'),
        (reason: unknown) => reason,
      );
      if (!(error instanceof AgentConnectError)) throw error;
      expect(`${error.message} ${error.stack}`).not.toContain(harness.secret);
      return error.failure;
    }

    const counter = async (metric: string): Promise<number> => {
      const { values } = (await harness.registry.getSingleMetric(metric)?.get()) ?? { values: [] };
      return values.reduce((sum, { value }) => sum + value, 0);
    };

    describe('a session', () => {
      it('loses nothing of a greeting that arrives together with the news that it is ready', async () => {
        const greeting = { act: 'agent_says', text: 'Good morning.' } as const;
        const { link } = await open(greeting, letters('abc'), letters('de'), { act: 'audio_done' });
        await listener.next('agent_audio_done');
        expect(listener.story).toEqual(['agent_said Good morning.', 'audio abc', 'audio de', 'agent_audio_done']);
        await link.close();
      });

      it('reports audio and events in the order of the wire, also when the audio comes before its text', async () => {
        const { link, provider } = await open();
        provider.act(letters('a'), { act: 'agent_says', text: 'Good morning.' }, letters('b'), { act: 'audio_done' });
        provider.act({ act: 'caller_says', text: 'Hello' }, letters('c'), {
          act: 'requests_tools',
          calls: [call('t1')],
        });
        provider.act(letters('d'), { act: 'agent_says', text: 'One moment.' }, { act: 'audio_done' });
        await listener.next('agent_audio_done');
        await listener.next('agent_audio_done');
        expect(listener.story).toEqual([
          'audio a',
          'agent_said Good morning.',
          'audio b',
          'agent_audio_done',
          'caller_said Hello',
          'audio c',
          'tool_requested t1 find_slots {}',
          'audio d',
          'agent_said One moment.',
          'agent_audio_done',
        ]);
        await link.close();
      });

      it('passes the agent on byte for byte, whatever the frame sizes', async () => {
        const { link, provider } = await open();
        const chunks = [1, 159, 160, 161, 7, 4096, 70_001].map((size) => randomBytes(size));
        provider.act(...chunks.map((bytes) => ({ act: 'audio', bytes }) as const), { act: 'audio_done' });
        await listener.next('agent_audio_done');
        expect(listener.audio.equals(Buffer.concat(chunks))).toBe(true);
        await link.close();
      });

      it('passes the caller on byte for byte, and leaves empty frames out', async () => {
        const { link, provider } = await open();
        const frames = Array.from({ length: 500 }, (_, index) => randomBytes(index % 3 === 0 ? 0 : 160 + (index % 7)));
        const sent = Buffer.concat(frames);
        for (const frame of frames) link.sendAudio(frame);
        expect((await provider.audio(sent.length)).equals(sent)).toBe(true);
        await link.close();
      });

      it('does not alter the frames it is given', async () => {
        const { link, provider } = await open();
        const frame = randomBytes(160);
        const before = Buffer.from(frame);
        link.sendAudio(frame);
        await provider.audio(160);
        expect(frame.equals(before)).toBe(true);
        await link.close();
      });

      it('goes on when its listener throws', async () => {
        const linking = harness.agent.connect(
          plainBrief,
          {
            onAudio: (chunk) => {
              listener.onAudio(chunk);
              throw new Error('a listener that fails on audio');
            },
            onEvent: (event) => {
              listener.onEvent(event);
              throw new Error('a listener that fails on events');
            },
          },
          new AbortController().signal,
        );
        const provider = await harness.nextSession();
        await provider.open(letters('a'), { act: 'agent_says', text: 'Good morning.' }, letters('b'), {
          act: 'audio_done',
        });
        const link = await linking;
        await listener.next('agent_audio_done');
        expect(listener.audio.toString()).toBe('ab');
        expect(harness.logged()).toContain('agent.listener_failed');
        await link.close();
      });
    });

    describe('barge-in', () => {
      it('withholds what is left of the cut reply until a new turn begins, and counts it', async () => {
        const { link, provider } = await open(letters('a'));
        provider.act({ act: 'caller_starts' }, letters('stale'), { act: 'agent_says', text: 'stale' }, letters('old'));
        provider.act({ act: 'audio_done' }, { act: 'caller_says', text: 'Wait' });
        provider.act({ act: 'agent_says', text: 'Yes?' }, letters('b'), { act: 'audio_done' });
        await listener.next('agent_audio_done');
        expect(listener.story).toEqual([
          'audio a',
          'caller_started_speaking',
          'caller_said Wait',
          'agent_said Yes?',
          'audio b',
          'agent_audio_done',
        ]);
        expect(await counter('crownline_agent_withheld_audio_bytes_total')).toBe('staleold'.length);
        await link.close();
      });

      it('lets a tool request begin the new turn', async () => {
        const { link, provider } = await open(letters('a'));
        provider.act(
          { act: 'caller_starts' },
          letters('stale'),
          { act: 'requests_tools', calls: [call('t1')] },
          letters('b'),
        );
        provider.act({ act: 'audio_done' });
        await listener.next('agent_audio_done');
        expect(listener.audio.toString()).toBe('ab');
        await link.close();
      });

      it('shuts again when a turn that seemed over is resumed', async () => {
        const { link, provider } = await open();
        const request: ProviderAct = { act: 'requests_tools', calls: [call('t1')] };
        provider.act({ act: 'caller_starts' }, request, { act: 'caller_starts' }, letters('stale'));
        provider.act({ act: 'cancels_tools', ids: ['t1'] }, { act: 'caller_says', text: 'No, Tuesday' });
        await listener.next('caller_said');
        expect(listener.story).toEqual([
          'caller_started_speaking',
          'tool_requested t1 find_slots {}',
          'caller_started_speaking',
          'tool_cancelled t1',
          'caller_said No, Tuesday',
        ]);
        await link.close();
      });

      it('lets a line of ours be heard when the caller started and then said nothing', async () => {
        const { link, provider } = await open();
        provider.act({ act: 'caller_starts' });
        await listener.next('caller_started_speaking');
        link.say('Are you still there?', 'queue');
        expect(await provider.nextLine()).toBe('Are you still there?');
        provider.act(letters('stale'), { act: 'agent_says', text: 'And on Monday' }, letters('stale'));
        provider.act({ act: 'agent_says', text: 'Are you still there?' }, letters('a'), { act: 'audio_done' });
        await listener.next('agent_audio_done');
        expect(listener.story).toEqual([
          'caller_started_speaking',
          'agent_said Are you still there?',
          'audio a',
          'agent_audio_done',
        ]);
        await link.close();
      });

      it('keeps a line from before the interruption from opening the way for stale audio', async () => {
        const { link, provider } = await open();
        link.say('One moment.', 'queue');
        await provider.nextLine();
        provider.act({ act: 'caller_starts' }, { act: 'agent_says', text: 'One moment.' }, letters('stale'));
        provider.act({ act: 'caller_says', text: 'Wait' });
        await listener.next('caller_said');
        expect(listener.story).toEqual(['caller_started_speaking', 'caller_said Wait']);
        await link.close();
      });
    });

    describe('tools', () => {
      it('reports parallel requests one by one and answers each with its own id, in any order', async () => {
        const { link, provider } = await open();
        provider.act({ act: 'requests_tools', calls: [call('t1', '{"day":1}'), call('t2', '{"day":2}')] });
        await listener.next('tool_requested');
        await listener.next('tool_requested');
        link.answerTool('t2', '{"free":2}');
        link.answerTool('t1', '{"free":1}');
        expect(await provider.nextAnswer()).toEqual({ requestId: 't2', resultJson: '{"free":2}' });
        expect(await provider.nextAnswer()).toEqual({ requestId: 't1', resultJson: '{"free":1}' });
        expect(listener.story).toEqual([
          'tool_requested t1 find_slots {"day":1}',
          'tool_requested t2 find_slots {"day":2}',
        ]);
        await link.close();
      });

      it('answers a request once, and never one that is unknown or was cancelled', async () => {
        const { link, provider } = await open();
        provider.act(
          { act: 'requests_tools', calls: [call('t1'), call('t2'), call('t3')] },
          { act: 'cancels_tools', ids: ['t2'] },
        );
        await listener.next('tool_cancelled');
        link.answerTool('t1', '"first"');
        link.answerTool('t1', '"again"');
        link.answerTool('t2', '"cancelled"');
        link.answerTool('t9', '"unknown"');
        link.answerTool('t3', '"last"');
        await provider.nextAnswer();
        await provider.nextAnswer();
        expect(provider.answers()).toEqual([
          { requestId: 't1', resultJson: '"first"' },
          { requestId: 't3', resultJson: '"last"' },
        ]);
        await link.close();
      });

      it('does not report a cancellation of what was already answered', async () => {
        const { link, provider } = await open();
        provider.act({ act: 'requests_tools', calls: [call('t1')] });
        await listener.next('tool_requested');
        link.answerTool('t1', '{}');
        await provider.nextAnswer();
        provider.act({ act: 'cancels_tools', ids: ['t1', 't9'] }, { act: 'audio_done' });
        await listener.next('agent_audio_done');
        expect(listener.story).toEqual(['tool_requested t1 find_slots {}', 'agent_audio_done']);
        await link.close();
      });

      it('does not run a request again that comes again', async () => {
        const { link, provider } = await open();
        const again: ProviderAct = { act: 'requests_tools', calls: [call('t1')] };
        provider.act(again, again);
        await listener.next('tool_requested');
        link.answerTool('t1', '{}');
        await provider.nextAnswer();
        provider.act(again, { act: 'audio_done' });
        await listener.next('agent_audio_done');
        expect(listener.story).toEqual(['tool_requested t1 find_slots {}', 'agent_audio_done']);
        expect(await counter('crownline_agent_protocol_violations_total')).toBe(2);
        await link.close();
      });
    });

    describe('lines of ours', () => {
      it('are handed on, and a refusal is reported', async () => {
        const { link, provider } = await open();
        link.say('One moment, please.', 'queue');
        expect(await provider.nextLine()).toBe('One moment, please.');
        provider.act({ act: 'refuses_line' });
        await listener.next('say_refused');
        expect(listener.story).toEqual(['say_refused']);
        await link.close();
      });
    });

    describe('a session that cannot be had', () => {
      it.each([
        [401, 'refused'],
        [402, 'refused'],
        [403, 'refused'],
        [429, 'unavailable'],
        [500, 'unavailable'],
        [503, 'unavailable'],
      ])('fails on HTTP %i as %s', async (status, kind) => {
        harness.refuse(status);
        expect(await failureOf(dial())).toEqual({ kind, code: `http_${status}` });
        expect(listener.story).toEqual([]);
        expect(await counter('crownline_agent_connects_total')).toBe(1);
      });

      it('fails as unavailable when the provider takes the connection and never answers', async () => {
        harness.stall();
        const failing = failureOf(dial());
        await harness.nextDial();
        harness.clock.advance(3_000);
        expect((await failing).kind).toBe('unavailable');
      });

      it('fails as unavailable when the provider leaves before the session is ready', async () => {
        const failing = failureOf(dial());
        (await harness.nextSession()).drop();
        expect((await failing).kind).toBe('unavailable');
        expect(listener.story).toEqual([]);
      });

      it('opens nothing when it is given up before it began', async () => {
        expect((await failureOf(dial(AbortSignal.abort()))).code).toBe('aborted');
      });

      it('leaves nothing behind when it is given up while the provider is silent', async () => {
        harness.stall();
        const abort = new AbortController();
        const failing = failureOf(dial(abort.signal));
        await harness.nextDial();
        abort.abort();
        expect(await failing).toEqual({ kind: 'unavailable', code: 'aborted' });
      });

      it('leaves nothing behind when it is given up while the session is being set up', async () => {
        const abort = new AbortController();
        const failing = failureOf(dial(abort.signal));
        const provider = await harness.nextSession();
        abort.abort();
        expect(await failing).toEqual({ kind: 'unavailable', code: 'aborted' });
        await provider.closed;
        expect(listener.story).toEqual([]);
      });

      it('leaves nothing behind when it is given up in the very tick in which it dials', async () => {
        const abort = new AbortController();
        const failing = failureOf(dial(abort.signal));
        abort.abort();
        expect(await failing).toEqual({ kind: 'unavailable', code: 'aborted' });
      });

      it('is not confused with one that was had: giving up afterwards changes nothing', async () => {
        const abort = new AbortController();
        const linking = dial(abort.signal);
        const provider = await harness.nextSession();
        await provider.open();
        const link = await linking;
        expect(getEventListeners(abort.signal, 'abort')).toEqual([]);
        abort.abort();
        provider.act(letters('a'), { act: 'audio_done' });
        await listener.next('agent_audio_done');
        await link.close();
        expect(listener.story).toEqual(['audio a', 'agent_audio_done', 'link_closed null']);
      });

      it('can be asked for again afterwards', async () => {
        const failing = failureOf(dial());
        (await harness.nextSession()).drop();
        await failing;
        const { link } = await open(letters('a'), { act: 'audio_done' });
        await listener.next('agent_audio_done');
        expect(listener.story).toEqual(['audio a', 'agent_audio_done']);
        await link.close();
      });
    });

    describe('the end of a session', () => {
      it('is reported once and last, without a failure when it is our doing', async () => {
        const { link, provider } = await open(letters('a'));
        await listener.next('audio');
        const closing = link.close();
        provider.act(letters('too late'), { act: 'agent_says', text: 'too late' });
        await Promise.all([closing, link.close(), provider.closed]);
        await link.close();
        expect(listener.story).toEqual(['audio a', 'link_closed null']);
      });

      it('is reported as unavailable when the provider drops the connection', async () => {
        const { link, provider } = await open(letters('a'));
        provider.drop();
        expect((await listener.next('link_closed')).failure?.kind).toBe('unavailable');
        await link.close();
        expect(listener.story).toHaveLength(2);
      });

      it('takes whatever is still asked of the link', async () => {
        const { link, provider } = await open();
        provider.act({ act: 'requests_tools', calls: [call('t1')] });
        await listener.next('tool_requested');
        await link.close();
        link.sendAudio(Buffer.alloc(160));
        link.answerTool('t1', '{}');
        link.say('Goodbye.', 'queue');
        expect(listener.story.at(-1)).toBe('link_closed null');
      });

      it('lets a listener close the link from within an event, and tells it nothing more but the end', async () => {
        const links: AgentLink[] = [];
        const recorded = listener.onEvent.bind(listener);
        listener.onEvent = (event) => {
          recorded(event);
          if (event.type === 'tool_requested') for (const link of links) void link.close();
        };
        const { link, provider } = await open();
        links.push(link);
        provider.act({ act: 'requests_tools', calls: [call('t1'), call('t2')] }, letters('a'));
        await listener.next('link_closed');
        expect(listener.story).toEqual(['tool_requested t1 find_slots {}', 'link_closed null']);
      });

      it('does not wait for a provider that never acknowledges it', async () => {
        const { link, provider } = await open();
        provider.stopReading();
        const closing = link.close();
        harness.clock.advance(1_000);
        await closing;
        expect(listener.story).toEqual(['link_closed null']);
        provider.resumeReading();
      });

      it('comes by itself when the provider falls silent without closing', async () => {
        const { link, provider } = await open(letters('a'));
        link.sendAudio(Buffer.alloc(160));
        await provider.audio(160);
        provider.act(letters('b'));
        await listener.next('audio');
        await listener.next('audio');
        provider.stopReading();
        const ending = listener.next('link_closed');
        await harness.clock.advanceAsync(15_000, 500);
        expect((await ending).failure?.kind).toBe('unavailable');
        provider.resumeReading();
        await link.close();
      });
    });

    describe('a provider that misbehaves', () => {
      it('has its broken messages skipped and counted, and the session goes on', async () => {
        const { link, provider } = await open();
        provider.act({ act: 'breaks_protocol' }, letters('a'), { act: 'breaks_protocol' }, { act: 'audio_done' });
        await listener.next('agent_audio_done');
        expect(listener.story).toEqual(['audio a', 'agent_audio_done']);
        expect(await counter('crownline_agent_protocol_violations_total')).toBe(2);
        await link.close();
      });

      it('is left as misused when it floods a session with them', async () => {
        const { link, provider } = await open();
        provider.act(...Array.from({ length: 50 }, () => ({ act: 'breaks_protocol' }) as const), letters('a'));
        await listener.next('audio');
        expect(listener.story).toEqual(['audio a']);
        provider.act({ act: 'breaks_protocol' });
        expect((await listener.next('link_closed')).failure?.kind).toBe('misused');
        await link.close();
      });

      it('costs the oldest audio only when it takes the caller too slowly, and no memory', async () => {
        const { link, provider } = await open();
        provider.stopReading();
        // One second a frame, each numbered, for longer than any kernel will buffer on the loopback.
        const seconds = 4_000;
        for (let second = 0; second < seconds; second += 1) {
          link.sendAudio(Buffer.alloc(8_000, `${String(second).padStart(7, '0')} `));
          if (second % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
        }
        const droppedSeconds = await counter('crownline_agent_dropped_audio_seconds_total');
        expect(droppedSeconds).toBeGreaterThan(0);
        provider.resumeReading();
        const received = await provider.audio((seconds - droppedSeconds) * 8_000);
        const numbers = Array.from({ length: received.length / 8_000 }, (_, index) =>
          Number(received.toString('latin1', index * 8_000, index * 8_000 + 7)),
        );
        expect(numbers.slice(-5)).toEqual([-5, -4, -3, -2, -1].map((offset) => seconds + offset));
        expect(numbers).toEqual([...numbers].sort((left, right) => left - right));
        await link.close();
      });
    });
  });
}
