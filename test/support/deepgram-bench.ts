import { openSpeech } from './kept-speech.js';
import type { Speech } from '../../src/simulation/speech/speech.types.js';
import {
  SimulatedDeepgram,
  type SimulatedDeepgramOptions,
} from '../../src/simulation/deepgram/simulated-deepgram.server.js';
import { BYTES_PER_MS, SILENCE_BYTE } from '../../src/audio/frame.types.js';
import { SdkAgent, type SdkSettings } from './sdk-agent.js';

/** A simulated Deepgram for each test of a file, and agents of the vendor's SDK that are hung up after it. */
export class DeepgramBench {
  speech!: Speech;
  server!: SimulatedDeepgram;
  private agents: SdkAgent[] = [];

  constructor() {
    beforeAll(() => {
      this.speech = openSpeech();
    });
    afterAll(() => this.speech.close());
    afterEach(async () => {
      for (const agent of this.agents.splice(0)) agent.close();
      await this.server.close();
    });
  }

  async listen(options: SimulatedDeepgramOptions = {}): Promise<SimulatedDeepgram> {
    return (this.server = await SimulatedDeepgram.listen({ speech: this.speech, ...options }));
  }

  async dial(options?: Parameters<typeof SdkAgent.dial>[2]): Promise<SdkAgent> {
    return this.keep(await SdkAgent.dial(this.server.url, this.speech, options));
  }

  async open(agent?: Parameters<typeof SdkAgent.open>[2]): Promise<SdkAgent> {
    return this.keep(await SdkAgent.open(this.server.url, this.speech, agent));
  }

  private keep(agent: SdkAgent): SdkAgent {
    this.agents.push(agent);
    return agent;
  }
}

type Agent = Exclude<SdkSettings['agent'], string>;
type Functions = NonNullable<Extract<NonNullable<Agent['think']>, { provider: unknown }>['functions']>;
export type HistoryMessages = NonNullable<NonNullable<Agent['context']>['messages']>;

export const TABLE_TOOLS = [
  {
    name: 'find_tables',
    description: 'Finds free tables.',
    parameters: {
      type: 'object',
      properties: { when: { type: 'string' }, guests: { type: 'integer', description: 'Number of guests' } },
      required: ['when', 'guests'],
    },
  },
  {
    name: 'take_table',
    description: 'Reserves a table that was found.',
    parameters: {
      type: 'object',
      properties: { tableId: { type: 'string' }, name: { type: 'string' } },
      required: ['tableId', 'name'],
    },
  },
] as const satisfies Functions;

export const thinkWith = (functions: readonly Functions[number][]) => ({
  provider: { type: 'open_ai' as const, model: 'gpt-4.1-mini' },
  prompt: 'You are a receptionist.',
  functions: [...functions],
});

export const silence = (ms: number): Buffer => Buffer.alloc(ms * BYTES_PER_MS, SILENCE_BYTE);
