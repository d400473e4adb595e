import '../support/in-virtual-time.js';
import { once } from 'node:events';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import { SimulatedDeepgram } from '../../src/simulation/deepgram/simulated-deepgram.server.js';
import { openSpeech } from '../support/kept-speech.js';
import type { Speech } from '../../src/simulation/speech/speech.types.js';
import { Arrivals } from '../support/arrivals.js';
import { ManualClock } from '../support/manual-clock.js';
import { settingsWith } from '../support/sdk-agent.js';

describe('limits of simulated Deepgram, on a clock of the test', () => {
  let speech: Speech;
  let server: SimulatedDeepgram;
  let clock: ManualClock;
  let socket: WebSocket;
  let messages: Arrivals<{ type: string; [field: string]: unknown }>;

  beforeAll(() => {
    speech = openSpeech();
  });
  afterAll(() => speech.close());
  beforeEach(async () => {
    clock = new ManualClock();
    server = await SimulatedDeepgram.listen({ speech, clock, apiKey: 'right-key' });
    messages = new Arrivals();
    socket = new WebSocket(server.url, { headers: { authorization: 'token right-key' } });
    socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString()) as { type: string }));
    await arrival('Welcome');
  });
  afterEach(async () => {
    socket.terminate();
    await server.close();
  });

  const arrival = (type: string) => messages.next((message) => message.type === type);
  const send = (message: object) => socket.send(JSON.stringify(message));
  const start = async (agent = {}) => {
    send(settingsWith(agent));
    await arrival('SettingsApplied');
  };
  /** Resolves when the server has taken in all that was sent before. */
  const taken = async () => {
    socket.ping();
    await once(socket, 'pong');
  };
  const passTime = async ({ minutes = 0, seconds = 0 }) => {
    for (let atSeconds = 0; atSeconds < minutes * 60 + seconds; atSeconds += 5) {
      clock.advance(5000);
      send({ type: 'KeepAlive' });
      await taken();
    }
  };

  it('closes a session that hears nothing from its client', async () => {
    await start();
    clock.advance(10_000);

    expect(await arrival('Error')).toMatchObject({ code: 'CLIENT_MESSAGE_TIMEOUT' });
  });

  it('closes a session that never gets its settings', async () => {
    clock.advance(10_000);

    expect(await arrival('Error')).toMatchObject({ code: 'CLIENT_MESSAGE_TIMEOUT' });
  });

  it('is content with a KeepAlive now and then, and never answers it', async () => {
    await start();
    const before = messages.all.length;
    await passTime({ minutes: 1 });

    expect(server.sessions[0]).toMatchObject({ state: 'active', keepAlives: 12 });
    expect(messages.all).toHaveLength(before);
  });

  it('warns five minutes before two hours, and ends the session then', async () => {
    await start();
    await passTime({ minutes: 114 });
    expect(server.sessions[0]?.state).toBe('active');
    await passTime({ minutes: 2 });
    expect(await arrival('Warning')).toMatchObject({ code: 'MAXIMUM_SESSION_LENGTH_APPROACHING' });
    await passTime({ minutes: 3, seconds: 55 });
    clock.advance(5000);

    expect(await arrival('Error')).toMatchObject({ code: 'MAXIMUM_SESSION_LENGTH_REACHED' });
  });

  it('cuts a prompt that a managed model would not take whole', async () => {
    await start({ think: { provider: { type: 'open_ai', model: 'gpt-4.1-mini' }, prompt: 'x'.repeat(25_001) } });

    expect(await arrival('Warning')).toMatchObject({ code: 'PROMPT_TOO_LONG' });
  });

  it('does not know a stored agent by its id', async () => {
    send({ ...settingsWith({}), agent: '6f8ba2f4-2b2c-4d6c-9f0e-2f0d5a3c8a11' });

    expect(await arrival('Error')).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
  });

  it('says in headers and in the body of a refusal why, and for which request', async () => {
    const refused = new WebSocket(server.url, { headers: { authorization: 'Bearer right-key' } });
    refused.on('error', () => undefined);
    const [, response] = (await once(refused, 'unexpected-response')) as [ClientRequest, IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;

    expect(response.statusCode).toBe(401);
    expect(response.headers['dg-error']).toBe(body['message']);
    expect(response.headers['dg-request-id']).toBe(body['request_id']);
  });

  it('knows no other path', async () => {
    const refused = new WebSocket(server.url.replace('converse', 'other'));
    refused.on('error', () => undefined);
    const [, response] = (await once(refused, 'unexpected-response')) as [ClientRequest, IncomingMessage];

    expect(response.statusCode).toBe(404);
  });

  it('leaves no timer behind when a session is over', async () => {
    await start();
    socket.close();
    await once(server, 'closed');

    expect(clock.pendingTimers).toBe(0);
    expect(server.liveSessions).toHaveLength(0);
  });
});
