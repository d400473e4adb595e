import type { Clock } from '../../common/clock/clock.js';
import { openRelay, openServer, type BenchLine, type ServerLine } from '../lines/bench-line.js';
import { Premises } from '../lines/premises.js';
import { ScriptedStages, type StagesSession } from './scripted-stages.js';

const BARE_SCRIPT = new URL('./bare-pipeline.process.js', import.meta.url);
/** How sure the recogniser is when the server begins to think. What it tells, and when, is said by the measurement. */
const EAGER_CONFIDENCE = 0.4;
/** A greeting takes 20 ms here, and it takes a moment to be known that it was heard. */
const GREETED_MS = 60;

/** The server with its own pipeline, and a bare one: each in a process of its own, both between the carrier and three providers. */
export class PipelineLines {
  private constructor(
    readonly gateway: BenchLine<StagesSession>,
    readonly passThrough: BenchLine<StagesSession>,
    readonly close: () => Promise<void>,
  ) {}

  /** @param dataDir where a folder for the database is made, and removed in the end */
  static open(dataDir: string, clock: Clock): Promise<PipelineLines> {
    return Premises.open(dataDir, 'bench-pipeline', async (premises) => {
      const stages = premises.keep(await ScriptedStages.listen());
      const { listenUrl, modelUrl, speakUrl } = stages;
      const bare = await openRelay(premises, BARE_SCRIPT, [listenUrl, modelUrl, speakUrl], stages, clock);
      const agent = {
        AGENT_DRIVER: 'pipeline',
        DEEPGRAM_LISTEN_URL: listenUrl,
        DEEPGRAM_SPEAK_URL: speakUrl,
        LLM_PROVIDER: 'open_ai',
        LLM_API_KEY: 'bench',
        LLM_BASE_URL: modelUrl,
        LLM_MODEL: 'gpt-4.1-mini',
      };
      const server = await openServer(premises, agent, stages, clock);
      await allowGuessing(server);
      return new PipelineLines(greeting(server, clock), bare, () => premises.close());
    });
  }
}

/** Who is cut off in the greeting is told by the product itself that it is an AI, in the middle of what is measured. */
function greeting(line: BenchLine<StagesSession>, clock: Clock): BenchLine<StagesSession> {
  return {
    cpuMs: () => line.cpuMs(),
    async call() {
      const call = await line.call();
      await call.greeted();
      await clock.sleep(GREETED_MS);
      return call;
    },
  };
}

/** As an owner does it: the receptionist's settings have a version in which it begins to think before a turn is surely over. */
async function allowGuessing({ access: { url, apiKey } }: ServerLine<StagesSession>): Promise<void> {
  const post = async (path: string, body: object): Promise<unknown> => {
    const response = await fetch(`${url}/api/v1/agent-profiles${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`the server did not take a profile: ${response.status}`);
    return response.json();
  };
  const settings = { turnTaking: { eagerConfidence: EAGER_CONFIDENCE } };
  const { version } = (await post('', { settings })) as { version: number };
  await post(`/${version}/publish`, {});
}
