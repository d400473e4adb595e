import fc from 'fast-check';
import type { AgentLink } from '../../src/agent/voice-agent.port.js';
import { RecordingListener } from './recording-listener.js';
import { toolCall, useVoiceAgent, type VoiceAgentBench, type VoiceAgentHarness } from './voice-agent-bench.js';
import type { FarEnd } from './voice-agent-far-end.js';

/** What is done next; what makes no sense at the time is left out. */
type Step =
  | { do: 'caller_says' | 'caller_starts' | 'begin' | 'go_on' | 'end' | 'line' }
  | { do: 'ask'; calls: number }
  | { do: 'answer' | 'answer_stray'; which: number };
type Ending = 'we close' | 'we close as the far end goes on' | 'the far end vanishes';

const number = fc.nat({ max: 9 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Step>({ do: 'caller_says' }) },
  { weight: 2, arbitrary: fc.constant<Step>({ do: 'caller_starts' }) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 3 }).map((calls): Step => ({ do: 'ask', calls })) },
  { weight: 4, arbitrary: number.map((which): Step => ({ do: 'answer', which })) },
  { weight: 1, arbitrary: number.map((which): Step => ({ do: 'answer_stray', which })) },
  { weight: 3, arbitrary: fc.constantFrom<Step>({ do: 'begin' }, { do: 'go_on' }, { do: 'end' }, { do: 'line' }) },
);
const ending = fc.constantFrom<Ending>('we close', 'we close as the far end goes on', 'the far end vanishes');

/** What every driver promises, whatever comes between a turn and its reply, and between a request and its answer. */
export function voiceAgentInterleaving(startHarness: () => Promise<VoiceAgentHarness>): void {
  const bench = useVoiceAgent(startHarness);

  it('tells turns, requests and audio once and in order, nothing of what was cut, and nothing after the end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), ending, async (steps, end) => {
        bench.listener = new RecordingListener();
        bench.harness.recover();
        const { link, far } = await bench.talk();
        const story = new Story(bench, link, far);
        for (const current of steps) await story.take(current);
        await story.finish(end);
        expect(bench.told.filter((line) => !/^(agent_said|agent_audio_done|link_closed)/.test(line))).toEqual(
          story.expected,
        );
        const isClosed = bench.told.map((line) => line.startsWith('link_closed'));
        expect(isClosed.indexOf(true)).toBe(isClosed.length - 1);
      }),
      { numRuns: 150 },
    );
  });
}

const WORDS = ['Alpha', 'Bravo', 'Charlie', 'Delta', 'Echo', 'Foxtrot', 'Golf', 'Hotel', 'India', 'Juliet'];
/** A voice is asked only so often a minute. */
const PASSAGES_MAX = 14;

/** Plays both sides by the rules, and knows what is to be told of it. */
class Story {
  readonly expected: string[] = [];
  /** `owed`: the agent is to reply. `waiting`: for tools. `speaking`: its audio comes. */
  #phase: 'quiet' | 'caller' | 'owed' | 'waiting' | 'speaking' = 'quiet';
  #turns = 0;
  #passages = 0;
  #ids: string[] = [];
  /** The calls that wait for an answer, and the answers to the others of the round. */
  #open: string[] = [];
  #answered: string[] = [];

  constructor(
    private readonly bench: VoiceAgentBench<VoiceAgentHarness>,
    private readonly link: AgentLink,
    private readonly far: FarEnd,
  ) {}

  async take(step: Step): Promise<void> {
    switch (step.do) {
      case 'caller_says':
        return this.#callerSays();
      case 'caller_starts':
        return this.#phase === 'caller' ? undefined : this.#callerStarts();
      case 'ask':
        return this.#phase === 'owed' ? this.#ask(step.calls) : undefined;
      case 'answer':
        return this.#phase === 'waiting' ? this.#answer(step.which) : undefined;
      case 'answer_stray': {
        const stray = [...this.#ids, 'unknown'].filter((id) => !this.#open.includes(id));
        return this.link.answerTool(stray[step.which % stray.length] ?? 'unknown', '"stray"');
      }
      case 'begin':
        return this.#phase === 'owed' && this.#maySpeak() ? this.#begin() : undefined;
      case 'go_on':
        return this.#phase === 'speaking' ? this.#goOn() : undefined;
      case 'end':
        return this.#phase === 'speaking' ? this.#end() : undefined;
      case 'line':
        return this.#phase === 'quiet' && this.#maySpeak() ? this.#line() : undefined;
    }
  }

  async finish(end: Ending): Promise<void> {
    const { link, far, bench } = this;
    if (end === 'the far end vanishes') {
      far.leave('vanishes');
      await bench.passUntil(bench.listener.next('link_closed'));
    } else if (end === 'we close as the far end goes on') {
      const late = far.goesOn('late');
      await Promise.race([Promise.all([link.close(), far.closed]), late.then(() => far.closed)]);
    }
    await link.close();
    await far.closed;
    for (const id of this.#ids) link.answerTool(id, '"too late"');
    if (end === 'we close as the far end goes on') this.#noteAudioIfTold('late');
  }

  async #callerStarts(): Promise<void> {
    this.#note('caller_started_speaking', ...this.#open.map((id) => `tool_cancelled ${id}`));
    await this.far.callerStarts();
    await this.far.leftover('stale', 'old');
    this.#phase = 'caller';
    this.#open = [];
    this.#answered = [];
  }

  async #callerSays(): Promise<void> {
    const words = `${WORDS[this.#turns % WORDS.length]} ${WORDS[Math.floor(this.#turns / WORDS.length)]}`;
    this.#turns += 1;
    if (this.#phase !== 'caller') await this.#callerStarts();
    this.#note('caller_turn_ended', `caller_said ${words}`);
    await this.far.callerSays(words);
    this.#phase = 'owed';
  }

  async #ask(count: number): Promise<void> {
    const calls = Array.from({ length: count }, (_, at) => toolCall(`t${this.#ids.length + at}`));
    await this.far.asks(...calls);
    for (const { id } of calls) {
      await this.bench.listener.next('tool_requested');
      this.#note(`tool_requested ${id} find_slots {}`);
      this.#ids.push(id);
      this.#open.push(id);
    }
    this.#phase = 'waiting';
  }

  async #answer(which: number): Promise<void> {
    const id = this.#open[which % this.#open.length] ?? '';
    this.link.answerTool(id, `"of ${id}"`);
    this.#open = this.#open.filter((open) => open !== id);
    this.#answered.push(id);
    if (this.#open.length > 0) return this.far.roundTrip();
    const answers = this.#answered.sort().map((requestId) => ({ requestId, resultJson: `"of ${requestId}"` }));
    expect(await this.far.nextAnswers()).toEqual(answers);
    this.#answered = [];
    this.#phase = 'owed';
  }

  async #begin(): Promise<void> {
    await this.far.begins({ text: 'So it is.', audio: ['a'] });
    this.#note('audio a');
    this.#phase = 'speaking';
  }

  async #goOn(): Promise<void> {
    await this.far.goesOn('b');
    this.#note('audio b');
  }

  async #end(): Promise<void> {
    await this.far.ends();
    this.#phase = 'quiet';
  }

  async #line(): Promise<void> {
    this.link.say('One moment.', 'queue');
    await this.far.speaks(await this.far.nextLine(), 'c');
    this.#note('audio c');
  }

  #maySpeak(): boolean {
    this.#passages += 1;
    return this.#passages <= PASSAGES_MAX;
  }

  /** Audio that crossed our goodbye on the way may have come before it. */
  #noteAudioIfTold(letters: string): void {
    const line = `audio ${letters}`;
    if (this.bench.told.includes(line)) this.#note(line);
  }

  #note(...lines: string[]): void {
    this.expected.push(...lines);
  }
}
