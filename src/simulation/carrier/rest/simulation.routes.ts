import { z } from 'zod';
import type { CallRelay } from './call-relay.client.js';
import type { MessageCenter } from './messages/message-center.js';
import { RestError } from './rest.errors.js';
import { json, noContent, type RestAnswer } from './rest.types.js';

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** Requests carry the account's password on, so they never leave this machine. */
const relayTo = z
  .url({ protocol: /^http$/ })
  .refine((url) => LOOPBACK.includes(new URL(url).hostname))
  .transform((url) => new URL(url).origin);

const ownedCall = z.object({ callSid: z.string().regex(/^CA\w+$/), relayTo });

const ownedPhone = z.object({ from: z.string().min(1), number: z.string().min(1), relayTo });

const phoneText = z.object({ from: z.string().min(1), to: z.string().min(1), body: z.string() });

/**
 * What the real carrier doesn't have, for the other processes of a demo:
 * - `POST /simulation/calls` {callSid, relayTo}: that call is carried elsewhere; `DELETE /simulation/calls/{callSid}`: no more
 * - `POST /simulation/phones` {from, number, relayTo}: calls ordered from one number to the other are carried elsewhere;
 *   `DELETE /simulation/phones/{from}/{number}`: no more
 * - `POST /simulation/texts` {from, to, body}: a phone sends a text; answered with its `sid` once the server has been told
 *
 * @throws RestError 20001 for a body of another shape, 20404 for what isn't known.
 */
export async function answerSimulation(
  method: string,
  path: string,
  body: string,
  { relay, messages }: { relay: CallRelay; messages: MessageCenter },
): Promise<RestAnswer> {
  if (method === 'POST' && path === '/simulation/calls') {
    const owned = read(ownedCall, body);
    relay.assignCall(owned.callSid, owned.relayTo);
    return json(201, owned);
  }
  if (method === 'POST' && path === '/simulation/phones') {
    const owned = read(ownedPhone, body);
    relay.assignPhone(owned.from, owned.number, owned.relayTo);
    return json(201, owned);
  }
  const [, callSid] = /^\/simulation\/calls\/(\w+)$/.exec(path) ?? [];
  if (method === 'DELETE' && callSid !== undefined && relay.releaseCall(callSid)) return noContent();
  const [, from = '', number = ''] = /^\/simulation\/phones\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
  const isReleased = method === 'DELETE' && relay.releasePhone(decodeURIComponent(from), decodeURIComponent(number));
  if (isReleased) return noContent();
  if (method === 'POST' && path === '/simulation/texts') {
    const { sid } = await messages.receiveText(read(phoneText, body));
    return json(201, { sid });
  }
  throw new RestError(20404);
}

function read<T>(schema: z.ZodType<T>, body: string): T {
  try {
    return schema.parse(JSON.parse(body));
  } catch {
    throw new RestError(20001);
  }
}
