import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../../../common/clock/clock.js';
import { freePort } from '../../../common/network/free-port.js';
import { newSid } from '../../lines/bench-call.js';
import { SERVER_SCRIPT } from '../../lines/bench-line.js';
import type { MeasuredProcess } from '../../lines/measured-process.js';
import type { Premises } from '../../lines/premises.js';
import { FarEnd } from './far-end.js';

/** More than are ever placed: what is measured is what calls take, and not whether they are let in. */
const CALLS_AT_MOST = '10000';

export interface MeasuredServerOptions {
  /** Where the server finds its database. */
  databaseUrl: string;
  /** The number that the demo's clinic has. */
  clinicNumber: string;
}

/** What the server tells of itself, each value being the sum over its labels. */
export type Scrape = (metric: string, label?: string) => number;

/** The server as `npm start` runs it, in a process of its own, and all that it talks to in this one. */
export class MeasuredServer {
  private constructor(
    readonly farEnd: FarEnd,
    private readonly url: string,
    private readonly process: MeasuredProcess,
  ) {}

  static async open(premises: Premises, options: MeasuredServerOptions, clock: Clock): Promise<MeasuredServer> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const account = { accountSid: newSid('AC'), authToken: newSid('') };
    const farEnd = await FarEnd.open(premises, { ...account, number: options.clinicNumber, serverUrl: url }, clock);
    const process = premises.run(SERVER_SCRIPT, {
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: premises.folder,
      DATABASE_URL: options.databaseUrl,
      TWILIO_ACCOUNT_SID: account.accountSid,
      TWILIO_AUTH_TOKEN: account.authToken,
      TWILIO_API_URL: farEnd.carrierApiUrl,
      DEEPGRAM_API_KEY: 'capacity',
      DEEPGRAM_AGENT_URL: farEnd.agentUrl,
      MAX_CONCURRENT_CALLS: CALLS_AT_MOST,
      LOG_LEVEL: 'info', // as in production: lines are written too
      DEMO_CALL: 'off',
    });
    await process.says('Ctrl-C');
    const demo = demoSchema.parse(JSON.parse(await readFile(join(premises.folder, 'demo.json'), 'utf8')));
    if (demo.clinicNumber !== options.clinicNumber) throw new Error('the clinic has another number');
    return new MeasuredServer(farEnd, url, process);
  }

  async scrape(): Promise<Scrape> {
    const lines = (await (await fetch(`${this.url}/metrics`)).text()).split('\n');
    return (metric, label = '') =>
      lines
        .filter((line) => (line.startsWith(`${metric} `) || line.startsWith(`${metric}{`)) && line.includes(label))
        .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
  }

  async cpuSeconds(): Promise<number> {
    return (await this.process.cpuMs()) / 1000;
  }

  liveBytes(): Promise<number> {
    return this.process.liveBytes();
  }
}

const demoSchema = z.object({ clinicNumber: z.string() });
