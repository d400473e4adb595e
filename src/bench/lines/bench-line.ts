import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../../common/clock/clock.js';
import { freePort } from '../../common/network/free-port.js';
import { signRequest } from '../../simulation/carrier/webhook.client.js';
import { BenchCall, newSid, type FarEnd, type Provider } from './bench-call.js';
import type { ProviderSession } from './scripted-provider.js';
import type { Premises } from './premises.js';

/** A process that calls can be placed through. */
export interface BenchLine<Session extends FarEnd = ProviderSession> {
  call(): Promise<BenchCall<Session>>;
  /** Milliseconds of a core that the process has used so far. */
  cpuMs(): Promise<number>;
}

/** A line that ends at a server of ours. */
export interface ServerLine<Session extends FarEnd> extends BenchLine<Session> {
  /** Of the API, with a key that lets its user do everything at the clinic. */
  access: { url: string; apiKey: string };
}

const ACCOUNT_SID = newSid('AC');
export const SERVER_SCRIPT = new URL('../../main.js', import.meta.url);
/** Nothing listens there. */
export const NOBODY = 'http://127.0.0.1:1';

/**
 * A relay of the bench's own, which is told its port and whatever addresses it needs, and takes every call.
 *
 * @param script prints `listening` when it does
 */
export async function openRelay<Session extends FarEnd>(
  premises: Premises,
  script: URL,
  addresses: readonly string[],
  provider: Provider<Session>,
  clock: Clock,
): Promise<BenchLine<Session>> {
  const port = await freePort();
  const child = premises.run(script, {}, String(port), ...addresses);
  await child.says('listening');
  const media = { address: `ws://127.0.0.1:${port}/`, signature: '', parameters: {}, accountSid: ACCOUNT_SID };
  return {
    call: () => BenchCall.open({ ...media, callSid: newSid('CA') }, provider, clock),
    cpuMs: () => child.cpuMs(),
  };
}

/** The server as `npm start` runs it, with a database of its own. `agent`: the settings that lead to the provider. */
export async function openServer<Session extends FarEnd>(
  premises: Premises,
  agent: Record<string, string>,
  provider: Provider<Session>,
  clock: Clock,
): Promise<ServerLine<Session>> {
  const authToken = newSid('');
  const port = await freePort();
  const child = premises.run(SERVER_SCRIPT, {
    PORT: String(port),
    DATA_DIR: premises.folder,
    TWILIO_ACCOUNT_SID: ACCOUNT_SID,
    TWILIO_AUTH_TOKEN: authToken,
    TWILIO_API_URL: NOBODY,
    DEEPGRAM_API_KEY: 'bench',
    DEMO_CALL: 'off',
    ...agent,
  });
  await child.says('Ctrl-C');
  const url = `http://127.0.0.1:${port}`;
  const demo = await readFile(join(premises.folder, 'demo.json'), 'utf8');
  const { clinicNumber, apiKey } = demoSchema.parse(JSON.parse(demo));
  const mediaUrl = `${url.replace('http', 'ws')}/twilio/media`;
  return {
    access: { url, apiKey },
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

const demoSchema = z.object({ clinicNumber: z.string(), apiKey: z.string() });

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
