import type { Clock } from '../../common/clock/clock.js';
import { NOBODY, openRelay, openServer, type BenchLine } from './bench-line.js';
import { Premises } from './premises.js';
import { ScriptedProvider } from './scripted-provider.js';

const PASS_THROUGH_SCRIPT = new URL('./pass-through.process.js', import.meta.url);

/** The server as `npm start` runs it, and the pass-through: each in a process of its own, both between the same two ends. */
export class BenchLines {
  private constructor(
    readonly gateway: BenchLine,
    readonly passThrough: BenchLine,
    readonly close: () => Promise<void>,
  ) {}

  /** @param dataDir where a folder for the database is made, and removed in the end */
  static open(dataDir: string, clock: Clock): Promise<BenchLines> {
    return Premises.open(dataDir, 'bench', async (premises) => {
      const provider = premises.keep(await ScriptedProvider.listen());
      const passThrough = await openRelay(premises, PASS_THROUGH_SCRIPT, [provider.plainUrl], provider, clock);
      const agent = { DEEPGRAM_AGENT_URL: provider.agentUrl, DEEPGRAM_SPEAK_URL: NOBODY };
      const gateway = await openServer(premises, agent, provider, clock);
      return new BenchLines(gateway, passThrough, () => premises.close());
    });
  }
}
