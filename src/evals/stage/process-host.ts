import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SystemClock } from '../../common/clock/clock.js';
import type { AppConfig } from '../../config/app-config.js';
import { createSpeech } from '../../simulation/speech/speech.service.js';
import type { ShiftedClock } from './shifted-clock.js';
import type { HostedServer, StageHost } from './stage-host.js';
import { StageProcess } from './stage-process.js';

/** Each server in a process of its own, all of them in real time. */
export class ProcessHost implements StageHost {
  readonly clock = new SystemClock();
  readonly speech = createSpeech();

  /** @param script the compiled `evals-server.js` */
  constructor(private readonly script: string) {}

  async start(config: AppConfig, { offsetMs }: ShiftedClock): Promise<HostedServer> {
    const folder = await mkdtemp(join(tmpdir(), 'crownline-evals-server-'));
    const server = await StageProcess.start(
      this.script,
      { config, clockOffsetMs: offsetMs },
      join(folder, 'server.log'),
    );
    return {
      get log() {
        return server.log;
      },
      async end() {
        await server.end();
        await rm(folder, { recursive: true, force: true });
      },
    };
  }

  close(): Promise<void> {
    return this.speech.close();
  }
}
