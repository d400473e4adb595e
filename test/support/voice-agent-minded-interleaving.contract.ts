import fc from 'fast-check';
import type { AgentEvent, AgentLink } from '../../src/agent/voice-agent.port.js';
import { RecordingListener } from './recording-listener.js';
import { toolCall } from './voice-agent-bench.js';
import { useMindedAgent, type MindedHarness, type ProviderSession } from './voice-agent-minded-bench.js';

type Step =
  | { do: 'request' | 'cancel'; ids: string[] }
  | { do: 'answer' | 'take'; id: string }
  | { do: 'start' | 'words' | 'wait' };
type Ending = 'we close' | 'we close as the provider goes on' | 'the provider vanishes';

const ids = ['t1', 't2', 't3', 't4'];
const someIds = fc.array(fc.constantFrom(...ids), { minLength: 1, maxLength: 3 });
const step: fc.Arbitrary<Step> = fc.oneof(
  someIds.map((some): Step => ({ do: 'request', ids: some })),
  someIds.map((some): Step => ({ do: 'cancel', ids: some })),
  fc.constantFrom(...ids).map((id): Step => ({ do: 'answer', id })),
  fc.constantFrom(...ids).map((id): Step => ({ do: 'take', id })),
  fc.constantFrom<Step>({ do: 'start' }, { do: 'words' }, { do: 'wait' }),
);
const ending = fc.constantFrom<Ending>('we close', 'we close as the provider goes on', 'the provider vanishes');

/** What is promised about tools, whatever the provider does between a request and its answer. */
export function mindedInterleaving(startHarness: () => Promise<MindedHarness>): void {
  const bench = useMindedAgent(startHarness);

  it('answers each request at most once and never after its cancellation, and can answer every other; nothing follows the end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), ending, async (steps, end) => {
        bench.listener = new RecordingListener();
        const calls = new Calls();
        const recorded = bench.listener.onEvent.bind(bench.listener);
        bench.listener.onEvent = (event) => {
          recorded(event);
          calls.note(event);
        };
        const { link, provider } = await bench.open();
        const requested = new Set<string>();
        for (const current of steps) {
          if (current.do === 'request') for (const id of current.ids) requested.add(id);
          await perform(current, link, provider, calls);
        }
        if (end === 'the provider vanishes') {
          provider.vanish();
          await bench.listener.next('link_closed');
          for (const id of ids) link.answerTool(id, '"too late"');
        } else {
          await bench.settled(provider);
          expect(calls.requested).toEqual([...requested]);
          for (const id of calls.open) answer(link, calls, id);
          if (end !== 'we close')
            provider.act({ act: 'requests_tools', calls: [toolCall('t9')] }, { act: 'caller_starts' });
        }
        await link.close();
        await provider.closed;
        const answered = provider.answers().map(({ requestId }) => requestId);
        // What was on its way as the provider vanished is lost; nothing else is.
        expect(answered).toEqual(
          end === 'the provider vanishes' ? calls.owedTo.slice(0, answered.length) : calls.owedTo,
        );
        const types = bench.listener.reports.all.map(({ type }) => type);
        expect(types.indexOf('link_closed')).toBe(types.length - 1);
      }),
      { numRuns: 150 },
    );
  });

  async function perform(current: Step, link: AgentLink, provider: ProviderSession, calls: Calls): Promise<void> {
    switch (current.do) {
      case 'request':
        return provider.act({ act: 'requests_tools', calls: current.ids.map((id) => toolCall(id)) });
      case 'cancel':
        return provider.act({ act: 'cancels_tools', ids: current.ids });
      case 'take':
        return provider.act({ act: 'takes_answer', id: current.id });
      case 'start':
        return provider.act({ act: 'caller_starts' });
      case 'words':
        return provider.act({ act: 'caller_says', text: 'Hello' });
      case 'answer':
        return answer(link, calls, current.id);
      case 'wait':
        return bench.settled(provider);
    }
  }
}

function answer(link: AgentLink, calls: Calls, id: string): void {
  calls.answer(id);
  link.answerTool(id, '{}');
}

/** What the listener has been told, and which of our answers are therefore good. */
class Calls {
  readonly requested: string[] = [];
  readonly open = new Set<string>();
  readonly owedTo: string[] = [];

  note(event: AgentEvent): void {
    if (event.type === 'tool_cancelled') this.open.delete(event.requestId);
    if (event.type !== 'tool_requested') return;
    this.requested.push(event.requestId);
    this.open.add(event.requestId);
  }

  answer(id: string): void {
    if (this.open.delete(id)) this.owedTo.push(id);
  }
}
