import { mkdir, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../../common/clock/clock.js';
import { signRequest } from '../../simulation/carrier/webhook.client.js';
import { BenchCall, newSid } from './bench-call.js';
import { MeasuredProcess } from './measured-process.js';
import { ScriptedProvider } from './scripted-provider.js';

/** A process that calls can be placed through. */
export interface BenchLine {
  call(): Promise<BenchCall>;
  /** Milliseconds of a core that the process has used so far. */
  cpuMs(): Promise<number>;
}

const ACCOUNT_SID = newSid('AC');
const SERVER_SCRIPT = new URL('../../main.js', import.meta.url);
const PASS_THROUGH_SCRIPT = new URL('./pass-through.process.js', import.meta.url);
const NOBODY = 'http://127.0.0.1:1';

/** The server as `npm start` runs it, and the pass-through: each in a process of its own, both between the same two ends. */
export class BenchLines {
  private constructor(
    readonly gateway: BenchLine,
    readonly passThrough: BenchLine,
    readonly close: () => Promise<void>,
  ) {}

  /** @param dataDir where a folder for the database is made, and removed in the end */
  static async open(dataDir: string, clock: Clock): Promise<BenchLines> {
    const folder = resolve(dataDir, `bench-${process.pid}`);
    const started: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
    const close = async () => {
      for (const stop of started.splice(0).reverse()) await stop();
    };
    const run = (script: URL, settings: Record<string, string>, ...args: string[]): MeasuredProcess => {
      const child = MeasuredProcess.start(script, settings, ...args);
      started.push(() => child.end());
      return child;
    };
    try {
      await mkdir(folder, { recursive: true });
      const provider = await ScriptedProvider.listen();
      started.push(() => provider.close());
      const passThrough = await openPassThrough(run, provider, clock);
      return new BenchLines(await openGateway(run, provider, folder, clock), passThrough, close);
    } catch (error) {
      await close();
      throw error;
    }
  }
}

type Run = (script: URL, settings: Record<string, string>, ...args: string[]) => MeasuredProcess;

async function openPassThrough(run: Run, provider: ScriptedProvider, clock: Clock): Promise<BenchLine> {
  const port = await freePort();
  const child = run(PASS_THROUGH_SCRIPT, {}, String(port), provider.plainUrl);
  await child.says('listening');
  const media = { address: `ws://127.0.0.1:${port}/`, signature: '', parameters: {}, accountSid: ACCOUNT_SID };
  return {
    call: () => BenchCall.open({ ...media, callSid: newSid('CA') }, provider, clock),
    cpuMs: () => child.cpuMs(),
  };
}

async function openGateway(run: Run, provider: ScriptedProvider, folder: string, clock: Clock): Promise<BenchLine> {
  const authToken = newSid('');
  const port = await freePort();
  const child = run(SERVER_SCRIPT, {
    PORT: String(port),
    DATA_DIR: folder,
    TWILIO_ACCOUNT_SID: ACCOUNT_SID,
    TWILIO_AUTH_TOKEN: authToken,
    TWILIO_API_URL: NOBODY,
    DEEPGRAM_API_KEY: 'bench',
    DEEPGRAM_AGENT_URL: provider.agentUrl,
    DEEPGRAM_SPEAK_URL: NOBODY,
    DEMO_CALL: 'off',
  });
  await child.says('Ctrl-C');
  const url = `http://127.0.0.1:${port}`;
  const { clinicNumber } = clinicSchema.parse(JSON.parse(await readFile(join(folder, 'demo.json'), 'utf8')));
  const mediaUrl = `${url.replace('http', 'ws')}/twilio/media`;
  return {
    async call() {
      const callSid = newSid('CA');
      const token = await dial({ url: `${url}/twilio/voice`, authToken, callSid, clinicNumber });
      const signature = signRequest(authToken, mediaUrl);
      const media = { address: mediaUrl, signature, parameters: { token }, accountSid: ACCOUNT_SID, callSid };
      return BenchCall.open(media, provider, clock);
    },
    cpuMs: () => child.cpuMs(),
  };
}

const clinicSchema = z.object({ clinicNumber: z.string() });

/** Rings as the carrier does, and answers the token of the stream that the call is told to open. */
async function dial(call: { url: string; authToken: string; callSid: string; clinicNumber: string }): Promise<string> {
  const fields = {
    CallSid: call.callSid,
    AccountSid: ACCOUNT_SID,
    From: 'anonymous', // one number that rings so often would be refused
    To: call.clinicNumber,
    CallStatus: 'ringing',
  };
  const answer = await fetch(call.url, {
    method: 'POST',
    headers: { 'x-twilio-signature': signRequest(call.authToken, call.url, fields) },
    body: new URLSearchParams(fields),
  });
  const token = /<Parameter name="token" value="([^"]+)"/.exec(await answer.text())?.[1];
  if (token === undefined) throw new Error(`the server did not take a call: ${answer.status}`);
  return token;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
