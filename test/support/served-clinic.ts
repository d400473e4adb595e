import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SystemClock } from '../../src/common/clock/clock.js';
import { CarrierStandIn } from '../../src/runtime/carrier-stand-in.js';
import { DEMO_PROFILE } from '../../src/runtime/demo-clinic.data.js';
import { openSpeech } from './kept-speech.js';
import type { Speech } from '../../src/simulation/speech/speech.types.js';
import type { CallTarget } from '../../src/simulation/caller/call-station.js';
import { freePort } from './free-port.js';
import { ServerProcess } from './server-process.js';
import { asProduct, TEST_ENCRYPTION_KEYS } from './test-database.js';
import { ACCOUNT_SID, AUTH_TOKEN } from './test-line.js';

export interface ServedClinicOptions {
  databaseUrl: string;
  agentUrl: string;
  /** Where the carrier reaches it, when something stands in front. */
  publicUrl?: string;
  /** One that several instances share, and that outlives them. Otherwise the clinic has one of its own. */
  carrier?: CarrierStandIn;
  more?: Record<string, string>;
}

/** The carrier of the demo's clinic. `localUrl` is where its webhooks go, signed for `publicUrl`. */
export const openCarrier = (publicUrl: string, localUrl: string, speech: Speech): Promise<CarrierStandIn> =>
  CarrierStandIn.open({ accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, publicUrl, localUrl }, DEMO_PROFILE.number, {
    clock: new SystemClock(),
    speech,
  });

/** The built server in a process of its own, with a demo clinic; everything else is given. */
export class ServedClinic {
  private constructor(
    readonly port: number,
    readonly metricsPort: number,
    readonly target: CallTarget,
    private readonly process: ServerProcess,
    private readonly dataDir: string,
    private readonly closeCarrier: () => Promise<void>,
  ) {}

  static async start({
    databaseUrl,
    agentUrl,
    publicUrl,
    more,
    ...shared
  }: ServedClinicOptions): Promise<ServedClinic> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const speech = openSpeech();
    const carrier = shared.carrier ?? (await openCarrier(publicUrl ?? url, url, speech));
    const dataDir = mkdtempSync(join(tmpdir(), 'crownline-served-'));
    const server = ServerProcess.start({
      DATABASE_URL: asProduct(databaseUrl),
      ENCRYPTION_KEYS: TEST_ENCRYPTION_KEYS,
      DEEPGRAM_AGENT_URL: agentUrl,
      DEEPGRAM_API_KEY: 'test-deepgram-key',
      TWILIO_ACCOUNT_SID: ACCOUNT_SID,
      TWILIO_AUTH_TOKEN: AUTH_TOKEN,
      TWILIO_API_URL: carrier.apiUrl,
      PORT: String(port),
      DATA_DIR: dataDir,
      ...(publicUrl === undefined ? {} : { PUBLIC_URL: publicUrl }),
      ...more,
    });
    await server.started();
    const target = JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8')) as CallTarget;
    const close = async () => {
      if (!shared.carrier) await carrier.close();
      await speech.close();
    };
    return new ServedClinic(port, Number(more?.METRICS_PORT ?? port), target, server, dataDir, close);
  }

  /** What the heap holds that something still refers to; for a server started with `collect-garbage.mjs`. */
  heapBytes(): Promise<number> {
    this.process.notify('SIGUSR2');
    return this.metric('nodejs_heap_size_used_bytes');
  }

  /** The sum of a metric over its labels. */
  async metric(name: string): Promise<number> {
    const text = await (await fetch(`http://127.0.0.1:${this.metricsPort}/metrics`)).text();
    const rows = text.split('\n').filter((row) => row.startsWith(`${name} `) || row.startsWith(`${name}{`));
    return rows.reduce((sum, row) => sum + Number(row.split(' ').at(-1)), 0);
  }

  /** The longest time that its event loop was held up since this was asked before: each scrape begins anew. */
  async latestMs(): Promise<number> {
    return 1000 * (await this.metric('nodejs_eventloop_lag_max_seconds'));
  }

  /** Of the process that was started, whose workers have others. */
  get pid(): number {
    return this.process.pid;
  }

  /** Everything that was printed and logged. */
  get printed(): string {
    return this.process.printed;
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    await this.process.signal(signal);
    await this.closeCarrier();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
