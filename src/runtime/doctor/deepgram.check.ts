import { z } from 'zod';
import { failed, ok, skipped, type Finding } from './doctor.types.js';
import { networkTrouble } from './network-trouble.presenter.js';
import type { Subject } from './subject.js';
import { openSocket } from './upgrade.probe.js';

const welcome = z.object({ type: z.literal('Welcome') });

/** Opens a session as a call does and closes it after the provider's first message: nothing was said, nothing is billed. */
export async function checkDeepgram({ deepgram, standIns }: Subject, signal: AbortSignal): Promise<Finding> {
  if (standIns.agent) return skipped('a stand-in plays Deepgram');
  if (!deepgram) return failed('the key is missing or can not be used', 'set DEEPGRAM_API_KEY');
  const outcome = await openSocket(deepgram.url, { authorization: `Token ${deepgram.apiKey}` }, signal);
  if (outcome.kind === 'refused') return refusal(outcome.status);
  if (outcome.kind === 'unreachable') {
    return failed(
      `not reached: ${networkTrouble(outcome.error)}`,
      'check the network, and DEEPGRAM_AGENT_URL if it is set',
    );
  }
  const message = await outcome.firstMessage;
  outcome.close();
  if (message !== null && welcome.safeParse(parse(message)).success) return ok('the key is right, a session opens');
  return failed('a socket opens, but no Welcome comes', 'check that DEEPGRAM_AGENT_URL is a Voice Agent address');
}

function refusal(status: number): Finding {
  switch (status) {
    case 401:
      return failed(
        'the key is not accepted (401)',
        'set DEEPGRAM_API_KEY to a key of console.deepgram.com that is still there',
      );
    case 402:
      return failed('the account has no credit left (402)', 'add credit at console.deepgram.com');
    case 403:
      return failed('the key may not do this (403)', 'give the key the scope for the Voice Agent, or make another one');
    case 429:
      return failed('too many sessions at once (429)', 'end some, or have the account’s limit raised');
    default:
      return failed(`it answers ${status}`, 'check DEEPGRAM_AGENT_URL if it is set, and status.deepgram.com');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
